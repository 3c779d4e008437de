"""What the stages ask of a language, and the packs that answer: `text.ko` and `text.en`.

A stage names a language by its tag (BCP 47) and never compares tags: what is different about a language is said by its
pack. To add one, write a pack like `text.en.pack` and list it in `text.shapes` (docs/languages.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from newsprism.text.shapes import SHAPES

if TYPE_CHECKING:  # a command that reads no article loads no analyser
    from newsprism.text.ko.cues import Tense
    from newsprism.text.ko.dates import DateMention
    from newsprism.text.ko.genre import Genre
    from newsprism.text.ko.glossary import GlossaryTerm
    from newsprism.text.ko.numbers import Quantity
    from newsprism.text.ko.sentences import Span
    from newsprism.text.ko.tokens import Morpheme
    from newsprism.text.statements import Statement
    from newsprism.text.wording import EditionWords
    from newsprism.types.reader import SentenceKind

DEFAULT = "ko"
"""The tag of the pack that reads what no pack is for."""

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")


class Language(Protocol):
    """One language's services. Those on texts are pure and take bounded time whatever the text.

    `analysed`: its sentences are compared by the morphemes of the analyser; the others by what `statement` and `missing`
    tell. `breadth` is how many characters say what one says in Korean, so that one set of lengths serves all.
    """

    tag: str
    analysed: bool
    breadth: float
    words: EditionWords

    def tokens(self, text: str) -> tuple[Morpheme, ...]:
        """Return the words of `text`, tagged as morphemes; of an analysed language only the runs of letters."""
        ...

    def index_fields(
        self, text: str, morphemes: Sequence[Morpheme], boundary: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what ``text[:boundary]`` and ``text[boundary:]`` are found by; `morphemes` are those of `text`."""
        ...

    def split(self, text: str) -> Sequence[Span]:
        """Return the sentences of `text` in order."""
        ...

    def dateline(self, sentence: str) -> int:
        """Return how many characters before the first sentence of a report say where, when and for whom it was written."""
        ...

    def explained(self) -> Sequence[GlossaryTerm]:
        """Return the terms that we explain ourselves."""
        ...

    def phrases(self, title: str) -> tuple[str, ...]:
        """Return the parts of a headline that can stand alone, the whole first."""
        ...

    def keywords(self, title: str) -> tuple[str, ...]:
        """Return the noun phrases and names of a headline as printed."""
        ...

    def kinds(self, sentence: str) -> frozenset[SentenceKind]:
        """Return what a sentence tells of: an amount, a deadline."""
        ...

    def tense(self, sentence: str) -> Tense:
        """Return whether a sentence tells what happened, what is to come, or what is."""
        ...

    def dates(self, text: str, published: date | None) -> tuple[DateMention, ...]:
        """Return the mentions of calendar time, resolved against the day of publication."""
        ...

    def quantities(self, text: str) -> tuple[Quantity, ...]:
        """Return the quantities, in exact values and units with the names of `text.ko.numbers`."""
        ...

    def names_somebody(self, text: str) -> bool:
        """Say whether a text names somebody or something by name."""
        ...

    def refusal(self, sentence: str) -> str | None:
        """Return why a sentence of an article cannot be printed alone (a short code), None when it can."""
        ...

    def fault(self, sentence: str) -> str | None:
        """Return why a sentence that a model wrote cannot be printed alone, None when it can."""
        ...

    def leans(self, sentence: str) -> bool:
        """Say whether a printable sentence is clear only beside its own story."""
        ...

    def vague(self, sentence: str) -> bool:
        """Say whether nobody in particular says it."""
        ...

    def advises(self, text: str) -> bool:
        """Say whether a text tells an investor to buy, sell or weigh."""
        ...

    def foreign(self, text: str) -> bool:
        """Say whether too few letters of `text` belong to the script of the language."""
        ...

    def genre(self, title: str) -> Genre:
        """Return the kind of text that a headline announces."""
        ...

    def strip_tags(self, title: str) -> str:
        """Return a headline without its tags."""
        ...

    def content_words(self, title: str) -> frozenset[str]:
        """Return the telling words of a headline, in the form in which they compare."""
        ...

    def statement(self, text: str, published: date | None) -> Statement:
        """Return what a text states, in terms that compare with those of other languages."""
        ...

    def missing(self, claim: str, spans: Sequence[str]) -> tuple[str, ...]:
        """Return the names in `claim` that none of `spans`, texts of any language, holds, as far as can be told."""
        ...


@cache
def _pack(tag: str) -> Language:
    found: Language = import_module(f"newsprism.text.{tag}.pack").PACK
    return found


def language(tag: str) -> Language:
    """Return the pack of a language (``en``, ``en-GB``), of Korean for one without."""
    primary = tag.partition("-")[0].casefold()
    return _pack(primary if primary in SHAPES else DEFAULT)


def has_pack(tag: str) -> bool:
    """Say whether there is a pack of exactly this tag."""
    return tag in SHAPES


def tags() -> tuple[str, ...]:
    """Return the tags of the languages that have a pack."""
    return tuple(SHAPES)


def language_of(text: str) -> Language:
    """Return the pack that reads a headline, by its letters: Latin without any Hangul is English."""
    return _pack("en" if _LATIN.search(text) and not _HANGUL.search(text) else DEFAULT)
