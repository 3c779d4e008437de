"""Language: pure functions on str, one folder a language."""
