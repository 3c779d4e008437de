"""An edition, block by block; `stages.render` prints it, the JSON contract is its faithful copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsprism.types.charts import (
    Charts,
    DayOfReports,
    KeywordCounts,
    KeywordShift,
    Timeline,
    TopicCounts,
    TopicsByDay,
    Turn,
)
from newsprism.types.digest import DigestBlock, DigestItem, DigestLine, DigestSection, DigestTable, ItemKind
from newsprism.types.document import DocumentId
from newsprism.types.made import MadeWith, Usage
from newsprism.types.sentence import Citation, CitedField, Figure, Origin, Reason, Sentence
from newsprism.types.story import StoryId
from newsprism.types.window import Window

__all__ = [
    "Brief", "Cadence", "Charts", "Citation", "CitedField", "DayOfReports", "DigestBlock", "DigestItem",
    "DigestLine", "DigestSection", "DigestTable", "DroppedSentence", "EditionPerson", "EditionReader", "Figure",
    "Issue", "ItemKind", "KeywordCounts", "KeywordShift", "MadeWith", "Origin", "Paragraph", "Pick", "Reason",
    "Role", "RunnerUp", "Sentence", "SourceRef", "StrategyPoint", "Term", "Timeline", "TopicCounts", "TopicsByDay",
    "Trend", "Turn", "Usage", "Verification", "Window",
]  # fmt: skip
"""The names that other modules import from here; the smaller nouns live in modules of their own."""

Cadence = Literal["daily", "weekly", "digest"]
Role = Literal["core", "reference"]


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
    """One chosen story. `outlets` counts distinct publishers that carried it.

    `title` is a headline of its sources; where a model wrote it in the edition's language, `headline` has what proves it.
    """

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
    headline: Sentence | None = None


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
class RunnerUp:
    """A story that nearly was a pick, and what kept it out."""

    title: str
    story_id: StoryId
    score: float
    reason: str
    reasons: tuple[Reason, ...]


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
