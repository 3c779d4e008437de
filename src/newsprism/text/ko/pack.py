"""Korean as a `text.language.Language`: what the other modules of this folder do, behind one door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from newsprism.text.en.bilingual import english_names
from newsprism.text.ko import advice, cues, dates, genre, headlines, index_terms, numbers, printable, sentences, titles
from newsprism.text.ko.edition import KoreanWords
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.glossary import GlossaryTerm, glossary
from newsprism.text.ko.statements import statement
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.scripts import too_few
from newsprism.text.statements import Statement
from newsprism.text.wording import EditionWords
from newsprism.text.words import words

_WHO = frozenset({"company", "institution", "person", "country"})
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")


class Korean:
    """Implements `text.language.Language`."""

    tag = "ko"
    analysed = True
    breadth = 1.0
    words: EditionWords = KoreanWords()

    kinds = staticmethod(cues.kinds)
    tense = staticmethod(cues.tense)
    dates = staticmethod(dates.dates)
    quantities = staticmethod(numbers.quantities)
    refusal = staticmethod(printable.refusal)
    fault = staticmethod(printable.refusal)
    leans = staticmethod(printable.leans)
    advises = staticmethod(advice.advises)
    genre = staticmethod(genre.genre)
    strip_tags = staticmethod(titles.strip_tags)
    content_words = staticmethod(headlines.content_words)

    def tokens(self, text: str) -> tuple[Morpheme, ...]:
        """Return the runs of letters and digits; the analyser says more."""
        return tuple(words(text))

    def index_fields(
        self, text: str, morphemes: Sequence[Morpheme], boundary: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the index terms of headline and body."""
        return index_terms.index_fields(text, morphemes, boundary)

    def split(self, text: str) -> Sequence[sentences.Span]:
        """Return the sentences of `text` in order."""
        return tuple(sentences.split(text))

    def dateline(self, sentence: str) -> int:
        """Return 0: the cleaning of articles takes such leads away."""
        return 0

    def explained(self) -> Sequence[GlossaryTerm]:
        """Return the glossary."""
        return glossary()

    def phrases(self, title: str) -> tuple[str, ...]:
        """Return the headline: the writer's own rules take it apart."""
        return (titles.strip_tags(title),)

    def keywords(self, title: str) -> tuple[str, ...]:
        """Return the gazetteer's names in it; the writer's own rules find more."""
        return tuple(m.text for m in gazetteer().mentions(title))

    def names_somebody(self, text: str) -> bool:
        """Say whether the gazetteer knows a name in it."""
        return any(m.entity.kind in _WHO for m in gazetteer().mentions(text))

    def vague(self, sentence: str) -> bool:
        """Return False: what nobody in particular says is told by the writer's own rules."""
        return False

    def foreign(self, text: str) -> bool:
        """Say whether less than half of the letters are Hangul; names of firms and products are Latin in Korean news."""
        return too_few(text, "HANGUL", 0.55)

    def statement(self, text: str, published: date | None) -> Statement:
        """Return what a text states, by surface cues."""
        return statement(text, published)

    def missing(self, claim: str, spans: Sequence[str]) -> tuple[str, ...]:
        """Return the gazetteer's names and the Latin words that no span holds; an English name of the table counts."""
        low = "\n".join(spans).casefold()
        found = [
            m.text
            for m in gazetteer().mentions(claim)
            if m.entity.kind in _WHO
            and not any(
                name.casefold() in low
                for own in (m.text, m.entity.canonical, *m.entity.aliases)
                for name in (own, *english_names(own))
            )
        ]
        return (*found, *(word for word in _LATIN.findall(claim) if word.casefold() not in low))


PACK = Korean()
