"""Whether a sentence or a report tells of another country, and whether it says of which."""

from __future__ import annotations

import re

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import is_abroad
from newsprism.types.document import Document

_OPENING = 300


def nameless_abroad(text: str) -> bool:
    """Say whether a house, a party or a minister that only other countries have acts without its country.

    >>> nameless_abroad("공화당은 예산안에 반대했다."), nameless_abroad("미국 공화당은 예산안에 반대했다.")
    (True, False)
    """
    return any(role.search(text) and not country.search(text) for role, country in _ROLES)


_JOSA = r"(?:은|는|이|가|과|와|의|을|를|도|에서|에게)\s"
_AMERICAN = r"미국|(?<![가-힣])미 |美|트럼프|워싱턴|백악관|바이든|연방"
_ROLES = tuple(
    (re.compile(role), re.compile(country))
    for role, country in (
        (
            rf"(?<![가-힣])(?:[상하]원(?:{_JOSA}|\s(?:의회|본회의|의원|의장|원내대표)))",
            rf"{_AMERICAN}|일본|영국|英|프랑스|이탈리아|독일|호주|캐나다|인도|브라질|멕시코|태국|러시아|스페인|폴란드|네덜란드|스위스",
        ),
        (rf"(?<!민주)공화당{_JOSA}|하원의장|상무장관|국무장관", _AMERICAN),
        (
            rf"(?:경제산업|재무|외무|방위|농림수산|총무|후생노동)상{_JOSA}|관방장관|자민당|입헌민주당",
            r"일본|(?<![가-힣])日|방일|다카이치|아베|중의원|참의원",
        ),
        (r"상무부장|외교부장|국무원|공산당", "중국|북한|베트남"),
        (rf"(?<![가-힣])총통{_JOSA}|행정원장", "대만"),
        (r"(?<![가-힣])보수당", "영국|호주|캐나다|뉴질랜드|노르웨이|북한"),
    )
)
"""Offices and parties that Korea does not have, and what must stand beside them."""


def of_abroad(document: Document) -> bool:
    """Say whether a report is of another country alone."""
    return is_abroad(document.title, document.text[:_OPENING]) or _HAN.match(document.title) is not None


def tells_of_abroad(sentence: str, report: Document) -> bool:
    """Say whether a sentence, or the report that it stands in, tells of another country alone."""
    if of_abroad(report):
        return True
    text = sentence.replace("한국시간", "")
    named = {m.entity.canonical for m in gazetteer().mentions(text) if m.entity.kind == "country"}
    return bool(named or _OF_AMERICA.search(text)) and "대한민국" not in named and not _HOME.search(text)


_OF_AMERICA = re.compile(r"(?<![가-힣])미 [가-힣]|백악관|연방(?:정부|의회|준비)|트럼프|월가")
_HAN = re.compile(r"(?:\[[^\]]*\]\s*)?[\"“'‘]?[美中日英獨佛](?![가-힣]*韓)[^韓]*$")
"""A headline that opens with another country's sign and has not that of this one."""
_HOME = re.compile(r"한국|국내|우리|정부는|정부가|코스피|서울|국회|대미|방미|방일|한미|한·미|외국인|원화")
