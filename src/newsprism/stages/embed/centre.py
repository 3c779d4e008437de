"""Takes out of vectors what all of them share.

Raw vectors of this model lie in a narrow cone: two texts that have nothing to do with each other have a cosine of
about .81. Less the mean, they have one of about 0 (Mu and Viswanath 2018, "All-but-the-Top", section 2, the first of
its two steps). `mean.npy` is the mean of 3,000 vectors of headlines and openings of Korean and foreign business news.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from newsprism.errors import EmbeddingFailed

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

_LEAST = 1e-6


@cache
def mean() -> Vectors:
    """Return the mean vector, one row."""
    row: Vectors = np.load(BytesIO(files("newsprism.stages.embed").joinpath("mean.npy").read_bytes()))
    return row.reshape(1, -1)


def centred(rows: Vectors) -> Vectors:
    """Return `rows` less the mean, of unit length."""
    return unit(rows - mean(), "e5")


def unit(rows: Vectors, subject: str) -> Vectors:
    """Return `rows` of unit length; raises EmbeddingFailed about `subject` for one without a direction."""
    # In 64 bits: the squares of finite numbers of 32 bits may be infinite in 32.
    wide = rows.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or (lengths < _LEAST).any():
        raise EmbeddingFailed(
            "쓸 수 없는 벡터가 나왔습니다(0이거나 유한하지 않음)", subject=subject, advice="모델을 확인하세요."
        )
    found: Vectors = (wide / lengths).astype(np.float32)
    return found
