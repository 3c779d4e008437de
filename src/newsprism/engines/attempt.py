"""Work in other processes that may kill them: whatever an item does, the others keep their results.

Each process writes down when it began an item. When one dies, the pool dies with it, and the items begun but not ended
are the suspects: each is tried again alone, and what kills a second process is at fault. The rest goes on in a new pool.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import time
from collections.abc import Callable, MutableSequence, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import Generic, TextIO, TypeVar

from newsprism.errors import MissingResource
from newsprism.protocols.services import Failed

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 8
"""Items handed to a process at once at most; their results are lost with it."""


def tried(work: Callable[[T], R], item: T) -> R | Failed:
    """Return what `work` gives, or its exception as a failure; MissingResource is raised."""
    try:
        return work(item)
    except MissingResource:
        # A damaged installation fails for every item and must be said, not counted.
        raise
    except (Exception, SystemExit) as problem:
        return Failed("failed", type(problem).__name__)


class Workers:
    """Up to `count` processes that do one attempt after another until one of them dies or they are closed.

    `patience` is the longest time for an item, in seconds; a process that takes longer ends itself.
    """

    def __init__(self, count: int, patience: float) -> None:
        self.count = count
        self.patience = patience
        # Spawned, not forked: the parent may hold threads of the analyser, which a fork would leave half alive.
        context = get_context("spawn")
        self._numbers = context.RawArray("q", count)
        self._began = context.RawArray("d", count)
        places = context.Value("i", 0)
        self._pool = ProcessPoolExecutor(count, context, _enter, (self._numbers, self._began, places, patience))

    def submit(self, work: Callable[[T], R], chunk: Sequence[tuple[int, T]]) -> Future[list[tuple[int, bytes]]]:
        """Have numbered items worked on; raises BrokenProcessPool when a process has died."""
        return self._pool.submit(_work_through, work, chunk)

    def begun(self) -> dict[int, float]:
        """Return the number and the time of beginning, on the monotonic clock, of each item that is not done."""
        return {number: began for number, began in zip(self._numbers, self._began, strict=True) if began}

    def close(self) -> None:
        """End the processes; work that has not begun is given up."""
        self._pool.shutdown(cancel_futures=True)


class Attempt(Generic[T, R]):
    """One attempt to do `work`, picklable, on `items` with `workers`, which are replaced when one of them dies."""

    def __init__(self, work: Callable[[T], R], items: Sequence[T], workers: Workers) -> None:
        self.workers = workers
        self._work = work
        self._items = items
        self._done: dict[int, R | Failed] = {}

    def run(self) -> list[R | Failed]:
        """Return the results in order. Raises MissingResource, and BrokenProcessPool when no process can be started."""
        left = list(range(len(self._items)))
        while left:
            for suspect in self._pass(left, self.workers):
                alone = Workers(1, self.workers.patience)
                try:
                    if self._pass([suspect], alone):
                        self._done[suspect] = Failed("crashed", "작업 프로세스가 죽었다")
                finally:
                    alone.close()
            rest = [i for i in left if i not in self._done]
            if len(rest) == len(left):
                raise BrokenProcessPool("worker processes end before they begin any work")
            if rest:
                self.workers.close()
                self.workers = Workers(self.workers.count, self.workers.patience)
            left = rest
        return [self._done[i] for i in range(len(self._items))]

    def _pass(self, numbers: Sequence[int], workers: Workers) -> list[int]:
        """Work on these items until all are done or a process dies; return those that were being worked on then."""
        for future in self._submitted(numbers, workers):
            with suppress(BrokenProcessPool):
                self._done.update((number, pickle.loads(result)) for number, result in future.result())
        return self._suspects(workers)

    def _submitted(self, numbers: Sequence[int], workers: Workers) -> list[Future[list[tuple[int, bytes]]]]:
        size = max(1, min(_CHUNK, len(numbers) // (workers.count * 4)))
        futures: list[Future[list[tuple[int, bytes]]]] = []
        # The pool may break while it is given more.
        with suppress(BrokenProcessPool):
            for start in range(0, len(numbers), size):
                chunk = [(number, self._items[number]) for number in numbers[start : start + size]]
                futures.append(workers.submit(self._work, chunk))
        return futures

    def _suspects(self, workers: Workers) -> list[int]:
        now = time.monotonic()
        begun = workers.begun()
        late = [number for number, began in begun.items() if now - began >= workers.patience]
        # Whoever was stopped for the time it took would take it again.
        self._done.update(
            (number, Failed("timed_out", f"{workers.patience:g}초 안에 끝나지 않았다")) for number in late
        )
        return [number for number in begun if number not in late]


class _Watch:
    """What a working process tells of itself, at its `place`: the item it is at, and since when; no time when done."""

    numbers: MutableSequence[int]
    began: MutableSequence[float]
    place: int
    patience: float
    nowhere: TextIO


def _enter(
    numbers: MutableSequence[int], began: MutableSequence[float], places: Synchronized[int], patience: float
) -> None:
    with places.get_lock():
        _Watch.place = places.value
        places.value += 1
    _Watch.numbers, _Watch.began, _Watch.patience = numbers, began, patience
    _Watch.nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  the watchdog writes to it when it bites


def _work_through(work: Callable[[T], R], chunk: Sequence[tuple[int, T]]) -> list[tuple[int, bytes]]:
    """Return the results as pickles: one that cannot be pickled must fail by itself, and while its item is watched."""
    results: list[tuple[int, bytes]] = []
    for number, item in chunk:
        _Watch.numbers[_Watch.place] = number
        _Watch.began[_Watch.place] = time.monotonic()
        # Not a thread of Python's: it ends the process even if native code never comes back.
        faulthandler.dump_traceback_later(_Watch.patience, exit=True, file=_Watch.nowhere)
        try:
            results.append((number, _pickled(tried(work, item))))
        finally:
            faulthandler.cancel_dump_traceback_later()
            _Watch.began[_Watch.place] = 0.0
    return results


def _pickled(result: object) -> bytes:
    given = tried(pickle.dumps, result)
    return pickle.dumps(given) if isinstance(given, Failed) else given
