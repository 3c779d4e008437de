"""Benchmarks: real commands in fresh processes, peers in the same run. ``python -m bench --help``."""
