"""What English texts may be said to tell of amounts and days, in the terms of the Korean pack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest

from newsprism.text.en.told import Amount, amounts, days


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("will invest $1.4 billion", "1.4e9", "달러"),
        ("a US$250m plan", "2.5e8", "달러"),
        ("raised HK$85 billion", "8.5e10", "홍콩달러"),
        ("between €3-4 billion", "3e9", "유로"),
        ("between €3-4 billion", "4e9", "유로"),
        ("rose 12.5 percent", "12.5", "%"),
        ("20-30% lower", "20", "%"),
        ("by 0.5 percentage points", "0.5", "%p"),
        ("a cut of 25 basis points", "25", "bp"),
        ("3.2 million vehicles", "3.2e6", ""),
        ("1,250 manufacturers", "1250", ""),
        ("three sites", "3", ""),
        ("a year earlier", "1", "년"),
        ("the first in a decade", "10", "년"),
        ("2,400 GW of capacity", "2400", "GW"),
        ("sales doubled", "2", "배"),
    ],
)
def test_an_amount_is_told_in_base_units(text, value, unit):
    assert Amount(Decimal(value), unit) in amounts([text])


def test_days_are_read_as_english_prints_them():
    found = days(["On Jan. 23 and 5 May 2025, in the first quarter and H2, up from last year; by 2030-31."], None)
    assert {(1, 23), (5, 5)} <= found.days
    assert {2025, 2030, 2031} <= found.years
    assert (found.quarters, found.halves, found.relative) == ({1}, {2}, {"last_year"})
    assert days(["they may march on"], None).months == frozenset()
    assert days(["the first nine months"], None).months == set(range(1, 10))


def test_a_day_of_the_week_is_one_near_the_day_of_issue():
    assert (3, 4) in days(["said on Tuesday"], date(2031, 3, 5)).days
    assert days(["said on Tuesday"], None).days == frozenset()


def test_an_ordinal_and_a_number_in_a_name_or_a_day_may_be_told():
    told = amounts(["In the second year of HBM4, on May 24, it ranked 12th; One Year of Results; twice"])
    assert {(2, "년"), (4, ""), (24, ""), (12, ""), (1, "년"), (2, "배")} <= {(a.value, a.unit) for a in told}


def test_a_unit_that_is_said_once_holds_for_both():
    told = {(a.value, a.unit) for a in amounts(["rose 12 and 15 percent, or $3 billion to 4 billion"])}
    assert {(12, "%"), (15, "%"), (3_000_000_000, "달러"), (4_000_000_000, "달러")} <= told
    assert (4, "달러") not in told


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "1 to " * 10_000, "$" * 50_000, "first " * 10_000, "a" * 50_000, "1,000," * 9_000]
)
def test_hostile_texts_take_no_time(text):
    begin = perf_counter()
    amounts([text])
    days([text], date(2031, 3, 5))
    assert perf_counter() - begin < 2
