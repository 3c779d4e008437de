"""Work in threads that nobody waits for longer than agreed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def attended(work: Callable[[T], R], items: Sequence[T], threads: int, patience: float) -> Iterator[tuple[T, R | None]]:
    """Yield each item with what `work`, which must not raise, gave of it, as it comes; None after `patience` seconds.

    `threads` items are worked on at once; one that is given up makes room for the next. A thread cannot be stopped, so
    such work goes on unheard. The threads are daemons: the end of the process does not wait for them, as it would for
    those of a ThreadPoolExecutor.
    """
    ahead = deque(enumerate(items))
    running: dict[int, tuple[T, float]] = {}
    results: SimpleQueue[tuple[int, R]] = SimpleQueue()

    def run(number: int, item: T) -> None:
        results.put((number, work(item)))

    while ahead or running:
        while ahead and len(running) < max(1, threads):
            number, item = ahead.popleft()
            running[number] = (item, time.monotonic() + patience)
            Thread(target=run, args=(number, item), name=f"attended-{number}", daemon=True).start()
        # They began in this order and have equal time, so the first of them is due first.
        first = next(iter(running))
        try:
            number, result = results.get(timeout=max(0.0, running[first][1] - time.monotonic()))
        except Empty:
            yield running.pop(first)[0], None
            continue
        if number in running:
            yield running.pop(number)[0], result
