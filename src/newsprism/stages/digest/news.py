"""News of the period as an item: the sentences of the lead report that can stand alone, in 개조식."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from newsprism.stages.digest.outline import Unit, cite
from newsprism.text.ko.printable import refusal
from newsprism.text.ko.sentences import split
from newsprism.text.ko.shorten import always
from newsprism.types.brief import DigestLine
from newsprism.types.document import Document, LineRole

_READ = 4_000
_MOST = 950
"""Characters of an item made of news: it is shorter than one made of a report."""
_FEWEST = 2
_DEFINING = re.compile(r"[^.]{1,40}란\s[^.]{5,200}(?:말한다|뜻한다|가리킨다|이다)\.?$")


def units_of_news(document: Document) -> list[Unit]:
    """Return the sentences of an article as units: the first of each paragraph above the others of it.

    Empty when fewer than two sentences can stand in a list: such an article is no item.
    """
    units: list[Unit] = []
    size = 0
    for level, start, end, text in _sentences(document):
        said = cite(document, start, end, text)
        size += len(said.text) + 2
        if size > _MOST:
            break
        if units and _DEFINING.match(text):
            units[-1] = replace(units[-1], blocks=(*units[-1].blocks, DigestLine(3, "definition", "*", said)))
        else:
            role: LineRole = "bullet" if level == 1 or not units else "sub"
            printed = 1 if role == "bullet" else 2
            units.append(Unit(printed, (DigestLine(printed, role, "●" if printed == 1 else "-", said),)))
    return units if len(units) >= _FEWEST else []


def _sentences(document: Document) -> Iterator[tuple[int, int, int, str]]:
    """Yield level, span and printable text of the sentences that need no other one to be understood."""
    published = _day(document)
    single = _one_a_paragraph(document.text[:_READ])
    first, paragraph = True, -1
    for span in split(document.text[:_READ]):
        raw = document.text[span.start : span.end]
        if not span.complete or "\n" in raw:
            continue
        text = always(raw, published).text
        if refusal(text) is not None:
            continue
        here = document.text.count("\n", 0, span.start)
        level = 1 if first or (here != paragraph and not single) else 2
        first, paragraph = False, here
        yield level, span.start, span.end, text


def _one_a_paragraph(text: str) -> bool:
    """Say whether most paragraphs hold one sentence only: then they tell nothing of what belongs together."""
    counts = [len(split(line)) for line in text.split("\n") if line.strip()]
    return sum(count == 1 for count in counts) * 2 > len(counts)


def _day(document: Document) -> date | None:
    return document.published_at.astimezone(ZoneInfo("Asia/Seoul")).date() if document.published_at else None
