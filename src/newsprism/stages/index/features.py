"""What a document is compared by: content morphemes, joined compounds and numbers of its headline and lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from newsprism.protocols.stages import Features
from newsprism.text.ko.tokens import Morpheme

_NOUNS = frozenset({"NNG", "NNP", "SL", "XR", "SH", "NNB"})
_NAMES = frozenset({"NNP", "SL"})
_PREDICATES = frozenset({"VV", "VA"})

# Words of newspaper prose that say nothing about the event.
_EMPTY = frozenset(
    """것 수 등 이날 지난해 올해 관련 대한 통해 위해 경우 때문 이번 지난 전 후 중 내 년 월 일 원 명 개 억 만 조 기자 뉴스 사진 제공
    속보 단독 종합 위 차 곳 건 배 회 시 분 오전 오후 현지 시간 가운데 따르 이후 이상 이하 최근 당시 설명 전망 예정 계획""".split()
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of a feature by where it stands and what it is; `lead` in characters."""

    lead: int = 260
    title: float = 2.0
    name: float = 1.3
    number: float = 1.2
    compound: float = 0.7
    predicate: float = 0.6


def features(morphemes: Iterable[Morpheme], title_length: int, weights: Weights) -> Features:
    """Return what `morphemes` say, those of a headline of `title_length` characters and of the lead after it.

    Morphemes that begin behind the lead are left out.
    """
    end = title_length + 1 + weights.lead
    found: dict[str, float] = defaultdict(float)
    previous: tuple[str, int] | None = None
    for m in morphemes:
        if m.start >= end:
            break
        in_title = m.start < title_length
        place = weights.title if in_title else 1.0
        joined: tuple[str, int] | None = None
        if m.tag in _NOUNS and m.form not in _EMPTY and (len(m.form) > 1 or m.tag == "SH"):
            form = m.form.lower()
            found[form] += place * (weights.name if m.tag in _NAMES else 1.0)
            if previous and previous[1] == m.start:
                found[f"{previous[0]}+{form}"] += place * weights.compound
            joined = (form, m.end)
        elif m.tag == "SN" and len(digits := m.form.replace(",", "")) >= 2:
            found[f"#{digits}"] += place * weights.number
        elif m.tag in _PREDICATES and in_title and len(m.form) > 1:
            found[f"{m.form}다"] += place * weights.predicate
        previous = joined
    return dict(found)
