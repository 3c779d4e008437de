"""The named numbers behind a choice, each between 0 and 1, each with the clause that says it to a reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsprism.stages.rank.evidence import SEOUL, Evidence, Glance
from newsprism.stages.rank.profile import Floats, Relevance
from newsprism.text.ko.clauses import joined
from newsprism.text.ko.josa import attach
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

_BY_KIND, _BY_WORD = 0.6, 0.4
"""Shares of the kinds of sentence and of the reader's own words in what helps to decide."""
_MANY_OUTLETS = 13
_FULL_TEXT = 900


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each signal in the score; they are shares of one (docs/decisions/0005-ranking-weights.md)."""

    relevance: float = 0.34
    decision: float = 0.14
    prominence: float = 0.32
    development: float = 0.14
    freshness: float = 0.02
    substance: float = 0.02
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
        _genre_factor(seen),
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
) -> tuple[Signal, ...]:
    """Return every signal of a story for a reader, in the order in which they are said.

    Each counts as much as the story is relevant: what everybody reports on is no news for somebody whom it does not
    concern.
    """
    seen, relevant = evidence.glance, found.value

    def signal(name: str, value: float, weight: float, text: str) -> Signal:
        return Signal(name, value * relevant, weight, text)

    return (
        Signal("relevance", relevant, weights.relevance, _relevance_text(found)),
        signal("decision", _decision(evidence, found), weights.decision, _decision_text(evidence)),
        signal("prominence", of_glance.prominence, weights.prominence, _prominence_text(seen)),
        signal("development", of_glance.development, weights.development, _development_text(seen.course)),
        signal("freshness", of_glance.freshness, weights.freshness, _freshness_text(seen.days)),
        signal("substance", _substance(evidence), weights.substance, f"본문 {evidence.length}자가 근거로 있습니다"),
        signal("novelty", 1.0 if again else of_glance.novelty, weights.novelty, _novelty_text(seen, window, again)),
    )


def _decision(evidence: Evidence, found: Relevance) -> float:
    base = sum(_DECIDING.get(kind, 0.0) for kind in evidence.kinds)
    return min(1.0, _BY_KIND * min(1.0, base) + _BY_WORD * found.deciding)


def _prominence(seen: Glance) -> float:
    """Outlets on a logarithmic scale; a press release printed everywhere is not prominent for that."""
    value = min(1.0, math.log(max(1, seen.outlets)) / math.log(_MANY_OUTLETS))
    return value * (0.4 if "promotion" in seen.genres else 1.0)


def _prominence_text(seen: Glance) -> str:
    if seen.reach > seen.outlets:
        return f"매체 {seen.outlets}곳(이어진 사안까지 {seen.reach}곳)이 다뤘습니다"
    return f"매체 {seen.outlets}곳이 다뤘습니다"


def _genre_factor(seen: Glance) -> float:
    """Self-praise, columns and market tables stay possible, far behind news."""
    if "news" in seen.genres or "stub" in seen.genres:
        return 0.75 if "promotion" in seen.genres else 1.0
    return 0.5


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


def _relevance_text(found: Relevance) -> str:
    parts = []
    if found.topics:
        parts.append(f"관심 분야 {attach('·'.join(t.name for t in found.topics[:2]), '과/와')} 관련됩니다")
    if found.matched:
        parts.append(f"관심어 {attach(', '.join(found.matched), '이/가')} 나옵니다")
    return joined(parts) or "관심 분야와 거리가 있습니다"


_KIND_NAMES: dict[SentenceKind, str] = {
    "deadline": "기한",
    "decision": "결정",
    "amount": "금액·비율",
    "condition": "적용 조건",
    "demand": "요구",
    "forecast": "전망",
    "risk": "위험",
}


def _decision_text(evidence: Evidence) -> str:
    names = [name for kind, name in _KIND_NAMES.items() if kind in evidence.kinds][:3]
    return (
        f"판단에 필요한 {attach('·'.join(names), '이/가')} 본문에 있습니다"
        if names
        else "판단에 쓸 수치나 기한이 적습니다"
    )


def _development_text(days: Sequence[date]) -> str:
    if len(days) < 2:
        return "하루에 보도된 사안입니다"
    return f"{days[0].day}일부터 {days[-1].day}일까지 {len(days)}일에 걸쳐 보도가 이어졌습니다"


def _freshness_text(days: Sequence[date]) -> str:
    return f"마지막 보도가 {days[-1].month}월 {days[-1].day}일입니다" if days else "날짜를 알 수 없습니다"


def _novelty_text(seen: Glance, window: Window, again: Again | None) -> str:
    if again:
        same_month = again.issue.month == window.end.month
        day = f"지난 {again.issue.day}일" if same_month else f"{again.issue.month}월 {again.issue.day}일"
        return f"{day} 브리핑 뒤에 새 사실이 나왔습니다"
    return "기간 안에 처음 나온 사안입니다" if _began_inside(seen, window) else "기간 전부터 이어진 사안입니다"
