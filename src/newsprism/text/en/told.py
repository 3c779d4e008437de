"""What an English text may be said to tell of amounts and days: a generous reading, to look up what a translation says.

All that `numbers` and `dates` read is in it, and besides what these leave out because it is none in English but may be
one in another language: ordinals, numbers in names, "a year earlier", "in a decade", "doubled", "the first nine months".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from newsprism.text.en.dates import dates, month_number
from newsprism.text.en.numbers import MEASURED, number_of, quantities, unit_of
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.numbers import EXACT_UNITS, Quantity

_LONGEST = 4_000
_ANY_DAY = date(2000, 7, 1)
"""A day against which to read a month or a quarter; what depends on it is left out."""

_OTHER = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?)(?:st|nd|rd|th)?"
    r"|\b(?P<word>[A-Za-z]{3,9})\b(?=(?:[\s-](?P<of>[A-Za-z]{3,9})\b)?)"
)
_UNITS = MEASURED | EXACT_UNITS
_NONE = {"zero": 0, "once": 1, "twice": 2}
_TIMES = {
    r"doubl(?:e[sd]?|ing)|twofold|twice": 2, r"tripl(?:e[sd]?|ing)|threefold": 3, r"quadrupl(?:e[sd]?|ing)|fourfold": 4,
    r"tenfold": 10,
}  # fmt: skip
_SPANS = {r"decades?": 10, r"century": 100, r"half[- ](?:a[- ])?decade": 5}
_ONE = re.compile(
    r"\b(?:an?\s|per\s|each\s|on\s(?:the\s)?)(year|month|week|day|hour)\b|\b(?P<bare>year|month|week)[\s-](?:earlier|ago|before|later)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:-|–|—|to|and|or|,)\s?")

_FLOATING = re.compile(
    r"(?:(?:last|this|next)\s|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|tomorrow)",
    re.IGNORECASE,
)
_PRINTED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LIKE_A_VERB = re.compile(r"\b(?:March|May)\b")
_FIRST_MONTHS = re.compile(r"\bfirst\s(\d{1,2}|[a-z]{3,6})\smonths\b", re.IGNORECASE)
_RELATIVE = {
    "last_year": re.compile(r"\b(?:last|previous|prior|past)[\s-]year|year[\s-](?:earlier|ago|before)|year[\s-](?:on|over)[\s-]year", re.I),
    "this_year": re.compile(r"\b(?:this|current)[\s-]year|year[\s-]to[\s-]date", re.I),
    "next_year": re.compile(r"\b(?:next|following|coming)[\s-]year", re.I),
    "last_month": re.compile(r"\b(?:last|previous|prior)[\s-]month|month[\s-](?:earlier|ago)", re.I),
    "this_month": re.compile(r"\bthis[\s-]month", re.I),
    "next_month": re.compile(r"\b(?:next|following|coming)[\s-]month", re.I),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units; `unit` is one that both languages write beside the number, else ""."""

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


def amounts(texts: Sequence[str]) -> frozenset[Amount]:
    """Return what the numbers of some texts may be said to tell; at most 4,000 characters of each are read."""
    found = (amount for text in texts for amount in _amounts(text[:_LONGEST]))
    return frozenset(amount if amount.unit in _UNITS else Amount(amount.value, "") for amount in found)


def _amounts(text: str) -> Iterator[Amount]:
    read = quantities(text)
    for one in read:
        yield from (Amount(abs(value), one.unit) for value in (one.value, one.upper) if value is not None)
    for one, following in pairwise(read):
        if bool(one.unit) != bool(following.unit) and _BETWEEN.fullmatch(text[one.end : following.start]):
            # 12 and 15 percent, $3 to 4 billion: the unit is said once.
            yield Amount(abs((following if one.unit else one).value), one.unit or following.unit)
    yield from _others(text, read)
    yield from (Amount(Decimal(n), "배") for words, n in _TIMES.items() if re.search(rf"\b(?:{words})\b", text, re.I))
    yield from (Amount(Decimal(n), "년") for words, n in _SPANS.items() if re.search(rf"\b(?:{words})\b", text, re.I))
    yield from (Amount(Decimal(1), unit_of(found[1] or found["bare"])) for found in _ONE.finditer(text))


def _others(text: str, read: Sequence[Quantity]) -> Iterator[Amount]:
    """Yield the numbers that are no quantities: ordinals and those in names and dates."""
    ends = iter((*((q.start, q.end) for q in read), (len(text) + 1, len(text) + 1)))
    start, end = next(ends)
    for found in _OTHER.finditer(text):
        while end <= found.start():
            start, end = next(ends)
        if start < found.end() and found.start() < end:
            continue
        if found["number"]:
            yield Amount(Decimal(found["number"].replace(",", "")), "")
        elif (value := _NONE.get(found["word"].casefold(), number_of(found["word"]))) is not None:
            yield Amount(Decimal(value), unit_of(found["of"] or ""))


def days(texts: Sequence[str], published: date | None) -> Days:
    """Return what some texts say of time; a day of the week may be the one before or after `published`."""
    heads = [text[:_LONGEST] for text in texts]
    read = [(m, m.first) for head in heads for m in dates(head, published or _ANY_DAY) if m.first]
    floating = [(m, first) for m, first in read if _FLOATING.match(m.text)]
    printed = [(m, first) for m, first in read if not _FLOATING.match(m.text)]
    told = [*printed, *(floating if published else ())]
    on = {first for m, first in printed if m.granularity == "day"}
    if published:
        on |= {first + timedelta(days=n) for m, first in floating if m.granularity == "day" for n in (-7, 0, 7)}
    whole = "\n".join(heads)
    months = {first.month for m, first in told if m.granularity in ("day", "month")}
    return Days(
        years=frozenset(year for m, _ in printed for year in _years(m)),
        months=frozenset(months | set(_named_months(whole))),
        days=frozenset((day.month, day.day) for day in on),
        quarters=frozenset((first.month + 2) // 3 for m, first in told if m.granularity == "quarter"),
        halves=frozenset((first.month + 5) // 6 for m, first in told if m.granularity == "half"),
        relative=frozenset(name for name, pattern in _RELATIVE.items() if pattern.search(whole)),
    )


def _years(mention: DateMention) -> Iterator[int]:
    if mention.granularity == "year" and mention.first and mention.last:
        yield from (mention.first.year, mention.last.year)
    yield from map(int, _PRINTED_YEAR.findall(mention.text))


def _named_months(text: str) -> Iterator[int]:
    yield from (month_number(found[0]) for found in _LIKE_A_VERB.finditer(text))
    for found in _FIRST_MONTHS.finditer(text):
        last = int(found[1]) if found[1].isdigit() else number_of(found[1]) or 0
        yield from range(1, 1 + min(12, last))
