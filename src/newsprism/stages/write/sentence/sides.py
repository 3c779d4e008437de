"""Whether a sentence speaks of the other side of what its headline speaks of: the other market, party or bill.

A report on one side tells of the other in passing. In a block of one or two sentences that reads as if it were the same.
"""

from __future__ import annotations

import re

_SIDES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("코스닥", "코스피"),
        ("전세|전월세|월세|임대차", "매매|호가|매도"),
        ("근로자|노동자|직장인|체불", "사업주|고용주"),
        ("세입자|임차인", "집주인|임대인"),
        ("수출", "수입"),
        ("국채|국고채", "회사채"),
    )
)
_LAW = re.compile(
    r"(?P<law>[가-힣·]{2,14}?(?:특별법|기본법|지원법|관리법|촉진법|방지법|보호법|처벌법|제한법|육성법))(?![가-힣]{3})"
)
_LEGISLATION = re.compile(r"법안|입법|본회의|개정안|제정|국회|[가-힣]법(?![가-힣])")
_LEAD = 600


def other_side(headline: str, sentence: str) -> bool:
    """Say whether a headline names one side only and a sentence only the other.

    >>> other_side("코스닥 퇴출 기준 세 배로", "코스피 기준은 500억 원으로 오른다.")
    True
    >>> other_side("코스닥 퇴출 기준 세 배로", "코스피와 코스닥 기준이 함께 오른다.")
    False
    """
    return any(
        _only(mine, theirs, headline) and _only(theirs, mine, sentence)
        for pair in _SIDES
        for mine, theirs in (pair, pair[::-1])
    )


def _only(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    return one.search(text) is not None and other.search(text) is None


def other_law(headline: str, lead: str, sentence: str) -> bool:
    """Say whether a sentence under a headline on legislation speaks of a bill that the report `lead` does not begin with.

    >>> other_law("나루항만법 본회의 통과", "나루항만법이 12일 통과됐다.", "섬교통특별법은 특위로 갔다.")
    True
    """
    if not _LEGISLATION.search(headline):
        return False
    told = f"{headline} {lead[:_LEAD]}".replace(" ", "")
    laws = [found["law"] for found in _LAW.finditer(sentence)]
    return bool(laws) and not any(law in told for law in laws)
