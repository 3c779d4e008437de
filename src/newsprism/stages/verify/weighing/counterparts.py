"""Which word of its spans a word of the sentence stems from: the same, one for the same, or its opposite, by their surroundings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.words.lexicon import ANTONYMS, LIGHT
from newsprism.stages.verify.words.thesaurus import alike

_NONE: frozenset[str] = frozenset()
_BEFORE, _BEHIND = 4, 3  # content words around a word that tell which occurrence in the span it is
_OFTEN = 40  # occurrences of one word in one span that are looked at
_CLEARLY = 3  # by how much an opposite must fit its surroundings better than the word itself
LITTLE, SAME_PLACE = 2, 4
"""How well a word must fit to be of the same thing, and to stand in the same place."""


class Counterpart(NamedTuple):
    """A word of a span that a word of the sentence may stem from; `opposite` when it says the contrary."""

    word: Word
    span: Reading
    opposite: bool
    fit: int


def counterparts(claim: Reading, position: int, spans: Sequence[Reading]) -> Sequence[Counterpart]:
    """Return the best fitting counterparts (several on a tie) of the word at `position`."""
    return _counterparts(claim, position, tuple(spans))


@lru_cache(maxsize=8192)
def _counterparts(claim: Reading, position: int, spans: tuple[Reading, ...]) -> tuple[Counterpart, ...]:
    # Polarity, certainty and speaker are each read from them.
    key = claim.words[position].key
    others, opposites = alike(key), ANTONYMS.get(key, _NONE)
    same: list[_Place] = []
    contrary: list[_Place] = []
    for span in spans:
        if key in span.places:
            same += _occurrences(span, key)
        if not others.isdisjoint(span.places):
            for other in sorted(others & span.keys):
                same += _occurrences(span, other)
        if not opposites.isdisjoint(span.places):
            for other in sorted(opposites & span.keys):
                contrary += _occurrences(span, other)
    if not same and not contrary:
        return ()
    around = _around(claim, position)
    return _best(_fitted(around, same, False), _fitted(around, contrary, True))


_Place = tuple[Reading, int]
"""A text and the position of a word in it."""
_Around = tuple[frozenset[str], str, frozenset[str], str]
"""The keys before and behind a word, each with the nearest of them."""


def _occurrences(span: Reading, key: str) -> list[_Place]:
    return [(span, index) for index in span.places.get(key, ())[:_OFTEN]]


def _around(claim: Reading, position: int) -> _Around:
    before = claim.order[max(0, position - _BEFORE) : position]
    behind = claim.order[position + 1 : position + 1 + _BEHIND]
    return frozenset(before), before[-1] if before else "", frozenset(behind), behind[0] if behind else ""


def _fitted(around: _Around, places: Sequence[_Place], opposite: bool) -> list[Counterpart]:
    return [Counterpart(span.words[index], span, opposite, _fit(around, span, index)) for span, index in places]


def _best(same: list[Counterpart], contrary: list[Counterpart]) -> tuple[Counterpart, ...]:
    pool = same
    contrary = [c for c in contrary if c.fit >= LITTLE]
    if not same and not contrary:
        return ()
    if len(same) == 1 and not contrary:
        return (same[0],)
    if not same or (contrary and max(c.fit for c in contrary) >= max(c.fit for c in same) + _CLEARLY):
        pool = contrary
    top = max((c.fit for c in pool), default=0)
    return tuple(c for c in pool if c.fit == top)


def _fit(around: _Around, span: Reading, index: int) -> int:
    before, last, behind, first = around
    order = span.order
    span_before = order[max(0, index - _BEFORE - 2) : index]
    span_behind = order[index + 1 : index + 3 + _BEHIND]
    fit = len(before.intersection(span_before)) + len(behind.intersection(span_behind))
    if before and span_before and last == span_before[-1]:
        fit += 2
    if behind and span_behind and first == span_behind[0]:
        fit += 2
    return fit


def telling(word: Word, found: Sequence[Counterpart]) -> Sequence[Counterpart]:
    """Leave out what says nothing: a light verb is the same one only where its surroundings are the same."""
    if word.key in LIGHT and found and found[0].fit < (LITTLE if found[0].opposite else SAME_PLACE):
        return []
    return found


def anchor(claim: Reading) -> int | None:
    """Return the position of the last word that tells something: it stands in the clause that the sentence ends on."""
    for position in range(len(claim.words) - 1, -1, -1):
        if claim.words[position].key not in LIGHT:
            return position
    return None
