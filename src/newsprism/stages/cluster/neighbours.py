"""Documents that are near a document, found block by block with sparse products."""

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
    """How far to look: `hours` in time, at most `most` documents, none below `least` cosine."""

    hours: float = 96.0
    least: float = 0.15
    most: int = 60
    block: int = 1000


def neighbours(
    vectors: sp.csr_matrix, hours: npt.NDArray[np.float64], reach: Reach, standing: npt.NDArray[np.bool_] | None = None
) -> Iterator[tuple[Ints, Floats]]:
    """Yield for each row that is not `standing` the indices of its neighbours and their cosines, unordered.

    Neighbours are earlier rows and, later ones too, `standing` rows. `hours` are the times of the rows, ascending; only
    rows within `reach.hours` of a block are compared, so that it costs what its window holds and not what the archive
    holds.
    """
    stands = np.zeros(len(hours), np.bool_) if standing is None else standing
    asked = np.flatnonzero(~stands)
    for block in _blocks(asked, hours, reach):
        low = int(np.searchsorted(hours, hours[block[0]] - reach.hours))
        high = int(np.searchsorted(hours, hours[block[-1]] + reach.hours, "right")) if stands.any() else block[-1] + 1
        near = sp.csr_matrix(vectors[block] @ vectors[low:high].T)
        for place, row in enumerate(block.tolist()):
            cut = slice(near.indptr[place], near.indptr[place + 1])
            index, cosine = near.indices[cut].astype(np.int64) + low, near.data[cut]
            keep = (cosine >= reach.least) & ((index < row) | stands[index])
            yield _nearest(index[keep], cosine[keep], reach.most)


def _blocks(asked: Ints, hours: npt.NDArray[np.float64], reach: Reach) -> Iterator[Ints]:
    """Yield `asked` in pieces; a piece spans a quarter of the reach at most, or a thin archive would be one wide window."""
    times = hours[asked]
    begin = 0
    while begin < len(asked):
        last = times[begin] + reach.hours / 4
        end = min(begin + reach.block, int(np.searchsorted(times, last, "right")))
        yield asked[begin:end]
        begin = end


def _nearest(index: Ints, cosine: Floats, most: int) -> tuple[Ints, Floats]:
    if len(index) <= most:
        return index, cosine
    best = np.argpartition(-cosine, most)[:most]
    return index[best], cosine[best]
