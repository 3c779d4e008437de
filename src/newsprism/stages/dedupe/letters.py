"""What of a text is compared: its letters and digits, folded, of many texts in one array.

Blanks, quotation marks and all other punctuation go, since outlets set them as they like; a point between two digits and
% stay, since they make another number. Everything here works on whole batches: no loop over characters in Python.
"""

from __future__ import annotations

import functools
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
R = TypeVar("R")

_POINT = ord(".")
_PLANE = 0x10000  # characters above it stand for themselves
_ALLOWANCE = 4  # so many characters of a text are read for each letter that is compared
_BATCH = 1 << 16  # characters worked on at a time: what fits into the processor's cache with its hashes


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of several texts in a row; those of text `i` are ``codes[starts[i]:starts[i + 1]]``."""

    codes: Codes
    starts: Places

    @property
    def lengths(self) -> Places:
        """How many letters each text has."""
        return np.diff(self.starts)

    def of(self, row: int) -> Codes:
        """Return the letters of one text."""
        return self.codes[self.starts[row] : self.starts[row + 1]]


def worked(work: Callable[[Letters], R], texts: Sequence[str], most: int) -> list[R]:
    """Return what `work` gives for the letters of `texts`, piece by piece in order; one thread a core.

    Numpy lets other threads run while it works on an array. The result does not depend on the threads.
    """
    pieces = list(_batched(texts, most * _ALLOWANCE))
    if len(pieces) < 2:
        return [work(_folded(piece, most)) for piece in pieces]
    with ThreadPoolExecutor(min(len(pieces), os.cpu_count() or 1)) as threads:
        return list(threads.map(lambda piece: work(_folded(piece, most)), pieces))


def _batched(texts: Sequence[str], most: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        piece = text[:most]
        batch.append(piece)
        size += len(piece)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _folded(texts: Sequence[str], most: int) -> Letters:
    raw = np.frombuffer("".join(texts).encode(_NATIVE, "surrogatepass"), np.uint32)
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    codes = _table().take(raw, mode="clip")
    if len(raw) and int(raw.max()) >= _PLANE:
        codes = np.where(raw >= _PLANE, raw, codes)
    kept = np.flatnonzero((codes != 0) & ~_stray_points(codes))
    starts = np.concatenate((np.zeros(1, np.int64), np.searchsorted(kept, ends)))
    return _cut(Letters(codes[kept], starts), most)


def _stray_points(codes: Codes) -> Truths:
    """Mark the points that do not stand between two digits."""
    stray: Truths = codes == _POINT
    points = np.flatnonzero(stray)
    digits = is_digit(codes.take([points - 1, points + 1], mode="clip"))  # at either end the point itself is looked at
    stray[points[digits.all(axis=0)]] = False
    return stray


def _cut(given: Letters, most: int) -> Letters:
    lengths = given.lengths
    if not len(lengths) or int(lengths.max()) <= most:
        return given
    places = np.arange(len(given.codes)) - np.repeat(given.starts[:-1], lengths)
    return Letters(given.codes[places < most], _starts(np.minimum(lengths, most)))


def _starts(lengths: Places) -> Places:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))


def is_digit(codes: Codes) -> Truths:
    """Mark the digits (all scripts' digits are folded to ours)."""
    digits: Truths = (codes - np.uint32(ord("0"))) < 10  # what is below "0" wraps around and is large
    return digits


_NATIVE = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"


@functools.cache
def _table() -> Codes:
    """Return what each character of the first plane is compared as; 0 for what is left out."""
    table = np.zeros(_PLANE + 1, np.uint32)
    for code in range(_PLANE):
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        kind = unicodedata.category(folded) if len(folded) == 1 else unicodedata.category(chr(code))
        letter = folded if len(folded) == 1 else chr(code)
        if kind == "Nd":
            letter = str(unicodedata.digit(letter))
        if kind[0] in "LN" or letter in "%.":
            table[code] = ord(letter)
    table.flags.writeable = False
    return table
