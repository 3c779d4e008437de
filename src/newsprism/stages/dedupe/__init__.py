"""Which documents carry the same text."""
