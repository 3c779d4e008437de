"""Rows of numbers out of features: a feature weighs the more the fewer documents have it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from newsprism.protocols.stages import Features

_LONELY = 0.15
"""What a feature that no other document has counts in the length of a row: without it a few filler words would fill the
whole row of a text that shares nothing else, and two unrelated texts of a small input would look alike."""


def rows(features: Sequence[Features]) -> sp.csr_matrix:
    """Return unit rows of TF-IDF, shape (documents, features), float32; the order of the features does not matter.

    Features seen in one document only are left out, since they can agree with nothing. A document without any has a
    row of zeros.
    """
    seen: Counter[str] = Counter()
    for row in features:
        seen.update(row.keys())
    column = {name: i for i, name in enumerate(sorted(name for name, count in seen.items() if count > 1))}
    rarity = np.zeros(len(column), dtype=np.float32)
    for name, i in column.items():
        rarity[i] = np.log((len(features) + 1) / (seen[name] + 0.5))
    found, lonely = _weighted(features, column, rarity)
    shared = np.asarray(found.multiply(found).sum(axis=1)).ravel()
    alone = np.log((len(features) + 1) / 1.5)
    lengths = np.sqrt(shared + _LONELY * alone**2 * lonely)
    return sp.csr_matrix(sp.diags_array(1.0 / np.maximum(lengths, 1e-6)) @ found)


def _weighted(
    features: Sequence[Features], column: dict[str, int], rarity: np.ndarray[tuple[int], np.dtype[np.float32]]
) -> tuple[sp.csr_matrix, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Return the rows before they are brought to one length, and what lonely features add to the length of each."""
    pointers: list[int] = [0]
    places: list[int] = []
    weights: list[float] = []
    lonely = np.zeros(len(features))
    for i, row in enumerate(features):
        kept = [name for name in row if name in column]
        lonely[i] = sum(_damped(weight) ** 2 for name, weight in row.items() if name not in column)
        places.extend(map(column.__getitem__, kept))
        weights.extend(map(row.__getitem__, kept))
        pointers.append(len(places))
    indices = np.asarray(places, dtype=np.int32)
    counts = np.asarray(weights, dtype=np.float64)
    # Sublinear above one; a weight below one stays as it is, the logarithm would make it negative.
    damped = np.where(counts >= 1, 1.0 + np.log(np.maximum(counts, 1.0)), counts)
    found = sp.csr_matrix(
        (damped.astype(np.float32) * rarity[indices], indices, np.asarray(pointers, dtype=np.int64)),
        shape=(len(features), max(1, len(column))),
    )
    found.sort_indices()
    return found, lonely


def _damped(weight: float) -> float:
    return 1.0 + math.log(weight) if weight >= 1 else weight
