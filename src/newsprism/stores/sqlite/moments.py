"""Moments as whole microseconds since 1970 (UTC), with the offset they were written in; days of Seoul as moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOCAL_EPOCH = datetime(1970, 1, 1)
_TICK = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """Return microseconds since 1970 of an aware moment; exact, also before 1970."""
    return (moment - _EPOCH) // _TICK


def offset(moment: datetime) -> int:
    """Return the offset of an aware moment in seconds east of UTC."""
    return (moment.utcoffset() or timedelta()) // timedelta(seconds=1)


def moment(at: int, east: int = 0) -> datetime:
    """Return the aware moment of `at` microseconds, written in the offset of `east` seconds."""
    # Local time first: the UTC of a moment at the edge of the calendar may lie beyond it.
    return (_LOCAL_EPOCH + timedelta(seconds=east, microseconds=at)).replace(tzinfo=timezone(timedelta(seconds=east)))


def day_begins(day: date) -> int:
    """Return the first microsecond of a day of Seoul."""
    return ticks(datetime.combine(day, time(), SEOUL))


def day_ends(day: date) -> int:
    """Return the first microsecond after a day of Seoul."""
    return ticks(datetime.combine(day, time(23, 59, 59, 999_999), SEOUL)) + 1
