"""Amounts and days of an English text, in the terms in which the Korean pack tells them.

``$1.4 billion`` is 1.4e9 달러, ``12.5 percent`` 12.5 %, ``first quarter`` the quarter 1. What a number counts is not told
apart (vehicles, people, sites): English says it after, before, or a sentence earlier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest

_SIGNS = {
    "HK$": "홍콩달러",
    "A$": "호주달러",
    "C$": "캐나다달러",
    "S$": "싱가포르달러",
    "NT$": "대만달러",
    "US$": "달러",
    "$": "달러",
    "€": "유로",
    "£": "파운드",
    "¥": "엔",
    "₩": "원",
}
_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9,
           "trillion": 10**12, "tn": 10**12, "dozen": 12, "hundred": 100}  # fmt: skip
_UNITS = {
    "%": "%|percent|per cent|pct",
    "%p": "percentage points?|percentage-points?|pp",
    "bp": "basis points?|bps?",
    "달러": "dollars?|USD|US\\$",
    "유로": "euros?|EUR",
    "파운드": "pounds?|GBP|pound sterling",
    "위안": "yuan|renminbi|RMB|CNY",
    "엔": "yen|JPY",
    "원": "won|KRW",
    "루피": "rupees?|INR",
    "GW": "GW|gigawatts?",
    "MW": "MW|megawatts?",
    "kW": "kW|kilowatts?",
    "GWh": "GWh|gigawatt[- ]hours?",
    "MWh": "MWh|megawatt[- ]hours?",
    "kWh": "kWh|kilowatt[- ]hours?",
    "톤": "tons?|tonnes?|metric tons?|t",
    "배럴": "barrels?|bpd",
    "㎞": "km|kilometers?|kilometres?",
    "m": "m|meters?|metres?",
    "nm": "nm|nanometers?|nanometres?",
    "kg": "kg|kilograms?",
    "ha": "ha|hectares?",
    "㎢": "km2|km²|square kilometers?|square kilometres?",
    "년": "years?|year-old|yr|yrs",
    "개월": "months?",
    "주": "weeks?",
    "일": "days?",
    "시간": "hours?",
    "분": "minutes?",
    "배": "times|fold|-fold|x",
}
MEASURED = frozenset(_UNITS)
"""Units that both languages write beside the number."""

_WORDS = {
    word: value
    for value, words in enumerate(
        "zero one/first/once two/second/twice three/third four/fourth five/fifth six/sixth seven/seventh eight/eighth nine/ninth"
        " ten/tenth eleven/eleventh twelve/twelfth thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    for word in words.split("/")
}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TIMES = {"double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2, "twice": 2, "triple": 3, "tripled": 3, "threefold": 3,
          "quadruple": 4, "quadrupled": 4, "fourfold": 4, "tenfold": 10}  # fmt: skip
_SPANS = {r"\bdecades?\b": 10, r"\bcentury\b": 100, r"\bhalf[- ](?:a[- ])?decade\b": 5}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,10})?"
_AMOUNT = re.compile(
    rf"(?P<sign>(?:US|HK|NT|A|C|S)\$|[$€£¥₩])?\s?(?P<number>{_DIGITS}|\b(?:{'|'.join(_WORDS)})\b)"
    rf"(?:[\s-]?(?P<scale>(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))}))(?![A-Za-z]))?"
    rf"(?:[\s-]?(?P<unit>{'|'.join(sorted((w for u in _UNITS.values() for w in u.split('|')), key=len, reverse=True))})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:an?\s|per\s|each\s|on\s(?:the\s)?)(year|month|week|day|hour)\b|\b(?P<bare>year|month|week)[\s-](?:earlier|ago|before|later)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|—|to|and)\s?")
_UNIT_OF = [(re.compile(rf"(?:{words})\Z", re.IGNORECASE), unit) for unit, words in _UNITS.items()]

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(rf"{m[:3]}(?:{m[3:]}|t)?\.?" if m[3:] else m for m in _MONTHS)
_MONTH_DAY = re.compile(rf"\b(?:(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH}))(?![\d%])",
                        re.IGNORECASE)  # fmt: skip
_CAPITAL_MONTH = re.compile(
    rf"\b(?:{'|'.join(m.capitalize() for m in _MONTHS)}|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_FIRST_MONTHS = re.compile(
    r"\bfirst\s(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)\smonths\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,$€£])(?:FY\s?)?((?:19|20)\d{2})s?(?![\d%]|,\d{3}|\.\d)")
_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d{2})\s?[-–/]\s?(\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)")
_QUARTER = re.compile(r"\bQ([1-4])\b|\b([1-4])Q\b|\b(first|second|third|fourth)[\s-]quarter", re.IGNORECASE)
_HALF = re.compile(r"\bH([12])\b|\b([12])H\b|\b(first|second)[\s-]half", re.IGNORECASE)
_RELATIVE = {
    "last_year": re.compile(r"\b(?:last|previous|prior|past)[\s-]year|year[\s-](?:earlier|ago|before)|year[\s-]on[\s-]year|year[\s-]over[\s-]year", re.I),
    "this_year": re.compile(r"\b(?:this|current)[\s-]year|year[\s-]to[\s-]date", re.I),
    "next_year": re.compile(r"\b(?:next|following|coming)[\s-]year", re.I),
    "last_month": re.compile(r"\b(?:last|previous|prior)[\s-]month|month[\s-](?:earlier|ago)", re.I),
    "this_month": re.compile(r"\bthis[\s-]month", re.I),
    "next_month": re.compile(r"\b(?:next|following|coming)[\s-]month", re.I),
}  # fmt: skip
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_DAY_WORD = re.compile(r"\b(today|yesterday|tomorrow)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units; `unit` is that of the Korean pack where both languages write it, else empty."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Days:
    """What a text says of time: `days` are month and day, `relative` the names of what is told from the day of issue."""

    years: frozenset[int]
    months: frozenset[int]
    days: frozenset[tuple[int, int]]
    quarters: frozenset[int]
    halves: frozenset[int]
    relative: frozenset[str]


def amounts(text: str) -> frozenset[Amount]:
    """Return what the numbers of a text say; the first of a range has the scale and unit of the second."""
    found = list(_AMOUNT.finditer(text))
    told: set[Amount] = set()
    for one, following in zip_longest(found, found[1:]):
        lent = following if following and _RANGE.fullmatch(text[one.end() : following.start()]) else None
        told |= set(_readings(one, lent))
        if lent and _unit(one) and not _unit(lent):
            # €3-4 billion: the sign stands before the first only.
            told |= {Amount(amount.value, _unit(one)) for amount in _readings(lent, None)}
    told |= {Amount(Decimal(value), "배") for word, value in _TIMES.items() if re.search(rf"\b{word}\b", text, re.I)}
    told |= {Amount(Decimal(1), _unit_of(found[1] or found["bare"])) for found in _ONE.finditer(text)}
    told |= {Amount(Decimal(years), "년") for word, years in _SPANS.items() if re.search(word, text, re.I)}
    return frozenset(told)


def _readings(one: re.Match[str], lent: re.Match[str] | None) -> list[Amount]:
    number = one["number"].replace(",", "").lower()
    value = Decimal(_WORDS[number]) if number in _WORDS else Decimal(number)
    own = Amount(value * _scale(one), _unit(one))
    if lent is None:
        return [own]
    return [own, Amount(value * (_scale(one) if one["scale"] else _scale(lent)), own.unit or _unit(lent))]


def _scale(one: re.Match[str]) -> int:
    return _SCALES[one["scale"].lower()] if one["scale"] else 1


def _unit(one: re.Match[str]) -> str:
    if one["sign"]:
        return _SIGNS[one["sign"].upper()]
    return _unit_of(one["unit"]) if one["unit"] else ""


def _unit_of(word: str) -> str:
    """Return the unit that a word names, the first of the table."""
    return next((unit for pattern, unit in _UNIT_OF if pattern.match(word)), "")


def days(text: str, published: date | None) -> Days:
    """Return what a text says of time; days of the week are those around `published`."""
    pairs = {_month_day(found) for found in _MONTH_DAY.finditer(text)}
    iso = [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    pairs |= {(m, d) for _, m, d in iso}
    years = {int(y) for y in _YEAR.findall(text)} | {y for y, _, _ in iso}
    for first, last in _YEARS.findall(text):
        years |= {int(first), int(first[:2] + last)}
    months = {_month(found[0]) for found in _CAPITAL_MONTH.finditer(text)} | {m for m, _ in pairs}
    pairs |= set(_around(text, published)) if published else set()
    for found in _FIRST_MONTHS.finditer(text):
        months |= set(range(1, 1 + min(12, _WORDS.get(found[1].lower(), 0) or int(found[1]))))
    return Days(
        frozenset(years),
        frozenset(months),
        frozenset(pairs),
        frozenset(_ordinal(found) for found in _QUARTER.finditer(text)),
        frozenset(_ordinal(found) for found in _HALF.finditer(text)),
        frozenset(name for name, pattern in _RELATIVE.items() if pattern.search(text)),
    )


def _month(told: str) -> int:
    return 1 + [m[:3] for m in _MONTHS].index(told[:3].lower())


def _month_day(found: re.Match[str]) -> tuple[int, int]:
    return _month(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])


def _ordinal(found: re.Match[str]) -> int:
    told = next(group for group in found.groups() if group)
    return int(told) if told.isdigit() else ("first", "second", "third", "fourth").index(told.lower()) + 1


def _around(text: str, published: date) -> list[tuple[int, int]]:
    named = {_WEEKDAYS.index(day.lower()) for day in _WEEKDAY.findall(text)}
    near = [published + timedelta(days=n) for n in range(-7, 8)]
    found = [d for d in near if d.weekday() in named]
    words = {"yesterday": -1, "today": 0, "tomorrow": 1}
    found += [published + timedelta(days=words[word.lower()]) for word in _DAY_WORD.findall(text)]
    return [(d.month, d.day) for d in found]
