"""Running heads, running feet and page numbers of a PDF: what stands at the same place of several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsprism.stages.extract.digest_tables import PAGE_NUMBER
from newsprism.stages.extract.paged.pdf_glyphs import Piece
from newsprism.stages.extract.paged.pdf_tables import Grid

_EDGE = 0.13  # of the height: where heads and feet stand
_DEEPEST = 3  # lines of an edge that may be furniture
_SHARE = 0.15  # of the pages on which a head recurs; books have one for each chapter
_LARGE = 1.35  # of the size of the text: a title that recurs (보도자료) is none
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b")


@dataclass(frozen=True, slots=True)
class Page:
    """What is on one page: pieces of lines and tables, with the size of the paper."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    grids: tuple[Grid, ...]


def without_furniture(pages: Sequence[Page], text_size: float) -> tuple[list[Page], tuple[str, ...]]:
    """Return the pages without heads, feet and page numbers, and the texts that were taken out, each once."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    edges = [list(_edge(page)) for page in pages]
    for page, edge in zip(pages, edges, strict=True):
        for piece in edge:
            for place in _places(piece):
                places[place].add(page.number)
    kept: list[Page] = []
    taken: dict[str, None] = {}
    needed = max(2, round(_SHARE * len(pages)))
    for page, edge in zip(pages, edges, strict=True):
        gone = set()
        for piece in edge:
            recurring = any(len(places[place]) >= needed for place in _places(piece))
            if (recurring and piece.size < _LARGE * text_size) or _is_number(piece, page):
                gone.add(id(piece))
                taken.setdefault(piece.text)
        rest = tuple(piece for piece in page.pieces if id(piece) not in gone)
        kept.append(Page(page.number, page.width, page.height, rest, page.grids))
    return kept, tuple(taken)


def _edge(page: Page) -> Iterator[Piece]:
    """Yield the pieces of the outermost lines at the top and bottom of a page."""
    upper = [piece for piece in page.pieces if piece.base < _EDGE * page.height]
    lower = [piece for piece in page.pieces if piece.base > (1 - _EDGE) * page.height]
    yield from _outermost(sorted(upper, key=lambda piece: piece.base))
    yield from _outermost(sorted(lower, key=lambda piece: -piece.base))


def _outermost(pieces: Iterable[Piece]) -> Iterator[Piece]:
    line, last = 0, None
    for piece in pieces:
        if last is None or abs(piece.base - last) > 0.5 * piece.size:
            line += 1
            last = piece.base
        if line > _DEEPEST:
            return
        yield piece


def _places(piece: Piece) -> tuple[tuple[str, int], ...]:
    """Return the piece's words and height, as found on other pages: numbers differ, and heights by a hair."""
    key = _NUMBER.sub("0", "".join(piece.text.split()).lower())
    return (key, round(piece.base / 4)), (key, round((piece.base + 2) / 4))


def _is_number(piece: Piece, page: Page) -> bool:
    """Say whether a piece is a page number standing alone in the last line (or first) of its page."""
    if not PAGE_NUMBER.match(piece.text):
        return False
    others = [each for each in page.pieces if each is not piece]
    below = all(each.base <= piece.base + 1 for each in others)
    above = all(each.base >= piece.base - 1 for each in others)
    return (below and piece.base > 0.88 * page.height) or (above and piece.base < 0.08 * page.height)
