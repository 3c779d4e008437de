"""What speaks against a sentence in other words, and whether it suffices."""
