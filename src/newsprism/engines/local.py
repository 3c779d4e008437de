"""All work on this machine: in this process when there is little of it, in one process a core when there is much."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from threading import Lock, Timer
from typing import TypeVar

from newsprism.engines.attempt import Attempt, Workers, tried
from newsprism.protocols.services import Failed

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 120.0
"""Seconds that an attempt in another process may take for one item."""
_REST = 5.0
"""Seconds for which processes wait for the next attempt."""
_FEW = 120
"""Below this many items starting processes costs more than it saves."""


class LocalEngine:
    """Maps work over items with `workers` processes (0: one a core); `patience` is for one item of an attempt.

    Little work is done in this process. There an attempt survives exceptions only: work that kills its process, or
    never ends, does so to the caller.
    """

    def __init__(self, workers: int = 0, patience: float = PATIENCE) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.patience = patience
        self._lock = Lock()
        self._resting: Workers | None = None

    def map(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R]:
        """Return ``work(item)`` for every item in order; an exception of the work is raised here."""
        if self._alone(len(items)):
            return [work(item) for item in items]
        # Spawned, not forked: the parent may hold threads of the analyser, which a fork would leave half alive.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            return list(pool.map(work, items, chunksize=max(1, len(items) // (self.workers * 4))))

    def attempt(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R | Failed]:
        """Return ``work(item)``, or why there is none, for every item in order.

        Raises MissingResource, which fails for every item, and BrokenProcessPool when no process can be started.
        """
        if self._alone(len(items)):
            return [tried(work, item) for item in items]
        with self._lock:
            workers, self._resting = self._resting, None
        attempt = Attempt(work, items, workers or Workers(self.workers, self.patience))
        try:
            found = attempt.run()
        except BaseException:
            attempt.workers.close()  # they may still be at items of this attempt
            raise
        self._rest(attempt.workers)
        return found

    def _rest(self, workers: Workers) -> None:
        """Keep the processes for an attempt that follows soon; starting them takes as long as reading fifty pages."""
        with self._lock:
            surplus, self._resting = self._resting, workers
        if surplus:
            surplus.close()
        timer = Timer(_REST, self._dismiss, (workers,))
        timer.daemon = True
        timer.start()

    def _dismiss(self, workers: Workers) -> None:
        with self._lock:
            if self._resting is not workers:
                return
            self._resting = None
        workers.close()

    def _alone(self, count: int) -> bool:
        return self.workers < 2 or count < _FEW
