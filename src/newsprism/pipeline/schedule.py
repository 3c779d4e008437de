"""Which editions should have been made by now, and when the next one falls due. Nothing here looks at a clock.

An issue falls due at the first set time that is not before its closing: with a closing at 9 o'clock and 09:00 set, on
its own day; with a closing at 23 o'clock and 00:30 set, half an hour after midnight of the next day. So an edition is
never made while articles may still enter it.

Days are counted on the calendar of the set zone, never in steps of 24 hours; moments are compared in UTC, because two
wall times of one zone do not say which came first in the hour that clocks go through twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsprism.pipeline.calendar import appears, closing, moment, window_of
from newsprism.types.brief import Cadence

Made = Callable[[Cadence, str, date], bool]
"""Says whether the issue of a cadence and date was made for a reader."""

TOLD_BACK = timedelta(days=31)
"""What became too old to be made longer ago than this is not told any more."""

_AHEAD = 12
"""Days within which each cadence falls due once at least, also where a zone leaves out a day."""
_BEHIND = 3
"""Days by which an issue can fall due after its date, in any zone."""
_STILL_TODAY = timedelta(hours=1)
"""After midnight, what fell due on the day that has just ended counts as today's for this long."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made when: dailies at `daily_at` on Monday to Saturday, weeklies at `weekly_at` on Sunday, in `zone`.

    `editions` are pairs of cadence and reader. `since` is when the schedule was first started (aware): what fell due
    before that day is never made. A missed issue is made up to `catch_up` after it fell due, a weekly up to
    `catch_up_weekly`, and in any case on the same day. `refresh_every` is positive. `closing_hour` is that of the
    dailies.
    """

    zone: ZoneInfo
    since: datetime
    editions: tuple[tuple[Cadence, str], ...]
    daily_at: time = time(9, 10)
    weekly_at: time = time(8)
    closing_hour: int = 9
    refresh_every: timedelta = timedelta(minutes=30)
    catch_up: timedelta = timedelta(days=3)
    catch_up_weekly: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Due:
    """An edition to be made. `at` is when it fell due, in UTC (``at.astimezone(plan.zone)`` to show it)."""

    cadence: Cadence
    reader: str
    issue: date
    at: datetime


def due(plan: Plan, now: datetime, made: Made) -> tuple[Due, ...]:
    """Return what should have been made by `now` (aware), has not been, and is not too old; oldest first."""
    first = _first_day(plan, now)
    return _not_made(plan, made, lambda cadence: (max(first, _oldest(plan, cadence, now)), now))


def missed(plan: Plan, now: datetime, made: Made) -> tuple[Due, ...]:
    """Return what was never made and became too old to be made within the 31 days before `now`; oldest first."""
    first = _first_day(plan, now)

    def stretch(cadence: Cadence) -> tuple[datetime, datetime]:
        oldest = _oldest(plan, cadence, now)
        # Both ends of a stretch belong to it, and the oldest moment that is not too late belongs to `due`.
        return max(first, oldest - TOLD_BACK), oldest - timedelta(microseconds=1)

    return _not_made(plan, made, stretch)


def next_due(plan: Plan, now: datetime) -> datetime | None:
    """Return the first moment after `now` (aware) at which an edition falls due, in UTC; None when none is planned."""
    later = now.astimezone(UTC) + timedelta(microseconds=1)
    ahead = later + timedelta(days=_AHEAD)
    cadences = {cadence for cadence, _ in plan.editions}
    return min((at for cadence in cadences for at, _ in _issues(plan, cadence, later, ahead)), default=None)


def due_at(plan: Plan, cadence: Cadence, issue: date) -> datetime:
    """Return when the issue falls due, in UTC: the first set time that is not before its closing.

    Raises InvalidIssueDate for a date on which no such edition appears.
    """
    closed = closing(cadence, window_of(cadence, issue), plan.closing_hour, plan.zone)
    at = plan.weekly_at if cadence == "weekly" else plan.daily_at
    day = issue
    while (found := moment(day, at, plan.zone)) < closed:
        day += timedelta(days=1)
    return found


def _first_day(plan: Plan, now: datetime) -> datetime:
    """Return the beginning of the day of the first start.

    A first start that lies in the future was noted while the clock was wrong; it counts as now.
    """
    return _beginning(min(plan.since.astimezone(UTC), now.astimezone(UTC)), plan.zone)


def _oldest(plan: Plan, cadence: Cadence, now: datetime) -> datetime:
    """Return the moment before which what fell due is too old to be made."""
    utc = now.astimezone(UTC)
    reach = plan.catch_up_weekly if cadence == "weekly" else plan.catch_up
    return min(utc - reach, _beginning(utc - _STILL_TODAY, plan.zone))


def _beginning(at: datetime, zone: ZoneInfo) -> datetime:
    return moment(at.astimezone(zone).date(), time(), zone)


def _not_made(plan: Plan, made: Made, stretch: Callable[[Cadence], tuple[datetime, datetime]]) -> tuple[Due, ...]:
    found = [
        Due(cadence, reader, issue, at)
        for cadence, reader in dict.fromkeys(plan.editions)
        for at, issue in _issues(plan, cadence, *stretch(cadence))
        if not made(cadence, reader, issue)
    ]
    return tuple(sorted(found, key=lambda d: d.at))


def _issues(plan: Plan, cadence: Cadence, begin: datetime, end: datetime) -> Iterator[tuple[datetime, date]]:
    """Return the issues that fall due in ``[begin, end]``, with the moment, by date."""
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    day, last = begin.astimezone(plan.zone).date() - timedelta(days=_BEHIND), end.astimezone(plan.zone).date()
    while day <= last:
        if appears(cadence, day) and begin <= (at := due_at(plan, cadence, day)) <= end:
            yield at, day
        day += timedelta(days=1)
