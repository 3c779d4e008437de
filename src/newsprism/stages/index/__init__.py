"""What documents are found and compared by, and how questions to the archive are read."""
