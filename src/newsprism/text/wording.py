"""The words that an edition is printed with: labels, notes, reasons, counted sentences, one implementation a language.

What they say is the same in every language; how they say it is the language's own. Sentences made here state only what
the system counted, and are checked like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from newsprism.protocols.stages import Press
from newsprism.types.reader import ReaderType, SentenceKind


@dataclass(frozen=True, slots=True)
class Reports:
    """How a story was reported: by how many outlets, from the first day to the last; `publisher` is that of the first report."""

    outlets: int
    publisher: str | None
    first: date
    last: date


class Reasons(Protocol):
    """The clauses that say why a story was chosen, without a period; `explain` puts some of them together."""

    @property
    def tried(self) -> str:
        """What is said of a story that was picked on trial."""
        ...

    def relevance(self, topics: Sequence[str], matched: Sequence[str]) -> str:
        """Say which topics and words of the reader the story holds."""
        ...

    def decision(self, kinds: Sequence[SentenceKind]) -> str:
        """Say what in the text helps to decide, at most three kinds."""
        ...

    def prominence(self, outlets: int, reach: int) -> str:
        """Say how many outlets reported it, and its thread."""
        ...

    def development(self, days: Sequence[date]) -> str:
        """Say over which days it was reported."""
        ...

    def freshness(self, last: date | None) -> str:
        """Say when the last report came."""
        ...

    def substance(self, length: int) -> str:
        """Say how much text there is to rest on."""
        ...

    def novelty(self, again: date | None, end: date, began_inside: bool) -> str:
        """Say whether it is new, or goes on since the edition of the day `again`."""
        ...


class EditionWords(Protocol):
    """The words of an edition."""

    @property
    def rules_label(self) -> str:
        """The label of an edition made by rules."""
        ...

    @property
    def model_label(self) -> str:
        """The label of an edition that a model wrote."""
        ...

    @property
    def disclaimer(self) -> str:
        """What an edition for investors ends with."""
        ...

    @property
    def glossary(self) -> str:
        """The publisher of our own explanations of terms."""
        ...

    @property
    def reasons(self) -> Reasons:
        """The clauses that say why a story was chosen."""
        ...

    def title(self, headline: str, reader: ReaderType, weekly: bool) -> str:
        """Return the title with its tag."""
        ...

    def head_line(self, reader: ReaderType, weekly: bool) -> str:
        """Return the line above the editor's note."""
        ...

    def note(self, reader: ReaderType, press: Press, picks: int, wanted: int, weekly: bool) -> str:
        """Return the editor's note."""
        ...

    def untitled(self, reader: ReaderType) -> str:
        """Return a title for an edition whose headlines have no part that fits."""
        ...

    def joined(self, left: str, right: str) -> str:
        """Return a title of two parts of headlines."""
        ...

    def reported(self, reports: Reports) -> Iterator[str]:
        """Yield true wordings of how a story was reported, the most telling first."""
        ...

    def since(self, edition: date, reports: Reports, count: int) -> Iterator[str]:
        """Yield wordings of what came since an edition: `count` reports."""
        ...

    def question(self, asked: str) -> str:
        """Return the sentence that puts a lens's question to the reader."""
        ...

    def unexplained(self, text: str, values: frozenset[str], days: frozenset[date]) -> tuple[str, ...]:
        """Return the words of a counted sentence that are no words of these templates, and the numbers and days not given."""
        ...
