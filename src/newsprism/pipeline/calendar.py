"""Which days an edition covers, and on which days it appears (Asia/Seoul)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.errors import InvalidIssueDate
from newsprism.types.brief import Cadence, Window

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY = 6
_WEEKDAYS = "월화수목금토일"


def window_of(cadence: Cadence, issue: date) -> Window:
    """Return the days of the edition issued on `issue`.

    A weekly appears on Sunday and covers Monday to Saturday before it; a daily appears Monday to Saturday and covers
    the time since the issue before it. Raises InvalidIssueDate for any other day, naming the nearest right one.
    """
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


def newest_issue(cadence: Cadence, latest: date) -> date:
    """Return the issue date whose window holds `latest`, the day of the newest document."""
    if cadence == "weekly":
        return _next_sunday(latest)
    return latest - timedelta(days=1) if latest.weekday() == SUNDAY else latest


def _next_sunday(day: date) -> date:
    return day + timedelta(days=(SUNDAY - day.weekday()) % 7)


def _wrong_day(what: str, issue: date, right: date) -> InvalidIssueDate:
    return InvalidIssueDate(
        f"{what}({issue.isoformat()}은 {_WEEKDAYS[issue.weekday()]}요일)",
        subject="--on",
        advice=f"--on {right.isoformat()} 로 다시 실행하세요.",
    )
