"""Documents that are near a document, found block by block with sparse products.

Of each feature only the latest documents of the window that have it are looked at. So the work for a document is
bounded by its features and not by the window; what is so frequent that it is cut says little about an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from newsprism.stages.cluster.vectors import Floats, Rows

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far to look: `hours` in time, at most `most` documents, none below `least` cosine.

    `postings` are the documents looked at for one feature, `block` the rows asked for at once.
    """

    hours: float = 96.0
    least: float = 0.1
    most: int = 50
    postings: int = 300
    block: int = 400


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs of rows that are near: `left` was asked for, `right` is its neighbour.

    `cosine` of the unit rows; `rarity` is the fourth root of the sum of fourth powers of the rarity of what both have.
    """

    left: Ints
    right: Ints
    cosine: Floats
    rarity: Floats


def neighbours(rows: Rows, hours: Floats, reach: Reach, standing: Bools | None = None) -> Iterator[Near]:
    """Yield, block by block and in order, the neighbours of the rows that are not `standing`.

    Neighbours are earlier rows and, later ones too, `standing` rows. `hours` are the times of the rows, ascending; only
    rows within `reach.hours` of a block are compared.
    """
    stands = np.zeros(len(hours), np.bool_) if standing is None else standing
    postings = _Postings(rows.unit, reach.postings)
    for block in _blocks(np.flatnonzero(~stands), hours, reach):
        low = int(np.searchsorted(hours, hours[block[0]] - reach.hours))
        high = int(np.searchsorted(hours, hours[block[-1]] + reach.hours, "right")) if stands.any() else block[-1] + 1
        near = postings.products(block, low, high)
        alike = np.flatnonzero(near.data >= reach.least)
        left = block[np.searchsorted(near.indptr, alike, "right") - 1]
        right, cosine = near.indices[alike].astype(np.int64) + low, near.data[alike]
        keep = (right < left) | stands[right]
        yield _exact(rows, *_nearest(left[keep], right[keep], cosine[keep], reach.most), reach.least)


class _Postings:
    """The documents of each feature, of which a window that moves on with time shows the latest."""

    def __init__(self, unit: sp.csr_matrix, most: int) -> None:
        self._unit, self._most = unit, most
        self._columns = sp.csc_matrix(unit)
        self._place = np.full(unit.shape[1], -1, np.int64)
        self._moved = [0, 0]
        self._ends = [self._columns.indptr[:-1].astype(np.int64) for _ in range(2)]

    def products(self, block: Ints, low: int, high: int) -> sp.csr_matrix:
        """Return products of the rows of `block` with those from `low` to `high`, shape (block, high - low)."""
        asked = sp.csr_matrix(self._unit[block])
        used = np.unique(asked.indices).astype(np.int64)
        self._place[used] = np.arange(len(used))
        asked = sp.csr_matrix((asked.data, self._place[asked.indices], asked.indptr), shape=(len(block), len(used)))
        return sp.csr_matrix(asked @ self._window(used, low, high))

    def _window(self, used: Ints, low: int, high: int) -> sp.csr_matrix:
        """Return the latest postings of the columns `used`, shape (columns, high - low)."""
        first, last = self._begins(0, low)[used], self._begins(1, high)[used]
        first = np.maximum(first, last - self._most)
        counts = last - first
        pointers = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(pointers[-1]) + np.repeat(first - pointers[:-1], counts)
        rows = self._columns.indices[places] - low
        return sp.csr_matrix((self._columns.data[places], rows, pointers), shape=(len(used), high - low))

    def _begins(self, end: int, row: int) -> Ints:
        """Return, by column, where the postings of `row` and later ones begin; `row` never falls."""
        places = self._ends[end]
        # Only what the rows in between have is touched: the columns are many, and grow with the window.
        passed = self._unit.indices[self._unit.indptr[self._moved[end]] : self._unit.indptr[row]]
        np.add.at(places, passed, 1)
        self._moved[end] = row
        return places


def _blocks(asked: Ints, hours: Floats, reach: Reach) -> Iterator[Ints]:
    """Yield `asked` in pieces; a piece spans a quarter of the reach at most, or a thin archive would be one wide window."""
    times = hours[asked]
    begin = 0
    while begin < len(asked):
        last = times[begin] + reach.hours / 4
        end = min(begin + reach.block, int(np.searchsorted(times, last, "right")))
        yield asked[begin:end]
        begin = end


def _nearest(left: Ints, right: Ints, cosine: Floats, most: int) -> tuple[Ints, Ints]:
    """Return, of each row, the `most` pairs of the highest cosines; of equal ones those that come first."""
    order = np.lexsort((right, -cosine, left))
    left, right = left[order], right[order]
    begins = np.searchsorted(left, left)
    keep = np.arange(len(left)) - begins < most
    return left[keep], right[keep]


def _exact(rows: Rows, left: Ints, right: Ints, least: float) -> Near:
    cosine = _products(rows.unit, left, right)
    keep = cosine >= least
    left, right = left[keep], right[keep]
    return Near(left, right, cosine[keep], _products(rows.rarity, left, right) ** 0.25)


def _products(matrix: sp.csr_matrix, left: Ints, right: Ints) -> Floats:
    return np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1), dtype=np.float64).ravel()
