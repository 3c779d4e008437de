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
_ACTS = re.compile(r"(?P<who>[^,“”\"‘’']{2,40}?[가-힣A-Za-z0-9)])(?:이|가)\s")
_KIND_OF_BODY = re.compile(r"(?:기업|업체|회사|재단|운영사|스타트업|기관|단체|자회사|계열사|제조사)$")
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
        if end is None and _dates_it(morphemes[place + 1 :]):
            continue
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


def _dates_it(after: Sequence[Morpheme]) -> bool:
    """Say whether all that a subject did describes a day: "장관이 방침을 밝힌 1월 23일과 대비해 9% 늘었다"."""
    for place, m in enumerate(after):
        if m.tag in ("EC", "EF"):
            return False
        if m.tag == "ETM" and place and after[place - 1].form not in _OF_THE_OBJECT:
            day = after[place + 1 : place + 3]
            return [m.tag for m in day] == ["SN", "NNB"] and day[1].form in ("월", "일", "년")
    return False


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
    return bool(_TOPIC.match(head) or _OFFICE.search(head) or _acts_who_can_speak(head)) or any(
        m.entity.kind in _WHO for m in gazetteer().mentions(head)
    )


def _acts_who_can_speak(head: str) -> bool:
    """Say whether the first subject is somebody: an office, or a firm that no list holds behind what it is ("기업 두레스가")."""
    found = _ACTS.match(head)
    if found is None:
        return False
    *before, last = found["who"].split()
    called = bool(before) and _KIND_OF_BODY.search(before[-1]) is not None
    return not _THINGS.search(last) and (called or _BODY.search(last) is not None)


def has_judge(text: str, morphemes: Sequence[Morpheme]) -> bool:
    """Say whether a sentence that ends in a judgement or a plan says whose: "물량은 2만 톤에 이를 것으로 추산했다" does not.

    Of the subjects one must be somebody who can judge; the others belong to what is judged.
    """
    if not _JUDGES.search(text):
        return True
    who = [
        before
        for place, (before, m) in enumerate(pairwise(morphemes), 1)
        if (m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는", "도"))) and not _given(morphemes, place)
    ]
    return any(_can_judge(m, text) for m in who) or _SOURCE.search(text) is not None


_JUDGES = re.compile(
    r"(?:[가-힣](?:다|라|자)고|것으로) (?:[가-힣]+ )?(?:판단|추산|추정|진단|전망|예상|분석|평가|밝혔|설명|관측|예측|해석|내다|강조|지적|주장|당부|기대|우려)"
    r"(?:했|봤)?다\.$|(?:[가-힣](?:다|라)고|것으로) (?:봤|내다봤)다\.$|겠다는 (?:방침|계획|구상|복안|각오|포부|의도|목표|전략|입장|취지)이다\.$"
)
_SOURCE = re.compile(r"에 따르면|(?<!측)에서(?:는)?\s|[”\"](?:이?라|[며고])|측(?:은|는|이)\s|^[^,]{2,20}\s역시\s")
_BODY = re.compile(
    r"(?:부|처|청|위|위원회|원|회|사|행|단|팀|소|실|국|당|측|자|인|장|관|민|업계|기업|업체|정부|당국|시장|노조|시|도|군|구|법원|경찰|검찰|특검|정치권|전문가|애널리스트"
    r"|제철|제강|조선|중공업|해운|상선|하역|물산|상사|제약|바이오|식품|제과|화학|정밀|전기|기계|에너지|자동차|모빌리티|테크|소프트|랩|게임즈|엔터|건설|산업|시스템|솔루션|네트웍스|홀딩스|백화점|마트"
    r"|협|조합|부문|총괄|본부|운용|진|항공|금융|공사|상무|전무|군수|외무상|방위상|재무상|아내|남편|가족|대표|교수|대통령|총리|총재|학계|노동계|재계|경제계|의료계|언론|외신|신문|통신|보고서|자료|공시|논문|조사|들|씨|님|감독|대사|변호사|판사|검사|교사|의사|센터|재단|연맹|그룹|은행|증권|전자|이사)$"
)
_THINGS = re.compile(
    r"(?:투자|소비자물가|원인|요인|할인|법인세|일자|격자|적자|흑자|소득세|부도|속도|제도|온도|정도|강도|한도|시도|수도|보도|관심사|인사|역사|행사|예산안|기회|사회|국회의안)$"
)


def _given(morphemes: Sequence[Morpheme], place: int) -> bool:
    """Say whether a subject belongs to a clause that another noun carries: "국회가 법안을 처리하기로 합의한 데 대해"."""
    for left, right in pairwise(morphemes[place + 1 :]):
        if left.tag == "EF" or (left.tag == "EC" and left.form != "게"):
            return False
        if left.tag == "ETM" and right.tag == "NNB" and right.form in ("데", "점", "것"):
            after = next((m for m in morphemes if m.start >= right.end and m.tag.startswith("V")), None)
            return after is not None and after.form.startswith(("대하", "관하", "따르"))
    return False


def _can_judge(noun: Morpheme, text: str) -> bool:
    if noun.tag in ("NP", "NR", "SL", "SH", "SN") or noun.form == ")":
        return True
    word = _WORD_BEFORE.search(text, 0, noun.start if noun.tag in ("SSC", "SS") else noun.end)
    whole = word.group() if word else noun.form
    if _THINGS.search(whole):
        return False
    if _BODY.search(whole) or any(m.entity.kind in _WHO for m in gazetteer().mentions(whole)):
        return True
    return noun.tag == "NNP"


_WORD_BEFORE = re.compile(r"[^\s,“”\"‘’']+\Z")


def two_agents(morphemes: Sequence[Morpheme]) -> bool:
    """Say whether two subjects stand one behind the other for one verb with an object: "장관이 변동성이 거래를 지목했다".

    Broken in print: between the two stands no verb, and behind the second only the one at the end.
    """
    subjects = [place for place, m in enumerate(morphemes) if m.tag == "JKS"]
    return any(
        _nothing_between(morphemes[first:second]) and _one_deed(morphemes[second + 1 :])
        for first, second in pairwise(subjects)
    )


def _nothing_between(words: Sequence[Morpheme]) -> bool:
    """Say whether no verb stands between two subjects; behind an owner ("금값의 급격한") an adjective is the second one's."""
    owned = False
    for m in words:
        if m.tag in _VERBAL and m.form not in _PASSED and not (owned and m.tag in ("VA", "XSA")):
            return False
        owned = owned or m.tag == "JKG"
    return True


def _one_deed(rest: Sequence[Morpheme]) -> bool:
    """Say whether one object and one verb follow, and no clause that the subject before them could belong to."""
    objects = [place for place, m in enumerate(rest) if m.tag == "JKO"]
    if len(objects) != 1:
        return False
    before, tail = rest[: objects[0]], rest[objects[0] + 1 :]
    tags = [m.tag for m in before]
    if any(tag in ("EC", "ETN", "EF") for tag in tags):
        return False
    if "ETM" in tags and not ("JKG" in tags and tags.index("JKG") < tags.index("ETM")):
        return False
    return [m.tag for m in tail if m.tag in ("EC", "ETM", "ETN", "EF")] == ["EF"]


_VERBAL = frozenset({"VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA", "EC", "SP"})
_PASSED = frozenset({"지나", "오"})
