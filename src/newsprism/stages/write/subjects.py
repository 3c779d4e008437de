"""Who does or says what a sentence tells: one that leaves it out leans on the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.tokens import Morpheme

_WHO = frozenset({"company", "institution", "person", "country"})
_SPEECH = re.compile(
    r"(?:밝혔|말했|강조했|내비쳤|설명했|전했|덧붙였|주장했|지적했|비판했|평가했|전망했|예상했|분석했|촉구했|당부했|언급했|시사했|"
    r"내다봤|반박했|호소했|요구했|제안했|약속했|라고 했|다고 했|자고 했|라고 봤|다고 봤)(?:다\.$|으며|고(?=[\s,])|지만)"
)
_OFFICE = re.compile(
    r"(?:장관|대표|의원|위원장|총재|교수|연구원|연구위원|관계자|실장|사장|회장|대변인|정부|당국|업계|전문가|시장|지사|청장|원장|위원회|위|부|청|측|협회|노조|본부장|센터장)"
    r"(?:은|는|이|가|에 따르면)\s"
)
# A topic right at the start: no list holds every firm that speaks.
_TOPIC = re.compile(r"[^,“\"‘']{2,30}?(?<!에)(?<!서)(?<!로)(?<!하)(?<!되)(?:은|는)\s")


def has_subject(morphemes: Sequence[Morpheme]) -> bool:
    """Say whether somebody or something is said to do or be: a sentence without it leans on the one before it."""
    return any(
        m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는") and before.tag[0] in "NSX" and before.tag != "XSA")
        for before, m in pairwise(morphemes)
    )


def has_main_subject(morphemes: Sequence[Morpheme]) -> bool:
    """Say whether a subject belongs to more than a clause that describes a noun or gives a cause.

    "다우존스가 집계한 전망치도 밑돌았다": what fell short is not said. "정부가 늘릴 계획이다" says who. "올해는 주문이 늘어
    직원을 더 뽑았다" leaves out who hired; a time is nobody.
    """
    for place, (before, m) in enumerate(pairwise(morphemes), 1):
        if m.tag == "JX" and m.form in ("은", "는") and before.tag[0] in "NSX" and before.tag != "XSA":
            if before.form in _TIMES:
                continue
            return True
        if m.tag != "JKS" or _is_cause(morphemes[place + 1 : place + 3]):
            continue
        end = _described(morphemes, place)
        if end is None or morphemes[end].tag == "NNB" or morphemes[end].form in _PLANS:
            return True
    return False


def _is_cause(after: Sequence[Morpheme]) -> bool:
    return len(after) == 2 and after[0].form in _CHANGES and after[1].tag == "EC" and after[1].form in _BECAUSE


_TIMES = frozenset(
    "올해 지난해 작년 내년 이달 지난달 최근 현재 지금 오늘 어제 당시 이날 과거 앞 하반기 상반기 연말 연초".split()
)
_CHANGES = frozenset("늘 줄 오르 내리 커지 떨어지 높아지 낮아지 나빠지 좋아지 늘어나 줄어들 많아지 몰리".split())
_BECAUSE = frozenset("어 아 어서 아서 으면서 면서 자".split())


def _described(morphemes: Sequence[Morpheme], place: int) -> int | None:
    """Return the place of the noun behind a subject and a verb that describes it: "다우존스가 집계한 전망치"; else None."""
    after = place + 1
    while after < len(morphemes) and morphemes[after].tag == "MAG":
        after += 1
    if after < len(morphemes) and morphemes[after].form in _OF_THE_OBJECT:
        return None
    if [m.tag for m in morphemes[after : after + 2]] in (["NNG", "XSV"], ["XR", "XSA"], ["NNG", "XSA"]):
        after += 1
    elif after >= len(morphemes) or morphemes[after].tag not in ("VV", "VA"):
        return None
    while after < len(morphemes) and morphemes[after].tag in ("XSV", "XSA", "VV", "VA", "VX", "EP"):
        after += 1
    return after + 1 if after + 1 < len(morphemes) and morphemes[after].tag == "ETM" else None


# "정부가 오는 26일", "대법원이 다른 결론을": these describe what is done, not by whom.
_OF_THE_OBJECT = frozenset("오 지나 이르 다르 새롭 연잇".split())
_PLANS = frozenset(
    "예정 계획 방침 전망 가능성 상황 상태 입장 모습 분위기 추세 가운데 경우 뒤 이후 후 전 때 사실 점 결과 것 수 탓 만큼 반면".split()
)


def has_speaker(text: str) -> bool:
    """Say whether a sentence that reports speech names its speaker at the beginning."""
    if not _SPEECH.search(text):
        return True
    head = text[:48]
    return bool(_TOPIC.match(head) or _OFFICE.search(head)) or any(
        m.entity.kind in _WHO for m in gazetteer().mentions(head)
    )
