"""What the pipelines ask of a workspace's store. Each method that writes is one transaction.

A *revision* numbers the refreshes that changed anything. Documents and the membership of stories are kept with the
revision that brought them and the one that ended them, so that any earlier state can be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Protocol

from newsprism.protocols.services import ClockMemory
from newsprism.protocols.stages import Features, Indexed
from newsprism.types.brief import Cadence
from newsprism.types.clock import ClockReading
from newsprism.types.document import Document, DocumentId, Entry, MediaType
from newsprism.types.history import Feedback, History, Holding, Sent
from newsprism.types.search import Found, Query
from newsprism.types.source import Mark, SourceId, Visited, Yield
from newsprism.types.story import Story, StoryChange, StoryId

Revision = NewType("Revision", int)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What keeping the entries of a visit changed: how many are new, and how many documents were taken back."""

    entries: int = 0
    retracted: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is kept but not yet read into documents; `again`: it was read before and shall be read anew."""

    number: int
    source_id: SourceId
    entry: Entry
    again: bool = False


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document as it is to be kept. `made_from` is the media type of the entry that gave its text.

    `news`: it may appear in editions (a time that cannot be true keeps it out).
    """

    document: Document
    source_id: SourceId
    made_from: MediaType
    first_seen: datetime
    news: bool
    indexed: Indexed


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one batch of entries became; everything of it is written together with the entries being read.

    `documents` are new ones and new versions of old ones; unchanged ones are not among them. `clocks`
    replace the readings kept.
    """

    entries: tuple[int, ...]
    documents: tuple[Shelved, ...]
    clocks: tuple[ClockReading, ...]
    yields: tuple[Yield, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it stands, with what decides whether something newer replaces it."""

    document: Document
    made_from: MediaType
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Pinned:
    """An edition that was made after its closing: it is made again from the same revision."""

    cadence: Cadence
    reader: str
    issue: date
    revision: Revision
    made_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class WindowCounts:
    """What the archive holds of a stretch of time."""

    documents: int
    outlets: int


class EntryStore(Protocol):
    """Entries exactly as they were published. Nothing is ever taken out."""

    def keep(self, source_id: SourceId, entries: Sequence[Entry], retracted: Sequence[str], at: datetime) -> Arrived:
        """Keep the entries not kept yet for this source (told apart by content and address); return what changed.

        A known entry is taken again, and counted as if it were new, when what was kept last for its address and media
        type is not among `entries` (a headline that is set back), or was taken back by this source since (an article
        that is published again). That is not so of one without an address, or whose address is among `retracted` or
        has a new entry too. Documents of the addresses `retracted` are closed from this revision on. Writes nothing
        when all is known.
        """
        ...

    def waiting(self, limit: int, most_bytes: int = 64_000_000) -> tuple[Waiting, ...]:
        """Return up to `limit` kept entries that have not been read, in the order in which they were (last) taken.

        Together they hold no more than `most_bytes` of content, unless the first alone does.
        """
        ...

    def reopen(self, publishers: Sequence[str]) -> int:
        """Let all feed items of these publishers be read again; return how many."""
        ...


class DocumentStore(ClockMemory, Protocol):
    """Documents with all their versions."""

    def current(self, ids: Sequence[DocumentId]) -> Mapping[DocumentId, Kept]:
        """Return the standing versions of those ids that there are."""
        ...

    def shelve(self, shelf: Shelf) -> None:
        """Write what a batch of entries became, and that they were read."""
        ...

    def documents(self, ids: Sequence[DocumentId]) -> tuple[Document, ...]:
        """Return the standing versions, in the order of `ids`; those that are not there are left out."""
        ...

    def search(self, query: Query, limit: int) -> tuple[Found, ...]:
        """Return the best documents for the query, best first."""
        ...


class StoryStore(Protocol):
    """Stories that live on from refresh to refresh."""

    def unclustered(self) -> tuple[tuple[DocumentId, datetime | None], ...]:
        """Return documents that are in no story yet with their times, by time, undated ones last."""
        ...

    def features(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, Features]:
        """Return what the documents are compared by."""
        ...

    def standing(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories with a document published in ``[start, end)``, each with the documents of that time.

        Their times are those of all their documents, and they know what people decided (`Story.apart`, `Story.bound`).
        """
        ...

    def record(self, changes: Sequence[StoryChange]) -> None:
        """Write how stories changed."""
        ...

    def stories(
        self, start: datetime, end: datetime, since: datetime, revision: Revision | None = None
    ) -> tuple[Story, ...]:
        """Return the stories with news published in ``[start, end)``, and their sisters of the same thread.

        Each holds its documents from ``[since, end)``, as of `revision` (None: as it stands). Headlines are as they
        stand; whoever cuts a story chooses its headline anew.
        """
        ...

    def undated(self, start: datetime, end: datetime, revision: Revision | None = None) -> tuple[Story, ...]:
        """Return the stories of reports that have no day of publication, each with these reports only.

        A report that says nothing of its date counts when it was first seen in ``[start, end)``.
        """
        ...

    def story(self, story_id: StoryId) -> Story | None:
        """Return the story as it stands with all its documents; one that was absorbed is the one that absorbed it.

        None for an unknown id, and for a story without a document that stands.
        """
        ...

    def counts(self, start: datetime, end: datetime, revision: Revision | None = None) -> WindowCounts:
        """Count the documents published in ``[start, end)`` and their publishers."""
        ...

    def latest(self, limit: int) -> tuple[datetime, ...]:
        """Return the moments of publication of the newest documents that are news, newest first."""
        ...

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest document that is news were published."""
        ...


class EditionStore(Protocol):
    """Editions that were made."""

    def revision(self) -> Revision:
        """Return the newest revision."""
        ...

    def pinned(self, cadence: Cadence, reader: str, issue: date) -> Pinned | None:
        """Return the edition if it was made and pinned."""
        ...

    def pin(self, edition: Pinned) -> bool:
        """Pin an edition; False when it is pinned already (then nothing is changed)."""
        ...


class HistoryStore(Protocol):
    """What readers had and said. Nothing of it belongs to a revision: it changes no article and no story."""

    def tell(self, reader: str, feedback: Feedback) -> None:
        """Keep what a reader said or did."""
        ...

    def untell(self, reader: str) -> Feedback | None:
        """Take back what the reader said last, and return it; None when there is nothing."""
        ...

    def send(self, reader: str, sent: Sequence[Sent]) -> None:
        """Keep what an edition printed; what is kept of the same edition and story already stays as it is."""
        ...

    def history(self, reader: str, until: datetime | None = None) -> History:
        """Return what was told and sent, oldest first; only what was told or made up to `until` if that is given."""
        ...

    def holding(self, reader: str) -> Holding:
        """Return how much is kept of the reader."""
        ...

    def forget(self, reader: str) -> Holding:
        """Delete all that is kept of the reader, beyond recovery from the file, and return how much it was."""
        ...


class VisitLog(Protocol):
    """Bookkeeping of visits, apart from the content: a refresh that finds nothing new leaves the content untouched."""

    def mark(self, source_id: SourceId, place: str) -> Mark | None:
        """Return what was seen of `place` at the last visit of the source."""
        ...

    def note(self, visited: Visited, marks: Sequence[Mark]) -> None:
        """Note a visit and what to remember of it."""
        ...

    def visits(self, source_id: SourceId, since: datetime) -> tuple[Visited, ...]:
        """Return the visits since then, oldest first, and the last success before it if there was one."""
        ...


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What the archive holds of one source since some day."""

    documents: int
    last_document: datetime | None
    first_seen: datetime | None
    yields: tuple[Yield, ...]


class Archive(EntryStore, DocumentStore, StoryStore, EditionStore, HistoryStore, Protocol):
    """All of a workspace's content."""

    def refreshing(self) -> AbstractContextManager[Revision]:
        """Hold the workspace for one refresh; raises StoreBusy when another process does.

        The number given is that of the revision under which anything written is kept.
        """
        ...

    def figures(self, since: datetime) -> Mapping[SourceId, SourceFigures]:
        """Return the figures of each source for its health."""
        ...
