"""What only a whole edition can have wrong."""
