"""Which days an edition covers, and on which days it appears (Asia/Seoul)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.errors import InvalidIssueDate
from newsprism.types.brief import Cadence, Window

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY = 6
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""Beyond these a date is a slip, and a window could fall off the ends of the calendar."""
_WEEKDAYS = "월화수목금토일"


def window_of(cadence: Cadence, issue: date) -> Window:
    """Return the days of the edition issued on `issue`.

    A weekly appears on Sunday and covers Monday to Saturday before it; a daily appears Monday to Saturday and covers
    the time since the issue before it. Raises InvalidIssueDate for any other day, naming the nearest right one.
    """
    if not _FIRST_YEAR <= issue.year <= _LAST_YEAR:
        raise _beyond(issue)
    return _window(cadence, issue)


def _window(cadence: Cadence, issue: date) -> Window:
    if cadence == "weekly":
        if issue.weekday() != SUNDAY:
            raise _wrong_day("주간 브리핑은 일요일에 나옵니다", issue, _next_sunday(issue))
        return Window(issue - timedelta(days=6), issue - timedelta(days=1))
    if issue.weekday() == SUNDAY:
        raise _wrong_day("일간 브리핑은 월요일부터 토요일까지 나옵니다", issue, issue - timedelta(days=1))
    back = 2 if issue.weekday() == 0 else 1
    return Window(issue - timedelta(days=back), issue)


def closing(cadence: Cadence, window: Window, hour: int) -> datetime:
    """Return the moment after which nothing enters the edition: `hour` o'clock of a daily's day, midnight of a weekly."""
    if cadence == "weekly":
        return datetime.combine(window.end + timedelta(days=1), time(), SEOUL)
    return datetime.combine(window.end, time(hour), SEOUL)


def newest_issue(cadence: Cadence, moments: Sequence[datetime], hour: int) -> date:
    """Return the date of the newest issue that holds any of `moments` (Seoul, newest first).

    What appears after a daily's closing `hour` belongs to the next daily. No weekly covers a Sunday: what appears then
    is passed over, unless there is nothing else.
    """
    try:
        if cadence == "weekly":
            covered = next((m for m in moments if m.weekday() != SUNDAY), moments[0])
            return _next_sunday(covered.date())
        day = moments[0].date() + timedelta(days=moments[0].hour >= hour)
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
