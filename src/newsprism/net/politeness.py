"""Turns: how many requests run at once, to one host and to all, and how far apart those to one host begin."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Protocol

from newsprism.net.deadline import Deadline
from newsprism.net.faults import no_turn

_REMEMBERED = 4_096  # hosts
_LONGEST_DELAY = 120.0  # seconds after which no earlier request matters


class _Gate(Protocol):
    def acquire(self, *, timeout: float) -> bool: ...
    def release(self) -> None: ...


class _Line:
    """Those who wait for one host: `last` is when a request began, `held` until when none may; who begins has the door."""

    __slots__ = ("door", "held", "last", "slots", "users")

    def __init__(self, width: int) -> None:
        self.slots = BoundedSemaphore(width)
        self.door = Lock()
        self.last = float("-inf")
        self.held = float("-inf")
        self.users = 0


class Politeness:
    """Hands out turns, to any number of threads."""

    def __init__(self, concurrency: int, per_host: int) -> None:
        self._all = BoundedSemaphore(concurrency)
        self._per_host = per_host
        self._lines: dict[str, _Line] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, delay: float | None, patience: float, subject: str) -> Iterator[float]:
        """Wait until a request to `host` may begin, `delay` seconds after the last; give the seconds waited.

        Without a `delay` it may begin beside others at any time, and does not count for those that come after.
        Raises ServerUnreachable about `subject` after `patience` seconds.
        """
        began = monotonic()
        limit = Deadline(patience)
        with self._joined(host) as line, ExitStack() as held:
            if not self._admitted(line, delay, limit, held):
                raise no_turn(subject, patience)
            yield monotonic() - began

    def _admitted(self, line: _Line, delay: float | None, limit: Deadline, held: ExitStack) -> bool:
        """Take a place in the line, then one of all; those behind wait at the door for the delay of those before."""
        if not _taken(line.slots, limit, held):
            return False
        if delay is None:
            return _taken(self._all, limit, held)
        with ExitStack() as door:
            if not _taken(line.door, limit, door):
                return False
            pause = max(line.last + delay, line.held) - monotonic()
            if pause > limit.left():
                return False
            time.sleep(max(0.0, pause))
            if not _taken(self._all, limit, held):
                return False
            line.last = monotonic()
        return True

    def hold(self, host: str, seconds: float) -> None:
        """Let no request to `host` begin for so long: it has asked for a pause."""
        with self._joined(host) as line:
            line.held = max(line.held, monotonic() + seconds)

    @contextmanager
    def _joined(self, host: str) -> Iterator[_Line]:
        with self._lock:
            if len(self._lines) >= _REMEMBERED:
                self._forget()
            line = self._lines.get(host) or self._lines.setdefault(host, _Line(self._per_host))
            line.users += 1
        try:
            yield line
        finally:
            with self._lock:
                line.users -= 1

    def _forget(self) -> None:
        """Drop hosts for which nobody waits and whose times are over."""
        past = monotonic() - _LONGEST_DELAY
        for host in [h for h, line in self._lines.items() if not line.users and max(line.last, line.held) < past]:
            del self._lines[host]


def _taken(gate: _Gate, limit: Deadline, held: ExitStack) -> bool:
    """Take the gate, to be given back when `held` closes; say whether that was possible in time."""
    taken = gate.acquire(timeout=limit.left())
    if taken:
        held.callback(gate.release)
    return taken
