"""The time that is left for a fetch."""

from __future__ import annotations

from time import monotonic


class Deadline:
    """A point in time by which something has to be over."""

    __slots__ = ("_end", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left, 0.0 when none are."""
        return max(0.0, self._end - monotonic())

    def extend(self, seconds: float) -> None:
        """Move the end: time that was spent waiting for others does not count."""
        self._end += seconds
