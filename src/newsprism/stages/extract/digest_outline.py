"""The body of one report item: bullets brought to three levels, tables, notes, with exact spans.

Institutes mark levels by shape (□ ○ -), by indentation, or by nothing but blank lines, and a conversion from PDF mixes
these. Levels are therefore read from the item as a whole: shapes first, indentation where there is one shape only, and
blank lines and labels where there is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsprism.stages.extract import digest_tables as form
from newsprism.stages.extract.digest_tables import DOTS, SQUARES, Line, Mark, read_mark
from newsprism.text.ko.definitions import definitions_in
from newsprism.types.document import Definition, LineRole, OutlineLine, Table

_LABEL = re.compile(r"\((?P<label>[^()\d][^()\n]{0,30})\)\s*(?=\S)")
_SENTENCE_END = re.compile(r"[다요음함임됨][.]?$|[.]$")
_RANKS = {"square": 0, "number": 0, "circle": 1, "latin": 1, "dot": 2, "dash": 3, "small": 4, "kept": 5}
_CAPTION = re.compile(r"^[<\[〈《【(]\s?(?:표|그림|도표|참고|붙임|별첨)\s?\d{0,3}\s?[>\]〉》】).:]")
_LONGEST = 2_000  # characters of a bullet to which wrapped lines are still added
_SHORT_HEADING = 30  # characters; a lead sentence of a report is longer

# Levels as they are printed; what lies deeper than a sub-bullet keeps the dash and says its depth in the outline.
_PRINTED = {1: "●", 2: "-", 3: "-"}


@dataclass(frozen=True, slots=True)
class Body:
    """Text of an item with what was found in it; every span is into `text`.

    `numbers` are those of the source lines that the lines of the outline came from.
    """

    text: str
    outline: tuple[OutlineLine, ...]
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the rendered body before its level is known."""

    line: Line
    mark: Mark
    role: LineRole
    level: int = 0


def is_caption(text: str) -> bool:
    """Say whether `text` is the caption of a table or figure: ``<표 1> …``."""
    return _CAPTION.match(text) is not None


def read_body(lines: Sequence[Line]) -> Body:
    """Return the body that `lines` (of one item, without title and references) make."""
    parts = _levelled(_roles(_joined(lines)))
    rows, tables = _written(parts)
    text = "\n".join(row.text for row in rows)
    found = tuple(each for each in definitions_in(text) if each.style == "note")
    outline = tuple(_outlined(rows, {each.start for each in found}))
    return Body(
        text,
        outline,
        tuple(Table(title, cells, outline[first].start, outline[last].end) for title, cells, first, last in tables),
        tuple(Definition(each.term, each.original, each.start, each.end) for each in found),
        tuple(row.number for row in rows),
    )


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield `lines` with the continuation of a wrapped bullet put back behind it."""
    waiting: Line | None = None
    for line in lines:
        mark = read_mark(line.text)
        loose = not (line.gap or line.cells or line.hashes or mark.kind or mark.note or _is_labelled(line.text))
        if waiting and loose and _is_open(waiting) and not is_caption(line.text):
            waiting = replace(waiting, text=f"{waiting.text} {line.text}")
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _is_labelled(text: str) -> bool:
    """Say whether an unmarked line opens with a Korean label; ``(IP) 보호…`` is rather the rest of a wrapped line."""
    label = _LABEL.match(text)
    return label is not None and any("가" <= char <= "힣" for char in label["label"])


def _is_open(line: Line) -> bool:
    mark = read_mark(line.text)
    marked = bool(mark.kind or mark.note) and not line.cells and not line.hashes
    return marked and len(line.text) < _LONGEST and mark.words[-1:] not in (".", "■", "▪")


def _roles(lines: Iterator[Line]) -> list[_Part]:
    parts: list[_Part] = []
    held = list(lines)
    marks = [read_mark(line.text) for line in held]
    marked = (mark for line, mark in zip(held, marks, strict=True) if (mark.kind or mark.note) and not line.cells)
    first = next(marked, None)
    star_is_bullet = first is not None and first.note == "*" and not first.kind and not first.words.startswith("(")
    for at, (line, mark) in enumerate(zip(held, marks, strict=True)):
        if star_is_bullet and mark.note == "*" and not mark.words.startswith("("):
            mark = Mark("circle", "", mark.words)
        following = held[at + 1] if at + 1 < len(held) else None
        parts.append(_Part(line, mark, _role(line, mark, following)))
    return parts


def _role(line: Line, mark: Mark, following: Line | None) -> LineRole:
    if line.cells:
        return "table"
    if line.hashes or is_caption(line.text):
        return "heading"
    if mark.note:
        return "supplement"
    if mark.kind in ("square", "dot") and _heads(mark, following):
        return "heading"
    if not mark.kind:
        return "bullet" if _is_labelled(line.text) else "text"
    return "bullet"


def _heads(mark: Mark, following: Line | None) -> bool:
    """Say whether a squared line is the heading of what follows rather than a bullet of its own."""
    if mark.words[-1:] in SQUARES + "▪" or (following is not None and following.cells):
        return True
    if mark.kind != "square" or following is None:
        return False
    if len(mark.words) > _SHORT_HEADING or _SENTENCE_END.search(mark.words):
        return False
    below = read_mark(following.text)
    return bool(below.kind and below.kind != "square") or not below.kind


def _levelled(parts: list[_Part]) -> list[_Part]:
    bullets = [at for at, part in enumerate(parts) if part.role == "bullet"]
    depths = _depths([parts[at] for at in bullets])
    levelled = list(parts)
    for at, depth in zip(bullets, depths, strict=True):
        levelled[at] = replace(parts[at], level=depth, role="bullet" if depth == 1 else "sub")
    return [replace(part, level=3) if part.role == "supplement" else part for part in levelled]


def _depths(bullets: list[_Part]) -> list[int]:
    """Return the depth (1–3) of every bullet of one item."""
    ranks = _shape_ranks(bullets)
    shapes = sorted({rank for rank in ranks if rank >= 0})
    if len(shapes) > 1:
        order = {rank: min(place + 1, 3) for place, rank in enumerate(shapes)}
        depths = [order.get(rank, 0) for rank in ranks]
    else:
        depths = _by_indent(bullets, ranks)
    shown = _labels_below(bullets, depths)
    indents = {part.line.indent for part, rank in zip(bullets, ranks, strict=True) if rank >= 0}
    return _blocks_below(bullets, shown) if len(shapes) == 1 and len(indents) == 1 else shown


def _shape_ranks(bullets: list[_Part]) -> list[int]:
    """Return the rank of every bullet's shape; -1 for a line that hangs on the bullet before it."""
    leading = bullets[0].mark.kind if bullets else ""
    ranks = []
    for part in bullets:
        kind = part.mark.kind
        if kind in ("kept", "number") and kind == leading:
            ranks.append(0)
        else:
            ranks.append(-1 if kind in ("kept", "number", "") else _RANKS[kind])
    return ranks


def _by_indent(bullets: list[_Part], ranks: list[int]) -> list[int]:
    stack: list[int] = []
    depths = []
    for part, rank in zip(bullets, ranks, strict=True):
        if rank < 0:
            depths.append(0)
            continue
        while stack and stack[-1] > part.line.indent:
            stack.pop()
        if not stack or stack[-1] < part.line.indent:
            stack.append(part.line.indent)
        depths.append(min(len(stack), 3))
    return depths


def _labels_below(bullets: list[_Part], depths: list[int]) -> list[int]:
    """Put a line ``(label) …`` or ``▲ …`` below its sentence, however it is marked."""
    result: list[int] = []
    sentence = 0
    for part, depth in zip(bullets, depths, strict=True):
        labelled = bool(_LABEL.match(part.mark.words))
        if depth == 0:
            depth = min(sentence + 1, 3)
        elif labelled and depth == sentence == 1:
            depth = 2
        elif not labelled:
            sentence = depth
        result.append(depth)
    return result


def _blocks_below(bullets: list[_Part], depths: list[int]) -> list[int]:
    """Put bullets that stand close together below the one set apart before them, where nothing else tells levels."""
    starts = [at for at, part in enumerate(bullets) if part.line.gap or at == 0]
    sizes = [end - start for start, end in pairwise([*starts, len(bullets)])]
    result = list(depths)
    for place in range(1, len(starts)):
        if sizes[place] > 1 and sizes[place - 1] == 1:
            for at in range(starts[place], starts[place] + sizes[place]):
                result[at] = max(result[at], 2)
    return result


@dataclass(frozen=True, slots=True)
class _Written:
    number: int
    text: str
    level: int
    role: LineRole


_Found = tuple[str | None, tuple[tuple[str, ...], ...], int, int]


def _written(parts: list[_Part]) -> tuple[list[_Written], list[_Found]]:
    rows: list[_Written] = []
    tables: list[_Found] = []
    at = 0
    while at < len(parts):
        if parts[at].role != "table":
            part = parts[at]
            rows.append(_Written(part.line.number, _printed(part), part.level, part.role))
            at += 1
            continue
        end = _table_end(parts, at)
        cells = form.table_rows(tuple(part.line for part in parts[at:end]))
        title = parts[at - 1] if at and parts[at - 1].role == "heading" else None
        tables.append((_bare_heading(title) if title else None, cells, len(rows), len(rows) + len(cells) - 1))
        printed = zip(parts[at:end], cells, strict=True)
        rows += [_Written(part.line.number, " | ".join(row), 0, "table") for part, row in printed]
        at = end
    return rows, tables


def _table_end(parts: list[_Part], start: int) -> int:
    end = start + 1
    while end < len(parts) and parts[end].role == "table" and not parts[end].line.gap:
        end += 1
    return end


def _bare_heading(part: _Part) -> str:
    return part.mark.words.strip(SQUARES + DOTS + " ") if part.mark.kind in ("square", "dot") else part.line.text


def _printed(part: _Part) -> str:
    if part.role == "heading":
        return f"■ {_bare_heading(part)}" if part.mark.kind in ("square", "dot") or part.line.hashes else part.line.text
    if part.role == "supplement":
        return f"{part.mark.note.replace('＊', '*').replace('†', '*')} {part.mark.words}"
    return f"{_PRINTED[part.level]} {part.mark.words}" if part.level else part.mark.words


def _outlined(rows: list[_Written], defining: set[int]) -> Iterator[OutlineLine]:
    offset = 0
    for row in rows:
        end = offset + len(row.text)
        role = row.role
        if role == "supplement" and any(start in defining for start in range(offset, min(end, offset + 200))):
            role = "definition"
        yield OutlineLine(row.level, role, offset, end)
        offset = end + 1
