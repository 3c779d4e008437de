"""Korean, the reference language pack."""
