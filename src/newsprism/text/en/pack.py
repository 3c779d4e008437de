"""English as a `text.language.Language`: what the other modules of this folder do, behind one door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from newsprism.text.en import (
    cues,
    dates,
    glossary,
    headlines,
    index_terms,
    names,
    numbers,
    printable,
    sentences,
    tokens,
)
from newsprism.text.en.edition import EnglishWords
from newsprism.text.en.statements import statement
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.scripts import too_few
from newsprism.text.statements import Statement
from newsprism.text.wording import EditionWords


class English:
    """Implements `text.language.Language`."""

    tag = "en"
    analysed = False
    breadth = 2.3
    words: EditionWords = EnglishWords()

    tokens = staticmethod(tokens.tokens)
    split = staticmethod(sentences.split)
    kinds = staticmethod(cues.kinds)
    tense = staticmethod(cues.tense)
    dates = staticmethod(dates.dates)
    quantities = staticmethod(numbers.quantities)
    names_somebody = staticmethod(names.named)
    refusal = staticmethod(printable.refusal)
    fault = staticmethod(printable.fault)
    leans = staticmethod(printable.leans)
    vague = staticmethod(printable.vague)
    advises = staticmethod(printable.advises)
    genre = staticmethod(headlines.genre)
    strip_tags = staticmethod(headlines.strip_tags)
    content_words = staticmethod(headlines.content_words)
    missing = staticmethod(names.missing)
    dateline = staticmethod(sentences.dateline)
    explained = staticmethod(glossary.glossary)
    phrases = staticmethod(headlines.phrases)
    keywords = staticmethod(headlines.keywords)

    def index_fields(
        self, text: str, morphemes: Sequence[Morpheme], boundary: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the stems of headline and body."""
        return index_terms.index_fields(morphemes, boundary)

    def foreign(self, text: str) -> bool:
        """Say whether less than nine tenths of the letters are Latin."""
        return too_few(text, "LATIN", 0.9)

    def statement(self, text: str, published: date | None) -> Statement:
        """Return what a text states."""
        return statement(text, published)


PACK = English()
