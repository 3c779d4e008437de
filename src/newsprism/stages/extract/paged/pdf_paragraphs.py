"""Lines of a PDF put together into headings, paragraphs, list lines and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from newsprism.stages.extract.digest_outline import is_caption
from newsprism.stages.extract.digest_tables import BULLETS, LEADER, read_mark
from newsprism.stages.extract.paged.layout import Block, Rows, Turn
from newsprism.stages.extract.paged.pdf_cells import cell_text
from newsprism.stages.extract.paged.pdf_glyphs import Glyph, Piece, written
from newsprism.stages.extract.paged.pdf_joins import Analyse, Habits, is_hyphenated, learn
from newsprism.stages.extract.paged.pdf_notes import SMALLER, mark_of_note, note_marks
from newsprism.stages.extract.paged.pdf_order import PlacedGrid, Row
from newsprism.stages.extract.paged.pdf_tables import Cell

_HEADING = 1.12  # of the text's size
_LONGEST_HEADING = 120  # characters
_LONGEST_BOLD = 60
_STATEMENT = re.compile(r"[.,;]$|(?:다|요)$")
_SENTENCE = re.compile(r"[.?!…][”’\"')\]]{0,2}$")
_ENDED = re.compile(r"[.?!…:;)\]”’」』>]$")
_NEARLY_FULL = 0.85
_PROSE = 20  # characters
_CHAPTER = re.compile(
    r"(?:제\s?\d{1,2}\s?[장절편부]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s?[.．]?|[IVX]{1,4}\s?\.|\d{1,2}(?:\.\d{1,2}){0,2}\.?)\s+\S"
)
_ORDINAL = re.compile(r"(?<=\()\d{1,2}|\d{1,2}|[가-하]")
_LETTERS = "가나다라마바사아자차카타파하"
_RAISED = re.compile(r"\d{1,3}\)?|[*†‡]{1,3}")


def blocks_of(units: Sequence[Row | PlacedGrid], text_size: float, analyse: Analyse) -> tuple[Block, ...]:
    """Return the blocks of a document from its lines and tables in reading order."""
    rows = [unit for unit in units if isinstance(unit, Row)]
    spacing = _spacing(rows)
    habits = learn(rows, _wraps(rows, spacing), analyse)
    builder = _Builder(habits, spacing, text_size, note_marks(units, text_size))
    for unit in units:
        builder.add(unit)
    return _placed(builder.finish())


def text_size_of(pages: Sequence[Sequence[Piece]]) -> float:
    """Return the size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            sizes[round(piece.size * 2) / 2] += len(piece.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _spacing(rows: Sequence[Row]) -> float:
    """Return the usual distance of two baselines as a multiple of the size."""
    told = Counter(
        round((below.base - above.base) / above.size, 1)
        for above, below in pairwise(rows)
        if _follow(above, below) and abs(above.size - below.size) < 0.3
    )
    return next((ratio for ratio, _ in told.most_common(1)), 1.6)


def _follow(above: Row, below: Row) -> bool:
    """Say whether a line stands straight below another in one column."""
    return above.page == below.page and above.column == below.column and 0 < below.base - above.base < 3 * above.size


def _wraps(rows: Sequence[Row], spacing: float) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of lines that are surely one paragraph: close, alike, unmarked, the first nearly full."""
    for above, below in pairwise(rows):
        near = _follow(above, below) and below.base - above.base < (spacing + 0.15) * above.size
        alike = abs(above.size - below.size) < 0.3 and above.bold == below.bold
        filled = above.right - above.x1 < 0.25 * (above.right - above.left)
        if near and alike and filled and not _is_marked(below.text) and not _SENTENCE.search(above.text):
            yield above, below


def _is_marked(text: str) -> bool:
    mark = read_mark(text)
    return bool(mark.kind or mark.note)


def _opens(text: str, before: str) -> bool:
    """Say whether a line opens a list line by its mark; `before` is how the block above it begins.

    A line may begin with the rest of a word that looks like a number (``다. ``): that counts only in its sequence.
    """
    mark = read_mark(text)
    if mark.kind != "number":
        return bool(mark.kind or mark.note)
    label = _ORDINAL.search(text)
    if label is None or label[0] in ("1", "가"):
        return label is not None
    above = _ORDINAL.search(before) if read_mark(before).kind == "number" else None
    if label[0].isdigit():
        return above is not None and above[0].isdigit() and int(label[0]) == int(above[0]) + 1
    return above is not None and _LETTERS.find(above[0]) + 1 == _LETTERS.find(label[0]) > 0


@dataclass(slots=True)
class _Open:
    """A block that may still grow. `lines` are its lines so far, `text_x` where its words begin behind a mark."""

    kind: str
    lines: list[Row]
    parts: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Made:
    block: Block
    row: Row | None
    style: tuple[float, bool]


class _Builder:
    """Takes lines and tables in reading order and gives blocks."""

    def __init__(self, habits: Habits, spacing: float, text_size: float, notes: frozenset[tuple[int, str]]) -> None:
        self._habits = habits
        self._spacing = spacing
        self._text_size = text_size
        self._notes = notes
        self._open: _Open | None = None
        self._note: _Open | None = None
        self._made: list[_Made] = []
        self._waiting: list[_Made] = []
        self._page = 0

    def add(self, unit: Row | PlacedGrid) -> None:
        """Take the next line or table."""
        if isinstance(unit, PlacedGrid):
            self._close_note()
            self._close()
            block = Block("table", page=unit.page, rows=self._table(unit))
            self._notes_above_caption()
            self._made.append(_Made(block, None, (self._text_size, False)))
        elif self._is_note(unit):
            self._add_note(unit)
        else:
            self._add_row(unit)

    def finish(self) -> list[_Made]:
        """Return all blocks."""
        self._close_note()
        self._close()
        return self._made

    def _notes_above_caption(self) -> None:
        """Let the caption of a table that stands overleaf stand straight above it, not above the notes of its page."""
        at = len(self._made)
        while at and self._made[at - 1].block.kind == "footnote":
            at -= 1
        if 0 < at < len(self._made) and is_caption(self._made[at - 1].block.text):
            self._made.append(self._made.pop(at - 1))

    def _is_note(self, row: Row) -> bool:
        if row.size >= SMALLER * self._text_size:
            return False
        if self._begins_note(row):
            return True
        return self._note is not None and self._note.lines[-1].page == row.page and _follow(self._note.lines[-1], row)

    def _begins_note(self, row: Row) -> bool:
        mark = mark_of_note(row.text)
        return mark is not None and (row.page, mark) in self._notes

    def _add_note(self, row: Row) -> None:
        if self._note is None or self._begins_note(row):
            self._close_note()
            self._note = _Open("footnote", [row], [row.text])
        else:
            self._extend(self._note, row, row.text)

    def _add_row(self, row: Row) -> None:
        self._close_note()
        text = self._text(row)
        if not text:
            return
        if self._open is not None and self._continues(self._open, row, text):
            self._extend(self._open, row, text)
            return
        self._close()
        self._open = _Open(self._kind(row, text), [row], [text])

    def _extend(self, block: _Open, row: Row, text: str) -> None:
        glue = self._habits.glue(block.lines[-1], row)
        if is_hyphenated(block.lines[-1], row):
            block.parts[-1] = block.parts[-1].removesuffix("-")
        if row.page != block.lines[-1].page:
            length = sum(map(len, block.parts)) + len(glue)
            block.turns.append(Turn(length, row.page))
        block.parts.append(glue + text)
        block.lines.append(row)

    def _close(self) -> None:
        if self._open is not None:
            made = _made(self._open)
            # A block that goes on overleaf comes behind the notes of its first page, so that pages never go back.
            self._made += [*self._waiting, made] if made.block.turns else [made, *self._waiting]
            self._open = None
        else:
            self._made += self._waiting
        self._waiting = []

    def _close_note(self) -> None:
        if self._note is not None:
            self._waiting.append(_made(self._note))
            self._note = None
            if self._open is None:
                self._close()

    def _text(self, row: Row) -> str:
        """Return the text of a line without the raised numbers of footnotes."""
        glyphs = row.glyphs
        raised = [glyph.size < 0.9 * row.size and glyph.base < row.base - 0.15 * row.size for glyph in glyphs]
        if not any(raised):
            return row.text
        gone: set[int] = set()
        at = 0
        while at < len(glyphs):
            end = at
            while end < len(glyphs) and raised[end]:
                end += 1
            mark = written(glyphs[at:end])
            if _RAISED.fullmatch(mark) and (row.page, mark.strip(")")) in self._notes:
                gone.update(range(at, end))
            at = max(end, at + 1)
        return written([glyph for place, glyph in enumerate(glyphs) if place not in gone])

    def _kind(self, row: Row, text: str) -> str:
        mark = read_mark(text)
        if (mark.kind in (*BULLETS, "square", "kept") or mark.note) and not self._is_large(row):
            return "item"
        if is_caption(text):
            return "paragraph"
        if self._is_large(row) and len(text) <= _LONGEST_HEADING:
            return "heading"
        if row.bold and len(text) <= _LONGEST_BOLD and not _STATEMENT.search(text):
            return "heading"
        return "item" if mark.kind == "number" else "paragraph"

    def _is_large(self, row: Row) -> bool:
        return row.size >= _HEADING * self._text_size

    def _continues(self, block: _Open, row: Row, text: str) -> bool:
        last, first = block.lines[-1], block.lines[0]
        if abs(row.size - last.size) > 0.08 * last.size or (row.bold != last.bold and block.kind == "heading"):
            return False
        if row.glyphs[0].bold != _last_ink(last).bold or LEADER.search(last.text):
            return False
        if _opens(text, block.parts[0]) or (is_caption(text) and row.column == last.column):
            return False
        if _follow(last, row):
            if row.base - last.base > (max(self._spacing, 1.2) + 0.3) * last.size:
                return False
        elif block.kind == "heading" or not self._carries_over(block, row):
            return False
        if block.kind == "heading":
            return self._heading_goes_on(last, row)
        if self._habits.would_fit(last, row) and not self._is_unfinished(block, row):
            return False
        return self._is_aligned(block, first, last, row)

    def _is_unfinished(self, block: _Open, row: Row) -> bool:
        """Say whether prose stops in mid-sentence on a nearly full line: typesetters break lines early at times."""
        last = block.lines[-1]
        filled = last.x1 - last.left > _NEARLY_FULL * (last.right - last.left)
        prose = block.kind == "paragraph" and row.x0 - row.left < row.size and len(last.text) >= _PROSE
        return filled and prose and not _ENDED.search(last.text)

    def _heading_goes_on(self, last: Row, row: Row) -> bool:
        full = last.x1 - last.x0 > 0.6 * (last.right - last.left)
        return full and not _CHAPTER.match(row.text)

    def _carries_over(self, block: _Open, row: Row) -> bool:
        """Say whether a block may go on in the next column or on the next page."""
        last = block.lines[-1]
        elsewhere = row.column != last.column or row.page != last.page
        return (
            elsewhere and row.page - last.page <= 1 and not _SENTENCE.search(last.text) and not _CHAPTER.match(row.text)
        )

    def _is_aligned(self, block: _Open, first: Row, last: Row, row: Row) -> bool:
        """Say whether a line begins where the lines of its block do."""
        em = row.size
        start, before = row.x0 - row.left, last.x0 - last.left
        if block.kind == "item":
            return start > first.x0 - first.left - 0.5 * em or start < 0.5 * em
        if last is first:
            return start < before + 0.5 * em
        return abs(start - before) < 0.5 * em

    def _table(self, placed: PlacedGrid) -> Rows:
        return tuple(tuple(self._cell(cell, placed) if cell else "" for cell in row) for row in placed.grid.rows)

    def _cell(self, cell: Cell, placed: PlacedGrid) -> str:
        return cell_text(cell, placed, self._habits)


def _last_ink(row: Row) -> Glyph:
    return next(glyph for glyph in reversed(row.glyphs) if glyph.char != " ")


def _made(block: _Open) -> _Made:
    first = block.lines[0]
    text = "".join(block.parts)
    indent = max(0, round((first.x0 - first.left) / (0.3 * first.size)))
    kind = block.kind
    if kind == "heading" and len(text) > _LONGEST_HEADING:
        kind = "paragraph"
    made = Block(kind, text, 0, indent, first.page, turns=tuple(block.turns))  # type: ignore[arg-type]
    return _Made(made, first, (round(first.size * 2) / 2, first.bold))


def _placed(made: list[_Made]) -> tuple[Block, ...]:
    """Return the blocks with the levels of headings, tables put together over a page break, and page openings."""
    sizes = {each.style for each in made if each.block.kind == "heading"}
    levels = {style: min(at, 6) for at, style in enumerate(sorted(sizes, reverse=True), start=1)}
    blocks: list[Block] = []
    page = 0
    for each in made:
        block = each.block
        if block.kind == "heading":
            block = replace(block, level=levels[each.style])
        number = block.page or 0
        if number > page and block.kind != "footnote":
            # A block that began on the page before may end on this one: then nothing opens it.
            block = replace(block, opens_page=not (blocks and _last_page(blocks[-1]) >= number))
            page = number
        if blocks and (joined := _one_table(blocks[-1], block)):
            blocks[-1] = joined
            continue
        blocks.append(block)
    return tuple(blocks)


def _last_page(block: Block) -> int:
    return block.turns[-1].number if block.turns else block.page or 0


def _one_table(above: Block, below: Block) -> Block | None:
    """Return the table that goes on over a page break, its head printed once; None when these are two."""
    if above.kind != "table" or below.kind != "table" or below.page != _last_page(above) + 1:
        return None
    if not above.rows or not below.rows or len(above.rows[0]) != len(below.rows[0]):
        return None
    rows = below.rows[1:] if below.rows[0] == above.rows[0] else below.rows
    turn = Turn(len(above.rows), below.page or 0)
    return replace(above, rows=above.rows + rows, turns=(*above.turns, turn))
