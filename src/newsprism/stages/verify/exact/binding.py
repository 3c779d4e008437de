"""What a number belongs to: the words of its clause, a bound beside it, and the number that it is set against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from newsprism.stages.verify.exact.daysaid import part_of
from newsprism.stages.verify.exact.labels import label_of
from newsprism.stages.verify.exact.relations import ANY_WORD, FROM_BEHIND, MEASURES, TO_BEHIND, TOPIC, is_change
from newsprism.stages.verify.exact.surroundings import around, bare, part_bounds, shared
from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.reading import Reading, Word, squeezed
from newsprism.stages.verify.words.lexicon import FORECAST_VALUES, INTENDED, POSSIBLE
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.numbers import Quantity, same

_CLEARLY = 2  # by how many words another value must fit its clause better
_ENOUGH = 3  # words that the clauses of two values share when they speak of the same
_COORDINATING = frozenset(("고", "며", "으며", "지만", "으나", "는데", "ᆫ데", "은데", "면서"))
_LEAST = re.compile(r"\s?(?:이상|초과|넘|을 웃|를 웃|을 넘|를 넘)")
_MOST = re.compile(r"\s?(?:이하|미만|이내|에 못|을 밑|를 밑|아래)")
_AT_MOST, _AT_LEAST = re.compile(r"(?:최대|많아야)\s?$"), re.compile(r"(?:최소|적어도)\s?$")
_THIS_YEAR, _BY_ITS_END = (
    re.compile(r"연내|연말까지|올해 (?:안|말|내)"),
    re.compile(r"연내|연말|올해 (?:안|말|내)|올해까지"),
)
_FROM, _TO = re.compile(r"\s?에서\s[^.]{0,20}(?:으로|로)(?![가-힣])"), re.compile(r"\s?(?:으로|로)(?![가-힣])")
_NOT_OVER = re.compile(r"\s?(?:을|를)? ?넘(?:지|기지|어서지) (?:못|않)")
_BEYOND = (
    (re.compile(r"\s?이하"), re.compile(r"\s?(?:초과|(?:을|를) ?넘)")),
    (re.compile(r"\s?이상"), re.compile(r"\s?(?:미만|에 ?못 미)")),
)
_DENIES = re.compile(r"않|없|면제|제외|안 ")
_WORD_BEHIND = re.compile(r"(?:에는|에|의|은|는|중)?\s([가-힣A-Za-z]{2,})")
_THAN, _AS_LEVEL = re.compile(r"(?:보다|대비)\s[^.,]{0,6}$"), re.compile(r"\s?(?:수준|선에|에 해당)")
_HANDED_OVER = re.compile(r"\s?(?:을|를) ?넘(?:기|긴|겼|겨)")
_KEPT = re.compile(r"(?:을|를)\s유지")
_NOUN_END = re.compile(r"(?<![\d가-힣])([가-힣]{2,6})\s$")
_LED = 8  # characters between a value and the one to which it leads
_AGAINST = re.compile(r"\s?(?:에서|가운데|중)\s")


def binding_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `number` findings: a value of the spans that there belongs to something else, or has another bound."""
    for quantity in claim.quantities:
        held = [(span, other) for span in spans for other in span.quantities if other.unit == quantity.unit]
        own = [(span, other) for span, other in held if same(other, quantity)]
        if not own:
            continue
        better = _fits_better(claim, quantity, own, held)
        if better:
            yield "number", f"인용문에서는 다른 것의 값: {quantity.text} / {better.text}"
        if all(_clause(span, other.start) & FORECAST_VALUES for span, other in own) and not _expected(claim):
            yield "modality", f"인용문에서는 예상한 값: {quantity.text}"
        bound = _bound(claim, quantity)
        if (
            bound
            and all(bound != _bound(span, other) for span, other in own)
            and not _spoken(bound, own)
            and not _not_beyond(claim, quantity, own)
        ):
            yield "number", f"인용문과 범위가 다름: {quantity.text}"
    yield from _turned(claim, spans)
    yield from _level_as_change(claim, spans)
    yield from _result_as_change(claim, spans)
    yield from _share_as_difference(claim, spans)
    yield from _begun_with(claim, spans)
    yield from _other_dates(claim, spans)


_Held = Sequence[tuple[Reading, Quantity]]


def _fits_better(claim: Reading, quantity: Quantity, own: _Held, held: _Held) -> Quantity | None:
    """Return another value that the spans have where the sentence has this one; None when this one fits as well."""
    words = _clause(claim, quantity.start)
    beside = _beside(claim, quantity)
    before = claim.text[: quantity.start]
    topic = _topic(claim.text, quantity.start)
    another = _of_another_topic(claim, quantity, topic, own, held)
    if another:
        return another
    if any(beside & _beside(span, other) or _labelled(span, other, before) for span, other in own):
        return None
    whole = topic | _noun_before(claim.text, quantity.start)
    at_own = _measured(topic) and any(whole <= around(span, other.start) for span, other in own)
    fit = max(_shared(words, _clause(span, other.start)) for span, other in own)
    for span, other in held:
        if not same(other, quantity) and _shared(words, _clause(span, other.start)) >= max(_ENOUGH, fit + _CLEARLY):
            if at_own and not _has(span, other, topic):
                continue  # only the value has moved within its sentence
            near = [near for near in claim.quantities if _near(near, quantity, claim)]
            return None if any(same(other, one) for one in near) or _reckoned_with(other, quantity, claim) else other
    return None


def _topic(text: str, position: int) -> frozenset[str]:
    """Return the topic nearest before a value, bare."""
    start, _ = part_bounds(text, position)
    return frozenset(bare(topic) for topic in TOPIC.findall(text[start:position])[-1:])


def _noun_before(text: str, position: int) -> frozenset[str]:
    """Return the bare noun right before the topic nearest before a value (``반도체 수출은``); empty without one."""
    start, _ = part_bounds(text, position)
    topic = next(reversed(list(TOPIC.finditer(text, start, position))), None)
    found = _NOUN_END.search(text, start, topic.start()) if topic else None
    return frozenset((found.group(1),)) if found and bare(found.group(1)) == found.group(1) else frozenset()


def _of_another_topic(
    claim: Reading, quantity: Quantity, topic: frozenset[str], own: _Held, held: _Held
) -> Quantity | None:
    """Return the value that the spans have of the topic, where this one is of another topic of the same sentence there."""
    if not _measured(topic):
        return None
    said = frozenset(bare(word) for word in ANY_WORD.findall(claim.text))
    theirs = [_topic(span.text, other.start) for span, other in own]
    if any(not _measured(one) or one & said or _has(s, q, topic) for one, (s, q) in zip(theirs, own, strict=True)):
        return None
    printed = [q for q in claim.quantities if q is not quantity]
    for span, other in held:
        if _topic(span.text, other.start) == topic and is_change(span, other) == is_change(claim, quantity):
            return None if same(other, quantity) or any(same(other, one) for one in printed) else other
    return None


def _measured(topic: frozenset[str]) -> bool:
    return any(word[-2:] in MEASURES or word[-1] in "률율액량" for word in topic)


def _has(span: Reading, value: Quantity, topic: frozenset[str]) -> bool:
    return shared(topic, around(span, value.start)) > 0


def _reckoned_with(other: Quantity, quantity: Quantity, claim: Reading) -> bool:
    """Say whether the sentence prints how far the other value is from this one (``40%인 비율을 10%포인트 낮춰``)."""
    apart = abs(other.value - quantity.value)
    return any(
        one is not quantity and one.value == apart and one.unit[:1] == quantity.unit[:1] for one in claim.quantities
    )


def _expected(claim: Reading) -> bool:
    keys = claim.keys
    return bool(keys & FORECAST_VALUES or keys & POSSIBLE or keys & INTENDED)


def _beside(reading: Reading, quantity: Quantity | DateMention) -> frozenset[str]:
    """Return the keys of the words right before and behind a value, marked with their side."""
    place = next((i for i, word in enumerate(reading.words) if word.start >= quantity.start), len(reading.words))
    before = {f"<{word.key}" for word in reading.words[max(0, place - 1) : place]}
    return frozenset(before | {f">{word.key}" for word in reading.words[place + 1 : place + 2]})


def _near(other: Quantity, quantity: Quantity, claim: Reading) -> bool:
    """Say whether both stand in one clause: then each may have the words of the other beside it."""
    return other is not quantity and _clause(claim, other.start) == _clause(claim, quantity.start)


@lru_cache(maxsize=4096)
def _clauses(reading: Reading) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return where each clause ends, with the keys of its words."""
    ends = [
        m.end for m in reading.morphemes
        if m.tag == "SF" or (m.tag == "SP" and m.form not in "·ㆍ‧") or (m.tag == "EC" and m.form in _COORDINATING)
    ]  # fmt: skip
    ends.append(len(reading.text) + 1)
    found: list[tuple[int, frozenset[str]]] = []
    words: list[Word] = list(reading.words)
    subjects = [m.start for m in reading.morphemes if m.tag == "JKS" or (m.tag == "JX" and m.form in ("은", "는"))]
    start = 0
    for end in ends:
        held = frozenset(word.key for word in words if start <= word.start < end and word.kind in ("word", "name"))
        if found and not any(start <= place < end for place in subjects):
            held |= found[-1][1]  # it speaks on of the same
        found.append((end, held))
        start = end
    return tuple(found)


def _clause(reading: Reading, position: int) -> frozenset[str]:
    return next(words for end, words in _clauses(reading) if position < end)


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return sum(key in other or not other.isdisjoint(alike(key)) for key in one)


def _bound(reading: Reading, quantity: Quantity) -> str:
    """Return whether the value is the least ("+"), the most ("-"), or neither ("") that is meant."""
    text = reading.text
    if _NOT_OVER.match(text, quantity.end):
        return "-"
    if _HANDED_OVER.match(text, quantity.end) and text.endswith("지분 ", 0, quantity.start):
        return ""
    if _LEAST.match(text, quantity.end) or _AT_LEAST.search(text[max(0, quantity.start - 5) : quantity.start]):
        return "+"
    before = _AT_MOST.search(text[max(0, quantity.start - 5) : quantity.start])
    return "-" if before or _MOST.match(text, quantity.end) else ""


def _spoken(bound: str, own: Sequence[tuple[Reading, Quantity]]) -> bool:
    """Say whether a clause of the value has a word for the bound, however it is put."""
    words = (
        r"이상|초과|넘|웃돌|최소|적어도|여|보다 (?:길|많|높|크|큰|더)"
        if bound == "+"
        else r"이하|미만|이내|최대|밑돌|못 미|아래|한도|까지|상한|보다 (?:짧|적|낮|작|덜)"
    )
    return any(re.search(words, span.text[max(0, q.start - 25) : q.end + 12]) for span, q in own)


def _not_beyond(claim: Reading, quantity: Quantity, own: Sequence[tuple[Reading, Quantity]]) -> bool:
    """Say whether the sentence denies within the bound what a span tells of beyond it (``넘으면 물린다``, ``이하면 물리지 않는다``)."""
    if not _DENIES.search(claim.text, quantity.end):
        return False
    return any(
        within.match(claim.text, quantity.end) and beyond.match(span.text, other.end)
        for within, beyond in _BEYOND
        for span, other in own
    )


def _other_dates(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `date` findings: a year or month that no span prints, and in which something else happens there."""
    for mention in claim.dates:
        if _THIS_YEAR.match(claim.text, mention.start) and any(_BY_ITS_END.search(span.text) for span in spans):
            continue
        if mention.first is None or any(squeezed(mention.text) in span.squeezed for span in spans):
            continue
        same_days = [(s, d) for s in spans for d in s.dates if _just_then(d, mention)]
        inside = [(s, d) for s in spans for d in s.dates if _inside(d, mention)]
        words = _clause(claim, mention.start)
        if (
            not same_days
            and inside
            and max(_shared(words, _clause(s, d.start)) for s, d in inside) < min(_CLEARLY, len(words))
        ):
            yield "date", f"인용문에서는 다른 일의 날짜: {mention.text}"
        elif not same_days and inside and _another_there(claim, mention, spans):
            yield "date", f"인용문에서는 이 자리에 다른 날짜: {mention.text}"


def _labelled(span: Reading, value: Quantity, before: str) -> bool:
    """Say whether the label that the span prints before the value stands before it in the sentence too."""
    label = label_of(span.text, value)
    return bool(label) and label in before


def _just_then(one: DateMention, other: DateMention) -> bool:
    return (one.first, one.last) == (other.first, other.last) and part_of(one.text) == part_of(other.text)


def _another_there(claim: Reading, mention: DateMention, spans: Sequence[Reading]) -> bool:
    """Say whether before the same word the spans have another month or year (``4월 소비자물가`` for ``5월 소비자물가``)."""
    behind = _behind(claim, mention)
    others = [day for span in spans for day in span.dates if behind and _same_word(_behind(span, day), behind)]
    return bool(others) and all(day.granularity == mention.granularity and day.first != mention.first for day in others)


def _same_word(one: str, other: str) -> bool:
    """Say whether two bare words are one: its last syllable may have been taken for a particle (``물가``)."""
    return one[: len(other)] == other[: len(one)] and min(len(one), len(other)) > 1 and abs(len(one) - len(other)) < 2


def _behind(reading: Reading, mention: DateMention) -> str:
    """Return the printed word right behind a day, bare: the analyser may split it here and not there."""
    found = _WORD_BEHIND.match(reading.text, mention.end)
    return bare(found.group(1)) if found else ""


def _inside(day: DateMention, mention: DateMention) -> bool:
    if day.first is None or day.last is None or mention.first is None or mention.last is None:
        return False
    return mention.first <= day.first and day.last <= mention.last


def _turned(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    held = {pair for span in spans for pair in _pairs(span)}
    for one, other in _pairs(claim):
        if (other, one) in held and (one, other) not in held:
            yield "number", f"인용문과 두 값의 앞뒤가 다름: {one} / {other}"


def _level_as_change(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield findings where a level of the spans is told as a change, and a change as the level (``17만명으로 342만명 줄었다``)."""
    told = {is_change(claim, q): q for q in claim.quantities if q.unit not in ("%", "%p")}
    if len(told) < 2 or told[True].unit != told[False].unit:
        return
    ways = {
        changed: {is_change(span, q) for span in spans for q in span.quantities if same(q, own)}
        for changed, own in told.items()
    }
    if ways == {True: {False}, False: {True}}:
        yield "number", f"인용문에서는 변동 폭이 아닌 값: {told[True].text}"


def _result_as_change(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield findings where that to which something changed is told as by how much it did (``2.90% 내렸다`` for ``3.10%에서 2.90%로``)."""
    for quantity in claim.quantities:
        own = [(span, i) for span in spans for i, q in enumerate(span.quantities) if i and same(q, quantity)]
        if is_change(claim, quantity) and own and all(_result(span, i) for span, i in own):
            yield "number", f"인용문에서는 변동 폭이 아닌 값: {quantity.text}"


def _result(span: Reading, place: int) -> bool:
    before, value = span.quantities[place - 1 : place + 1]
    if _KEPT.match(span.text, value.end):
        return True
    leads = before.unit == value.unit and 0 < value.start - before.end <= _LED
    return leads and bool(FROM_BEHIND.match(span.text, before.end) and TO_BEHIND.match(span.text, value.end))


def _share_as_difference(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield findings where ``시세의 60% 수준`` is told as by how much it differs (``시세보다 60% 싸다``)."""
    for quantity in claim.quantities:
        if quantity.unit != "%" or not _THAN.search(claim.text, max(0, quantity.start - 10), quantity.start):
            continue
        own = [(span, q) for span in spans for q in span.quantities if same(q, quantity)]
        if is_change(claim, quantity) and own and all(_AS_LEVEL.match(span.text, q.end) for span, q in own):
            yield "number", f"인용문에서는 차이가 아닌 값: {quantity.text}"


def _begun_with(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield findings for a value to which something leads, where in the spans it only leads from it (``A에서``)."""
    for word in claim.words:
        if word.kind not in ("number", "date") or not _TO.match(claim.text, word.end):
            continue
        ends = [(span, span.words[place].end) for span in spans for place in span.places.get(word.key, ())]
        if ends and all(_FROM.match(span.text, end) for span, end in ends):
            yield ("date" if word.kind == "date" else "number"), f"인용문에서는 달라지기 전의 값: {word.eojeol}"


@lru_cache(maxsize=4096)
def _pairs(reading: Reading) -> frozenset[tuple[str, str]]:
    """Return values that are set against each other in order: ``A에서 B로``, ``A 가운데 B``."""
    marked = [word for word in reading.words if word.kind in ("number", "date")]
    return frozenset(
        (one.key, other.key)
        for one, other in pairwise(marked)
        if one.kind == other.kind and _AGAINST.match(reading.text, one.end)
    )
