"""Paragraphs of word processors brought to blocks: headings by outline or by looks, list marks, cells of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsprism.stages.extract.digest_outline import is_caption
from newsprism.stages.extract.digest_tables import BULLETS, read_mark
from newsprism.stages.extract.paged.layout import Block, Rows

MAX_CELLS = 20_000
"""Cells of one table."""
_HEADING = 1.15  # of the text's size
_LONGEST, _LONGEST_BOLD = 120, 60  # characters of a heading that is told by size, by weight
_STATEMENT = re.compile(r"[.,;]$|(?:다|요|음|함|임|됨)\.?$")
_BANNER = 60  # characters of a row of cells that is a heading in a frame
_BY_DEPTH = "\0"  # a label that stands for whatever mark its depth has
_PRIVATE = {0xF06C: "●", 0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF0D8: "▶", 0xF0FC: "▪"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph (or table, with `rows`) as a word processor keeps it.

    `text` may hold line breaks. `outline` is its rank as a heading from 1, None for text; `label` the mark or number that
    the program prints before it, `depth` the level of its list from 1, 0 outside lists, `margin` how far it is set in, in
    points. `size` in points, 0 if unknown.
    """

    text: str
    outline: int | None = None
    label: str = ""
    depth: int = 0
    margin: int = 0
    size: float = 0.0
    bold: bool = False
    opens_page: bool = False
    note: bool = False
    rows: Rows = ()


def blocks_of(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Return the blocks of a document; a page break before an empty paragraph opens the page at the next block."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        sizes[draft.size] += len(draft.text)
    usual = next((size for size, _ in sizes.most_common() if size), 0.0)
    headings = {_style(draft) for draft in drafts if draft.outline is None and _looks_like_heading(draft, usual)}
    ranks = {style: min(rank, 6) for rank, style in enumerate(sorted(headings, reverse=True), start=1)}
    blocks: list[Block] = []
    opens = False
    depths = _bullet_depths(drafts)
    for draft in drafts:
        opens = opens or draft.opens_page
        if depths and draft.depth and _is_bullet(draft):
            draft = replace(draft, label=_BY_DEPTH, depth=depths[draft.depth, draft.margin])
        for block in _blocks(draft, ranks, usual):
            blocks.append(replace(block, opens_page=opens or not blocks))
            opens = False
    return tuple(blocks)


def _is_bullet(draft: Draft) -> bool:
    mark = "".join(_PRIVATE.get(ord(char), char) for char in draft.label)
    return bool(mark) and read_mark(f"{mark} x").kind in ("", *BULLETS) and not read_mark(f"{mark} x").note


def _bullet_depths(drafts: Sequence[Draft]) -> dict[tuple[int, int], int]:
    """Return the level of bullets by depth and margin; empty where the marks themselves tell levels, or nothing does.

    Some programs count the depth of a list, some lists are of one depth and are set in deeper, and the Hangul word
    processor's differ in their marks.
    """
    bullets = [draft for draft in drafts if draft.depth and _is_bullet(draft)]
    places = {(draft.depth, draft.margin) for draft in bullets}
    deep = sorted({depth for depth, _ in places})
    if len(deep) > 1:
        return {place: deep.index(place[0]) + 1 for place in places}
    wide = sorted({margin for _, margin in places})
    if len(wide) > 1 and len({draft.label for draft in bullets}) == 1:
        return {place: wide.index(place[1]) + 1 for place in places}
    return {}


def _style(draft: Draft) -> tuple[float, bool]:
    return draft.size, draft.bold


def _looks_like_heading(draft: Draft, usual: float) -> bool:
    text = draft.text.strip()
    if draft.rows or draft.note or draft.depth or not text or "\n" in text or is_caption(text) or _is_marked(text):
        return False
    if usual and draft.size >= _HEADING * usual and len(text) <= _LONGEST:
        return True
    return draft.bold and len(text) <= _LONGEST_BOLD and not _STATEMENT.search(text)


def _is_marked(text: str) -> bool:
    mark = read_mark(text)
    return bool(mark.note) or mark.kind in (*BULLETS, "kept")


def _blocks(draft: Draft, ranks: dict[tuple[float, bool], int], usual: float) -> Iterator[Block]:
    if draft.rows:
        yield Block("table", rows=draft.rows)
        return
    label = draft.label
    for line in draft.text.split("\n"):
        text = line.strip()
        if not text:
            continue
        if draft.note:
            yield Block("footnote", text)
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        yield _block(replace(draft, text=text, label=label), indent, ranks, usual)
        label = ""


def _block(draft: Draft, indent: int, ranks: dict[tuple[float, bool], int], usual: float) -> Block:
    text = draft.text
    if _is_marked(text) and not draft.label:
        return Block("item", text, indent=indent)
    if draft.outline is not None and len(text) <= _LONGEST and not re.search(r"다\.$", text):
        return Block("heading", f"{draft.label} {text}".strip(), level=min(max(draft.outline, 1), 6))
    if draft.label:
        return _labelled(draft)
    if _looks_like_heading(draft, usual):
        return Block("heading", text, level=ranks.get(_style(draft), 6))
    return Block("item" if read_mark(text).kind in ("square", "number") else "paragraph", text, indent=indent)


def _labelled(draft: Draft) -> Block:
    """Return a list line; a bullet that says nothing of its level is printed as that of its depth."""
    if draft.label == _BY_DEPTH:
        return Block("item", draft.text, level=max(draft.depth, 1))
    mark = "".join(_PRIVATE.get(ord(char), char) for char in draft.label)
    told = read_mark(f"{mark} x")
    if told.note or told.kind in (*BULLETS, "square", "kept", "number"):
        return Block("item", f"{mark} {draft.text}", indent=2 * draft.depth)
    return Block("item", draft.text, level=max(draft.depth, 1))


def cell_text(paragraphs: Iterable[str]) -> str:
    """Return the text of a cell; the lines of a list inside it are joined by ``; ``."""
    lines = [" ".join(line.split()) for paragraph in paragraphs for line in paragraph.split("\n")]
    text = ""
    for line in filter(None, lines):
        listed = _is_marked(line) and bool(read_mark(line).words)
        bare = read_mark(line).words if listed and not read_mark(line).note else line
        text += ("; " if listed else " ") + bare if text else bare
    return text


def table_drafts(cells: Sequence[tuple[int, int, Sequence[Draft]]]) -> Iterator[Draft]:
    """Yield what a table is: a table, a heading in a frame, or only a frame around paragraphs.

    A cell is its row, its column and its paragraphs; places that a merged cell covers are left out.
    """
    height = len({row for row, _, _ in cells})
    width = len({column for _, column, _ in cells})
    if height > 1 and width > 1:
        yield Draft("", rows=_grid(cells))
        return
    texts = [cell_text(draft.text for draft in inner) for _, _, inner in cells]
    if (
        1 < len(cells) <= 4
        and height == 1
        and len(" ".join(texts)) <= _BANNER
        and all(len(inner) < 2 for *_, inner in cells)
    ):
        first = next((inner[0] for *_, inner in cells if inner), None)
        if first is not None:
            yield replace(first, text=" ".join(filter(None, texts)), outline=first.outline or 2, depth=0, label="")
        return
    for _, _, inner in cells:
        yield from inner


def _grid(cells: Sequence[tuple[int, int, Sequence[Draft]]]) -> Rows:
    rows = {row: place for place, row in enumerate(sorted({row for row, _, _ in cells}))}
    columns = {column: place for place, column in enumerate(sorted({column for _, column, _ in cells}))}
    grid = [[""] * len(columns) for _ in rows]
    for row, column, inner in cells:
        grid[rows[row]][columns[column]] = cell_text(_told(draft) for draft in inner)
    return tuple(map(tuple, grid))


def _told(draft: Draft) -> str:
    """Return what a paragraph inside a cell says; a table inside a cell is read row by row."""
    if draft.rows:
        return "\n".join(" ".join(filter(None, row)) for row in draft.rows)
    return f"{draft.label} {draft.text}".strip() if draft.label else draft.text
