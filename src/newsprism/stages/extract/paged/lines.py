"""Blocks as the lines that the splitter of digests reads, and pages as places in the text made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newsprism.stages.extract.digest_outline import Body
from newsprism.stages.extract.digest_tables import Line
from newsprism.stages.extract.paged.layout import Block
from newsprism.text.ko.normalise import clean
from newsprism.types.document import OutlineLine, PageStart

_MARKS = ("●", "-", "·")


def lines_of(blocks: Sequence[Block], places: Sequence[int] | None = None) -> tuple[Line, ...]:
    """Return the lines of `blocks`; the number of a line is the place of its block among all of them.

    `places` are the blocks wanted, by default all.
    """
    wanted = range(len(blocks)) if places is None else places
    return tuple(line for place in wanted for line in _lines(place, blocks[place]))


def _lines(place: int, block: Block) -> Iterator[Line]:
    if block.kind == "table":
        for number, row in enumerate(block.rows):
            cells = tuple(" ".join(clean(cell).split()) for cell in row)
            if any(cells):
                yield Line(place, 0, 0, number == 0, " | ".join(cells), cells)
        return
    text = " ".join(clean(block.text).split())
    if not text:
        return
    if block.kind == "heading":
        yield Line(place, 0, min(max(block.level, 1), 6), True, text)
    elif block.kind == "footnote":
        yield Line(place, 0, 0, True, text if text[0] in "*※" else f"* {text}")
    elif block.kind == "item":
        mark = f"{_MARKS[min(block.level, len(_MARKS)) - 1]} " if block.level else ""
        yield Line(place, block.indent or 2 * block.level, 0, False, f"{mark}{text}")
    else:
        yield Line(place, block.indent, 0, True, text)


def pages_of(body: Body, blocks: Sequence[Block]) -> tuple[PageStart, ...]:
    """Return where in the text of `body` each page begins; empty where the blocks know no pages."""
    starts: list[PageStart] = []
    for number, position in _turns(body, blocks):
        if not starts or number > starts[-1].number:
            starts.append(PageStart(number, position))
    return tuple(starts)


def _turns(body: Body, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    rows: Counter[int] = Counter()
    for line, place in zip(body.outline, body.numbers, strict=True):
        block = blocks[place]
        if block.page is None:
            continue
        if block.kind == "table":
            row = [at for at, cells in enumerate(block.rows) if any(cells)][rows[place] :][:1]
            rows[place] += 1
            turned = [turn.number for turn in block.turns if turn.at <= sum(row)]
            yield (turned[-1] if turned else block.page), line.start
            continue
        yield block.page, line.start
        for turn in block.turns:
            yield turn.number, _position(body.text, line, block.text[turn.at :])


def _position(text: str, line: OutlineLine, tail: str) -> int:
    """Return where `tail`, the end of a block, begins in its line: marks before it may have been changed."""
    left = sum(not char.isspace() for char in tail)
    at = line.end
    while left and at > line.start:
        at -= 1
        left -= not text[at].isspace()
    return at
