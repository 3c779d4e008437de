"""One verb a stage: values in, values out. Only the pipeline stores or prints anything.

Each protocol names its scope, the partition key by which the work may be spread over processes or machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from newsprism.protocols.services import Fetcher
from newsprism.types.brief import (
    Brief,
    Cadence,
    DigestItem,
    DigestSection,
    DroppedSentence,
    Issue,
    Paragraph,
    Sentence,
    StrategyPoint,
    Term,
    Trend,
    Usage,
    Window,
)
from newsprism.types.clock import ClockReading
from newsprism.types.document import Document, DocumentId, Entry
from newsprism.types.dropped import Dropped
from newsprism.types.history import History, Sent
from newsprism.types.ranking import Ranking
from newsprism.types.reader import ReaderType
from newsprism.types.search import Query
from newsprism.types.source import Mark, Source
from newsprism.types.story import DuplicateGroup, Story, StoryChange, StoryId
from newsprism.types.verdict import VerificationReport

Features = Mapping[str, float]
"""What a document is compared by: weights of morphemes, names and numbers, before rarity."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a collector is given: the source, the way to the web, what was seen of a place last time, and the time."""

    source: Source
    fetcher: Fetcher
    known: Callable[[str], Mark | None]
    now: datetime


@dataclass(frozen=True, slots=True)
class Collection:
    """Entries that were read, and what could not be (the item of a drop is its origin).

    `marks` are to be remembered for the next visit, once the entries are safe; `retracted` are addresses whose
    articles the source has taken back. `unchanged`: nothing there has changed since the last visit.
    """

    entries: tuple[Entry, ...]
    dropped: tuple[Dropped[str], ...]
    marks: tuple[Mark, ...] = ()
    retracted: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """Clean documents, and what was left out: whole entries, and blocks of text with the rule that took them.

    `clocks` are what the entries said about the clocks of their publishers, together with what was known before.
    `doubtful` are documents whose date cannot be true: they are kept, but are no news.
    """

    documents: tuple[Document, ...]
    dropped: tuple[Dropped[str], ...]
    clocks: tuple[ClockReading, ...] = ()
    doubtful: frozenset[DocumentId] = frozenset()


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a document is found by (index terms in order) and compared by."""

    document_id: DocumentId
    title_terms: tuple[str, ...]
    text_terms: tuple[str, ...]
    features: Features


@dataclass(frozen=True, slots=True)
class Deduplication:
    """Every new document that came in, and the groups of those that repeat one another.

    A group may name standing documents too; these are not among `documents`, but in the stories that stand.
    """

    documents: tuple[Document, ...]
    groups: tuple[DuplicateGroup, ...]


class Collector(Protocol):
    """Scope: source. Reads what is published at a place, changing nothing of it."""

    def accepts(self, place: str) -> bool:
        """Say whether this collector reads `place`, an address or a path."""
        ...

    def collect(self, visit: Visit) -> Collection:
        """Return what is new, a bad entry as a drop; raises FetchFailed or InputError when the place gives nothing."""
        ...


class PathCollector(Protocol):
    """Collects from several places with whatever collectors are installed."""

    def __call__(self, paths: Sequence[Path]) -> Collection:
        """Return all entries; raises PathNotFound for a missing path and EmptyInput when nothing was found."""
        ...


class Extractor(Protocol):
    """Scope: source. Turns entries of one kind into clean documents."""

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return documents and drops for `entries`, in their order; never raises for bad content."""
        ...


class Deduplicator(Protocol):
    """Scope: window. Finds documents that carry the same text."""

    def deduplicate(self, documents: Sequence[Document], standing: Sequence[Document] = ()) -> Deduplication:
        """Return the groups that repeat one another or one of `standing`, none of standing ones alone; nothing is lost."""
        ...


class Indexer(Protocol):
    """Scope: source. Says what documents are found and compared by."""

    def index(self, documents: Sequence[Document]) -> tuple[Indexed, ...]:
        """Return one Indexed for each document, in order."""
        ...

    def features(self, documents: Sequence[Document]) -> tuple[Features, ...]:
        """Return the features of each document alone, in order."""
        ...


class QueryReader(Protocol):
    """Reads what a person asks of the archive."""

    def read(self, text: str) -> Query:
        """Return the query; raises InvalidQuery naming what is wrong."""
        ...


class Clusterer(Protocol):
    """Scope: window. Turns documents into stories, or lets stories grow by them.

    `reach` is how far before and after a document the stories lie that it may join.
    """

    reach: timedelta

    def cluster(
        self,
        deduplication: Deduplication,
        features: Mapping[DocumentId, Features],
        standing: Sequence[Story] = (),
    ) -> tuple[StoryChange, ...]:
        """Return how stories change by the new documents; each of them is then in exactly one story.

        `features` hold those of the new documents and of all documents of `standing`.
        """
        ...

    def until(self, story: Story, end: datetime) -> Story | None:
        """Return the story as it stood before `end`: without later documents, its headline chosen anew; None if empty."""
        ...


class Ranker(Protocol):
    """Scope: reader. Chooses stories for one reader."""

    def rank(
        self,
        stories: Sequence[Story],
        reader: ReaderType,
        window: Window,
        count: int,
        history: History | None = None,
        among: Sequence[Story] | None = None,
    ) -> Ranking:
        """Return at most `count` selected stories, with everything not selected and why.

        `history` is what the reader had and said before; without it every story is new to a reader without tastes.
        `among` are all stories of the edition where some of them had to go: what is rare or goes on is counted in them.
        """
        ...


@dataclass(frozen=True, slots=True)
class DraftPick:
    """What the writer made for one selected story; sentences in printing order.

    `proof` is the title with its spans where a model wrote it.
    """

    story_id: StoryId
    title: str
    published: date
    summary: tuple[Sentence, ...]
    context: tuple[Sentence, ...]
    insight: tuple[Sentence, ...]
    proof: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All texts of one edition before it is composed. `headline` is the title without its tag.

    `proof` is the headline with its spans where a model wrote it. `dropped` are sentences that the writer itself
    refused. `model` and `usage` say who wrote, and what that took; `model` is None when no sentence is a model's.
    """

    cadence: Cadence
    headline: str
    subtitles: tuple[Sentence, ...]
    analysis: tuple[Paragraph, ...]
    issues: tuple[Issue, ...]
    trends: tuple[Trend, ...]
    picks: tuple[DraftPick, ...]
    terms: tuple[Term, ...]
    strategy: tuple[StrategyPoint, ...]
    keywords: tuple[str, ...]
    glossary: tuple[Document, ...] = ()
    proof: Sentence | None = None
    dropped: tuple[DroppedSentence, ...] = ()
    model: str | None = None
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a writer is asked for.

    `background` are stories that were not selected but may back analysis and trends, best first.
    `rejected` are texts that the checks refused in an earlier round: the writer takes the next best instead.
    `reasons` says, for a refused text, why. `known` is, for a selected story that the reader had before, the last edition that printed it: the writer says what
    is new since then.
    """

    cadence: Cadence
    window: Window
    ranking: Ranking
    background: tuple[Story, ...]
    rejected: frozenset[str] = frozenset()
    known: Mapping[StoryId, Sent] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


class Writer(Protocol):
    """Scope: story and reader. Writes every text of an edition."""

    name: str
    generative: bool

    def write(self, assignment: Assignment) -> Draft:
        """Return the draft; a block for which nothing true can be said is shorter or empty."""
        ...


class Verifier(Protocol):
    """Scope: edition. Checks what is about to be printed against its sources."""

    def verify(self, brief: Brief, documents: Iterable[Document]) -> VerificationReport:
        """Return counts and faults; `documents` must hold every cited document."""
        ...


@dataclass(frozen=True, slots=True)
class Press:
    """What the composer adds to a draft: the date of issue, the window, counts of what was read.

    `earlier` are stories of the seven days before a weekly's window, where any are known that are not in the ranking.
    """

    issue_date: date
    window: Window
    documents: int
    outlets: int
    stories: int
    writer: str
    generative: bool
    dropped: tuple[DroppedSentence, ...] = ()
    earlier: tuple[Story, ...] = ()


class Composer(Protocol):
    """Scope: edition. Numbers, labels, notes and sources: a draft becomes a brief."""

    def compose(self, draft: Draft, ranking: Ranking, press: Press) -> Brief:
        """Return the complete edition."""
        ...

    def mend(self, brief: Brief, reader: ReaderType, press: Press) -> Brief:
        """Return an edition that lost sentences or picks with its note and its sources made right again."""
        ...


class ItemWriter(Protocol):
    """Scope: story and reader. Writes one item of a digest."""

    name: str
    generative: bool

    def write(self, story: Story, documents: Sequence[Document], language: str) -> DigestItem | None:
        """Return the item, its number 0, from `documents`, best first; None when there is nothing to tell.

        `language` is the edition's. Of a report in another one, a writer that cannot translate gives title and
        source line only: an item without a body.
        """
        ...


@dataclass(frozen=True, slots=True)
class Translation:
    """Items that a model wrote, by story; `dropped` are lines that it was refused, `model` is None when it wrote none."""

    items: Mapping[StoryId, DigestItem]
    dropped: tuple[DroppedSentence, ...]
    model: str | None
    usage: Usage | None


class ItemTranslator(Protocol):
    """Scope: edition. Writes the bodies of items that are only listed because their reports are in another language."""

    name: str

    def translate(
        self,
        items: Sequence[DigestItem],
        documents: Mapping[DocumentId, Document],
        language: str,
        refused: Mapping[str, str],
        investor: bool = False,
    ) -> Translation:
        """Return those of `items` that could be written in `language`; the others stay listed.

        `refused` maps texts that the checks refused in an earlier round to reasons: they are asked for once more, and
        not printed. Without any a new edition begins.
        """
        ...


@dataclass(frozen=True, slots=True)
class DigestPress:
    """What the composer adds to the sections of a digest: dates, and counts of what was read, merged and left out.

    `model` wrote items of it, and `usage` is what that took.
    """

    issue_date: date
    window: Window
    reports: int
    articles: int
    repeated: int
    writer: str
    generative: bool
    model: str | None = None
    usage: Usage | None = None


class DigestComposer(Protocol):
    """Scope: edition. Numbers, cover, note and sources: sections become a digest."""

    def compose(
        self,
        sections: Sequence[DigestSection],
        ranking: Ranking,
        press: DigestPress,
        documents: Mapping[DocumentId, Document],
    ) -> Brief:
        """Return the complete edition; `documents` hold all that the items rest on. Empty sections are left out."""
        ...


class Renderer(Protocol):
    """Scope: edition. Prints a brief in one format."""

    suffix: str

    def render(self, brief: Brief) -> str:
        """Return the whole printed edition."""
        ...
