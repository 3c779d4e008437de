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
from newsprism.stages.extract.digest_tables import DOTS, SQUARES, Issued, Line, Mark, read_date, read_mark
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
    """Text of an item with what was found in it; every span is into `text`."""

    text: str
    outline: tuple[OutlineLine, ...]
    tables: tuple[Table, ...]
    definitions: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the rendered body before its level is known."""

    line: Line
    mark: Mark
    role: LineRole
    level: int = 0


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
    )


def _joined(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield `lines` with the continuation of a wrapped bullet put back behind it."""
    waiting: Line | None = None
    for line in lines:
        mark = read_mark(line.text)
        loose = not (line.gap or line.cells or line.hashes or mark.kind or mark.note or _is_labelled(line.text))
        if waiting and loose and _is_open(waiting) and not _CAPTION.match(line.text):
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
    if line.hashes or _CAPTION.match(line.text):
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
            rows.append(_Written(_printed(parts[at]), parts[at].level, parts[at].role))
            at += 1
            continue
        end = _table_end(parts, at)
        cells = form.table_rows(tuple(part.line for part in parts[at:end]))
        title = parts[at - 1] if at and parts[at - 1].role == "heading" else None
        tables.append((_bare_heading(title) if title else None, cells, len(rows), len(rows) + len(cells) - 1))
        rows += [_Written(" | ".join(row), 0, "table") for row in cells]
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


# Marks that a Korean digest sets before a foreign body; sources print one letter, hanja or Hangul.
_COUNTRIES = {
    "美": "미국", "日": "일본", "中": "중국", "臺": "대만", "台": "대만", "獨": "독일", "独": "독일", "佛": "프랑스",
    "英": "영국", "韓": "한국", "加": "캐나다", "濠": "호주", "豪": "호주", "印": "인도", "露": "러시아", "俄": "러시아",
    "伊": "이탈리아", "蘭": "네덜란드", "越": "베트남", "泰": "태국", "比": "필리핀", "星": "싱가포르", "歐": "EU",
    "미": "미국", "일": "일본", "중": "중국", "독": "독일", "불": "프랑스", "영": "영국", "한": "한국",
}  # fmt: skip
_COUNTRY_NAMES = {"싱가포르", "스위스", "스웨덴", "이스라엘", "핀란드", "덴마크", *_COUNTRIES.values()} - {"EU"}
_MARKED_BODY = re.compile(rf"(?P<mark>[{''.join(_COUNTRIES)}])(?:\s+|(?<=[一-鿿])(?=[^\s一-鿿·]))(?P<body>\S.*)$")
_SEPARATED = re.compile(r"\s?[,，·/|;:、]\s?")
_PAGE_LEADER = re.compile(r"\s?(?:[.·…‥ ]{2,200}|\s)\d{1,3}$")
_ENUMERATED = re.compile(r"(?:\d{1,2}[.)]\s|\(\d{1,2}\)|\[\d{1,2}\]|[①-⑳❶-❿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\.?|제\d{1,2}[장절]\s)\s*")
_MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Title:
    """The heading ``제목 (국가 기관, 월.일)`` of an item, taken apart."""

    text: str
    issuing_body: str
    country: str | None
    issued: Issued


def bare_title(text: str) -> str:
    """Return `text` without number, square and page number around it."""
    words = read_mark(text).words if read_mark(text).kind == "square" else text
    number = _ENUMERATED.match(words)
    rest = words[number.end() :] if number else words
    return _PAGE_LEADER.sub("", rest).strip(" \t#") if len(rest) <= _MAX_TITLE else rest


def read_title(line: Line) -> Title | None:
    """Return the title on `line`, None when it does not end in ``(기관, 날짜)`` or is a bullet of a body."""
    mark = read_mark(line.text)
    if line.cells or mark.note or len(line.text) > _MAX_TITLE or mark.kind in form.BULLETS:
        return None
    head = bare_title(line.text)
    opening = _last_bracket(head)
    if opening < 0:
        return None
    issue = _issue(head[opening + 1 : -1].strip())
    words = head[:opening].strip()
    return Title(words, *issue) if issue and (not words or sum(char.isalpha() for char in words) >= 4) else None


def _last_bracket(text: str) -> int:
    """Return where the bracket opens that closes `text`; -1 when there is none."""
    pairs = {")": "(", "）": "（", "]": "[", "〕": "〔", "」": "「"}
    opening = pairs.get(text[-1:], "")
    depth = 0
    for at in range(len(text) - 1, -1, -1) if opening else ():
        depth += (text[at] == text[-1]) - (text[at] == opening)
        if depth == 0:
            return at
    return -1


def _issue(inside: str) -> tuple[str, str | None, Issued] | None:
    """Return issuing body, country and date of ``美 CSIS, 1.28`` (or the date first)."""
    cuts = [match.span() for match in _SEPARATED.finditer(inside)]
    for start, end in reversed(cuts):
        issued = read_date(inside[end:])
        if issued:
            return *_body(inside[:start]), issued
    if cuts:
        issued = read_date(inside[: cuts[0][0]])
        if issued:
            return *_body(inside[cuts[0][1] :]), issued
    return None


def _body(printed: str) -> tuple[str, str | None]:
    printed = printed.strip(" ,")
    marked = _MARKED_BODY.match(printed)
    if marked:
        return marked["body"].strip(), _COUNTRIES[marked["mark"]]
    first = printed.split(" ")[0]
    return printed, first if first in _COUNTRY_NAMES and first != printed else None


FIELD = re.compile(
    r"[-•*○\s]{0,4}(?P<name>기관|발행기관|발행처|작성기관|국가|발행일|발표일|게시일|일자|날짜)\s?[:：]\s?(?P<value>\S.{0,80})$"
)


def is_title_line(line: Line) -> bool:
    """Say whether `line` could be a title that prints neither body nor date."""
    mark = read_mark(line.text)
    if line.cells or mark.note or mark.kind not in ("", "square", "number", "kept") or FIELD.match(line.text):
        return False
    if line.text[0] in "▲△▼▽⇒→☞➡➔" or sum(char.isalpha() for char in line.text) < 4:
        return False
    words = bare_title(line.text)
    if form.PAGE_NUMBER.match(line.text) or form.ISSUE_ONLY.match(line.text) or form.read_reference(line) is not None:
        return False
    return 6 <= len(words) <= 120 and not re.search(r"다\.?$|[.;,]$", words)


def with_fields(title: Title, body: list[Line], references: list[str]) -> tuple[Title, list[Line]]:
    """Return the title with what the fields under it or its references say, and the body without those fields."""
    if title.issuing_body:
        return title, body
    values: dict[str, str] = {}
    at = 0
    while at < len(body) and (match := FIELD.match(body[at].text)):
        values[match["name"][-2:]] = match["value"].strip()
        at += 1
    day = next((values[name] for name in ("행일", "표일", "시일", "일자", "날짜") if name in values), "")
    maker = values.get("기관") or values.get("행처") or _maker(references)
    issued = read_date(day) or _reference_date(references) or title.issued
    return replace(title, issuing_body=maker, country=values.get("국가"), issued=issued), body[at:]


def _maker(references: list[str]) -> str:
    head = re.split(r"[,，(「『\"“]", references[0], maxsplit=1)[0].strip() if references else ""
    return head if 0 < len(head) <= 60 and not form.ADDRESS.search(head) else ""


def _reference_date(references: list[str]) -> Issued | None:
    match = form.FULL_DATE.search(references[0]) if references else None
    return Issued(int(match[1]), int(match[2]), int(match[3]) if match[3] else None) if match else None
