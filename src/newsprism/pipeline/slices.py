"""New documents in slices of time, so that each is compared with the stories of its own days only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsprism.types.document import DocumentId

MOST = 20_000
"""Documents of one slice: what fits into memory with its features, and into one transaction."""
_LONGEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Slice:
    """Documents to be clustered together, and the stretch of time whose stories they may join (None: undated)."""

    ids: tuple[DocumentId, ...]
    start: datetime | None
    end: datetime | None


def slices(waiting: Sequence[tuple[DocumentId, datetime | None]], reach: timedelta) -> Iterator[Slice]:
    """Yield slices of `waiting` (by time, undated ones last), each at most MOST documents and seven days.

    A slice ends where nothing is published for longer than `reach`: one item dated years back must not bring in the
    stories of all the years between.
    """
    current: list[tuple[DocumentId, datetime]] = []
    for identity, moment in waiting:
        if moment is None:
            continue
        if current and _ends(current, moment, reach):
            yield _slice(current, reach)
            current = []
        current.append((identity, moment))
    if current:
        yield _slice(current, reach)
    undated = tuple(identity for identity, moment in waiting if moment is None)
    if undated:
        yield Slice(undated, None, None)


def _ends(current: Sequence[tuple[DocumentId, datetime]], moment: datetime, reach: timedelta) -> bool:
    gap, span = moment - current[-1][1], moment - current[0][1]
    return len(current) >= MOST or gap > reach or span > _LONGEST


def _slice(current: Sequence[tuple[DocumentId, datetime]], reach: timedelta) -> Slice:
    return Slice(tuple(i for i, _ in current), current[0][1] - reach, current[-1][1] + reach)
