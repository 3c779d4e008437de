"""The log of visits, in a file of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from newsprism.formats.documents import well_formed
from newsprism.stores.sqlite.coding import plain, when
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import offset, ticks
from newsprism.stores.sqlite.packing import Spoiled
from newsprism.stores.sqlite.schema import VISITS
from newsprism.types.source import Mark, SourceId, Visited

_KEPT = timedelta(days=90)
_COLUMNS = "source_id, at, offset, seconds, outcome, entries, reason, fault"
_SUCCESS = "outcome IN ('read', 'unchanged')"


class SqliteVisitLog:
    """The protocol VisitLog; may be used by all threads of a process. Visits are kept for 90 days, marks for ever."""

    def __init__(self, path: Path, create: bool = True) -> None:
        """Open the file, or make it; raises as SqliteArchive does."""
        self._database = Database(path, VISITS, create)

    def mark(self, source_id: SourceId, place: str) -> Mark | None:
        """Return what was seen of `place` at the last visit of the source."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT place, digest, etag, modified FROM marks WHERE source_id = ? AND place = ?",
                (well_formed(source_id), well_formed(place)),
            ).fetchone()
        return Mark(*row) if row else None

    def note(self, visited: Visited, marks: Sequence[Mark]) -> None:
        """Note a visit and what to remember of it."""
        source, at = well_formed(visited.source_id), visited.at
        told = (visited.seconds, visited.outcome, visited.entries, plain(visited.reason), plain(visited.fault))
        with self._database.write() as connection:
            connection.execute(
                f"INSERT INTO visits({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                (source, ticks(at), offset(at), *told),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO marks(source_id, place, digest, etag, modified) VALUES(?, ?, ?, ?, ?)",
                [(source, well_formed(m.place), m.digest, plain(m.etag), plain(m.modified)) for m in marks],
            )
            _prune(connection, ticks(at - _KEPT))

    def visits(self, source_id: SourceId, since: datetime) -> tuple[Visited, ...]:
        """Return the visits since then, oldest first, after the last success before it if there was one."""
        source = well_formed(source_id)
        with self._database.read() as connection:
            before = connection.execute(
                f"""SELECT {_COLUMNS} FROM visits WHERE source_id = ? AND at < ? AND {_SUCCESS}
                    ORDER BY at DESC, number DESC LIMIT 1""",
                (source, ticks(since)),
            ).fetchall()
            later = connection.execute(
                f"SELECT {_COLUMNS} FROM visits WHERE source_id = ? AND at >= ? ORDER BY at, number",
                (source, ticks(since)),
            ).fetchall()
            return tuple(_visited(row) for row in (*before, *later))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> SqliteVisitLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _prune(connection: sqlite3.Connection, cutoff: int) -> None:
    """Forget old visits, but of no source its last success."""
    connection.execute(
        f"""DELETE FROM visits WHERE at < ? AND NOT ({_SUCCESS} AND NOT EXISTS(
                SELECT 1 FROM visits later
                WHERE later.source_id = visits.source_id AND later.{_SUCCESS}
                  AND (later.at > visits.at OR later.at = visits.at AND later.number > visits.number)))""",
        (cutoff,),
    )


def _visited(row: tuple[Any, ...]) -> Visited:
    source, at, east, seconds, outcome, entries, reason, fault = row
    moment = when(at, east)
    if moment is None:
        raise Spoiled("at")
    return Visited(SourceId(source), moment, seconds, outcome, entries, reason, fault)
