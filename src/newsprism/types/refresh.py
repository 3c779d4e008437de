"""What one refresh of a workspace found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from newsprism.types.clock import ClockReading
from newsprism.types.dropped import Dropped
from newsprism.types.source import Visited


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """Counts of one refresh, and what went wrong in it.

    `sources` were visited, `unchanged` of them had nothing new. `entries` were not seen before; they became `new` documents
    and new versions (`changed`) of old ones; `retracted` documents were taken back. `opened`, `grown`, `merged` and `split` count stories. `clocks` are publishers whose
    times are read differently from now on.
    """

    sources: int
    unchanged: int
    failed: tuple[Visited, ...]
    entries: int
    new: int
    changed: int
    retracted: int
    opened: int
    grown: int
    merged: int
    split: int
    dropped: tuple[Dropped[str], ...]
    clocks: tuple[ClockReading, ...]
    seconds: float

    def dropped_by_reason(self) -> dict[str, int]:
        """Return how often each reason took something out, most frequent first."""
        return dict(Counter(d.reason for d in self.dropped).most_common())
