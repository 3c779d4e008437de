"""Quantities in English text, read into exact values with the unit names of `text.ko.numbers`.

So $49.1 billion and 491억 달러 are the same, and so are 3 percent and 3%. Dates own their numbers; numbers inside names
(G7, S&P 500, HBM4) and ordinals are none. Number words count from two to twelve.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from newsprism.text.en.dates import dates
from newsprism.text.ko.numbers import Quantity

_LONGEST: Final = 4_000
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,18})(?:\.\d{1,9})?"
_SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9, "k": 10**3,
}  # fmt: skip
_WORDS: Final = {
    word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_SIGNS: Final = {"$": "달러", "€": "유로", "£": "파운드", "¥": "엔", "₩": "원"}
_UNITS: Final = {
    "%": "percent per-cent percentage-share %",
    "%p": "percentage-point percentage-points",
    "bp": "basis-point basis-points bps bp",
    "원": "won KRW",
    "달러": "dollar dollars USD",
    "유로": "euro euros EUR",
    "엔": "yen JPY",
    "위안": "yuan renminbi CNY",
    "파운드": "GBP",
    "루피": "rupee rupees",
    "포인트": "point points",
    "배럴": "barrel barrels",
    "온스": "ounce ounces",
    "톤": "ton tons tonne tonnes metric-tons",
    "kg": "kilogram kilograms kg",
    "㎞": "kilometer kilometers kilometre kilometres km",
    "㎡": "square-meters square-metres",
    "GW": "gigawatt gigawatts GW",
    "MW": "megawatt megawatts MW",
    "kWh": "kilowatt-hours kWh",
    "nm": "nanometer nanometers nm",
    "명": "people person workers employees jobs staff members users customers residents passengers",
    "대": "vehicles cars units",
    "가구": "households homes",
    "개월": "month months",
    "년": "year years",
    "주": "week weeks",
    "일": "day days",
    "시간": "hour hours",
    "배": "times fold",
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT: Final = "|".join(
    re.escape(word).replace(r"\-", r"[\s-]") for word in sorted(_UNIT_OF, key=len, reverse=True) if word != "%"
)
_SCALE: Final = r"hundred|thousand|million|billion|trillion|mn|bn|tn|[mbk]"
_QUANTITY: Final = re.compile(
    rf"(?P<about>\b(?i:about|around|roughly|nearly|almost|approximately|some|an estimated)\s(?:US)?)?"
    rf"(?P<sign>[$€£¥₩])?\s?(?<![\w.])(?P<number>(?:(?<![\w.,%)])-)?(?<![\d.,]){_NUMBER}|\b(?:{'|'.join(_WORDS)})\b)"
    rf"(?:\s?(?:-|–|to)\s?(?:[$€£¥₩]\s?)?(?P<upper>{_NUMBER}))?"
    rf"(?:(?P<before>%)|(?:[\s-]?(?P<scale>{_SCALE})(?![A-Za-z]))?(?:(?P<after>%)|[\s-]{{0,2}}(?:U\.S\.\s"
    rf"|US\s)?(?P<unit>{_UNIT})(?![A-Za-z]))?)"
)
_NAMED: Final = re.compile(
    r"\b(?:S&P|Nasdaq|FTSE|Nikkei|Fortune|Stoxx|Russell|CSI|Group of|Article|No\.|Section|Phase|Route"
    r"|Boeing|Airbus|Page|Flight|CES|COVID)[\s-]\d{1,4}\b"
    r"|\b\d{1,2}:\d{2}\b|\b[A-Za-z]{1,12}-?\d{1,6}[A-Za-z]{0,4}\b|\b\d{1,4}(?:st|nd|rd|th)\b"
    r"|\b\d{1,3}[A-Z]{1,3}\b|\b24/7\b"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text` in order; a range gives one with `upper`; at most 4,000 characters are read.

    >>> [(q.text, str(q.value), q.unit) for q in quantities("It spent about $1.2 billion, up 3 percent.")]
    [('about $1.2 billion', '1200000000', '달러'), ('3 percent', '3', '%')]
    """
    return tuple(_found(text[:_LONGEST]))


def _found(text: str) -> Iterator[Quantity]:
    taken = [(d.start, d.end) for d in dates(text, None)]
    taken += [m.span() for m in _NAMED.finditer(text)]
    for match in _QUANTITY.finditer(text):
        start, end = match.start("number"), match.end("number")
        if any(left < end and start < right for left, right in taken):
            continue
        yield _quantity(text, match)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    scale = _SCALES.get((match["scale"] or "").casefold(), 1)
    unit = _unit(match)
    number = match["number"].casefold()
    value = Decimal(_WORDS[number]) if number in _WORDS else Decimal(number.replace(",", ""))
    upper = _plain(Decimal(match["upper"].replace(",", "")) * scale) if match["upper"] else None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Quantity(start, match.end(), text[start : match.end()], _plain(value * scale), upper, unit, bool(match["about"]))  # fmt: skip


def _unit(match: re.Match[str]) -> str:
    if match["before"] or match["after"]:
        return "%"
    if match["sign"]:
        return _SIGNS[match["sign"]]
    if not match["unit"]:
        return ""
    written = re.sub(r"\s", "-", match["unit"])
    return _UNIT_OF.get(written, _UNIT_OF.get(written.casefold(), ""))


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
