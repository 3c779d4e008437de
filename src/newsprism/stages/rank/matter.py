"""What two reports are about the same matter by: the bill that both speak of, and how much their headlines share."""

from __future__ import annotations

import re

from newsprism.text.headlines import content_words

FEW, SETTLED = 2, 0.4
"""Telling words in common, and the share of a headline that they are, from which two are taken for the same affair."""
MANY, SETTLED_BY_MANY = 3, 0.35
"""So many words in common are less likely to be chance: with them a smaller share does."""

_STEPS = frozenset(
    "국회 본회 본회의 통과 법안 특별법 개정안 법사위 상임위 소위 처리 의결 추진 확대 강화 시행 발표 공개 지원 상승 하락 급등 급락 마감 최고 최대"
    " 역대 사상 종합 전년 정부 올해 작년".split()
)
"""Words of a step that any affair takes: two bills that passed on one day share all of these."""
_OPENING = 300
_SHORTEST = 3
"""Letters that the name of a bill has before 법: 상법 and 방법 name none."""
_KIND = "(?:특별|기본|개정|지원)?법"
_LAW = re.compile(rf"{_KIND}(?:안|률)?(?:개정안)?$")
_NAME = re.compile(r"[가-힣]+")


def bills(headline: str, opening: str) -> frozenset[str]:
    """Return the bills that a headline speaks of, without 법: 대미투자법, 대미투자특별법 and, where it is one, 대미투자.

    Two sides of one bill (a minister, an association, a committee) seldom share another word.
    """
    told = re.sub(r"\s+", "", headline + opening[:_OPENING])
    stems = {_LAW.sub("", word) for word in content_words(headline)}
    return frozenset(
        stem
        for stem in stems
        if len(stem) >= _SHORTEST and _NAME.fullmatch(stem) and re.search(rf"{stem}{_KIND}", told)
    )


def telling(words: frozenset[str]) -> frozenset[str]:
    """Return the words of a headline that tell one affair from another."""
    return words - _STEPS


def settled(shared: int, share: float) -> bool:
    """Tell whether headlines with so many telling words in common, this share of the shorter one, are of one affair."""
    return (shared >= FEW and share >= SETTLED) or (shared >= MANY and share >= SETTLED_BY_MANY)
