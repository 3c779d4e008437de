"""Amounts whose number is a word (``천만 원``, ``수십억원``, ``이십여 곳``), and the order of the two sides of ``6대 4``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_AMOUNT = re.compile(
    r"(?<![가-힣\d.,])(?<!\d )(?:(?P<some>수|몇)\s?)?(?P<lead>[이삼사오육칠팔구])?(?P<small>[십백천])?(?P<big>[만억조])?여?\s?"
    r"(?P<unit>원|명|곳|건|개|달러|가구|세대|채|배|톤|마리|회|차례)(?![가-힣]{0,3}(?:화|칙))"
)
_OTHER_WORDS = frozenset("만개 만건 만회 만배 조건 조회 조명 조개 조곳 억개 억건".split())
_LEADS = {word: value for value, word in enumerate("이삼사오육칠팔구", 2)}
_SMALL = {"십": 10, "백": 100, "천": 1_000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
_SOME, _UP_TO = 2, 10
"""So many times its unit "수" stands for: 수십 is from 20 to below 100."""
_RATIO = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?(?:대|:)\s?(\d[\d,]*(?:\.\d+)?)(?![\d,:]|\s?[만억개명%]|시)")
_TURNS = re.compile(r"이겼|이긴|이기|졌|지고|패|승|꺾|눌|누르|제치|제쳤|앞섰|뒤졌")
"""Of who won the one side comes first, of who lost the other."""


def worded_amounts(claim: Surface, spans: Sequence[Surface]) -> Iterator[str]:
    """Yield the amounts in words that no span gives, in words or in digits."""
    for found in _AMOUNT.finditer(claim.text):
        amount = _read(found)
        if amount is not None and not any(_gives(span, *amount) for span in spans):
            yield found.group()


def in_a_word(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether a span gives the quantity with a word for its number: ``천만 원`` for ``1000만원``."""
    if quantity.upper is not None:
        return False
    read = (_read(found) for span in spans for found in _AMOUNT.finditer(span.text))
    return any(a is not None and not a[0] and a[1] == quantity.value and a[2] == quantity.unit for a in read)


def turned_ratios(claim: Surface, spans: Sequence[Surface]) -> Iterator[str]:
    """Yield the ratios that the spans print the other way round, where nobody wins or loses."""
    held = {_sides(found) for span in spans for found in _RATIO.finditer(span.text)}
    for found in _RATIO.finditer(claim.text):
        sides = _sides(found)
        if sides not in held and sides[::-1] in held and not _TURNS.search(claim.text):
            yield found.group()


def _sides(ratio: re.Match[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(side.replace(",", "")) for side in ratio.groups())


def _read(found: re.Match[str]) -> tuple[bool, int, str] | None:
    """Return whether it is only some of them, how many, and of what; None where no number is said."""
    if not (found["small"] or found["big"]):
        return None
    if not (found["some"] or found["small"]) and found.group() in _OTHER_WORDS:
        return None
    value = _LEADS.get(found["lead"] or "", 1) * _SMALL.get(found["small"] or "", 1) * _BIG.get(found["big"] or "", 1)
    return found["some"] is not None, value, found["unit"]


def _gives(span: Surface, some: bool, value: int, unit: str) -> bool:
    if any(_read(found) == (some, value, unit) for found in _AMOUNT.finditer(span.text)):
        return True
    low, high = (_SOME * value, _UP_TO * value) if some else (value, value + 1)
    return any(q.unit == unit and low <= q.value < high for q in span.quantities)
