"""Tables of articles: which columns hold what, told by the names in their header, in any order."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsprism.stages.collect.records import DOCUMENT, FEED_ITEM
from newsprism.types.document import MediaType

Value = str | int | float | bool | datetime | date | None
"""What a cell may hold."""

HEADER_WITHIN = 30
"""Rows among which the header is looked for; exports put their search terms above it."""
MAX_COLUMNS = 256

_SEOUL = ZoneInfo("Asia/Seoul")
_NAMES = {
    "title": "제목 기사제목 뉴스제목 보도제목 title headline subject",
    "text": "본문 내용 기사본문 기사내용 전문 본문내용 text content body articletext fulltext",
    "summary": "요약 발췌 개요 기사요약 summary description excerpt abstract lead",
    "published": "일자 날짜 일시 게시일 게시일자 작성일 작성일시 발행일 발행일시 보도일 보도일자 보도일시 등록일 등록일시 "
    "입력일시 기사일자 date published publishedat pubdate publishdate publicationdate datetime",
    "publisher": "언론사 언론사명 매체 매체명 신문사 출처 발행처 publisher source outlet press media newspaper",
    "url": "url link 링크 주소 기사url 기사링크 기사주소 원문url 원문링크 원문주소 href permalink",
    "authors": "기고자 기자 기자명 작성자 저자 필자 author authors byline writer reporter",
    "guid": "뉴스식별자 newsid guid 기사id 기사식별자",
    "excluded": "분석제외여부 분석제외",
    "category1": "통합분류1 분류 섹션 카테고리 category section",
    "category2": "통합분류2",
    "category3": "통합분류3",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
_BIGKINDS = frozenset({"뉴스식별자", "제목", "언론사"})
_IGNORED = re.compile(r"[\s_\-*.:/()\[\]\ufeff]+")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\.0+)?")
_WRITTEN = re.compile(
    r"((?:19|20)\d\d)\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?[일.]?"
    r"(?:[\sT]{1,3}(오전|오후)?\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?)?"
)
_LONG_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)()(\d\d)(\d\d)(\d\d)?")
_SPLIT = re.compile(r"\s*[,;|/·ㆍ]\s*")
# What a spreadsheet writes for a character that XML cannot hold, mostly _x000D_ at the end of a line.
_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")
_EXCEL_DAYS = (20_000, 80_000)  # 1954 to 2119
_EXCEL_EPOCH = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Columns:
    """A header: `places` holds the index of each role that was found, `bigkinds` says whose export it is."""

    names: tuple[str, ...]
    places: Mapping[str, int]
    bigkinds: bool

    def is_empty(self, row: Sequence[Value]) -> bool:
        """Say whether a row has neither a title nor a text."""
        return not any(self._text(row, role) for role in ("title", "text", "summary"))

    def exclusion(self, row: Sequence[Value]) -> str:
        """Return why the database leaves a row out of its analyses (중복, 예외), or nothing."""
        return self._text(row, "excluded")

    def record(self, row: Sequence[Value]) -> tuple[MediaType, bytes]:
        """Return the row as a record: of a document where the whole text is there, else of a feed item.

        Columns without a role of their own are kept under ``columns``.
        """
        found: dict[str, object] = {role: self._text(row, role) for role in ("title", "url", "publisher")}
        # The text of an export is an excerpt of the article.
        whole = "text" in self.places and not self.bigkinds
        body = self._text(row, "text")
        summary = self._text(row, "summary")
        found |= {"text": body or summary} if whole else {"summary": summary or body}
        found["guid"] = self._guid(row)
        found["published"] = moment(row[self.places["published"]]) if self._has(row, "published") else ""
        found["authors"] = [name for name in _SPLIT.split(self._text(row, "authors")) if name]
        found["categories"] = [name for n in "123" if (name := self._text(row, f"category{n}"))]
        found["columns"] = self._others(row)
        record = {key: value for key, value in found.items() if value or key in ("title", "text", "summary")}
        return (DOCUMENT if whole else FEED_ITEM), as_json(record)

    def _has(self, row: Sequence[Value], role: str) -> bool:
        return role in self.places and self.places[role] < len(row)

    def _text(self, row: Sequence[Value], role: str) -> str:
        return told(row[self.places[role]]) if self._has(row, role) else ""

    def _guid(self, row: Sequence[Value]) -> str:
        # A number of twenty digits that went through a spreadsheet has lost the last five: it names several articles.
        if self._has(row, "guid") and isinstance(row[self.places["guid"]], float):
            return ""
        return self._text(row, "guid")

    def _others(self, row: Sequence[Value]) -> dict[str, str]:
        taken = set(self.places.values())
        pairs = (
            (name, told(value))
            for at, (name, value) in enumerate(zip(self.names, row, strict=False))
            if at not in taken
        )
        return {name: text for name, text in pairs if name and text}


def recognise(header: Sequence[Value]) -> Columns | None:
    """Return what the columns of a table hold, or None when this row is no header of articles.

    A header of articles names a title, and a text, a summary, or a date together with an address. Where two columns
    have one role, the first has it.
    """
    names = tuple(told(cell) for cell in header[:MAX_COLUMNS])
    keys = [_key(name) for name in names]
    places: dict[str, int] = {}
    for at, key in enumerate(keys):
        role = _ROLES.get(key)
        if role is not None:
            places.setdefault(role, at)
    if "title" not in places or not ({"text", "summary"} & places.keys() or {"published", "url"} <= places.keys()):
        return None
    return Columns(names, places, set(keys) >= _BIGKINDS)


def told(value: Value) -> str:
    """Return a cell as text: whole numbers without a point, times in ISO form, nothing for an empty cell."""
    if isinstance(value, str):
        return _ESCAPED.sub("", value).strip() if "_x00" in value else value.strip()
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and not isinstance(value, bool):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def moment(value: Value) -> str:
    """Return a time as ISO 8601. Times and days without a zone are those of Asia/Seoul; what is no time stays as it is."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=_SEOUL)).isoformat()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=_SEOUL).isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and _EXCEL_DAYS[0] < value < _EXCEL_DAYS[1]:
        # To the second: a day counted in a float is some microseconds off.
        return moment(_EXCEL_EPOCH + timedelta(seconds=round(value * 86_400)))
    text = told(value)
    match = _COMPACT.fullmatch(text) or _LONG_COMPACT.fullmatch(text) or _WRITTEN.fullmatch(text)
    return (_in_seoul(match) if match else None) or text


def as_json(record: Mapping[str, object]) -> bytes:
    """Return a record as one line of JSON in UTF-8."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _in_seoul(match: re.Match[str]) -> str | None:
    year, month, day, half, hour, minute, second = (*match.groups(), None, None, None, None)[:7]
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half == "오후" else 0)
    try:
        return datetime(
            int(year or 0), int(month or 0), int(day or 0), hours, int(minute or 0), int(second or 0), tzinfo=_SEOUL
        ).isoformat()
    except ValueError:
        return None


def _key(name: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name[:200])).casefold()
