"""The measure that a fact names with a figure: what a reader can look at again when no day is announced."""

from __future__ import annotations

import re
from functools import lru_cache

# What is told again and again, and moves: a fine or a contract is settled once it is told.
_ALONE = r"(?:환율|물가|금리|실업률|고용률|성장률|국채금리|기준금리|가계대출|무역수지|재정적자|국가채무|국제유가|유가)"
_MOVING = (
    rf"(?:{_ALONE}|증가율|감소율|상승률|하락률|점유율|비중|비율|경쟁률|수익률|연체율|가동률|공실률|지수|인덱스|거래량|거래액|거래대금"
    r"|매물|물량|입주 물량|미분양|취업자|실업자|수출|수출액|수입액|판매량|출하량|생산량|발전량|공급량|전력 수요|가격|요금|분양가|전셋값|집값"
    r"|시가총액|순자산|순매수|순매도|잔액|신청자|가입자|이용자|매출|영업이익)"
)
_FIGURE = r"[은는이가]\s(?=[^,]{0,20}\d)|[을를]\s(?=(?:약 |총 )?\d)|\s(?=(?:약 |총 )?\d)"
_NAMED = re.compile(
    r"(?<![가-힣A-Za-z0-9·~∼\-])(?P<head>(?:[가-힣A-Za-z0-9·]{2,10} ){0,2})"
    rf"(?P<measure>(?!의무|법정)[가-힣A-Za-z0-9·]{{0,8}}{_MOVING})(?:\([^()]{{1,20}}\))?(?:{_FIGURE})"
)
_FREE = re.compile(rf"(?:[가-힣A-Za-z·]*?){_ALONE}")
_TIED = re.compile(
    r"(?:은|는|이|가|을|를|에|도|의|와|과|로|서|고|며|면|한|된|던|인|할|될|해|다|는지|까지|부터|함께|걸쳐|가운데|돼|져|려|혀|따르면|기준)$"
    r"|^(?:잘못|현재|이번|최근|약|총|전체|올|올해|작년|지난해|내년|이달|지난달|지난주|연간|오전|오후|\d+월|\d+일|\d+년|\d분기|상반기|하반기)$"
)
_DIGIT = re.compile(r"\d")
_LONGEST = 18


@lru_cache(maxsize=4096)
def measure(text: str) -> str | None:
    """Return a measure that moves and of which the sentence gives a figure, without josa; None when it names none.

    >>> measure("나루항 물동량 증가율은 3%다."), measure("나루시는 과징금 3억원을 물렸다.")
    ('나루항 물동량 증가율', None)
    """
    if not _DIGIT.search(text):
        return None
    for found in _NAMED.finditer(text):
        name = found["measure"]
        printed = " ".join((*_untied(found["head"]), name))
        tied = any(_TIED.search(word) for word in name.split())
        # "비중" alone says of which one no more than the question does.
        told = " " in printed or len(name) > 4 or _FREE.fullmatch(name) is not None
        if len(printed) <= _LONGEST and not tied and told:
            return printed
    return None


def _untied(head: str) -> list[str]:
    """Return the words right before a measure that belong to it: none that ends a clause or ties to another word."""
    words = head.split()
    last = max((i for i, word in enumerate(words) if _TIED.search(word)), default=-1)
    return words[last + 1 :]
