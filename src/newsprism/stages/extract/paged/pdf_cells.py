"""The text of a table's cell: its lines put together as those of a paragraph are."""

from __future__ import annotations

from itertools import pairwise

from newsprism.stages.extract.digest_tables import BULLETS, read_mark
from newsprism.stages.extract.paged.pdf_glyphs import pieces
from newsprism.stages.extract.paged.pdf_joins import Habits
from newsprism.stages.extract.paged.pdf_order import PlacedGrid, row_of
from newsprism.stages.extract.paged.pdf_tables import Cell

_PADDING = 8.0  # points: an indented cell is no sign of a wide margin at its right


def cell_text(cell: Cell, placed: PlacedGrid, habits: Habits) -> str:
    """Return the text of a cell, the lines of a list inside it parted by ``; ``."""
    lines = pieces(cell.glyphs)
    if not lines:
        return ""
    margin = min(line.x0 for line in lines) - cell.x0
    padding = min(max(margin, 0.0), _PADDING)
    right = max(cell.x1 - padding, *(line.x1 for line in lines))
    rows = [row_of((line,), placed.page, placed.column, cell.x0, right) for line in lines]
    text = _bare(rows[0].text)
    for above, below in pairwise(rows):
        if abs(above.base - below.base) < 0.3 * above.size:
            glue = " "
        elif read_mark(below.text).kind in BULLETS or read_mark(below.text).note:
            glue = "; "
        else:
            glue = habits.glue(above, below)
        text += glue + (_bare(below.text) if glue == "; " else below.text)
    return text


def _bare(text: str) -> str:
    mark = read_mark(text)
    return mark.words if mark.kind in BULLETS and mark.words else text
