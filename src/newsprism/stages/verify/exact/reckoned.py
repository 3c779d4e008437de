"""Values that a sentence may reckon from its spans: how many times ``A에서 B로`` leads further; ``10명 중 6명``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_FROM = re.compile(r"\s?에서\s(?:[가-힣]{1,2}\s)?")
_OF = re.compile(r"\s?(?:중|가운데)\s")
_TO = re.compile(r"\s?(?:으로|로|까지)(?![가-힣])")
_TIMES = {"두": 2, "세": 3, "네": 4, "다섯": 5, "열": 10}
_SPOKEN = re.compile(r"(두|세|네|다섯|열)\s?배")


def reckoned(quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether `quantity` is the exact ratio or share of two values that a span sets against each other, or years between two."""
    if quantity.upper is not None:
        return False
    return any((quantity.value, quantity.unit) in _reckonable(span) for span in spans)


def reckoned_times(said: str, spans: Sequence[Surface]) -> bool:
    """Say whether ``두 배`` and the like are that ratio."""
    found = _SPOKEN.fullmatch(said)
    return found is not None and any((Decimal(_TIMES[found.group(1)]), "배") in _reckonable(span) for span in spans)


@lru_cache(maxsize=4096)
def _reckonable(span: Surface) -> frozenset[tuple[Decimal, str]]:
    return frozenset(value for value in (*_of_amounts(span), *_of_years(span)))


def _of_amounts(span: Surface) -> Iterator[tuple[Decimal, str]]:
    for one, other in zip(span.quantities, span.quantities[1:], strict=False):
        if one.unit != other.unit or one.upper is not None or other.upper is not None:
            continue
        if _OF.fullmatch(span.text[one.end : other.start]) and one.value > other.value:
            yield other.value * 100 / one.value, "%"
        if not _FROM.fullmatch(span.text[one.end : other.start]) or not _TO.match(span.text, other.end):
            continue
        low, high = sorted((one.value, other.value))
        if low > 0:
            yield high / low, "배"


def _of_years(span: Surface) -> Iterator[tuple[Decimal, str]]:
    for one, other in zip(span.dates, span.dates[1:], strict=False):
        years = one.granularity == other.granularity == "year" and one.first is not None and other.first is not None
        if years and _FROM.fullmatch(span.text[one.end : other.start]) and one.first and other.first:
            yield Decimal(abs(one.first.year - other.first.year)), "년"
