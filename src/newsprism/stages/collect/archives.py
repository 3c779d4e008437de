"""Opening ZIP containers of unknown origin: sizes are checked before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
from typing import IO

MAX_UNPACKED = 256 << 20
"""Bytes that the members of one container may have together."""
MAX_DIRECTORY = 1 << 20
"""Bytes of the table of members: enough for some ten thousand."""

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_COMMENT = 1 << 16
# Sheets of numbers reach 20:1; DEFLATE reaches 1032:1 on constant bytes.
_BOMB_FROM = 16 << 20
_BOMB_RATIO = 150


class BrokenContainer(ValueError):
    """A container that cannot be opened, or that asks for too much; `reason` is that of the drop."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason, detail)


def open_container(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the container in a seekable file; raises BrokenContainer (`broken_archive`, `too_large`).

    The sizes that members declare are held to: the standard library unpacks no more of a member than it declares.
    """
    _check_directory(file)
    try:
        container = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error) as error:
        raise BrokenContainer("broken_archive", "압축 묶음이 깨져 있다") from error
    _check_members(container.infolist())
    return container


def _check_directory(file: IO[bytes]) -> None:
    """Look at the end record before the library does: it reads the whole table of members into memory."""
    size = file.seek(0, 2)
    start = max(0, size - _END.size - _COMMENT - _LOCATOR_SIZE)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or at + _END.size > len(tail):
        raise BrokenContainer("broken_archive", "압축 묶음이 중간에 끊겨 있다")
    directory = _END.unpack_from(tail, at)[5]
    if _LOCATOR in tail[:at] or directory > MAX_DIRECTORY:
        raise BrokenContainer("too_large", "압축 묶음의 목록이 너무 크다")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED:
        raise BrokenContainer("too_large", f"압축을 풀면 {MAX_UNPACKED >> 20}MiB를 넘는다")
    for member in members:
        if member.file_size > max(_BOMB_FROM, _BOMB_RATIO * member.compress_size):
            raise BrokenContainer("too_large", f"압축률이 지나치게 높은 파일이 들어 있다: {member.filename[:80]}")
