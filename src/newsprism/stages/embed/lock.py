"""A lock between processes that dies with the process that holds it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STEP = 0.02  # seconds between two tries


@contextmanager
def locked(file: Path, seconds: float, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of `file`, alone or with others that share it.

    Raises TimeoutError when it is not to be had in `seconds`, another OSError when the file cannot be made.
    """
    opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _taken(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB, time.monotonic() + seconds)
        yield
    finally:
        os.close(opened)


def _taken(opened: int, kind: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(opened, kind)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise TimeoutError("the lock is held by another process") from None
            time.sleep(_STEP)
        else:
            return
