"""Rows of numbers out of features: a feature weighs the more the fewer documents have it."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
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
    seen: Counter[str] = Counter()
    for row in features:
        seen.update(row.keys())
    column = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count > 1))}
    rarity = _rarity(seen, column, len(features))
    found, lonely = _damped_rows(features, column)
    weighted = _like(found, found.data * rarity[found.indices])
    shared = np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()
    alone = math.log((len(features) + _BACKGROUND + 1) / 1.5)
    lengths = np.maximum(np.sqrt(shared + _LONELY * alone**2 * lonely), 1e-6)
    unit = _like(found, weighted.data / np.repeat(lengths, np.diff(found.indptr)))
    return Rows(unit, _like(found, rarity[found.indices] ** 2))


def _rarity(seen: Mapping[str, int], column: Mapping[str, int], count: int) -> Floats:
    known = frequencies()
    among = np.array([seen[name] + _BACKGROUND * known.get(name, 0.0) for name in column])
    return np.asarray(np.log((count + _BACKGROUND + 1) / (among + 0.5)))


def _like(model: sp.csr_matrix, data: npt.NDArray[np.floating]) -> sp.csr_matrix:
    return sp.csr_matrix((data.astype(np.float32), model.indices, model.indptr), shape=model.shape)


def _damped_rows(features: Sequence[Features], column: Mapping[str, int]) -> tuple[sp.csr_matrix, Floats]:
    """Return damped weights of the features that are columns, and the squared weight of all others of each row."""
    # Arrays, since the garbage collector would look through lists of millions again and again.
    pointers, places, weights = array("q", [0]), array("i"), array("d")
    lonely = np.zeros(len(features))
    for i, row in enumerate(features):
        kept = [name for name in row if name in column]
        lonely[i] = sum(_damped(weight) ** 2 for name, weight in row.items() if name not in column)
        places.extend(map(column.__getitem__, kept))
        weights.extend(map(row.__getitem__, kept))
        pointers.append(len(places))
    counts = np.asarray(weights, dtype=np.float64)
    # Sublinear above one; a weight below one stays as it is, the logarithm would make it negative.
    damped = np.where(counts >= 1, 1.0 + np.log(np.maximum(counts, 1.0)), counts)
    found = sp.csr_matrix(
        (damped, np.asarray(places, dtype=np.int32), np.asarray(pointers, dtype=np.int64)),
        shape=(len(features), max(1, len(column))),
    )
    found.sort_indices()
    return found, lonely


def _damped(weight: float) -> float:
    return 1.0 + math.log(weight) if weight >= 1 else weight
