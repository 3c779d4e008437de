"""What is kept in plain files that a person can edit."""
