"""What a value of a list is of (``연구개발 80명, 생산 45명``), how often something comes (``달마다``), and who is first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from newsprism.stages.verify.exact.relations import MOST_QUANTITIES
from newsprism.stages.verify.exact.surroundings import around, part_bounds, shared
from newsprism.stages.verify.reading import Surface
from newsprism.text.ko.numbers import Quantity, same

_LABEL = re.compile(r"(?:['‘\"“]([^'’\"”]{2,20})['’\"”]|(?<![가-힣A-Za-z])([가-힣A-Za-z]{2,12}))(?:\s|\s?\()$")
_NO_LABELS = frozenset(
    "평균 최대 최소 최고 최저 각각 무려 전체 모두 대략 연간 하루 매달 매년 불과 현재 단돈 적어도 가운데 동안 이상".split()
)
_ENDS_AS_NO_LABEL = re.compile(
    r"(?:고|며|서|면|만|은|는|이|가|을|를|의|에|에서|로|보다|부터|까지|해|된|인|한|난|린|른|던|약|중)$"
)
_NEAR = re.compile(r"[^.]{0,4}?[,·및와과]\s[^.]{0,20}$|[^.\d]{0,24}$")
_EVERY = (
    (r"매일|날마다|하루마다", r"매일|날마다|하루|일일|일평균|일 평균|\d일마다"),
    (r"매주|주마다", r"매주|주마다|주간|한 주|일주일|(?<![가-힣])주 ?[\d한두세네]|요일"),
    (r"매달|매월|달마다|다달이", r"매달|매월|달마다|다달이|(?<![가-힣])월(?:평균|간| )|한 달|개월마다|월급|월세"),
    (r"매 ?분기|분기마다", r"분기"),
    (r"매년|매해|해마다", r"매년|매해|해마다|연간|년마다|연평균|(?<![가-힣])연 |한 해|연례|연속|[12]년|년째|해째"),
)
_OFTEN = tuple((re.compile(rf"(?<![\d가-힣])(?:{said})"), re.compile(held)) for said, held in _EVERY)
_ANY_EVERY = re.compile(r"매[일주달월년해분 ]|마다|다달이")
_FIRST = re.compile(r"가장 (?:높|많|크|큰|컸|길|빠르|빨|비싸|비싼|넓|강|앞)|최고|최다|최대|선두|으뜸")


def label_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[tuple[str, Quantity]]:
    """Yield the label and the value where the sentence gives a value of a list to another of its labels."""
    if not claim.quantities or any(len(span.quantities) > MOST_QUANTITIES for span in spans):
        return
    lists = [labels for span in spans for labels in _lists(span)]
    for place, quantity in enumerate(claim.quantities):
        for labels in lists:
            own = {label for label, value in labels.items() if same(value, quantity)}
            if not own or _elsewhere(quantity, spans, labels):
                continue
            before = claim.text[claim.quantities[place - 1].end if place else 0 : quantity.start]
            _, end = part_bounds(claim.text, quantity.end)
            behind = claim.text[quantity.end : end]
            others = [label for label in labels if label not in own and label in before]
            if others and not any(label in before or label in behind for label in own):
                yield others[-1], quantity


def _elsewhere(quantity: Quantity, spans: Sequence[Surface], labels: Mapping[str, Quantity]) -> bool:
    return any(same(q, quantity) and q not in labels.values() for span in spans for q in span.quantities)


@lru_cache(maxsize=4096)
def _lists(span: Surface) -> tuple[Mapping[str, Quantity], ...]:
    """Return the lists of a text: each label with its value, two or more of one unit behind one another."""
    found: list[dict[str, Quantity]] = []
    current: dict[str, Quantity] = {}
    labelled = [(label, q) for q in span.quantities if q.upper is None and (label := label_of(span.text, q))]
    for one, other in pairwise(labelled):
        together = one[1].unit == other[1].unit and _NEAR.fullmatch(span.text[one[1].end : other[1].start]) is not None
        if together and one[0] != other[0]:
            current.update((one, other))
        elif current:
            found.append(current)
            current = {}
    return tuple(one for one in (*found, current) if one)


def label_of(text: str, quantity: Quantity) -> str:
    """Return the noun right before a value of a list (``생산 45명``, ``'낮은 임금'(27.0%)``); empty without one."""
    found = _LABEL.search(text, max(0, quantity.start - 26), quantity.start)
    if found is None:
        return ""
    label = found.group(1) or found.group(2)
    return "" if not found.group(1) and (label in _NO_LABELS or _ENDS_AS_NO_LABEL.search(label)) else label


def often_findings(claim: str, spans: Sequence[str]) -> Iterator[str]:
    """Yield the words for how often something comes that no span bears out (``달마다`` for ``분기마다``)."""
    if not _ANY_EVERY.search(claim):
        return
    for said, held in _OFTEN:
        found = said.search(claim)
        if found and not any(held.search(span) for span in spans) and any(_ANY_EVERY.search(span) for span in spans):
            yield found.group()


def is_first(claim: Surface, quantity: Quantity, spans: Sequence[Surface]) -> bool:
    """Say whether ``1위`` is what a span calls the highest: the same part has its words, and the values beside it."""
    if quantity.unit != "위" or quantity.value != 1:
        return False
    start, end = part_bounds(claim.text, quantity.start)
    beside = [q for q in claim.quantities if start <= q.start < end and q is not quantity]
    words = around(claim, quantity.start)
    return any(
        shared(words, around(span, found.start())) > 0 and all(_stands_in(span, found.start(), q) for q in beside)
        for span in spans
        for found in _FIRST.finditer(span.text)
    )


def _stands_in(span: Surface, position: int, quantity: Quantity) -> bool:
    start, end = part_bounds(span.text, position)
    return any(same(quantity, q) for q in span.quantities if start <= q.start < end)
