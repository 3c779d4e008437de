"""The glyphs of a PDF page, and the pieces of lines that they form.

Coordinates are points from the upper left corner of the page as it is shown, `top` and `base` growing downwards.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import pi
from typing import Any

import pypdfium2.raw as pdfium

MAX_GLYPHS = 60_000
"""Glyphs read of one page; a dense newspaper page has 15,000."""

_ASCENT, _DESCENT = 0.88, 0.12  # of the size: real fonts differ, lines must compare
_LINE_GAP = 1.0  # sizes: a wider gap on one line parts two pieces
_BAND = 4.0  # points: lines are looked for by the band in which they stand
_NEAR = 60  # pieces that are looked at in one band or line
_BOLD_NAME = re.compile(rb"bold|black|heavy|semib|demi|-(?:B|EB|H)\b|[a-z]EB$|[a-z]B$", re.IGNORECASE)
# Bullets of symbol fonts and of the Hangul word processor's private area.
_SYMBOLS = {
    0xF06C: "●", 0xF09F: "•", 0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF071: "❑", 0xF075: "◆", 0xF0D8: "▶",
    0xF0A8: "□", 0xF0FC: "▪", 0xF0E8: "→", 0xF0F0: "→", 0xFFE2: "-", 0x2022: "•", 0x2: "-", 0xAD: "-",
    **{0xF02B1 + n: chr(ord("①") + n) for n in range(15)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character where it stands. `base` is the baseline, `size` the font size in points."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one line that stand together; `glyphs` may end in a blank."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    base: float
    size: float
    bold: bool

    @property
    def top(self) -> float:
        """Return where the letters begin, seen from above."""
        return self.base - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Return where the letters end, seen from above."""
        return self.base + _DESCENT * self.size

    @property
    def text(self) -> str:
        """Return the characters, with a blank where a gap stands for one."""
        return written(self.glyphs)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its box in the file's coordinates, and by how many quarter turns it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Return the width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Return the height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file's coordinates is shown."""
        return (
            (x - self.left, self.top - y),
            (y - self.bottom, x - self.left),
            (self.right - x, y - self.bottom),
            (self.top - y, self.right - x),
        )[self.turns]


def frame_of(page: Any) -> Frame:
    """Return the frame of a pdfium page."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)


def read_glyphs(textpage: Any, frame: Frame) -> list[Glyph]:
    """Return the upright glyphs of a page in the order of the file; a blank is a glyph too."""
    style = _styles(textpage, frame)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    current: tuple[float, bool] | None = None
    height = 0.0
    for index in range(min(textpage.count_chars(), MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            current = None
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        base = frame.shown(x.value, y.value)[1]
        blank = code <= 32 and code != 2
        # Looked up once a word, and for a raised letter in it.
        if blank or abs(base - height) > 0.3:
            current = None
        if not blank:
            current = current or style(index)
            if current[0] == 0:
                continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        one, other = frame.shown(box.left, box.bottom), frame.shown(box.right, box.top)
        size, bold = current or ((glyphs[-1].size, False) if glyphs else (10.0, False))
        char = " " if blank else _SYMBOLS.get(code) or chr(code)
        glyph = Glyph(char, min(one[0], other[0]), max(one[0], other[0]), base, size, bold)
        height = base
        if not (glyphs and _is_doubled(glyphs[-1], glyph)):
            glyphs.append(glyph)
    return glyphs


def _is_doubled(before: Glyph, glyph: Glyph) -> bool:
    """Say whether a glyph is printed a second time to look bold; the letters of a ligature (ff) share one place too."""
    near = abs(before.x0 - glyph.x0) < 0.12 * glyph.size and abs(before.base - glyph.base) < 0.12 * glyph.size
    return near and before.char == glyph.char and glyph.char not in "fl"


def _styles(textpage: Any, frame: Frame) -> Callable[[int], tuple[float, bool]]:
    """Return a function that gives size and boldness of the glyph at an index; size 0 for one that is not upright."""
    matrix = pdfium.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(96), ctypes.c_int()

    def style(index: int) -> tuple[float, bool]:
        angle = pdfium.FPDFText_GetCharAngle(textpage, index) + frame.turns * pi / 2
        slope = angle % (2 * pi)
        if min(slope, 2 * pi - slope) > 0.05 and not _is_turned(slope, frame):
            return 0.0, False
        pdfium.FPDFText_GetMatrix(textpage, index, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        size = pdfium.FPDFText_GetFontSize(textpage, index) * (scale or 1.0)
        pdfium.FPDFText_GetFontInfo(textpage, index, name, 96, flags)
        bold = pdfium.FPDFText_GetFontWeight(textpage, index) >= 600 or bool(_BOLD_NAME.search(name.value))
        return min(max(size, 1.0), 400.0), bold

    return style


def _is_turned(slope: float, frame: Frame) -> bool:
    """Say whether text on a turned page is upright as shown: libraries disagree on the sense of the angle."""
    return frame.turns % 2 == 1 and abs(slope - pi) < 0.05


def pieces(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Return the pieces of lines that `glyphs` form, from top to bottom."""
    runs = [_piece(run) for run in _runs(glyphs) if any(glyph.char != " " for glyph in run)]
    found: list[Piece] = []
    for line in _lines(runs):
        found.extend(_joined(line))
    return sorted(found, key=lambda piece: (piece.base, piece.x0))


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and _parted(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _parted(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.x0 - before.x1
    return abs(glyph.base - before.base) > 0.1 * size or gap > _LINE_GAP * size or gap < -0.6 * size


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    # A blank at the end of a wrapped line says that the word ended there; one at the beginning says nothing.
    start = next(at for at, glyph in enumerate(glyphs) if glyph.char != " ")
    kept = tuple(glyphs[start:])
    ink = [glyph for glyph in kept if glyph.char != " "]
    sizes = sorted(glyph.size for glyph in ink)
    size = sizes[len(sizes) // 2]
    base = next(glyph.base for glyph in ink if glyph.size >= size)
    bold = sum(glyph.bold for glyph in ink) * 2 > len(ink)
    return Piece(kept, ink[0].x0, max(glyph.x1 for glyph in ink), base, size, bold)


def _lines(runs: Iterable[Piece]) -> list[list[Piece]]:
    """Group runs by line: a raised number belongs to the line that it overlaps."""
    lines: list[list[Piece]] = []
    bands: dict[int, list[list[Piece]]] = {}
    for run in sorted(runs, key=lambda piece: (-piece.size, piece.base)):
        near = bands.get(int((run.top + run.bottom) / 2 // _BAND), [])
        home = next((line for line in reversed(near[-_NEAR:]) if _beside(line, run)), None)
        if home is None:
            home = []
            lines.append(home)
            for band in range(int(run.top // _BAND), int(run.bottom // _BAND) + 1):
                bands.setdefault(band, []).append(home)
        home.append(run)
    return lines


def _beside(line: list[Piece], run: Piece) -> bool:
    """Say whether `run` stands on `line`, straight beside one of its pieces."""
    head = line[0]
    if abs(head.base - run.base) > 0.6 * head.size:
        return False
    overlap = min(head.bottom, run.bottom) - max(head.top, run.top)
    if overlap < 0.5 * min(head.size, run.size):
        return False
    reach = _LINE_GAP * head.size
    return any(run.x0 < each.x1 + reach and each.x0 < run.x1 + reach for each in line[-_NEAR:])


def _joined(line: list[Piece]) -> Iterator[Piece]:
    glyphs: list[Glyph] = []
    end = 0.0
    for run in sorted(line, key=lambda piece: piece.x0):
        if glyphs and run.x0 - end > _LINE_GAP * line[0].size:
            yield _piece(glyphs)
            glyphs = []
        glyphs.extend(run.glyphs)
        end = run.x1
    yield _piece(glyphs)


def written(glyphs: Sequence[Glyph]) -> str:
    """Return the text of the glyphs of one line, without blanks at its ends."""
    if not glyphs:
        return ""
    text = [glyphs[0].char]
    for before, glyph in pairwise(glyphs):
        if glyph.x0 - before.x1 > 0.22 * glyph.size and " " not in (before.char, glyph.char):
            text.append(" ")
        text.append(glyph.char)
    return " ".join("".join(text).split())
