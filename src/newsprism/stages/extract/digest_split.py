"""Finds the items of an institute's digest among its lines.

::

    lines ─ titles ``제목 (국가 기관, 월.일)`` ┐
          ─ references ``(참고 : …)``         ├─> items ─> documents of kind report_item
          ─ section headings                  ┘
    cover, contents, summary table, running heads ─> drops

A title opens an item when a body follows; without a body it is an entry of the contents. Where no ``(기관, 날짜)`` stands
behind the titles, references close the items and the heading above each body is its title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsprism.stages.extract import digest_tables as form
from newsprism.stages.extract.digest_outline import Body, read_body
from newsprism.stages.extract.digest_tables import Line, folded_key, is_bullet, is_heading
from newsprism.stages.extract.digest_titles import FIELD, Title, bare_title, is_title_line, read_title, with_fields

_MAX_COPIES = 20  # titles of one body and day among which the fuller copy of a title is looked for
_SECTION_LENGTH = 12  # letters: a longer plain line above a squared one is a title, a shorter one a section
_LONG = 40  # characters from which an unmarked line is body text


def _is_body(line: Line) -> bool:
    if line.cells:
        return not _is_summary_row(line)
    if is_bullet(line) or form.read_reference(line) is not None:
        return True
    return len(line.text) >= _LONG and read_title(line) is None and not form.CONTENTS.search(line.text)


def _is_summary_row(line: Line) -> bool:
    """Say whether a row sums up an item or heads such rows: it holds a title, or the word for page."""
    pieces = (piece.strip(" •-●") for cell in line.cells for piece in cell.split(";", 4)[:4])
    return any(piece in ("페이지", "쪽", "면") or read_title(Line(0, 0, 0, False, piece)) for piece in pieces)


class _Splitter:
    """Finds the items among the lines of one digest."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.titles = self._dated_titles()
        self.references = [form.read_reference(line) for line in lines]
        self.closers = [at for at, said in enumerate(self.references) if said is not None]
        self.closed = [form.whole_reference(lines, at, len(lines), self.references[at] or "")[1] for at in self.closers]

    def _dated_titles(self) -> dict[int, tuple[Title, int]]:
        """Return the titles by the line they start on, with their number of lines."""
        titles: dict[int, tuple[Title, int]] = {}
        for at, line in enumerate(self.lines):
            title = read_title(line)
            if title and title.text:
                titles[at] = title, 1
            elif title and at and is_title_line(self.lines[at - 1]) and at - 1 not in titles:
                titles[at - 1] = replace(title, text=bare_title(self.lines[at - 1].text)), 2
        return titles

    def starts(self) -> dict[int, tuple[Title, int]]:
        """Return the titles that open an item: a body follows, and no fuller item of that title does."""
        spans = list(pairwise([*sorted(self.titles), len(self.lines)]))
        bodied = [(at, end) for at, end in spans if any(map(_is_body, self.lines[at + self.titles[at][1] : end]))]
        fuller: dict[object, list[tuple[int, int]]] = {}
        kept = {}
        for at, end in reversed(bodied):
            title = self.titles[at][0]
            later = fuller.setdefault((title.issued, folded_key(title.issuing_body)), [])
            if not self._is_foretold(at, end, later[-_MAX_COPIES:]):
                kept[at] = self.titles[at]
                later.append((at, end))
        return dict(sorted({**kept, **self._undated(kept)}.items()))

    def last_closed(self, start: int, end: int) -> int | None:
        """Return the last line of the last references that begin in ``start:end``."""
        place = bisect_left(self.closers, end) - 1
        return self.closed[place] if place >= 0 and self.closers[place] >= start else None

    def _is_foretold(self, at: int, end: int, later: list[tuple[int, int]]) -> bool:
        """Say whether a title in `later` is the same over a fuller body: what follows it here is only a summary."""
        if self.last_closed(at, end) is not None:
            return False
        key, size = folded_key(self.titles[at][0].text), self._size(at, end)
        for start, until in later:
            if form.nearly_same(key, folded_key(self.titles[start][0].text)):
                return self.last_closed(start, until) is not None or self._size(start, until) >= 3 * size
        return False

    def _size(self, start: int, end: int) -> int:
        return sum(len(line.text) for line in self.lines[start:end])

    def _undated(self, dated: dict[int, tuple[Title, int]]) -> dict[int, tuple[Title, int]]:
        """Return the titles of items that only their references tell apart."""
        found: dict[int, tuple[Title, int]] = {}
        begin = 0
        for closer, last in zip(self.closers, self.closed, strict=True):
            segment = range(begin, closer)
            begin = last + 1
            if any(at in dated for at in segment):
                continue
            if (at := self._heading_of(segment)) is not None:
                found[at] = Title(bare_title(self.lines[at].text), "", None, form.Issued(None, None, None)), 1
        return found

    def _heading_of(self, segment: range) -> int | None:
        """Return the line of `segment` that heads its body: the last plain line above the first bullet."""
        body = [at for at in segment if is_bullet(self.lines[at]) and not FIELD.match(self.lines[at].text)]
        if len(body) < 2:
            return None
        above = [at for at in range(segment.start, body[0]) if is_title_line(self.lines[at])]
        plain = [at for at in above if self.lines[at].hashes or not form.read_mark(self.lines[at].text).kind]
        marked = [at for at in above if not plain or at > plain[-1]]
        if plain and (not marked or len(folded_key(self.lines[plain[-1]].text)) > _SECTION_LENGTH):
            return plain[-1]
        return marked[0] if marked else None


@dataclass(frozen=True, slots=True)
class Item:
    """One item before it is a document: its title, where its lines are, and what was cut out of them."""

    title: Title
    section: str | None
    references: tuple[str, ...]
    body: Body
    dated: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """What the pages before the first item say of all: keys of running heads and section names, title, year."""

    heads: frozenset[str]
    sections: frozenset[str]
    repeated: frozenset[str]
    collection: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Digest:
    """The items of a digest, its cover, and the blocks that belong to no item, as (reason, text)."""

    cover: Cover
    items: tuple[Item, ...]
    cut: tuple[tuple[str, str], ...]


def _read_cover(lines: Sequence[Line], titles: set[str]) -> Cover:
    """Read the lines before the first item; `titles` are the keys of the items' titles."""
    entries = [read_title(line) is not None or folded_key(bare_title(line.text)) in titles for line in lines]
    above = [line for line, entry in zip(lines, entries[1:], strict=False) if entry and _names_section(line)]
    sections = {folded_key(line.text) for line in above}
    if lines and _marks_section(lines[-1]) and not form.CONTENTS.search(lines[-1].text):
        sections.add(folded_key(lines[-1].text))
    plain = [line for line, entry in zip(lines, entries, strict=True) if not entry and is_heading(line)]
    heads = {folded_key(line.text) for line in plain}
    return Cover(
        frozenset(heads - sections), frozenset(sections), frozenset(heads | sections), _collection(lines), _year(lines)
    )


def _names_section(line: Line) -> bool:
    return is_heading(line) and read_title(line) is None and not form.ISSUE.search(line.text)


def _marks_section(line: Line) -> bool:
    """Say whether the form or a word of `line` says that it names a section; being short is not enough."""
    marked = bool(line.hashes or line.text[0] in "[<【■□◆" or form.ROMAN.match(line.text))
    return _names_section(line) and (marked or bool(form.SECTION_WORD.search(line.text)))


def _collection(lines: Sequence[Line]) -> str | None:
    """Return title and issue of the digest as printed on its cover."""
    for at, line in enumerate(lines):
        if line.cells or not form.ISSUE.search(line.text) or len(line.text) > 2 * form.MAX_HEADING:
            continue
        if not form.ISSUE_ONLY.match(line.text):
            return line.text
        above = lines[at - 1].text if at and is_heading(lines[at - 1]) else ""
        return f"{above} {line.text}".strip()
    return next((line.text for line in lines if line.hashes == 1), None)


def _year(lines: Sequence[Line]) -> int | None:
    for line in lines:
        match = re.search(r"(?<!\d)(20\d\d)(?!\d)", line.text)
        if match and not line.cells and read_title(line) is None:
            return int(match[1])
    return None


def split(lines: Sequence[Line]) -> Digest:
    """Return the items among `lines`, the cover, and the lines that are in none with the reason why."""
    splitter = _Splitter(lines)
    starts = splitter.starts()
    first = next(iter(starts), len(lines))
    titles = {folded_key(title.text) for title, _ in starts.values()}
    cover = _read_cover(lines[:first], titles)
    items: list[Item] = []
    section: str | None = None
    order = list(starts)
    zones = {at: _zone(splitter, cover, at, before) for at, before in zip(order, [-1, *order], strict=False)}
    cut = list(_front(lines[: first - len(zones.get(first, ()))], cover, titles))
    for at, until in pairwise([*order, len(lines)]):
        section = _section(lines, zones[at], cover) or section
        above = (lines[each].text for each in zones[at])
        cut += [("page_furniture", text) for text in above if form.bare_heading(text) != section]
        title, height = starts[at]
        item, furniture = _item(splitter, cover, title, range(at + height, until - len(zones.get(until, ()))))
        cut += [("page_furniture", line) for line in furniture]
        items.append(replace(item, section=section))
    return Digest(cover, tuple(items), tuple(cut))


def _zone(splitter: _Splitter, cover: Cover, start: int, before: int) -> tuple[int, ...]:
    """Return the lines straight above a title that belong to no body: section names and running heads."""
    lines = splitter.lines
    closed = splitter.last_closed(max(before, 0), start)
    zone: list[int] = []
    for at in range(start - 1, max(before, start - 7, -1), -1):
        line = lines[at]
        running = bool(form.PAGE_NUMBER.match(line.text)) or folded_key(line.text) in cover.repeated
        apart = (lines[at + 1].gap and line.gap) or bool(form.ROMAN.match(line.text)) or line.text[0] in "[<【■"
        known = running or bool(line.hashes) or (apart and _marks_section(line))
        if at == closed or at in splitter.titles or not (running or is_heading(line)) or (before < 0 and zone):
            break
        if not known and closed is None:
            break
        zone.insert(0, at)
    return tuple(zone) if before >= 0 or _section(lines, tuple(zone), cover) else ()


def _section(lines: Sequence[Line], zone: tuple[int, ...], cover: Cover) -> str | None:
    """Return the section name among the lines above a title, the nearest first."""
    for at in reversed(zone):
        line, key = lines[at], folded_key(lines[at].text)
        repeated = key in cover.heads or key == folded_key(form.ISSUE.sub("", cover.collection or ""))
        foreign = form.PAGE_NUMBER.match(line.text) or form.ISSUE.search(line.text) or (repeated and not line.hashes)
        if not foreign and (key in cover.sections or _marks_section(line)):
            return form.bare_heading(line.text)
    return None


def _front(lines: Sequence[Line], cover: Cover, titles: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines before the first item with the reason why they are in none."""
    entered, entries = False, titles | cover.sections
    for line in lines:
        known = folded_key(bare_title(line.text)) in entries or bool(line.cells)
        entered = entered and is_bullet(line)
        if entered:
            yield "contents", line.text
        elif line.cells and not all(cell.strip().isdigit() for cell in line.cells[1:]):
            yield "summary_table", line.text
        elif known or read_title(line) or form.CONTENTS.search(line.text):
            entered = True
            yield "contents", line.text
        elif form.PAGE_NUMBER.match(line.text):
            yield "page_furniture", line.text
        else:
            yield "cover", line.text


def _item(splitter: _Splitter, cover: Cover, title: Title, span: range) -> tuple[Item, list[str]]:
    """Return the item whose lines are `span`, and the running heads and page numbers that were among them."""
    lines = splitter.lines
    last = max((at for at in span if is_bullet(lines[at]) and splitter.references[at] is None), default=-1)
    references: list[str] = []
    body: list[Line] = []
    furniture: list[str] = []
    taken = -1
    for at in span:
        said = splitter.references[at]
        if at <= taken:
            continue
        if said is not None and (at > last or not re.match(r"\W{0,6}(?:자료|출처)", lines[at].text)):
            text, taken = form.whole_reference(lines, at, span.stop, said)
            references += form.split_references(text)
        elif _is_furniture(lines[at], cover, closed=bool(references) and at > last):
            furniture.append(lines[at].text)
        else:
            body.append(lines[at])
    filled, rest = with_fields(title, body, references)
    return Item(filled, None, tuple(references), read_body(rest), bool(title.issuing_body)), furniture


def _is_furniture(line: Line, cover: Cover, closed: bool) -> bool:
    if line.cells or line.hashes:
        return False
    if form.PAGE_NUMBER.match(line.text) or (closed and form.IMPRINT.match(line.text)):
        return True
    return is_heading(line) and folded_key(line.text) in cover.repeated
