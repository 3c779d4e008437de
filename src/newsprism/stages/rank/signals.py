"""The named numbers behind a choice, each between 0 and 1, each with the clause that says it to a reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsprism.stages.rank.evidence import SEOUL, Evidence
from newsprism.stages.rank.profile import Relevance
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

_MANY_OUTLETS = 9
_FULL_TEXT = 900


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each signal in the score; they are shares of one.

    Near the mean of the best of 1,400 random draws against an editor's sixty choices for five reader types of one week
    (docs/decisions/0005-ranking-weights.md).
    """

    relevance: float = 0.45
    decision: float = 0.12
    prominence: float = 0.22
    development: float = 0.04
    freshness: float = 0.05
    substance: float = 0.08
    novelty: float = 0.04


def signals(
    evidence: Evidence, found: Relevance, window: Window, weights: Weights, sent: frozenset[str]
) -> tuple[Signal, ...]:
    """Return every signal of a story for a reader, in the order in which they are said."""
    return (
        Signal("relevance", found.value, weights.relevance, _relevance_text(found)),
        Signal("decision", _decision(evidence, found), weights.decision, _decision_text(evidence)),
        Signal("prominence", _prominence(evidence), weights.prominence, _prominence_text(evidence)),
        Signal(
            "development",
            min(1.0, (len(evidence.course) - 1) / 3),
            weights.development,
            _development_text(evidence.course),
        ),
        Signal("freshness", _freshness(evidence.days, window), weights.freshness, _freshness_text(evidence.days)),
        Signal("substance", _substance(evidence), weights.substance, f"본문 {evidence.length}자가 근거로 있습니다"),
        Signal("novelty", _novelty(evidence, window, sent), weights.novelty, _novelty_text(evidence, window, sent)),
    )


def _decision(evidence: Evidence, found: Relevance) -> float:
    base = sum(_DECIDING.get(kind, 0.0) for kind in evidence.kinds)
    return min(1.0, 0.6 * min(1.0, base) + 0.4 * found.deciding)


def _prominence(evidence: Evidence) -> float:
    """Outlets on a logarithmic scale; a press release printed everywhere is not prominent for that."""
    value = min(1.0, math.log(max(1, evidence.outlets)) / math.log(_MANY_OUTLETS))
    return value * (0.4 if "promotion" in evidence.genres else 1.0)


def _prominence_text(evidence: Evidence) -> str:
    if evidence.glance.reach > evidence.outlets:
        return f"매체 {evidence.outlets}곳이, 이어진 사안까지 {evidence.glance.reach}곳이 다뤘습니다"
    return f"매체 {evidence.outlets}곳이 다뤘습니다"


def _freshness(days: Sequence[date], window: Window) -> float:
    if not days:
        return 0.0
    span = max(1, (window.end - window.start).days)
    return 1.0 - (window.end - days[-1]).days / (span + 1)


def _substance(evidence: Evidence) -> float:
    return min(1.0, 0.7 * min(1.0, evidence.length / _FULL_TEXT) + 0.1 * min(3, len(evidence.leads)))


def _novelty(evidence: Evidence, window: Window, sent: frozenset[str]) -> float:
    if evidence.story.id in sent:
        return 0.0
    first = evidence.story.first_seen
    return 1.0 if first is None or first.astimezone(SEOUL).date() >= window.start else 0.5


def _relevance_text(found: Relevance) -> str:
    parts = []
    if found.topics:
        parts.append(f"관심 분야 {attach('·'.join(t.name for t in found.topics[:2]), '과/와')} 관련됩니다")
    if found.matched:
        parts.append(f"관심어 {attach(', '.join(found.matched), '이/가')} 나옵니다")
    return ", ".join(parts) or "관심 분야와 거리가 있습니다"


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


def _novelty_text(evidence: Evidence, window: Window, sent: frozenset[str]) -> str:
    if evidence.story.id in sent:
        return "이미 받은 사안입니다"
    first = evidence.story.first_seen
    return (
        "기간 안에 처음 나온 사안입니다"
        if first is None or first.astimezone(SEOUL).date() >= window.start
        else "기간 전부터 이어진 사안입니다"
    )
