"""A reader's interests made ready for matching many stories: one index of all words, looked up by their first letters."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsprism.text.ko.normalise import folded
from newsprism.types.reader import ReaderType, Topic, TopicId

_LEAD = 0.3
"""A word of the lead counts this share of a word of the headline."""


class WordIndex:
    """Finds which of many words stand in a text, in time that grows with the text and hardly with the words.

    Latin words need a boundary (AI must not match in MAIN); Korean ones are found inside compounds on purpose.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, list[tuple[str, str, re.Pattern[str] | None]]] = defaultdict(list)
        for word in dict.fromkeys(words):
            low = folded(word)
            if len(low) >= 2:
                bounded = re.compile(rf"(?<![a-z0-9]){re.escape(low)}(?![a-z])") if low.isascii() else None
                self._by_start[low[:2]].append((word, low, bounded))

    def found(self, text: str) -> frozenset[str]:
        """Return the words (as given) that stand in `text`, which must be folded."""
        return frozenset(
            word
            for start in _pairs_of_letters(text) & self._by_start.keys()
            for word, low, bounded in self._by_start[start]
            if low in text and (bounded is None or bounded.search(text))
        )


@lru_cache(maxsize=4)
def _pairs_of_letters(text: str) -> frozenset[str]:
    """Return each two letters that stand side by side; several indexes look at one text, one after the other."""
    return frozenset({a + b for a, b in pairwise(text)})


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far a story lies in a reader's field: the value, the topics found (strongest first) and what matched.

    `deciding` is the weight of the reader's own words in the headline.
    """

    value: float
    topics: tuple[Topic, ...]
    matched: tuple[str, ...]
    deciding: float

    @property
    def topic_ids(self) -> tuple[TopicId, ...]:
        """The ids of the topics, strongest first."""
        return tuple(t.id for t in self.topics)


class Profile:
    """What one reader type follows and what it is never shown."""

    def __init__(self, reader: ReaderType) -> None:
        interests = reader.interests
        self._topics = interests.topics
        self._terms: Mapping[str, float] = dict((*interests.terms, *interests.regions))
        self._companies: Mapping[str, float] = dict(interests.companies)
        self._never = WordIndex(reader.never)
        self._excluded = WordIndex(word for topic, _ in self._topics for word in topic.exclude)
        self._words = WordIndex(
            [*(t for topic, _ in self._topics for t in topic.terms), *self._terms, *self._companies]
        )

    def refuses(self, titles: str) -> bool:
        """Say whether the reader is never shown a story with these (folded) headlines."""
        return bool(self._never.found(titles))

    def relevance(self, titles: str, lead: str) -> Relevance:
        """Match topics, terms, regions and companies in headlines (full weight) and lead; texts are folded."""
        above, below = self._words.found(titles), self._words.found(lead)
        excluded = self._excluded.found(titles)
        scored = []
        for topic, weight in self._topics:
            hidden = excluded.intersection(topic.exclude)
            found = self._words.found(_without(titles, hidden)) if hidden else above
            score = saturate(1.1 * math.fsum(_placed(topic.terms, found, below)))
            if score > 0.05:
                scored.append((topic, weight, score))
        return self._combined(scored, above, below)

    def _combined(
        self, scored: list[tuple[Topic, float, float]], above: frozenset[str], below: frozenset[str]
    ) -> Relevance:
        scored.sort(key=lambda item: -item[1] * item[2])
        strongest = scored[0][1] * scored[0][2] if scored else 0.0
        breadth = sum(weight * score for _, weight, score in scored[1:])
        terms = {t: w if t in above else w * _LEAD for t, w in self._terms.items() if t in above or t in below}
        companies = {name: w for name, w in self._companies.items() if name in above}
        extra = 0.5 * sum(companies.values()) + 0.35 * sum(terms.values())
        value = 0.75 * strongest + 0.15 * saturate(0.5 * breadth) + 0.3 * saturate(extra)
        matched = sorted({**terms, **companies}.items(), key=lambda item: (-item[1], item[0]))
        return Relevance(
            min(1.0, value),
            tuple(topic for topic, _, score in scored if score >= 0.25),
            tuple(name for name, _ in matched)[:3],
            saturate(sum(w for t, w in self._terms.items() if t in above)),
        )


def saturate(value: float) -> float:
    """Return 1 - exp(-value): the first match says most."""
    return 1.0 - math.exp(-value)


def _placed(terms: Mapping[str, float], above: frozenset[str], below: frozenset[str]) -> Iterable[float]:
    # In no order: to be summed exactly (`math.fsum`), or the last digit of a score changes from run to run.
    for term in above & terms.keys():
        yield terms[term]
    for term in (below - above) & terms.keys():
        yield terms[term] * _LEAD


def _without(text: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        text = text.replace(folded(phrase), " ")
    return text
