"""Collecting from tables (CSV, TSV, XLSX): exports of the news database BigKinds, and any table with known columns."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from newsprism.errors import UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.archives import BrokenContainer
from newsprism.stages.collect.columns import HEADER_WITHIN, MAX_COLUMNS, Columns, Value, recognise
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.sheets import Workbook
from newsprism.stages.collect.streams import ByteStream
from newsprism.stages.collect.visits import visit_file

MAX_CELL = 100_000
"""Characters of one cell; a spreadsheet holds 32,767."""

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_DELIMITERS = (",", "\t", ";", "|")
_ZIP = b"PK\x03\x04"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
Row = tuple[int, Sequence[Value]]


class TableCollector:
    """Reads tables, one article a row; the header may stand in any of the first rows, its columns in any order.

    CSV and TSV may be UTF-8, UTF-16 or CP949, and gzipped. Reasons of drops, besides those of files:
    `unsupported_format` (no columns of articles), `excluded_row` (the database leaves it out of its analyses),
    `empty_row` (neither title nor text), `broken_row`, `too_large` (a cell), `too_many_records`.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` has the name of a table."""
        return place.lower().removesuffix(".gz").endswith(_SUFFIXES) and os.path.isfile(place)

    def collect(self, visit: Visit) -> Collection:
        """Return an entry for each row; raises PathNotFound when the file is gone."""
        return visit_file(visit, lambda: _read(visit.source.place, visit.source.name))


def _read(origin: str, publisher: str | None) -> Collection:
    found = Harvest(publisher)
    stream = ByteStream(Path(origin))
    content = stream.whole()
    if stream.fault:
        found.drop(stream.fault[0], origin, stream.fault[1])
    if content.startswith(_ZIP):
        if not stream.fault:
            _read_workbook(content, origin, found)
    elif content.strip():
        if not stream.fault or stream.fault[0] != "too_large":
            _read_text(content, origin, found)
    elif not stream.fault:
        found.drop("empty_file", origin, "빈 파일이다")
    return found.collection(origin)


def _read_workbook(content: bytes, origin: str, found: Harvest) -> None:
    try:
        book = Workbook(content)
    except BrokenContainer as broken:
        found.drop(broken.reason, origin, broken.detail)
        return
    known = 0
    for name in book.sheets():
        # Rows are named as a spreadsheet numbers them; those of further tables with the name of their sheet.
        prefix = f"{origin}#{name}!" if known else f"{origin}#"
        try:
            known += _take_table(book.rows(name), prefix, found)
        except BrokenContainer as broken:
            found.drop(broken.reason, origin, f"{broken.detail}: 시트 {name[:40]}")
            known += 1
    if not known:
        _no_columns(origin, found)


def _read_text(content: bytes, origin: str, found: Harvest) -> None:
    try:
        decoded = decode(content, origin)
    except UnreadableFile as error:
        found.drop("unreadable_text", origin, error.what)
        return
    if decoded.replaced:
        detail = f"읽지 못한 글자 {decoded.replaced}개를 \ufffd로 바꾸어 읽었다 ({decoded.encoding})"
        found.drop("bad_bytes", origin, detail)
    text = decoded.text
    delimiter = next((mark for mark in _DELIMITERS if _has_header(text, mark)), None)
    if delimiter is None:
        _no_columns(origin, found)
        return
    _take_table(_rows(text, delimiter, origin, found), f"{origin}:", found)


def _no_columns(origin: str, found: Harvest) -> None:
    suffix = Path(origin.lower().removesuffix(".gz")).suffix.lstrip(".")
    detail = f"글이 아니라서 빼 두었다: {suffix} 자료(제목과 본문·요약 열을 찾지 못했다)"
    found.drop("unsupported_format", origin, detail)


def _has_header(text: str, delimiter: str) -> bool:
    rows = _rows(text[: HEADER_WITHIN * MAX_CELL], delimiter, "", Harvest())
    return any(recognise(row) for _, row in islice(rows, HEADER_WITHIN))


def _rows(text: str, delimiter: str, origin: str, found: Harvest) -> Iterator[Row]:
    """Yield (line number of its first line, cells) of every row that is not blank; a broken one is a drop."""
    # Line by line, so that a table of hundreds of megabytes is not copied into a buffer of wide characters.
    reader = csv.reader((line[0] for line in _LINE.finditer(text)), delimiter=delimiter)
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            found.drop(
                "broken_row", f"{origin}:{start}", "표로 읽히지 않는 줄이다(따옴표가 닫히지 않았거나 칸이 너무 길다)"
            )
            continue
        if row is None:
            return
        if any(row):
            yield start, row[:MAX_COLUMNS]


def _take_table(rows: Iterator[Row], prefix: str, found: Harvest) -> bool:
    """Take the rows under a header; return whether there was one."""
    for row in islice(rows, HEADER_WITHIN):
        columns = recognise(row[1])
        if columns is not None:
            _take_rows(columns, rows, prefix, found)
            return True
    return False


def _take_rows(columns: Columns, rows: Iterable[Row], prefix: str, found: Harvest) -> None:
    number = 0
    for number, row in rows:
        where = f"{prefix}{number}"
        if found.full(where):
            return
        _take_row(columns, row, where, found)
    if not number:
        found.drop("empty_file", prefix.rstrip("#:!"), "머리글뿐인 표다")


def _take_row(columns: Columns, row: Sequence[Value], where: str, found: Harvest) -> None:
    if columns.is_empty(row):
        found.drop("empty_row", where, "제목도 본문도 없는 줄이다")
    elif excluded := columns.exclusion(row):
        found.drop("excluded_row", where, f"데이터베이스가 분석에서 뺀 기사다: {excluded[:40]}")
    elif any(isinstance(value, str) and len(value) > MAX_CELL for value in row):
        found.drop("too_large", where, f"한 칸이 {MAX_CELL:,}자를 넘는다")
    else:
        found.add(where, *columns.record(row))
