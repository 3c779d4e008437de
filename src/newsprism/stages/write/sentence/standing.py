"""What a sentence is beside its neighbours: a mood, a reaction, or one that hangs on a sentence which is not printed.

An overview opens with what happened: how somebody feels about it, or that it draws attention, is no news without it.
And a word that points back ("이 회사는", "그러자", "당초 …하기로 했다") is clear only where the article said to what.
"""

from __future__ import annotations

import re

from newsprism.stages.write.sentence.abroad import nameless_abroad
from newsprism.stages.write.sentence.owners import undated, unowned
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.printable import continues

_FELT = (
    r"(?:긴장감?|촉각|당혹감?|고심|걱정|안도감?|위기감|기대감?|우려|불안감?|불만|관심|이목|눈길|주목|시선|논란|파장|후폭풍|반발|비판|여론|분위기|목소리"
    r"|희비|귀추|잡음|공포|의구심|갑론을박|공방|진통|비상|경고등|적신호|청신호|신경전|설왕설래)"
)
_MOOD = re.compile(
    rf"{_FELT}(?:을|를|이|가|도|은|는|감이|에)?\s?(?:[가-힣]{{1,6}}\s){{0,2}}"
    r"(?:감지|역력|읽[히힌]|엿보|커|쏠|쏟|모|높|끌|곤두|나[오온]|거세|확산|번[지졌]|이어|고조|감돌|엇갈|켜|걸렸|일고|일었|제기|짙|퍼지"
    r"|계속[되됐]|하고 있|되고 있|된다\.$|받고 있|크다|뜨겁|팽배|겪)"
    r"[^.]{0,14}다\.$"
    r"|(?:술렁|숨죽|예의주시|노심초사|전전긍긍|좌불안석|반색|울상|한숨|속앓이|골머리|눈치|발을 동동|귀추)[^.]{0,16}다\.$"
    r"|(?:모양새|기세)다\.$|[는은을] 듯하다\.$"
    r"|(?:주목받을|주목된|부상하고 있|떠오르고 있|본격 (?:확대|추진)|중요성이 (?:커|확대|높)|경쟁에 (?:돌입|뛰어)|과제로 (?:부상|떠오)|탄력을 받)"
    r"[^.]{0,24}다\.$"
    r"|(?:해야 한다는|라는|다는) (?:지적|평가|목소리|우려|비판|분석|관측|해석|반응|의견)[^.]{0,14}다\.$"
)
# A meeting, a paper or an intention of which nothing is told but that it is; a reporter's own words.
_EMPTY = re.compile(
    r"(?:회의|협의회|간담회|협의체|토론회|TF|태스크포스)[^.]{0,48}(?:(?:논의|점검|공유|협의)(?:했|하기로 했)다|개최했다고 밝혔다|참석했다|열었다)\.$"
    r"|(?:보고서|동향|현황|프로젝트|조사 결과)[’'\"”]?[을를] (?:\d{1,2}일 )?발표했다\.$|(?:제도|체계|방식)를? 개선하기로 했다\.$"
    r"|경고등이 [^.]{0,16}다\.$|(?:관심|시선)이 (?:집중|쏠)[^.]{0,10}다\.$|공식 입장을 내놨다\.$|취지를 (?:재차 )?강조했다\.$|풀이된다\.$"
    r"|문을 걸어 잠그고 있다\.$|전문 기업이다\.$|를 발간했다고 [^.]{0,8}밝혔다\.$|을 수밖에 없다\.$|과언이 아니다\.$|서막을"
    r"|문제를 제기했다\.$|쟁점을 정리했다\.$|문답이다\.$|[가-힣]도 언급했다\.$|단호했다\.$|기세다\.$|한층 치열해질 전망이다\.$"
    r"|(?:데이터|통계|자료|명단|결과)를 공개했다\.$|행보에 나[선섰]다\.$|(?:협조|관심|참여|동참)를 (?:부탁|당부|요청)했다\.$|차이가 상당하다\.$|두드러졌다\.$"
    r"|상세히 (?:풀이|설명|안내)했다\.$|계획대로 [^.]{0,20}진행 중(?:이다|이라고 [^.]{0,12}다)\.$|완성을 선언했다\.$|각광을? ?받고 있다\.$|돌입한 상황이다\.$"
    r"|(?:공청회|토론회|설명회|간담회|전략회의)(?:가|를) [^.]{0,24}(?:열렸|열었|개최했|개최됐)다(?:고 [^.]{0,8}밝혔다)?\.$"
    r"|(?:좌장|패널|발제자|연사|토론자)[^.]{0,40}참석했다\.$|(?:체계|지원|노력)를? 강화해 나갈 (?:방침|계획|예정)이다\.$|전략을 수립할 예정이다\.$"
)
_TOLD_FIGURE = re.compile(r"\d(?![\d:]*(?:일|시|차|월|분)(?![가-힣]?간))")
_REACTION = re.compile(
    r"(?:반발|비판|반박|환영|촉구|강조|주장|지적|성토|규탄|항의|호소|당부|질타|시인|해명|일축|자신|자평|맹비난|비난|역설|토로|성명|공감|사과|언급)"
    r"(?:했|하고 나섰|에 나섰|을 쏟아냈|의 뜻을|하며|의 목소리|키로)[^.]{0,10}다\.$"
    r"|(?:자신감|의지|기대감?|불만|유감|우려|아쉬움)을?\s?(?:드러냈|내비쳤|내보였|나타냈|표했|표명했|보였)다\.$"
)
_STATE = re.compile(r"(?:고|아|어|해|돼|져|여) 있다\.$")

# "이", "그" and "해당" as words of their own point back. 이 대통령 and 이 회장 are people; "기업과 그 임직원" points inside.
_PERSON = r"(?:대통령|총리|장관|차관|의원|대표|위원장|총재|회장|부회장|사장|부사장|원장|청장|시장|지사|교수|의장|전 )"
_POINTS = re.compile(
    rf"(?:^|\s)(?:이 (?!{_PERSON})|(?<![와과및] )그 (?!밖|이상|이하|자체|외|동안)|해당 )(?P<noun>[가-힣]{{2}})"
)
_GOES_ON = re.compile(
    r"^(?:[^,“”\"]{2,30}[은는이가도] )?뒤이어[\s,]"
    r"|^(?:그러자|그러더니|동시에|이후|이로|이윽고|뒤이어|그 뒤|그럼에도|이로써|그 사이|대한|대해|따른|따라|관한|관해|의한|위한|반해|비해)[\s,]"
)
# What was planned at first, without what came of it.
_AT_FIRST = re.compile(r"(?:^|\s)(?:당초|애초|원래)(?:에는|에|는)?\s")
_TURNED = re.compile(
    r"(?:지만|으나|는데|했다가|려다|보다|\d\S{0,4}에서 |대비|달리|비해|예상|미[뤄뤘루]|앞당|늦[춰췄추]|바[꿔꿨꾸]|뒤집|변경|취소|철회|연기)"
)
# Bodies and groups that an earlier sentence listed; a list right before them names them.
_GROUP = re.compile(
    r"(?:^|(?<![등인] )(?<![·,] )(?<=\s))(?:두|세|네|다섯|양)\s?(?:회사|기업|업체|은행|나라|국가|정상|기관|정당|후보|단체|노조|사|측)"
    r"(?:은|는|이|가|의|도|에|와|과|를|을|에게)(?=\s)"
)
_SAME = re.compile(r"(?<!지난해 )(?<!작년 )(?<!전년 )(?<!년 )(?<!전달 )(?<!월 )같은 (?:기간|날|달|시기|자리|시간)")
# "이번 조사는": readable under the headline that it belongs to, not between other stories.
_THIS_TIME = re.compile(r"(?:^|\s)이번(?:에|엔| (?!주|달|학기|시즌|겨울|여름|설|추석|연휴|주말))")
# A rate or sum whose owner the sentence before had named.
_WHOSE = re.compile(
    r"^(?:(?:최근|올해|지난해|지난달|누적|연간|월간|전체|현재|총|이달|향후)(?:까지|는)?\s)?(?:\d+\S{0,3}\s)?(?:누적\s)?"
    r"(?:수익률|상승률|하락률|증가율|감소율|점유율|거래량|거래액|판매량|수출액|순자산(?: 규모)?|실업률|고용률|취업률|물가상승률|근원물가|성장률"
    r"|진도율|총수입|총지출|세외수입|총지출 진도율|시가총액|투자금|투자액|장학금|가입자)"
    r"(?:은|는|이|가)\s"
)
# A body, a meeting or a zone that the report had named; a second thing beside one that it had told of.
_UNNAMED = re.compile(
    r"(?:^|\s)(?:특위(?!원)|회의에서|회의에선|허가구역|공모(?:를|가)|전체 상담|입찰(?:이|은)|면제 계획|선정된 [가-힣]+들?)(?=[\s은는이가을를,])"
    r"|^(?:조합원 \d|고객사는|쟁점이던|양측은|노사는|회사는)"
    r"|^[^,]{2,40}(?<![^\s]{6})(?:점|등|것)도\s|에 대해서도\s"
    # A meeting and its talks, a second round, a part of what was told, the new rules: of what the report had said.
    r"|(?:^|\s)(?:협상이 (?:결렬|타결)될 경우|후속 [가-힣]{0,6}(?:간담회|회의))(?=[\s은는이가을를,])|^(?:일부는|(?:새|기존|현행) 제도(?:에서는|에선|는))\s"
    r"|^(?:상승|하락|증가|감소|둔화|오름|내림)(?:세| 흐름| 추세)(?:은|는)\s|^(?![^.]*[가-힣](?:고|며|데),? )[^.]*도 함께 (?:제시|발표|공개|논의|추진|검토)(?:됐|했|된|한)"
    r"|^(?!.*(?:회|행사|식|포럼|세미나|자리|현장|대회)에(?:는|도)? ).*(?:사|명|곳)(?:가|이) 참석해\s"
    # A second town beside one that the report had told of.
    r"|^[가-힣]{1,4}[시군구]도\s"
)
# "…라고 회사는 설명했다": which one the report had said.
_WHICH = re.compile(
    r"(?:다고|라고|며) (?:이 )?(?:회사|업체|은행|조합|노조|학교|재단|기업)(?: 측)?(?:은|는|이|가) [가-힣]{2,5}다\.$"
)
_PAPER = re.compile(
    r"^(?:중재안|합의안|초안|잠정안|최종안|결의안|제정안|보고서|고시|공고문|판결문|공시)(?:에 따르면|에는|에|은|는|이|가)\s"
)


# A firm or an office speaking well of itself, or greeting: nobody pays for it in an overview.
_PRAISE = re.compile(
    r"쾌거|출근길 인사|인사를 (?:전|건)|위상을|자리매김|발돋움|호평|각오를|최선을 다|선도(?:하겠|해 나|한다|할)|입지를 (?:굳|다)|지위를 굳|저력"
    r"|입증했다|감사(?:의 뜻|를 전)"
    r"|신뢰를 재확인|성과를 동시에|선순환 구조|중추적(?:인)? 역할|핵심 (?:에너지원|사법 인프라|축)(?:으로|로)(?:서)? |발맞춰|시동을 걸|신속한 성장 지원"
    r"|응원|기탁|무료로 (?:제공|지원|상담)|영향력 확대에 나|승부수|출사표|실탄|도약을|도약의|박차를 가|만전을 기|본격 나섰다|귀감|현장을 (?:돌아|둘러|살펴|찾)"
    r"|성공적으로 마무리|성황리|모범|뜻깊|기여할 것으로 기대"
    r"|(?:돌파|달성|수상|수주|출시|1위|논문을)[^.]{0,16}[다라]고 [^.]{0,12}밝혔다\.$|획기적으로|기반을 다[졌지진]|동물모델"
    r"|증권(?:사)?(?:은|는|이|가) [^.]*(?:모멘텀|기대된다|저평가|수혜)[^.]*(?:분석|평가|진단|전망)했다|소속 [가-힣]{2,4} (?:국회)?의원(?:\([^)]*\))?[이가] 대표"
    r"|(?:관계자|사장|대표|회장|원장|청장)(?:은|는) [^.\d]*(?:겠다|나갈 것|바란다|기대한다|이어지고 있다)[”\"](?:이?라고|고|라며)\s"
    r"|(?:뒷받침하|힘쓰|노력하|앞장서|아끼지 않|다하)겠다[”\"]"
    r"|늘려 나갈 계획|넓혀 나갈 계획|키워 나갈 계획|목표주가|투자의견|업계 최초|국내 최초|세계 최초로 선보|차별화(?:한|된)|경쟁력을 (?:높|강화)"
)
# How a session stood while it was going on.
_PASSING = re.compile(
    r"거래되고 있다|거래 중이다|순매[수도]하고 있다|거래를 시작했다|(?:상승|하락|강세|약세|보합)?\s?출발(?:했다|할 것|하겠다)|장 초반|개장 직후|개장과 동시"
    r"|\d{1,2}시(?:\s?\d{1,2}분)?\s?(?:현재|기준)|\d{1,2}시(?:쯤|께|경) [^.]*\d(?:달러|원|포인트|선)"
    r"|(?:달러|원|포인트|선)(?:대|선)?[을를] 형성하고 있다\.$|^\d{1,2}시\s?\d{1,2}분"
    r"|(?:급등|급락|상승|하락|강세|약세|등락)(?:세)?(?:를|을)?\s?(?:보이|하|이어가|나타내|기록하)고 있다\.$"
)


def praises(sentence: str) -> bool:
    """Say whether somebody speaks well of himself or greets.

    >>> praises("나루건설은 조합원에게 출근길 인사를 전했다."), praises("나루건설은 공사를 4258억 원에 땄다.")
    (True, False)
    """
    return _PRAISE.search(sentence) is not None


def passing(sentence: str) -> bool:
    """Say whether a sentence tells how a market stood while its session went on: by the close it is no longer so.

    >>> passing("나루전자는 5만 원에 거래되고 있다."), passing("나루전자는 5만 원에 마감했다.")
    (True, False)
    """
    return _PASSING.search(sentence) is not None


def mood(sentence: str) -> bool:
    """Say whether a sentence tells how somebody feels, or that something draws attention, and not what happened.

    >>> mood("해운사들이 새 사용료에 촉각을 곤두세우고 있다."), mood("나루항만공사가 사용료를 12% 올렸다.")
    (True, False)
    """
    return _MOOD.search(sentence) is not None or empty(sentence)


def empty(sentence: str) -> bool:
    """Say whether a sentence tells that there was a meeting, a paper or an intention, and nothing of it.

    >>> empty("해양수산부는 12일 점검회의를 열었다."), empty("해양수산부는 점검회의에서 사용료를 12% 올렸다.")
    (True, False)
    """
    return _EMPTY.search(sentence) is not None and _TOLD_FIGURE.search(sentence) is None


def reaction(sentence: str) -> bool:
    """Say whether a sentence tells what somebody said to what had happened, or a state that goes on."""
    return mood(sentence) or _REACTION.search(sentence) is not None or _STATE.search(sentence) is not None


def dangles(sentence: str) -> bool:
    """Say whether a sentence points to what another sentence said: it is clear nowhere but in its article.

    >>> dangles("이 회사는 2만 톤을 만든다."), dangles("당초 조합은 9일 투표하기로 했다."), dangles("이 회장은 9일 돌아왔다.")
    (True, True, False)
    """
    open_text = _QUOTED.sub(" ", sentence)
    at_first = _AT_FIRST.search(open_text)
    # "운영기관 18곳을 선정하고 해당 기관에 …" names the thing itself.
    points = any(found["noun"] not in open_text[: found.start()] for found in _POINTS.finditer(open_text))
    return bool(
        points
        or _run_on(sentence)
        or _unsaid(open_text)
        or _GOES_ON.match(open_text)
        or (at_first and not _TURNED.search(open_text, at_first.end()))
        or _GROUP.search(open_text)
        or _TWICE.match(open_text)
        or _WHY.search(open_text)
        or (_OF_WHAT.search(open_text) and not _TOPIC.match(open_text))
        or _LISTED.match(open_text)
        or _ONLY_IF.match(open_text)
        or (_ABOUT.search(open_text) and not _TOPIC.match(open_text))
        or _CAPTION.search(open_text)
        or _SAME.search(open_text)
        or _BOTH.search(open_text)
        or _BESIDE_WHAT.match(open_text)
    )


def belongs(sentence: str) -> bool:
    """Say whether a sentence is clear under its own headline only: "이번 조사에서는", "중재안에 따르면"."""
    return bool(
        _THIS_TIME.search(sentence)
        or _PAPER.match(sentence)
        or _WHICH.search(sentence)
        or _UNNAMED.search(sentence)
        or _unknown(sentence)
        or unowned(sentence)
        or _WHOSE.match(sentence)
        or _DEFINES.search(sentence)
        or _OBJECT_OF.search(sentence)
        or _WHOSE_DEED.match(sentence)
        or (_SESSION.search(sentence) and not _DAY.search(sentence))
    )


def hangs(sentence: str) -> bool:
    """Say whether not even its own headline makes a sentence clear: it goes on from the one before, or calls somebody by letters, or does not say when.

    >>> hangs("아무리 늦어도 3월에는 문을 연다."), hangs("융자 한도는 한 사람에 1000만원이다.")
    (True, False)
    """
    return bool(
        continues(sentence)
        or _unknown(sentence)
        or nameless_abroad(sentence)
        or undated(sentence)
        or _UNNAMED.search(sentence)
        or _WHICH.search(sentence)
        or _DEFINES.search(sentence)
        or (_SESSION.search(sentence) and not _DAY.search(sentence))
    )


def _unknown(sentence: str) -> bool:
    """Say whether somebody acts who is called by letters or a short name that no list explains: "NST는 …", "외심위는 …"."""
    found = _LETTERS.match(sentence)
    return found is not None and gazetteer().find(next(filter(None, found.groups()))) is None


# Whose two sides these are, and beside what a thing stands, was said before.
_BOTH = re.compile(r"따르면,? (?:양국|양사|양측|양당|두 나라|두 회사|회사|업체|조합|법안|개정안)(?:은|는|이|가)\s")
_BESIDE_WHAT = re.compile(r"[^\s,]{2,10}(?:와|과) 함께 [^,]{2,30}(?:분류|꼽히|거론|손꼽히)[되는]")
_LETTERS = re.compile(
    r"^(?:\d{1,2}일 )?(?P<who>[A-Z]{2,6})(?:은|는|이|가|에 따르면)\s|^[^,]{2,40}따르면 (?P<said>[A-Z]{2,6})(?:은|는)\s"
    r"|^(?:\d{1,2}일 )?(?P<board>[가-힣]{2,3}위)(?:은|는|이|가)\s|^(?:\d{1,2}일 )?(?P<beside>[A-Z]{4,6})(?:와|과)\s"
)


def _unsaid(text: str) -> bool:
    """Say whether somebody means to do something, and the sentence does not say who."""
    found = _MEANT.search(text)
    return found is not None and _ACTOR.search(text[: found.start()]) is None


_MEANT = re.compile(r"(?:겠|[한는]|하)다는 (?:뜻|입장|방침|의사|생각|의지)[을를] (?:밝|나타|내비|전|보|분명|거듭)")
_ACTOR = re.compile(r"[가-힣A-Za-z0-9)’'”\"](?:은|는|이|가|도|측)\s")


def _run_on(sentence: str) -> bool:
    """Say whether a headline that lost its break stands in front: "단속 강화해양수산부는 …"."""
    for token in sentence[:_FRONT].split():
        stem = token[:-1]
        if len(token) < _GROWN or "·" in token or token[-1] not in "은는이가" or gazetteer().find(stem) is not None:
            continue
        tails = (stem[cut:].removesuffix("그룹") for cut in range(2, len(stem) - 3))
        if any(len(t) >= _NAME and (e := gazetteer().find(t)) and e.kind in _BODIES for t in tails):
            return True
    return False


_FRONT = 64
_GROWN, _NAME = 7, 4
"""Characters of a word that may be two, and of a name that can be told inside it."""
_BODIES = ("institution", "company")
# A word set twice by mistake, the reason of the sentence before, a condition without that of which it is one.
_TWICE = re.compile(r"(\S{2,}) \1(?![가-힣]{3})")
_WHY = re.compile(r"[가-힣]서다\.$|(?:이|가) 배경에 있다\.$|(?:^|\s)그다음\s|영향이 (?:크다|컸다)\.$")
_OF_WHAT = re.compile(r"(?:조건|내용|방식|골자|취지)이?다\.$")
_TOPIC = re.compile(r"(?:\S+\s){0,3}\S+(?<![하되])(?:은|는)\s")
# One of several conditions that a list names ("매도자가 중과 대상 다주택자이다"), and an act of which only the object is said.
_LISTED = re.compile(r"[가-힣]{2,8}(?:이|가) (?:[^\s,은는]+ ){0,4}[^\s,\d]+이다\.$")
_ABOUT = re.compile(r"에 대해(?:선|서는) (?:[^\s은는이가]+ ){0,3}[^\s]+[했됐]다\.$")
# When something is done, something follows: whose, the sentence before had said.
_ONLY_IF = re.compile(
    r"[^\s,]{2,12}(?:이|가) (?:[^\s,은는]+ ){0,2}[^\s,]+면 (?:[^\s은는이가]+ ){0,3}[^\s은는이가]+[을를] \S+(?: \S+)?다\.$"
)
# What a word means is clear under the report that uses it.
_OBJECT_OF = re.compile(r"^(?!.*[가-힣0-9)’”](?:은|는)\s).*(?:이|가) (?:지원 |적용 |모집 |공급 )?대상이다\.$")
_DEFINES = re.compile(r"(?:을|를) (?:의미|뜻|말|가리키|지칭)(?:한다|하는 말이다)\.$|(?:이란|란) [^.]{6,}\.$")
# Who did it all the year, or sold on the exchange on which day.
_WHOSE_DEED = re.compile(
    r"(?:올해|지난해|지금|현재)까지\s(?:[^\s은는이가]+\s){1,3}[^\s은는이가]+[을를]\s|(?:외국인|기관|개인)(?:투자자)?(?:과|와|은|는|이|가)\s|연초 이후"
)
_SESSION = re.compile(
    r"(?:마감했다|거래를 마쳤다|거래를 마감했다|장을 마쳤다|장을 마감했다)\.$"
    r"|(?:지수|증시|코스피|코스닥|나스닥|S&P500)(?:는|은|가|이|도|만)\s[^.]{0,40}(?:상승|하락|급등|급락|반등|둔화)?(?:했|올랐|내렸)다\.$"
)
_DAY = re.compile(r"\d{1,2}일")
# The line under a picture, grown together with the sentence behind it: "…의 강관.해양수산부는".
_CAPTION = re.compile(r"[가-힣]\.(?=[가-힣]{2})")
_QUOTED = re.compile(r"[“\"‘'][^“”\"‘’']{0,200}[”\"’']")
