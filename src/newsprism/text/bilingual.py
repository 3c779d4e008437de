"""Names and words of Korean reports with what English ones say for them.

A list of our own in ``data/bilingual.tsv``: of a name whole words, of a word beginnings (``invest`` is in investment).
It is no dictionary. It tells whether a Korean line can rest on an English text, so that it holds every way of saying a
word that reports use, and leaves out words of which there is no end.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal

from newsprism.errors import MissingResource

_FILE = "bilingual.tsv"
_COLUMNS = ["korean", "kind", "english"]
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.&]{1,6}")
_WORD = re.compile(r"[A-Za-z][A-Za-z]*")


@dataclass(frozen=True)
class Pair:
    """A Korean name or word and its English ways; of the latter `kind` word the beginnings."""

    korean: str
    kind: Literal["name", "word"]
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
def pairs() -> dict[str, Pair]:
    """Return the list by Korean names and words. Raises MissingResource when the file is missing or damaged."""
    try:
        lines = (resources.files("newsprism.text") / "data" / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MissingResource("읽을 수 없습니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.") from error
    header, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != _COLUMNS or any(len(row) != len(_COLUMNS) or row[1] not in ("name", "word") for row in rows):
        raise MissingResource("열이 서식과 다릅니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.")
    return {
        korean: Pair(korean, "name" if kind == "name" else "word", tuple(english.split("|")))
        for korean, kind, english in rows
    }


@cache
def _by_english() -> dict[str, tuple[Pair, ...]]:
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


_LITTLE = frozenset("of and the for in on to a an".split())
