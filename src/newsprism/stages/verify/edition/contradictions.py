"""Two figures for one thing in one edition (``GPU 2000장`` in a headline, ``2048장의 저사양 GPU`` in the glossary).

A false alarm costs a sentence, so only near values count: far ones nearly always count different things, and with a
bound, an average or another day beside them they may both be true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsprism.stages.verify.edition.checks import printed_texts, sentences_of
from newsprism.stages.verify.reading import Reading, is_content, word_key
from newsprism.text.ko.numbers import Quantity, rounded, same
from newsprism.types.brief import Brief
from newsprism.types.verdict import Fault

_NEAR = 1.2  # ratio of two values for one thing, from rounding or from another source
_ROUNDED = 1.1  # "약 2000" may stand for 2048
_SHARED = 2  # content words beside the counted one that two texts share when they speak of the same
_BOUNDS = re.compile(
    r"이상|이하|초과|미만|최대|최소|평균|넘|웃돌|밑돌|가까|각각|추가|목표|전망|예상|당초|기존|종전|이전|→|(?<=[원명건개곳%배])에서\s|보다"
)
_AROUND = 12  # characters beside a quantity in which a bound belongs to it


@dataclass(frozen=True, slots=True)
class _Count:
    """A counted thing: `noun` is what is counted."""

    where: str
    text: str
    stories: frozenset[str]
    reading: Reading
    quantity: Quantity
    noun: str


def contradictions(brief: Brief) -> Iterator[Fault]:
    """Yield a fault at the later of two places that give near but different figures for the same thing."""
    seen: dict[tuple[str, str], list[_Count]] = {}
    for count in _counts(brief):
        others = seen.setdefault((count.noun, count.quantity.unit), [])
        for other in others:
            if other.text != count.text and _clash(other, count):
                detail = f"같은 대상의 수가 다름: {other.quantity.text} ({other.where})"
                yield Fault("contradiction", count.where, count.text, detail)
                break
        others.append(count)


def _counts(brief: Brief) -> Iterator[_Count]:
    # Composed sentences count reports, story by story: two of them never count the same thing.
    composed = {s.text for _, s in sentences_of(brief) if s.origin == "composed"}
    for where, text, stories, reading in printed_texts(brief):
        if text in composed:
            continue
        for quantity in reading.quantities:
            if not quantity.unit or quantity.unit.startswith("%") or quantity.upper is not None:
                continue
            beside = text[max(0, quantity.start - _AROUND) : quantity.end + _AROUND]
            noun = _counted(reading, quantity)
            if noun and not _BOUNDS.search(beside):
                yield _Count(where, text, stories, reading, quantity, noun)


def _counted(reading: Reading, quantity: Quantity) -> str:
    """Return the noun right before the quantity, or the last noun of the phrase that follows its ``의``."""
    text = reading.text
    if text[quantity.end : quantity.end + 2] == "의 ":
        return _last_noun(reading, quantity.end + 2)
    for morpheme in reversed(reading.morphemes):
        if morpheme.end <= quantity.start:
            nominal = is_content(morpheme) and morpheme.tag[0] in "NS"
            return word_key(morpheme) if nominal and not text[morpheme.end : quantity.start].strip() else ""
    return ""


def _last_noun(reading: Reading, start: int) -> str:
    noun = ""
    for morpheme in reading.morphemes:
        if morpheme.start < start:
            continue
        if not (is_content(morpheme) and morpheme.tag[0] in "NSX") and morpheme.tag not in ("XPN", "XSN"):
            return noun
        if morpheme.tag[0] in "NS":
            noun = word_key(morpheme)
    return noun


def _clash(one: _Count, other: _Count) -> bool:
    if same(one.quantity, other.quantity) or not _near(one.quantity, other.quantity):
        return False
    if rounded(one.quantity.value, other.quantity.value):
        return False
    if any(same(one.quantity, q) for q in other.reading.quantities):
        return False
    if any(same(other.quantity, q) for q in one.reading.quantities):
        return False
    return _same_days(one.reading, other.reading) and _same_subject(one, other)


def _near(one: Quantity, other: Quantity) -> bool:
    low, high = sorted((one.value, other.value))
    if low <= 0:
        return False
    ratio = float(high / low)
    return ratio <= _NEAR and not ((one.approximate or other.approximate) and ratio <= _ROUNDED)


def _same_days(one: Reading, other: Reading) -> bool:
    left = {(d.first, d.last) if d.first else d.text for d in one.dates}
    right = {(d.first, d.last) if d.first else d.text for d in other.dates}
    return not left or not right or bool(left & right)


def _same_subject(one: _Count, other: _Count) -> bool:
    names = [{m.entity.canonical for m in c.reading.mentions if m.entity.kind != "term"} for c in (one, other)]
    if names[0] and names[1] and not names[0] & names[1]:
        return False
    words = {w.key for w in one.reading.words if w.kind != "number"} & {w.key for w in other.reading.words}
    if one.stories & other.stories:
        return bool(words - {one.noun})
    return len(words - {one.noun}) >= _SHARED
