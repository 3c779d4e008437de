"""Editions in print: Markdown, plain text, HTML, JSON."""
