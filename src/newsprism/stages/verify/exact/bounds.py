"""Values rounded to a bound (``400억 원을 넘긴``) or an order (``3%대``), for the value that the sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from newsprism.stages.verify.exact.relations import (
    ANY_WORD,
    DOWN,
    FROM_BEHIND,
    ORDER,
    OVER,
    TO_BEHIND,
    TOPIC,
    UNDER,
    UP,
    Held,
    is_change,
)
from newsprism.stages.verify.exact.surroundings import around, bare, in_sentence, part_bounds, shared
from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_THEN_MOVED = re.compile(rf"[가-힣]{{0,2}}\s(?:{UP}|{DOWN})")
_TOGETHER = re.compile(r"합치|합하|합해|합한|합쳐|합산|더하|더해|더한|통틀")
"""What is taken together is above or below as a sum, not by one of its values."""
_AND_MORE = re.compile(r"\s?남짓")
_ROUNDING = Decimal("0.05")


def bounded(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge ``400억 원을 넘긴``, ``3%대``: the value that fits best what the sentence speaks of lies there."""
    lies = _said_bound(claim.text, quantity)
    start, _ = part_bounds(claim.text, quantity.start)
    if lies is None or _TOGETHER.search(claim.text, start, quantity.start):
        return False
    alike = [one for one in held if one[1].unit == quantity.unit]
    moved = _tells_change(claim.text, quantity)
    levels = [one for one in alike if not _is_bound(*one) and (one[1].unit == "%" or is_change(*one) is moved)]
    best = best_fitting(claim, quantity, levels)
    words = in_sentence(claim, quantity.start)
    told = max((shared(words, around(*_place(one))) for one in alike if _is_bound(*one)), default=0)
    if told > max((shared(words, around(*_place(one))) for one in best), default=0):
        return False  # a span says itself above, below or of what order it is
    if _named_elsewhere(claim, quantity, best, [one for one in levels if one not in best]):
        return False
    own = _led(claim.text, _behind_bound(claim.text, quantity))
    return any(
        lies(quantity.value, other.value) and {own, _led(span.text, other.end)} != {"from", "to"}
        for span, other in best
    )


def _tells_change(text: str, quantity: Quantity) -> bool:
    """Say whether the bound is of how much something changed (``10분 넘게 줄었다``), not of the value itself."""
    bound = OVER.match(text, quantity.end) or UNDER.match(text, quantity.end)
    return bound is not None and _THEN_MOVED.match(text, bound.end()) is not None


def _named_elsewhere(claim: Surface, quantity: Quantity, best: Sequence[Held], rivals: Sequence[Held]) -> bool:
    """Say whether a word before the value stands only beside another value of its kind, in another sentence (``벼리항의 물동량은``)."""
    start, _ = part_bounds(claim.text, quantity.start)
    before = frozenset(bare(word) for word in ANY_WORD.findall(claim.text[start : quantity.start]))
    own = frozenset[str]().union(*(in_sentence(*_place(one)) for one in best))
    for span, rival in rivals:
        beside = around(span, rival.start)
        if any(word in beside and word not in own and span.text.count(word) == 1 for word in before):
            return True
    return False


def _is_bound(span: Surface, value: Quantity) -> bool:
    """Say whether the value is a bound itself (``65세 이상``, ``3%대``): no other one stands for it."""
    return any(said.match(span.text, value.end) for said in (OVER, UNDER, ORDER))


def _place(one: Held) -> tuple[Surface, int]:
    return one[0], one[1].start


def best_fitting(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> Sequence[Held]:
    """Return the values in whose part of a span the topic nearest before the value stands, then most of its words."""
    named = False
    for words in (_nearest_word(claim, quantity), around(claim, quantity.start), in_sentence(claim, quantity.start)):
        fit = [shared(words, around(span, other.start)) for span, other in held]
        if not any(fit):
            continue
        named = True
        held = [one for one, count in zip(held, fit, strict=True) if count == max(fit)]
        if len({around(span, other.start) for span, other in held}) == 1:
            break
    return held if named else ()


def _said_bound(text: str, quantity: Quantity) -> Callable[[Decimal, Decimal], bool] | None:
    if UNDER.match(text, quantity.end):
        return just_below
    if OVER.match(text, quantity.end):
        return just_above
    return _in_order if ORDER.match(text, quantity.end) else None


def _behind_bound(text: str, quantity: Quantity) -> int:
    order = ORDER.match(text, quantity.end)
    return order.end() if order else quantity.end


def _nearest_word(claim: Surface, quantity: Quantity) -> frozenset[str]:
    """Return the topic nearest before the value, else its nearest word."""
    start, _ = part_bounds(claim.text, quantity.start)
    before = claim.text[start : quantity.start]
    topics = TOPIC.findall(before) or ANY_WORD.findall(before)
    return frozenset(topics[-1:] and (bare(topics[-1]),))


def _led(text: str, end: int) -> str:
    """Say whether something leads from the value that ends there, or to it."""
    if FROM_BEHIND.match(text, end):
        return "from"
    return "to" if TO_BEHIND.match(text, end) else ""


def just_above(bound: Decimal, value: Decimal) -> bool:
    """Say whether `value` is above `bound`, which has its first digits (400 for 412, not 300)."""
    return bound < value and _shortened(bound, value, ROUND_FLOOR)


def just_below(bound: Decimal, value: Decimal) -> bool:
    """Say whether `value` is below `bound`, to which it is rounded up (400 for 392, not 500)."""
    return bound > value and _shortened(bound, value, ROUND_CEILING)


def _shortened(bound: Decimal, value: Decimal, way: str) -> bool:
    digits = len(value.normalize().as_tuple().digits)
    return value > 0 and any(bound == Context(prec=kept, rounding=way).plus(value) for kept in range(1, digits))


def _in_order(bound: Decimal, value: Decimal) -> bool:
    """Say whether `value` begins as `bound` (``3%대`` for 3.2, ``1430원대`` for 1438.2)."""
    return 0 < bound <= value < bound + Decimal(1).scaleb(int(bound.normalize().as_tuple().exponent))


def rounded(claim: Surface, quantity: Quantity, other: Quantity) -> bool:
    """Say whether `quantity` is `other` with fewer digits: to the nearest with 약 or the like (``약 39만`` for ``38만6000``), down with 여, 남짓."""
    if not quantity.approximate or quantity.unit != other.unit or quantity.upper is not None or other.upper is not None:
        return False
    return rounds_to(claim, quantity, other.value)


def rounds_to(claim: Surface, quantity: Quantity, exact: Decimal) -> bool:
    """Say whether the approximate `quantity` of `claim` has the first digits of `exact`, rounded as the word beside it says."""
    if not exact or abs(quantity.value - exact) > _ROUNDING * abs(exact):
        return False
    digits = len(exact.normalize().as_tuple().digits)
    over = "여" in quantity.text or _AND_MORE.match(claim.text, quantity.end)
    way = ROUND_FLOOR if over else ROUND_HALF_UP
    return any(quantity.value == Context(prec=kept, rounding=way).plus(exact) for kept in range(1, min(digits, 4)))


def rounds_another(claim: Surface, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether ``약 30만`` has the digits of a value alone that is of something else than what the sentence speaks of."""
    if not quantity.approximate or quantity.upper is not None:
        return False
    alike = [(span, q) for span in spans for q in span.quantities if q.unit == quantity.unit]
    if any(q.value == quantity.value or q.upper is not None for _, q in alike):
        return False
    if is_change(claim, quantity) and not any(is_change(span, q) for span, q in alike if rounded(claim, quantity, q)):
        return True  # a level is not by how much it changed
    best = best_fitting(claim, quantity, alike)
    return bool(best) and not any(rounded(claim, quantity, other) for _, other in best)
