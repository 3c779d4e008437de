"""Mentions of calendar time in Korean text, resolved against the day of publication in Asia/Seoul.

What counts as a mention is a point or stretch of the calendar: 22일, 2월 12일, 지난해 4분기, 이달 말, '24.8.
Stretches of time without a place in the calendar (3일간, 30일 이내, 100일) belong to `numbers`. A part of a month or
year (초, 중순, 말) is in the mention's text, but `first` and `last` stay those of the whole month or year: how long an
"early" lasts, nobody says. A week of a month is the ISO week whose Thursday lies in that month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from newsprism.text.ko.month_days import Stretch, day_or_none, month_end, months, nearest_day, range_end
from newsprism.text.ko.year_meant import STOP, told_as_past, year_meant

Granularity = Literal["day", "week", "month", "quarter", "half", "year"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """`text[start:end]` names a calendar span; `first` and `last` are inclusive, both None when it cannot be had."""

    start: int
    end: int
    text: str
    granularity: Granularity
    first: date | None
    last: date | None


def dates(text: str, published: date | None) -> tuple[DateMention, ...]:
    """Return the mentions of `text` in order, none overlapping another (the longest wins).

    Without `published` only what names its year is resolved. A day that does not exist (2월 31일) is a mention that
    stays unresolved. A bare day goes with the day it follows (4월 26일부터 30일까지, 같은 달 30일); else it is this month's
    if that is past or "까지" follows, else the nearest such day. A month without its year is of the year of publication, as
    newspapers print it, but at the turn of the year of the one that is near, and of the year before where its clause is past.
    """
    found = [_mention(text, match, read, published) for match, read in _matched(text)]
    return tuple(_chained(_plain(text), _longest(found, len(text)))) if found else ()


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where the mentions of `text` begin and end, in order: the same on every day of publication."""
    taken = bytearray(len(text))
    kept: list[tuple[int, int]] = []
    for start, end in sorted([m.span() for m, _ in _matched(text)], key=lambda one: (one[0] - one[1], one[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, end))
    return sorted(kept)


# --- patterns ---------------------------------------------------------------------------------------------------------

_SAME_LENGTH: Final = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("∼〜～–－", "~"),
        **dict.fromkeys("‘’′＇", "'"),
        **dict.fromkeys("\u00a0\u3000\u2009", " "),
        **dict.fromkeys("．", "."),
    }
)

_TRANSLATED: Final = re.compile(f"[{''.join(map(chr, _SAME_LENGTH))}]")


def _plain(text: str) -> str:
    return text.translate(_SAME_LENGTH) if _TRANSLATED.search(text) else text


_JOSA: Final = (
    r"(?:은|는|이|가|을|를|의|에|에서|에는|에도|에만|엔|에야|로|으로|로는|으로는|와|과|도|만|까지|까지는|까지의|부터|부터는|보다"
    r"|보다는|마다|이나|나|이며|며|이고|이다|이라|이라며|이라고|이란|인|이던|이었던|이었다|였다|였던|뿐|서|처럼|조차|자로|자|께"
    r"|쯤|경|께부터|들어)"
)
_WHEN: Final = r"(?:밤|낮|새벽|아침|저녁|오전|오후|이후|이전|이래|기준|현재|자정|당일)"
# A word of time ends here: 내일, 내일은, 오늘밤, but neither 내일배움카드 nor 오늘의집.
_ENDS: Final = rf"(?={_WHEN}?{_JOSA}?(?![가-힣]))"
_BEGINS: Final = r"(?<![가-힣A-Za-z\d])"
# 3일간, 30일 이내, 7일 만에: a length of time, not a day; "12일 이상민", "12일 간담회" are days.
_LENGTH_FOLLOWS: Final = (
    r"(?:간|\s?(?:간|이내|이상|이하|미만|내내|내|만|동안|연속|연휴|가량|정도|남짓|안팎|내외|안|넘게|넘는|넘긴|앞|더|[전뒤후]|평균)"
    rf"{_JOSA}?(?![가-힣])|\s?\d회)"
)
_DIGITS_BEGIN: Final = r"(?<![\d,:/·+$#A-Za-z_-])(?<!\d\.)"
# '25년 as reports write it, not the opening quote of '10년 만에 최고': no quote closes soon, and the year is near.
_SHORT_YEAR: Final = r"(?<!\w)'(?:1[5-9]|[23]\d|4[0-5])(?![^'\n]{0,40}[^'\s]'(?!\d\d))"
_WAVE: Final = r"\s?[~-]\s?"

_YEAR_WORDS: Final = {
    "재작년": -2, "지난해": -1, "지난 해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "내후년": 2, "올": 0,
}  # fmt: skip
_MONTH_WORDS: Final = {
    "지난달": -1, "지난 달": -1, "저번달": -1, "저번 달": -1, "이달": 0, "이번달": 0, "이번 달": 0, "내달": 1, "다음달": 1, "다음 달": 1, "다다음달": 2,
}  # fmt: skip
_WEEK_WORDS: Final = {
    "지지난주": -2, "지난주": -1, "지난 주": -1, "저번주": -1, "저번 주": -1, "금주": 0, "이번주": 0, "이번 주": 0, "차주": 1, "내주": 1, "다음주": 1, "다음 주": 1,
}  # fmt: skip
_DAY_WORDS: Final = {
    "그끄저께": -3, "그저께": -2, "그제": -2, "전날": -1, "어제": -1, "전일": -1, "이날": 0, "오늘": 0, "금일": 0, "내일": 1, "명일": 1, "모레": 2, "글피": 3,
}  # fmt: skip
_WEEKDAYS: Final = "월화수목금토일"
_ORDINALS: Final = {"첫": 1, "첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "마지막": -1}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TWO_DIGITS: Final = rf"{_DIGITS_BEGIN}\d{{2}}(?=\s?년\s?(?:\d|[상하]반))"
_YEAR: Final = (
    rf"(?:(?P<year>{_DIGITS_BEGIN}\d{{4}}|{_SHORT_YEAR}(?=\s?년(?!\s?{_LENGTH_FOLLOWS}))|{_TWO_DIGITS})"
    rf"\s?년(?:도)?|{_BEGINS}(?P<year_word>{_any(_YEAR_WORDS)}))"
)
_AIM: Final = rf"(?:{_BEGINS}(?P<aim>지난|오는|돌아오는)\s?)?"
_MONTH: Final = (
    rf"(?:{_DIGITS_BEGIN}(?:(?P<month_from>1[0-2]|0?[1-9]){_WAVE})?(?P<month>1[0-2]|0?[1-9])\s?월(?!물|드컵|세|급|간)"
    rf"|{_BEGINS}(?P<month_word>{_any(_MONTH_WORDS)}))"
)
_DAY: Final = rf"(?:(?P<day_from>[0-3]?\d){_WAVE})?(?P<day>3[01]|[12]\d|0?[1-9])\s?일(?!{_LENGTH_FOLLOWS})"
_PART: Final = rf"(?:\s?(?:초순|상순|중순|하순|초|말)(?={_JOSA}?(?![가-힣])))"
_WEEK: Final = rf"\s?(?P<week>첫째?|둘째|셋째|넷째|다섯째|마지막|[1-5])\s?주(?={_JOSA}?(?![가-힣]))"

_CALENDAR: Final = re.compile(rf"{_AIM}(?:{_YEAR}\s?)?{_MONTH}(?:\s?{_DAY}|{_WEEK}|{_PART})?")
_PERIOD: Final = re.compile(
    rf"{_AIM}(?:{_YEAR}\s?)?(?:{_DIGITS_BEGIN}(?:(?P<quarter_from>[1-4]){_WAVE})?(?P<quarter>[1-4])(?:\s?[·/]\s?4)?\s?분기"
    rf"|(?P<half>[상하])반기){_PART}?"
)
_BARE_DAY: Final = re.compile(rf"{_AIM}{_DIGITS_BEGIN}{_DAY}(?=(?P<until>까지)?){_ENDS}(?!\d)")
_WHOLE_YEAR: Final = re.compile(
    rf"(?:{_BEGINS}(?:지난|오는)\s)?{_YEAR}(?!간|대|형|식|물|\s전(?!체)|\s?동안)(?<!올){_PART}?"
)
_YEARS: Final = re.compile(
    r"(?<![\d.])(?P<from>'\d{2}|\d{4})\s?년?\s?~\s?(?P<to>'\d{2}|\d{4})(?:년도?(?!간|대)|학년도|(?=[\s)\]]|$))(?!\d)"
)
_FULL: Final = re.compile(
    r"(?:(?<!\d)(?<!\d\.)(?P<year>\d{4})(?P<mark>[./-])\s?(?P<month>1[0-2]|0?[1-9])(?P=mark)\s?(?P<day>[0-3]?\d)"
    r"|(?<![\d.'])(?P<year2>'\d{2}|(?:1[5-9]|[23]\d|4[0-5]))\.\s?(?P<month2>1[0-2]|0?[1-9])\.\s?(?P<day2>[0-3]?\d))"
    r"(?!\d|\.\d)(?:\.?일)?"
)
_YEAR_MONTH: Final = re.compile(
    r"(?<![\d.])'(?P<year2>\d{2})\.\s?(?P<month2>1[0-2]|0?[1-9])(?![\d.]\d|\d)월?"
    r"|(?<![\d.])(?P<year>(?:19|20)\d{2})[.-]\s?(?P<month>1[0-2]|0?[1-9])(?:월|(?=\.?[)\]~]))"
)
# 차주 is a borrower as well: next week only before its day, and before 에, 부터, 까지.
_WEEK_WORD: Final = re.compile(
    rf"{_BEGINS}(?!차주(?!\s.요일|(?:에|에는|에도|부터|까지|께|쯤)(?![가-힣])))(?P<week_word>{_any(_WEEK_WORDS)})(?:\s(?P<weekday>[{_WEEKDAYS}])요일|(?={_JOSA}?(?![가-힣])))"
)
_DAY_WORD: Final = re.compile(rf"{_BEGINS}(?:(?P<day_word>{_any(_DAY_WORDS)})|다음\s?날|이튿날|익일){_ENDS}")

# --- reading ----------------------------------------------------------------------------------------------------------

Reading = tuple[Granularity, Stretch | None]
Read = Callable[[re.Match[str], date | None], Reading]


@lru_cache(maxsize=256)
def _matched(text: str) -> tuple[tuple[re.Match[str], Read], ...]:
    # A text is read for its quantities, and on each day on which it is cited: the day changes no match.
    plain = _plain(text)
    return tuple([(m, read) for may, pattern, read in _READERS if may.search(plain) for m in pattern.finditer(plain)])


def _mention(text: str, match: re.Match[str], read: Read, published: date | None) -> DateMention:
    """Treat a stretch outside the years of `datetime` like a day that does not exist: unresolved."""
    try:
        granularity, stretch = read(match, published)
    except (ValueError, OverflowError):
        granularity, stretch = _kind_only(match), None
    first, last = stretch or (None, None)
    return DateMention(match.start(), match.end(), text[match.start() : match.end()], granularity, first, last)


def _kind_only(match: re.Match[str]) -> Granularity:
    groups = match.groupdict()
    named: tuple[tuple[Granularity, tuple[str, ...]], ...] = (
        ("day", ("day", "day2", "day_word", "weekday")),
        ("week", ("week", "week_word")),
        ("month", ("month", "month2", "month_word")),
        ("quarter", ("quarter",)),
        ("half", ("half",)),
    )
    return next((kind for kind, names in named if any(groups.get(name) for name in names)), "year")


def _number_of(groups: dict[str, str | None], name: str) -> int | None:
    return int(value) if (value := groups.get(name)) else None


def _full_year(digits: str) -> int:
    """'25 is 2025; '88 is 1988: two digits mean the hundred years that end a generation ahead."""
    number = int(digits.lstrip("'"))
    return number if len(digits.lstrip("'")) > 2 else number + (2000 if number < 60 else 1900)


def _year_of(groups: dict[str, str | None], published: date | None) -> tuple[int | None, bool]:
    """Return the year, and whether the text names one (named but unresolvable: None, True)."""
    if digits := groups.get("year"):
        return _full_year(digits), True
    if word := groups.get("year_word"):
        return (published.year + _YEAR_WORDS[word] if published else None), True
    return None, False


def _read_calendar(match: re.Match[str], published: date | None) -> Reading:
    groups = match.groupdict()
    if groups["day"]:
        return "day", _day_of_month(groups, published, past=told_as_past(match))
    month = _month_of(groups, published, past=told_as_past(match))
    if groups["week"]:
        return "week", _week_of_month(*month, groups["week"]) if month else None
    if month is None:
        return "month", None
    if (earlier := _number_of(groups, "month_from")) and earlier != month[1]:
        # "11~1월" began in the year before.
        return "month", (date(month[0] - (earlier > month[1]), earlier, 1), month_end(*month))
    return "month", months(*month)


def _month_of(groups: dict[str, str | None], published: date | None, *, past: bool = False) -> tuple[int, int] | None:
    """Year and month that are meant, None when the year cannot be had."""
    year, named = _year_of(groups, published)
    if word := groups["month_word"]:
        if published is None:
            return None
        first, _ = months(published.year, published.month + _MONTH_WORDS[word])
        return first.year, first.month
    month = int(groups["month"] or 0)
    if named or published is None:
        return (year, month) if year else None
    return year_meant(published.year, published.month, month, 12, groups["aim"], past=past), month


def _day_of_month(groups: dict[str, str | None], published: date | None, *, past: bool) -> Stretch | None:
    day, month = int(groups["day"] or 0), _number_of(groups, "month")
    first = _number_of(groups, "day_from") or day
    _, named = _year_of(groups, published)
    if groups["month_word"] or named or published is None or month is None:
        found = _month_of(groups, published)
        return (date(*found, first), range_end(*found, first, day)) if found else None
    days = [there for one in range(published.year - 4, published.year + 5) if (there := day_or_none(one, month, first))]
    near = year_meant(published.year, published.month, month, 12, None, past=past)
    meant = None if groups["aim"] else day_or_none(near, month, first)
    start = meant or nearest_day(days, published, groups["aim"])
    return (start, range_end(start.year, start.month, first, day)) if start else None


def _read_bare_day(match: re.Match[str], published: date | None) -> Reading:
    """Read 22일: this month's if it is past or an end ahead; else the nearest of last, this and next month's."""
    groups = match.groupdict()
    if published is None:
        return "day", None
    last = int(groups["day"] or 0)
    first = _number_of(groups, "day_from") or last
    here = published.year * 12 + published.month - 1
    days = [day_or_none((here + shift) // 12, (here + shift) % 12 + 1, first) for shift in (0, -1, 1, -2, 2)]
    if not groups["aim"] and days[0] and (days[0] <= published or groups["until"]):
        start: date | None = days[0]
    else:
        start = nearest_day([day for day in days if day], published, groups["aim"])
    return "day", (start, range_end(start.year, start.month, first, last)) if start else None


def _week_of_month(year: int, month: int, ordinal: str) -> Stretch | None:
    number = _ORDINALS.get(ordinal) or int(ordinal)
    thursdays = [day for day in range(1, monthrange(year, month)[1] + 1) if date(year, month, day).weekday() == 3]
    if number > len(thursdays):
        return None
    thursday = date(year, month, thursdays[number - 1 if number > 0 else number])
    return thursday - timedelta(days=3), thursday + timedelta(days=3)


def _read_period(match: re.Match[str], published: date | None) -> Reading:
    groups = match.groupdict()
    year, named = _year_of(groups, published)
    if half := groups.get("half"):
        if not named and published:
            now, wanted = 1 + (published.month > 6), 1 if half == "상" else 2
            year = year_meant(published.year, now, wanted, 2, groups["aim"], past=told_as_past(match))
        return "half", months(year, 1 if half == "상" else 7, 6) if year else None
    quarter = int(groups["quarter"] or 0)
    if not named and published:
        year = year_meant(
            published.year, (published.month + 2) // 3, quarter, 4, groups["aim"], past=told_as_past(match)
        )
    first = min(_number_of(groups, "quarter_from") or quarter, quarter)
    return "quarter", months(year, first * 3 - 2, (quarter - first + 1) * 3) if year else None


def _read_year(match: re.Match[str], published: date | None) -> Reading:
    year, _ = _year_of(match.groupdict(), published)
    return "year", (date(year, 1, 1), date(year, 12, 31)) if year else None


def _read_years(match: re.Match[str], _: date | None) -> Reading:
    first, last = _full_year(match["from"]), _full_year(match["to"])
    return "year", (date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _read_full(match: re.Match[str], _: date | None) -> Reading:
    year, month, day = (match[name] or match[name + "2"] for name in ("year", "month", "day"))
    exact = date(_full_year(year), int(month), int(day))
    return "day", (exact, exact)


def _read_year_month(match: re.Match[str], _: date | None) -> Reading:
    year, month = match["year"] or match["year2"], match["month"] or match["month2"]
    return "month", months(_full_year(year), int(month))


def _read_week_word(match: re.Match[str], published: date | None) -> Reading:
    weekday = match["weekday"]
    if published is None:
        return ("day" if weekday else "week"), None
    monday = published + timedelta(days=7 * _WEEK_WORDS[match["week_word"]] - published.weekday())
    if weekday:
        day = monday + timedelta(days=_WEEKDAYS.index(weekday))
        return "day", (day, day)
    return "week", (monday, monday + timedelta(days=6))


def _read_day_word(match: re.Match[str], published: date | None) -> Reading:
    word = match["day_word"]
    if word is None or published is None:
        return "day", None
    day = published + timedelta(days=_DAY_WORDS[word])
    return "day", (day, day)


# What stands in every match of a pattern and costs little to look for, the pattern, its reader.
_READERS: Final[tuple[tuple[re.Pattern[str], re.Pattern[str], Read], ...]] = (
    (re.compile(r"\d\s?월|[난번이내음] ?달"), _CALENDAR, _read_calendar),
    (re.compile(r"[분반]기"), _PERIOD, _read_period),
    (re.compile(r"\d\s?일"), _BARE_DAY, _read_bare_day),
    (re.compile(r"\d\s?년|[작금내후]년|[난올]\s?해"), _WHOLE_YEAR, _read_year),
    (re.compile(r"~"), _YEARS, _read_years),
    (re.compile(r"\d[./-]\s?\d"), _FULL, _read_full),
    (re.compile(r"\d[.-]\s?\d"), _YEAR_MONTH, _read_year_month),
    (re.compile(r"[난번금차내음]\s?주"), _WEEK_WORD, _read_week_word),
    (re.compile(r"저께|[그어]제|[전이튿음]\s?날|오늘|[전금내명익]일|모레|글피"), _DAY_WORD, _read_day_word),
)


def _longest(found: list[DateMention], length: int) -> list[DateMention]:
    taken = bytearray(length)
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


_ALONE: Final = re.compile(r"(\d{1,2})\s?일\Z")
_WEEKDAY_NOTE: Final = rf"(?:\s?\([{_WEEKDAYS}]\))?"
_THEN: Final = re.compile(rf"{_WEEKDAY_NOTE}\s?(?:부터|에서|~|-)\s?")
_AND: Final = re.compile(rf"{_WEEKDAY_NOTE}\s?(?:[과와,·]|및)\s?")
_SAME_MONTH: Final = re.compile(r"[^.]{0,60}같은\s?달\s?")
_YEAR_ON: Final = re.compile(r"[^.]{0,60}(?:(?P<same>같은)\s?해|이듬해)\s?")


def _chained(plain: str, mentions: list[DateMention]) -> Iterator[DateMention]:
    """Give bare days the month of the mention they continue."""
    before: DateMention | None = None
    for mention in mentions:
        alone = _ALONE.fullmatch(plain, mention.start, mention.end)
        if alone and before and before.last and before.granularity in {"day", "month"}:
            day = _following_day(plain[before.end : mention.start][:80], before.last, int(alone[1]))
            mention = replace(mention, first=day, last=day) if day else mention
        elif before and before.last and mention.first and mention.granularity in {"day", "month", "quarter", "half"}:
            mention = _in_year_of(plain[before.end : mention.start][:80], before, mention, plain)
        before = mention
        yield mention


def _in_year_of(gap: str, before: DateMention, mention: DateMention, plain: str) -> DateMention:
    """Move a mention that names no year to that of the one before: behind 같은 해 or 이듬해, or as a later month of one sentence.

    So "지난해 9월 …, 10월 …" are of one year, and "올해 …, 11월" is of this one.
    """
    if mention.first is None or before.first is None or before.last is None:
        return mention
    told = _YEAR_ON.fullmatch(gap)
    if told is not None:
        return _of_year(mention, before.last.year + (told["same"] is None))
    bare = _BARE_MONTH.match(plain, mention.start, mention.end) is not None
    years = mention.first.year - before.last.year
    one_year = before.first.year == before.last.year and abs(years) == 1
    if not bare or not one_year or STOP.search(gap) or len(gap) >= _FAR:
        return mention
    later = before.granularity in {"day", "month"} and before.last.month < mention.first.month
    goes_on = later and (years > 0 or _THEN.match(gap) is not None)
    this = before.granularity == "year" and _THIS_YEAR.match(plain, before.start, before.end) is not None
    return _of_year(mention, before.last.year) if goes_on or this else mention


_BARE_MONTH: Final = re.compile(r"\d{1,2}\s?월")
_THIS_YEAR: Final = re.compile(r"올해|올|금년")
_FAR: Final = 60
"""Characters from which on a mention stands too far behind another one to go on from it."""


def _of_year(mention: DateMention, year: int) -> DateMention:
    """Return the mention as of `year`; unresolved where that has no such day."""
    if mention.first is None or mention.last is None:
        return mention
    years = mention.last.year - mention.first.year
    first = day_or_none(year, mention.first.month, mention.first.day)
    whole = mention.last == month_end(mention.last.year, mention.last.month)
    last = day_or_none(year + years, mention.last.month, mention.last.day)
    if whole and mention.granularity != "day":
        last = month_end(year + years, mention.last.month)
    return replace(mention, first=first, last=last) if first and last else replace(mention, first=None, last=None)


def _following_day(gap: str, before: date, number: int) -> date | None:
    if _SAME_MONTH.fullmatch(gap) or (_AND.fullmatch(gap) and number > before.day):
        return day_or_none(before.year, before.month, number)
    if not _THEN.fullmatch(gap):
        return None
    ahead = number < before.day
    return day_or_none(before.year + (ahead and before.month == 12), (before.month - 1 + ahead) % 12 + 1, number)
