"""Workbooks (XLSX) as rows of values, read without trusting their sizes."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from newsprism.stages.collect.archives import BrokenContainer, open_container
from newsprism.stages.collect.columns import MAX_COLUMNS, Value

MAX_SHEETS = 64
MAX_ROWS = 1_048_576
"""Rows of a sheet, as many as a spreadsheet has."""
MAX_BLANK = 10_000
"""Blank rows in a row after which a sheet is taken to have ended."""

_OTHER_PARTS = 16 << 20
_LARGE_PARTS = ("xl/worksheets/", "xl/sharedstrings", "xl/media/", "xl/embeddings/")


class Workbook:
    """The sheets of a workbook; formulas count as the values that were last computed."""

    def __init__(self, content: bytes) -> None:
        """Open a workbook; raises BrokenContainer for what is none (`broken_archive`, `too_large`)."""
        _check(content)
        try:
            self._book = _load(content)
        except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
            raise BrokenContainer("broken_archive", f"엑셀 표로 열리지 않는다({type(error).__name__})") from error

    def sheets(self) -> tuple[str, ...]:
        """Return the names of the sheets in order, at most MAX_SHEETS; charts are no sheets."""
        return tuple(sheet.title for sheet in self._book.worksheets[:MAX_SHEETS])

    def rows(self, name: str) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Yield (row number from 1, values) of the rows that are not blank.

        Raises BrokenContainer where a sheet breaks off.
        """
        blank = 0
        try:
            sheet = self._book[name]
            sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
            for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
                if number > MAX_ROWS or blank > MAX_BLANK:
                    return
                if all(value is None for value in row):
                    blank += 1
                    continue
                blank = 0
                yield number, tuple(_value(value) for value in row)
        except Exception as error:  # as above; what was read before stays
            raise BrokenContainer("broken_archive", f"표가 여기서 깨져 있다({type(error).__name__})") from error


def _load(content: bytes) -> Any:
    from openpyxl import load_workbook

    # About styles and extensions that it does not know: nothing of that is read here.
    warnings.filterwarnings("ignore", module="openpyxl")
    return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)


def _check(content: bytes) -> None:
    """Refuse a part that is too large to be held as a tree, and any document type declaration: workbooks have none."""
    with open_container(io.BytesIO(content)) as container:
        for member in container.infolist():
            name = member.filename.lower()
            if not name.startswith(_LARGE_PARTS) and member.file_size > _OTHER_PARTS:
                raise BrokenContainer("too_large", f"엑셀 표의 한 부분이 너무 크다: {member.filename[:80]}")
            if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _head(container, member).replace(b"\0", b""):
                raise BrokenContainer("broken_archive", "엑셀 표에 있을 수 없는 XML 선언(DOCTYPE)이 있다")


def _head(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with container.open(member) as part:
            return part.read(4096)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise BrokenContainer("broken_archive", "압축 묶음이 깨져 있거나 암호가 걸려 있다") from error


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | int | float | datetime | date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None
