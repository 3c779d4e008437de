"""Headlines: their tags, a form for comparing, and the kinds of notice that come back every day.

A tag is a bracket group that says what the article is, or which column it is in, and nothing about the event:
[단독], (종합2보), [부동산360]. Square brackets at either end of a Korean headline are always that; round and angle brackets
only with a known word. A date in brackets ("[2월 9일]") is no tag: it is all that tells two issues of a notice apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsprism.text.ko.hanja import to_hangul
from newsprism.text.ko.normalise import clean, folded

_MAX_TITLE: Final = 1_000  # characters; what is longer is no headline
_MAX_TAGS: Final = 6

_KNOWN: Final = (
    r"(?:단독|속보|긴급|종합|종합\s?\d보|\d보|상보|포토\+?|사진|영상|화보|그래픽|인포그래픽|표|인사|부고|부음|특징주|[美中日]특징주|공식"
    r"|오피셜|전문|일문일답|인터뷰|르포|현장|기고|칼럼|사설|리뷰|분석|기획|특집|해설|팩트체크|컨콜|뉴욕증시|리얼미터|갤럽|한국갤럽|풀영상"
    r"|동영상|재송|수정|정정|보도자료|업데이트|전문가 기고|상|중|하|[①-⑳])"
)
_SQUARE: Final = r"\[([^\[\]]{1,60})\]|【([^【】]{1,60})】|〔([^〔〕]{1,60})〕"
_KNOWN_ROUND: Final = rf"\(({_KNOWN})\)|<({_KNOWN})>|〈({_KNOWN})〉|＜({_KNOWN})＞"
_LEADING: Final = re.compile(rf"\s*(?:{_SQUARE}|{_KNOWN_ROUND})\s*[①-⑳]?\s*")
_TRAILING: Final = re.compile(rf"\s*(?:{_SQUARE}|{_KNOWN_ROUND})\s*[①-⑳]?\s*\Z")
_MIDDLE: Final = re.compile(rf"\s?\[({_KNOWN})\]\s?")
_BARE_LEAD: Final = re.compile(r"\s*(속보|단독)\s?[:=]\s?")
_BRACKETS: Final = re.compile(r"[\[\]【】〔〕()<>〈〉＜＞]")
_DATED: Final = re.compile(
    r"(?:음력\s?)?(?:\d{4}[년.]\s?)?\d{1,2}(?:[월./]\s?\d{1,2})?일?\s?(?:\([월화수목금토일]\))?\Z"
)
_TAIL: Final = 80  # characters in which a tag at the end fits

_UNCOUNTED: Final = re.compile(r"(?<=\d),(?=\d{3})")
# Marks that carry meaning between or beside digits: 1.5, -3, 4%, 2.7%↑.
_MEANINGFUL: Final = re.compile(r"(?<=\d)\.(?=\d)|(?<![\w.])-(?=\d)|(?<=\d)%|[↑↓]")
_NOT_A_WORD: Final = re.compile(r"[^\w\ue000-\ue004]+|_+")
_AWAY: Final = str.maketrans({".": "\ue000", "-": "\ue001", "%": "\ue002", "↑": "\ue003", "↓": "\ue004"})
_BACK: Final = str.maketrans({"\ue000": ".", "\ue001": "-", "\ue002": "%", "\ue003": "↑", "\ue004": "↓"})


def strip_tags(title: str) -> str:
    """Return `title` cleaned and without its tags; a title of nothing but tags loses only the brackets."""
    return _split(title)[0]


def tags(title: str) -> tuple[str, ...]:
    """Return the tags of `title` without brackets, those at the front first."""
    return _split(title)[1]


def comparable(title: str) -> str:
    """Return the form under which headlines compare equal: without tags, hanja, punctuation and blanks, casefolded.

    Blanks go too, since outlets set them as they like ("李대통령", "이 대통령이"); decimals, %, minus and arrows stay.
    A string for equality and character n-grams, not for words.
    """
    plain = _UNCOUNTED.sub("", folded(to_hangul(strip_tags(title))))
    marked = _MEANINGFUL.sub(lambda match: match[0].translate(_AWAY), plain)
    return _NOT_A_WORD.sub("", marked).translate(_BACK)


@lru_cache(maxsize=1 << 16)
def recurring(title: str) -> str | None:
    """Return the kind of notice that comes back under such a title, None for news.

    Kinds: 인사 부고 운세 날씨 환율고시 시황 추천매물 일정 공시목록 종목목록 로또 표 포토 안내 오늘의코너. Notices of one kind
    are not duplicates of each other, however equal their titles.
    """
    plain = clean(title[:_MAX_TITLE]).replace("\n", " ")
    return next((kind for kind, pattern in _RECURRING if pattern.search(plain)), None)


def _split(title: str) -> tuple[str, tuple[str, ...]]:
    rest = clean(title[:_MAX_TITLE]).replace("\n", " ")
    whole = rest
    front, rest = _peel_front(rest)
    back, rest = _peel_back(rest)
    middle = [match[1] for match in _MIDDLE.finditer(rest)]
    rest = _MIDDLE.sub(" ", rest).strip() if middle else rest
    if not re.search(r"\w", rest):
        rest = " ".join(_BRACKETS.sub(" ", whole).split())
    return rest, tuple(name for name in (*front, *middle, *back) if name)


def _peel_front(rest: str) -> tuple[list[str], str]:
    found: list[str] = []
    while len(found) < _MAX_TAGS and (match := _LEADING.match(rest)) and not _DATED.match(name := _name(match)):
        found.append(name)
        rest = rest[match.end() :]
    if bare := _BARE_LEAD.match(rest):
        found.append(bare[1])
        rest = rest[bare.end() :]
    return found, rest


def _peel_back(rest: str) -> tuple[list[str], str]:
    found: list[str] = []
    while len(found) < _MAX_TAGS and (match := _trailing(rest)) and not _DATED.match(name := _name(match)):
        found.insert(0, name)
        rest = rest[: match.start()]
    return found, rest


def _trailing(rest: str) -> re.Match[str] | None:
    return _TRAILING.search(rest, max(0, len(rest) - _TAIL))


def _name(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group is not None).strip()


# --- recurring notices ------------------------------------------------------------------------------------------------


def _front_tag(names: str) -> str:
    return rf"^\s*[\[<〈【(]\s*(?:{names})\s*[\]>〉】)]"


def _any_tag(names: str) -> str:
    return rf"{_front_tag(names)}|[\[〈【]\s*(?:{names})\s*[\]〉】]\s*\Z"


_INDEX: Final = (
    r"(?:코스피\s?200|코스피|코스닥|코넥스|원[·/∙]?\s?달러\s?환율|원[·/∙]?\s?엔\s?환율|환율|다우|나스닥|S&P\s?500|닛케이|항셍"
    r"|상하이종합|상하이지수|국고채\s?3년물)"
)
_AMOUNT: Final = r"[\d,]{1,9}(?:\.\d{1,4})?\s?(?:포인트|[pP]|pt|원|%|bp)?"
_IN_BRACKETS: Final = r"(?:\([^()]{1,12}\)\s?)?"
# "코스피, 7.94p(0.15%) 내린 5293.75 출발": numbers and nothing else, so that "코스피, 사상 첫 5500선 마감" stays news.
_TICKER_LINE: Final = (
    rf"^\s*(?:\[[^\]]{{1,8}}\]\s*)?{_INDEX}?[,\s]{{0,3}}{_AMOUNT}\s?{_IN_BRACKETS}"
    rf"(?:오른|내린|상승한|하락한|급등한|급락한|↑|↓)[,\s]{{0,2}}{_AMOUNT}(?:에|으로|로)?\s?{_IN_BRACKETS}"
    rf"(?:거래\s?)?(?:개장|출발|장\s?마감|마감|마쳐)\s?{_IN_BRACKETS}"
    rf"(?:[….·]{{1,3}}\s?{_INDEX}[^가-힣]{{1,20}})?\s*\Z"
)
# "[2월 9일]", "(2월 10일)", "2/9": the issue of a notice.
_ISSUE: Final = (
    r"\s*(?:[\[(]?\s?(?:\d{4}년\s?)?\d{1,2}(?:월|[./])\s?\d{1,2}일?(?:\s?\([월화수목금토일]\))?\s?[\])]?)?\s*"
)
_DAY_OF: Final = r"^\s*(?:\[표\]\s?)?(?:오늘|내일|주말|주간|이번\s?주|금주)의?\s?"
_TODAY: Final = r"오늘의\s(?:메모|주요\s?뉴스|뉴스|역사|한자|영어|말씀|시|유머|사진|만평|경기|스포츠|TV|방송|소사)"
_SCHEDULE: Final = r"[가-힣\s]{0,12}(?:주요|증시|정당|공연|경제)[가-힣\s]{0,6}일정"
_PICTURES: Final = (
    r"[A-Za-z가-힣]{0,4}(?:포토|사진|화보)[+]?(?:뉴스|산책|에세이)?|[가-힣]{0,4}pic|사진으로 보는 [가-힣]{1,4}"
)
_CALLS: Final = (
    r"알림|사고|社告|공고|게시판|모집|이벤트|이벤트\s?안내|행사|바로잡습니다|정정보도|정정보도문|구인|분양정보"
)
_DISCLOSURES: Final = r"(?:유가증권시장|유가증권|코스피|코스닥|장마감\s?후\s?주요)\s?(?:주요\s?)?공시"

_KINDS: Final = {
    "인사": (_front_tag(r"(?:오늘의\s?|주요\s?)?인사(?:\s?발령)?|인사[·/]부고"),),
    "부고": (_front_tag(r"(?:오늘의\s?)?(?:부고|부음)|궂긴\s?소식|訃告"),),
    "운세": (_any_tag(r"[가-힣\s]{0,8}운세"), rf"{_DAY_OF}운세", r"(?:띠별|별자리별?)\s?운세"),
    "날씨": (_any_tag(r"[가-힣·\s]{0,8}날씨"), rf"{_DAY_OF}날씨{_ISSUE}\Z"),
    "환율고시": (r"환율\s?고시표?\s*\Z", r"고시환율\s?\(\s?\d{1,2}\s?일\s?\)"),
    "시황": (_any_tag(r"(?:fn)?(?:개장|장중|오전|오후|마감|장마감)\s?시황"), _TICKER_LINE),
    "추천매물": (
        r"[\[<(][^\[\]<>()]{0,12}추천\s?매물[^\[\]<>()]{0,8}[\]>)]",
        r"[\[<(][가-힣\s]{0,6}매물\s?마당[\]>)]",
    ),
    "일정": (_any_tag(r"[가-힣\s]{0,8}일정"), rf"^\s*[◇■▲△○*]?{_ISSUE}{_SCHEDULE}{_ISSUE}\Z"),
    "공시목록": (rf"^\s*(?:주요\s?)?기업\s?공시{_ISSUE}\Z", _front_tag(_DISCLOSURES)),
    "종목목록": (
        r"^\s*\[[^\]]{0,12}(?:골든\s?크로스|데드\s?크로스)",
        r"^\s*\[인기\s?검색[^\]]{0,10}\]",
        r"시그널\]?.{0,80}추천 후 상승률",
        r"^\s*\[표\][가-힣\s]{0,12}(?:순위|상위|종목)",
    ),
    "로또": (
        r"(?:동행복권|로또)\s?(?:제\s?)?\d{3,4}회",
        r"\d{3,4}회\s?(?:동행복권|로또)",
        r"연금복권\s?\d{0,3}\+?\s?(?:제\s?)?\d{1,4}회",
        r"로또\s?1등\s?['‘\"“]?\d{1,2},",
    ),
    "표": (_front_tag(r"표|데이터"),),
    "포토": (_any_tag(_PICTURES), _any_tag(r"그래픽|카드뉴스")),
    "안내": (_front_tag(_CALLS),),
    "오늘의코너": (
        rf"^\s*[<\[〈]?{_TODAY}[>\]〉]?{_ISSUE}\Z",
        r"^\s*\[[가-힣A-Za-z\s]{0,10}오늘의\s?(?:주요\s?)?뉴스[가-힣\s]{0,6}\]",
        r"^\s*[<〈]오늘의\s[가-힣\s]{1,10}[>〉]\s*\Z",
        r"^\s*\[미리\s?보는\s[가-힣A-Za-z\s]{0,12}(?:신문|지면)\]",
        r"\([가-힣]-[가-힣]-[가-힣],\s?\d{1,2}월\s?\d{1,2}일\)\s*\Z",
    ),
}
_RECURRING: Final = tuple((kind, re.compile("|".join(patterns))) for kind, patterns in _KINDS.items())
