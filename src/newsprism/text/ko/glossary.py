"""Economic and technology terms of Korean business news, each explained in two or three sentences of our own."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from newsprism.errors import MissingResource

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
    try:
        lines = (resources.files("newsprism.text.ko") / "data" / _FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MissingResource("읽을 수 없습니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.") from error
    header, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if header != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
        raise MissingResource("열이 서식과 다릅니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.")
    return tuple(
        GlossaryTerm(term, english, tuple(filter(None, aliases.split("|"))), text)
        for term, english, aliases, text in rows
    )
