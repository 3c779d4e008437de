"""Extracting: from entries exactly as published to clean documents; what was left out comes back as drops."""
