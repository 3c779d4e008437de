"""A file of vectors: a head, then records of one size, only ever added to.

The head says what the records are: the name of the model, the length of a vector, and a checksum. A record is the
digest of a text, its vector in 16-bit floats, and a checksum over both. Callers hold the lock of the folder.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

KEY = 16
"""Bytes of the digest of a text."""
_MAGIC = b"NPVEC1\r\n"
_HEAD = 256
_SUM = 4
_WIDEST = 16_384

Half = npt.NDArray[np.float16]


class Damaged(Exception):
    """The head of a file is not one of ours."""


@dataclass(frozen=True, slots=True)
class Records:
    """One file as it was when it was read: where which vector lies.

    `damaged` counts the records with a wrong checksum, `torn` says whether the end is not a whole record.
    """

    file: Path
    identity: tuple[int, ...]
    width: int
    content: npt.NDArray[np.uint8]
    rows: Mapping[bytes, int] = field(repr=False)
    damaged: int
    torn: bool

    def vectors(self, keys: Iterable[bytes]) -> Vectors:
        """Return the vectors of keys that it has."""
        size = _size(self.width)
        rows = [self.rows[key] for key in keys]
        whole = (len(self.content) - _HEAD) // size
        body = self.content[_HEAD : _HEAD + whole * size].reshape(-1, size)
        half: Half = np.ascontiguousarray(body[rows, KEY:-_SUM]).view("<f2")
        return half.astype(np.float32)

    def sound(self) -> Iterator[bytes]:
        """Yield the records that are right, as they lie in the file; of two with one key the later."""
        size = _size(self.width)
        for row in self.rows.values():
            yield self.content[_HEAD + row * size : _HEAD + (row + 1) * size].tobytes()


def read(file: Path, name: str) -> Records:
    """Return the records of `file`, each checked; raises Damaged for a head that is wrong or of another model."""
    status = file.stat()
    if status.st_size < _HEAD:
        raise Damaged(str(file))
    content: npt.NDArray[np.uint8] = np.memmap(file, dtype=np.uint8, mode="r")
    width = _width(content[:_HEAD].tobytes(), name)
    size = _size(width)
    body = content.data[_HEAD:]
    rows, damaged = {}, 0
    for row in range(len(body) // size):
        record = body[row * size : (row + 1) * size]
        if zlib.crc32(record[:-_SUM]) == int.from_bytes(record[-_SUM:], "little"):
            rows[bytes(record[:KEY])] = row
        else:
            damaged += 1
    return Records(file, identity(status), width, content, rows, damaged, len(body) % size != 0)


def identity(status: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file grows, is written to, or is put in the place of another."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def record(key: bytes, vector: Vectors) -> bytes:
    """Return one record."""
    body = key + vector.astype("<f2").tobytes()
    return body + zlib.crc32(body).to_bytes(_SUM, "little")


def append(file: Path, name: str, width: int, records: Iterable[bytes]) -> None:
    """Add records to `file`, made if it is not there; what a killed writer left half at its end goes first."""
    opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        held = os.fstat(opened).st_size
        if held < _HEAD:
            os.ftruncate(opened, 0)
            _write(opened, _head(name, width))
        else:
            os.ftruncate(opened, held - (held - _HEAD) % _size(width))
        _write(opened, b"".join(records))
    finally:
        os.close(opened)


def _write(opened: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(opened, view) :]


def _size(width: int) -> int:
    return KEY + 2 * width + _SUM


def _head(name: str, width: int) -> bytes:
    readable = name.encode("utf-8", "replace")
    body = struct.pack("<8sI16s", _MAGIC, width, _digest(name)) + readable[: _HEAD - 40]
    body = body.ljust(_HEAD - _SUM, b"\0")
    return body + zlib.crc32(body).to_bytes(_SUM, "little")


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _width(head: bytes, name: str) -> int:
    magic, width, digest = struct.unpack_from("<8sI16s", head)
    sound = zlib.crc32(head[:-_SUM]) == int.from_bytes(head[-_SUM:], "little")
    if not sound or magic != _MAGIC or digest != _digest(name) or not 0 < width <= _WIDEST:
        raise Damaged(name)
    return int(width)
