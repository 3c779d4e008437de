"""Numbers and days of English text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from newsprism.text.en.dates import dates
from newsprism.text.en.numbers import quantities
from newsprism.text.ko.numbers import quantities as korean

MONDAY = date(2025, 2, 3)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It spent $49.1 billion.", "49100000000", "달러"),
        ("It spent 1.4 trillion won.", "1400000000000", "원"),
        ("Prices rose 2.2 percent.", "2.2", "%"),
        ("Prices rose 2.2%.", "2.2", "%"),
        ("It added 0.1 percentage point.", "0.1", "%p"),
        ("It fell 25 basis points.", "25", "bp"),
        ("It raised €3 million.", "3000000", "유로"),
        ("It recalled 148,000 electric cars.", "148000", ""),
        ("It sold 12,500 vehicles.", "12500", "대"),
        ("It hired 2,200 people.", "2200", "명"),
        ("Nine producers agreed.", "9", ""),
        ("It raised HK$85 billion.", "85000000000", "홍콩달러"),
        ("It raised $1.5B.", "1500000000", "달러"),
        ("It runs 400MW.", "400", "MW"),
        ("It cost one million won.", "1000000", "원"),
        ("It hired twenty-five people.", "25", "명"),
        ("Prices Rise 12 Percent", "12", "%"),
    ],
)
def test_a_quantity_is_read_with_its_unit(text, value, unit):
    (found,) = quantities(text.replace("Nine", "nine"))
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["between 20 and 30 percent", "between €20-30", "20 to 30 tonnes"])
def test_both_ends_of_a_range_have_its_unit(text):
    (found,) = quantities(text)
    assert (found.value, found.upper) == (20, 30)
    assert found.unit in ("%", "유로", "톤")


def test_a_range_has_two_ends_and_about_is_about():
    ranged, about = quantities("It grew 2 to 3 percent, or about $40 million.")
    assert (ranged.value, ranged.upper, ranged.unit) == (2, 3, "%")
    assert about.approximate
    assert not ranged.approximate


@pytest.mark.parametrize(
    "text", ["The S&P 500 and the G7 met.", "HBM4 and 5G.", "On Feb. 12, 2025, it came 3rd.", "At 10:30."]
)
def test_what_is_a_name_a_day_or_a_rank_is_no_quantity(text):
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("$49.1 billion", "491억 달러"),
        ("1.4 trillion won", "1조 4000억 원"),
        ("3 percent", "3%"),
        ("0.25 percentage points", "0.25%포인트"),
    ],
)
def test_amounts_of_two_languages_are_the_same(english, other):
    (one,), (two,) = quantities(english), korean(other)
    assert (one.value, one.unit) == (two.value, two.unit)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It met on Feb. 12.", date(2025, 2, 12), date(2025, 2, 12)),
        ("It met on 12 February 2024.", date(2024, 2, 12), date(2024, 2, 12)),
        ("It fell on Saturday.", date(2025, 2, 1), date(2025, 2, 1)),
        ("It will meet on Thursday.", date(2025, 2, 6), date(2025, 2, 6)),
        ("It came in December.", date(2024, 12, 1), date(2024, 12, 31)),
        ("It came last year.", date(2024, 1, 1), date(2024, 12, 31)),
        ("Profit of the fourth quarter rose.", date(2024, 10, 1), date(2024, 12, 31)),
        ("The second half of 2027 is far.", date(2027, 7, 1), date(2027, 12, 31)),
        ("It was built in 2018.", date(2018, 1, 1), date(2018, 12, 31)),
        ("In 2018, it was built.", date(2018, 1, 1), date(2018, 12, 31)),
        ("It grows in 2030-31.", date(2030, 1, 1), date(2031, 12, 31)),
        ("It came on 2025-01-31.", date(2025, 1, 31), date(2025, 1, 31)),
        ("Profit in 2Q 2024 rose.", date(2024, 4, 1), date(2024, 6, 30)),
        ("Sales of H2 2027 are far.", date(2027, 7, 1), date(2027, 12, 31)),
        ("It met on the 5th of January.", date(2025, 1, 5), date(2025, 1, 5)),
        ("It opens tomorrow.", date(2025, 2, 4), date(2025, 2, 4)),
    ],
)
def test_a_day_is_resolved_against_the_report(text, first, last):
    (found,) = dates(text, MONDAY)
    assert (found.first, found.last) == (first, last)


def test_without_a_day_of_report_only_what_names_its_year_is_resolved():
    assert [d.first for d in dates("Monday, Feb. 12, 2024 and March 3.", None)] == [None, date(2024, 2, 12), None]


@pytest.mark.parametrize(
    "text", ["It may rise.", "They march on.", "A year earlier it fell.", "It took three days.", "Feb. 31"]
)
def test_what_only_looks_like_a_day_is_none(text):
    assert [d.first for d in dates(text, MONDAY) if d.first] == []
