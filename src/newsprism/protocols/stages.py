"""One verb a stage: values in, values out. Only the pipeline stores or prints anything.

Each protocol names its scope, the partition key by which the work may be spread over processes or machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from newsprism.types.brief import (
    Brief,
    Cadence,
    DroppedSentence,
    Issue,
    Paragraph,
    Sentence,
    StrategyPoint,
    Term,
    Trend,
    Window,
)
from newsprism.types.document import Document, Entry
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import Ranking
from newsprism.types.reader import ReaderType
from newsprism.types.story import DuplicateGroup, Story, StoryId
from newsprism.types.verdict import VerificationReport


@dataclass(frozen=True, slots=True)
class Collection:
    """Entries that were read, and what could not be (the item of a drop is its origin)."""

    entries: tuple[Entry, ...]
    dropped: tuple[Dropped[str], ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Clean documents, and what was left out: whole entries, and blocks of text with the rule that took them."""

    documents: tuple[Document, ...]
    dropped: tuple[Dropped[str], ...]


@dataclass(frozen=True, slots=True)
class Deduplication:
    """Every document that came in, and the groups of those that repeat one another."""

    documents: tuple[Document, ...]
    groups: tuple[DuplicateGroup, ...]


class Collector(Protocol):
    """Scope: source. Reads what is published at a place, changing nothing of it."""

    def accepts(self, path: Path) -> bool:
        """Say whether this collector reads `path`."""
        ...

    def collect(self, path: Path) -> Collection:
        """Return all entries at `path`; a bad one is a drop, never an exception."""
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

    def deduplicate(self, documents: Sequence[Document]) -> Deduplication:
        """Return exact and near-duplicate groups; no document is lost."""
        ...


class Clusterer(Protocol):
    """Scope: window. Turns documents into stories."""

    def cluster(self, deduplication: Deduplication) -> tuple[Story, ...]:
        """Return stories ordered by first report; each document is in exactly one."""
        ...


class Ranker(Protocol):
    """Scope: reader. Chooses stories for one reader."""

    def rank(self, stories: Sequence[Story], reader: ReaderType, window: Window, count: int) -> Ranking:
        """Return at most `count` selected stories, with everything not selected and why."""
        ...


@dataclass(frozen=True, slots=True)
class DraftPick:
    """What the writer made for one selected story; sentences in printing order."""

    story_id: StoryId
    title: str
    published: date
    summary: tuple[Sentence, ...]
    context: tuple[Sentence, ...]
    insight: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All texts of one edition before it is composed. `headline` is the title without its tag."""

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


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a writer is asked for.

    `background` are stories that were not selected but may back analysis and trends, best first.
    `rejected` are texts that the checks refused in an earlier round: the writer takes the next best instead.
    """

    cadence: Cadence
    window: Window
    ranking: Ranking
    background: tuple[Story, ...]
    rejected: frozenset[str] = frozenset()


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
    """What the composer adds to a draft: the date of issue, the window, counts of what was read."""

    issue_date: date
    window: Window
    documents: int
    outlets: int
    stories: int
    writer: str
    generative: bool
    dropped: tuple[DroppedSentence, ...] = ()


class Composer(Protocol):
    """Scope: edition. Numbers, labels, notes and sources: a draft becomes a brief."""

    def compose(self, draft: Draft, ranking: Ranking, press: Press) -> Brief:
        """Return the complete edition."""
        ...

    def mend(self, brief: Brief, reader: ReaderType, press: Press) -> Brief:
        """Return an edition that lost sentences or picks with its note and its sources made right again."""
        ...


class Renderer(Protocol):
    """Scope: edition. Prints a brief in one format."""

    suffix: str

    def render(self, brief: Brief) -> str:
        """Return the whole printed edition."""
        ...
