"""The order of things: refresh (source → story) and brief (story → edition)."""
