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
class Usage:
    """What a generative model gave for an edition; an answer that was kept counts what it cost when it was made.

    `note` says, in a line for people, what was written by rules in its place and why.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The machine-readable mark; `usage` only of a writer that asked a model."""

    newsprism: str
    writer: str
    model: str | None
    embedder: str | None
    usage: Usage | None = None


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
class TopicCounts:
    """On each day of a chart, how many stories of a topic had a report."""

    name: str
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicsByDay:
    """Stories per topic and day, the topic with most first; a story counts under its strongest topic only.

    `rest` counts the stories of the topics that are not shown, which are `topics_left` in number.
    """

    days: tuple[date, ...]
    topics: tuple[TopicCounts, ...]
    rest: tuple[int, ...]
    topics_left: int


@dataclass(frozen=True, slots=True)
class DayOfReports:
    """How many reports there were on a day, and of how many outlets."""

    day: date
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A headline of a day that tells what none told before."""

    day: date
    headline: Citation


@dataclass(frozen=True, slots=True)
class Timeline:
    """The course of a pick, its sister stories included: every day from the first report to the last, in order.

    `outlets` are counted over all days. `first` is the headline of the first report; `turns` are in order of time.
    """

    story_id: StoryId
    days: tuple[DayOfReports, ...]
    outlets: int
    first: Citation
    turns: tuple[Turn, ...]

    @property
    def headlines(self) -> tuple[Citation, ...]:
        """The headline of the first report and those of the turns."""
        return (self.first, *(turn.headline for turn in self.turns))


@dataclass(frozen=True, slots=True)
class KeywordCounts:
    """How many stories had the keyword in a headline: in the time before (`before`) and in the window (`now`)."""

    keyword: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class KeywordShift:
    """Keywords whose share of all stories changed most against the seven days before, the strongest rise first.

    `stories_before` and `stories_now` are the stories that the shares are of.
    """

    before: Window
    stories_before: int
    stories_now: int
    keywords: tuple[KeywordCounts, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """What an edition draws: numbers that the system counted in what it read. None, or no timeline, where there is too little."""

    topics_by_day: TopicsByDay | None = None
    keyword_shift: KeywordShift | None = None
    timelines: tuple[Timeline, ...] = ()

    def timeline(self, story_id: StoryId) -> Timeline | None:
        """Return the timeline of a pick's story."""
        return next((line for line in self.timelines if line.story_id == story_id), None)


@dataclass(frozen=True, slots=True)
class Brief:
    """One edition. A block that this cadence does not have is empty.

    `headline` is the title without its tag, with what proves it; None where it is made of the picks' own headlines.
    """

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
    headline: Sentence | None = None
    sections: tuple[DigestSection, ...] = ()
    charts: Charts = Charts()

    @property
    def items(self) -> tuple[DigestItem, ...]:
        """The items of a digest in printing order."""
        return tuple(item for section in self.sections for item in section.items)
