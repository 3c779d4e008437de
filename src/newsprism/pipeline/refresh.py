"""From sources to stories in a workspace, the same for every reader.

::

    sources ─ collect ─▶ entries ═ kept ═▶ extract ─▶ documents ─ index ═ shelved ═▶ deduplicate ─ cluster ═ recorded

Each double line is one transaction. Whatever is interrupted between two of them waits in the store and is taken up by
the next refresh: an entry that was kept is read, a document that was shelved comes into a story, nothing twice.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from newsprism.errors import FetchFailed, MissingResource, NewsPrismError
from newsprism.pipeline.attending import attended
from newsprism.pipeline.reading import Memory, Reading, differs
from newsprism.pipeline.revising import revised
from newsprism.pipeline.slices import Slice, slices
from newsprism.protocols.services import ClockMemory, Engine, Fetcher, Progress
from newsprism.protocols.stages import (
    Clusterer,
    Collection,
    Collector,
    Deduplicator,
    Extraction,
    Extractor,
    Indexed,
    Indexer,
    Visit,
)
from newsprism.protocols.stores import Archive, Kept, Shelf, Shelved, VisitLog, Waiting
from newsprism.types.clock import RIGHT, Clock, ClockReading
from newsprism.types.document import Document, DocumentId, Entry, MediaType
from newsprism.types.dropped import Dropped
from newsprism.types.refresh import RefreshReport
from newsprism.types.source import Outcome, Source, SourceId, Visited, Yield
from newsprism.types.story import Grown, Merged, Opened, Split, StoryChange

PATIENCE = 3600.0
"""Seconds for one source: the most pages of a visit, a minute apart, must fit in."""
BATCH = 1000
"""Entries read into documents in one transaction: what a refresh that is killed has to do again at most."""
BATCH_BYTES = 64_000_000
"""Content of the entries of a batch, beyond the first: what a refresh holds of large files at once."""
_NOT_YET = timedelta(days=1)
_SAME = frozenset({"same_document", "same_url"})


@dataclass(slots=True)
class _Tally:
    """What a refresh counts while it runs."""

    entries: int = 0
    new: int = 0
    changed: int = 0
    retracted: int = 0
    opened: int = 0
    grown: int = 0
    merged: int = 0
    split: int = 0
    visited: list[Visited] = field(default_factory=list)
    dropped: list[Dropped[str]] = field(default_factory=list)
    clocks: list[ClockReading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refresh:
    """The refresh of a workspace with its stages.

    `items` makes the extractor of feed items, all of one visit together, with what is known of their clocks, and whether
    they shall add to it; `others`, picklable, extracts anything else one by one on `engine`.
    `now` gives the time (aware); `connections` sources are read at once, each for `patience` seconds at most.
    """

    archive: Archive
    log: VisitLog
    collector: Callable[[str], Collector]
    fetcher: Fetcher
    items: Callable[[ClockMemory, bool], Extractor]
    others: Extractor
    engine: Engine
    indexer: Indexer
    deduplicator: Deduplicator
    clusterer: Clusterer
    progress: Progress
    now: Callable[[], datetime]
    connections: int = 16
    patience: float = PATIENCE

    def run(self, sources: Sequence[Source]) -> RefreshReport:
        """Visit the sources that are not paused, and bring everything that waits into stories.

        A source that fails, or does not end, is told in the report and stops no other; an entry that cannot be read is
        a drop (see Reading). Raises StoreBusy when another refresh runs.
        """
        began = time.monotonic()
        tally = _Tally()
        active = [s for s in sources if not s.paused]
        with self.archive.refreshing():
            self._visit(active, tally)
            self._read(tally)
            self._tell(tally)
        visited = tally.visited
        return RefreshReport(
            len(active),
            sum(v.outcome == "unchanged" for v in visited),
            tuple(v for v in visited if v.outcome == "failed"),
            tally.entries,
            tally.new,
            tally.changed,
            tally.retracted,
            tally.opened,
            tally.grown,
            tally.merged,
            tally.split,
            tuple(tally.dropped),
            tuple(tally.clocks),
            time.monotonic() - began,
        )

    def _visit(self, sources: Sequence[Source], tally: _Tally) -> None:
        self.progress.stage("소스 읽기", len(sources))
        # Collecting runs in threads, keeping only here: a database has one writer. What was kept is let go.
        for source, found in attended(self._collect, sources, self.connections, self.patience):
            collection, seconds = found or (self._late(source), self.patience)
            self._keep(source, collection, seconds, tally)
            self.progress.advance()

    def _late(self, source: Source) -> Visited:
        fault = f"{source.place}: {self.patience / 60:.0f}분이 지나도 읽기가 끝나지 않아 기다리지 않습니다"
        return Visited(source.id, self.now(), self.patience, "failed", reason="timed_out", fault=fault)

    def _collect(self, source: Source) -> tuple[Collection | Visited, float]:
        began, at = time.monotonic(), self.now()

        def failed(reason: str, fault: str) -> Visited:
            return Visited(source.id, at, time.monotonic() - began, "failed", reason=reason, fault=fault)

        try:
            visit = Visit(source, self.fetcher, lambda place: self.log.mark(source.id, place), at)
            return _sound(self.collector(source.kind).collect(visit)), time.monotonic() - began
        except FetchFailed as problem:
            return failed(problem.reason, str(problem)), 0.0
        except NewsPrismError as problem:
            return failed(type(problem).__name__, str(problem)), 0.0
        except BaseException as problem:  # a stranger's collector must not stop the other sources
            fault = f"{source.place}: 수집기 {source.kind} 의 오류입니다({type(problem).__name__}: {problem})"
            return failed("collector_failed", " ".join(fault.split())), 0.0

    def _keep(self, source: Source, collection: Collection | Visited, seconds: float, tally: _Tally) -> None:
        if isinstance(collection, Visited):
            tally.visited.append(collection)
            self.log.note(collection, ())
            return
        at = self.now()
        arrived = self.archive.keep(source.id, collection.entries, collection.retracted, at)
        outcome: Outcome = "read" if arrived.entries or arrived.retracted else "unchanged"
        visited = Visited(source.id, at, seconds, outcome, entries=arrived.entries)
        # Only now that the entries are safe: a visit that is killed before this is made again.
        self.log.note(visited, collection.marks)
        tally.entries += arrived.entries
        tally.retracted += arrived.retracted
        tally.visited.append(visited)
        tally.dropped.extend(collection.dropped)

    def _read(self, tally: _Tally) -> None:
        """Read what waits into documents, batch by batch."""
        while waiting := self.archive.waiting(BATCH, BATCH_BYTES):
            self.progress.stage("본문 추출", len(waiting))
            shelf, changed = self._shelf(waiting, tally)
            if changed:
                # Before the new clocks are written: a refresh that is killed in between finds out about them again.
                self.archive.reopen(changed)
            self.archive.shelve(shelf)

    def _shelf(self, waiting: Sequence[Waiting], tally: _Tally) -> tuple[Shelf, list[str]]:
        """Return what the entries became, and the publishers whose earlier items have to be read again."""
        memory = Memory(self.archive)
        read = list(Reading(self.items, self.others, self.engine).read(waiting, memory))
        clocks = memory.learned
        drafts = [_Draft.of(d, group, found) for group, found in read for d in found.documents]
        # What was counted at the first reading is not counted again.
        first = [(group, found) for group, found in read if not group[0].again]
        tally.dropped += [d for _, found in first for d in found.dropped]
        yields = [_yield(group[0].source_id, len(group), found) for group, found in first]
        before = self.archive.recall(list(clocks))
        changed = [
            name
            for name, clock in clocks.items()
            if name in before and before[name].evidence.timed and differs(before[name], clock)
        ]
        tally.clocks += [
            ClockReading(name, clock)
            for name, clock in clocks.items()
            if _shift(before.get(name, RIGHT)) != _shift(clock)
        ]
        kept = self._settled(drafts, tally)
        indexed = self._indexed([d.document for d in kept], tally)
        shelved = tuple(
            Shelved(d.document, d.source_id, d.made_from, d.first_seen, d.news, i)
            for d, i in zip(kept, indexed, strict=True)
        )
        numbers = tuple(w.number for group, _ in read for w in group)
        readings = tuple(ClockReading(name, clock) for name, clock in clocks.items())
        return Shelf(numbers, shelved, readings, _summed(yields)), changed

    def _indexed(self, documents: Sequence[Document], tally: _Tally) -> tuple[Indexed, ...]:
        """Index the documents; one whose text breaks the indexer is kept without terms, and told."""
        try:
            return self.indexer.index(documents)
        except MissingResource:
            raise  # a damaged installation fails for every document and must be said, not counted
        except Exception as problem:
            if len(documents) == 1:
                one = documents[0]
                where = one.url or one.id
                tally.dropped.append(Dropped(where, "index", "not_indexed", where, type(problem).__name__))
                return (Indexed(one.id, (), (), {}),)
        middle = len(documents) // 2
        return (*self._indexed(documents[:middle], tally), *self._indexed(documents[middle:], tally))

    def _settled(self, drafts: Sequence[_Draft], tally: _Tally) -> list[_Draft]:
        """Return the new documents and the next versions of old ones; each id once, as its last draft leaves it."""
        standing: dict[DocumentId, Kept] = dict(self.archive.current([d.document.id for d in drafts]))
        known = frozenset(standing)
        written: dict[DocumentId, _Draft] = {}
        for draft in drafts:
            kept = standing.get(draft.document.id)
            if kept is not None:
                if draft.again and draft.first_seen != kept.first_seen:
                    continue  # a later report of the same address: it did not date the document
                after = revised(kept, draft.document, draft.made_from, draft.again)
                if after is None:
                    continue
                draft = draft.as_version(after, kept)
            written[draft.document.id] = draft
            standing[draft.document.id] = Kept(draft.document, draft.made_from, draft.first_seen)
        tally.changed += sum(i in known for i in written)
        tally.new += sum(i not in known for i in written)
        return list(written.values())

    def _tell(self, tally: _Tally) -> None:
        """Bring documents that are in no story yet into stories, slice of time by slice of time."""
        for part in slices(self.archive.unclustered(), self.clusterer.reach):
            self.progress.stage("사안 묶기", len(part.ids))
            changes = self._cluster(part)
            self.archive.record(changes)
            counts = Counter(type(c) for c in changes)
            tally.opened += counts[Opened]
            tally.grown += counts[Grown]
            tally.merged += counts[Merged]
            tally.split += counts[Split]

    def _cluster(self, part: Slice) -> tuple[StoryChange, ...]:
        documents = self.archive.documents(part.ids)
        standing = self.archive.standing(part.start, part.end) if part.start and part.end else ()
        ids = [d.id for d in documents] + [d.id for s in standing for d in s.documents]
        groups = self.deduplicator.deduplicate(documents, [d for s in standing for d in s.documents])
        return self.clusterer.cluster(groups, self.archive.features(ids), standing)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document on its way to the shelf."""

    document: Document
    source_id: SourceId
    made_from: MediaType
    first_seen: datetime
    news: bool
    again: bool

    @classmethod
    def of(cls, document: Document, group: Sequence[Waiting], extraction: Extraction) -> _Draft:
        one = group[0]
        seen = one.entry.first_seen
        assert seen is not None, "the store gives every entry the time at which it was kept"
        named = (
            document
            if document.publisher or not one.entry.publisher
            else replace(document, publisher=one.entry.publisher)
        )
        news = not _ahead(document, seen) and document.id not in extraction.doubtful
        return cls(named, one.source_id, one.entry.media_type, seen, news, one.again)

    def as_version(self, after: tuple[Document, MediaType], kept: Kept) -> _Draft:
        document, made_from = after
        # A doubt is about a time: it falls with it when the document keeps the one that it has.
        doubted = not self.news and document.published_at == self.document.published_at
        news = not doubted and not _ahead(document, kept.first_seen)
        return _Draft(document, self.source_id, made_from, kept.first_seen, news, self.again)


def _sound(given: object) -> Collection:
    """Return what a collector gave if it can be kept; TypeError if not."""
    if not isinstance(given, Collection):
        raise TypeError(f"Collection이 아니라 {type(given).__name__}")
    for entry in given.entries:
        if not (isinstance(entry, Entry) and isinstance(entry.content, bytes)):
            raise TypeError("항목의 내용이 bytes가 아님")
    return given


def _ahead(document: Document, seen: datetime) -> bool:
    return document.published_at is not None and document.published_at - seen > _NOT_YET


def _shift(clock: Clock) -> timedelta:
    """Return what is taken off in fact: nothing while all times of the publisher have an offset of their own."""
    return clock.offset_applied if clock.evidence.timed else timedelta()


def _yield(source: SourceId, entries: int, extraction: Extraction) -> Yield:
    """Count what the entries of a source became; a drop that holds its text was cut out of a document that stays."""
    pieces = [d for d in extraction.dropped if d.item != d.where and d.reason not in _SAME]
    lost = Counter(d.reason for d in extraction.dropped if d.item == d.where)
    return Yield(
        source,
        entries,
        len(extraction.documents),
        sum(d.published_at is None for d in extraction.documents),
        sum(len(d.text) for d in extraction.documents),
        sum(len(d.item) for d in pieces),
        tuple(lost.most_common()),
    )


def _summed(yields: Iterable[Yield]) -> tuple[Yield, ...]:
    groups: dict[SourceId, list[Yield]] = defaultdict(list)
    for one in yields:
        groups[one.source_id].append(one)
    return tuple(
        Yield(
            source,
            sum(y.entries for y in group),
            sum(y.documents for y in group),
            sum(y.undated for y in group),
            sum(y.kept for y in group),
            sum(y.cut for y in group),
            tuple(sum((Counter(dict(y.dropped)) for y in group), Counter[str]()).most_common()),
        )
        for source, group in groups.items()
    )
