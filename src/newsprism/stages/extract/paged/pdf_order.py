"""The order in which the lines of a PDF page are read: columns within bands, lines that span columns between them.

The page is cut along the widest gutters, as in the recursive cuts of Nagy and Seth (1984), but a gutter may be crossed:
what crosses it (a heading over both columns) parts the page into bands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from newsprism.stages.extract.paged.pdf_furniture import Page
from newsprism.stages.extract.paged.pdf_glyphs import Glyph, Piece
from newsprism.stages.extract.paged.pdf_tables import Grid

_GUTTER = 0.9  # sizes: a narrower gap is a wide blank
_COLUMN = 7.0  # sizes: what is narrower is a label beside its text
_LINES = 3  # in each of two columns that are found without knowing them from another page
_MOST = 16  # edges at which gutters are looked for
_PLENTY, _SHIFT = 10, 6.0  # lines of a page that tell its margins, and points by which they are others
_DEEPEST = 3  # cuts within cuts: eight columns

Unit = Piece | Grid


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a column as it is read.

    `base` is its baseline, `x1` where its last letter ends, `size` the font size of its largest piece; `bold` when all of
    it is. `left` and `right` are the edges of its column. `column` names the column: rows of different columns never share it
    within one page, and the same column of other pages has the same name.
    """

    glyphs: tuple[Glyph, ...]
    text: str
    size: float
    bold: bool
    base: float
    x1: float
    page: int
    column: str
    left: float
    right: float

    @property
    def x0(self) -> float:
        """Return where the line begins."""
        return self.glyphs[0].x0


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table in its place of the reading order."""

    grid: Grid
    page: int
    column: str


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    units: tuple[Unit, ...]


def in_order(pages: Sequence[Page]) -> Iterator[Row | PlacedGrid]:
    """Yield the lines and tables of all pages as they are read."""
    known = sorted({each for page in pages for each in _gutters(page)})
    cut = [(page.number, column) for page in pages for column in _columns(page, known)]
    found: dict[str, list[_Column]] = {}
    for _, column in cut:
        found.setdefault(column.name, []).append(column)
    edges = {name: _extent([unit for column in columns for unit in column.units]) for name, columns in found.items()}
    for number, column in cut:
        left, right = edges[column.name]
        own = _extent(column.units)
        # Left and right pages of a book have different margins.
        shifted = len(column.units) >= _PLENTY and own[0] - left > _SHIFT
        yield from _read(column, number, *(own if shifted else (left, right)))


def _columns(page: Page, known: Sequence[int]) -> Iterator[_Column]:
    for column in _cut([*page.pieces, *page.grids], known, "", 0):
        yield _Column(f"{column.name}@{page.width:.0f}x{page.height:.0f}", column.units)


def _extent(units: Sequence[Unit]) -> tuple[float, float]:
    """Return the margins of a column: the right one is where several lines end, since a single line may stick out."""
    lines = [unit for unit in units if isinstance(unit, Piece)] or units
    ends = sorted((unit.x1 for unit in lines), reverse=True)
    needed = max(2, len(ends) // 50)
    reach = 1.2 * _size(lines[0])
    right = next((end for at, end in enumerate(ends[: -needed + 1]) if end - ends[at + needed - 1] < reach), ends[0])
    return min(unit.x0 for unit in lines), right


def _read(column: _Column, page: int, left: float, right: float) -> Iterator[Row | PlacedGrid]:
    """Yield the units of one column, lines put together of their pieces."""
    name = column.name
    line: list[Piece] = []
    for unit in sorted(column.units, key=lambda unit: (unit.top if isinstance(unit, Grid) else unit.base, unit.x0)):
        beside = isinstance(unit, Piece) and line and abs(unit.base - line[0].base) < 0.4 * line[0].size
        if line and not beside:
            yield row_of(line, page, name, left, right)
            line = []
        if isinstance(unit, Piece):
            line.append(unit)
        else:
            yield PlacedGrid(unit, page, name)
    if line:
        yield row_of(line, page, name, left, right)


def row_of(line: Sequence[Piece], page: int, column: str, left: float, right: float) -> Row:
    """Return the line that `line`, pieces of one baseline, makes in a column."""
    ordered = sorted(line, key=lambda piece: piece.x0)
    return Row(
        tuple(glyph for piece in ordered for glyph in piece.glyphs),
        " ".join(piece.text for piece in ordered),
        max(piece.size for piece in ordered),
        all(piece.bold for piece in ordered),
        ordered[0].base,
        ordered[-1].x1,
        page,
        column,
        left,
        right,
    )


def _gutters(page: Page) -> Iterator[int]:
    units: list[Unit] = [*page.pieces, *page.grids]
    found = _gutter(units, _LINES)
    if found is not None:
        yield found


def _cut(units: list[Unit], known: Sequence[int], name: str, depth: int) -> Iterator[_Column]:
    """Yield the columns of a region in reading order."""
    gutter = _gutter(units, _LINES) if depth < _DEEPEST else None
    if gutter is None and depth == 0:
        gutter = next((x for x in known if _parts(units, x, 1) > 0), None)
    if gutter is None:
        if units:
            yield _Column(name or "full", tuple(units))
        return
    whole: list[Unit] = []
    for band in _bands(units, gutter):
        left, right = _sides(band, gutter)
        if not (left and right) or len(left) + len(right) < len(band):
            whole += band
            continue
        if whole:
            yield _Column(f"{name}full", tuple(whole))
            whole = []
        yield from _cut(left, known, f"{name}{gutter}l", depth + 1)
        yield from _cut(right, known, f"{name}{gutter}r", depth + 1)
    if whole:
        yield _Column(f"{name}full", tuple(whole))


def _sides(units: Sequence[Unit], x: float) -> tuple[list[Unit], list[Unit]]:
    return [unit for unit in units if unit.x1 <= x], [unit for unit in units if unit.x0 >= x]


def _bands(units: Sequence[Unit], x: float) -> Iterator[list[Unit]]:
    """Yield the units in bands from top to bottom: those that cross `x` alone, those between them together.

    A band that has lines on one side of `x` only is not in columns. A heading over both columns may be too short to
    cross `x`; then the other column is empty at its height.
    """
    over = _headings(units, x)
    crossing = sorted((unit for unit in units if unit.x0 < x < unit.x1 or id(unit) in over), key=lambda unit: unit.top)
    rest = [unit for unit in units if not (unit.x0 < x < unit.x1 or id(unit) in over)]
    rest.sort(key=lambda unit: unit.top)
    at = 0
    for unit in crossing:
        start = at
        while at < len(rest) and (rest[at].top + rest[at].bottom) / 2 < (unit.top + unit.bottom) / 2:
            at += 1
        if at > start:
            yield rest[start:at]
        yield [unit]
    if at < len(rest):
        yield rest[at:]


def _headings(units: Sequence[Unit], x: float) -> set[int]:
    """Return the larger lines left of `x` that have nothing at their side, but columns above and below."""
    left, right = _sides(units, x)
    if not left or not right:
        return set()
    sizes = sorted(map(_size, units))
    usual = sizes[len(sizes) // 2]
    found = set()
    for unit in left:
        if isinstance(unit, Piece) and unit.size >= 1.12 * usual:
            beside = any(each.top < unit.bottom and unit.top < each.bottom for each in right)
            above = any(each.bottom <= unit.top for each in right)
            below = any(each.top >= unit.bottom for each in right)
            if above and below and not beside:
                found.add(id(unit))
    return found


def _gutter(units: Sequence[Unit], lines: int) -> int | None:
    """Return the x along which most lines stand in columns; None where there are none."""
    if len(units) < 2 * lines:
        return None
    cuts = _left_edges(units)
    best = max(((_parts(units, x, lines), x) for x in cuts), default=(0, 0))
    return best[1] if best[0] > 0 else None


def _left_edges(units: Sequence[Unit]) -> list[int]:
    """Return where several lines begin, the commonest places only; the leftmost edge parts nothing."""
    edges = Counter(floor(unit.x0 - 0.2) for unit in units)
    first = min(edges)
    return [x for x, count in edges.most_common(_MOST) if count > 1 and x > first]


def _parts(units: Sequence[Unit], x: float, lines: int) -> int:
    """Return how many units stand in columns on either side of `x`."""
    told = 0
    for band in _bands(units, x):
        left, right = _sides(band, x)
        if min(len(left), len(right)) >= lines and _are_columns(left, right):
            told += len(left) + len(right)
    return told


def _are_columns(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    size = max(_size(unit) for unit in (*left, *right))
    x0, x1 = min(unit.x0 for unit in left), max(unit.x1 for unit in left)
    y0, y1 = min(unit.x0 for unit in right), max(unit.x1 for unit in right)
    if y0 - x1 < _GUTTER * size or min(x1 - x0, y1 - y0) < _COLUMN * size:
        return False
    if max(x1 - x0, y1 - y0) > 4 * min(x1 - x0, y1 - y0):
        return False
    return _overlap(left, right) and _is_flowing(left) and _is_flowing(right)


def _size(unit: Unit) -> float:
    return unit.size if isinstance(unit, Piece) else 8.0


def _overlap(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Say whether two columns stand beside each other rather than one below the other."""
    top = max(min(unit.top for unit in left), min(unit.top for unit in right))
    bottom = min(max(unit.bottom for unit in left), max(unit.bottom for unit in right))
    height = min(max(u.bottom for u in side) - min(u.top for u in side) for side in (left, right))
    return bottom - top > 0.5 * height


def _is_flowing(side: Sequence[Unit]) -> bool:
    """Say whether lines follow each other closely and one of them fills the column: cells of a loose table do not."""
    if len(side) == 1:
        return True
    x0, x1 = min(unit.x0 for unit in side), max(unit.x1 for unit in side)
    filled = sum(unit.x1 - unit.x0 > 0.7 * (x1 - x0) for unit in side)
    ordered = sorted(side, key=lambda unit: unit.top)
    close = sum(below.top - above.bottom < 1.2 * _size(above) for above, below in pairwise(ordered))
    return filled * 4 >= len(side) and close * 2 >= len(side) - 1
