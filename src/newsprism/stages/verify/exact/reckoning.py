"""Values that a reader can reckon from two values of the spans: differences, sums, rests, levels of before, rounded bounds.

A result counts only where the sentence says how it comes about (더, 차이, 나머지, 넘다 …) and names what it is of, in words that stand
beside the values. Else every false number that happens to be a sum would pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise

from newsprism.stages.verify.exact.bounds import best_fitting, bounded, just_above, just_below, rounds_to
from newsprism.stages.verify.exact.relations import (
    ANY_WORD,
    DOWN,
    FROM_BEHIND,
    MOST_QUANTITIES,
    MOVED,
    OVER,
    TOPIC,
    UNDER,
    UP,
    Held,
    is_change,
)
from newsprism.stages.verify.exact.surroundings import around, bare, in_sentence, part_bounds, shared
from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity

_MOST_VALUES = 24
"""Values of one unit that are set against each other; what has more is a table."""
_COUNTED_ALIKE = (frozenset(("명", "표", "인", "사람")), frozenset(("회", "번", "차례")))
_CHANGE = re.compile(rf"\s?(?:을|를|이|가|포인트)?\s?(?:이나|만큼|가량|정도)?\s?(?:(?P<up>{UP})|(?P<down>{DOWN}))")
_FROM_TO = re.compile(r"\s?에서\s(?:[가-힣]{1,2}\s)?")
_WHOLE = re.compile(r"(?:총|누적|전체|합계|모두)[^.,]{0,12}$")
_PERIOD = re.compile(r"(?<![가-힣])(연|월|주|일)(?:간|평균)?\s?$")
_BOUND_OBJECT = re.compile(r"(?:을|를|이|가|에|선을|대를)\s?(?:[가-힣]{2,3}\s)?(?:웃|밑|넘|못 ?미|미치지)")
_GAP_BEHIND = re.compile(r"\s?(?:의\s)?(?:차(?=[로이가를는\s])|차이|격차|간격)")
_GAP_BEFORE = re.compile(r"(?:차이|격차|간격|차)(?:는|가|은|이)?\s[^.,]{0,8}$")
_SUM = re.compile(r"합치|합하|합해|합한|합쳐|합계|합산|더하|더한|통틀|모두|(?<![가-힣])총(?=[\s\d])")
_BY_OVER = re.compile(r"\s?(?:이|가|을|를)?\s?(?:넘게|남짓|넘는|웃도는|이상(?=\s))")
_BY_UNDER = re.compile(r"\s?(?:에)?\s?(?:가까이|가까운|육박하게|못 ?미치게|안 ?되게)")
_BEYOND = re.compile(rf"(?!\s?이상){OVER.pattern}")
_SHORT_OF = re.compile(rf"(?!\s?이하){UNDER.pattern}")
_KEPT = re.compile(r"\s?(?:만|가|이|를|을|는)?\s?(?:유지|보존|남[아은는았]|지켰|지켜|지킨|간직)")
_LOST = re.compile(r"\s?(?:만|가|이|를|을|는)?\s?(?:줄|감소|떨어|떨군|잃|낮아|사라|빠[졌진지]|닳|손실)")
_FROM_WHICH = re.compile(r"(?:보다|에 비해|에서|대비)\s[^.,\d]{0,8}")
_NEAR = 16  # characters between a value and that from which it changed
_YEAR, _A_YEAR = 12, re.compile(r"1년|한 해|전년|지난해|작년")
_RATES = frozenset("상승률 증가율 감소율 하락률 오름폭 상승폭 내림폭 하락폭 증가폭 감소폭 비율 수치 상승 증가".split())
"""What a sentence that goes on of the same thing calls its value (``3월 상승률은``)."""
_REST = re.compile(r"나머지|남은|남는")
_OUT = re.compile(r"못|않|없|안 |탈락|제외|빠졌|빠진|떨어|불발|무산|남")
_AMONG = re.compile(r"\s?(?:[가-힣]{1,6}\s)?(?:중|가운데)(?:에서)?\s")
_CHEAPER = re.compile(r"\s?(?:나|가량|정도)?\s?(?:더\s)?(?:싸|싼|저렴|낮|적)")
_LEVEL = re.compile(r"\s?(?:수준|선에|정도|에 불과|에 그)")
_WAS = re.compile(r"\s?(?:이던|였던|이었던|에서(?![는도])|이었다가|였다가)")
_EARLIER = r"전날|전일|지난해|작년|전년|전\s?주|지난주|지난달|전월|전달|직전|이전|종전|기존|당시|1년 전|한 해 전|한 주 전|한 달 전"
_COMPARES = re.compile(r"보다|대비|비해|비하|비교|견줘|견주")
_ITS_OWN_TIME = re.compile(r".*(?:지난해|작년|지난달|지난주)(?!보다|대비|에 비|과 비)\s")
_AT_ANY_TIME = re.compile("")
_TIMES_BEFORE = tuple(
    (re.compile(said), re.compile(rf"(?:{said})[^.,]{{0,8}}?(?:보다|대비|에 비|과 비)"))
    for said in (
        r"지난해|작년|전년|1년 전|한 해 전", r"전날|전일|하루 전", r"지난달|전월|전달|한 달 전", r"지난주|전\s?주|한 주 전|일주일 전",
        r"직전|이전|종전|기존|당시",
    )
)  # fmt: skip
"""Words for the time before, and what sets something against it."""
_EARLIER_SAID = re.compile(rf"(?:{_EARLIER}|앞선 (?:주|달|해|분기))")
_FROM_MARK = re.compile(
    r"(?:전주|전날|지난해|작년|전년|기존|종전|이전|당초|현행|현재|지난달|전월)(?!보다|대비|에 비|과 비)[^.,]{0,10}$"
)
_CHANGED_TO = re.compile(rf"\s?(?:(?:으로|로)\s(?:{UP}|{DOWN}|낮춰|높여|바꾸|바뀌)|[이가] (?:되|된|됐|됩))")
_AGAINST = re.compile(r".*(?:보다|을|를|에|에서|이던|였던)(?=\s|$)")
_OBJECT = re.compile(r"([가-힣A-Za-z]{2,})(?:보다|을|를)(?=[\s,])")


def follows(claim: Surface, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether `quantity`, which stands in no span, can be reckoned from what the spans print, and is said to be that."""
    if quantity.upper is not None or not quantity.unit or any(len(s.quantities) > MOST_QUANTITIES for s in spans):
        return False
    held = [(s, q) for s in spans for q in s.quantities if q.upper is None and _alike(q.unit, quantity.unit)]
    if not held or len(held) > _MOST_VALUES:
        return False
    ways = (bounded, _difference, _rest_of_all, _rest_of_count, _level_before, _sum)
    return any(way(claim, quantity, held) for way in ways)


def _alike(one: str, other: str) -> bool:
    return one == other or (one, other) == ("%", "%p") or any({one, other} <= counts for counts in _COUNTED_ALIKE)


def _difference(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge how much more, less or different one value is than another."""
    if quantity.unit == "%" or _BOUND_OBJECT.match(claim.text, quantity.end):
        return False  # the difference of two shares is said in points; what is passed is no difference
    gap = _GAP_BEHIND.match(claim.text, quantity.end)
    before = claim.text[max(0, quantity.start - 20) : quantity.start]
    bound = _BY_OVER.match(claim.text, quantity.end) or _BY_UNDER.match(claim.text, quantity.end)
    change = _CHANGE.match(claim.text, bound.end() if bound else quantity.end)
    change = change or (_CHANGE.search(claim.text, gap.end()) if gap else None)
    if not (gap or change or _GAP_BEFORE.search(before)):
        return False
    way = 0 if change is None else 1 if change["up"] else -1
    pairs = [pair for pair in _pairs(claim, quantity, held) if _of_one_kind(*pair)]
    return any(_differs_so(claim, quantity, pair, way) for pair in pairs) and not _change_is_told(claim, quantity, held)


def _lies_so(claim: Surface, quantity: Quantity, exact: Decimal) -> bool:
    """Say whether `exact` is the value of `quantity`, as far as the words beside it say: just so, about, above, below."""
    if _BY_OVER.match(claim.text, quantity.end):
        return just_above(quantity.value, exact)
    if _BY_UNDER.match(claim.text, quantity.end):
        return just_below(quantity.value, exact)
    return exact == quantity.value or (quantity.approximate and rounds_to(claim, quantity, exact))


def _pairs(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield the values whose difference it is, the lower one first."""
    for one, other in combinations(held, 2):
        in_points = one[1].unit == "%p" and _partner(*one) is not other[1]
        if one[1].unit != other[1].unit or in_points or one[1].value == other[1].value:
            continue
        if _lies_so(claim, quantity, abs(one[1].value - other[1].value)):
            yield (one, other) if one[1].value < other[1].value else (other, one)


def _of_one_kind(one: Held, other: Held) -> bool:
    """Say whether two values may be set against each other: neither is a change, none leads to a third, both speak of the same."""
    if any(value.unit != "%" and is_change(span, value) for span, value in (one, other)):
        return False
    partners = [_partner(*one), _partner(*other)]
    if any(partners):
        return partners == [other[1], one[1]]
    if in_sentence(one[0], one[1].start) is in_sentence(other[0], other[1].start):
        return True
    words = around(other[0], other[1].start)
    if any(word in said or said in word for word in around(one[0], one[1].start) for said in words):
        return True
    return _months(one, other) != 0 and any(_goes_on(span, value) for span, value in (one, other))


def _goes_on(span: Surface, value: Quantity) -> bool:
    """Say whether the part in which the value stands names nothing but its kind (``3월 상승률은 2.4%였다``)."""
    return all(word in _RATES or word.endswith("다") for word in around(span, value.start))


def _months(one: Held, other: Held) -> int:
    """Return how many months after the second value the first one was, where the spans say a month of both; else 0."""
    days = [_month(*held) for held in (one, other)]
    return days[0] - days[1] if all(days) else 0


def _month(span: Surface, value: Quantity) -> int:
    """Return the month that the span names right before the value, counted from the year 0; 0 without one."""
    start, _ = part_bounds(span.text, value.start)
    named = [day for day in span.dates if start <= day.start < value.start and day.granularity == "month"]
    return named[-1].first.year * 12 + named[-1].first.month if named and named[-1].first else 0


def _partner(span: Surface, value: Quantity) -> Quantity | None:
    """Return the value from which the span leads to this one, or to which it leads from it (``14.2%에서 6.8%로``)."""
    for one, other in pairwise(span.quantities):
        if one.unit == other.unit and value in (one, other) and _FROM_TO.fullmatch(span.text[one.end : other.start]):
            return other if value is one else one
    return None


def _change_is_told(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Say whether a span itself prints by how much it changed what the sentence speaks of: then nothing is reckoned."""
    words = around(claim, quantity.start)
    return any(
        other.unit == quantity.unit and is_change(span, other) and shared(words, around(span, other.start)) > 0
        for span, other in held
    )


def _differs_so(claim: Surface, quantity: Quantity, pair: tuple[Held, Held], way: int) -> bool:
    """Say whether the sentence names both values or what they are of, and the right one as the higher."""
    low, high = pair
    if not all(_named(claim, quantity, one) for one in pair) or not _same_period(claim, quantity, pair):
        return False
    start, _ = part_bounds(claim.text, quantity.start)
    if 0 < abs(_months(low, high)) < _YEAR and _A_YEAR.search(claim.text, start, quantity.start):
        return False
    return way == 0 or _turn(claim, quantity, low, high) * way > 0


def _same_period(claim: Surface, quantity: Quantity, pair: tuple[Held, Held]) -> bool:
    """Say whether what is said by the year is not told by the month."""
    own = _PERIOD.search(claim.text, 0, quantity.start)
    theirs = {found.group(1) for span, one in pair if (found := _PERIOD.search(span.text, 0, one.start))}
    return own is None or not theirs or own.group(1) in theirs


def _named(claim: Surface, quantity: Quantity, one: Held) -> bool:
    span, value = one
    if any(other.value == value.value and other.unit == value.unit for other in claim.quantities):
        return True
    if _is_earlier(span, value) and _EARLIER_SAID.search(claim.text):
        return True
    return shared(in_sentence(claim, quantity.start), around(span, value.start)) > 0


def _turn(claim: Surface, quantity: Quantity, low: Held, high: Held) -> int:
    """Return 1 where the sentence sets the higher value against the lower, or leads to it; -1 the other way, 0 unknown."""
    return _by_values(claim, quantity, low, high) or _by_time(low, high) or _by_words(claim, low, high)


def _by_values(claim: Surface, quantity: Quantity, low: Held, high: Held) -> int:
    """Read it where the sentence prints both values: the last one that is an object, or from which it leads, is the other."""
    places = {one[1].value: at for one in (low, high) for at in claim.quantities if at.value == one[1].value}
    if len(places) < 2:
        return 0
    by_place = sorted((low, high), key=lambda one: places[one[1].value].start)
    against = [
        one for one in by_place
        if _AGAINST.match(claim.text[places[one[1].value].end : quantity.start].split(",")[0])
    ]  # fmt: skip
    return 0 if len(against) != 1 else 1 if against[0] is low else -1


def _by_time(low: Held, high: Held) -> int:
    """Read which of the two the spans call the earlier one, lead from, or lead to."""
    for is_so, way in ((_is_earlier, 1), (_is_later, -1)):
        found = [one for one in (low, high) if is_so(*one)]
        if len(found) == 1:
            return way if found[0] is low else -way
    apart = _months(high, low)
    return (apart > 0) - (apart < 0)


def _is_earlier(span: Surface, value: Quantity) -> bool:
    before = span.text[max(0, value.start - 16) : value.start]
    return _FROM_MARK.search(before) is not None or FROM_BEHIND.match(span.text, value.end) is not None


def _is_later(span: Surface, value: Quantity) -> bool:
    return _CHANGED_TO.match(span.text, value.end) is not None


def _by_words(claim: Surface, low: Held, high: Held) -> int:
    """Read it by whose value stands where: the topic of the sentence has one, its object the other."""
    beside = [around(one[0], one[1].start) for one in (low, high)]
    topics = {bare(word) for word in TOPIC.findall(claim.text)}
    objects = {bare(word) for word in _OBJECT.findall(claim.text)}
    only = [frozenset(words - other) for words, other in (beside, beside[::-1])]
    higher = shared(frozenset(topics), only[1]) + shared(frozenset(objects), only[0])
    lower = shared(frozenset(topics), only[0]) + shared(frozenset(objects), only[1])
    return (higher > lower) - (lower > higher)


def _rest_of_all(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge what is left of 100 %: of what the spans call the rest, or how much less a share of another price is."""
    if quantity.unit != "%":
        return False
    words = around(claim, quantity.start)
    for span, other in held:
        if other.unit != "%" or other.value + quantity.value != 100:
            continue
        rest = _REST.search(span.text, other.end)
        if rest and shared(words, around(span, rest.end())) and not shared(words, _label(span, other)):
            return True
        if _kept_and_lost(claim, quantity, span, other) and any(
            other is one for _, one in best_fitting(claim, quantity, held)
        ):
            return True
        level = _LEVEL.match(span.text, other.end) and _CHEAPER.match(claim.text, quantity.end)
        if level and shared(words, around(span, other.start)):
            return True
    return False


def _kept_and_lost(claim: Surface, quantity: Quantity, span: Surface, other: Quantity) -> bool:
    """Say whether the one is what is kept and the other what is lost of the same (``91%를 유지``, ``9% 줄었다``)."""
    behind = (claim.text, quantity.end), (span.text, other.end)
    return any(
        _KEPT.match(*kept) is not None and _LOST.match(*lost) is not None for kept, lost in (behind, behind[::-1])
    )


def _label(span: Surface, value: Quantity) -> frozenset[str]:
    """Return the word of which the value is (``60%는 국비로``, ``국비 60%``)."""
    behind = ANY_WORD.search(span.text[value.end : value.end + 14].removeprefix("는 ").removeprefix("를 "))
    return frozenset((bare(behind.group()),)) if behind else frozenset()


def _rest_of_count(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge how many are left: ``5개 중 2개는 선정되지 못했다`` where 3개 were."""
    start, end = part_bounds(claim.text, quantity.start)
    if not (_REST.search(claim.text, start, quantity.start) or _OUT.search(claim.text, quantity.end, end)):
        return False
    whole = [
        one for one in claim.quantities
        if one.unit == quantity.unit and _AMONG.match(claim.text[one.end : quantity.start] + " ")
        and any(other.value == one.value for _, other in held)
    ]  # fmt: skip
    words = in_sentence(claim, quantity.start)
    is_rest = _REST.search(claim.text, start, quantity.start) is not None
    return any(
        other.value == one.value - quantity.value
        and shared(words, in_sentence(span, other.start)) > 1
        and (is_rest or not _OUT.search(span.text, other.end, part_bounds(span.text, other.start)[1]))
        for one in whole
        for span, other in held
    )


def _level_before(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge the level of before: ``1447.6원이던`` where it is now 1438.2원, 9.4원 lower."""
    when = _time_before(claim, quantity)
    if when is None:
        return False
    words = in_sentence(claim, quantity.start)
    for span, change in ((s, q) for s in {id(s): s for s, _ in held}.values() for q in s.quantities):
        moved = MOVED.match(span.text, change.end)
        if moved is None or change.unit != ("%p" if quantity.unit == "%" else quantity.unit):
            continue
        if not _so_before(when, span.text, change.start) or _set_against(span, change):
            continue
        now = quantity.value + (change.value if moved["up"] else -change.value)
        beside = around(span, change.start)
        if any(
            other is not change and other.value == now and around(span, other.start) is beside
            for other in span.quantities
            if other.unit == quantity.unit
        ) and shared(words, beside):
            return True
    return False


def _set_against(span: Surface, change: Quantity) -> bool:
    """Say whether the span prints from which value it changed (``310명보다 110명 많은``): that one was the level before."""
    return any(
        one.unit == change.unit and _FROM_WHICH.fullmatch(span.text[one.end : change.start])
        for one in span.quantities
        if 0 < change.start - one.end <= _NEAR
    )


def _time_before(claim: Surface, quantity: Quantity) -> re.Pattern[str] | None:
    """Return what finds the time at which it was so, before the change in a span; None when it is not said to have been."""
    if _WAS.match(claim.text, quantity.end):
        return _AT_ANY_TIME
    start, _ = part_bounds(claim.text, quantity.start)
    before = claim.text[start : quantity.start]
    found = next((said for said, _ in _TIMES_BEFORE if said.search(before)), None)
    if found is None or _COMPARES.search(claim.text, start, part_bounds(claim.text, quantity.start)[1]):
        return None
    return next(held for said, held in _TIMES_BEFORE if said is found)


def _so_before(when: re.Pattern[str], text: str, place: int) -> bool:
    """Say whether a change is told against that time, and that it is not the time of the value after it as well."""
    start, _ = part_bounds(text, place)
    found = when.search(text, max(start, place - 20), place)
    return found is not None and _ITS_OWN_TIME.match(text, start, found.start()) is None


def _sum(claim: Surface, quantity: Quantity, held: Sequence[Held]) -> bool:
    """Judge what two or more values make together, where the sentence says that they are taken together."""
    start, end = part_bounds(claim.text, quantity.start)
    if not _SUM.search(claim.text, max(0, start - 40), end):
        return False
    values = [
        (span, other) for span, other in held
        if (other.unit != "%" or quantity.unit == "%") and not is_change(span, other) and not _partner(span, other)
        and not _WHOLE.search(span.text[max(0, other.start - 20) : other.start])
    ]  # fmt: skip
    return any(
        _sums_so(claim, quantity, sum(other.value for _, other in some))
        and (any if len(some) == all_there else all)(_named(claim, quantity, one) for one in some)
        for some, all_there in _lists(values)
    )


def _sums_so(claim: Surface, quantity: Quantity, value: Decimal | int) -> bool:
    if _BEYOND.match(claim.text, quantity.end):
        return just_above(quantity.value, Decimal(value))
    if _SHORT_OF.match(claim.text, quantity.end):
        return just_below(quantity.value, Decimal(value))
    return value == quantity.value


def _lists(values: Sequence[Held]) -> Iterator[tuple[Sequence[Held], int]]:
    """Yield two to six values that stand behind one another in one sentence, and how many of their kind it has."""
    for _, sentence in groupby(values, key=lambda one: id(in_sentence(one[0], one[1].start))):
        some = list(sentence)
        for first, last in combinations(range(len(some) + 1), 2):
            if 2 <= last - first <= 6:
                yield some[first:last], len(some)
