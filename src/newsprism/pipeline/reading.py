"""What entries that wait become; an entry at fault costs no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsprism.errors import MissingResource
from newsprism.pipeline.spread import One
from newsprism.protocols.services import ClockMemory, Engine, Failed
from newsprism.protocols.stages import Extraction, Extractor
from newsprism.protocols.stores import Waiting
from newsprism.types.clock import Clock, ClockReading
from newsprism.types.document import Entry, MediaType
from newsprism.types.dropped import Dropped
from newsprism.types.source import SourceId

_ITEM: MediaType = "application/x-feed-item+json"

Group = Sequence[Waiting]
"""Entries of one source that were extracted together."""


class Memory:
    """What the archive knows of clocks, and what a batch has learned since."""

    def __init__(self, archive: ClockMemory) -> None:
        self._archive = archive
        self.learned: dict[str, Clock] = {}

    def recall(self, publishers: Sequence[str]) -> Mapping[str, Clock]:
        """Return the clocks of those publishers of whom anything is known."""
        newer = {name: self.learned[name] for name in publishers if name in self.learned}
        return {**self._archive.recall([name for name in publishers if name not in newer]), **newer}

    def learn(self, readings: Iterable[ClockReading]) -> None:
        """Know these clocks from now on."""
        self.learned.update({r.publisher: r.clock for r in readings})


@dataclass(frozen=True, slots=True)
class Reading:
    """Extracts with `items` the feed items of one visit together, and with `others` anything else one by one.

    Reasons of drops, besides those of the extractors: `extractor_failed` (with the name of the exception),
    `extractor_crashed` (it killed its process) and `extractor_timed_out`. The last two are of work in other processes:
    feed items, and anything else as long as there is little of it, are read in this one, which native code can kill.
    """

    items: Callable[[ClockMemory, bool], Extractor]
    others: Extractor
    engine: Engine

    def read(self, waiting: Sequence[Waiting], memory: Memory) -> Iterator[tuple[Group, Extraction]]:
        """Yield what the entries became, group by group in their order; `memory` learns their clocks.

        What a later group says of a clock counts for the earlier ones too: they are read again before they are given.
        To let them wait instead would put an older version of a document behind a newer one. Raises MissingResource.
        """
        together: dict[tuple[SourceId, datetime | None, bool], list[Waiting]] = defaultdict(list)
        alone: list[Waiting] = []
        for one in waiting:
            if one.entry.media_type == _ITEM:
                together[(one.source_id, one.entry.first_seen, one.again)].append(one)
            else:
                alone.append(one)
        read: list[tuple[Group, Extraction]] = []
        for group in together.values():
            again = group[0].again  # what these items say about clocks is known already
            for part, extraction in _survived(self.items(memory, not again), group):
                if not again:
                    memory.learn(extraction.clocks)
                read.append((part, extraction))
        for part, extraction in read:
            if _outdated(extraction, memory.learned):
                yield from _survived(self.items(memory, False), part)
            else:
                yield part, extraction
        found = self.engine.attempt(One(self.others), [w.entry for w in alone], "본문 추출")
        for one, each in zip(alone, found, strict=True):
            yield [one], _lost(one.entry, each) if isinstance(each, Failed) else each


def differs(before: Clock, after: Clock) -> bool:
    """Say whether two clocks date the same item differently."""
    return before.offset_applied != after.offset_applied


def _outdated(extraction: Extraction, clocks: Mapping[str, Clock]) -> bool:
    return any(differs(c.clock, clocks.get(c.publisher, c.clock)) for c in extraction.clocks)


def _survived(extractor: Extractor, group: Group) -> Iterator[tuple[Group, Extraction]]:
    """Halve a group that fails until the entry at fault stands alone, so that the rest keeps its neighbours.

    The parts are groups of their own: what a later one says of a clock may put an earlier one out of date.
    """
    try:
        found = extractor.extract([w.entry for w in group])
    except MissingResource:
        raise
    except Exception as problem:
        if len(group) == 1:
            yield group, _lost(group[0].entry, Failed("failed", type(problem).__name__))
            return
    else:
        yield group, found
        return
    middle = len(group) // 2
    yield from _survived(extractor, group[:middle])
    yield from _survived(extractor, group[middle:])


def _lost(entry: Entry, failed: Failed) -> Extraction:
    if failed.reason == "crashed":
        return _drop(entry, "extractor_crashed", failed.detail)
    if failed.reason == "timed_out":
        return _drop(entry, "extractor_timed_out", failed.detail)
    return _drop(entry, "extractor_failed", failed.detail)


def _drop(entry: Entry, reason: str, detail: str) -> Extraction:
    return Extraction((), (Dropped(entry.origin, "extract", reason, entry.origin, detail),))
