"""Which stories this reader should get, in which order, and why."""
