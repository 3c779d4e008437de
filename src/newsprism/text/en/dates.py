"""Mentions of calendar time in English news, resolved against the day of publication.

A weekday is the last one up to the day of publication; after words that look ahead (will, next, scheduled) the next one.
A day without a year is the nearest such day. "A year earlier" and lengths of time (three days) are no mentions.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from newsprism.text.ko.dates import DateMention, Granularity

Stretch = tuple[date, date]
Found = tuple[Granularity, Stretch | None]

_NAMES: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_AHEAD: Final = re.compile(
    r"\b(?:will|would|next|scheduled|due|plans?|planned|expected|set|upcoming|coming|to be|is to|are to|by|until)\b[^.]{0,80}$",
    re.IGNORECASE,
)
_LONGEST: Final = 4_000

_HALF: Final = re.compile(r"(?i:half)|H\d|\dH")

Reader = Callable[[re.Match[str], str, date | None], Found]


def dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Return the mentions of `text` in order, the longest where two overlap; at most 4,000 characters are read.

    Without `published` only what names its year is resolved.

    >>> [(d.text, d.first.isoformat()) for d in dates("It met on Feb. 12, after Monday.", date(2025, 2, 13))]
    [('Feb. 12', '2025-02-12'), ('Monday', '2025-02-10')]
    """
    text = text[:_LONGEST]
    found = sorted(_all(text, published), key=lambda d: (d.start - d.end, d.start))
    kept: list[DateMention] = []
    for mention in found:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda d: d.start))


def _all(text: str, published: date | None) -> Iterator[DateMention]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            granularity, stretch = read(match, text, published)
            first, last = stretch or (None, None)
            start = match.start("month") if pattern is _MONTH_ALONE else match.start()
            yield DateMention(start, match.end(), text[start : match.end()], granularity, first, last)


def month_number(name: str) -> int:
    """Return the number of a month by its name or the beginning of it (three letters at least)."""
    return next(n for n, whole in enumerate(_NAMES, 1) if whole.startswith(name.casefold().rstrip(".")[:3]))


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str], text: str, published: date | None) -> Found:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        whole = _on(int(match["year"]), month, day)
        return "day", (whole, whole) if whole else None
    if published is None:
        return "day", None
    near = [d for year in (-1, 0, 1) if (d := _on(published.year + year, month, day))]
    best = min(near, key=lambda d: abs((d - published).days), default=None)
    return "day", (best, best) if best else None


def _month(match: re.Match[str], text: str, published: date | None) -> Found:
    month = month_number(match["month"])
    if match.groupdict().get("year"):
        return "month", _month_of(int(match["year"]), month)
    if published is None:
        return "month", None
    near = [published.year + n for n in (-1, 0, 1)]
    return "month", _month_of(min(near, key=lambda y: abs((date(y, month, 15) - published).days)), month)


def _month_of(year: int, month: int) -> Stretch:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _iso(match: re.Match[str], text: str, published: date | None) -> Found:
    day = _on(int(match["year"]), int(match["number"]), int(match["day"]))
    return "day", (day, day) if day else None


def _year(match: re.Match[str], text: str, published: date | None) -> Found:
    return "year", _year_of(int(match["year"]))


def _years(match: re.Match[str], text: str, published: date | None) -> Found:
    first, end = int(match["year"]), match["end"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    return "year", (date(first, 1, 1), date(last if first < last else first, 12, 31))


def _year_of(year: int) -> Stretch:
    return date(year, 1, 1), date(year, 12, 31)


def _weekday(match: re.Match[str], text: str, published: date | None) -> Found:
    if published is None:
        return "day", None
    number = _WEEKDAYS.index(match["weekday"].casefold())
    ahead = _AHEAD.search(text[max(0, match.start() - 100) : match.start()]) is not None
    if ahead and (match["which"] or "").casefold() != "last":
        day = published + timedelta(days=(number - published.weekday() - 1) % 7 + 1)
    else:
        day = published - timedelta(days=(published.weekday() - number) % 7)
    return "day", (day, day)


def _near_day(match: re.Match[str], text: str, published: date | None) -> Found:
    if published is None:
        return "day", None
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match[0].casefold()]
    day = published + timedelta(days=shift)
    return "day", (day, day)


def _relative(match: re.Match[str], text: str, published: date | None) -> Found:
    unit: Granularity = match["unit"].casefold()  # type: ignore[assignment]  # one of the four in the pattern
    if published is None:
        return unit, None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()]
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return unit, (monday, monday + timedelta(days=6))
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return unit, _month_of(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = published.year * 4 + (published.month - 1) // 3 + step
        return unit, _part_of(quarters // 4, quarters % 4 + 1, 3)
    return unit, _year_of(published.year + step)


def _part_of(year: int, number: int, months: int) -> Stretch:
    first = (number - 1) * months + 1
    last = first + months - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _quarter(match: re.Match[str], text: str, published: date | None) -> Found:
    number = _ORDINALS[(match["number"]).casefold()]
    half = _HALF.search(match[0]) is not None
    granularity: Granularity = "half" if half else "quarter"
    months = 6 if half else 3
    if half and number > 2:
        return granularity, None
    if match["year"]:
        return granularity, _part_of(int(match["year"]), number, months)
    if published is None:
        return granularity, None
    near = [_part_of(published.year + n, number, months) for n in (-1, 0)]
    # What is over is reported: the fourth quarter in February is last year's.
    return granularity, near[1] if near[1][0] <= published else near[0]


_YEAR_AFTER: Final = rf"(?:,?\s{_YEAR}\b)?"
_OF_YEAR: Final = rf"(?:\s(?:of|in)\s{_YEAR}\b)?"
_WEEKDAY: Final = "|".join(name.capitalize() for name in _WEEKDAYS)
_WHEN: Final = r"(?i:\b(?:in|of|since|by|from|until|till|through|for|last|next|this|early|late|mid|to|and|end))[\s-]"
_MONTH_ALONE: Final = re.compile(rf"{_WHEN}{_MONTH}(?![A-Za-z]|\s\d)")
_NO_YEAR: Final = r"(?![\d%-]|[.,]\d|\s?(?:won|dollars|people|percent|jobs|units|points|workers|homes|cars|vehicles))"
_READERS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(rf"\b{_MONTH}\s{{1,2}}{_DAY}(?!\d|[.,]\d|%){_YEAR_AFTER}"), _day),
    (re.compile(rf"\b{_DAY}\s(?:of\s)?{_MONTH}(?![A-Za-z]){_YEAR_AFTER}"), _day),
    (re.compile(rf"\b{_MONTH},?\s{_YEAR}\b"), _month),
    # May, March and a verb look alike: a month alone stands behind a word of time, or its name is no other word.
    (_MONTH_ALONE, _month),
    (re.compile(rf"\b(?!Mar|May){_MONTH}(?![A-Za-z.]|\s\d)"), _month),
    (re.compile(rf"(?<![$€£¥₩\d.,-]){_YEAR}{_NO_YEAR}"), _year),
    (re.compile(rf"\b(?:(?P<which>(?i:last|next|this))\s)?(?P<weekday>{_WEEKDAY})(?=s?\b)"), _weekday),
    (re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b", re.IGNORECASE), _near_day),
    (re.compile(r"\b(?P<which>last|this|next)\s(?P<unit>week|month|quarter|year)\b", re.IGNORECASE), _relative),
    (re.compile(rf"\b(?P<number>first|second|third|fourth)[\s-](?:quarter|half)\b{_OF_YEAR}", re.IGNORECASE), _quarter),
    (re.compile(rf"\b(?:Q|H(?=[12]))(?P<number>[1-4])\b(?:\s(?:of\s)?{_YEAR}\b)?"), _quarter),
    (re.compile(rf"\b(?P<number>[1-4])(?:Q|(?<=[12])H)\b(?:\s(?:of\s)?{_YEAR}\b)?"), _quarter),
    (re.compile(rf"(?<![\d-]){_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?![\d-])"), _iso),
    (re.compile(rf"(?<![$€£¥₩\d.,-]){_YEAR}\s?[-–/]\s?(?P<end>(?:20)?\d{{2}})(?![\d%]|-\d|[.,]\d)"), _years),
)
