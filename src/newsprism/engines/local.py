"""All work on this machine: in this process when there is little of it, in one process a core when there is much."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_FEW = 120
"""Below this many items starting processes costs more than it saves."""


class LocalEngine:
    """Maps work over items with `workers` processes (0: one a core)."""

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1

    def map(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R]:
        """Return ``work(item)`` for every item in order; an exception of the work is raised here."""
        if self.workers < 2 or len(items) < _FEW:
            return [work(item) for item in items]
        # Spawned, not forked: the parent may hold threads of the analyser, which a fork would leave half alive.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            return list(pool.map(work, items, chunksize=max(1, len(items) // (self.workers * 4))))
