"""How much a report is worth to readers of the shipped types: e5 taught on judgements of relevance from 0 to 3.

The model reads a headline with its opening and gives, for each type and grade, how likely the report has that grade at
least (an ordinal regression with a logistic link; McCullagh 1980, "Regression Models for Ordinal Data"). Of these the
expected gain is made, 2^grade - 1, as a share of the highest there is. What it was taught on, and what it is worth:
docs/decisions/0020-appraiser.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsprism.stages.embed.adapters import Adapters
from newsprism.stages.embed.cache import CachedEmbedder
from newsprism.stages.embed.e5 import E5Embedder
from newsprism.stages.embed.export import is_exported
from newsprism.stages.embed.weights import PACKAGE

if TYPE_CHECKING:
    from newsprism.protocols.services import Worths
    from newsprism.types.dropped import Dropped

_FILE = "appraiser.npz"
_PIECES = 96
"""Pieces of a text that it was taught on."""
_HEAD = ("head.w", "head.b")
_OWN = ("readers", "decides", "scale", *_HEAD)
_DIGITS = 4
_GAINS = np.array([1.0, 2.0, 4.0])
"""What each grade adds to the gain of the one below: 2^grade - 1 is 1, 3, 7."""


@cache
def _arrays() -> Mapping[str, npt.NDArray[np.generic]]:
    with np.load(BytesIO(files("newsprism.stages.embed").joinpath(_FILE).read_bytes())) as held:
        return {name: held[name] for name in held.files}


@cache
def adapters() -> Adapters:
    """Return what e5 was taught for this."""
    arrays = _arrays()
    taught = {name: array.astype(np.float16) for name, array in arrays.items() if name not in _OWN}
    return Adapters("appraiser", taught, float(arrays["scale"]))


class Appraiser:
    """Appraises what `embedder`, a model with the adapters of this module, makes of texts.

    `readers` are the types it knows with what each of them decides, by which it was taught.
    """

    def __init__(self, embedder: CachedEmbedder) -> None:
        self._embedder = embedder
        arrays = _arrays()
        ids, told = (arrays[name].tolist() for name in ("readers", "decides"))
        self.readers: Mapping[str, str] = dict(zip(map(str, ids), map(str, told), strict=True))
        self._weights = arrays["head.w"].astype(np.float64)
        self._biases = arrays["head.b"].astype(np.float64)

    @property
    def name(self) -> str:
        """The model with its version."""
        return self._embedder.name

    @property
    def troubles(self) -> Sequence[Dropped[str]]:
        """What was wrong with the cache of its vectors."""
        return self._embedder.troubles

    def appraise(self, texts: Sequence[str]) -> Worths:
        """Return the expected gain of each text for each of `readers`, a share between 0 and 1; shape (texts, readers).

        A text is a headline, a line break and the opening. Raises as `Embedder.embed` does.
        """
        vectors = self._embedder.embed(texts).astype(np.float64)
        grades = 1.0 / (1.0 + np.exp(-(vectors @ self._weights.T + self._biases)))
        found: Worths = grades.reshape(len(texts), len(self.readers), len(_GAINS)) @ _GAINS / _GAINS.sum()
        return found.round(_DIGITS)  # how a product is rounded depends on how many texts are asked about at once


def appraiser(folder: Path, vectors: Path, threads: int = 0, *, needed: bool = False) -> Appraiser | None:
    """Return the appraiser with its model below `folder` and its cache in `vectors`.

    Nothing is loaded before the first text. None where packages for it are missing, unless it is `needed`: then the first text raises MissingResource.
    """
    taught = adapters()
    there = is_exported(folder, taught) or (_installed("onnx") and _installed(PACKAGE))
    if not needed and not (there and _installed("onnxruntime")):
        return None
    return Appraiser(CachedEmbedder(E5Embedder(folder, threads, _PIECES, taught), vectors))


def _installed(name: str) -> bool:
    return find_spec(name) is not None
