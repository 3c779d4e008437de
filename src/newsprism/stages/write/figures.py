"""Figures of sentences, as printed values with their units: which of them are new beside others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache

from newsprism.text.ko.numbers import quantities, rounded


@lru_cache(maxsize=4096)
def figures(text: str) -> frozenset[str]:
    """Return the figures of a sentence or headline; "1년 1개월" as the 13 months that another report calls it.

    >>> sorted(figures("사용료를 1년 1개월 만에 12% 올렸다."))
    ['12%', '13개월']
    """
    spans = {(found.start(), found.end()): found for found in _YEARS_AND_MONTHS.finditer(text)}
    single = [q for q in quantities(text) if not any(start <= q.start < end for start, end in spans)]
    months = (f"{12 * int(found[1]) + int(found[2])}개월" for found in spans.values())
    # A headline leaves out 원: "과징금 4083억".
    printed = (f"{q.value}{q.unit or ('원' if q.text[-1:] in '억조' else '')}" for q in single)
    return frozenset((*printed, *months))


FEW = re.compile(r"[1-9](?:명|인|개|건|곳|차|호|부|심|년|사)")
"""So few of anything ("퇴직자 2명") are no figure that a headline or another sentence would lack."""

_YEARS_AND_MONTHS = re.compile(r"(\d{1,2})년\s?(\d{1,2})개월")


def new_figures(figures: Iterable[str], told: Collection[str]) -> frozenset[str]:
    """Return the figures that are not told yet, rounded or not."""
    return frozenset(f for f in figures if f not in told and not any(_rounds(f, g) for g in told))


def _rounds(figure: str, other: str) -> bool:
    one, two = _FIGURE.match(figure), _FIGURE.match(other)
    return bool(one and two and one["unit"] == two["unit"] and rounded(Decimal(one["value"]), Decimal(two["value"])))


_FIGURE = re.compile(r"(?P<value>-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)(?P<unit>.*)")
