"""Facts in columns: numbers in the place of words, so that thousands of pairs of reports are compared at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from newsprism.stages.cluster.facts import Facts
from newsprism.stages.cluster.neighbours import Bools, Ints
from newsprism.stages.cluster.vectors import Floats

Codes = npt.NDArray[np.int32]

SETS = ("companies", "places", "days", "firms", "named")
"""The facts that are sets of words."""

NAMES = ("speaker", "market", "session", "phase")
"""The facts of which a report has one or none, told from each other by a number from 1 on; 0 is none."""

_MASK = 64
_LETTERS = 0x110000
_HIGH = 256  # more than there are words in a headline, or of who acts
_SOUGHT = ("words", "actor", "rest", "agent")
"""What is looked for in openings; the words of each, or the letters of a name, are counted in a digit of their own."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Shares of what is looked for: of the left rows in the right ones, and the other way round.

    `words` of the headline, of who acts, of the `rest` of the headline; whether an `agent` is known and not spoken of.
    """

    words: tuple[Floats, Floats]
    actors: tuple[Floats, Floats]
    rest: tuple[Floats, Floats]
    unnamed: tuple[Bools, Bools]


class Columns:
    """The facts of rows, each taken down when it is first asked for; what they were is not kept."""

    def __init__(self, count: int, facts: Callable[[int], Facts]) -> None:
        self.facts = facts
        self._known = np.zeros(count, np.bool_)
        # Of each set 64 bits: sets without a bit in common have nothing in common. One of its words, mostly the only one.
        # All of them where there are several.
        self._masks = {name: np.zeros(count, np.uint64) for name in SETS}
        self._one = {name: np.full(count, -1) for name in SETS}
        self._several: dict[str, dict[int, tuple[int, ...]]] = {name: {} for name in SETS}
        self._names = {name: np.zeros(count, np.int32) for name in NAMES}
        self._numbers: dict[str, dict[object, int]] = {name: {} for name in (*SETS, *NAMES, "quantities")}
        self._codes: dict[str, int] = {}
        self._subjects: dict[int, tuple[str, str]] = {}
        self.priced, self.rated, self.subject = (np.zeros(count, np.bool_) for _ in range(3))
        self.stub, self.person = (np.zeros(count, np.bool_) for _ in range(2))
        self._lengths = {name: np.zeros(count, np.int32) for name in _SOUGHT}
        self._grams: dict[str, list[Codes]] = {name: [_NONE] * count for name in ("sought", "opening", "quantities")}
        self._digits: list[Codes] = [_NONE] * count

    def ask(self, rows: Ints) -> None:
        """Take down what is not known yet of `rows`."""
        for row in np.unique(rows[~self._known[rows]]).tolist():
            self._take_down(row, self.facts(row))
        self._known[rows] = True

    def has(self, name: str, rows: Ints) -> Bools:
        """Return which `rows` have any of the set `name`."""
        return np.asarray(self._masks[name][rows] != 0)

    def meet(self, name: str, left: Ints, right: Ints) -> Bools:
        """Return for which pairs of rows the sets `name` have something in common."""
        masks, one = self._masks[name], self._one[name]
        found = (masks[left] & masks[right]) != 0
        for i in np.flatnonzero(found & (one[left] != one[right])).tolist():
            found[i] = not self._members(name, int(left[i])).isdisjoint(self._members(name, int(right[i])))
        return np.asarray(found)

    def apart(self, left: Ints, right: Ints) -> Bools:
        """Return which pairs have two subjects of which neither is spoken of in the other report."""
        found = np.asarray(self.subject[left] & self.subject[right])
        for i in np.flatnonzero(found).tolist():
            (one, here), (other, there) = self._subjects[int(left[i])], self._subjects[int(right[i])]
            found[i] = not (one in there or other in here)
        return found

    def name(self, name: str, rows: Ints) -> Codes:
        """Return the numbers of the fact `name`."""
        return self._names[name][rows]

    def knows_actor(self, rows: Ints) -> Bools:
        """Return of which `rows` is known who acts."""
        return np.asarray(self._lengths["actor"][rows] > 0)

    def shared(self, left: Ints, right: Ints) -> Ints:
        """Return how many quantities the two of each pair have in common."""
        rows, place = np.unique(np.concatenate([left, right]), return_inverse=True)
        told = self._matrix("quantities", rows)
        both = told[place[: len(left)]].multiply(told[place[len(left) :]])
        return np.asarray(np.diff(both.indptr), np.int64)

    def covered(self, left: Ints, right: Ints) -> Covered:
        """Return of each pair what of the one the other opens with; nothing to look for gives 0, of who acts .5, of the rest 1."""
        rows, place = np.unique(np.concatenate([left, right]), return_inverse=True)
        one, other = place[: len(left)], place[len(left) :]
        # All that is looked for is looked for at once, since going through an opening is what takes time.
        sought, opening = self._matrix("sought", rows, self._digits), self._matrix("opening", rows)
        found: dict[str, list[Floats]] = {name: [] for name in _SOUGHT}
        for ours, theirs in ((one, other), (other, one)):
            met = _summed(sought[ours].multiply(opening[theirs]))
            for name, unknown in zip(_SOUGHT, (0.0, 0.5, 1.0, 1.0), strict=True):
                met, count = np.divmod(met, _HIGH)
                length = self._lengths[name][rows[ours]]
                found[name].append(np.where(length > 0, count / np.maximum(length, 1), unknown))
        words, actors, rest, agents = ((here, there) for here, there in found.values())
        return Covered(words, actors, rest, (agents[0] < 1, agents[1] < 1))

    def _matrix(self, name: str, rows: Ints, values: Sequence[Codes] | None = None) -> sp.csr_matrix:
        """Return the `values`, or ones, where a row has a code, shape (rows, codes)."""
        grams = self._grams[name]
        parts = [grams[row] for row in rows.tolist()]
        pointers = np.cumsum([0, *map(len, parts)], dtype=np.int32)
        codes = np.concatenate([_NONE, *parts])
        data = (
            np.concatenate([_NONE, *(values[row] for row in rows.tolist())]) if values else np.ones(len(codes), np.int8)
        )
        return sp.csr_matrix((data, codes, pointers), shape=(len(rows), _MOST_CODES))

    def _take_down(self, row: int, found: Facts) -> None:
        for name in SETS:
            numbers = [self._number(name, word) for word in getattr(found, name)]
            self._masks[name][row] = sum({1 << number % _MASK for number in numbers})
            self._one[name][row] = min(numbers, default=-1)
            if len(numbers) > 1:
                self._several[name][row] = tuple(numbers)
        market = found.session[0] if found.session else None
        for name, value in zip(NAMES, (found.speaker, market, found.session, found.phase), strict=True):
            self._names[name][row] = 0 if value is None else self._number(name, value) + 1
        self.priced[row], self.rated[row], self.stub[row] = found.priced, found.rated, found.stub
        self.person[row] = found.agent is not None and found.agent.person
        if found.subject is not None:
            self.subject[row], self._subjects[row] = True, (found.subject, found.opening)
        self._grams["opening"][row] = np.concatenate([_codes(found.opening), self._sorted(found.latin)])
        self._seek(row, found)
        quantities = sorted(self._number("quantities", one) for one in found.quantities)
        self._grams["quantities"][row] = np.array(quantities, np.int32)

    def _seek(self, row: int, found: Facts) -> None:
        """Take down what of this row is looked for in the openings of others."""
        name = _codes(found.agent.name).tolist() if found.agent else []
        digits: dict[int, int] = {}
        digit = 1
        for kind, words in zip(_SOUGHT, (found.words, found.actor, found.rest, name), strict=True):
            self._lengths[kind][row] = len(words)
            for word in words:
                code = self._code(word) if isinstance(word, str) else word
                digits[code] = digits.get(code, 0) + digit
            digit *= _HIGH
        digits.pop(0, None)
        codes = sorted(digits)
        self._grams["sought"][row] = np.array(codes, np.int32)
        self._digits[row] = np.array([digits[code] for code in codes], np.int32)

    def _sorted(self, words: Iterable[str]) -> Codes:
        return np.array(sorted(filter(None, map(self._code, words))), np.int32)

    def _members(self, name: str, row: int) -> frozenset[int]:
        return frozenset(self._several[name].get(row) or (int(self._one[name][row]),))

    def _code(self, word: str) -> int:
        known = self._codes.get(word)
        return self._codes.setdefault(word, _code(word)) if known is None else known

    def _number(self, name: str, value: object) -> int:
        known = self._numbers[name]
        return known.setdefault(value, len(known))


@dataclass(frozen=True, slots=True)
class Told:
    """What some rows tell: `rows` of the columns, by which they are asked for here."""

    columns: Columns
    rows: Ints

    @classmethod
    def of(cls, count: int, facts: Callable[[int], Facts]) -> Told:
        """Return what `count` rows tell, of which `facts` gives those of one."""
        return cls(Columns(count, facts), np.arange(count))

    def facts(self, row: int) -> Facts:
        """Return the facts of a row."""
        return self.columns.facts(int(self.rows[row]))

    def only(self, chosen: Ints) -> Told:
        """Return what the rows `chosen` tell."""
        return Told(self.columns, self.rows[chosen])


def _summed(matrix: sp.csr_matrix) -> Ints:
    """Return the sum of each row."""
    return np.asarray(np.diff(np.concatenate([[0], np.cumsum(matrix.data, dtype=np.int64)])[matrix.indptr]), np.int64)


# A code stands for two letters that follow each other, or for one that can be a word alone: a digit, a Chinese character.
# Letters are those of which words of headlines are made (`facts`); whatever else stands in a text parts them.

_NONE: Codes = np.empty(0, np.int32)
_HANJA, _HANGUL = range(ord("一"), ord("鿿") + 1), range(ord("가"), ord("힣") + 1)
_DIGITS = 0x20000  # no digit of any script lies beyond
_BEFORE_A = ord("a") - 1
_PAIRS = 1_100_000_000  # more than any code of two letters
_WORDS = (1 << 29) - 3  # codes of Latin words, a prime number: hardly any two have the same
_MOST_CODES = _PAIRS + _WORDS


@cache
def _alphabet() -> tuple[npt.NDArray[np.int64], int]:
    """Return the number of each letter, 0 for what is none, and the last number of those that stand alone."""
    digits = re.findall(r"\d", "".join(map(chr, range(_DIGITS))))
    alone = [*map(ord, digits), *_HANJA]
    letters = [*alone, *_HANGUL, *map(ord, "abcdefghijklmnopqrstuvwxyz.,")]
    numbers = np.zeros(_LETTERS, np.int64)
    numbers[letters] = np.arange(1, len(letters) + 1)
    return numbers, len(alone)


@cache
def _radix() -> int:
    """Return more than the number of any letter; its square is at most `_PAIRS`."""
    return int(_alphabet()[0].max()) + 1


def _code(word: str) -> int:
    """Return the code of the first two letters of a word, or of a whole Latin one or number; 0 where one is none of ours."""
    if "a" <= word[0] <= "z":
        return _PAIRS + int.from_bytes(bytes(ord(letter) - _BEFORE_A for letter in word), "big") % _WORDS
    if "0" <= word[0] <= "9" and word.isascii():
        # No letter of a Latin word has so high a byte.
        return _PAIRS + int.from_bytes(word.encode(), "big") % _WORDS
    numbers = [int(_alphabet()[0][ord(letter)]) for letter in word[:2]]
    if not all(numbers):
        return 0
    return numbers[0] * _radix() + (numbers[1] if len(numbers) > 1 else 0)


def _codes(text: str) -> Codes:
    """Return the codes of all that stands in `text`, ascending, each once."""
    numbers, alone = _alphabet()
    letters = numbers[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]
    first, second = letters[:-1], letters[1:]
    pairs = (first * _radix() + second)[(first > 0) & (second > 0)]
    single = letters[(letters > 0) & (letters <= alone)] * _radix()
    found = np.concatenate([pairs, single]).astype(np.int32)
    found.sort()
    return np.asarray(found[np.concatenate([[True], found[1:] != found[:-1]])[: len(found)]])
