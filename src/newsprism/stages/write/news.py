"""What is the news of a story itself, so that a block meant to add to it does not tell it once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsprism.text.ko.headlines import content_words

if TYPE_CHECKING:
    from newsprism.stages.write.material import Candidate, Material

_SAID = 0.34
"""Share of the reports whose first sentence, or whose headline, holds a word of the news."""
_RETELLS = 0.55
"""Share of a sentence's words that are the news from which it retells it."""
_ADDED = 3
"""Words beyond the news that a sentence with a new figure or day has at least."""


def nucleus(material: Material) -> frozenset[str]:
    """Return the words that many reports of a story open with or have in their headlines, and those of its own headline."""
    opening: dict[str, frozenset[str]] = {}
    for candidate in material.candidates:
        if candidate.rank == 0:
            opening[candidate.document.id] = opening.get(candidate.document.id, frozenset()) | candidate.words
    return nucleus_of(opening.values(), material.lead.title)


def nucleus_of(openings: Iterable[frozenset[str]], headline: str) -> frozenset[str]:
    """Return the words that many of the `openings` (the words of each report's first sentence) hold, and the headline's."""
    every = list(openings)
    counted = Counter(word for words in every for word in words)
    least = max(2, _SAID * len(every))
    often = {word for word, count in counted.items() if count >= least}
    return frozenset(often | {word for word in content_words(headline) if len(word) > 1})


def retells(candidate: Candidate, news: frozenset[str], lead: str) -> bool:
    """Say whether a sentence tells what the headline `lead` and the opening sentences told already.

    A day that it announces, or a figure that the headline lacks beside words of its own, is something more.
    """
    return is_news(candidate.words, candidate.figures, candidate.told, candidate.rank, news, lead)


def is_news(
    words: frozenset[str], figures: frozenset[str], told: float, rank: int, news: frozenset[str], lead: str
) -> bool:
    """Say the same of a sentence by its words, its figures, its share of the headline and its place in the report."""
    known = sum(word in news or any(word in one or one in word for one in news if len(one) > 1) for word in words)
    share = known / max(1, len(words))
    if max(share, told) < _RETELLS:
        return rank == 0 and share >= _RETELLS - 0.1
    more = any(figure.split(".")[0].rstrip("원명건개%") not in lead for figure in figures)
    return not (more and len(words) - known >= _ADDED and rank > 0)


def differs(candidate: Candidate) -> bool:
    """Say whether a report tells the news with a figure that no other has: the headline's own report is believed."""
    return candidate.newsy and not candidate.lead and bool(candidate.figures) and not candidate.agreed
