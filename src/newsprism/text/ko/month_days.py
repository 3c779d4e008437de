"""Days and months of the calendar, as dates in a text are worked out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

Stretch = tuple[date, date]
"""The first and the last day of a stretch of time."""


def months(year: int, month: int, count: int = 1) -> Stretch:
    """`count` whole months from `month` of `year` on; `month` may run outside 1..12."""
    start, end = year * 12 + month - 1, year * 12 + month + count - 2
    return date(start // 12, start % 12 + 1, 1), month_end(end // 12, end % 12 + 1)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def range_end(year: int, month: int, first: int, last: int) -> date:
    """Last day of a range of days; 28~3일 runs into the next month."""
    if last >= first:
        return date(year, month, last)
    return date(year + month // 12, month % 12 + 1, last)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None where there is none."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def nearest_day(candidates: list[date], published: date, aim: str | None) -> date | None:
    """Return the candidate nearest to a day; behind it with the `aim` 지난, ahead of it with any other."""
    if aim == "지난":
        candidates = [day for day in candidates if day <= published]
    elif aim:
        candidates = [day for day in candidates if day >= published]
    return min(candidates, key=lambda day: (abs((day - published).days), day > published), default=None)
