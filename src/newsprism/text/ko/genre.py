"""What kind of text a headline announces: only `news` reports an event that a brief may pick."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.municipalities import municipalities
from newsprism.text.ko.titles import recurring

Genre = Literal["news", "notice", "opinion", "photo", "promotion", "market", "feature", "stub"]

_SQUARE = r"[\[<【〈「]\s*[^\]>】〉」]{{0,12}}(?:{})[^\]>】〉」]{{0,8}}\s*[\]>】〉」]"
_BRACKETED = r"[\[<(【〈「]\s*[^\]>)】〉」]{{0,12}}(?:{})[^\]>)】〉」]{{0,8}}\s*[\]>)】〉」]"
_OPINION = re.compile(
    _SQUARE.format(
        "사설|칼럼|기고|시론|기자수첩|논단|데스크|오피니언|시평|만평|에세이|논설|수첩|특별기고|발언대|"
        r"독자(?! ?(?:AI|개발|기술|모델|노선))|세상만사|fn스트리트|"
        "목멱칼럼|생생확대경|여의도|광장|(?<!다보스)(?<!경제)포럼|(?<!현지)시각|창간|시선|이슈포커스|단상|에디터|편집국|특파원 칼럼|기자24시|"
        r"필동|매경춘추|인사이드칼럼|다산"
    )
    + r"|칼럼$|^\s*기고[)\]:]|\((?:사설|칼럼|기고|시론|기자수첩)\)"
)
_PHOTO = re.compile(
    _BRACKETED.format("포토|사진|화보|영상|pic|PIC|만화|카드뉴스|그래픽|인포그래픽|HK영상|TV") + r"|^\s*포토\b"
)
_FEATURE = re.compile(
    _BRACKETED.format(
        "인터뷰|르포|Q&A|일문일답|Who|토요|주말|"
        r"(?<![정대시방해])책(?!임)|서평|신간|건강(?!보험)|여행|맛집|리뷰|체험기|시승기|써보니|가봤|어떻게 생각하세요|말록|별별|톡톡|"
        "사연|고민|법률|상담|재테크 상담|부부|연예|스타(?!트업|벅스|링크)|엔터|(?<![민국])영화|드라마|골프|야구|축구|올림픽|밀라노|스포츠|바둑"
    )
)
_MARKET = re.compile(
    r"\[[^\]]{0,8}(?:시황|특징주|장마감|개장|마감|굿모닝|모닝|증시|株|클릭|테마|오전장|선물|장중|코스닥|시간외|공시|IR|매물마당|외환|채권)[^\]]{0,8}\]"
    r"|(?:뉴욕|유럽|아시아)\s?증시.{0,24}(?:마감|혼조|출발|보합|동반)|3대 지수.{0,16}(?:마감|혼조|상승|하락)"
    r"|(?:상승|하락|강세|약세) 출발|장 초반|특징주|\d위는|공시줍줍"
)
# A firm or an authority speaking well of itself: many outlets print it word for word, which is not prominence.
_PROMOTION = re.compile(
    r"이벤트|프로모션|경품|기획전|할인전|사은|증정|론칭|런칭|출시\s*기념|팝업|한정판|(?<!기후)협약|MOU|업무협약|맞손|손잡|나눔|기부|봉사|전달식|성금"
    r"|후원(?!금 ?(?:불법|수수|의혹|횡령|유용))"
    r"|캠페인|공모전|서포터즈|홍보대사|브랜드\s*대상|존경받는|수상(?![한해]\s|\s?(?:태양|레저|안전|구조))|시상식|어워드|인증\s*획득|\d+년\s*연속|위촉|개최\s*$|성료|참가자\s*모집|수강생"
    r"|선착순|분양\s*중|분양\s*나서|모델하우스|견본주택|청약\s*일정|프리미엄\s*단지|역세권.*분양|세미나|설명회|포럼\s*개최|간담회\s*개최|MTS|신상품|출시(?:…|,|$)"
    r"|순자산\S*\s.{0,12}돌파|누적\s*판매|판매량\s.{0,10}돌파|인턴\s*모집|교육생\s*모집|조기\s*지급|격려금|명절\s*선물|선물세트|지원금\s*전달|상생|따뜻한|사회공헌|ESG\s*활동|현장\s*점검|현장\s*방문|격려|취임식|창립\s*\d+주년|새해\s*인사"
    r"|장학생|장학금\s*(?:전달|수여)|수익률\s*\S{0,4}1위|가입자\s*보니|(?:베타|정식|그랜드)\s*오픈|(?:내달|이달|다음\s?달|\d월)(?:\s?중)?\s*분양(?!가)"
    r"|(?:ELS|ELB|DLS|DLB)\S*\s(?:\S+\s){0,2}(?:공모|판매|모집)|눈에\s*띄네"
    r"|잭팟|두각|수기집|학위수여식|졸업식|입학식|순자산\s.{0,14}증가"
)
# What an authority of one place tells of itself opens with its name; two syllables (증시, 루시) are too often another word.
_PROVINCE = (
    r"(?:부산|인천|대구|광주|대전|울산|세종)(?:시|광역시|특별자치시)?|(?:경기|강원|충북|충남|전북|전남|경북|경남|제주)(?:도|특별자치도)?"
    r"|(?:충청|전라|경상)[남북]도"
)
_LOCAL = re.compile(
    r"^(?:[\[(【<][^\])】>]{1,20}[\])】>]\s*)*(?:[가-힣]{3}\s)??"
    rf"(?:(?:{_PROVINCE}|(?P<town>[가-힣]{{1,4}}[시군구]))(?:청장|청|시장|군수|지사|교육청|시?의회|도의회)?"
    r"|(?<=\s)(?!서울|수산|도매|전통|중앙|재래)[가-힣]{2}(?:시장|군수))(?:,|\s|·|와 |과 |의 )"
    rf"|^(?:[\[(【<][^\])】>]{{1,20}}[\])】>]\s*)*(?:{_PROVINCE})형\s"
)
_PARTS = re.compile(r"…|\.{2,3}")
_PLACED = re.compile(
    rf"^(?:[\[(【<][^\])】>]{{1,20}}[\])】>]\s*)*(?:{_PROVINCE})(?:\s[가-힣]{{1,3}}[시군구])?(?:[가이은는의]|\([^)]{{1,20}}\)[가이은는])\s"
)
"""A report that opens with a town and its province tells of that town."""
_LOCAL_BODY = re.compile(
    rf"^(?:[\[(【<][^\])】>]{{1,20}}[\])】>]\s*)*(?:{_PROVINCE}|[가-힣]{{2,3}}(?=도시공사|시설관리공단)|(?P<town>[가-힣]{{2,3}}[시군]))[가-힣]{{0,5}}(?:재단|(?<!항만)(?<!공항)공사|진흥원|공단|상의|상공회의소|테크노파크|TP|교육청)(?=[,\s·…])"
)
_HIRES = re.compile(r"채용|공채|신입사원")
_HOME = re.compile(r"한국|국내|우리|대한|남북|[한방대][미일중]|韓|코스피|원[·/]달러")
_TAGS = r"^(?:[\[(【<][^\])】>]{1,20}[\])】>]\s*)*"
_SHOW = re.compile(
    r"(?:방송인|개그맨|개그우먼|코미디언|영화배우|탤런트|걸그룹|보이그룹|아이돌|유튜버|인플루언서|(?:배우|가수|래퍼)\s['‘]?[가-힣]{2,4}(?=[\s이가은는의(,]))"
    r"|열애|득남|득녀|팬미팅|뮤직비디오|예능\s프로|소속사\s(?:측|관계자)"
)
_OURS = re.compile(r"통상교섭본부|산업통상|산업부|외교부|재경부|재정경제부|코트라|무역협회|청와대|대통령실|K-")
_LEAD = 200
_THERE = re.compile(r"현지\s?시간")
"""What happens by the clock of another country."""
_HEAD = 80
"""Characters of a headline, or of a report, that say where it happens."""
_STUB = re.compile(r"\[\s*\d?\s*(?:속보|1보|긴급)\s*\]")


@lru_cache(maxsize=65536)
def genre(title: str) -> Genre:
    """Return the kind of text under `title`; the first that fits, from the surest to the least sure sign."""
    if recurring(title):
        return "notice"
    for name, pattern in _ORDER:
        if pattern.search(title):
            return name
    return "news"


_ORDER: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("opinion", _OPINION),
    ("photo", _PHOTO),
    ("feature", _FEATURE),
    ("market", _MARKET),
    ("promotion", _PROMOTION),
    ("stub", _STUB),
)


def is_show(title: str, opening: str) -> bool:
    """Say whether a report is about people of the stage and the screen, by its headline and its opening."""
    return _SHOW.search(title[:_HEAD]) is not None or _SHOW.search(opening[:_HEAD]) is not None


_REACTS = re.compile(
    r"^(?:\[[^\]]*\]\s*)?(?:경영계|재계|경제계|노동계|[가-힣]{0,4}업계(?!\s?(?:\d|최))|경제\s?(?:\d+)?단체|시민단체|경총|대한상의|한국노총|민주노총|양대\s?노총|학계|의료계|교육계)(?=[\s,은는이가도])"
    r"|[”\"’'](?:…|\s)?(?:[가-힣]{1,6}\s)?(?:반발|환영|우려|촉구|성토|규탄)$"
)
_TEASES = re.compile(
    r"[?？]|왜(?=\s|$|\[)|알고\s?보니|온\s?듯|무슨\s?일|이유는|비결은|정체는|속사정|드디어,|이럴\s?줄|(?:[되하지리오가보있없는났]|[했됐였었았갔왔])나(?=…|\.{2}|$|\s*[\[(])|\.{3}결국$|…결국$"
)


def reacts(title: str) -> bool:
    """Say whether a headline tells what somebody says of the news and not the news.

    >>> reacts("경영계 “과징금 5%는 지나쳐”"), reacts("영업이익 5% 과징금 법안, 상임위 통과")
    (True, False)
    """
    return _REACTS.search(title.strip()) is not None


_EXPLAINS = re.compile(
    _BRACKETED.format(
        "해설|진단|분석|깊이|뜯어|뒷이야기|돋보기|줌인|팩트체크|Q&A|문답|이슈|인사이드|뉴스룸|포커스|스토리|톺아|심층|현미경|후폭풍"
    )
    + r"|뜯어보니|뜯어봤|들여다보니|살펴보니|따져보니|톺아보기|손익계산서|성적표|전말$|까닭|속내|속사정|뒷이야기|의 운명|엇갈린 운명|갈라놓은|갈림길"
    r"|남은 (?:숙제|과제|것은)|가린 것들|의 비극|의 역설|의 두 얼굴|명과 암|빛과 그림자|이라는 이름의|궁금증|(?:한|두|세|네|다섯|\d) ?가지$|궁금한 것"
    r"|알아야 할|총정리|한눈에|누가 [가-힣 ]{2,8}나$|어떻게 달라지나|달라지는 것|얼마나 [가-힣]+(?:까|나)$|있었나$|일까$|할까$|될까$|누구$|술렁$|희비$"
    r"|엇갈린 표정|발 동동|한숨|속앓이|골머리"
)


@lru_cache(maxsize=65536)
def explains(title: str) -> bool:
    """Say whether a headline announces a look behind the news, or its faces, and not the news.

    >>> explains("38도 넘으면 멈춤…누가 적용받나"), explains("38도 넘으면 작업 중지…법안 상임위 통과")
    (True, False)
    """
    return _EXPLAINS.search(title) is not None


_CONCLUDES = re.compile(
    r"확정|타결|가결|부결|체결|선고|무산|불발|결렬|인가|승인|기각|백지화|취소|의결|통과|철회|낙찰|매듭|마무리|일단락|합의(?=$|[…,·\s’'”\"])"
)
_AHEAD = re.compile(
    r"잠정|예비|임박|앞두고|앞둔|앞서|코앞|눈앞|초읽기|전망|예정|가능성|검토|추진|촉구|요구|반발|우려|제안|수순|유력|관측"
    r"|목표|시도|압박|[되하]나(?=…|$)|[까?]|할 듯|미확정|미승인"
)


def concludes(title: str) -> bool:
    """Say whether a headline tells how a matter came out.

    >>> concludes("내년 최저임금 확정"), concludes("최저임금 확정 앞두고 4차 수정안")
    (True, False)
    """
    return _CONCLUDES.search(title) is not None and _AHEAD.search(title) is None


def teases(title: str) -> bool:
    """Say whether a headline asks or hints instead of telling.

    >>> teases("퇴직금에 성과급 안 들어간다, 왜?"), teases("대법 “성과급은 퇴직금 아니다”")
    (True, False)
    """
    return _TEASES.search(title) is not None


_BANKS = tuple("유럽중앙은행 ECB 연준 FOMC 일본은행 BOJ 인민은행 영란은행 뉴욕증시 다우 나스닥 월가".split())
"""Central banks and exchanges of other countries: as good as the country at the head of a headline."""


@cache
def _of_abroad() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds another country at the head of a headline, and at the head of a report that tells of it alone."""
    countries = [e for e in gazetteer().entities if e.kind == "country" and e.canonical not in ("대한민국", "북한")]
    names = sorted({*_BANKS, *(name for e in countries for name in (e.canonical, *e.aliases))}, key=len, reverse=True)
    whole = "|".join(re.escape(name) for name in names if "가" <= name[0] <= "힣")
    signs = "|".join(re.escape(name) for name in names if not "가" <= name[0] <= "힣")
    headline = re.compile(rf"{_TAGS}[\"'“‘]?(?:(?:{whole})(?![가-힣])|(?:{signs})(?![A-Za-z企小堅]))", re.I)
    return headline, re.compile(rf"^.{{0,8}}(?:{whole})(?:의 한 |의 어느 | 정부| 당국|에서|에선|\s[가-힣]+들)")


def is_abroad(title: str, opening: str) -> bool:
    """Say whether a report tells of another country alone, by its headline and its opening."""
    headline, report = _of_abroad()
    if _HOME.search(title[:_HEAD]):
        return False
    if headline.match(title[:_HEAD]) is not None or report.match(opening[:_HEAD]) is not None:
        return True
    there, here = _THERE.search(opening[:_LEAD]), _HOME.search(opening[:_LEAD]) or _OURS.search(opening[:_LEAD])
    return there is not None and not here and not _names_a_firm_of_ours(title[:_HEAD])


def _names_a_firm_of_ours(title: str) -> bool:
    return any(m.entity.code is not None for m in gazetteer().mentions(title))


@lru_cache(maxsize=65536)
def is_local(title: str, opening: str = "") -> bool:
    """Say whether a report is about one town or province: its headline opens with an authority or a body of it.

    Or a part of the headline does, or the report. The capital's government is none: half of the country lives around
    it. Whoever hires does so for all.
    """
    head = title[:_HEAD]
    if _of_a_town(head) or _PLACED.match(opening[:_HEAD]) is not None:
        return True
    if any(_of_a_town(part) and _opens_with_a_place(part) for part in _PARTS.split(head)[1:]):
        return True
    body = _LOCAL_BODY.match(head)
    return body is not None and _named(body["town"]) and not _HIRES.search(head)


def _of_a_town(text: str) -> bool:
    found = _LOCAL.match(text)
    return found is not None and _named(found["town"])


def _named(town: str | None) -> bool:
    """Say whether a word that ends as a town does is one; what stands for a province or a mayor is found by its form."""
    return town is None or town in municipalities()


def _opens_with_a_place(text: str) -> bool:
    word = re.match(r"[가-힣]+", text)
    found = gazetteer().find(word[0]) if word else None
    return found is not None and found.kind == "place"
