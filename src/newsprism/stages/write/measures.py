"""The measure that a fact names with its figure: what a reader can look at again when no day is announced."""

from __future__ import annotations

import re
from functools import lru_cache

_MEASURED = (
    r"(?:과징금|과태료|벌금|추징금|배상금|매출|매출액|영업이익|순이익|영업손실|수출|수출액|수입액|거래량|거래액|거래대금|매물|취업자|실업자|실업률|고용률|증가율|감소율|상승률|하락률"
    r"|성장률|물가|지수|금리|세율|관세율|관세|환율|확률|점유율|비중|비율|지분|지분율|예산|세수|적자|흑자|재정적자|국가채무|대출|가계대출|잔액|한도|공사비|분담금|분양가|공급량|생산능력"
    r"|생산량|출하량|판매량|투자액|투자금|투자금액|벤처투자|펀드|투자|규모|금액|기본급|성과급|임금|연봉|최저임금|수당|상여금|가격|요금|수수료|보험료|공모가|경쟁률|시가총액|순자산"
    r"|순매수|순매도|수익률|배당|배당금|채용|신규 채용|모집 인원|정원|인원|신청자|가입자|이용자|물량|입주 물량|수주액|용량|발전량|전력 수요|장학금"
    r"|지원금|국채금리|목표액|전망치|예상치)"
)
_VALUE = (
    r"\d[\d,.]*(?:\s?[조억만천]\s?\d[\d,.]*){0,3}\s?[조억만천]?여?\s?"
    r"(?:원|달러|위안|엔|유로|명|건|가구|세대|호(?!기)|대(?!\s?1)|주(?!년|일|째|\s?연속)|%포인트|%p|%|포인트|톤|MW|GW)"
)
_HEADS = r"(?<![~∼\-0-9])(?P<head>(?:[가-힣A-Za-z0-9·]{2,10} ){0,2})"
_NAME = rf"(?P<measure>[가-힣A-Za-z0-9]{{0,8}}{_MEASURED})(?:\([^()]{{1,20}}\))?"
_RISE = r"(?!\S{0,2}\s?(?:넘게|이상|가까이|안팎|가량)?\s?(?:늘|줄|증가|감소|상승|하락|오르|오른|올랐|내린|내렸|높|낮|많|적|떨어|뛰|급등|급락))"
_NAMED = re.compile(rf"{_HEADS}{_NAME}(?:은|는|이|가|을|를)?\s(?:약 |총 |모두 |최대 )?(?P<value>{_VALUE}){_RISE}")
_BEFORE = re.compile(
    rf"(?P<value>{_VALUE})\s?(?:규모의?|상당의|에 달하는|의)\s(?P<measure>(?:[가-힣A-Za-z0-9]{{2,8}}\s)?[가-힣A-Za-z0-9]{{0,8}}(?:{_MEASURED}|사업"
    rf"|계약|수주|지원|기금))(?=[을를이가은는]?\s)"
)
_ALONE = re.compile(rf"{_HEADS}{_NAME}(?:은|는|이|가|을|를)\s(?=.*\d)")
_TIED = re.compile(
    r"(?:은|는|이|가|을|를|에|도|의|와|과|로|서|고|며|면|한|된|던|인|할|될|해|다|는지|까지|부터|함께|걸쳐|가운데|돼|져|려|혀)$|^(?:잘못|현재|올해|지난해|이번|이달|최근|약|총|전체)$"
)
_DIGIT = re.compile(r"\d")
_LONGEST = 26


@lru_cache(maxsize=4096)
def measure(text: str) -> str | None:
    """Return a measure with its figure as far as the sentence prints one, without josa; None when it names none.

    A rise or fall ("10% 늘었다") is no figure to look at again.

    >>> measure("나루항 1월 거래량이 507건으로 18% 늘었다."), measure("나루항은 부두를 열었다.")
    ('나루항 1월 거래량 507건', None)
    """
    if not _DIGIT.search(text):
        return None
    for pattern in (_NAMED, _BEFORE, _ALONE):
        for found in pattern.finditer(text):
            held = found.groupdict()
            printed = " ".join(p for p in (*_untied(held.get("head") or ""), held["measure"], held.get("value")) if p)
            tied = any(_TIED.search(word) for word in held["measure"].split())
            # "과징금" alone says of which one no more than the question does.
            bare = held.get("value") is None and " " not in printed
            if len(held["measure"]) > 1 and len(printed) <= _LONGEST and not tied and not bare:
                return printed
    return None


def _untied(head: str) -> list[str]:
    """Return the words right before a measure that belong to it: none that ends a clause or ties to another word."""
    words = head.split()
    last = max((i for i, word in enumerate(words) if _TIED.search(word)), default=-1)
    return words[last + 1 :]
