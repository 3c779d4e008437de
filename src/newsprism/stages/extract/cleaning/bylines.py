"""By-lines and lead tags: who wrote it, for whom, from where."""

from __future__ import annotations

import re
from typing import Final

from newsprism.stages.extract.cleaning.body import Body, Cut, drop_lines, edit_lines
from newsprism.stages.extract.cleaning.patterns import BYLINE, EMAIL, NAME, OUTLET, PEOPLE, ROLE

_WORK: Final = (
    r"(?:글|사진|취재|영상|편집|정리|그래픽|디자인|촬영|번역|기획|구성|제작|진행|연출|자막|CG|영상취재|영상편집"
    r"|촬영기자|취재기자|인턴기자)"
)
_PREFIX: Final = rf"(?:{_WORK}(?:[·,/ ]{_WORK}){{0,3}}\s?[=:|/]?\s?|[가-힣A-Za-z0-9() ]{{2,24}}\s?[=/|]\s?|{OUTLET}\s)"
_NO_CREDIT: Final = r"(?!(?:사진|그래픽|자료|이미지|일러스트|영상|포토|출처)\s?(?:제공)?\s?[=:/|])"
_STAMP: Final = (
    r"(?:(?:입력|등록|승인|기사입력|수정"
    r"|업데이트)?\s?\d{4}[.\-/년]\s?\d{1,2}[.\-/월]\s?\d{1,2}[.일]?(?:\s?[(\s][^\n]{0,30})?)"
)
_MORE: Final = r"(?:의?\s?(?:다른\s?)?기사\s?(?:더\s?)?(?:보기|모아보기)|구독(?:하기)?|프로필)"

_BYLINE_LINE: Final = re.compile(
    rf"[/·|\-=ㅣ\s]{{0,3}}[\[(【<]?\s?{_NO_CREDIT}{_PREFIX}?{BYLINE}(?:\s?[·,/|ㆍ]?\s?{BYLINE}){{0,5}}"
    rf"\s?[\])】>]?\s?[=|]?\s?(?:{_STAMP}|{_MORE})?\s?"
)
_EMAIL_LINE: Final = re.compile(rf"[\[(</]?\s?(?:e-?mail\s?[:=]\s?)?{EMAIL}\s?[\])>]?", re.IGNORECASE)
_CREW_LINE: Final = re.compile(
    rf"(?:\s?[\[(<]?(?!사진\s?=){_WORK}\s?[:=|/·]\s?{NAME}(?:[\s,·]{{1,2}}{NAME}){{0,3}}[\])>]?\s?[,/·|]?){{1,6}}"
)
_BYLINE_TAIL: Final = re.compile(
    rf"(?:(?<=[.!?…\"”’」』])|(?<=[.!?…][)\]]))\s{{0,3}}[/=\-|]?\s?[\[(<]?\s?{_NO_CREDIT}(?:[가-힣]{{2,6}}\s?=\s?)?"
    rf"{BYLINE}(?:\s?[·,/|]?\s?{BYLINE}){{0,5}}\s?[\])>]?\s?$"
)
_EMAIL_TAIL: Final = re.compile(rf"(?<=[.!?…\"”’」』])\s{{0,3}}[/=\-|]?\s?[\[(<]?{EMAIL}[\])>]?\s?$")

_BRACKETED_BYLINE: Final = re.compile(
    rf"(?:\[(?!\s?(?:사진|그래픽|자료|영상|이미지))[^\[\]\n]{{0,40}}?(?:=|\s|/|\||^"
    rf"|(?<=\[))\s?{PEOPLE}(?:\s?{EMAIL})?\s?\]"
    rf"|【(?!\s?(?:사진|그래픽|자료|영상|이미지))[^【】\n]{{0,40}}?(?:=|\s|/|\|"
    rf"|(?<=【))\s?{PEOPLE}(?:\s?{EMAIL})?\s?】)\s?"
)
_PAREN_BYLINE: Final = re.compile(rf"^\([^()\n]{{1,24}}=\s?{PEOPLE}\s?\)\s?")
_DATELINE: Final = re.compile(
    rf"^[\[(【<]\s?[가-힣A-Za-z·,/ ]{{1,24}}\s?=\s?{OUTLET}\s?[\])】>]\s?(?:{PEOPLE}\s?=?\s?|(?:{NAME}(?:\s"
    rf"|·)){{1,4}}=\s?)?=?\s?"
)
_OUTLET_TAG: Final = re.compile(rf"^[\[【]\s?(?:{OUTLET})(?:\s[가-힣]{{2,4}})?\s?[\]】]\s?")
_PERSON_EQUALS: Final = re.compile(rf"^(?:[가-힣]{{2,6}}\s?=\s?)?{PEOPLE}(?:\s?[(<]?{EMAIL}[)>]?)?\s?=\s?")
_PERSON_MAIL: Final = re.compile(rf"^{PEOPLE}\s?[(<]?{EMAIL}[)>]?\s?(?=[가-힣\"“‘'0-9A-Z])")
_PLACE_PERSON: Final = re.compile(rf"^[|/]?\s?[가-힣]{{2,4}}\s?=\s?{PEOPLE}\s?[|/]?\s(?=[가-힣\"“‘'0-9A-Z])")
_HALF_TAG: Final = re.compile(rf"^[^\[\]【】=\n]{{0,24}}=\s?{PEOPLE}\s?[\]】]\s?")
"""A by-line in brackets whose first bracket was lost."""
_LEADS: Final = (_HALF_TAG, _PAREN_BYLINE, _DATELINE, _PERSON_EQUALS, _PERSON_MAIL, _PLACE_PERSON)

_ONE_PERSON: Final = re.compile(rf"((?:{NAME}(?:\s?[·,ㆍ/&]\s?|\s)){{0,4}}{NAME})\s?{ROLE}")
_NAME_MAIL: Final = re.compile(rf"({NAME})\s?[(<\[]?{EMAIL}")
_NO_NAME_LIST: Final = """
    인턴 선임 수석 전문 객원 온라인 수습 대표 사진 영상 디지털 시민 편집 취재 정리 글 통신 본지 동료 현직 의학 과학
    종교 환경 군사 여행 촬영 그래픽 서울 세종 부산 대구 인천 광주 대전 울산 워싱턴 뉴욕 도쿄 베이징 파리 런던 상하이
"""
_NO_NAMES: Final = frozenset(_NO_NAME_LIST.split())
_MAX_BYLINE: Final = 160


def _may_hold_byline(line: str) -> bool:
    return (
        "@" in line
        or "기자" in line
        or any(word in line for word in ("특파원", "위원", "에디터", "PD", "앵커", "리포터", "통신원", "칼럼니스트"))
    )


def is_byline(line: str) -> bool:
    """Say whether the whole line is a by-line, a contact address or a list of the crew."""
    if len(line) > _MAX_BYLINE:
        return False
    if _may_hold_byline(line) and (_BYLINE_LINE.fullmatch(line) or _EMAIL_LINE.fullmatch(line)):
        return True
    return bool(_CREW_LINE.fullmatch(line))


def byline_lines(body: Body) -> Cut:
    """Take out lines that are nothing but a by-line."""
    return drop_lines(body, is_byline)


def _trim_tail(line: str) -> tuple[str, tuple[str, ...]]:
    if not _may_hold_byline(line[-_MAX_BYLINE:]):
        return line, ()
    offset = max(0, len(line) - _MAX_BYLINE)
    match = _BYLINE_TAIL.search(line, offset) or _EMAIL_TAIL.search(line, offset)
    if match is None or match.start() == 0:
        return line, ()
    return line[: match.start()], (match.group().strip(),)


def byline_tails(body: Body) -> Cut:
    """Take a by-line off the end of a line, behind the end of its last sentence."""
    return edit_lines(body, _trim_tail)


def _lead_of(line: str) -> int:
    """Return the length of the lead tags with which `line` opens."""
    end = 0
    for _ in range(3):
        match = next((m for pattern in _LEADS if (m := pattern.match(line[end : end + 200]))), None)
        if match is None or not match.group():
            break
        end += match.end()
    return end


def _trim_lead(line: str) -> tuple[str, tuple[str, ...]]:
    pieces: list[str] = []
    if "=" in line[:120] or "@" in line[:120]:
        length = _lead_of(line)
        if 0 < length < len(line):
            pieces.append(line[:length].strip())
            line = line[length:]
    if _may_hold_byline(line) and ("[" in line or "【" in line):
        pieces.extend(m.group().strip() for m in _BRACKETED_BYLINE.finditer(line))
        line = _BRACKETED_BYLINE.sub("", line)
    return line, tuple(pieces)


def _publisher_tag(publisher: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"^[\[【(]\s?{re.escape(publisher)}\s?[\]】)]\s?") if publisher else None


def lead_tags(body: Body) -> Cut:
    """Take off what stands before the first word: ``(서울=○○통신) 홍길동 기자 =``, ``[○○경제]``.

    A bare outlet in brackets counts only in the first lines, where a bracketed subject of the article cannot be meant.
    """
    own = _publisher_tag(body.publisher)
    first = True
    kept: list[str] = []
    removed: list[str] = []
    for index, line in enumerate(body.lines):
        rest, pieces = _trim_lead(line)
        match = (own.match(rest) if own else None) or (_OUTLET_TAG.match(rest) if index < 6 and first else None)
        if match:
            pieces, rest, first = (*pieces, match.group().strip()), rest[match.end() :], False
        kept.append(rest)
        removed.extend(pieces)
    return Cut(body.with_lines(kept), tuple(removed)) if removed else Cut(body)


def _names_in(piece: str) -> list[str]:
    names: list[str] = []
    for match in _ONE_PERSON.finditer(piece):
        names.extend(word for word in re.split(r"[·,ㆍ/&\s]+", match.group(1)) if word not in _NO_NAMES)
    names.extend(m.group(1) for m in _NAME_MAIL.finditer(piece) if not re.search(rf"{ROLE}$", m.group(1)))
    return [name for name in names if re.fullmatch(NAME, name)]


def authors_of(text: str) -> tuple[str, ...]:
    """Return the names in the by-lines and lead tags of `text`, in order of appearance, each once.

    Names in running sentences and in photo credits are not authors.
    """
    names: dict[str, None] = {}
    for raw in text[:400_000].split("\n"):
        line = " ".join(raw.split())
        if not line or not _may_hold_byline(line):
            continue
        pieces = (line,) if is_byline(line) else (*_trim_lead(line)[1], *_trim_tail(line)[1])
        for piece in pieces:
            names.update(dict.fromkeys(_names_in(piece)))
    return tuple(names)
