"""Ratios in words (``절반에 못 미치는``, ``두 배를 넘는``, ``4분의 1``) against the values of the spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from newsprism.stages.verify.exact.relations import OVER, TOPIC, UNDER
from newsprism.stages.verify.exact.surroundings import around, bare, in_sentence, shared
from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_Held = tuple[Surface, Quantity]

_TIMES = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_SPOKEN = re.compile(
    rf"(?P<half>절반|반토막)|(?P<times>{'|'.join(_TIMES)}|\d+(?:\.\d+)?)\s?배|(?P<of>\d+)분의\s?(?P<part>\d+)"
)
_HALF = re.compile(r"(?<![가-힣])절반")
_ABOUT_BEHIND = re.compile(r"\s?(?:가량|정도|안팎|수준|쯤|남짓|꼴|에 가까|에 육박|에 이르|가까)")
_ABOUT_BEFORE = re.compile(r"(?:약|거의|대략)\s?$")
_EXACT, _ABOUT = Decimal("0.02"), Decimal("0.12")
_FAR = Decimal("1.5")
"""What lies further above or below is called by another ratio."""
_MOST_VALUES = 16
_REFERENCE = re.compile(r"([가-힣A-Za-z]{2,})(?:의|보다)\s$")
_OF_VALUE = re.compile(r"\s?(?:의|보다|에 비해)\s")


def ratio_follows(claim: Surface, start: int, end: int, spans: Sequence[Surface]) -> bool:
    """Say whether the ratio in words at `start` of `claim` holds between values of the spans that the sentence names."""
    ratio = _ratio(claim.text[start:end])
    if ratio is None:
        return False
    held = [(s, q) for s in spans for q in s.quantities if q.upper is None and q.value > 0 and q.unit]
    if len(held) > _MOST_VALUES:
        return False
    if ratio < 1 and any(
        _as_share(claim, start, end, one, held)
        for one in held
        if _holds(claim.text, start, end, ratio, one[1].value / 100)
    ):
        return True
    return any(
        _holds(claim.text, start, end, ratio, of[1].value / to[1].value) and _set_against(claim, start, of, to)
        for of, to in permutations(held, 2)
        if of[1].unit == to[1].unit
    )  # fmt: skip


def is_half(claim: Surface, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether ``50%`` is what a span calls half of the same thing, and has the same bound (above, below, just so)."""
    if quantity.unit != "%" or quantity.value != 50 or quantity.upper is not None:
        return False
    words, bound = around(claim, quantity.start), _bound_behind(claim.text, quantity.end)
    return any(
        _bound_behind(span.text, half.end()) == bound and shared(words, around(span, half.start()))
        for span in spans
        for half in _HALF.finditer(span.text)
    )


def _bound_behind(text: str, end: int) -> str:
    return "+" if OVER.match(text, end) else "-" if UNDER.match(text, end) else ""


def _ratio(said: str) -> Decimal | None:
    found = _SPOKEN.fullmatch(said)
    if found is None:
        return None
    if found["half"]:
        return Decimal("0.5")
    if found["times"]:
        return Decimal(_TIMES.get(found["times"]) or found["times"])
    return Decimal(found["part"]) / Decimal(found["of"]) if int(found["of"]) else None


def _holds(text: str, start: int, end: int, ratio: Decimal, value: Decimal) -> bool:
    """Say whether `value` is the ratio, as far as the words beside it say: above, below, about or just so."""
    if UNDER.match(text, end):
        return ratio / _FAR < value < ratio or (
            value == ratio and text.startswith("이하", end + (text[end : end + 1] == " "))
        )
    if OVER.match(text, end):
        return ratio < value < ratio * _FAR
    about = _ABOUT_BEHIND.match(text, end) or _ABOUT_BEFORE.search(text, max(0, start - 4), start)
    return abs(value / ratio - 1) <= (_ABOUT if about else _EXACT)


def _as_share(claim: Surface, start: int, end: int, one: _Held, held: Sequence[_Held]) -> bool:
    """Say whether a share in percent is what the sentence calls so: it prints it there, or no other share fits as well."""
    span, value = one
    if value.unit != "%":
        return False
    if any(q.value == value.value and q.unit == "%" and 0 <= q.start - end <= 12 for q in claim.quantities):
        return True
    words = around(claim, start)
    fit = shared(words, around(span, value.start))
    rivals = [shared(words, around(s, q.start)) for s, q in held if q.unit == "%" and q is not value]
    return fit > 0 and fit >= max(rivals, default=0)


def _set_against(claim: Surface, start: int, of: _Held, to: _Held) -> bool:
    """Say whether the sentence sets the first value against the second: by printing them, or by words beside each."""
    printed = {
        one[1].value: q
        for one in (of, to)
        for q in claim.quantities
        if q.value == one[1].value and q.unit == one[1].unit
    }
    reference = [
        value for value, q in printed.items() if 0 <= start - q.end <= 5 and _OF_VALUE.match(claim.text, q.end)
    ]
    if reference:
        return reference == [to[1].value] and _named(claim, start, of, printed)
    said = _REFERENCE.search(claim.text, 0, start)
    if said and shared(frozenset((bare(said.group(1)),)), around(*_at(of)) - around(*_at(to))):
        return False
    if not (_named(claim, start, of, printed) and _named(claim, start, to, printed)):
        return False
    return _leads(of, to) or not _topic_of(claim, to, of)


def _at(one: _Held) -> tuple[Surface, int]:
    return one[0], one[1].start


def _named(claim: Surface, start: int, one: _Held, printed: dict[Decimal, Quantity]) -> bool:
    return one[1].value in printed or shared(in_sentence(claim, start), around(one[0], one[1].start)) > 0


def _leads(of: _Held, to: _Held) -> bool:
    """Say whether the span leads from the second value to the first (``14.2%에서 6.8%로``)."""
    return of[0] is to[0] and 0 <= of[1].start - to[1].end <= 8 and of[0].text.startswith("에서", to[1].end)


def _topic_of(claim: Surface, one: _Held, other: _Held) -> bool:
    """Say whether the topics of the sentence stand beside the one value and not beside the other."""
    topics = frozenset(bare(word) for word in _topics(claim))
    beside, apart = around(one[0], one[1].start), around(other[0], other[1].start)
    return shared(topics, beside - apart) > shared(topics, apart - beside)


def _topics(claim: Surface) -> Iterator[str]:
    return (match.group(1) for match in TOPIC.finditer(claim.text))
