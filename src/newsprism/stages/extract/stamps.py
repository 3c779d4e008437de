"""Times as pages write them: metadata values, and the stamps (``입력 2031.04.27. 오후 4:46``) that stand at a title.

A Korean time without an offset is a time in Asia/Seoul. Another page's time without an offset takes the offset that the
page gives the same hour elsewhere, and else counts as UTC: a document's time must have a zone, and a few hours are
within what a daily window tolerates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

SEOUL: Final = ZoneInfo("Asia/Seoul")
_DATE: Final = r"(?P<y>(?:19|20)\d{2})\s?(?:[.\-/]|년)\s?(?P<m>\d{1,2})\s?(?:[.\-/]|월)\s?(?P<d>\d{1,2})\s?(?:[.]|일)?"
_TIME: Final = (
    r"(?:\s?\(?[월화수목금토일](?:요일)?\)?)?,?\s{0,2}(?P<ampm>오전|오후|AM|PM|am|pm)?\s?(?P<h>\d{1,2})\s?(?::"
    r"|시)\s?(?P<mi>\d{1,2})(?:분|:(?P<s>\d{2}))?\s?(?P<ampm2>AM|PM|am|pm)?"
)
_LABEL: Final = r"(?:기사\s?)?(?:최초\s?)?(?:입력|등록|승인|송고|발행|작성|게재)(?:\s?(?:일시|시간|일자|일|시각|날짜))?"
LABELLED: Final = re.compile(rf"{_LABEL}\s?[:：|]?\s?{_DATE}(?:{_TIME})?")
_DATED: Final = re.compile(rf"(?<![\d.]){_DATE}(?:{_TIME})")
DAY: Final = re.compile(rf"(?<![\d.]){_DATE}(?!\s?[~\-–]\s?\d)")
_LATER: Final = re.compile(r"(?:최종\s?)?(?:수정|업데이트|갱신)")
_ISO: Final = re.compile(
    r"(?P<y>(?:19"
    r"|20)\d{2})-?(?P<m>\d{2})-?(?P<d>\d{2})(?:[T\s](?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?)?\s?(?P<o>Z"
    r"|UTC|GMT|KST|[+\-]\d{2}:?\d{2}|[+\-]\d{2}$)?"
)
_COMPACT: Final = re.compile(r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?P<h>\d{2})(?P<mi>\d{2})(?P<s>\d{2})?$")


def _number(match: re.Match[str], name: str) -> int:
    value = match.groupdict().get(name)
    return int(value) if value else 0


def _build(match: re.Match[str]) -> datetime | None:
    """Return the naive time that a match of the patterns above names, or None when there is no such day or hour."""
    groups = match.groupdict()
    hour = _number(match, "h")
    half = (groups.get("ampm") or groups.get("ampm2") or "").lower()
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    elif half in ("오전", "am") and hour == 12:
        hour = 0
    micro = int(((groups.get("f") or "0") + "000000")[:6])
    try:
        return datetime(
            _number(match, "y"),
            _number(match, "m"),
            _number(match, "d"),
            hour,
            _number(match, "mi"),
            _number(match, "s"),
            micro,
        )
    except ValueError:
        return None


def parse_time(value: str) -> datetime | None:
    """Return the time that a metadata value names (ISO 8601 and its usual distortions), naive when it has no offset."""
    text = value.strip()[:60]
    match: re.Match[str] | None = _COMPACT.match(text) or _ISO.match(text)
    if match is None:
        dated = _DATED.search(text) or DAY.search(text)
        return _build(dated) if dated else None
    moment = _build(match)
    offset = match.groupdict().get("o")
    if moment is None or not offset:
        return moment
    if offset == "KST":
        return moment.replace(tzinfo=SEOUL)
    try:
        sign = "+00:00" if offset in ("Z", "UTC", "GMT") else offset
        return datetime.fromisoformat(moment.isoformat() + sign)
    except ValueError:
        return moment.replace(tzinfo=UTC)


def stamp_of(lines: Sequence[str]) -> datetime | None:
    """Return the time (Asia/Seoul) that the lines around a title state: a labelled stamp, else a date with an hour.

    A stamp of revision counts only when nothing else is there; a bare date only when it stands in a line of its own.
    """
    for pattern in (LABELLED, _DATED):
        for line in lines:
            for match in pattern.finditer(line[:300]):
                if pattern is _DATED and _LATER.search(line[max(0, match.start() - 12) : match.start()]):
                    continue
                if moment := _build(match):
                    return moment.replace(tzinfo=SEOUL)
    for line in lines:
        dated = _DATED.search(line[:300]) or (DAY.search(line) if len(line) <= 60 else None)
        if dated and (moment := _build(dated)):
            return moment.replace(tzinfo=SEOUL)
    return None


def zoned(moments: Sequence[datetime], korean: bool) -> datetime | None:
    """Return the first of `moments` with a zone, by the rule in the module's docstring."""
    if not moments:
        return None
    first = moments[0]
    if first.tzinfo is not None:
        return first
    if korean:
        return first.replace(tzinfo=SEOUL)
    same = next(
        (
            m
            for m in moments
            if m.tzinfo is not None
            and m.replace(tzinfo=None, second=0, microsecond=0) == first.replace(second=0, microsecond=0)
        ),
        None,
    )
    return same or first.replace(tzinfo=UTC)
