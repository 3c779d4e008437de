"""Names and words of Korean reports with what English ones say for them.

A list of our own in ``data/bilingual.tsv``: of a name whole words, of a word beginnings (``invest`` is in investment).
It is no dictionary. It tells whether a line in one of the two languages can rest on a text in the other, so that it
holds every way of saying a name or a word that reports use, and leaves out words of which there is no end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from newsprism.text.shipped import shipped_rows, unreadable

_FILE = "bilingual.tsv"
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&]{1,6}")
_WORD = re.compile(r"[A-Za-z][A-Za-z]*")
_LITTLE = frozenset("of and the for in on to a an".split())

Kind = Literal["name", "word"]


@dataclass(frozen=True)
class Pair:
    """A Korean name or word and its English ways; of the latter `kind` word the beginnings."""

    korean: str
    kind: Kind
    english: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Say whether an English text has it."""
        return self._pattern.search(text) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # A name is a whole word, and an acronym keeps its letters: us is not US, Intel is not in intelligence.
        end = r"(?:['’]s|s)?(?![A-Za-z])" if self.kind == "name" else ""
        ways = "|".join(
            rf"{re.escape(way)}(?:['’]s|s)?(?![A-Za-z])" if _ACRONYM.fullmatch(way) else rf"(?i:{re.escape(way)}){end}"
            for way in self.english
        )
        return re.compile(rf"(?<![A-Za-z])(?:{ways})")


@cache
def _rows() -> tuple[tuple[tuple[str, ...], Kind, tuple[str, ...]], ...]:
    rows = shipped_rows("newsprism.text.en", _FILE, ("korean", "kind", "english"))
    return tuple((tuple(korean.split("|")), _kind(kind), tuple(english.split("|"))) for korean, kind, english in rows)


def _kind(told: str) -> Kind:
    if told not in ("name", "word"):
        raise unreadable(_FILE)
    return "name" if told == "name" else "word"


@cache
def pairs() -> Mapping[str, Pair]:
    """Return the list by Korean names and words of two syllables and more; what is both stands as a word.

    Raises MissingResource when the file is missing or damaged.
    """
    rows = sorted(_rows(), key=lambda row: row[1])
    return {name: Pair(name, kind, english) for korean, kind, english in rows for name in korean if len(name) > 1}


@cache
def korean_names() -> Mapping[str, tuple[str, ...]]:
    """Return for each English name the Korean names that may stand for it, with the letters that headlines have (美)."""
    found: dict[str, tuple[str, ...]] = {}
    for korean, kind, english in _rows():
        for name in english if kind == "name" else ():
            found[name] = (*found.get(name, ()), *korean)
    return found


def english_names(korean: str) -> tuple[str, ...]:
    """Return the English names of a Korean name, as far as the list knows it."""
    return tuple(name for name, others in korean_names().items() if korean in others)


@cache
def _by_english() -> Mapping[str, tuple[Pair, ...]]:
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in pairs().values():
        for way in pair.english:
            found[way.casefold()] = (*found.get(way.casefold(), ()), pair)
    return found


def written_for(token: str, text: str) -> bool:
    """Say whether a Latin word of a Korean line stands in an English text, spelt out (IEA) or by its initials too."""
    if re.search(rf"(?<![A-Za-z0-9]){re.escape(token)}(?:s|'s)?(?![A-Za-z0-9])", text, re.IGNORECASE):
        return True
    if any(pair.stands_in(text) for pair in _by_english().get(token.casefold(), ())):
        return True
    bare = token.replace(".", "").replace("&", "")
    return len(bare) > 1 and bare.isupper() and bare.isalpha() and _initials(bare, text)


def _initials(acronym: str, text: str) -> bool:
    """Say whether neighbouring words of the text begin with these letters, little words left out."""
    words = [word[0].upper() for word in _WORD.findall(text) if word.lower() not in _LITTLE]
    return acronym in "".join(words)
