"""Sentences of other languages, and Korean ones from spans of another language."""
