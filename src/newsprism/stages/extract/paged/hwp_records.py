"""The inside of a HWP 5 file: streams within limits, records as a tree, letters and controls of a paragraph.

After Hancom's published format, "한글 문서 파일 형식 5.0" (revision 1.3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

MAX_STREAM = 40_000_000
"""Bytes of one stream once unpacked; 500 pages of text have 5 MB."""
MAX_RECORDS = 400_000

DOCUMENT_BASE = 16
BULLET, NUMBERING, CHAR_SHAPE, PARA_SHAPE = 24, 23, 21, 25
PARA_HEADER, PARA_TEXT, PARA_CHAR_SHAPE, CTRL_HEADER, LIST_HEADER, TABLE = 66, 67, 68, 71, 72, 77

_MAX_PROPERTIES, _TEXT, _TIME = 64, 31, 64  # and the kinds VT_LPWSTR and VT_FILETIME
_DEEPEST = 60
_LETTERS = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_WIDE = frozenset((*range(1, 10), 11, 12, *range(14, 24)))  # controls of eight letters
_EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))  # those with a record of their own


@dataclass(slots=True)
class Record:
    """One record with those that lie below it."""

    tag: int
    level: int
    payload: bytes
    below: list[Record] = field(default_factory=list)

    def all(self, tag: int) -> Iterator[Record]:
        """Yield the records straight below that have `tag`."""
        return (record for record in self.below if record.tag == tag)


def stream(storage: Any, name: str, packed: bool) -> bytes:
    """Return the content of a stream, unpacked; raises ValueError when it is too large or damaged."""
    with storage.openstream(name) as opened:
        content: bytes = opened.read(MAX_STREAM + 1)
    if packed:
        unpacker = zlib.decompressobj(-15)
        content = unpacker.decompress(content, MAX_STREAM + 1)
    if len(content) > MAX_STREAM:
        raise ValueError(name)
    return content


def read_records(content: bytes) -> list[Record]:
    """Return the top records of a stream; a record that is cut off ends the reading."""
    root = Record(0, -1, b"")
    path = [root]
    at = 0
    for _ in range(MAX_RECORDS):
        if at + 4 > len(content):
            break
        (head,) = struct.unpack_from("<I", content, at)
        at += 4
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        if size == 0xFFF:
            if at + 4 > len(content):
                break
            (size,) = struct.unpack_from("<I", content, at)
            at += 4
        if at + size > len(content):
            break
        record = Record(tag, min(level, _DEEPEST), content[at : at + size])
        at += size
        while path[-1].level >= record.level:
            path.pop()
        path[-1].below.append(record)
        path.append(record)
    return root.below


def letters(payload: bytes) -> Iterator[tuple[str, bool]]:
    """Yield the text of a paragraph piece by piece; True for a place where a control with its own record stands."""
    units = struct.unpack(f"<{len(payload) // 2}H", payload[: len(payload) // 2 * 2])
    at = 0
    run: list[int] = []
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            run.append(unit)
            at += 1
            continue
        if run:
            yield _decoded(run), False
            run = []
        if unit in _LETTERS:
            yield _LETTERS[unit], False
        if unit in _EXTENDED:
            yield "", True
        at += 8 if unit in _WIDE else 1
    if run:
        yield _decoded(run), False


def _decoded(units: list[int]) -> str:
    return struct.pack(f"<{len(units)}H", *units).decode("utf-16-le", "replace")


def control_id(record: Record) -> str:
    """Return the four letters that name a control: ``tbl ``, ``fn  ``."""
    return record.payload[3::-1].decode("latin-1") if len(record.payload) >= 4 else ""


def read_properties(content: bytes) -> dict[int, str | datetime]:
    """Return the texts and times of the first section of an OLE property set by their numbers.

    Raises struct.error or ValueError when it is damaged.
    """
    (start,) = struct.unpack_from("<I", content, 44)
    _, count = struct.unpack_from("<II", content, start)
    told: dict[int, str | datetime] = {}
    for number, offset in struct.iter_unpack("<II", content[start + 8 : start + 8 + 8 * min(count, _MAX_PROPERTIES)]):
        at = start + offset
        (kind,) = struct.unpack_from("<I", content, at)
        if kind == _TEXT:
            (length,) = struct.unpack_from("<I", content, at + 4)
            told[number] = (
                content[at + 8 : at + 8 + 2 * min(length, 1_000)].decode("utf-16-le", "replace").split("\0")[0]
            )
        elif kind == _TIME:
            (ticks,) = struct.unpack_from("<Q", content, at + 4)
            told[number] = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    return told
