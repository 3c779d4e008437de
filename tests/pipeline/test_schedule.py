import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsprism.errors import InvalidIssueDate
from newsprism.pipeline.calendar import closing as closing_of
from newsprism.pipeline.calendar import window_of
from newsprism.pipeline.schedule import Plan, due, due_at, missed, next_due

SEOUL, NEW_YORK, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BOTH = (("daily", "ceo"), ("weekly", "ceo"))


def plan(zone=SEOUL, **changes):
    return replace(Plan(zone, LONG_AGO, BOTH, daily_at=time(9), weekly_at=time(8)), **changes)


def nothing(*_):
    return False


def local(text, zone=SEOUL, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def issues(found):
    return [(d.cadence, d.issue.isoformat()) for d in found]


class Record:
    """Editions made, in memory."""

    def __init__(self):
        self.times = Counter()

    def made(self, cadence, reader, issue):
        return self.times[cadence, reader, issue] > 0

    def make_all(self, the_plan, now):
        found = due(the_plan, now, self.made)
        for d in found:
            self.times[d.cadence, d.reader, d.issue] += 1
        return issues(found)


def test_a_daily_falls_due_at_its_hour_from_monday_to_saturday_and_a_weekly_on_sunday():
    moments = []
    now = local("2026-02-02T00:00")
    for _ in range(8):
        now = next_due(plan(), now)
        moments.append(f"{now.astimezone(SEOUL):%a %H:%M}")
    assert moments == [
        "Mon 09:00",
        "Tue 09:00",
        "Wed 09:00",
        "Thu 09:00",
        "Fri 09:00",
        "Sat 09:00",
        "Sun 08:00",
        "Mon 09:00",
    ]


def test_nothing_is_due_a_second_before_its_time_and_it_is_at_its_time():
    only_today = plan(since=local("2026-02-03T00:00"))
    assert due(only_today, local("2026-02-03T08:59:59"), nothing) == ()
    found = due(only_today, local("2026-02-03T09:00"), nothing)
    assert issues(found) == [("daily", "2026-02-03")]
    assert found[0].at == local("2026-02-03T09:00")
    assert due(only_today, local("2026-02-03T09:00"), lambda *_: True) == ()


def test_only_what_is_asked_for_is_planned():
    weekly = plan(editions=(("weekly", "investor"),))
    assert issues(due(weekly, local("2026-02-09T12:00"), nothing)) == [("weekly", "2026-02-08")]
    assert next_due(weekly, local("2026-02-09T12:00")) == local("2026-02-15T08:00")
    assert next_due(plan(editions=()), local("2026-02-09T12:00")) is None
    assert next_due(plan(editions=(("digest", "ceo"),)), local("2026-02-09T12:00")) is None


def test_each_reader_has_an_edition_of_its_own():
    two = plan(editions=(("daily", "ceo"), ("daily", "jobseeker")), since=local("2026-02-03T08:00"))
    found = due(two, local("2026-02-03T10:00"), lambda _, reader, __: reader == "ceo")
    assert [(d.reader, d.issue) for d in found] == [("jobseeker", date(2026, 2, 3))]


# The clock of the set zone


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("America/New_York", "2026-03-07", "09:00", "2026-03-07T14:00+00:00"),
        ("America/New_York", "2026-03-09", "09:00", "2026-03-09T13:00+00:00"),
        ("America/New_York", "2026-10-31", "09:00", "2026-10-31T13:00+00:00"),
        ("America/New_York", "2026-11-02", "09:00", "2026-11-02T14:00+00:00"),
        ("Europe/Berlin", "2026-03-30", "09:00", "2026-03-30T07:00+00:00"),
        ("Europe/Berlin", "2026-10-26", "09:00", "2026-10-26T08:00+00:00"),
        ("Pacific/Auckland", "2026-09-28", "09:00", "2026-09-27T20:00+00:00"),
        ("Asia/Kolkata", "2026-03-30", "09:00", "2026-03-30T03:30+00:00"),
        ("Australia/Adelaide", "2026-10-05", "09:00", "2026-10-04T22:30+00:00"),
    ],
)
def test_the_hour_on_the_wall_stays_when_clocks_change(zone, day, at, expected):
    the_plan = plan(ZoneInfo(zone), daily_at=time.fromisoformat(at), closing_hour=0)
    assert due_at(the_plan, "daily", date.fromisoformat(day)) == datetime.fromisoformat(expected)


def test_a_weekly_at_an_hour_that_does_not_exist_comes_right_after_the_gap():
    assert due_at(plan(NEW_YORK, weekly_at=time(2, 30)), "weekly", date(2026, 3, 8)) == local(
        "2026-03-08T03:00", NEW_YORK
    )
    assert due_at(plan(BERLIN, weekly_at=time(2, 30)), "weekly", date(2026, 3, 29)) == local("2026-03-29T03:00", BERLIN)


@pytest.mark.parametrize(("zone", "sunday"), [(NEW_YORK, "2026-11-01"), (BERLIN, "2026-10-25")])
def test_an_hour_that_comes_twice_makes_one_edition_at_the_first(zone, sunday):
    hour = "01:30" if zone is NEW_YORK else "02:30"
    weekly = plan(
        zone, editions=(("weekly", "ceo"),), weekly_at=time.fromisoformat(hour), since=local(f"{sunday}T00:00", zone)
    )
    record = Record()
    first, second = (local(f"{sunday}T{hour}", zone, fold) for fold in (0, 1))
    assert (second.astimezone(UTC) - first.astimezone(UTC)) == timedelta(hours=1)
    assert record.make_all(weekly, first.astimezone(UTC) - timedelta(seconds=1)) == []
    assert record.make_all(weekly, first) == [("weekly", sunday)]
    # Given in the zone itself, where the two moments compare as equal.
    assert record.make_all(weekly, second) == []
    assert next_due(weekly, first) > second.astimezone(UTC) + timedelta(days=6)


@pytest.mark.parametrize("zone", [NEW_YORK, BERLIN])
@pytest.mark.parametrize("start", ["2026-03-01", "2026-10-18"])
def test_looking_every_ten_minutes_through_a_change_of_summer_time_makes_each_issue_once(zone, start):
    night = plan(zone, daily_at=time(2, 30), weekly_at=time(2, 30), closing_hour=2, since=local(f"{start}T00:00", zone))
    record = Record()
    now = local(f"{start}T00:00", zone).astimezone(UTC)
    for step in range(15 * 24 * 6):
        record.make_all(night, (now + timedelta(minutes=10 * step)).astimezone(zone))
    days = [date.fromisoformat(start) + timedelta(days=d) for d in range(15)]
    assert sorted(issue for _, _, issue in record.times) == days
    assert set(record.times.values()) == {1}


# Midnight


@pytest.mark.parametrize(
    ("hour", "at", "expected"),
    [
        (0, "00:30", "2026-02-03T00:30"),
        (0, "00:00", "2026-02-03T00:00"),
        (23, "23:30", "2026-02-03T23:30"),
        (23, "23:00", "2026-02-03T23:00"),
        # The day is not over at half past midnight: its issue comes half an hour after it.
        (23, "00:30", "2026-02-04T00:30"),
        (9, "08:30", "2026-02-04T08:30"),
    ],
)
def test_an_issue_falls_due_at_the_first_set_time_after_its_closing(hour, at, expected):
    the_plan = plan(closing_hour=hour, daily_at=time.fromisoformat(at))
    assert due_at(the_plan, "daily", date(2026, 2, 3)) == local(expected)


def test_a_saturday_that_closes_at_night_comes_on_sunday_beside_the_weekly():
    night = plan(closing_hour=23, daily_at=time(0, 30), since=local("2026-02-08T00:00"))
    assert issues(due(night, local("2026-02-08T09:00"), nothing)) == [("daily", "2026-02-07"), ("weekly", "2026-02-08")]


def test_a_week_is_not_printed_before_it_is_over_in_seoul():
    # One o'clock on Sunday in Auckland is nine in the evening of Saturday in Seoul.
    auckland = ZoneInfo("Pacific/Auckland")
    assert due_at(plan(auckland, weekly_at=time(1)), "weekly", date(2026, 2, 8)) == local("2026-02-09T01:00", auckland)
    assert due_at(plan(NEW_YORK, weekly_at=time(1)), "weekly", date(2026, 2, 8)) == local("2026-02-08T01:00", NEW_YORK)


def test_a_day_that_a_zone_left_out_does_not_lose_its_issue():
    apia = plan(ZoneInfo("Pacific/Apia"), since=datetime(2011, 12, 28, tzinfo=UTC) - timedelta(days=1))
    record = Record()
    record.make_all(apia, datetime(2011, 12, 31, 12, tzinfo=UTC))
    assert date(2011, 12, 30) in {issue for _, _, issue in record.times}


def test_a_wrong_day_has_no_due_time():
    with pytest.raises(InvalidIssueDate):
        due_at(plan(), "daily", date(2026, 2, 8))


def test_a_clock_outside_the_calendar_makes_nothing():
    for year in (1, 1800, 2300, 9990):
        now = datetime(year, 6, 1, tzinfo=UTC)
        assert due(plan(), now, nothing) == ()
        assert missed(plan(), now, nothing) == ()
        assert next_due(plan(), now) is None


# First start, sleep, restart


def test_at_the_first_start_only_the_issue_of_today_is_made_if_its_time_has_passed():
    started = local("2026-02-04T11:00")
    assert issues(due(plan(since=started), started, nothing)) == [("daily", "2026-02-04")]
    early = local("2026-02-04T07:00")
    assert due(plan(since=early), early, nothing) == ()
    assert missed(plan(since=started), started, nothing) == ()


def test_after_days_of_sleep_missed_issues_come_oldest_first_and_older_ones_are_told():
    # Asleep from Tuesday the 3rd, 12:00, to Thursday the 12th, 10:00.
    record = Record()
    record.make_all(plan(since=local("2026-02-02T00:00")), local("2026-02-03T12:00"))
    awake, the_plan = local("2026-02-12T10:00"), plan(since=local("2026-02-02T00:00"))
    assert issues(missed(the_plan, awake, record.made)) == [("daily", f"2026-02-{d:02}") for d in (4, 5, 6, 7, 9)]
    assert record.make_all(the_plan, awake) == [
        ("weekly", "2026-02-08"),
        ("daily", "2026-02-10"),
        ("daily", "2026-02-11"),
        ("daily", "2026-02-12"),
    ]
    assert record.make_all(the_plan, awake + timedelta(minutes=1)) == []


def test_without_catching_up_the_issue_of_today_is_made_all_the_same():
    lazy = plan(catch_up=timedelta(), editions=(("daily", "ceo"),))
    assert issues(due(lazy, local("2026-02-12T17:00"), nothing)) == [("daily", "2026-02-12")]


def test_an_issue_of_a_minute_to_midnight_is_not_lost_to_a_slow_refresh():
    late = plan(catch_up=timedelta(), daily_at=time(23, 59), editions=(("daily", "ceo"),))
    assert issues(due(late, local("2026-02-13T00:20"), nothing)) == [("daily", "2026-02-12")]


def test_what_was_missed_long_ago_is_not_told_for_ever():
    told = missed(plan(), local("2026-02-12T10:00"), nothing)
    assert len(told) < 31
    assert told[0].at > local("2026-01-01T00:00")


def test_a_clock_that_is_set_back_makes_nothing_twice():
    record, the_plan = Record(), plan(since=local("2026-02-03T00:00"))
    record.make_all(the_plan, local("2026-02-05T10:00"))
    for back in ("2026-02-05T08:00", "2026-02-04T10:00", "2026-02-05T10:00"):
        assert record.make_all(the_plan, local(back)) == []
    assert record.make_all(the_plan, local("2026-02-06T10:00")) == [("daily", "2026-02-06")]


def test_a_first_start_noted_with_a_clock_that_ran_ahead_does_not_stop_the_schedule():
    ahead = plan(since=local("2036-01-01T00:00"))
    assert issues(due(ahead, local("2026-02-05T10:00"), nothing)) == [("daily", "2026-02-05")]


def test_a_restart_goes_on_from_what_the_database_holds(tmp_path):
    def run(now, stop_after):
        with closing(sqlite3.connect(tmp_path / "made.db", isolation_level=None)) as db:
            db.execute("create table if not exists made (cadence text, reader text, issue text)")

            def made(cadence, reader, issue):
                key = (cadence, reader, issue.isoformat())
                return (
                    db.execute("select 1 from made where (cadence, reader, issue) = (?, ?, ?)", key).fetchone()
                    is not None
                )

            for d in due(the_plan, now, made)[:stop_after]:
                db.execute("insert into made values (?, ?, ?)", (d.cadence, d.reader, d.issue.isoformat()))
            return [row[0] for row in db.execute("select issue from made order by rowid")]

    the_plan = plan(since=local("2026-02-02T00:00"))
    now = local("2026-02-04T10:00")
    assert run(now, 1) == ["2026-02-02"]
    assert run(now, 1) == ["2026-02-02", "2026-02-03"]
    assert run(now, 9) == ["2026-02-02", "2026-02-03", "2026-02-04"]
    assert run(now, 9) == ["2026-02-02", "2026-02-03", "2026-02-04"]


ZONES = st.sampled_from(
    [
        "Asia/Seoul",
        "America/New_York",
        "Europe/Berlin",
        "Pacific/Auckland",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Havana",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30, 59]))
PLANS = st.builds(
    lambda zone, daily, weekly, hour, days: plan(
        ZoneInfo(zone), daily_at=daily, weekly_at=weekly, closing_hour=hour, catch_up=timedelta(days=days)
    ),
    ZONES,
    TIMES,
    TIMES,
    st.integers(0, 23),
    st.integers(0, 5),
)
STARTS = st.sampled_from(
    [datetime(2026, m, d, tzinfo=UTC) for m, d in ((1, 5), (3, 5), (3, 25), (4, 1), (9, 24), (10, 22), (10, 29))]
)


@given(PLANS, STARTS, st.lists(st.integers(0, 25 * 24 * 60), min_size=1, max_size=25))
@example(plan(NEW_YORK, daily_at=time(2, 30), closing_hour=2), datetime(2026, 3, 5, tzinfo=UTC), [0, 5000, 9000])
def test_whenever_it_is_run_no_issue_is_made_twice_and_none_that_was_in_time_is_lost(the_plan, start, minutes):
    """The minutes are in no order: the clock is set back as often as forward."""
    runs = [start + timedelta(minutes=m) for m in minutes]
    the_plan = replace(the_plan, since=runs[0])
    record = Record()
    for now in runs:
        for d in due(the_plan, now, record.made):
            assert d.at <= now
            assert d.at >= closing_of(d.cadence, window_of(d.cadence, d.issue), the_plan.closing_hour, the_plan.zone)
        record.make_all(the_plan, now)
    assert set(record.times.values()) <= {1}
    last, day = max(runs), start.date() - timedelta(days=3)
    told = {(d.cadence, d.issue) for d in missed(the_plan, last, record.made)}
    while day <= last.date() + timedelta(days=1):
        cadence = "weekly" if day.weekday() == 6 else "daily"
        at = due_at(the_plan, cadence, day)
        reach = the_plan.catch_up_weekly if cadence == "weekly" else the_plan.catch_up
        if at >= runs[0] and any(at <= now <= at + reach for now in runs):
            assert record.made(cadence, "ceo", day)
        if at >= runs[0] and last > at + reach + timedelta(days=2):
            assert record.made(cadence, "ceo", day) or (cadence, day) in told
        day += timedelta(days=1)


@given(PLANS, STARTS, st.integers(0, 15 * 24 * 60))
def test_between_now_and_the_next_due_time_nothing_falls_due(the_plan, start, minute):
    now = start + timedelta(minutes=minute)
    record = Record()
    record.make_all(the_plan, now)
    coming = next_due(the_plan, now)
    assert now < coming <= now + timedelta(days=3)
    assert record.make_all(the_plan, coming - timedelta(seconds=1)) == []
    assert record.make_all(the_plan, coming)
