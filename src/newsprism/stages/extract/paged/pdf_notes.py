"""Footnotes of a PDF: which lines at the foot of a page are notes, and by which marks the text names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsprism.stages.extract.paged.pdf_order import PlacedGrid, Row

SMALLER = 0.93
"""Of the text's size: notes are set smaller."""
_NOTE = re.compile(r"(?:\d{1,3}\s?[.)]|[*＊†‡]{1,3}|주\s?\d{0,2}\s?[):])\s*(?=\S)")


def mark_of_note(text: str) -> str | None:
    """Return the mark that a note begins with (``1``, ``*``), None for a line without one."""
    match = _NOTE.match(text)
    return match[0].strip(" .)주:") if match else None


def note_marks(units: Sequence[Row | PlacedGrid], text_size: float) -> frozenset[tuple[int, str]]:
    """Return page and mark of every footnote."""
    found = set()
    for row in _note_rows(units, text_size):
        if mark := mark_of_note(row.text):
            found.add((row.page, mark))
    return frozenset(found)


def _note_rows(units: Sequence[Row | PlacedGrid], text_size: float) -> list[Row]:
    """Return the lines of footnotes: the last lines of a page, smaller than its text, from a marked one on."""
    rows: list[Row] = []
    by_page: dict[int, list[Row]] = {}
    for unit in units:
        if isinstance(unit, Row):
            by_page.setdefault(unit.page, []).append(unit)
    for page in by_page.values():
        ordered = sorted(page, key=lambda row: row.base)
        small = len(ordered)
        while small and ordered[small - 1].size < SMALLER * text_size:
            small -= 1
        first = next((at for at in range(small, len(ordered)) if _NOTE.match(ordered[at].text)), len(ordered))
        if 0 < first < len(ordered) and _is_apart(ordered[first - 1], ordered[first]):
            rows += ordered[first:]
    return rows


def _is_apart(above: Row, below: Row) -> bool:
    """Say whether a note stands at the foot of the page and not straight below the line that it explains."""
    return below.base - above.base > 2.2 * below.size
