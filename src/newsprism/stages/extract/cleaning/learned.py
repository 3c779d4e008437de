"""Boilerplate that is learned: lines that come back in many articles of one publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from newsprism.stages.extract.cleaning.patterns import is_prose
from newsprism.text.ko.normalise import folded
from newsprism.types.dropped import Dropped

MIN_ARTICLES: Final = 4
"""A line must stand in this many articles of a publisher: three may be revisions of one article."""
MIN_SHARE: Final = 0.02
_EDGE: Final = 4
_MAX_LENGTH: Final = 200


def _candidates(text: str) -> set[str]:
    """Return the folded lines of `text` that may be boilerplate: those at its edges, and those that are no prose."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    last = len(lines) - _EDGE
    return {
        key
        for index, line in enumerate(lines)
        if len(line) <= _MAX_LENGTH and (index < _EDGE or index >= last or not is_prose(line)) and (key := folded(line))
    }


def recurring_lines(texts_by_publisher: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Return, for each publisher, the folded lines that stand in many of its articles.

    A line recurs when at least `MIN_ARTICLES` articles and `MIN_SHARE` of all articles of the publisher hold it at
    their edges or as a line that is no sentence.
    """
    found: dict[str, frozenset[str]] = {}
    for publisher, texts in texts_by_publisher.items():
        counts: Counter[str] = Counter()
        articles = 0
        for text in texts:
            articles += 1
            counts.update(_candidates(text))
        least = max(MIN_ARTICLES, round(articles * MIN_SHARE))
        found[publisher] = frozenset(line for line, count in counts.items() if count >= least)
    return found


def without_recurring(text: str, recurring: frozenset[str], where: str = "") -> tuple[str, tuple[Dropped[str], ...]]:
    """Take the lines in `recurring` (as `recurring_lines` returns them) out of `text`; return the rest and the drops."""
    kept: list[str] = []
    dropped: list[Dropped[str]] = []
    for line in text.split("\n"):
        if line.strip() and folded(line) in recurring:
            dropped.append(
                Dropped(line.strip(), "extract", "recurring_line", where, "같은 매체의 여러 기사에 되풀이되는 줄")
            )
        else:
            kept.append(line)
    return "\n".join(kept).strip(), tuple(dropped)
