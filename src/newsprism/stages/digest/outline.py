"""A report's own lines, tables and notes as units: what is kept together when something has to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from newsprism.text.ko.noun_endings import is_plain, noun_ended, without_period
from newsprism.text.ko.sentences import split
from newsprism.text.ko.tokens import Morpheme, content
from newsprism.types.brief import Citation, DigestBlock, DigestLine, DigestTable, Sentence
from newsprism.types.document import Document, LineRole, OutlineLine, Table

_MARK = re.compile(r"(?:[●○■□◆◇▪•-]|\*{1,3}|※)\s+")
_PIECE = "; "
"""What the extraction puts between the statements of one cell."""
_SHORTEST = 2
_FRAGMENT = 30
"""A line of running text without a sentence's end that is shorter is a caption or a unit, nothing to tell."""
_LONGEST = 1_000
"""Characters; what is longer is no sentence, is not analysed, and does not pass the checks."""
_PRINTED: dict[int, str] = {1: "●", 2: "-", 3: "-"}


class Analyser(Protocol):
    """What is needed of an analyser of Korean."""

    def analyse(self, text: str) -> Sequence[Morpheme]:
        """Return the morphemes of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A line with its definitions and supplements, or a table with its own; `level` is that of the line.

    A table has the level 0, a heading that is no table's the level 1.
    """

    level: int
    blocks: tuple[DigestBlock, ...]
    heading: bool = False

    @property
    def size(self) -> int:
        """Characters as printed, marks included."""
        return sum(map(size_of, self.blocks))

    @property
    def head(self) -> DigestLine | None:
        """The line itself; None for a table."""
        return self.blocks[0] if isinstance(self.blocks[0], DigestLine) else None


def size_of(block: DigestBlock) -> int:
    """Return how many characters a line or table has."""
    if isinstance(block, DigestLine):
        return len(block.mark) + 1 + len(block.sentence.text)
    title = len(block.title.text) if block.title else 0
    return title + sum(len(piece.text) + 1 for row in block.rows for cell in row for piece in cell)


def cite(document: Document, start: int, end: int, text: str) -> Sentence:
    """Return `text` as what the document says in ``text[start:end]``."""
    quote = document.text[start:end]
    return Sentence(text, "extracted", (Citation(document.id, "text", start, end, quote),))


def units_of(document: Document) -> list[Unit]:
    """Return the units of a report in order, as the report says it."""
    return _Reader(document).read()


def in_nouns(block: DigestBlock, analyser: Analyser) -> DigestBlock:
    """Return a line or table whose statements end in nouns where that is sure."""
    if isinstance(block, DigestLine):
        return replace(block, sentence=_in_nouns(block.sentence, analyser))
    title = _in_nouns(block.title, analyser) if block.title else None
    rows = tuple(tuple(tuple(_in_nouns(s, analyser) for s in cell) for cell in row) for row in block.rows)
    return DigestTable(title, rows)


def _in_nouns(sentence: Sentence, analyser: Analyser) -> Sentence:
    said = sentence.text
    if len(said) > _LONGEST:
        return sentence
    if not is_plain(said):
        return replace(sentence, text=without_period(said))
    morphemes = analyser.analyse(said)
    told = noun_ended(said, morphemes)
    # 마친다 would become 마침, which is another word: then the statement stays whole.
    same = told == said or content(analyser.analyse(told)) == content(morphemes)
    return replace(sentence, text=told) if same else sentence


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        report = document.report
        self.outline = (report.outline if report else ()) or tuple(_paragraphs(document.text))
        self.tables = {table.start: table for table in (report.tables if report else ())}
        self.units: list[Unit] = []

    def read(self) -> list[Unit]:
        done = 0
        for place, line in enumerate(self.outline):
            if line.start < done:
                continue
            table = self.tables.get(line.start)
            if table is not None:
                self._table(table, self.outline[place - 1] if place else None)
                done = table.end
            elif line.role == "heading":
                self._heading(line, self.outline[place + 1] if place + 1 < len(self.outline) else None)
            else:
                self._line(line)
        return _under_something(self.units)

    def _line(self, line: OutlineLine) -> None:
        start, mark = self._after_mark(line)
        if line.role in ("definition", "supplement"):
            note = self._printed(3, line.role, mark or "※", start, line.end)
            if note and self.units:
                last = self.units[-1]
                self.units[-1] = replace(last, blocks=(*last.blocks, note))
                return
        for at, (first, end) in enumerate(self._statements(line, start)):
            level = min(line.level, 3) if line.level > 0 else (2 if at else 1)
            role: LineRole = "bullet" if level == 1 else "sub"
            printed = self._printed(level, role, _PRINTED[level], first, end)
            if printed:
                self.units.append(Unit(level, (printed,)))

    def _statements(self, line: OutlineLine, start: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of the sentences of a line; a bullet that is no 다-체 is one statement."""
        text = self.document.text[start : line.end]
        spans = split(text)
        if line.role == "text":
            for span in spans:
                if span.complete or span.end - span.start >= _FRAGMENT:
                    yield start + span.start, start + span.end
        elif len(spans) > 1 and all(span.complete and is_plain(text[span.start : span.end]) for span in spans):
            yield from ((start + span.start, start + span.end) for span in spans)
        else:
            yield start, line.end

    def _heading(self, line: OutlineLine, following: OutlineLine | None) -> None:
        """Keep the heading of a part; that of a table goes with the table."""
        if following is None or following.role == "table":
            return
        start, _ = self._after_mark(line)
        printed = self._printed(1, "heading", "■", start, line.end)
        if printed:
            self.units.append(Unit(1, (printed,), heading=True))

    def _table(self, table: Table, above: OutlineLine | None) -> None:
        title = None
        if table.title and above is not None and above.role == "heading":
            start, _ = self._after_mark(above)
            printed = self._printed(0, "heading", "", start, above.end)
            title = printed.sentence if printed else None
        rows = tuple(self._rows(table))
        if any(cell for row in rows for cell in row):
            self.units.append(Unit(0, (DigestTable(title, rows),)))

    def _rows(self, table: Table) -> Iterator[tuple[tuple[Sentence, ...], ...]]:
        cursor = table.start
        for row in table.rows:
            cells = []
            for cell in row:
                start = self.document.text.find(cell, cursor, table.end) if cell else -1
                cells.append(tuple(self._pieces(start, start + len(cell))) if start >= 0 else ())
                cursor = max(cursor, start + len(cell)) if start >= 0 else cursor
            yield tuple(cells)

    def _pieces(self, start: int, end: int) -> Iterator[Sentence]:
        position = start
        for piece in self.document.text[start:end].split(_PIECE):
            begin = position + len(piece) - len(piece.lstrip())
            if piece.strip():
                yield self._cited(begin, begin + len(piece.strip()))
            position += len(piece) + len(_PIECE)

    def _printed(self, level: int, role: LineRole, mark: str, start: int, end: int) -> DigestLine | None:
        if end - start < _SHORTEST:
            return None
        return DigestLine(level, role, mark, self._cited(start, end))

    def _cited(self, start: int, end: int) -> Sentence:
        return cite(self.document, start, end, self.document.text[start:end])

    def _after_mark(self, line: OutlineLine) -> tuple[int, str]:
        found = _MARK.match(self.document.text, line.start, line.end) if line.role != "text" else None
        return (found.end(), found.group().strip()) if found else (line.start, "")


def _under_something(units: list[Unit]) -> list[Unit]:
    """Put lines that stand above the first upper line, or below nothing but a heading, on its level."""
    first = next((at for at, unit in enumerate(units) if unit.level == 1 and not unit.heading), len(units))
    return [_raised(unit) if at < first and unit.level > 1 else unit for at, unit in enumerate(units)]


def _raised(unit: Unit) -> Unit:
    head = unit.blocks[0]
    if not isinstance(head, DigestLine):
        return unit
    return replace(unit, level=1, blocks=(replace(head, level=1, role="bullet", mark=_PRINTED[1]), *unit.blocks[1:]))


def _paragraphs(text: str) -> Iterator[OutlineLine]:
    """Yield the paragraphs of a text of which no outline is known."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield OutlineLine(0, "text", start, start + len(line))
        start += len(line) + 1
