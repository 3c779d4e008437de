"""Who refreshes, and under which number: one process at a time, by a lock that dies with its holder."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsprism.errors import StoreBusy, StoreFault, system_reason
from newsprism.protocols.stores import Revision
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import ticks

_held: set[int] = set()


def _let_go() -> None:
    # A worker process that outlives its killed parent must not keep the parent's lock.
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction under way and the revision under which it writes."""

    connection: sqlite3.Connection
    revision: Revision


class Revisions:
    """Gives revisions to whoever writes.

    A revision's row is written with the first write under it, and it counts as finished when its refresh ends; one that
    was cut off is finished by the next refresh, which begins a revision of its own.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._number: Revision | None = None
        self._begun = False

    @contextmanager
    def hold(self) -> Iterator[Revision]:
        """Hold the workspace for one refresh; raises StoreBusy when somebody else does."""
        with _locked(self._database.path):
            number = self._next()
            self._number, self._begun = number, False
            try:
                yield number
            finally:
                self._number = None
                if self._begun:
                    self._finish(number)

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """Give a transaction under the revision held; alone, a write is a refresh of its own."""
        if self._number is None:
            with self.hold(), self.write() as writing:
                yield writing
            return
        number = self._number
        with self._database.write() as connection:
            if not self._begun:
                connection.execute("INSERT INTO revisions(number, started_at) VALUES(?, ?)", (number, _now()))
            yield Writing(connection, number)
        self._begun = True

    def newest(self) -> Revision:
        """Return the newest finished revision, 0 when there is none."""
        with self._database.read() as connection:
            return Revision(connection.execute("SELECT max(number) FROM revisions WHERE finished").fetchone()[0] or 0)

    def _next(self) -> Revision:
        with self._database.read() as connection:
            last, unfinished = connection.execute(
                "SELECT coalesce(max(number), 0), min(finished) = 0 FROM revisions"
            ).fetchone()
        if unfinished:
            self._finish(last)
        return Revision(last + 1)

    def _finish(self, number: int) -> None:
        with self._database.write() as connection:
            connection.execute("UPDATE revisions SET finished = 1 WHERE number <= ? AND NOT finished", (number,))


def _now() -> int:
    return ticks(datetime.now(UTC))


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    path = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreFault(system_reason(error), subject=str(path)) from error
    try:
        _lock(descriptor, database)
        _held.add(descriptor)
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def _lock(descriptor: int, database: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    except BlockingIOError:
        raise StoreBusy(
            f"다른 프로세스(pid {_holder(descriptor)})가 이 작업 공간을 새로 고치고 있습니다",
            subject=str(database),
            advice="끝난 뒤에 다시 실행하세요.",
        ) from None
    except OSError as error:
        raise StoreFault(system_reason(error), subject=str(database)) from error


def _holder(descriptor: int) -> str:
    for _ in range(5):  # the holder may be between taking the lock and writing its number
        if number := os.pread(descriptor, 20, 0):
            return number.decode("ascii", "replace")
        time.sleep(0.01)
    return "?"
