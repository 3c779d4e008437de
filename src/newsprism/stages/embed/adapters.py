"""What a model was taught besides: low-rank changes of its matrices, and new biases and norms.

A matrix W becomes W + s B A with B and A of a small rank (Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language
Models", section 4.1). That is a hundredth of the weights, so it comes with this package and is put into the matrices
when the model is exported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from newsprism.stages.embed.weights import Floats, Shape, Tensor, Weights

_DOWN, _UP = ".A", ".B"


@dataclass(frozen=True)
class Adapters:
    """Arrays by the name of the tensor that they change: `l0.q.w.A` and `l0.q.w.B` are added, `l0.q.b` stands in its place.

    They are told apart by what they hold, so nothing that was kept for others is taken for theirs.
    """

    kind: str
    arrays: Mapping[str, npt.NDArray[np.float16]]
    scale: float

    @property
    def name(self) -> str:
        """The kind with the first letters of the digest."""
        return f"{self.kind}-{self.digest[:8]}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the names and contents, in hexadecimal."""
        found = hashlib.sha256(f"{self.kind} {self.scale}".encode())
        for name in sorted(self.arrays):
            found.update(name.encode())
            found.update(np.ascontiguousarray(self.arrays[name], "<f2").tobytes())
        return found.hexdigest()


def adapted(weights: Weights, adapters: Adapters) -> Weights:
    """Return `weights` with what `adapters` change; raises ValueError for a name or a shape that the model does not have."""
    return replace(weights, tensors={**weights.tensors, **dict(_changed(weights, adapters))})


def _changed(weights: Weights, adapters: Adapters) -> Iterator[tuple[str, Tensor]]:
    for name, array in adapters.arrays.items():
        if name.endswith(_UP):
            continue
        target = name.removesuffix(_DOWN)
        if target not in weights.tensors:
            raise ValueError(f"no tensor {target}")
        tensor = weights.tensors[target]
        if name == target:
            if tensor.blocks or tensor.raw.size != 4 * array.size:
                raise ValueError(f"shape of {target}")
            yield target, _floats(array.astype(np.float32))
        else:
            matrix = tensor.floats(_width(target, weights.shape))
            up = adapters.arrays[target + _UP].astype(np.float32)
            change = adapters.scale * (up @ array.astype(np.float32))
            if change.shape != matrix.shape:
                raise ValueError(f"shape of {target}")
            yield target, _floats(matrix + change)


def _width(name: str, shape: Shape) -> int:
    return shape.inner if name.endswith("fo.w") else shape.width


def _floats(values: Floats) -> Tensor:
    return Tensor(False, np.ascontiguousarray(values, "<f4").reshape(-1).view(np.uint8))
