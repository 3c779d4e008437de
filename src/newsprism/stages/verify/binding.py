"""What a number belongs to: the words of its clause, a bound beside it, and the number that it is set against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from newsprism.stages.verify.lexicon import FORECAST_VALUES, INTENDED, POSSIBLE
from newsprism.stages.verify.reading import Reading, Word, squeezed
from newsprism.stages.verify.thesaurus import alike
from newsprism.stages.verify.values import Finding
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
        if bound and all(bound != _bound(span, other) for span, other in own) and not _spoken(bound, own):
            yield "number", f"인용문과 범위가 다름: {quantity.text}"
    yield from _turned(claim, spans)
    yield from _begun_with(claim, spans)
    yield from _other_dates(claim, spans)


_Held = Sequence[tuple[Reading, Quantity]]


def _fits_better(claim: Reading, quantity: Quantity, own: _Held, held: _Held) -> Quantity | None:
    """Return another value that the spans have where the sentence has this one; None when this one fits as well."""
    words = _clause(claim, quantity.start)
    beside = _beside(claim, quantity)
    if any(beside & _beside(span, other) for span, other in own):
        return None
    fit = max(_shared(words, _clause(span, other.start)) for span, other in own)
    for span, other in held:
        if not same(other, quantity) and _shared(words, _clause(span, other.start)) >= max(_ENOUGH, fit + _CLEARLY):
            near = [near for near in claim.quantities if _near(near, quantity, claim)]
            return None if any(same(other, one) for one in near) else other
    return None


def _expected(claim: Reading) -> bool:
    keys = claim.keys
    return bool(keys & FORECAST_VALUES or keys & POSSIBLE or keys & INTENDED)


def _beside(reading: Reading, quantity: Quantity) -> frozenset[str]:
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
        if m.tag in ("SF", "SP") or (m.tag == "EC" and m.form in _COORDINATING)
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


def _other_dates(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    """Yield `date` findings: a year or month that no span prints, and in which something else happens there."""
    for mention in claim.dates:
        if _THIS_YEAR.match(claim.text, mention.start) and any(_BY_ITS_END.search(span.text) for span in spans):
            continue
        if mention.first is None or any(squeezed(mention.text) in span.squeezed for span in spans):
            continue
        same_days = [(s, d) for s in spans for d in s.dates if (d.first, d.last) == (mention.first, mention.last)]
        inside = [(s, d) for s in spans for d in s.dates if _inside(d, mention)]
        words = _clause(claim, mention.start)
        if (
            not same_days
            and inside
            and max(_shared(words, _clause(s, d.start)) for s, d in inside) < min(_CLEARLY, len(words))
        ):
            yield "date", f"인용문에서는 다른 일의 날짜: {mention.text}"


def _inside(day: DateMention, mention: DateMention) -> bool:
    if day.first is None or day.last is None or mention.first is None or mention.last is None:
        return False
    return mention.first <= day.first and day.last <= mention.last


def _turned(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    held = {pair for span in spans for pair in _pairs(span)}
    for one, other in _pairs(claim):
        if (other, one) in held and (one, other) not in held:
            yield "number", f"인용문과 두 값의 앞뒤가 다름: {one} / {other}"


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
