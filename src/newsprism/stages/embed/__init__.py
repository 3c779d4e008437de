"""Texts become vectors that lie near each other when the texts mean much the same.

`e5.py` runs a small model on this machine, `endpoint.py` asks a server, `cache.py` remembers what either gave.
"""
