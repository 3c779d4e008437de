from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import InvalidIssueDate
from newsprism.pipeline.calendar import SEOUL, appears, closing, moment, newest_issue, window_of
from newsprism.types.brief import Window

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_a_weekly_of_sunday_covers_monday_to_saturday():
    assert window_of("weekly", date(2025, 2, 2)) == Window(date(2025, 1, 27), date(2025, 2, 1))


@pytest.mark.parametrize(("issue", "right"), [("2025-02-01", "2025-02-02"), ("2025-02-03", "2025-02-09")])
def test_a_weekly_of_another_day_is_refused_with_the_right_day(issue, right):
    with pytest.raises(InvalidIssueDate) as caught:
        window_of("weekly", date.fromisoformat(issue))
    assert issue in str(caught.value)
    assert right in str(caught.value)


def test_a_daily_of_sunday_is_refused_with_the_day_before():
    with pytest.raises(InvalidIssueDate, match="2025-02-01"):
        window_of("daily", date(2025, 2, 2))


def test_a_daily_covers_the_days_since_the_issue_before_it():
    assert window_of("daily", date(2025, 1, 31)) == Window(date(2025, 1, 30), date(2025, 1, 31))
    # Monday follows Saturday: there is no issue in between.
    assert window_of("daily", date(2025, 2, 3)) == Window(date(2025, 2, 1), date(2025, 2, 3))


def test_a_weekly_closes_when_its_last_day_is_over():
    window = window_of("weekly", date(2025, 2, 2))
    assert closing("weekly", window, 9) == datetime(2025, 2, 2, 0, 0, tzinfo=SEOUL)


def test_a_daily_closes_at_the_hour_of_its_day_in_seoul():
    window = window_of("daily", date(2025, 1, 31))
    found = closing("daily", window, 9)
    assert found == datetime(2025, 1, 31, 9, 0, tzinfo=SEOUL)
    assert found.utcoffset() == timedelta(hours=9)


@given(DAYS)
def test_every_day_is_either_an_issue_or_refused(day):
    refused = 0
    for cadence in ("daily", "weekly"):
        try:
            window = window_of(cadence, day)
        except InvalidIssueDate:
            refused += 1
            continue
        assert window.start <= window.end <= day
    # Each day has exactly one edition: the weekly on Sunday, a daily on the others.
    assert refused == 1


@given(DAYS)
def test_no_day_falls_between_two_dailies(day):
    if day.weekday() != 6:
        before = day - timedelta(days=2 if day.weekday() == 0 else 1)
        assert window_of("daily", day).start <= before


@given(DAYS, st.integers(0, 23))
def test_the_newest_issue_is_a_day_on_which_the_edition_appears(day, hour):
    moment = datetime.combine(day, time(hour), SEOUL)
    for cadence in ("daily", "weekly"):
        window_of(cadence, newest_issue(cadence, [moment], 9))


@given(DAYS, st.integers(0, 23))
def test_the_newest_daily_is_still_open_when_the_newest_article_appears(day, hour):
    moment = datetime.combine(day, time(hour), SEOUL)
    window = window_of("daily", newest_issue("daily", [moment], 9))
    assert window.start <= day
    assert moment < closing("daily", window, 9)


@given(DAYS.filter(lambda day: day.weekday() != 6))
def test_the_newest_weekly_holds_the_newest_day(day):
    window = window_of("weekly", newest_issue("weekly", [datetime.combine(day, time(23), SEOUL)], 9))
    assert window.start <= day <= window.end


def test_a_sunday_article_does_not_move_the_weekly_when_weekdays_have_articles():
    sunday = datetime(2026, 2, 15, 12, tzinfo=SEOUL)
    friday = datetime(2026, 2, 13, 12, tzinfo=SEOUL)
    assert newest_issue("weekly", [sunday, friday], 9) == date(2026, 2, 15)
    assert newest_issue("weekly", [sunday], 9) == date(2026, 2, 15)


@pytest.mark.parametrize("day", [date(1, 1, 7), date(1899, 12, 31), date(9999, 12, 26)])
def test_a_date_off_the_calendar_is_refused(day):
    with pytest.raises(InvalidIssueDate, match="달력 밖"):
        window_of("weekly", day)


ZONES = st.sampled_from(
    ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
).map(ZoneInfo)


@given(DAYS)
def test_each_day_has_one_cadence(day):
    assert [appears(cadence, day) for cadence in ("daily", "weekly", "digest")].count(True) == 1


def test_no_edition_appears_off_the_calendar():
    assert not appears("daily", date(1899, 12, 30))
    assert not appears("weekly", date(9999, 12, 26))


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        # Clocks forward: the hour from 2 to 3 is missing.
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T03:00-04:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00+02:00"),
        ("Pacific/Auckland", "2026-09-27", "02:59", "2026-09-27T03:00+13:00"),
        # Half an hour is missing, and a whole day.
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-04T02:30+11:00"),
        ("Pacific/Apia", "2011-12-30", "09:00", "2011-12-31T00:00+14:00"),
        # Clocks back: the hour comes twice.
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30-04:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30+02:00"),
        ("Pacific/Auckland", "2026-04-05", "02:30", "2026-04-05T02:30+13:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45+11:00"),
        # Nothing happens.
        ("Asia/Seoul", "2026-03-08", "02:30", "2026-03-08T02:30+09:00"),
        ("Asia/Kolkata", "2026-03-08", "00:30", "2026-03-08T00:30+05:30"),
        ("Asia/Kathmandu", "2026-03-08", "23:59", "2026-03-08T23:59+05:45"),
    ],
)
def test_a_wall_time_is_the_first_moment_that_shows_it_or_has_passed_it(zone, day, at, expected):
    found = moment(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected)
    assert found.utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", "2026-03-08"),
        ("America/New_York", "2026-11-01"),
        ("Europe/Berlin", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25"),
        ("Australia/Lord_Howe", "2026-10-04"),
        ("America/Havana", "2026-03-08"),  # midnight itself is missing
        ("America/Havana", "2026-11-01"),
        ("Pacific/Apia", "2011-12-30"),
    ],
)
def test_moments_agree_with_watching_the_clock_minute_by_minute(zone, day):
    zone, day = ZoneInfo(zone), date.fromisoformat(day)
    start = datetime.combine(day - timedelta(days=1), time(6), UTC)
    watched = [start + timedelta(minutes=m) for m in range(60 * 60)]
    shown = [m.astimezone(zone).replace(tzinfo=None) for m in watched]
    for at in (time(h, m) for h in range(0, 24) for m in (0, 30)):
        wall = datetime.combine(day, at)
        first = next(m for m, s in zip(watched, shown, strict=True) if s >= wall)
        assert moment(day, at, zone) == first


def test_a_daily_closes_at_the_hour_of_the_set_zone():
    window = window_of("daily", date(2025, 1, 31))
    found = closing("daily", window, 9, ZoneInfo("America/New_York"))
    assert found == datetime(2025, 1, 31, 23, 0, tzinfo=SEOUL)
    assert found.utcoffset() == timedelta(hours=9)


def test_a_daily_never_closes_outside_of_its_last_day_in_seoul():
    window = window_of("daily", date(2025, 1, 31))
    assert closing("daily", window, 20, ZoneInfo("America/New_York")) == datetime(2025, 2, 1, 0, 0, tzinfo=SEOUL)
    assert closing("daily", window, 1, ZoneInfo("Pacific/Auckland")) == datetime(2025, 1, 31, 0, 0, tzinfo=SEOUL)


@given(ZONES)
def test_a_weekly_closes_when_its_last_day_is_over_in_seoul_whatever_the_zone(zone):
    window = window_of("weekly", date(2025, 2, 2))
    assert closing("weekly", window, 9, zone) == datetime(2025, 2, 2, 0, 0, tzinfo=SEOUL)


@given(DAYS, st.integers(0, 23), st.integers(0, 23), ZONES)
def test_in_every_zone_each_article_lies_in_the_window_of_a_daily_that_is_still_open(day, hour, closing_hour, zone):
    appeared = datetime.combine(day, time(hour, 30), SEOUL)
    window = window_of("daily", newest_issue("daily", [appeared], closing_hour, zone))
    assert window.start <= day <= window.end
    assert appeared < closing("daily", window, closing_hour, zone)
