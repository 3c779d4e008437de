"""An edition, block by block; `stages.render` prints it, the JSON contract is its faithful copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsprism.types.document import DocumentId, LineRole
from newsprism.types.story import StoryId

Cadence = Literal["daily", "weekly", "digest"]
Origin = Literal["extracted", "composed", "generated"]
CitedField = Literal["text", "title"]
Role = Literal["core", "reference"]


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` is exactly ``document.<field>[start:end]``."""

    document_id: DocumentId
    field: CitedField
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that the system computed itself, e.g. ``outlets = 7``; a composed sentence names its figures."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an edition with the spans that prove it."""

    text: str
    origin: Origin
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one paragraph of the analysis."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One of the daily's main issues."""

    label: str
    sentences: tuple[Sentence, ...]
    story_ids: tuple[StoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """A development over several stories or days."""

    title: str
    sentences: tuple[Sentence, ...]
    story_ids: tuple[StoryId, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pick was chosen: one signal, in words."""

    signal: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A document as it is printed in 출처. `pages` are those that the cited spans stand on, ascending; empty without pages."""

    document_id: DocumentId
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    license: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pick:
    """One chosen story. `outlets` counts distinct publishers that carried it."""

    number: int
    role: Role
    title: str
    published: date
    story_id: StoryId
    summary: tuple[Sentence, ...]
    context: tuple[Sentence, ...]
    insight: tuple[Sentence, ...]
    reasons: tuple[Reason, ...]
    sources: tuple[SourceRef, ...]
    outlets: int


@dataclass(frozen=True, slots=True)
class Term:
    """An explained term; `original` is its English name."""

    term: str
    original: str | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class StrategyPoint:
    """A named point for the reader's work."""

    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DroppedSentence:
    """A sentence that did not pass the checks."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the checks counted while the edition was made."""

    sentences: int
    supported: int
    composed: int
    dropped: tuple[DroppedSentence, ...]


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The machine-readable mark."""

    newsprism: str
    writer: str
    model: str | None
    embedder: str | None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A story that nearly was a pick, and what kept it out."""

    title: str
    story_id: StoryId
    score: float
    reason: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both inclusive."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class EditionPerson:
    """The person for whom an edition was made."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EditionReader:
    """The reader as an edition names it: the type, and the person where it was made for one."""

    type: str
    name: str
    short: str
    insight_label: str
    analysis_label: str
    strategy_label: str
    person: EditionPerson | None = None


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of an item in 개조식: `level` 1 (●), 2 (-) or 3, and the `mark` that is printed before it.

    Definitions and supplements belong to the line above them, whatever its level.
    """

    level: int
    role: LineRole
    mark: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class DigestTable:
    """A table of an item: `rows[0]` is the header; a cell holds the statements in it, each with its own proof."""

    title: Sentence | None
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...]


DigestBlock = DigestLine | DigestTable
ItemKind = Literal["report", "news"]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item of a digest, on a page of its own.

    `documents` are what it rests on, the one that gave the title first; `issued` is as exact as that one says
    (``2025-01-23``, ``2025-01``) or None. `summary` is its line in the table, of one statement or two. `body` is empty
    where the item is only listed, because it is in a language that the reader's edition is not in. `references` are the
    texts of its source line; `omitted` counts lines and tables of the source that were left out for length.
    """

    number: int
    kind: ItemKind
    title: Sentence
    story_id: StoryId
    documents: tuple[DocumentId, ...]
    language: str
    issuing_body: str | None
    country: str | None
    issued: str | None
    summary: tuple[Sentence, ...]
    body: tuple[DigestBlock, ...]
    references: tuple[str, ...]
    omitted: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A section of a digest: 이슈포커스, 산업·기술 동향, 정책 동향."""

    name: str
    items: tuple[DigestItem, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One edition. A block that this cadence does not have is empty."""

    cadence: Cadence
    issue_date: date
    window: Window
    reader: EditionReader
    language: str
    title: str
    subtitles: tuple[Sentence, ...]
    head_line: str
    editor_note: str
    ai_label: str
    ai_generated: bool
    disclaimer: str | None
    analysis: tuple[Paragraph, ...]
    issues: tuple[Issue, ...]
    trends: tuple[Trend, ...]
    picks: tuple[Pick, ...]
    terms: tuple[Term, ...]
    strategy: tuple[StrategyPoint, ...]
    keywords: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    runners_up: tuple[RunnerUp, ...]
    filtered: tuple[tuple[str, int], ...]
    verification: Verification
    made_with: MadeWith
    sections: tuple[DigestSection, ...] = ()

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """The items of a digest in printing order."""
        return tuple(item for section in self.sections for item in section.items)
