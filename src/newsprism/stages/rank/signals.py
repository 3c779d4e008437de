"""The named numbers behind a choice, each between 0 and 1, each with the clause that says it to a reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsprism.stages.rank.evidence import SEOUL, Evidence, Glance
from newsprism.stages.rank.profile import Floats, Relevance
from newsprism.text.ko.genre import is_show
from newsprism.text.ko.markets import market_of
from newsprism.text.language import DEFAULT, language
from newsprism.types.brief import Window
from newsprism.types.ranking import Signal
from newsprism.types.reader import SentenceKind

_DECIDING: dict[SentenceKind, float] = {
    "deadline": 0.3,
    "decision": 0.25,
    "amount": 0.2,
    "condition": 0.15,
    "demand": 0.1,
    "risk": 0.1,
    "forecast": 0.1,
}
"""How much each kind of sentence helps somebody who has to decide: money, dates and duties first."""

_BY_KIND, _BY_WORD = 0.55, 0.45
"""Shares of the kinds of sentence and of the reader's own words in what helps to decide."""
_MANY_OUTLETS = 13
_FULL_TEXT = 900


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each signal in the score; they are shares of one (docs/decisions/0005-ranking-weights.md)."""

    relevance: float = 0.46
    decision: float = 0.35
    prominence: float = 0.07
    development: float = 0.05
    freshness: float = 0.02
    substance: float = 0.03
    novelty: float = 0.02


@dataclass(frozen=True, slots=True)
class Known:
    """The signals that a glance tells, the same for every reader; `factor` is for the kind of text."""

    prominence: float
    development: float
    freshness: float
    novelty: float
    factor: float


@dataclass(frozen=True, slots=True)
class Again:
    """That the reader had the story in the edition of `issue`, and there is news of it since."""

    issue: date


def known(seen: Glance, window: Window) -> Known:
    """Return what is known of a story before it is read."""
    return Known(
        _prominence(seen),
        min(1.0, (len(seen.course) - 1) / 3),
        _freshness(seen.days, window),
        1.0 if _began_inside(seen, window) else 0.5,
        _genre_factor(seen) * _session_factor(seen, window),
    )


def most(deciding: Floats, weights: Weights) -> Floats:
    """Return the most that reading a story can add to its score, by the weight of the reader's words in its headline."""
    return weights.decision * (_BY_KIND + _BY_WORD * deciding) + weights.substance


def signals(
    evidence: Evidence,
    found: Relevance,
    of_glance: Known,
    window: Window,
    weights: Weights,
    again: Again | None = None,
    tag: str = DEFAULT,
) -> tuple[Signal, ...]:
    """Return every signal of a story for a reader, in the order in which they are said, in the language `tag`.

    Each counts as much as the story is relevant: what everybody reports on is no news for somebody whom it does not
    concern.
    """
    seen, relevant, said = evidence.glance, found.value, language(tag).words.reasons

    def signal(name: str, value: float, weight: float, text: str) -> Signal:
        return Signal(name, value * relevant, weight, text)

    return (
        Signal("relevance", relevant, weights.relevance, said.relevance([t.name for t in found.topics], found.matched)),
        signal("decision", _decision(evidence, found), weights.decision, said.decision(tuple(evidence.kinds))),
        signal("prominence", of_glance.prominence, weights.prominence, said.prominence(seen.outlets, seen.reach)),
        signal("development", of_glance.development, weights.development, said.development(seen.course)),
        signal(
            "freshness", of_glance.freshness, weights.freshness, said.freshness(seen.days[-1] if seen.days else None)
        ),
        signal("substance", _substance(evidence), weights.substance, said.substance(evidence.length)),
        signal(
            "novelty",
            1.0 if again else of_glance.novelty,
            weights.novelty,
            said.novelty(again.issue if again else None, window.end, _began_inside(seen, window)),
        ),
    )


def _decision(evidence: Evidence, found: Relevance) -> float:
    base = math.fsum(_DECIDING.get(kind, 0.0) for kind in evidence.kinds)
    return min(1.0, _BY_KIND * min(1.0, base) + _BY_WORD * found.deciding)


def _prominence(seen: Glance) -> float:
    """Outlets on a logarithmic scale; a press release printed everywhere is not prominent for that, nor a market's every day."""
    value = min(1.0, math.log(max(1, seen.outlets)) / math.log(_MANY_OUTLETS))
    return value * (0.4 if "promotion" in seen.genres or market_of(seen.story.title) else 1.0)


def _genre_factor(seen: Glance) -> float:
    """Columns, market tables and what stars do stay possible, far behind news; self-praise is a matter of its manner."""
    if is_show(seen.titles, seen.lead_text):
        return 0.5
    if "news" in seen.genres or "stub" in seen.genres:
        return 0.85 if "promotion" in seen.genres else 1.0
    return 0.5


def _session_factor(seen: Glance, window: Window) -> float:
    """One day of a market is what a daily tells of; of a week it says little."""
    of_a_week = (window.end - window.start).days >= _WEEK
    return _ONE_OF_MANY if of_a_week and market_of(seen.story.title) else 1.0


_WEEK, _ONE_OF_MANY = 4, 0.6
"""Days of a window that is a week's, and what the relevance of one day of a market counts in it."""


def _freshness(days: Sequence[date], window: Window) -> float:
    if not days:
        return 0.0
    span = max(1, (window.end - window.start).days)
    return 1.0 - (window.end - days[-1]).days / (span + 1)


def _substance(evidence: Evidence) -> float:
    return min(1.0, 0.7 * min(1.0, evidence.length / _FULL_TEXT) + 0.1 * min(3, len(evidence.leads)))


def _began_inside(seen: Glance, window: Window) -> bool:
    first = seen.story.first_seen
    return first is None or first.astimezone(SEOUL).date() >= window.start
