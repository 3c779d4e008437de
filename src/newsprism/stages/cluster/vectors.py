"""Rows of numbers out of features: a feature weighs the more the fewer documents have it."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from newsprism.protocols.stages import Features
from newsprism.text.ko.frequencies import frequencies

_LONELY = 0.5
"""What a feature that no other document has counts in the length of a row: without it a few filler words would fill the
whole row of a text that shares nothing else, and two unrelated texts of a small input would look alike."""

_BACKGROUND = 20_000
"""How many items the table of frequencies stands for beside those at hand: a cosine then means the same in a window of
twenty documents and of twenty thousand, and a decision learned on one holds for the other."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a document, the same columns filled in both: `unit` rows of TF-IDF, and the `rarity` of each feature.

    Shapes (documents, features), float32. Features seen in one document only are left out, since they can agree with
    nothing; a document without any other has a row of zeros. `rarity` holds squares, so that a product of two rows is
    the sum of fourth powers over what both have: the few rarest features decide it.
    """

    unit: sp.csr_matrix
    rarity: sp.csr_matrix


def rows(features: Sequence[Features]) -> Rows:
    """Return the rows of `features`; the order of the features of a document does not matter."""
    table = _Table.of(features)
    rarity = _rarity(table, len(features))
    found, lonely = _damped_rows(table)
    weighted = _like(found, found.data * rarity[found.indices])
    shared = np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()
    alone = math.log((len(features) + _BACKGROUND + 1) / 1.5)
    lengths = np.maximum(np.sqrt(shared + _LONELY * alone**2 * lonely), 1e-6)
    unit = _like(found, weighted.data / np.repeat(lengths, np.diff(found.indptr)))
    return Rows(unit, _like(found, rarity[found.indices] ** 2))


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows have: the columns are the features of several documents, in the order of their names.

    `pointers` says where each row begins in `places`, the columns of its features (-1 for those of one document only),
    and `weights`. `names` and `counts` are those of the columns.
    """

    pointers: npt.NDArray[np.int64]
    places: npt.NDArray[np.int32]
    weights: Floats
    names: Sequence[str]
    counts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, features: Sequence[Features]) -> _Table:
        """Read the rows; a name is looked for once a row, since names lie all over the memory of a large window."""
        number: defaultdict[str, int] = defaultdict()
        number.default_factory = number.__len__
        # Arrays, since the garbage collector would look through lists of millions again and again.
        numbers, weights, pointers = array("i"), array("d"), array("q", [0])
        for row in features:
            numbers.extend(map(number.__getitem__, row))
            weights.extend(row.values())
            pointers.append(len(numbers))
        told = np.asarray(numbers, dtype=np.int32)
        counts = np.bincount(told, minlength=len(number))
        names = list(number)
        shared = sorted((names[i], i) for i in np.flatnonzero(counts > 1).tolist())
        order = np.array([i for _, i in shared], np.int64)
        place = np.full(len(number), -1, np.int32)
        place[order] = np.arange(len(order))
        ends = np.asarray(pointers, dtype=np.int64)
        return cls(
            ends, place[told], np.asarray(weights, dtype=np.float64), [name for name, _ in shared], counts[order]
        )


def _rarity(table: _Table, count: int) -> Floats:
    known = frequencies()
    among = table.counts + _BACKGROUND * np.array([known.get(name, 0.0) for name in table.names])
    return np.asarray(np.log((count + _BACKGROUND + 1) / (among + 0.5)))


def _like(model: sp.csr_matrix, data: npt.NDArray[np.floating]) -> sp.csr_matrix:
    return sp.csr_matrix((data.astype(np.float32), model.indices, model.indptr), shape=model.shape)


def _damped_rows(table: _Table) -> tuple[sp.csr_matrix, Floats]:
    """Return damped weights of the features that are columns, and the squared weight of all others of each row."""
    # Sublinear above one; a weight below one stays as it is, the logarithm would make it negative.
    weights = table.weights
    damped = np.where(weights >= 1, 1.0 + np.log(np.maximum(weights, 1.0)), weights)
    kept = table.places >= 0
    begins = np.concatenate([[0], np.cumsum(kept)])[table.pointers]
    row = np.repeat(np.arange(len(table.pointers) - 1), np.diff(table.pointers))
    lonely = np.asarray(np.bincount(row[~kept], damped[~kept] ** 2, len(table.pointers) - 1), np.float64)
    found = sp.csr_matrix(
        (damped[kept], table.places[kept], begins), shape=(len(table.pointers) - 1, max(1, len(table.names)))
    )
    found.sort_indices()
    return found, lonely
