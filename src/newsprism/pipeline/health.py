"""How a source is doing, from the visits to it and from what it gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from newsprism.pipeline.remedies import Ailment, remedy
from newsprism.protocols.stores import SourceFigures
from newsprism.types.clock import Clock
from newsprism.types.source import Source, SourceHealth, Visited

WINDOW = timedelta(days=14)
"""How far back visits and figures are looked at unless said otherwise."""

State = Literal["ok", "new", "stale", "failing", "dead", "paused"]

_DAY = timedelta(days=1)
_LONG = timedelta(days=3)
_MANY_FAILURES = 10
_GAPS = 5
"""So many times its usual gap between two documents a source may be silent."""
_GONE = frozenset({"http_404", "http_410", "unknown_host"})


def health(
    source: Source,
    visits: Sequence[Visited],
    figures: SourceFigures | None,
    now: datetime,
    *,
    window: timedelta = WINDOW,
    clock: Clock | None = None,
) -> SourceHealth:
    """Return the state of the source, the figures behind it and what to do.

    `visits` and `figures` (None: the archive has nothing of it) are those since ``now - window``; visits are oldest
    first and begin with the last success before that. `clock` is that of its publisher, where it is known.

    - paused: it is not read;
    - new: never read with success, first tried less than a day ago;
    - failing: the last visits failed; dead: ten or more of them, or all because the address is gone, over three days;
    - stale: read with success, but nothing new for three days and five times its usual gap. Only addresses go stale: a
      file that does not change is as it should be.
    """
    failed = _failed_last(visits)
    successes = [v.at for v in visits if v.outcome != "failed"]
    record = _Record.of(visits, figures, now, window)
    state = _state(source, visits, failed, record, now)
    last = failed[-1] if failed else None
    shares = _Shares.of(figures)
    ailment = Ailment(
        state,
        last.reason if last else None,
        _days(failed[0].at if state == "dead" else record.last or record.begin, now),
        record.last is not None,
        shares.dropped,
        shares.reasons,
        shares.undated,
        shares.boilerplate,
        source.full,
        clock,
    )
    return SourceHealth(
        source=source,
        state=state,
        last_success=max(successes, default=None),
        last_attempt=visits[-1].at if visits else None,
        last_document=record.last,
        failures=len(failed),
        fault=last.fault if last else None,
        documents=record.documents,
        per_day=record.documents / max(record.days, 1.0),
        dropped_share=shares.dropped,
        dropped=shares.reasons,
        undated_share=shares.undated,
        boilerplate_share=shares.boilerplate,
        suggestion=remedy(ailment),
    )


@dataclass(frozen=True, slots=True)
class _Record:
    """What a source gave: documents since `begin`, over `days`; the first and `last` of all time."""

    documents: int
    begin: datetime
    days: float
    last: datetime | None

    @classmethod
    def of(cls, visits: Sequence[Visited], figures: SourceFigures | None, now: datetime, window: timedelta) -> _Record:
        met = [v.at for v in visits[:1]]
        if figures and figures.first_seen:
            met.append(figures.first_seen)
        begin = max(now - window, min(met, default=now))
        last = figures.last_document if figures else None
        documents = figures.documents if figures else 0
        return cls(documents, begin, (now - begin) / _DAY, last)

    def silent(self, now: datetime) -> bool:
        """Say whether there was nothing new for longer than is usual."""
        if self.last is None:
            return now - self.begin > _LONG
        gap = max(self.last - self.begin, timedelta()) / self.documents if self.documents else timedelta()
        return now - self.last > max(_LONG, _GAPS * gap)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares between 0 and 1; None where there is nothing to divide."""

    dropped: float | None
    reasons: tuple[tuple[str, int], ...]
    undated: float | None
    boilerplate: float | None

    @classmethod
    def of(cls, figures: SourceFigures | None) -> _Shares:
        yields = figures.yields if figures else ()
        counts: Counter[str] = Counter()
        for one in yields:
            counts.update(dict(one.dropped))
        reasons = tuple(sorted(((r, n) for r, n in counts.items() if n > 0), key=lambda pair: (-pair[1], pair[0])))
        lost, documents = sum(n for _, n in reasons), sum(y.documents for y in yields)
        # One entry may hold many documents, and one that says nothing new gives none.
        things = max(sum(y.entries for y in yields), documents + lost)
        cut = sum(y.cut for y in yields)
        return cls(
            _share(lost, things),
            reasons,
            _share(sum(y.undated for y in yields), documents),
            _share(cut, cut + sum(y.kept for y in yields)),
        )


def _share(part: int, whole: int) -> float | None:
    return min(1.0, max(0.0, part / whole)) if whole > 0 else None


def _failed_last(visits: Sequence[Visited]) -> list[Visited]:
    """Return the failures since the last success, oldest first."""
    found: list[Visited] = []
    for visit in reversed(visits):
        if visit.outcome != "failed":
            break
        found.append(visit)
    return found[::-1]


def _state(
    source: Source, visits: Sequence[Visited], failed: Sequence[Visited], record: _Record, now: datetime
) -> State:
    if source.paused:
        return "paused"
    if not visits or (len(failed) == len(visits) and now - visits[0].at < _DAY):
        return "new"
    if failed:
        return "dead" if _dead(failed) else "failing"
    web = source.place.casefold().startswith(("http://", "https://"))
    return "stale" if web and record.silent(now) else "ok"


def _dead(failed: Sequence[Visited]) -> bool:
    long = failed[-1].at - failed[0].at >= _LONG
    return long and (len(failed) >= _MANY_FAILURES or all(v.reason in _GONE for v in failed))


def _days(since: datetime, now: datetime) -> int:
    return max(0, (now - since).days)
