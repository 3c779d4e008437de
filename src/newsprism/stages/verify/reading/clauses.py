"""One sentence part by part: its clauses, and what the predicate of each speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from newsprism.stages.verify.reading.arguments import role
from newsprism.stages.verify.reading.levels import JOINING, OPERATORS
from newsprism.stages.verify.reading.texts import Reading, Word, squeezed
from newsprism.stages.verify.words.lexicon import LIGHT, REPORTING
from newsprism.text.ko.tokens import Morpheme

AROUND = 40
"""Words before and behind a predicate that are looked at."""
_BESIDE = 2  # words
_FIRM, _LOOSE, _CLOSE = 1.0, 0.25, 0.5
"""Weights of a word of the predicate's own clause, of another one of its sentence, and more for one right before it."""


class Clauses:
    """One sentence while its predicates are read: its words, and the clause of each."""

    __slots__ = ("begin", "clauses", "last", "parts", "reading", "roles", "surfaces", "telling", "text", "words")

    def __init__(self, reading: Reading, words: Sequence[Word], begin: int, last: int) -> None:
        self.reading, self.words, self.begin, self.last = reading, words, begin, last
        self.parts = _parts(reading, words, last)
        self.clauses: dict[int, list[Word]] = {}
        for word, part in zip(words, self.parts, strict=True):
            self.clauses.setdefault(part, []).append(word)
        self.surfaces = {p: squeezed(reading.text[c[0].start : c[-1].end]) for p, c in self.clauses.items()}
        self.telling = [
            (j, word.key)
            for j, word in enumerate(words)
            if word.key not in LIGHT and word.key not in OPERATORS and word.key not in REPORTING
        ]
        self.text = squeezed(reading.text[words[0].start : words[-1].end])
        self.roles = [(j, word.key, printed) for j, word in enumerate(words) if (printed := role(reading, word))]

    def matter(self, i: int) -> tuple[str, str]:
        """Return the nearest subject, topic or object before the predicate at `i` in its clause, and how it is printed."""
        place = bisect_left(self.roles, i, key=lambda found: found[0]) - 1
        if place < 0 or self.parts[self.roles[place][0]] != self.parts[i]:
            return "", ""
        return self.roles[place][1:]

    def object_of(self, i: int) -> str:
        """Return the object of the verb at `i` where an amount stands between (``전망치를 1.9%로 올리``); empty without one."""
        key, printed = self.matter(i)
        end = self.words[self.roles[bisect_left(self.roles, i, key=lambda found: found[0]) - 1][0]].start if key else 0
        return key if key and self.reading.text[end + len(printed) : end + len(printed) + 1] in "을를" else ""

    def about(self, i: int) -> Mapping[str, float]:
        """Weigh the keys around the predicate at `i`."""
        own, parts = self.parts[i], self.parts
        first = bisect_left(self.telling, (i - AROUND,))
        found: dict[str, float] = {}
        for j, key in self.telling[first : bisect_left(self.telling, (i + AROUND,))]:
            if j != i:
                near = _FIRM + (_CLOSE if i - _BESIDE <= j < i else 0) if parts[j] == own else _LOOSE
                found[key] = near
        return found

    def clause(self, i: int) -> Sequence[Word]:
        """Return the words of the clause of the word at `i` that are not far from it."""
        words = self.clauses[self.parts[i]]
        if len(words) <= AROUND:
            return words
        place = bisect_left(words, self.words[i].index, key=lambda word: word.index)
        return words[max(0, place - AROUND) : place + AROUND]


def _parts(reading: Reading, words: Sequence[Word], last: int) -> list[int]:
    """Return the clause of each word of a sentence, counted from 0."""
    clause = 0
    parts: list[int] = []
    for word in words:
        parts.append(clause)
        clause += _joins(reading.morphemes, word.index, last)
    return parts


def _joins(morphemes: Sequence[Morpheme], index: int, last: int) -> bool:
    """Say whether the clause of the predicate at `index` ends in a connective that begins another clause."""
    for position in range(index + 1, min(index + 6, last)):
        morpheme = morphemes[position]
        if morpheme.tag == "SSC":
            return True
        if morpheme.tag == "EC":
            behind = morphemes[position + 1] if position + 1 < last else None
            if behind is not None and behind.tag == "VX":
                continue  # "검토하고 있지만"
            return morpheme.form in JOINING
        if morpheme.tag == "ETN" and morpheme.form in ("음", "ᆷ"):
            return position + 1 < last and morphemes[position + 1].form == "에"  # "늘었음에도"
        if not morpheme.tag.startswith(("X", "EP", "VX", "VCP")):
            return False
    return False
