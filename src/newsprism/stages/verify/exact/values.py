"""Numbers, units and dates of a sentence against its spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.bounds import rounded, rounds_another
from newsprism.stages.verify.exact.daysaid import (
    DAYS,
    a_month_apart,
    a_year_later,
    aimed,
    begins,
    days_from,
    in_part,
    lasts,
    next_day,
    part_of,
    same_but_year,
    years_end,
)
from newsprism.stages.verify.exact.digits import bare_findings, counter_left_out, counts_so
from newsprism.stages.verify.exact.labels import is_first, label_findings, often_findings
from newsprism.stages.verify.exact.ratios import is_half, ratio_follows
from newsprism.stages.verify.exact.reckoned import reckoned, reckoned_times
from newsprism.stages.verify.exact.reckoning import follows
from newsprism.stages.verify.exact.spoken import (
    as_quantity,
    in_words,
    is_majority,
    one_of_a_kind,
    places_follow,
    unspoken,
)
from newsprism.stages.verify.exact.surroundings import part_bounds
from newsprism.stages.verify.exact.worded import in_a_word, turned_ratios, worded_amounts
from newsprism.stages.verify.reading import Surface, squeezed, surface
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import EXACT_UNITS, Quantity, same
from newsprism.types.verdict import FaultKind

_HEADS = frozenset(("명", "표", "인", "사람"))
_PLACES = frozenset(("곳", "개", "개사", "개교", "개국", "사", "군데"))
_SPANS = frozenset(("년", "주년"))
_OCCASIONS = frozenset(("회", "번", "차례"))
_EACH = re.compile(r"(?<![가-힣A-Za-z])([가-힣]{1,3}|[A-Za-z㎏㎡㎾㎿]{1,3})당(?=\s?\d)")
_EACH_ONE = re.compile(r"당|에 (?=\d)")
_MONTHS_AGO = re.compile(r"한 ?달 (?:새|사이|전보다|만에)")
_PERIODS = ((28, 31), (90, 92), (181, 184), (365, 366))
"""Days of a month, a quarter, half a year and a year: a stretch from one month to another is as exact as it is printed."""
_TIMES = {("년", "개월"): 12, ("주", "일"): 7, ("시간", "분"): 60, ("톤", "kg"): 1000, ("분", "초"): 60}
Finding = tuple[FaultKind, str]

_WEEKDAY = re.compile(r"[월화수목금토일]요일")
_SAME_DAY_WORDS = (("작년", "지난해"), ("금년", "올해"), ("다음달", "내달"), ("당일", "이날"), ("다음날", "이튿날"))
_YEAR_BEFORE = re.compile(
    r"전년|(?:지난해|작년)(?:보다| 같은| 동기)|(?:지난해|작년) (?:[1-4]분기|[상하]반기|\d{1,2}월)(?:보다|에 비|과 비)"
    r"|올해 (\d{1,2}월|[1-4]분기|[상하]반기)[^.]*(?:지난해|작년) \1"
)
_AGO = re.compile(r"\s?(?:전(?=[보에과와의도,\s]|$)|새(?=[에\s]|$)|사이|만에)")
_YEARS = (1900, 2100)
_PER = re.compile(
    r"(?<![가-힣\d])(?<!\d )(연|월|주|일)(?:간|평균)?\s?(?:\d[^\s]{0,12}(?:\s?[억만]\s?[가-힣]{1,2})?(?:에서|~)\s)?$"
)
_LAST_YEAR = re.compile(r"지난해|작년|전년")
_A_YEAR_AGO = re.compile(r"1년 전|한 해 전|전년|지난해|작년")
_COMPARES = re.compile(r"\s?(?:같은|동기|동월|이맘때|보다|에 비|대비|과 비|에 견)")
_MONTH_BEFORE = re.compile(r"전달|전월|직전 달|앞선 달")
_TO, _FROM_ONE = re.compile(r"(?:으로|로)(?![가-힣])"), re.compile(r"\d[^\s]*에서 ")
_WEEKDAYS = "월화수목금토일"


def number_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield `number` and `unit` findings; every quantity and every other digit must stand in a span."""
    held = [quantity for span in spans for quantity in span.quantities]
    for quantity in claim.quantities:
        if _supported(claim, quantity, held) and not rounds_another(claim, quantity, spans):
            continue
        if _latin(claim.text, quantity) or in_words(quantity, [span.text for span in spans]):
            continue
        if _names_a_year(quantity, spans) or in_a_word(quantity, spans):
            continue
        may_be_reckoned = not _led_to(claim.text, quantity) and reckoned(quantity, spans)
        if not may_be_reckoned and not _said_otherwise(claim, quantity, spans):
            yield _what_differs(quantity, held)
    yield from bare_findings(claim, spans)
    yield from _unit_findings(claim, spans)
    yield from _spoken_findings(claim, spans)
    for said in (*worded_amounts(claim, spans), *turned_ratios(claim, spans)):
        yield "number", f"인용문에 없는 수: {said}"
    for label, quantity in label_findings(claim, spans):
        yield "number", f"인용문에서는 다른 것의 값: {label} / {quantity.text}"


def _said_otherwise(claim: Surface, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether a quantity that no span prints is only another way to say what they print, or follows from it."""
    if _year_before(claim.text, quantity, spans) or _one_of_each(claim.text, quantity, spans):
        return True
    if quantity.unit == "배":
        return ratio_follows(claim, quantity.start, quantity.end, spans)
    if is_first(claim, quantity, spans) or counts_so(quantity, spans) or is_half(claim, quantity, spans):
        return True
    if not quantity.unit and counter_left_out(claim.text, quantity.start, quantity.text, spans):
        return True
    if quantity.unit == "일" and any(
        lasts(claim.text, quantity.start, quantity.end, span.text)
        or days_from(claim, quantity.end, quantity.value, span)
        for span in spans
    ):
        return True
    return follows(claim, quantity, spans)


def _unit_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield findings for another thing that an amount is for (``1인당``), or another period (``월``, ``연``)."""
    for match in _EACH.finditer(claim.text):
        each = unicodedata.normalize("NFKC", squeezed(match.group(1)))
        one = _of_one(each)
        held_so = [unicodedata.normalize("NFKC", span.squeezed) for span in spans]
        said = any(f"{each}당" in text or one.search(text) for text in held_so)
        if not said and not _exchanged_at(each, claim, match.end(), spans):
            yield "unit", f"인용문과 단위가 다름: {match.group()}"
    for quantity in claim.quantities:
        own = _period(claim, quantity)
        if not own:
            continue
        periods = {_period(span, other) for span in spans for other in span.quantities if same(other, quantity)}
        if periods and own not in periods and "" not in periods:
            yield "unit", f"인용문과 기간이 다름: {own} {quantity.text}"
    for often in often_findings(claim.text, [span.text for span in spans]):
        yield "unit", f"인용문과 기간이 다름: {often}"


def _spoken_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield findings for numbers in words that stand in no span and do not follow from any."""
    for said in unspoken(claim.text, [span.text for span in spans]):
        text = said.group()
        if reckoned_times(text, spans) or (_ONE.fullmatch(text) and any(_A.search(s.text) for s in spans)):
            continue
        if one_of_a_kind(said) or places_follow(said, spans):
            continue
        if _days_said(claim, said, spans) or is_majority(claim.text, said, [span.text for span in spans]):
            continue
        counted = as_quantity(said)
        if counted is not None and follows(claim, counted, spans):
            continue
        if not ratio_follows(claim, said.start(), said.end(), spans):
            yield "number", f"인용문에 없는 수: {text}"


def _days_said(claim: Surface, said: re.Match[str], spans: Sequence[Surface]) -> bool:
    """Say whether ``이틀간`` is how long a stretch of a span lasts, or ``한 달 새`` the time between two months of one."""
    days = DAYS.get(said.group())
    if days is not None:
        return any(days_from(claim, said.end(), days, span) for span in spans)
    return _MONTHS_AGO.match(claim.text, said.start()) is not None and any(a_month_apart(span) for span in spans)


def _exchanged(unit: str, held: str) -> bool:
    """Say whether the text has an exchange rate of the currency in ``달러당`` (``원·달러 환율``)."""
    return f"{unit}환율" in held or re.search(rf"{unit}[·/-]원환율", held) is not None


def _exchanged_at(unit: str, claim: Surface, end: int, spans: Sequence[Surface]) -> bool:
    """Say whether the rate behind ``달러당`` stands, if a span prints it, where the span speaks of that currency."""
    rate = next((q for q in claim.quantities if 0 <= q.start - end <= 1), None)
    if rate is None or not any(_exchanged(unit, span.squeezed) for span in spans):
        return False
    printed = [
        span.text[slice(*part_bounds(span.text, q.start))] for span in spans for q in span.quantities if same(q, rate)
    ]
    return not printed or any(unit in part for part in printed)


@lru_cache(maxsize=256)
def _of_one(unit: str) -> re.Pattern[str]:
    """Return what finds ``1명``, ``한 명``, ``명마다`` for the unit in ``명당``."""
    return re.compile(rf"{re.escape(unit)}(?:1개|하나|한[가-힣]|마다|별)|(?<![\d.,])1{re.escape(unit)}에")


_ONE, _A = re.compile(r"한\s?(?:명|사람|곳|분)"), re.compile(r"(?<![가-힣])한 [가-힣]{2,}")
"""``공인중개사 한 명`` and ``한 공인중개사``."""


def _led_to(text: str, quantity: Quantity) -> bool:
    """Say whether the text leads from another value to this one (``A에서 B로``): such a value is told, not reckoned."""
    before = text[max(0, quantity.start - 25) : quantity.start]
    return _TO.match(text, quantity.end) is not None and _FROM_ONE.search(before) is not None


def _period(reading: Surface, quantity: Quantity) -> str:
    """Return 연, 월, 주 or 일 before an amount, or before the one that leads to it (``월 250만원에서 280만원``)."""
    before = reading.text[max(0, quantity.start - 40) : quantity.start]
    found = _PER.search(before)
    return found.group(1) if found else ""


def _one_of_each(text: str, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether this is the one in ``1t당``, where a span has ``t당`` and not ``3.3t당``."""
    if quantity.value != 1 or quantity.upper is not None or not _EACH_ONE.match(text, quantity.end):
        return False
    if quantity.unit in EXACT_UNITS and any(_exchanged(quantity.unit, span.squeezed) for span in spans):
        return True
    printed = re.escape(quantity.text.lstrip("1 "))
    each = re.compile(rf"(?<![\d.])(?<!\d\s)(?:{printed}|{re.escape(quantity.unit)})당")
    return any(each.search(span.text) for span in spans)


def _names_a_year(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether ``2025년`` that was read as an amount (``2025년 전체``) is a year that a span names."""
    if quantity.unit != "년" or quantity.upper is not None or not _YEARS[0] <= quantity.value <= _YEARS[1]:
        return False
    days = (day for span in spans for day in span.dates if day.granularity == "year" and day.first is not None)
    return any(day.first is not None and day.first.year == quantity.value for day in days)


def _year_before(text: str, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether this is the year in ``1년 전보다``, which the spans call 전년."""
    if quantity.unit != "년" or quantity.value != 1 or not _AGO.match(text, quantity.end):
        return False
    return any(_YEAR_BEFORE.search(span.text) for span in spans)


def _latin(text: str, quantity: Quantity) -> bool:
    # "HBM4", "5G": a name with digits in it is a name.
    found = text[max(0, quantity.start - 1) : quantity.start]
    return bool(found) and found.isascii() and found.isalpha()


def _supported(claim: Surface, quantity: Quantity, held: Sequence[Quantity]) -> bool:
    return any(
        same(quantity, other) or _counted_alike(quantity, other) or rounded(claim, quantity, other) for other in held
    ) or _ends_supported(quantity, held)


def _counted_alike(quantity: Quantity, other: Quantity) -> bool:
    """Say whether both count the same number of places, in words that are used for one another (``7곳``, ``7개사``)."""
    for one, two in ((quantity, other), (other, quantity)):
        times = _TIMES.get((one.unit, two.unit))
        if times is not None and one.value * times == two.value and one.upper is two.upper is None:
            return True
    alike = {quantity.unit, other.unit} <= _PLACES or {quantity.unit, other.unit} <= _SPANS
    alike = alike or {quantity.unit, other.unit} <= _HEADS or {quantity.unit, other.unit} <= _OCCASIONS
    return alike and (quantity.value, quantity.upper) == (other.value, other.upper)


def _ends_supported(quantity: Quantity, held: Sequence[Quantity]) -> bool:
    """Say whether a range stands in the spans as its two ends, or a single value as one end of a range."""
    ends = {(value, other.unit) for other in held for value in (other.value, other.upper) if value is not None}
    wanted = [value for value in (quantity.value, quantity.upper) if value is not None]
    return all((value, quantity.unit) in ends for value in wanted)


def _what_differs(quantity: Quantity, held: Sequence[Quantity]) -> Finding:
    twins = [other.text for other in held if other.value == quantity.value and other.unit != quantity.unit]
    if twins:
        return "unit", f"인용문과 단위가 다름: {quantity.text} / {twins[0]}"
    return "number", f"인용문에 없는 수: {quantity.text}"


def date_findings(text: str, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield `date` findings: every date must stand in a span, printed the same or meaning the same calendar days.

    A date of the sentence means what it means in the document that is cited: it is read against that document's day.
    """
    open_mentions: dict[tuple[int, int], str] = {}
    for span in spans:
        for mention in surface(text, span.published).dates:
            key = (mention.start, mention.end)
            open_mentions.setdefault(key, mention.text)
            if _date_held(mention, text, span) or _compared_with(mention, text, span) or _day_said(mention, text, span):
                open_mentions[key] = ""
    for (start, _), printed in sorted(open_mentions.items()):
        if printed and not _day_of_week_held(text, start, printed, spans):
            yield "date", f"인용문에 없는 날짜: {printed}"
    yield from _weekday_findings(text, spans)


def _date_held(mention: DateMention, text: str, span: Surface) -> bool:
    printed = _tight(mention.text)
    if any(printed in pair for pair in _SAME_DAY_WORDS) and printed in _tight(span.text):
        return True
    for other in span.dates:
        if printed == _tight(other.text) or _same_days(mention, other):
            return True
        if same_but_year(mention, other) or aimed(mention, other, span.text):
            return True
        wider = _holds(mention, other) or _begins_in(printed, _tight(other.text))
        if wider and (_one_day(other) or not _measured(mention, text)):
            return True
    return False


def _one_day(mention: DateMention) -> bool:
    return mention.first is not None and mention.first == mention.last


def _measured(mention: DateMention, text: str) -> bool:
    """Say whether an amount stands in the clause of a mention: that of a month is none of the year, nor that of ten days one of the month."""
    behind = surface(text, None).quantities
    rest = text[mention.end : mention.end + _CLAUSE]
    stop = _CLAUSE_END.search(rest)
    end = mention.end + (stop.start() if stop else len(rest))
    return any(mention.end <= q.start < end for q in behind)


_CLAUSE = 60
_CLAUSE_END = re.compile(r"(?:고|며|지만|는데),? |, ")


def _compared_with(mention: DateMention, text: str, span: Surface) -> bool:
    """Say whether the span means these days where it compares: ``전달`` beside ``11월`` is October, ``1년 전`` is last year."""
    if mention.granularity == "year" and _LAST_YEAR.fullmatch(_tight(mention.text)):
        compares = _COMPARES.match(text, mention.end) is not None
        return compares and _A_YEAR_AGO.search(span.text) is not None
    if mention.first is None or mention.last is None:
        return False
    if _COMPARES.match(text, mention.end) and _A_YEAR_AGO.search(span.text):
        return any(a_year_later(mention, other) for other in span.dates)
    if mention.granularity != "month":
        return False
    follows = any(
        other.granularity == "month" and other.first is not None and (other.first - mention.last).days == 1
        for other in span.dates
    )
    return follows and _MONTH_BEFORE.search(span.text) is not None


def _day_said(mention: DateMention, text: str, span: Surface) -> bool:
    """Say whether the span has the day, or the length in days that was taken for one, in other words."""
    if years_end(mention, span.text) or lasts(text, mention.start, mention.end, span.text):
        return True
    if begins(mention, text, span):
        return True
    return next_day(mention, surface(text, span.published).dates, span.dates)


def _begins_in(printed: str, text: str) -> bool:
    """Say whether `text` holds `printed`, not as the end of a longer number."""
    place = text.find(printed)
    while place > 0 and text[place - 1].isdigit():
        place = text.find(printed, place + 1)
    return place >= 0


@lru_cache(maxsize=4096)
def _tight(text: str) -> str:
    tight = re.sub(r"\s+", "", folded(text))
    for word, other in _SAME_DAY_WORDS:
        tight = tight.replace(word, other)
    return tight.removesuffix("한해")


def _same_days(one: DateMention, other: DateMention) -> bool:
    """Say whether both mean the same days; the end of a month is not its beginning, nor the whole of it."""
    if one.first is None or (one.first, one.last) != (other.first, other.last):
        return False
    part = part_of(one.text)
    return not part or part == part_of(other.text)


def _holds(mention: DateMention, other: DateMention) -> bool:
    """Say whether `mention` names the month, quarter or year in which `other` lies: less exact is not untrue."""
    if mention.first is None or mention.last is None or other.first is None or other.last is None:
        return False
    whole = any(low <= (mention.last - mention.first).days + 1 <= high for low, high in _PERIODS)
    return whole and mention.first <= other.first and other.last <= mention.last and in_part(mention, other)


def _day_of_week_held(text: str, start: int, printed: str, spans: Sequence[Surface]) -> bool:
    # "12일(목)" may be printed for "12일": the weekday is checked by itself.
    return bool(_WEEKDAY.fullmatch(printed)) and any(printed in span.text for span in spans)


def _weekday_findings(text: str, spans: Sequence[Surface]) -> Iterator[Finding]:
    for match in _WEEKDAY.finditer(text):
        if any(match.group() in span.text for span in spans):
            continue
        number = _WEEKDAYS.index(match.group()[0])
        days = [d.first for s in spans for d in surface(text, s.published).dates if d.granularity == "day"]
        if not any(day is not None and day.weekday() == number for day in days):
            yield "date", f"인용문에 없는 요일: {match.group()}"
