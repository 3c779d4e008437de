from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import InvalidIssueDate
from newsprism.pipeline.calendar import SEOUL, closing, newest_issue, window_of
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
