"""How many questions are under way at once, and how many are begun in a minute."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

_MINUTE = 60.0


class Gate:
    """Lets `connections` through at once and `per_minute` in any minute (0: any number)."""

    def __init__(self, connections: int, per_minute: int = 0, minute: float = _MINUTE) -> None:
        self._places = threading.BoundedSemaphore(connections)
        self._most, self._minute = per_minute, minute
        self._begun: deque[float] = deque()
        self._turn = threading.Lock()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Wait for a place, and hold it."""
        with self._places:
            self._wait()
            yield

    def _wait(self) -> None:
        while self._most:
            with self._turn:
                now = monotonic()
                while self._begun and self._begun[0] <= now - self._minute:
                    self._begun.popleft()
                if len(self._begun) < self._most:
                    self._begun.append(now)
                    return
                pause = self._begun[0] + self._minute - now
            sleep(pause)
