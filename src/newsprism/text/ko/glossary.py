"""Economic and technology terms of Korean business news, each explained in two or three sentences of our own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsprism.text.shipped import shipped_rows

_FILE = "glossary.tsv"
_COLUMNS = ["term", "english", "aliases", "text"]


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term, its English name, other names it goes by, and its explanation (100–135 characters, 다-체, timeless)."""

    term: str
    english: str
    aliases: tuple[str, ...]
    text: str


@cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """Return all terms in the order of the file. Raises MissingResource when the data file is missing or damaged."""
    rows = shipped_rows("newsprism.text.ko", _FILE, _COLUMNS)
    return tuple(
        GlossaryTerm(term, english, tuple(filter(None, aliases.split("|"))), text)
        for term, english, aliases, text in rows
    )
