"""Which of many words stand in a text: one automaton for all of them, so that a text is read once.

A. V. Aho and M. J. Corasick, "Efficient string matching: an aid to bibliographic search", 1975.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import ahocorasick  # type: ignore[import-not-found]  # it brings no types

from newsprism.text.ko.normalise import folded

_SHORTEST = 2
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_LATIN_OR_DIGIT = _LATIN | frozenset("0123456789")


class Words:
    """Words by number, in the order of the alphabet; `find` says which of them stand in a text.

    Latin words need a boundary (AI must not match in MAIN); Korean ones are found inside compounds on purpose. Words of
    one letter are never found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.number = {word: number for number, word in enumerate(sorted(set(words)))}
        spelled: dict[str, list[int]] = defaultdict(list)
        for word, number in self.number.items():
            spelled[folded(word)].append(number)
        self._automaton = ahocorasick.Automaton()
        for low, numbers in spelled.items():
            if len(low) >= _SHORTEST:
                self._automaton.add_word(low, (tuple(numbers), len(low) if low.isascii() else 0))
        self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self.number)

    def find(self, text: str) -> list[int]:
        """Return the numbers of the words in `text`, which must be folded, ascending."""
        if not len(self._automaton):
            return []
        found: set[int] = set()
        for end, (numbers, bounded) in self._automaton.iter(text):
            if not bounded or _apart(text, end + 1 - bounded, end + 1):
                found.update(numbers)
        return sorted(found)


def _apart(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1] in _LATIN_OR_DIGIT) and not (end < len(text) and text[end] in _LATIN)
