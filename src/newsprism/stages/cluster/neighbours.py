"""Earlier documents that are near a document, found block by block with sparse products."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far to look: `hours` back in time, at most `most` documents, none below `least` cosine."""

    hours: float = 96.0
    least: float = 0.15
    most: int = 60
    block: int = 1000


def neighbours(vectors: sp.csr_matrix, hours: npt.NDArray[np.float64], reach: Reach) -> Iterator[tuple[Ints, Floats]]:
    """Yield for each row the indices of earlier rows and their cosines, unordered.

    `hours` are the times of the rows, ascending; only rows within `reach.hours` before are compared, so that a
    block costs what its window holds and not what the archive holds.
    """
    rows = vectors.shape[0]
    for begin in range(0, rows, reach.block):
        end = min(begin + reach.block, rows)
        low = int(np.searchsorted(hours, hours[begin] - reach.hours))
        near = sp.csr_matrix(vectors[begin:end] @ vectors[low:end].T)
        for row in range(end - begin):
            cut = slice(near.indptr[row], near.indptr[row + 1])
            index, cosine = near.indices[cut].astype(np.int64) + low, near.data[cut]
            keep = (cosine >= reach.least) & (index < begin + row)
            index, cosine = index[keep], cosine[keep]
            if len(index) > reach.most:
                best = np.argpartition(-cosine, reach.most)[: reach.most]
                index, cosine = index[best], cosine[best]
            yield index, cosine
