"""Ways to say a day or stretch of the calendar that mean what a span prints otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.dates import DateMention

_PART = re.compile(r"(초순|상순|중순|하순|초|말)$")
_PARTS = {"초순": "초", "상순": "초", "초": "초", "중순": "중", "하순": "말", "말": "말"}
_THIRDS = {"초": (0.0, 0.4), "중": (0.3, 0.7), "말": (0.6, 1.0)}
_NAMES_YEAR = re.compile(r"\d년|[작금내후]년|[난올]\s?해|'\d\d|^올|달$")
_AIMED = re.compile(r"(오는|돌아오는|지난)\s?(?=\d)")
_AHEAD = re.compile(
    r"기로|예정|계획|방침|목표|전망|예상|겠|(?:할|될|낼|열|질|올|갈|릴) 것|나선다|연다|시작한다|한다(?![고는])"
)
_NEXT_DAY = re.compile(r"이튿날|다음\s?날|익일")
_YEARS_END = {
    "올해말": re.compile(r"(?<!지난해 )(?<!작년 )(?<!내년 )(?<![가-힣])연말"),
    "올해초": re.compile(r"(?<!내년 )(?<![가-힣])연초"),
}
_STRETCH = re.compile(r"(?<!\d)(\d{1,3})\s?일(?:간|동안)?$")
_OF_WHAT = re.compile(r"(?:간|\s?동안)?의?\s([가-힣]{2,})")
_LASTING = re.compile(r"\s?(?:간|동안)")
_ON_FROM = re.compile(r"(?:\([월화수목금토일]\))?\s?(?:부터|에 시작)")
_NEAR = 16  # characters between the day from which it lasts and the end of the length
DAYS = {
    word: Decimal(days)
    for word, days in (("하루", 1), ("이틀", 2), ("사흘", 3), ("나흘", 4), ("닷새", 5), ("열흘", 10))
}
"""How many days the words for a stretch of days mean."""
_NOUN_BEFORE = re.compile(r"([가-힣]{2,})\s$")


def part_of(text: str) -> str:
    """Return 초, 중 or 말 where a month, quarter or year is not meant as a whole; empty else."""
    found = _PART.search(text)
    return _PARTS[found.group(1)] if found else ""


def in_part(mention: DateMention, other: DateMention) -> bool:
    """Say whether `other`, which lies in the days of `mention`, lies in the part of them that is named (초, 중순, 말)."""
    part = part_of(mention.text)
    if not part or part == part_of(other.text):
        return True
    if mention.first is None or mention.last is None or other.first is None or other.last is None:
        return False
    length = (mention.last - mention.first).days + 1
    low, high = _THIRDS[part]
    return low <= (other.first - mention.first).days / length and (other.last - mention.first).days / length <= high


def same_but_year(one: DateMention, other: DateMention) -> bool:
    """Say whether a month or quarter printed without its year has the months of the other one (``10~12월``, ``4분기``)."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if (
        {one.granularity, other.granularity} != {"month", "quarter"}
        or _NAMES_YEAR.search(one.text)
        or part_of(one.text)
    ):
        return False
    return (one.first.month, one.last.month) == (other.first.month, other.last.month)


def aimed(mention: DateMention, other: DateMention, text: str) -> bool:
    """Say whether ``오는 10월``, ``지난 3월`` is what `text` prints without it, as of what is to come or is over."""
    found = _AIMED.match(mention.text)
    if found is None or _tight(mention.text[found.end() :]) != _tight(other.text):
        return False
    end = text.find(". ", other.end)
    ahead = _AHEAD.search(text, other.end, end if end > 0 else len(text))
    return (ahead is not None) == (found.group(1) != "지난")


def next_day(mention: DateMention, others: Sequence[DateMention], held: Sequence[DateMention]) -> bool:
    """Say whether ``이튿날`` is a held day: the one behind the day named before it among `others`."""
    if not _NEXT_DAY.fullmatch(mention.text):
        return False
    before = [day for day in others if day.end <= mention.start and day.granularity == "day" and day.last]
    return (
        any(before[-1].last + timedelta(days=1) == day.first for day in held) if before and before[-1].last else False
    )


def years_end(mention: DateMention, text: str) -> bool:
    """Say whether `text` has ``연말`` for ``올해 말``."""
    found = _YEARS_END.get(_tight(mention.text))
    return found is not None and found.search(text) is not None


def lasts(claim: str, start: int, end: int, text: str) -> bool:
    """Say whether a length in days is of the same thing in `text`: ``7일간의 운항정지``, ``운항정지 7일``."""
    days = _STRETCH.search(claim, 0, end)
    if days is None or days.start() < start:
        return False
    number = days.group(1)
    if f"{number}일" not in text:
        return False
    behind, before = _OF_WHAT.match(claim, end), _NOUN_BEFORE.search(claim, 0, start)
    if behind and re.search(rf"{_stem(behind.group(1))}\s?{number}일", text):
        return True
    return (
        before is not None and re.search(rf"(?<!\d){number}일(?:간|\s?동안)?의?\s{before.group(1)}", text) is not None
    )


def begins(mention: DateMention, text: str, span: Surface) -> bool:
    """Say whether ``23일부터`` is the first day of a stretch that the span prints as one (``23~24일``)."""
    if mention.granularity != "day" or not _ON_FROM.match(text, mention.end):
        return False
    return any(mention.first == day.first and _is_stretch(day) for day in span.dates)


def days_from(claim: Surface, end: int, days: Decimal, span: Surface) -> bool:
    """Say whether the length that ends at `end` (``23일부터 이틀간``) is that of the days which the span prints from then on."""
    if not _LASTING.match(claim.text, end) and not claim.text[:end].endswith(("간", "동안")):
        return False
    since = {day.first for day in claim.dates if 0 < end - day.end < _NEAR and _ON_FROM.match(claim.text, day.end)}
    return any(
        day.first in since and (day.last - day.first).days + 1 == days
        for day in span.dates
        if day.granularity == "day" and day.first is not None and day.last is not None
    )


def _is_stretch(day: DateMention) -> bool:
    return day.granularity == "day" and day.first is not None and day.first != day.last


def a_year_later(mention: DateMention, other: DateMention) -> bool:
    """Say whether `other` is the same month, quarter or half a year after `mention`."""
    if mention.granularity != other.granularity or mention.granularity not in ("month", "quarter", "half"):
        return False
    if mention.first is None or mention.last is None or other.first is None or other.last is None:
        return False
    months = (mention.first.month, mention.last.month) == (other.first.month, other.last.month)
    return months and other.first.year - mention.first.year == 1


def a_month_apart(span: Surface) -> bool:
    """Say whether the span names a month and the one before it."""
    months = {(d.first.year * 12 + d.first.month) for d in span.dates if d.granularity == "month" and d.first}
    return any(month + 1 in months for month in months)


def _stem(noun: str) -> str:
    return noun[:-1] if len(noun) > 2 and noun[-1] in "은는이가을를의에도와과로" else noun


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)
