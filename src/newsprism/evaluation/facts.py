"""The facts of a text that can be counted: its numbers, dates and names, in forms that compare equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from newsprism.text.ko.dates import DateMention, dates
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import quantities
from newsprism.text.ko.tokens import Morpheme

_NAME_TAGS = frozenset({"NNP", "SL"})


def facts(text: str, morphemes: Sequence[Morpheme], published: date | None = None) -> frozenset[tuple[str, str]]:
    """Return the facts of `text` as pairs of kind and form; `morphemes` are those of the text.

    A number is its value and unit (1조 4000억 원 is 1.4조원), a date its days, or its words where no year can be had. A name
    is an entity of the gazetteer under its own name, else a proper noun of two characters or more.
    """
    days = dates(text, published)
    found = {("date", _span(day)) for day in days}
    found |= {("number", f"{q.value.normalize():f}-{q.upper or ''}{q.unit}") for q in quantities(text)}
    mentions = gazetteer().mentions(text)
    found |= {("name", folded(m.entity.canonical)) for m in mentions}
    taken = [(m.start, m.end) for m in mentions] + [(day.start, day.end) for day in days]
    found |= {
        ("name", folded(m.form))
        for m in morphemes
        if m.tag in _NAME_TAGS and len(m.form) > 1 and not any(m.start < end and start < m.end for start, end in taken)
    }
    return frozenset(found)


def _span(day: DateMention) -> str:
    return f"{day.first}~{day.last}" if day.first else "".join(day.text.split())
