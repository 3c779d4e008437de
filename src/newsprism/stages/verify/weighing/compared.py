"""Which of two values is the greater: what the sentence says of it against what the spans print (``52%보다 높다``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.words.axes import LESS, MORE
from newsprism.stages.verify.words.lexicon import LIGHT
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.numbers import Quantity, same

_FAR = 25  # characters between what is compared with, and its value
_BESIDE = 4  # words around


@dataclass(frozen=True, slots=True)
class _Comparison:
    """``value`` of `measure` is said to be more (or less) than that of the thing with the keys `than`."""

    value: Quantity
    measure: str
    than: tuple[str, ...]
    more: bool
    word: Word


def wrong_side(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return the word that says that a value is more than another one of the spans although it is less; empty for none."""
    for one in _comparisons(claim):
        others = {(q.value, q.unit) for span in spans for q in _values(span, one)}
        printed = any(same(one.value, q) for span in spans for q in span.quantities)
        if printed and len(others) == 1:
            other, _ = next(iter(others))
            if other != one.value.value and (one.value.value > other) != one.more:
                return one.word.eojeol
    return ""


@lru_cache(maxsize=4096)
def _comparisons(reading: Reading) -> tuple[_Comparison, ...]:
    return tuple(_found(reading)) if "보다" in reading.text else ()


def _found(reading: Reading) -> Iterator[_Comparison]:
    for place, word in enumerate(reading.words):
        if not reading.text.startswith("보다", word.end) or word.kind == "number":
            continue
        values = [q for q in reading.quantities if q.end <= word.start]
        deed = next((w for w in reading.words[place + 1 : place + _BESIDE] if w.key in MORE or w.key in LESS), None)
        if not values or deed is None or deed.negated or not deed.predicate:
            continue
        if any(word.end <= q.start < deed.start for q in reading.quantities):
            continue  # "작년보다 3% 늘었다"
        measured = [w for w in reading.words[:place] if w.end <= values[-1].start and w.kind == "word"]
        before = reading.words[place - 1] if place else None
        beside = before is not None and before.kind == "word" and reading.text[before.end : word.start] == " "
        than = (before.key, word.key) if before is not None and beside else (word.key,)
        if measured and measured[-1].key not in LIGHT:
            yield _Comparison(values[-1], measured[-1].key, than, deed.key in MORE, deed)


def _values(span: Reading, one: _Comparison) -> Iterator[Quantity]:
    """Yield the values of the measure that stand behind what is compared with."""
    for index in span.places.get(one.than[-1], ()):
        word = span.words[index]
        if span.text.startswith(("보다", "대비"), word.end) or (
            len(one.than) > 1 and one.than[0] not in span.order[max(0, index - 1) : index]
        ):
            continue
        behind = next((q for q in span.quantities if q.start >= word.end and q.unit == one.value.unit), None)
        if behind is None or behind.start - word.end > _FAR or same(behind, one.value):
            continue
        between = {w.key for w in span.words if word.end <= w.start < behind.start}
        if "." not in span.text[word.end : behind.start] and not between.isdisjoint({one.measure, *alike(one.measure)}):
            yield behind
