"""Doing at set times what the plan of `pipeline/schedule.py` says."""
