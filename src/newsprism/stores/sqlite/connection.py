"""One connection to one database file, for all threads of a process: reading and writing as whole transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from newsprism.errors import StoreBusy, StoreDamaged, StoreFault
from newsprism.stores.sqlite.migrations import RESCUE, migrate
from newsprism.stores.sqlite.packing import Spoiled
from newsprism.stores.sqlite.schema import Schema

_PATIENCE = 15.0  # seconds to wait for another process's transaction; ours take far less than one
_LARGEST_LOG = 64 * 1024 * 1024  # bytes that the write-ahead log keeps after a large refresh


class Database:
    """A database file; opening it writes nothing unless it is new or of an earlier schema."""

    def __init__(self, path: Path, schema: Schema, create: bool = True) -> None:
        """Open the file; raises StoreDamaged (with `create` False also for a missing file) or another StoreFault."""
        self.path = path
        self._turn = RLock()
        if not create and not path.exists():
            raise StoreDamaged("데이터베이스 파일이 없습니다", subject=str(path), advice=RESCUE)
        with self._faults():
            self._connection = _open(path, schema)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the database; a read within a transaction joins it."""
        with self._turn, self._faults():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def erase(self) -> Iterator[sqlite3.Connection]:
        """Give a connection like `write` whose deletions overwrite what they delete, in the file and in its log."""
        with self._turn, self._faults():
            self._connection.execute("PRAGMA secure_delete = ON")
            try:
                with self.write() as connection:
                    yield connection
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                self._connection.execute("PRAGMA secure_delete = OFF")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are all kept at the end, or none if an exception leaves the block."""
        with self._turn, self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connection; the last one to close moves the log into the file."""
        with self._turn, self._faults():
            self._connection.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise fault(error, self.path) from error
        except Spoiled as error:
            raise _damaged(self.path) from error


def _open(path: Path, schema: Schema) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # A workspace may come from elsewhere: its schema must not run functions of ours.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA synchronous = {schema.synchronous}")
        connection.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG}")
        connection.execute("PRAGMA cache_size = -65536")
        migrate(connection, schema, path)
    except BaseException:
        connection.close()
        raise
    return connection


def fault(error: sqlite3.Error, path: Path) -> StoreFault:
    """Return what an error of SQLite means to a person."""
    subject = str(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy("다른 프로세스가 쓰고 있습니다", subject=subject, advice="잠시 뒤에 다시 실행하세요.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    told, advice = _TOLD.get(code, (f"데이터베이스를 쓸 수 없습니다({error})", "`newsprism doctor`로 살펴보세요."))
    return StoreFault(told, subject=subject, advice=advice)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged("데이터베이스가 손상되었습니다", subject=str(path), advice=RESCUE)


_TOLD = {
    sqlite3.SQLITE_FULL: ("저장 공간이 모자랍니다", "자리를 비운 뒤에 다시 실행하세요. 적어 둔 것은 그대로 있습니다."),
    sqlite3.SQLITE_READONLY: ("쓸 수 없는 파일입니다", "파일과 폴더의 쓰기 권한을 확인하세요."),
    sqlite3.SQLITE_CANTOPEN: ("열 수 없습니다", "폴더가 있는지, 읽고 쓸 권한이 있는지 확인하세요."),
    sqlite3.SQLITE_PERM: ("권한이 없습니다", "파일과 폴더의 권한을 확인하세요."),
    sqlite3.SQLITE_IOERR: ("저장 장치가 읽거나 쓰지 못합니다", "저장 장치를 확인하세요."),
}
