"""What is the news of a story itself, so that a block meant to add to it does not tell it once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsprism.stages.write.figures import FEW, figures, new_figures
from newsprism.text.ko.headlines import content_words

if TYPE_CHECKING:
    from newsprism.stages.write.candidate import Candidate
    from newsprism.stages.write.material import Material

_SAID = 0.34
"""Share of the reports whose first sentence, or whose headline, holds a word of the news."""
_RETELLS = 0.55
"""Share of a sentence's words that are the news from which it retells it."""
_ADDED = 3
"""Words beyond the news that a sentence with a new figure or day has at least."""
_CAME_TO, _FIGURED, _ONLY = 0.4, 0.25, 0.2
"""The same share of one that says what it came to, that gives a figure of the headline again, and all of whose figures are the headline's."""
_OUTCOMES = frozenset(
    "무죄 유죄 승소 패소 기각 각하 파기 통과 가결 부결 의결 철회 결렬 타결 사퇴 사임 해임 인하 인상 동결".split()
)


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

    So does one that gives a figure of the headline again, or what it came to: with a total or a court beside it, it is still
    the news. A day that it announces, or a figure that the headline lacks beside words of its own, is something more.
    """
    new = new_figures(candidate.figures, figures(lead))
    known = max(1 - len(_beyond(candidate.words, news)) / max(1, len(candidate.words)), candidate.told)
    if len(new) < len(candidate.figures) and known >= (_FIGURED if new else _ONLY):
        return True
    ahead = any(candidate.day is None or first > candidate.day for first, _ in candidate.days)
    came_to = not ahead and any(word in lead for word in candidate.words & _OUTCOMES) and all(map(FEW.fullmatch, new))
    if came_to and known >= _CAME_TO:
        return True
    return is_news(candidate.words, candidate.figures, candidate.told, candidate.rank, news, lead)


def is_news(
    words: frozenset[str], given: frozenset[str], told: float, rank: int, news: frozenset[str], lead: str
) -> bool:
    """Say whether a sentence is the news by its words, the figures in it, its share of the headline and its place in the report."""
    added = len(_beyond(words, news))
    share = 1 - added / max(1, len(words))
    if max(share, told) < _RETELLS:
        return rank == 0 and share >= _RETELLS - 0.1
    more = any(figure.split(".")[0].rstrip("원명건개%") not in lead for figure in given)
    return not (more and added >= _ADDED and rank > 0)


def _beyond(words: frozenset[str], news: frozenset[str]) -> list[str]:
    """Return the words of a sentence that are none of the news."""
    return [w for w in words if w not in news and not any(w in one or one in w for one in news if len(one) > 1)]


def differs(candidate: Candidate) -> bool:
    """Say whether a report tells the news with a figure that no other has: the headline's own report is believed."""
    return candidate.newsy and not candidate.lead and bool(candidate.figures) and not candidate.agreed
