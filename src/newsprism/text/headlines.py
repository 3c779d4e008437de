"""Headlines of any language: each is read by the pack of its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsprism.text.ko.genre import Genre
from newsprism.text.ko.headlines import overlap
from newsprism.text.language import language_of

__all__ = ["Genre", "agreement", "content_words", "genre", "overlap", "strip_tags"]


def genre(title: str) -> Genre:
    """Return the kind of text that a headline announces."""
    return language_of(title).genre(title)


def strip_tags(title: str) -> str:
    """Return a headline without its tags."""
    return language_of(title).strip_tags(title)


def content_words(title: str) -> frozenset[str]:
    """Return the telling words of a headline, in the form in which they compare."""
    return language_of(title).content_words(title)


def agreement(titles: Sequence[str]) -> tuple[float, ...]:
    """Return, for each headline, how far its words stand in the other headlines (0–1), as `text.ko.headlines` does."""
    words = [content_words(title) for title in titles]
    counted = Counter(word for found in words for word in found)
    others = max(1, len(titles) - 1)
    return tuple(min(1.0, 2.0 * sum(counted[w] - 1 for w in found) / (others * max(1, len(found)))) for found in words)
