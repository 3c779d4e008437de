"""Collecting: from a place (a folder, a file) to entries, exactly as they were published."""
