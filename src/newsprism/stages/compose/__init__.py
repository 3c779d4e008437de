"""A draft becomes an edition: numbers, notes, labels, sources."""
