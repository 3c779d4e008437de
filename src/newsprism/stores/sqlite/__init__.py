"""A workspace in SQLite: its content in one file, the log of visits in another, and both moved in one archive."""
