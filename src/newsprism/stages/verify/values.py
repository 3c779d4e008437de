"""Numbers, units and dates of a sentence against its spans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from newsprism.stages.verify.reading import Surface, squeezed, surface
from newsprism.stages.verify.reckoned import reckoned, reckoned_times
from newsprism.stages.verify.spoken import in_words, unspoken
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import Quantity, same
from newsprism.types.verdict import FaultKind

_HEADS = frozenset(("명", "표", "인", "사람"))
_PLACES = frozenset(("곳", "개", "개사", "개교", "개국", "사", "군데"))
_SPANS = frozenset(("년", "주년"))
_EACH = re.compile(r"(?<![가-힣A-Za-z])([가-힣]{1,3}|[A-Za-z㎏㎡㎾㎿]{1,3})당(?=\s?\d)")
_MONTH = 27  # days
_TIMES = {("년", "개월"): 12, ("주", "일"): 7, ("시간", "분"): 60, ("톤", "kg"): 1000, ("분", "초"): 60}
_ROUNDING = Decimal("0.05")
Finding = tuple[FaultKind, str]

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LATIN_WORD = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")
_TICKER = re.compile(r"\(([0-9A-Z]{6})\)")
_COUNTER = re.compile(r"\s?(%p|%|명|건|개|곳|원|달러|배|위|년|일|월|주|장|대|채|호|회|차|톤|명|점|억|조|만|천)")
_WEEKDAY = re.compile(r"[월화수목금토일]요일")
_SAME_DAY_WORDS = (("작년", "지난해"), ("금년", "올해"), ("다음달", "내달"), ("당일", "이날"), ("다음날", "이튿날"))
_YEAR_BEFORE = re.compile(r"전년|(?:지난해|작년)(?:보다| 같은| 동기)")
_YEARS = (1900, 2100)
_PER = re.compile(
    r"(?<![가-힣])(연|월|주|일)(?:간|평균)?\s?(?:\d[^\s]{0,12}(?:\s?[억만]\s?[가-힣]{1,2})?(?:에서|~)\s)?$"
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
        if _supported(quantity, held) or _latin(claim.text, quantity) or _in_words(quantity, spans):
            continue
        if _names_a_year(quantity, spans):
            continue
        may_be_reckoned = not _led_to(claim.text, quantity) and reckoned(quantity, spans)
        if not may_be_reckoned and not _year_before(claim.text, quantity, spans):
            yield _what_differs(quantity, held)
    yield from _bare_findings(claim, spans)
    for match in _EACH.finditer(claim.text):
        each = unicodedata.normalize("NFKC", squeezed(match.group(1))) + "당"
        one = re.compile(rf"{re.escape(each[:-1])}(?:1개|하나|한[가-힣]|마다|별)")
        held_so = (unicodedata.normalize("NFKC", span.squeezed) for span in spans)
        if not any(each in text or one.search(text) for text in held_so):
            yield "unit", f"인용문과 단위가 다름: {match.group()}"
    for quantity in claim.quantities:
        own = _period(claim, quantity)
        periods = {_period(span, other) for span in spans for other in span.quantities if same(other, quantity)}
        if own and periods and own not in periods and "" not in periods:
            yield "unit", f"인용문과 기간이 다름: {own} {quantity.text}"
    for text in unspoken(claim.text, [span.text for span in spans]):
        if not reckoned_times(text, spans) and not (_ONE.fullmatch(text) and any(_A.search(s.text) for s in spans)):
            yield "number", f"인용문에 없는 수: {text}"


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


def _names_a_year(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether ``2025년`` that was read as an amount (``2025년 전체``) is a year that a span names."""
    if quantity.unit != "년" or quantity.upper is not None or not _YEARS[0] <= quantity.value <= _YEARS[1]:
        return False
    days = (day for span in spans for day in span.dates if day.granularity == "year" and day.first is not None)
    return any(day.first is not None and day.first.year == quantity.value for day in days)


def _year_before(text: str, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether this is the year in ``1년 전보다``, which the spans call 전년."""
    if quantity.unit != "년" or quantity.value != 1 or not text.startswith(" 전", quantity.end):
        return False
    return any(_YEAR_BEFORE.search(span.text) for span in spans)


def _in_words(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    pattern = in_words(quantity)
    return pattern is not None and any(pattern.search(span.text) for span in spans)


def _latin(text: str, quantity: Quantity) -> bool:
    # "HBM4", "5G": a name with digits in it is a name.
    found = text[max(0, quantity.start - 1) : quantity.start]
    return bool(found) and found.isascii() and found.isalpha()


def _supported(quantity: Quantity, held: Sequence[Quantity]) -> bool:
    return any(
        same(quantity, other) or _counted_alike(quantity, other) or _rounded(quantity, other) for other in held
    ) or _ends_supported(quantity, held)


def _counted_alike(quantity: Quantity, other: Quantity) -> bool:
    """Say whether both count the same number of places, in words that are used for one another (``7곳``, ``7개사``)."""
    for one, two in ((quantity, other), (other, quantity)):
        times = _TIMES.get((one.unit, two.unit))
        if times is not None and one.value * times == two.value and one.upper is two.upper is None:
            return True
    alike = {quantity.unit, other.unit} <= _PLACES or {quantity.unit, other.unit} <= _SPANS
    alike = alike or {quantity.unit, other.unit} <= _HEADS
    return alike and (quantity.value, quantity.upper) == (other.value, other.upper)


def _rounded(quantity: Quantity, other: Quantity) -> bool:
    """Say whether `quantity`, said with 약 or the like, is `other` with fewer digits (``약 39만`` for ``38만6000``)."""
    if not quantity.approximate or quantity.unit != other.unit or quantity.upper is not None or other.upper is not None:
        return False
    exact = other.value
    if not exact or abs(quantity.value - exact) > _ROUNDING * abs(exact):
        return False
    digits = len(exact.normalize().as_tuple().digits)
    return any(
        quantity.value == Context(prec=kept, rounding=way).plus(exact)
        for kept in range(1, min(digits, 4))
        for way in (ROUND_HALF_UP, ROUND_FLOOR)
    )


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


def _bare_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    covered = {p for q in claim.quantities for p in range(q.start, q.end)}
    covered |= {p for d in claim.dates for p in range(d.start, d.end)}
    covered |= {p for m in _LATIN_WORD.finditer(claim.text) for p in range(m.start(), m.end())}
    covered |= {p for m in _TICKER.finditer(claim.text) for p in range(m.start(), m.end())}
    held: dict[str, set[str]] = {}
    for span in spans:
        for match in _DIGITS.finditer(span.text):
            held.setdefault(_plain(match.group()), set()).add(_counter(span.text, match.end()))
    for match in _DIGITS.finditer(claim.text):
        if match.start() in covered:
            continue
        counters = held.get(_plain(match.group()))
        if counters is None and _ordinal(match.group(), spans):
            continue
        if counters is None:
            yield "number", f"인용문에 없는 수: {match.group()}"
        elif _counter(claim.text, match.end()) not in counters and not _ordinal(match.group(), spans):
            yield "unit", f"인용문과 단위가 다름: {match.group()}{_counter(claim.text, match.end())}"


_ORDINALS = {"1": "첫|제1|1번", "2": "두|둘|제2|2번", "3": "세|셋|제3|3번", "4": "네|넷|제4|4번", "5": "다섯|제5|5번"}


def _ordinal(digits: str, spans: Sequence[Surface]) -> bool:
    """Say whether a span counts it as the first, second … of its kind: ``2공장`` for ``두 번째 공장``."""
    words = _ORDINALS.get(digits)
    return words is not None and any(
        re.search(rf"(?<![가-힣])(?:{words})\s?번?째|제{digits}(?!\d)", s.text) for s in spans
    )


def _plain(digits: str) -> str:
    return digits.replace(",", "").lstrip("0") or "0"


def _counter(text: str, end: int) -> str:
    found = _COUNTER.match(text, end)
    return found.group(1) if found else ""


def date_findings(text: str, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield `date` findings: every date must stand in a span, printed the same or meaning the same calendar days.

    A date of the sentence means what it means in the document that is cited: it is read against that document's day.
    """
    open_mentions: dict[tuple[int, int], str] = {}
    for span in spans:
        for mention in surface(text, span.published).dates:
            key = (mention.start, mention.end)
            open_mentions.setdefault(key, mention.text)
            if _date_held(mention, span) or _compared_with(mention, text, span):
                open_mentions[key] = ""
    for (start, _), printed in sorted(open_mentions.items()):
        if printed and not _day_of_week_held(text, start, printed, spans):
            yield "date", f"인용문에 없는 날짜: {printed}"
    yield from _weekday_findings(text, spans)


def _date_held(mention: DateMention, span: Surface) -> bool:
    printed = _tight(mention.text)
    if any(printed in pair for pair in _SAME_DAY_WORDS) and printed in _tight(span.text):
        return True
    for other in span.dates:
        if printed == _tight(other.text) or _same_days(mention, other) or _holds(mention, other):
            return True
        if _begins_in(printed, _tight(other.text)):
            return True
    return False


def _compared_with(mention: DateMention, text: str, span: Surface) -> bool:
    """Say whether the span means these days where it compares: ``전달`` beside ``11월`` is October, ``1년 전`` is last year."""
    if mention.granularity == "year" and _LAST_YEAR.fullmatch(_tight(mention.text)):
        compares = _COMPARES.match(text, mention.end) is not None
        return compares and _A_YEAR_AGO.search(span.text) is not None
    if mention.first is None or mention.last is None or mention.granularity != "month":
        return False
    follows = any(
        other.granularity == "month" and other.first is not None and (other.first - mention.last).days == 1
        for other in span.dates
    )
    return follows and _MONTH_BEFORE.search(span.text) is not None


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
    return one.first is not None and (one.first, one.last) == (other.first, other.last)


def _holds(mention: DateMention, other: DateMention) -> bool:
    """Say whether `mention` names the month, quarter or year in which `other` lies: less exact is not untrue."""
    if mention.first is None or mention.last is None or other.first is None or other.last is None:
        return False
    long = (mention.last - mention.first).days > _MONTH - 1
    return long and mention.first <= other.first and other.last <= mention.last


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
