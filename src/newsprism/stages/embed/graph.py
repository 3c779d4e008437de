"""The model as an ONNX graph: a BERT encoder, mean pooling, unit length.

Inputs are the vectors of the pieces (texts, pieces, width) and a mask (texts, pieces); looking words up is left to
the caller, who need not load the table for it. Output is `vectors` (texts, width).

Weights are whole numbers of seven bits with one scale for each output; eight bits would overflow in the 16-bit sums
of processors without VNNI. Activations are rounded to eight bits with one scale for each piece, so that the vector
of a text does not depend on the texts beside it, as it does with one scale for a whole batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, TensorProto, helper, numpy_helper

from newsprism.stages.embed.names import MASK, VECTORS, WORDS
from newsprism.stages.embed.weights import Floats, Weights

_FUSED = "com.microsoft"  # the operators of onnxruntime itself
_OPSET, _IR = 18, 9
_WEIGHT, _ACTIVATION = 64, 127  # the largest whole number of each
_ZERO = 128
_TINY = 1e-9


def graph(weights: Weights, *, exact: bool = False) -> ModelProto:
    """Return the model; `exact` keeps floats, to compare with."""
    return _Drawing(weights, exact).model()


@dataclass(slots=True)
class _Drawing:
    """Puts the graph together; the value of a node has the name of the node."""

    weights: Weights
    exact: bool
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)
    rounded: set[str] = field(default_factory=set)

    def model(self) -> ModelProto:
        shape = self.weights.shape
        last = self._embedded()
        for layer in range(shape.layers):
            last = self._layer(last, f"l{layer}.")
        self._pooled(last)
        inputs = [
            helper.make_tensor_value_info(WORDS, TensorProto.FLOAT, ["texts", "pieces", shape.width]),
            helper.make_tensor_value_info(MASK, TensorProto.INT32, ["texts", "pieces"]),
        ]
        outputs = [helper.make_tensor_value_info(VECTORS, TensorProto.FLOAT, ["texts", shape.width])]
        drawn = helper.make_graph(self.nodes, "e5", inputs, outputs, self.constants)
        sets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(drawn, opset_imports=sets, ir_version=_IR)

    def _node(self, kind: str, inputs: Sequence[str], name: str, **given: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **given))
        return name

    def _constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _whole(self, name: str, *numbers: int) -> str:
        return self._constant(name, np.array(numbers, np.int64))

    def _vector(self, name: str) -> Floats:
        found: Floats = self.weights.tensors[name].raw.view("<f4").astype(np.float32)
        return found

    def _embedded(self) -> str:
        """Draw the sum of words, places and the first segment; return the pieces of all texts as rows."""
        width = self.weights.shape.width
        places = self.weights.tensors["emb.pos"].floats(width) + self.weights.tensors["emb.type"].floats(width)[0]
        self._whole("zero", 0)
        self._whole("one", 1)
        self._node("Shape", [WORDS], "length", start=1, end=2)
        self._node("Slice", [self._constant("places", places), "zero", "length", "zero"], "seen")
        self._node("Add", [WORDS, "seen"], "placed")
        normed = [self._constant(f"emb.{part}", self._vector(f"emb.ln.{part}")) for part in "wb"]
        self._node("LayerNormalization", ["placed", *normed], "normed", epsilon=self.weights.shape.epsilon)
        self._node("Shape", [WORDS], "texts", start=0, end=1)
        self._node("Concat", ["texts", self._whole("rest", -1), self._whole("width", width)], "apart", axis=0)
        if not self.exact:
            self._rounding()
        return self._node("Reshape", ["normed", self._whole("rows", -1, width)], "e0")

    def _rounding(self) -> None:
        """Draw what rounding needs: one zero point for each piece of each text."""
        self._constant("zero_point", np.array(_ZERO, np.uint8))
        self._constant("step", np.array(1 / _ACTIVATION, np.float32))
        self._constant("tiny", np.array(_TINY, np.float32))
        self._node("Size", [MASK], "size")
        self._node("Unsqueeze", ["size", "zero"], "pieces")
        filled = helper.make_tensor("value", TensorProto.UINT8, [1], [_ZERO])
        self._node("ConstantOfShape", ["pieces"], "zero_points", value=filled)

    def _layer(self, given: str, at: str) -> str:
        """Draw one layer of the encoder over rows of pieces."""
        shape = self.weights.shape
        self._linear(given, [f"{at}q", f"{at}k", f"{at}v"], f"{at}qkv")
        parts = [f"{at}{part}" for part in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [f"{at}qkv"], parts, axis=-1, num_outputs=3))
        texts = [self._node("Reshape", [part, "apart"], f"{part}s") for part in parts]
        self._node("MultiHeadAttention", [*texts, "", MASK], f"{at}heads", domain=_FUSED, num_heads=shape.heads)
        self._node("Reshape", [f"{at}heads", "rows"], f"{at}attended")
        attended = self._linear(f"{at}attended", [f"{at}ao"], f"{at}attention")
        middle = self._normed([given, attended], f"{at}aln")
        self._linear(middle, [f"{at}fi"], f"{at}inner")
        self._node("Gelu", [f"{at}inner"], f"{at}active", domain=_FUSED)
        return self._normed([middle, self._linear(f"{at}active", [f"{at}fo"], f"{at}outer")], f"{at}oln")

    def _normed(self, sum_of: Sequence[str], name: str) -> str:
        given = [self._constant(f"{name}.{part}", self._vector(f"{name}.{part}")) for part in "wb"]
        inputs = [*sum_of, *given]
        return self._node("SkipLayerNormalization", inputs, name, domain=_FUSED, epsilon=self.weights.shape.epsilon)

    def _linear(self, given: str, names: Sequence[str], name: str) -> str:
        """Draw the product of `given` with the tensors `names` side by side, and the sum with their biases."""
        wide = self.weights.shape.inner if names[0].endswith("fo") else self.weights.shape.width
        matrix = np.concatenate([self.weights.tensors[f"{one}.w"].floats(wide) for one in names]).T
        bias = self._constant(f"{name}.b", np.concatenate([self._vector(f"{one}.b") for one in names]))
        product = (self._exact_product if self.exact else self._rounded_product)(given, matrix, name)
        return self._node("Add", [product, bias], name)

    def _exact_product(self, given: str, matrix: Floats, name: str) -> str:
        return self._node("MatMul", [given, self._constant(f"{name}.w", matrix)], f"{name}.product")

    def _rounded_product(self, given: str, matrix: Floats, name: str) -> str:
        scale = np.maximum(np.abs(matrix).max(axis=0) / _WEIGHT, _TINY).astype(np.float32)
        whole = self._constant(f"{name}.w", np.rint(matrix / scale).astype(np.int8))
        self._round(given)
        self._node("MatMulInteger", [f"{given}.whole", whole, "zero_point"], f"{name}.sums")
        self._node("DequantizeLinear", [f"{name}.sums", f"{given}.scale"], f"{name}.rows", axis=0)
        return self._node("Mul", [f"{name}.rows", self._constant(f"{name}.s", scale)], f"{name}.product")

    def _round(self, given: str) -> None:
        if given in self.rounded:
            return
        self.rounded.add(given)
        self._node("Abs", [given], f"{given}.abs")
        self._node("ReduceMax", [f"{given}.abs", "one"], f"{given}.most", keepdims=0)
        self._node("Mul", [f"{given}.most", "step"], f"{given}.steps")
        self._node("Max", [f"{given}.steps", "tiny"], f"{given}.scale")
        self._node("QuantizeLinear", [given, f"{given}.scale", "zero_points"], f"{given}.whole", axis=0)

    def _pooled(self, last: str) -> None:
        """Draw the sum over the pieces of each text, brought to unit length: the length of a mean falls out of it."""
        self._node("Reshape", [last, "apart"], "pieces_of_texts")
        self._node("Cast", [MASK], "weighs", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["weighs", "one"], "weighing")
        self._node("MatMul", ["weighing", "pieces_of_texts"], "sums")
        self._node("Squeeze", ["sums", "one"], "sum")
        self._node("LpNormalization", ["sum"], VECTORS, axis=-1, p=2)
