"""Which days an edition covers, on which days it appears, and when it closes.

Days of articles are Asia/Seoul's, whatever the zone of the reader: the sources write in Korean time. Hours that a
reader sets (closing, schedule) are wall times of the reader's zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.errors import InvalidIssueDate
from newsprism.types.brief import Cadence, Window

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY = 6
DIGEST_DAYS = 14
"""Days that a digest covers, the day of its issue the last of them."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Beyond these a date is a slip, and a window could fall off the ends of the calendar."""
_WEEKDAYS = "월화수목금토일"


def appears(cadence: Cadence, day: date) -> bool:
    """Say whether an edition of this cadence is issued on `day`: a weekly on Sunday, a daily on the other days."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return False
    return cadence == ("weekly" if day.weekday() == SUNDAY else "daily")


def window_of(cadence: Cadence, issue: date) -> Window:
    """Return the days of the edition issued on `issue`.

    A weekly appears on Sunday and covers Monday to Saturday before it; a daily appears Monday to Saturday and covers
    the time since the issue before it. Raises InvalidIssueDate for any other day, naming the nearest right one. A digest
    appears on any day and covers the two weeks that end with it.
    """
    if not _FIRST_YEAR <= issue.year <= _LAST_YEAR:
        raise _beyond(issue)
    return _window(cadence, issue)


def _window(cadence: Cadence, issue: date) -> Window:
    if cadence == "digest":
        return Window(issue - timedelta(days=DIGEST_DAYS - 1), issue)
    if cadence == "weekly":
        if issue.weekday() != SUNDAY:
            raise _wrong_day("주간 브리핑은 일요일에 나옵니다", issue, _next_sunday(issue))
        return Window(issue - timedelta(days=6), issue - timedelta(days=1))
    if issue.weekday() == SUNDAY:
        raise _wrong_day("일간 브리핑은 월요일부터 토요일까지 나옵니다", issue, issue - timedelta(days=1))
    back = 2 if issue.weekday() == 0 else 1
    return Window(issue - timedelta(days=back), issue)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which the clocks of `zone` show `at` on `day`.

    Of a wall time that comes twice (clocks set back) it is the first; in place of one that never comes (clocks set
    forward, or a day that a zone left out) it is the first moment after the gap.
    """
    wall = datetime.combine(day, at.replace(microsecond=0, fold=0, tzinfo=None))
    first = wall.replace(tzinfo=zone)
    found = first.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall:
        return found
    return _after_gap(first.replace(fold=1).astimezone(UTC), found, zone)


def _after_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second at which the offset of `after` holds; at `before` another one does."""
    offset = after.astimezone(zone).utcoffset()
    seconds = round((after - before).total_seconds())
    low, high = 0, seconds
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return before + timedelta(seconds=high)


def closing(cadence: Cadence, window: Window, hour: int, zone: ZoneInfo = SEOUL) -> datetime:
    """Return the moment, in Asia/Seoul, after which nothing enters the edition.

    A weekly and a digest close when their last day is over in Seoul. A daily closes at `hour` o'clock of its day in `zone`, but not
    before that day begins in Seoul and not after it ends there: else articles would lie in no window, or outside of it.
    """
    if cadence != "daily":
        return datetime.combine(window.end + timedelta(days=1), time(), SEOUL)
    return _daily_closing(window.end, hour, zone)


def _daily_closing(day: date, hour: int, zone: ZoneInfo) -> datetime:
    begin, end = (datetime.combine(d, time(), SEOUL) for d in (day, day + timedelta(days=1)))
    return min(max(moment(day, time(hour), zone).astimezone(SEOUL), begin), end)


def newest_issue(cadence: Cadence, moments: Sequence[datetime], hour: int, zone: ZoneInfo = SEOUL) -> date:
    """Return the date of the newest issue that holds any of `moments` (Seoul, newest first).

    What appears after a daily's closing (`hour` o'clock in `zone`) belongs to the next daily. No weekly covers a
    Sunday: what appears then is passed over, unless there is nothing else. A digest may appear on the newest day itself.
    """
    if cadence == "digest":
        return moments[0].date()
    try:
        if cadence == "weekly":
            covered = next((m for m in moments if m.weekday() != SUNDAY), moments[0])
            return _next_sunday(covered.date())
        day = moments[0].date()
        day += timedelta(days=moments[0] >= _daily_closing(day, hour, zone))
        return day + timedelta(days=1) if day.weekday() == SUNDAY else day
    except OverflowError:
        raise _beyond(moments[0].date()) from None


def _next_sunday(day: date) -> date:
    return day + timedelta(days=(SUNDAY - day.weekday()) % 7)


def _beyond(day: date) -> InvalidIssueDate:
    return InvalidIssueDate(
        f"달력 밖의 날짜에 걸립니다({day.isoformat()})", subject="--on", advice="기사가 있는 기간의 발행일을 쓰세요."
    )


def _wrong_day(what: str, issue: date, right: date) -> InvalidIssueDate:
    return InvalidIssueDate(
        f"{what}({issue.isoformat()}은 {_WEEKDAYS[issue.weekday()]}요일)",
        subject="--on",
        advice=f"--on {right.isoformat()} 로 다시 실행하세요.",
    )
