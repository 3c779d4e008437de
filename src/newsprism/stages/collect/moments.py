"""Times as feeds and sitemaps write them, read as well as is needed to tell the newer from the older."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")

_SEOUL = ZoneInfo("Asia/Seoul")
_LONGEST = 64
_MONTH = re.compile(r"\d{4}-\d{2}")
_KOREAN = re.compile(r"(\d{4})[./]\s?(\d{1,2})[./]\s?(\d{1,2})\.?(?:\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def moment_of(raw: str | None) -> datetime | None:
    """Return the time that `raw` names (ISO 8601, RFC 822, ``2026.2.9 14:05``), or None.

    Without a zone it is taken for Asia/Seoul. Not for printing: clocks that lie are not corrected here.
    """
    text = (raw or "").strip()[:_LONGEST]
    try:
        moment = _read(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=_SEOUL)).astimezone(UTC) if moment else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def newest_first(things: Iterable[T], when: Callable[[T], str | None]) -> list[T]:
    """Return `things` by the time that `when` names, newest first; those without one last, in their order."""
    dated = [(moment_of(when(thing)), thing) for thing in things]
    # Sorting is stable, so that things of one time stay in the order of their feed.
    with_time = sorted(((m, t) for m, t in dated if m is not None), key=lambda pair: pair[0], reverse=True)
    return [thing for _, thing in with_time] + [thing for moment, thing in dated if moment is None]


def is_recent(raw: str | None, now: datetime, days: int) -> bool | None:
    """Say whether `raw` lies in the last `days` days before `now` (or after it); None when it names no time."""
    moment = moment_of(raw)
    return None if moment is None else moment >= now - timedelta(days=days)


def _read(text: str) -> datetime | None:
    if not text:
        return None
    korean = _KOREAN.fullmatch(text)
    if korean:
        return datetime(*(int(part or 0) for part in korean.groups()))  # type: ignore[arg-type]
    if text[:1].isdigit() and text[4:5] in ("-", "0", "1"):
        return datetime.fromisoformat(text + "-01" if _MONTH.fullmatch(text) else text)
    return parsedate_to_datetime(text)
