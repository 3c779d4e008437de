"""Ruled tables of a PDF page: the lines that pdfium sees, the cells that pdfplumber finds between them.

pdfplumber looks for cells in the lines of its own second reading of the page, which takes forty times as long; here it
is given the lines that are known already.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pdfplumber.table import TableFinder

from newsprism.stages.extract.paged.pdf_glyphs import Frame, Glyph

_MAX_OBJECTS = 20_000
_MAX_RULES = 6_000
_MAX_CROSSINGS = 6_000  # of distinct columns and rows of lines: finding cells is quadratic in them
_MAX_DEPTH = 6  # forms within forms
_THIN = 2.6  # points: a filled box of this width is a line
_SHORTEST = 4.0

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line, as shown on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with its glyphs."""

    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table where it stands; a place that a merged cell covers is None."""

    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[tuple[Cell | None, ...], ...]


def find_grids(page: Any, frame: Frame, glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph], bool]:
    """Return the tables of a page, the glyphs that are in none, and whether its lines were too many to be read."""
    rules = list(_rules(page, frame))
    across = {round(rule.top) for rule in rules if rule.bottom - rule.top <= _THIN}
    down = {round(rule.x0) for rule in rules if rule.x1 - rule.x0 <= _THIN}
    if len(across) < 3 or len(down) < 2:
        return [], list(glyphs), False
    if len(rules) >= _MAX_RULES or len(across) * len(down) > _MAX_CROSSINGS:
        return [], list(glyphs), True
    boxes = sorted(_tables(rules, frame), key=lambda table: -_area(table.bbox))
    return (*_filled(boxes, glyphs), False)


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


class _Ruled:
    """What pdfplumber's finder asks of a page."""

    def __init__(self, rules: Sequence[Rule], frame: Frame) -> None:
        self.bbox = (0.0, 0.0, frame.width, frame.height)
        self.edges = [_edge(rule) for rule in rules]


def _edge(rule: Rule) -> dict[str, object]:
    return {
        "object_type": "line",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "v" if rule.x1 - rule.x0 < rule.bottom - rule.top else "h",
    }


def _tables(rules: Sequence[Rule], frame: Frame) -> list[Any]:
    page: Any = _Ruled(rules, frame)
    tables: list[Any] = TableFinder(page).tables
    return tables


def _filled(tables: Sequence[Any], glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    grids: list[Grid] = []
    rest = list(glyphs)
    for table in tables:
        x0, top, x1, bottom = table.bbox
        if len(table.cells) < 4 or any(_within(table.bbox, grid) for grid in grids):
            continue
        inside = [glyph for glyph in rest if _in(glyph, (x0, top, x1, bottom))]
        rows = tuple(tuple(_cell(box, inside) for box in row.cells) for row in table.rows)
        if _is_table(rows):
            grids.append(Grid(x0, top, x1, bottom, rows))
            rest = [glyph for glyph in rest if not _in(glyph, (x0, top, x1, bottom))]
    return grids, rest


def _within(box: tuple[float, float, float, float], grid: Grid) -> bool:
    return box[0] >= grid.x0 - 1 and box[1] >= grid.top - 1 and box[2] <= grid.x1 + 1 and box[3] <= grid.bottom + 1


def _in(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.35 * glyph.size
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _cell(box: tuple[float, float, float, float] | None, glyphs: Sequence[Glyph]) -> Cell | None:
    return Cell(box[0], box[2], tuple(glyph for glyph in glyphs if _in(glyph, box))) if box else None


def _is_table(rows: Sequence[Sequence[Cell | None]]) -> bool:
    """Say whether a grid is a table and not a frame around text or the grid of a chart."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row if cell]
    told = [cell for cell in cells if any(glyph.char != " " for glyph in cell.glyphs)]
    beside = sum(sum(bool(cell and cell.glyphs) for cell in row) > 1 for row in rows)
    return len(told) * 3 >= len(cells) and beside >= 2


def _rules(page: Any, frame: Frame) -> Iterator[Rule]:
    """Yield the visible horizontal and vertical lines of a page, also those of its forms."""
    budget = [_MAX_OBJECTS, _MAX_RULES]
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        yield from _of_object(pdfium.FPDFPage_GetObject(page, index), _SAME, frame, budget, 0)
        if min(budget) <= 0:
            return


def _of_object(each: Any, outer: Matrix, frame: Frame, budget: list[int], depth: int) -> Iterator[Rule]:
    budget[0] -= 1
    kind = pdfium.FPDFPageObj_GetType(each)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        for rule in _of_path(each, _times(_matrix(each), outer), frame):
            budget[1] -= 1
            yield rule
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(each), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(each)):
            if min(budget) <= 0:
                return
            yield from _of_object(pdfium.FPDFFormObj_GetObject(each, index), inner, frame, budget, depth + 1)


def _matrix(each: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(each, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    A, B, C, D, E, F = two  # noqa: N806 - the letters of the PDF standard
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _of_path(path: Any, matrix: Matrix, frame: Frame) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if not filled.value and not stroked.value:
        return
    for outline in _outlines(path, matrix, frame):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if max(width, height) < _SHORTEST:
            continue
        if width <= _THIN or height <= _THIN:
            yield _thin(min(xs), min(ys), max(xs), max(ys))
        else:
            yield from _sides(outline)


def _outlines(path: Any, matrix: Matrix, frame: Frame) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of a path; a part with curves is left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 4 * _MAX_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(outline) > 1:
                yield outline
            outline = []
        elif kind != pdfium.FPDF_SEGMENT_LINETO:
            outline = []
            continue
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        outline.append(frame.shown(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _thin(x0: float, top: float, x1: float, bottom: float) -> Rule:
    if x1 - x0 < bottom - top:
        return Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)
    return Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)


def _sides(outline: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(outline):
        width, height = abs(x1 - x0), abs(y1 - y0)
        if max(width, height) >= _SHORTEST and min(width, height) <= 1.0:
            yield _thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
