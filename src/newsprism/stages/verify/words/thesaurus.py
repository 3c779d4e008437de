"""Words that news uses for one another: the opposites' own sides, and the groups of ``data/synonyms.txt``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from newsprism.stages.verify.words.lexicon import ANTONYMS, SYNONYMS
from newsprism.text.shipped import shipped

_FILE = "synonyms.txt"
_NOTHING: frozenset[str] = frozenset()


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for line in _lines(_FILE):
        first, others = _parts(line)
        for word in first:
            table[word].update(first + others)
        for word in others:
            table[word].update(first)
    for word, same in SYNONYMS.items():
        table[word] |= same
    return {word: frozenset(others - ANTONYMS.get(word, _NOTHING) - {word}) for word, others in table.items()}


def _parts(line: str) -> tuple[list[str], list[str]]:
    """Return the words of a line that may all stand for one another, and those that may only for the first."""
    first, colon, others = line.partition(":")
    return first.split(), others.split() if colon else []


def _lines(name: str) -> list[str]:
    lines = shipped("newsprism.stages.verify", name).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def alike(key: str) -> frozenset[str]:
    """Return the words that may be printed for `key`; none of them is its opposite.

    Raises MissingResource when the shipped list cannot be read.
    """
    return _groups().get(key, _NOTHING)
