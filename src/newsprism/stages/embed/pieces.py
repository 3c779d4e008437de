"""Cuts texts into the pieces of words that the model knows.

The most likely way to cut a word is found by dynamic programming over the log probabilities of its pieces (Kudo 2018,
"Subword Regularization", section 3.2). No piece reaches over a blank, so words are cut one by one and remembered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from newsprism.stages.embed.weights import Vocabulary

LONGEST = 2_000
"""Characters of a text that are read; more than a model of 128 pieces can see of it."""
_BLANK = "▁"  # stands before each word
_REMEMBERED = 32  # characters of the longest word that is remembered
_UNKNOWN = 10.0  # how much less likely than the rarest piece an unknown character is


class Pieces:
    """Cuts texts by one vocabulary; safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.padding = vocabulary.padding
        self._begin, self._end, self._unknown = vocabulary.begin, vocabulary.end, vocabulary.unknown
        self._replaced: Mapping[int, str] = vocabulary.replaced
        self._ids = {piece: number for number, piece in enumerate(vocabulary.pieces) if piece}
        for mark in (vocabulary.begin, vocabulary.end, vocabulary.padding, vocabulary.unknown):
            self._ids.pop(vocabulary.pieces[mark], None)
        self._scores: list[float] = vocabulary.scores.tolist()
        self._longest = max(map(len, vocabulary.pieces))
        self._unlikely = float(np.min(vocabulary.scores)) - _UNKNOWN
        self._remembered = lru_cache(maxsize=65_536)(self._cut)

    def ids(self, text: str, limit: int) -> list[int]:
        """Return at most `limit` ids with the marks of begin and end; what comes later in the text is not seen."""
        found = [self._begin]
        for word in unicodedata.normalize("NFC", text[:LONGEST]).translate(self._replaced).split(" "):
            if word:
                found += (self._remembered if len(word) <= _REMEMBERED else self._cut)(_BLANK + word)
            if len(found) >= limit:
                break
        return [*found[: limit - 1], self._end]

    def _cut(self, word: str) -> tuple[int, ...]:
        best = [0.0] + [float("-inf")] * len(word)
        came: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for begin in range(len(word)):
            so_far = best[begin]
            for end in range(begin + 1, min(len(word), begin + self._longest) + 1):
                number = self._ids.get(word[begin:end])
                score = so_far + (self._scores[number] if number is not None else self._unlikely)
                if score > best[end] and (number is not None or end == begin + 1):
                    best[end], came[end] = score, (begin, self._unknown if number is None else number)
        return self._back(came)

    @staticmethod
    def _back(came: list[tuple[int, int]]) -> tuple[int, ...]:
        found, at = [], len(came) - 1
        while at:
            at, number = came[at]
            found.append(number)
        return tuple(reversed(found))
