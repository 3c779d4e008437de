"""What two reports agree and disagree on besides their words and times."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.cluster.facts import Facts

COMPARED = (
    "shared_company",
    "another_company",
    "another_place",
    "another_day",
    "another_subject",
    "shared_number",
    "same_speaker",
    "another_speaker",
    "one_speaker",
    "same_session",
    "another_session",
    "another_phase",
    "one_priced",
    "better_covered",
    "worse_covered",
    "better_acted",
    "worse_acted",
)
"""The names of what `compared` returns, in its order; each lies between 0 and 1."""


def compared(a: Facts, b: Facts) -> tuple[float, ...]:
    """Return how the facts of two reports agree, in either order of them.

    `better_covered` and `worse_covered` are the shares of the words of each headline that the other report opens with:
    two reports of one event say in their openings what the other has in its headline, a reaction to it does not.
    `better_acted` and `worse_acted` are the same of who acts in the first sentence; a half where that is not known.
    """
    met = a.session is not None and a.session == b.session
    words = _covered(a.words, b, 0.0), _covered(b.words, a, 0.0)
    actors = _covered(a.actor, b, 0.5), _covered(b.actor, a, 0.5)
    return (
        not a.companies.isdisjoint(b.companies),
        _other(a.companies, b.companies),
        _other(a.places, b.places),
        _other(a.days, b.days),
        a.subject is not None and b.subject is not None and not (a.subject in b.opening or b.subject in a.opening),
        not a.numbers.isdisjoint(b.numbers),
        a.speaker is not None and a.speaker == b.speaker,
        a.speaker is not None and b.speaker is not None and a.speaker != b.speaker,
        (a.speaker is None) != (b.speaker is None),
        met,
        not met and a.session is not None and b.session is not None and a.session[0] == b.session[0],
        met and a.phase is not None and b.phase is not None and a.phase != b.phase,
        a.priced != b.priced,
        max(words),
        min(words),
        max(actors),
        min(actors),
    )


def _covered(words: Sequence[str], other: Facts, unknown: float) -> float:
    opening = other.opening
    return sum([word in opening for word in words]) / len(words) if words else unknown


def _other(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and left.isdisjoint(right)
