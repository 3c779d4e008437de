"""Titles of report items taken apart: ``제목 (국가 기관, 월.일)``, and what fields or references say in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsprism.stages.extract import digest_tables as form
from newsprism.stages.extract.digest_tables import Issued, Line, read_date, read_mark

# Marks that a Korean digest sets before a foreign body; sources print one letter, hanja or Hangul.
_COUNTRIES = {
    "美": "미국", "日": "일본", "中": "중국", "臺": "대만", "台": "대만", "獨": "독일", "独": "독일", "佛": "프랑스",
    "英": "영국", "韓": "한국", "加": "캐나다", "濠": "호주", "豪": "호주", "印": "인도", "露": "러시아", "俄": "러시아",
    "伊": "이탈리아", "蘭": "네덜란드", "越": "베트남", "泰": "태국", "比": "필리핀", "星": "싱가포르", "歐": "EU",
    "미": "미국", "일": "일본", "중": "중국", "독": "독일", "불": "프랑스", "영": "영국", "한": "한국",
}  # fmt: skip
_COUNTRY_NAMES = {"싱가포르", "스위스", "스웨덴", "이스라엘", "핀란드", "덴마크", *_COUNTRIES.values()} - {"EU"}
_MARKED_BODY = re.compile(rf"(?P<mark>[{''.join(_COUNTRIES)}])(?:\s+|(?<=[一-鿿])(?=[^\s一-鿿·]))(?P<body>\S.*)$")
_SEPARATED = re.compile(r"\s?[,，·/|;:、]\s?")
_PAGE_LEADER = re.compile(r"\s?(?:[.·…‥ ]{2,200}|\s)\d{1,3}$")
_ENUMERATED = re.compile(r"(?:\d{1,2}[.)]\s|\(\d{1,2}\)|\[\d{1,2}\]|[①-⑳❶-❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\.?|제\d{1,2}[장절]\s)\s*")
_MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Title:
    """The heading ``제목 (국가 기관, 월.일)`` of an item, taken apart."""

    text: str
    issuing_body: str
    country: str | None
    issued: Issued


def bare_title(text: str) -> str:
    """Return `text` without number, square and page number around it."""
    words = read_mark(text).words if read_mark(text).kind == "square" else text
    number = _ENUMERATED.match(words)
    rest = words[number.end() :] if number else words
    return _PAGE_LEADER.sub("", rest).strip(" \t#") if len(rest) <= _MAX_TITLE else rest


def read_title(line: Line) -> Title | None:
    """Return the title on `line`, None when it does not end in ``(기관, 날짜)`` or is a bullet of a body."""
    mark = read_mark(line.text)
    if line.cells or mark.note or len(line.text) > _MAX_TITLE or mark.kind in form.BULLETS:
        return None
    head = bare_title(line.text)
    opening = _last_bracket(head)
    if opening < 0:
        return None
    issue = _issue(head[opening + 1 : -1].strip())
    words = head[:opening].strip()
    return Title(words, *issue) if issue and (not words or sum(char.isalpha() for char in words) >= 4) else None


def _last_bracket(text: str) -> int:
    """Return where the bracket opens that closes `text`; -1 when there is none."""
    pairs = {")": "(", "）": "（", "]": "[", "〕": "〔", "」": "「"}
    opening = pairs.get(text[-1:], "")
    depth = 0
    for at in range(len(text) - 1, -1, -1) if opening else ():
        depth += (text[at] == text[-1]) - (text[at] == opening)
        if depth == 0:
            return at
    return -1


def _issue(inside: str) -> tuple[str, str | None, Issued] | None:
    """Return issuing body, country and date of ``美 CSIS, 1.28`` (or the date first)."""
    cuts = [match.span() for match in _SEPARATED.finditer(inside)]
    for start, end in reversed(cuts):
        issued = read_date(inside[end:])
        if issued:
            return *_body(inside[:start]), issued
    if cuts:
        issued = read_date(inside[: cuts[0][0]])
        if issued:
            return *_body(inside[cuts[0][1] :]), issued
    return None


def _body(printed: str) -> tuple[str, str | None]:
    printed = printed.strip(" ,")
    marked = _MARKED_BODY.match(printed)
    if marked:
        return marked["body"].strip(), _COUNTRIES[marked["mark"]]
    first = printed.split(" ")[0]
    return printed, first if first in _COUNTRY_NAMES and first != printed else None


FIELD = re.compile(
    r"[-•*○\s]{0,4}(?P<name>기관|발행기관|발행처|작성기관|국가|발행일|발표일|게시일|일자|날짜)\s?[:：]\s?(?P<value>\S.{0,80})$"
)


def is_title_line(line: Line) -> bool:
    """Say whether `line` could be a title that prints neither body nor date."""
    mark = read_mark(line.text)
    if line.cells or mark.note or mark.kind not in ("", "square", "number", "kept") or FIELD.match(line.text):
        return False
    if line.text[0] in "▲△▼▽⇒→☞➡➔" or sum(char.isalpha() for char in line.text) < 4:
        return False
    words = bare_title(line.text)
    if form.PAGE_NUMBER.match(line.text) or form.ISSUE_ONLY.match(line.text) or form.read_reference(line) is not None:
        return False
    return 6 <= len(words) <= 120 and not re.search(r"다\.?$|[.;,]$", words)


def with_fields(title: Title, body: list[Line], references: list[str]) -> tuple[Title, list[Line]]:
    """Return the title with what the fields under it or its references say, and the body without those fields."""
    if title.issuing_body:
        return title, body
    values: dict[str, str] = {}
    at = 0
    while at < len(body) and (match := FIELD.match(body[at].text)):
        values[match["name"][-2:]] = match["value"].strip()
        at += 1
    day = next((values[name] for name in ("행일", "표일", "시일", "일자", "날짜") if name in values), "")
    maker = values.get("기관") or values.get("행처") or _maker(references)
    issued = read_date(day) or _reference_date(references) or title.issued
    return replace(title, issuing_body=maker, country=values.get("국가"), issued=issued), body[at:]


def _maker(references: list[str]) -> str:
    head = re.split(r"[,，(「『\"“]", references[0], maxsplit=1)[0].strip() if references else ""
    return head if 0 < len(head) <= 60 and not form.ADDRESS.search(head) else ""


def _reference_date(references: list[str]) -> Issued | None:
    match = form.FULL_DATE.search(references[0]) if references else None
    return Issued(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) if match else None
