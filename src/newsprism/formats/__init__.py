"""What values look like outside the process: bytes to text, nouns to JSON and back.

Every name of a JSON key that others rely on is written here and nowhere else.
"""
