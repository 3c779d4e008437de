"""Whose a thing is: a sentence that begins with a part, a round, a price or a short name that only its article explains.

Under the report's own headline, behind the sentence that named the owner, such a sentence reads well; alone it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newsprism.stages.write.sentence.abroad import nameless_abroad
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.glossary import glossary

_JOSA = r"(?:은|는|이|가|에는|에서는|도)\s"
_TIME = r"(?:(?:지난|최근|올해|이달|올|당일|장중|현재)\s?\S{0,5}(?:간|에만|들어|새|부터|까지)?\s){0,2}"
_UNOWNED: tuple[re.Pattern[str], ...] = (
    # A meeting or a fair that was named before.
    re.compile(
        r"^(?:올해 |이날 |현장 |당일 |첫 |다음 |본 )?(?:토론회|공청회|간담회|설명회|세미나|포럼|행사|워크숍|협약식|기념식|개소식|시상식|대회|박람회"
        r"|전시회|캠페인|출범식|준공식"
        r"|협의체)"
        rf"{_JOSA}"
    ),
    # Those who take part, and in what the sentence before had said.
    re.compile(
        r"^(?:참여|참가|수상|선정|신청|대상|해당|지원|입주|협력) (?!(?:업종|방안|정책)[은는이가])[가-힣]{2,6}(?:은|는|이|가|에는|에게는)\s"
        r"|^(?:참여|참가|신청|수상|선정|지원|입주|협력)(?:자|업체|기업|기관|작)들?(?:은|는|이|가|에는|에게는)\s"
    ),
    re.compile(
        r"^(?:담보|신용|보증)대출(?: ?금리)?(?:은|는|이|가)\s|^(?:융자|적용|우대|가산) ?금리(?:는|가)\s|^(?:최대주주|대주주|보유|우호) ?지분율?(?:은|는|이|가)\s"
    ),
    # What is applied for, how many are taken.
    re.compile(
        r"^(?:[‘'][^’']{2,12}[’'] |(?:신규|일반|일반정규|정규|정규직|청년인턴|인턴|전체|추가|참가|참여|학생|신입|경력|하반기|상반기) ){0,3}"
        rf"(?:채용|모집|선발|접수|신청|정원|경쟁률)(?: (?:규모|계획|인원|기간|대상|일정|방법|자격|기준))?(?:\([^)]*\))?(?:과|와|{_JOSA})"
    ),
    re.compile(r"^[‘'][^’']{2,12}[’'] (?:규모|비중|비율|금액|한도)(?:\([^)]*\))?(?:과|와|은|는|이|가)\s"),
    re.compile(r"^(?:[가-힣]{2,6} )?여부(?:는|가)\s"),
    # Where it takes place, out of how many points: of a call or a trial that was named before.
    re.compile(
        r"^(?:올해 |이번 )?(?:사업|지원|신청|모집|공모) (?:대상지|대상자|대상|기간|자격)(?:은|는|이|가)\s|^(?:전체 |총 )?\d+점 만점"
    ),
    # A rate that was another one so far, a rise over the year.
    re.compile(r"^(?:연간|월간|주간|전년 대비|전월 대비) ?(?:상승|하락|증가|감소)[률율폭](?:은|는|이|가)\s"),
    re.compile(r"^(?:기존|종전|현행|현재) (?:연 )?\d[\d.]*%(?:였|이었)던 [가-힣]{2,6}(?:은|는|이|가)\s"),
    # A subcommittee whose committee was named before; somebody of a house, and not who.
    re.compile(
        r"^(?!.*(?:법사위|법제사법|정무위|기재위|산자위|위원회|법안심사)).*(?<![가-힣\d])[1-3]?소위(?:원회)?(?:에|는|가|를|에서)\s"
    ),
    re.compile(
        r"(?:^|\s)(?:한국은행|한은|연준|정부|당국|청와대|백악관|여권|야권|업계|금융권) (?:고위 |핵심 )?(?:인사|관계자|당국자)(?:들)?(?:가|는|이|은)\s"
        r"[^.]*(?:하자|밝히자|나오자|언급하자|말하자)\s"
    ),
    # "주가가 1000원 미만인 기업" and "주가가 떨어지면" say whose.
    re.compile(rf"^{_TIME}주가(?:가|는|도)\s(?!.*(?:미만인|이상인|이하인|초과하는|떨어지면|밑돌면|오르면|내리면))"),
    # "두 명의 위원은": who they are was said, unless a list stands before.
    re.compile(
        r"(?:^|(?<!등)\s)(?:두|세|네|다섯)\s?명의 [가-힣]{0,6}(?:위원|의원|이사|후보|총재|장관|임원|교수)들?(?:은|는|이|가)\s"
    ),
    re.compile(r"^[^,“\"]{4,44}(?<!것)(?:은|는) (?:인정|적용|허용|포함)되지 않는다\.$"),
    re.compile(r"^(?!.*\d{1,2}[월일]).*(?:지난해|작년|전년) 같은 기간(?:과|에) (?:비교하면|비하면)"),
    # How many or how much, and of what the sentence before had said.
    re.compile(
        r"^(?:누적 |전체 |총 )?(?:투자|거래|상담|적발|발생|접수|계약|분양|입주|공급|지원|감면|유치) ?(?:건수|물량|금액|규모|한도)(?:은|는|이|가)\s"
    ),
    # A figure of the month before, a bond of so many years: of what and whose.
    re.compile(
        r"^(?:전월|전분기|전년|직전) (?:수치|기록|실적)(?:은|는|이|가)\s|^\d{1,2}년물(?: 금리)?(?:은|는|이|가|도)\s"
    ),
    # One who was named in full before.
    re.compile(
        r"(?:^|\s)[김이박최정강조윤장임한오서신권황안송류유홍문손양배백허남심노하곽성차구우민진엄채원천방변염]\s"
        r"(?:회장|부회장|장관|차관|의원|부총리|총리|위원장|사장|부사장|교수|원장|청장|실장|의장|행장|지사|변호사|후보|CEO)(?:과|와|을|를|측)\s"
    ),
)
_MEETING = re.compile(
    r"^.{2,60}(?:회의|간담회|이사회|총회|의총|브리핑|기자회견|협의회|토론회|공청회)를 (?:열고|열어|갖고|개최하고|소집해)\s[^.]*[했됐]다(?:고 (?:밝혔|전했)다)?\.$"
)
_YESTERDAY = re.compile(r"(?:^|\s)전일(?= 기준|\s(?!대비|보다|종가|거래|정규|마감)[가-힣])")
_WHEN = re.compile(r"\d{1,2}[일월]|지난주|이달|지난달|올해|다음 달|내달")

# A count that grew by a share, and not since when.
_GREW = re.compile(
    r"(?:거래량|물량|매물|건수|수요|생산량|판매량|인구|취업자|실업자|가입자|수출액?|수입액?|매출액?|영업이익|순이익|거래|신청|이용객|방문객|관광객|판매|생산|소비)(?:이|은|가|는"
    r"|도) (?:[^\s]+ ){0,3}?\d[\d.]*%(?:나|가량|가까이)? ?"
    r"(?:늘|줄|증가|감소|급증|급감|뛰|떨어)[^.,]{0,8}다\.$"
)
_AGAINST = re.compile(
    r"대비|보다|비해|비하|비교|견줘|전년|전월|전분기|전주|전달|동기|같은 기간|작년|지난해|\d년|만에|이후|동안|사이|에서 \S*\d|부터|년간|개월|매년|연평균|올해|늘면|줄면"
    r"|경우"
)


def unowned(sentence: str) -> bool:
    """Say whether a sentence speaks of a part, a round or people whose owner, day or name it does not say.

    >>> unowned("토론회는 나루시와 가온공단이 함께 열었다."), unowned("항만 토론회는 나루시가 열었다.")
    (True, False)
    """
    return any(rule.search(sentence) for rule in _UNOWNED) or nameless_abroad(sentence) or undated(sentence)


def undated(sentence: str) -> bool:
    """Say whether a sentence tells of a meeting, a day before or a growth and not of when, or since when.

    >>> undated("나루시는 점검회의를 열고 대책을 정했다."), undated("나루시는 9일 점검회의를 열고 대책을 정했다.")
    (True, False)
    """
    return bool(
        (_MEETING.search(sentence) and not _WHEN.search(sentence))
        or (_YESTERDAY.search(sentence) and not _WHEN.search(sentence))
        or (_GREW.search(sentence) and not _AGAINST.search(sentence))
    )


_TAIL = re.compile(
    r"^(?!.*[가-힣0-9)’”\"'](?:은|는)\s).*(?<!제)(?:수치|셈|꼴|격|의미|규모|수준|배경|식|영향)(?:이?다|(?:으)?로 (?:해석|풀이|분석)된다)\.$"
)


def trails(sentence: str) -> bool:
    """Say whether a sentence only weighs what the one before told: behind another one it would be untrue.

    >>> trails("한 해 전 42척과 비교해도 81%나 줄어든 수치다."), trails("선석은 한 해 전의 두 배 수준이다.")
    (True, False)
    """
    return _TAIL.search(sentence) is not None or _BACKGROUND.search(sentence) is not None


_BACKGROUND = re.compile(
    r"^(?!(?:\S+ ){0,4}\S*[가-힣](?<![다라자])(?:은|는) (?!배경|식))[^“”\"]*[가-힣](?:는|은) (?:배경|식)이다\.$"
)
_REACH = 2600
_SHORT = re.compile(r"(?<=[가-힣A-Za-z])\((?:이하\s?)?[‘'“\"]?(?P<name>[가-힣]{2,6}|[A-Z]{2,6})[’'”\"]?\)")
_OPENS = re.compile(
    r"^(?:\d{1,2}일 )?[‘']?(?P<name>[가-힣]{2,7}|[A-Za-z]{2,12})[’']?(?: 측)?(?:은|는|이|가|의|에 따르면)\s"
)
_KIND = r"(?:기업|업체|회사|스타트업|플랫폼|브랜드|운영사|운용사|개발사|제조사|시행사|자회사|계열사|거래소|단체)"


def introduced_before(sentence: str, before: str) -> bool:
    """Say whether a sentence calls somebody by a short or little known name that its article explained `before`.

    >>> introduced_before("나배협은 13일 사용료를 올렸다.", "나루배달협회(나배협)가 모였다.")
    True
    >>> introduced_before("가온랩은 12억 원을 받았다.", "신약을 찾는 기업 가온랩이 투자를 받았다.")
    True
    """
    told = before[-_REACH:]
    if any(_by_short_name(sentence, told, found) for found in _SHORT.finditer(told)):
        return True
    opens = _OPENS.match(sentence)
    if opens is None or _known(opens["name"]):
        return False
    return re.search(rf"{_KIND}(?:인|이자)? [‘'“\"]?{opens['name']}(?![가-힣]{{2}})", told) is not None


def short_names(texts: Iterable[str], headline: str) -> tuple[str, ...]:
    """Return the short names that the reports of a story explain ("외부심의위원회(외심위)") and that its headline does not use.

    One report explains a name, another one takes it for known: alone its sentence does not say who that is.
    """
    found = {name["name"] for text in texts for name in _SHORT.finditer(text[:_REACH])}
    return tuple(sorted(n for n in found if n not in headline and len(n) >= _TOLD_APART and not _known(n)))


def calls_shortly(sentence: str, names: Iterable[str]) -> bool:
    """Say whether somebody acts in a sentence who is called by one of the short `names` and is not spelled out.

    >>> calls_shortly("나배협은 13일 사용료를 올렸다.", ["나배협"]), calls_shortly("나루배달협회(나배협)는 모였다.", ["나배협"])
    (True, False)
    """
    return any(
        name in sentence
        and f"({name}" not in sentence
        and re.search(rf"(?<![가-힣A-Za-z]){name}(?:\s?측)?(?:은|는|이|가|와|과)\s", sentence) is not None
        for name in names
    )


def _by_short_name(sentence: str, told: str, found: re.Match[str]) -> bool:
    name = found["name"]
    if name not in sentence or f"{name})" in sentence or _known(name):
        return False
    spelled = _SPELLED.search(told, max(0, found.start() - _NAME), found.start())
    if spelled is not None and spelled.group() in sentence:
        return False
    # An abbreviation in Latin letters is a word of the trade more often than a body, unless it acts.
    place = r"^(?:\d{1,2}일 )?" if name.isascii() or len(name) < _TOLD_APART else r"(?<![가-힣A-Za-z])"
    return re.search(rf"{place}{name}(?:\s?측)?(?:은|는|이|가)\s", sentence) is not None


_SPELLED = re.compile(r"[가-힣A-Za-z]+\Z")
_NAME = 40
_TOLD_APART = 3


@cache
def _everyday() -> frozenset[str]:
    return frozenset(name for term in glossary() for name in (term.term, term.english, *term.aliases))


def _known(name: str) -> bool:
    return gazetteer().find(name) is not None or name in _everyday()
