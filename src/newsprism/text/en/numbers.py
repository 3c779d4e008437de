"""Quantities in English text, read into exact values with the unit names of `text.ko.numbers`.

So $49.1 billion and 491억 달러 are the same, and so are 3 percent and 3%. Dates own their numbers; numbers inside names
(G7, S&P 500, HBM4) and ordinals are none. Number words count from two on.
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
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9, "k": 10**3,
}  # fmt: skip
_FEW: Final = "two three four five six seven eight nine ten eleven twelve".split()
_TEENS: Final = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DIGITS: Final = {word: n for n, word in enumerate(("one", *_FEW[:8]), 1)}
_TENFOLD: Final = {word: n * 10 for n, word in enumerate(_TENS, 2)}
_WORDS: Final = {
    **_DIGITS,
    **{word: n for n, word in enumerate((*_FEW, *_TEENS), 2)},
    **_TENFOLD,
    **{f"{tens}-{digit}": ten + one for tens, ten in _TENFOLD.items() for digit, one in _DIGITS.items()},
}
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SIGNS: Final = {
    "$": "달러", "US$": "달러", "HK$": "홍콩달러", "NT$": "대만달러", "A$": "호주달러", "C$": "캐나다달러", "S$": "싱가포르달러",
    "€": "유로", "£": "파운드", "¥": "엔", "₩": "원",
}  # fmt: skip
_UNITS: Final = {
    "%": "percent per-cent percentage-share pct %",
    "%p": "percentage-point percentage-points pp",
    "bp": "basis-point basis-points bps bp",
    "원": "won KRW",
    "달러": "dollar dollars USD",
    "유로": "euro euros EUR",
    "엔": "yen JPY",
    "위안": "yuan renminbi RMB CNY",
    "파운드": "pounds GBP",
    "루피": "rupee rupees INR",
    "포인트": "point points",
    "배럴": "barrel barrels bpd",
    "온스": "ounce ounces",
    "톤": "ton tons tonne tonnes metric-ton metric-tons t",
    "kg": "kilogram kilograms kg",
    "㎞": "kilometer kilometers kilometre kilometres km",
    "m": "meter meters metre metres",
    "nm": "nanometer nanometers nanometre nanometres nm",
    "㎡": "square-meter square-meters square-metre square-metres m²",
    "㎢": "square-kilometers square-kilometres km² km2",
    "ha": "hectare hectares ha",
    "GW": "gigawatt gigawatts GW",
    "MW": "megawatt megawatts MW",
    "kW": "kilowatt kilowatts kW",
    "GWh": "gigawatt-hour gigawatt-hours GWh",
    "MWh": "megawatt-hour megawatt-hours MWh",
    "kWh": "kilowatt-hour kilowatt-hours kWh",
    "명": "people person workers employees jobs staff members users customers residents passengers",
    "대": "vehicles cars units",
    "가구": "households homes",
    "개월": "month months",
    "년": "year years yr yrs",
    "주": "week weeks",
    "일": "day days",
    "시간": "hour hours",
    "분": "minute minutes",
    "배": "times fold x",
}
MEASURED: Final = frozenset(_UNITS) - {"명", "대", "가구"}
"""Units that Korean and English both write beside the number; of what is counted each says it in its own way."""

_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_UNIT: Final = "|".join(
    # Long words may stand in a headline (Percent); of short ones capitals tell (MW, t).
    (rf"(?i:{written})" if len(word) > 3 else written)
    for word in sorted(_UNIT_OF, key=len, reverse=True)
    if word != "%" and (written := re.escape(word).replace(r"\-", r"[\s-]"))
)
_SCALE: Final = r"(?i:dozen|hundred|thousand|million|billion|trillion)|mn|bn|tn|[mbk]|(?<=\d)(?:BN|MN|TN|[MBK])"
_SIGN: Final = r"(?:(?<![A-Za-z])(?:US|HK|NT|A|C|S))?\$|[€£¥₩]"
_SEVERAL: Final = "|".join(word for word in sorted(_WORDS, key=len, reverse=True) if word != "one")
_QUANTITY: Final = re.compile(
    rf"(?P<about>\b(?i:about|around|roughly|nearly|almost|approximately|some|an estimated)\s)?(?P<both>\b[Bb]etween\s)?"
    rf"(?P<sign>{_SIGN})?\s?(?<![\w.])(?P<number>(?:(?<![\w.,%)])-)?(?<![\d.,]){_NUMBER}|\b(?:{_SEVERAL})\b"
    rf"|\bone\b(?=[\s-](?:{_SCALE}|percent|per\scent)\b))"
    rf"(?:(?:\s?(?:-|–|—|to)\s?|(?(both)\sand\s|(?!)))(?:(?:{_SIGN})\s?)?(?P<upper>{_NUMBER}))?"
    rf"(?:(?P<before>%)|(?:[\s-]?(?P<scale>{_SCALE})(?![A-Za-z]))?(?:(?P<after>%)|[\s-]{{0,2}}(?:U\.S\.\s"
    rf"|US\s)?(?P<unit>{_UNIT})(?![A-Za-z]))?)"
)
_NAMED: Final = re.compile(
    r"\b(?:S&P|Nasdaq|FTSE|Nikkei|Fortune|Stoxx|Russell|CSI|Group of|Article|No\.|Section|Phase|Route"
    r"|Boeing|Airbus|Page|Flight|CES|COVID)[\s-]\d{1,4}\b"
    r"|\b\d{1,2}:\d{2}\b|\b[A-Za-z]{1,12}-?\d{1,6}[A-Za-z]{0,4}\b|\b\d{1,4}(?:st|nd|rd|th)\b"
    rf"|(?<![$€£¥₩.,])\b\d{{1,3}}(?!(?:{_UNIT}|BN|MN|TN)\b)[A-Z]{{1,3}}\b|\b24/7\b"
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
    scale = _SCALES[match["scale"].casefold()] if match["scale"] else 1
    unit = _unit(match)
    value = _value(match["number"].casefold())
    upper = _plain(Decimal(match["upper"].replace(",", "")) * scale) if match["upper"] else None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Quantity(start, match.end(), text[start : match.end()], _plain(value * scale), upper, unit, bool(match["about"]))  # fmt: skip


def _unit(match: re.Match[str]) -> str:
    if match["before"] or match["after"]:
        return "%"
    if match["sign"]:
        return _SIGNS[match["sign"]]
    return unit_of(match["unit"]) if match["unit"] else ""


def unit_of(word: str) -> str:
    """Return the unit that an English word or abbreviation names, "" for none: 달러 for ``dollars``."""
    written = re.sub(r"\s", "-", word)
    return _UNIT_OF.get(written, _UNIT_OF.get(written.casefold(), ""))


def number_of(word: str) -> int | None:
    """Return what a number word or an ordinal says, below a hundred: 3 for ``three`` and ``third``; None for another word."""
    low = word.casefold()
    return _ORDINALS.index(low) + 1 if low in _ORDINALS else _WORDS.get(low)


def _value(number: str) -> Decimal:
    return Decimal(_WORDS[number]) if number in _WORDS else Decimal(number.replace(",", ""))


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
