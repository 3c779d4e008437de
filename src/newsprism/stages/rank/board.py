"""All stories of a window laid out for matching: which words stand in which headlines and leads, once for every reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from newsprism.text.ko.automaton import Words
from newsprism.text.ko.genre import is_abroad, is_local
from newsprism.text.ko.normalise import folded

Floats = npt.NDArray[np.float64]
_COMMON = 0.3
Cells = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
"""Places of stories and numbers of words that stand in them, side by side."""


class Look:
    """The folded headlines and lead of a story, and, once looked for, the numbers of the words in them."""

    __slots__ = ("above", "below", "lead", "titles", "words")

    def __init__(self, titles: str, lead: str) -> None:
        self.titles = titles
        self.lead = lead
        self.words: Words | None = None
        self.above: list[int] = []
        self.below: list[int] = []

    def read(self, words: Words) -> None:
        """Look for `words`, unless that was done."""
        if self.words is not words:
            self.words, self.above, self.below = words, words.find(self.titles), words.find(self.lead)


class Board:
    """The stories of one window by place, and the words found in each; `looks` remember what was found in them.

    `rarity` says for each word how rare it is, between 0 and 1.
    """

    def __init__(self, looks: Sequence[Look], words: Words, rarity: Floats | None = None) -> None:
        self.looks = looks
        self.words = words
        self.rarity = np.ones(len(words)) if rarity is None else rarity
        self._names = list(words.number)
        self._kept: dict[int, tuple[object, Floats]] = {}
        self._without: dict[tuple[int, tuple[str, ...]], frozenset[str]] = {}
        for look in looks:
            look.read(words)

    def weigh(self, weights: Sequence[Mapping[str, float]], lead: float, *, by_rarity: bool = False) -> Floats:
        """Return, for each story and each of `weights`, the sum of the weights of the words found.

        A word that stands only in the lead counts `lead` of its weight, and each as much as it is rare if asked. Words
        that the board does not know count nothing. Shape (stories, len(weights)).
        """
        found = np.empty((len(self.looks), len(weights)))
        for column, of_words in enumerate(weights):
            table = np.zeros(len(self.words))
            for word, weight in of_words.items():
                number = self.words.number.get(word)
                if number is not None:
                    table[number] = weight * (self.rarity[number] if by_rarity else 1.0)
            # Summed in the order of the alphabet, whatever other words are looked for: the last digit stays the same.
            found[:, column] = _sums(self._above, table, len(self.looks))
            if lead:
                found[:, column] += lead * _sums(self._only_below, table, len(self.looks))
        return found

    def with_any(self, words: Iterable[str]) -> list[int]:
        """Return the places of the stories with one of the words in a headline."""
        numbers = [self.words.number[w] for w in words if w in self.words.number]
        places, found = self._above
        return sorted(set(places[np.isin(found, numbers)].tolist())) if numbers else []

    def words_of(self, place: int) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words in the headlines of a story, and those in its lead."""
        look = self.looks[place]
        return frozenset(self._names[n] for n in look.above), frozenset(self._names[n] for n in look.below)

    def found_without(self, place: int, phrases: Sequence[str]) -> frozenset[str]:
        """Return the words in the headlines of a story once the phrases are taken out of them."""
        key = (place, tuple(phrases))
        if key not in self._without:
            titles = self.looks[place].titles
            for phrase in phrases:
                titles = titles.replace(folded(phrase), " ")
            self._without[key] = frozenset(self._names[n] for n in self.words.find(titles))
        return self._without[key]

    def rarity_of(self, word: str) -> float:
        """Return how rare a word of the board is."""
        return float(self.rarity[self.words.number[word]])

    def kept(self, what: object, make: Callable[[], Floats]) -> Floats:
        """Return what was made for `what` (one object, by identity), making it the first time."""
        held = self._kept.get(id(what))
        if held is None or held[0] is not what:
            held = self._kept[id(what)] = (what, make())
        return held[1]

    @cached_property
    def local(self) -> npt.NDArray[np.bool_]:
        """Which stories tell of one place of the country."""
        return np.array([is_local(look.titles, look.lead) for look in self.looks], np.bool_)

    @cached_property
    def abroad(self) -> npt.NDArray[np.bool_]:
        """Which stories tell of another country alone."""
        return np.array([is_abroad(look.titles, look.lead) for look in self.looks], np.bool_)

    @cached_property
    def _above(self) -> Cells:
        return _cells([look.above for look in self.looks])

    @cached_property
    def _only_below(self) -> Cells:
        return _cells([sorted(set(look.below).difference(look.above)) for look in self.looks])


def _cells(found: Sequence[Sequence[int]]) -> Cells:
    places = np.repeat(np.arange(len(found)), [len(numbers) for numbers in found])
    return places, np.fromiter((n for numbers in found for n in numbers), np.int64, len(places))


def _sums(cells: Cells, table: Floats, count: int) -> Floats:
    places, numbers = cells
    return np.bincount(places, table[numbers], count).astype(np.float64, copy=False)


def rarity(looks: Sequence[Look], words: Words) -> Floats:
    """Return for each word how rare it is among `looks`: 1 for one that stands nowhere, `_COMMON` for one in most.

    The inverse document frequency (K. Spärck Jones, 1972) as a share of the greatest there can be. It has a floor: to
    who reads of one field only, the words of the field are no less telling for being everywhere.
    """
    seen = np.zeros(len(words))
    for look in looks:
        look.read(words)
        seen[list({*look.above, *look.below})] += 1.0
    found: Floats = np.log((len(looks) + 1.0) / (seen + 0.5)) / np.log((len(looks) + 1.0) / 0.5)
    return found.clip(_COMMON)
