"""Whether two stories of one thread speak of one matter: a thread goes far in small steps.

From the jobs of one country it leads to those of another, and from one bill to the next, because each two neighbours
have a headline in common.
"""

from __future__ import annotations

import re

from newsprism.text.headlines import content_words
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import is_abroad, is_local
from newsprism.text.ko.municipalities import municipalities
from newsprism.types.story import Story

PROCEDURE = frozenset("국회 본회의 통과 의결 가결 처리 법안 개정안 제정안 특별법 법률 여당 야당 주도 회의 전체".split())
"""Words of the steps that any bill takes."""
_TRIAL = frozenset("1심 2심 무죄 유죄 항소 상고 선고 판결 대법 대법원 검찰 법원 기소 구속 징역 혐의".split())
_HEADLINES = 12
_WORDS, _SHARE = 2, 0.3
"""Words that the headlines of the two have in common at least, and what share of the fewer."""


def of_one_matter(one: Story, other: Story) -> bool:
    """Say whether the headlines of two stories speak of one matter, and, where both name countries or tell of a town, of one of them."""
    if _abroad(one) != _abroad(other):
        return False
    here, there = _towns(one), _towns(other)
    if here and there and not here & there:
        return False
    ours, theirs = _countries(one), _countries(other)
    if ours and theirs and not ours & theirs:
        return False
    shared = len(_telling(one) & _telling(other))
    return shared >= _WORDS and shared >= _SHARE * min(len(content_words(one.title)), len(content_words(other.title)))


def _countries(story: Story) -> frozenset[str]:
    """Return the other countries that the headlines of a story name: the prices of one are not those of the next."""
    told = (m.entity for d in story.documents[:_HEADLINES] for m in gazetteer().mentions(d.title))
    return frozenset(entity.canonical for entity in told if entity.kind == "country") - _HERE


_HERE = frozenset({"대한민국"})


def _abroad(story: Story) -> bool:
    told = [is_abroad(d.title, d.text) for d in story.documents[:_HEADLINES]]
    return 2 * sum(told) > len(told)


def _towns(story: Story) -> frozenset[str]:
    """Return the towns and provinces that a story names which is about one: what a town does for founders is no other town's."""
    told = story.documents[:_HEADLINES]
    if 2 * sum(is_local(d.title, d.text) for d in told) < len(told):
        return frozenset()
    named = (f"{d.title} {d.text[:_OPENING]}" for d in told)
    return frozenset(
        found["province"] or found["town"][:-1]
        for text in named
        for found in _TOWN.finditer(text)
        if found["province"] or found["town"] in municipalities()
    )


_OPENING = 40
"""Characters of a report in which it says where it is."""
_TOWN = re.compile(
    r"(?<![가-힣])(?:(?P<province>부산|인천|대구|광주|대전|울산|세종|경기|강원|충[북남]|전[북남]|경[북남]|제주)|(?P<town>[가-힣]{2,4}[시군]))"
)


def _telling(story: Story) -> frozenset[str]:
    """Return the words of a story's headlines that name its matter and not a step that any matter takes."""
    words = (content_words(d.title) for d in story.documents[:_HEADLINES])
    return frozenset(w for found in words for w in found if len(w) > 1) - PROCEDURE - _TRIAL
