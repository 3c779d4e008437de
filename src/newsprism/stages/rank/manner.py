"""In which manner a story is told: what an editor sees before asking whom it concerns, named so that it can be said.

A firm that tells of itself, a ceremony, one share, one building site, a word fight: none is refused, each counts a share
of a report on what was decided. How much of it a reader bears is theirs to say (`ReaderType.bears`).
"""

from __future__ import annotations

from collections.abc import Mapping

from newsprism.text.ko.josa import attach
from newsprism.text.language import language
from newsprism.types.ranking import Signal
from newsprism.types.reader import Manner

USUAL: Mapping[Manner, float] = {
    "praise": 0.6,
    "event": 0.6,
    "product": 0.7,
    "share": 0.75,
    "site": 0.6,
    "gossip": 0.4,
    "crime": 0.6,
    "quarrel": 0.7,
    "dispute": 0.85,
    "digest": 0.6,
    "statement": 0.75,
    "lawmaker": 0.7,
    "fine": 0.6,
    "explainer": 0.9,
    "addressed": 0.6,
}
"""What a story told in each manner counts to a reader who says nothing else."""


def share_of(found: frozenset[Manner], bears: Mapping[Manner, float]) -> tuple[Manner | None, float]:
    """Return the manner that counts, the one that is borne least, and what is left; None and 1 for plain news."""
    worst = min(sorted(found), key=lambda m: bears.get(m, USUAL[m]), default=None)
    return (None, 1.0) if worst is None else (worst, min(1.0, bears.get(worst, USUAL[worst])))


_SAID: Mapping[Manner, str] = {
    "praise": "회사나 기관이 스스로를 알리는 소식",
    "event": "행사나 방문 소식",
    "product": "상품이나 값을 알리는 소식",
    "share": "한 종목 이야기",
    "site": "한 단지나 한 구역 이야기",
    "gossip": "화젯거리",
    "crime": "한 사람의 사건과 재판",
    "quarrel": "정치인의 말싸움",
    "dispute": "한 회사의 노사 다툼",
    "digest": "여러 소식을 늘어놓은 글",
    "statement": "한 회사가 제 일을 밝힌 소식",
    "lawmaker": "의원이 제 법안을 알리는 소식",
    "fine": "한 회사에 물린 적은 과징금 소식",
    "explainer": "소식의 뒤를 살핀 글",
    "addressed": "다른 이들에게 하는 모집이나 당부",
}


def said_of(manner: Manner | None, share: float, tag: str) -> tuple[Signal, ...]:
    """Return the signal that names the manner that counted, for readers of Korean; none for plain news.

    Its weight is 0, because it is in the score.
    """
    if manner is None or share >= 1.0 or not language(tag).analysed:
        return ()
    return (Signal("manner", share, 0.0, f"{attach(_SAID[manner], '이라/라')} 낮추어 보았습니다"),)


def aside_of(near: float, own: float, tag: str) -> tuple[Signal, ...]:
    """Return the signals that say why a story counts less: it happens elsewhere, or is mostly of another field.

    `near` and `own` are the shares that were left; the weights are 0, because both are in the relevance.
    """
    if not language(tag).analysed:
        return ()
    told = (("elsewhere", near, "다른 지역이나 나라의 일이라"), ("other_field", own, "다른 분야에 더 가까운 일이라"))
    return tuple(Signal(name, share, 0.0, f"{why} 낮추어 보았습니다") for name, share, why in told if share < 1.0)
