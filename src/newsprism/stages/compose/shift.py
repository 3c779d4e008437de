"""Which of a reader's keywords the headlines held more often than in the week before, and which less often."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from newsprism.stages.compose.days import day_of, reports
from newsprism.text.ko.automaton import Words
from newsprism.text.ko.normalise import folded
from newsprism.text.language import DEFAULT
from newsprism.types.brief import KeywordCounts, KeywordShift, Window
from newsprism.types.document import Document
from newsprism.types.reader import Interests
from newsprism.types.story import Story

BACK = timedelta(days=7)
FEWEST = 3
"""Keywords, and days of the week before with reports, from which there is something to compare."""
MOST = 5
"""Keywords of each direction."""
LEAST = 5
"""Stories that a keyword has in one of the two times."""
CLEAR = 2.0
"""Standard errors by which two shares differ when chance is no likely reason."""
TELLING = 0.7
"""Weight from which a word shows its topic by itself."""


@dataclass(slots=True)
class _Time:
    """What was counted of one stretch of time; `days` are those with reports."""

    first: date
    last: date
    stories: int = 0
    days: set[date] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, reports: Sequence[tuple[date, Document]], finder: _Finder) -> None:
        """Count the reports of one story."""
        if reports:
            self.stories += 1
            self.days.update(day for day, _ in reports)
            self.counts.update(finder.keywords("\n".join(document.title for _, document in reports)))


def keyword_shift(
    interests: Interests, stories: Sequence[Story], earlier: Sequence[Story], window: Window, tag: str = DEFAULT
) -> KeywordShift | None:
    """Compare headlines of the window with those of the seven days before it, by the share of stories that hold a keyword.

    `stories` are those of the window, `earlier` those of the days before; a story may be in both. Only reports in the
    language `tag` count. None when too little
    is known of the days before, or when no three keywords clearly changed.
    """
    now = _Time(window.start, window.end)
    before = _Time(window.start - BACK, window.start - timedelta(days=1))
    every = {s.id: s for s in (*earlier, *stories)}.values()
    if not any(s.first_seen and day_of(s.first_seen) <= before.last for s in every):
        return None
    finder = _Finder(interests)
    for story in every:
        if not story.recurring:
            found = [pair for pair in reports(story, before.first, now.last) if pair[1].language == tag]
            now.take([pair for pair in found if pair[0] >= now.first], finder)
            before.take([pair for pair in found if pair[0] < now.first], finder)
    if min(len(before.days), len(now.days)) < FEWEST:
        return None
    words = tuple(_changed(before, now))
    if len(words) < FEWEST:
        return None
    return KeywordShift(Window(before.first, before.last), before.stories, now.stories, words)


def _changed(before: _Time, now: _Time) -> Iterator[KeywordCounts]:
    """Yield the clearest rises, strongest first, then the clearest falls, strongest last."""
    worth = {
        word: _errors(before.counts[word], before.stories, now.counts[word], now.stories)
        for word in {*before.counts, *now.counts}
        if max(before.counts[word], now.counts[word]) >= LEAST
    }
    order = sorted(worth, key=lambda word: (-worth[word], word))
    rises = _distinct(word for word in order if worth[word] >= CLEAR)
    falls = _distinct(word for word in reversed(order) if worth[word] <= -CLEAR)
    for word in (*rises, *reversed(falls)):
        yield KeywordCounts(word, before.counts[word], now.counts[word])


def _errors(before: int, of_before: int, now: int, of_now: int) -> float:
    """Return by how many standard errors the later share is above the earlier one (two-proportion z statistic)."""
    together = (before + now) / (of_before + of_now)
    error = math.sqrt(together * (1 - together) * (1 / of_before + 1 / of_now))
    return (now / of_now - before / of_before) / error if error else 0.0


def _distinct(words: Iterable[str]) -> list[str]:
    """Return the first `MOST` words of which none is part of another."""
    kept: list[str] = []
    for word in words:
        low = _bare(word)
        if len(kept) < MOST and not any(low in _bare(other) or _bare(other) in low for other in kept):
            kept.append(word)
    return kept


def _bare(word: str) -> str:
    return folded(word).replace(" ", "")


class _Finder:
    """Finds a reader's keywords in headlines; a phrase in which a word means something else hides it."""

    def __init__(self, interests: Interests) -> None:
        topics = [topic for topic, weight in interests.topics if weight > 0]
        self._keywords = frozenset(
            [word for topic in topics for word, weight in topic.terms.items() if weight >= TELLING]
            + [word for word, weight in (*interests.terms, *interests.companies) if weight > 0]
        )
        self._phrases = frozenset(phrase for topic in topics for phrase in topic.exclude)
        self._words = Words(self._keywords | self._phrases)
        self._names = list(self._words.number)

    def keywords(self, titles: str) -> frozenset[str]:
        """Return the keywords that stand in headlines, given one a line."""
        read = "|".join(map(folded, titles.splitlines()))
        found = frozenset(self._names[n] for n in self._words.find(read))
        hiding = found & self._phrases
        for phrase in hiding:
            read = read.replace(folded(phrase), " ")
        if hiding:
            found = frozenset(self._names[n] for n in self._words.find(read))
        return found & self._keywords
