"""Whether a sentence may stand for a field of news: it is of the field, of its country, of these days, and nobody's advertisement.

Away from its report a sentence is read under the heading of the field alone. What its headline says of whose minister
speaks, or that a firm looks for customers, the reader does not see.
"""

from __future__ import annotations

import re
from datetime import timedelta

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.sentence.abroad import nameless_abroad, tells_of_abroad
from newsprism.stages.write.sentence.hollow import defines
from newsprism.text.headlines import genre
from newsprism.text.ko.manner import manners
from newsprism.types.brief import Window
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Manner, Topic

_OLD = timedelta(days=80)
"""So far back may lie what a statistic of this week tells."""


def of_field(topic: Topic, candidate: Candidate) -> bool:
    """Say whether a sentence speaks of a field in its own words, and of home where the field is that of home."""
    return topic.tells(candidate.text) and not (topic.home and tells_of_abroad(candidate.text, candidate.document))


def presentable(candidate: Candidate, window: Window) -> bool:
    """Say whether a sentence is news of the window in which one sees who acts, and in which nobody advertises."""
    text = candidate.text
    if _VISIT.search(text) or _POINTS.search(text) or defines(text) or _BESIDES.match(text) or _spoken_by_nobody(text):
        return False
    return not (advertises(text) or nameless_abroad(text) or outdated(candidate, window) or _ANNOUNCES.search(text))


def _spoken_by_nobody(text: str) -> bool:
    """Say whether a sentence opens with a quotation and names nobody behind it, or takes part in what it does not name."""
    quoted = _OPENS_QUOTED.match(text)
    if quoted and not _SUBJECT.search(text[quoted.end() :]):
        return True
    return _JOINS.search(text) is not None and _WHERE.search(text) is None


def outdated(candidate: Candidate, window: Window) -> bool:
    """Say whether what a sentence tells happened before the window, or all that it dates lies months before it."""
    if candidate.event is not None and candidate.event < window.start:
        return True
    if _IN_FORCE.search(candidate.text.replace(f"{window.end.year}년", "올해")):
        return True
    days = [first for first, last in candidate.days if first == last]
    if days and len(days) == len(candidate.days) and max(days) < window.start and "기준" not in candidate.text:
        return True
    return bool(candidate.days) and max(last for _, last in candidate.days) < window.start - _OLD


# "올해 최저임금은 1만320원으로 인상된다": it has been since New Year, unless a day or month is named.
_IN_FORCE = re.compile(
    r"^올해(?!.*(?:\d월|\d일|분기|상반기|하반기|부터))[^.]{2,30}(?:은|는|이|가) [^.]*(?:인상|인하|상향|하향|적용|시행)된다\.$"
)


def advertises(text: str) -> bool:
    """Say whether a sentence sells: one share, one fund, a lawmaker's work, a prize, a slogan."""
    return _SALE.search(text) is not None


def recruits(text: str) -> bool:
    """Say whether a firm looks for those who take part in what it does; what an office offers is for all."""
    return _CALL.search(text) is not None and not _by_office(text)


def hires(text: str) -> bool:
    """Say whether somebody looks for staff: news of the labour market alone."""
    return _HIRES.search(text) is not None


_HIRES = re.compile(
    r"(?:신입|경력|사원|직원|인턴|연구원|인력)[^.]{0,16}(?:뽑|채용)(?:는다|기로|한다|할|하기로)|(?:채용|공채)[^.]{0,10}(?:공고|접수|시작|진행)"
)
_SALE = re.compile(
    r"추천(?:한다|했다)\.$|(?<![A-Za-z])[A-Z]씨|"  # who recommends, and a tale of somebody without a name
    r"\(\d{6}\)[^.]*(?:주가|우상향|상승세|평가|추천|수혜|모멘텀|매력|기대|유망)|목표\s?주가|투자의견|밸류에이션"  # one share
    r"|증권(?:사)?(?:은|는|이)\s[^.]*(?:평가|전망|추천|제시|진단)했다"
    r"|(?<![A-Za-z])(?!ETF|ISA|IRP|TDF|MMF|REF)[A-Z][A-Z0-9]{2,}\s?[가-힣A-Z][가-힣A-Za-z0-9&·()]*\s?(?:ETF|ETN)"  # one fund
    r"|의원이\s(?:대표\s?)?발의한"  # a lawmaker's release
    r"|(?:리포트|보고서|백서|가이드북|안내서)[^.,]{0,12}(?:를|을)\s(?:발간|출간|공개|배포)(?:했|한다)"
    r"|(?:완성|원년|비전|시대)[’'\"”]?(?:을|를|으로)?\s?(?:공식\s)?(?:선포|선언)"
    r"|(?:기술|특허|인증)(?:을|를)\s(?:확보|획득|취득)했다\.$"
    r"|(?:창사|설립)\s?이래\s|최우수|우수(?:기업|기관|센터)|(?:1위|대상|인증)[를을]\s(?:차지|수상|획득)"
    r"|점유율을\s(?:꾸준히 |크게 )?(?:확대|늘려|높여)"
    r"|(?:ETF|펀드|신상품|서비스)(?:를|을)?\s?(?:새로 |신규 )?(?:출시|선보|내놨|내놓)|개점 이후|방문객|누적\s(?:가입|이용|방문|판매|다운로드)"
    r"|(?:고객|소비자|이용자|투자자)(?:들)?(?:의|에게)\s[^.]{0,20}(?:편의|만족|혜택|경험|가치)(?:을|를)?\s[^.]{0,14}(?:높|제공|더하|강화)"
)
_CALL = re.compile(
    r"(?:참가|참여|입주|지원|교육|수강|가입|신청)\s?(?:기업|팀|자|생|사|대상)?(?:의|을|를)?\s[^.]{0,24}모집|모집(?:을|에|한다|하는|하고|했다|중)"
)
_OFFICE = re.compile(
    r"(?:[가-힣](?:부|처|청|시|도|군|구|위|원|단)|정부|진흥원|공단|공사|재단|협회|위원회|센터|대학교?|테크노파크|중앙회|은행|거래소|KOTRA|KAIST)$"
)
_SUBJECT = re.compile(r"([가-힣A-Za-z0-9&·]{2,20}?)(?:\([^)]{1,40}\))?(?:은|는|이|가)\s")
# Who only came and looked, or was there.
_VISIT = re.compile(
    r"(?:설명회|간담회|포럼|세미나|토론회|행사|발대식|기념식)[’'\"”]?(?:를|을)\s(?:열었|개최했|가졌|진행했)다\.$"
    r"|(?:관계자|인사|임직원)[^.]{0,24}(?:참석|자리했|살폈|둘러봤|머리를 맞댔)|(?:회동[’'\"”]?을 가졌|만났|면담했|회동했|반기를 들었)다\.$"
)
# That something was announced, and not what.
_ANNOUNCES = re.compile(
    r"(?:방향|계획|방안|결과|현황|전략|입장|대책|기준|비전)(?:을|를)\s(?:잇따라 |함께 )?(?:발표|공개|공유|논의|제시|점검|밝)(?:했|혔)다\.$"
)
# What another sentence has named.
_POINTS = re.compile(
    r"(?<![가-힣])(?:해당|동|본|위) [가-힣A-Z]|^(?:가장|이를|이는|이에|이와|그는|그가|전일)\s"
    r"|(?:풀이|해석|분석)된다\.$|^참여 [가-힣]+들[은이]\s|^(?:지원|신청|선정|모집|참여|가입|접수) ?(?:자격|대상|기간|조건|방법|규모|금액)?(?:은|는)\s"
)
_BESIDES = re.compile(
    r"(?!(?:경기|강원|제주|충북|충남|충청[남북]|경상[남북]|전라[남북]|경북|경남|전북|전남|황해)도\s|\S*(?:[년연]|정|제|각|강|속|온|한|난이)도\s)[가-힣A-Za-z0-9]{2,}도\s"
)
"""Who opens a sentence with 도 comes second to somebody in the sentence before."""
_OPENS_QUOTED = re.compile(r"[“\"‘'][^”\"’']+[”\"’'](?:을|를|고|라고|며|이라고|다고)?\s")
_JOINS = re.compile(r"(?:참여|참석|참가|동참|합류|동의)(?:한다|했다|할 예정이다|하기로 했다|할 계획이다)\.$")
_WHERE = re.compile(r"[가-힣A-Za-z0-9)’'\"”](?:에|에는|에도|으로|로)\s")


def _by_office(text: str) -> bool:
    subject = _SUBJECT.search(text)
    return subject is not None and _OFFICE.search(subject[1]) is not None


def promotes(ranked: RankedStory, also: frozenset[Manner] = frozenset()) -> bool:
    """Say whether most reports are what a firm or a body tells of itself, or of one share or product: no field's development.

    `also` are further manners that count so.
    """
    alone = _ALONE | also
    told = [
        genre(d.title) == "promotion" or not alone.isdisjoint(manners(d.title, d.text)) for d in ranked.story.documents
    ]
    return 2 * sum(told) >= len(told)


_ALONE: frozenset[Manner] = frozenset({"praise", "product", "share", "event", "digest", "gossip"})
