"""What a run reports to when there is nobody to report to."""

from __future__ import annotations


class Silence:
    """Progress that nobody watches."""

    def stage(self, label: str, total: int | None = None) -> None:
        """Take note of nothing."""

    def advance(self, steps: int = 1) -> None:
        """Take note of nothing."""
