"""What readers had and said: rows of their own, apart from the revisions of the content."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast, get_args

from newsprism.formats.documents import well_formed
from newsprism.stores.sqlite.coding import expecting_ours, listed, packed_json, plain, unpacked_json
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.decisions import holding_some, parts_of
from newsprism.stores.sqlite.moments import moment, offset, ticks
from newsprism.stores.sqlite.packing import Spoiled
from newsprism.types.brief import Cadence
from newsprism.types.document import DocumentId
from newsprism.types.history import Attitude, Feedback, History, Holding, Sent
from newsprism.types.story import StoryId

FEEDBACK_COLUMNS = "story_id, thread, attitude, at, at_offset, title, seconds, packing, body"
"""What `feedback` reads."""
SENT_COLUMNS = "story_id, thread, title, cadence, issue, closed, closed_offset, made_at, made_offset, packing, body"
"""What `sent` reads."""

_SAID = ("more", "less", "block", "mute")
_FOREVER = 2**62
_TABLES = ("feedback", "sent", "editions")
_BESIDE = """
    SELECT DISTINCT o.document_id
    FROM json_each(?) i
    CROSS JOIN story_documents m ON m.document_id = i.value AND m.until IS NULL
    CROSS JOIN story_documents o ON o.story_id = m.story_id AND o.until IS NULL
    WHERE (SELECT min(d.first_seen) FROM documents d WHERE d.id = o.document_id) <= ?"""


class HistoryTable:
    """The protocol HistoryStore."""

    _database: Database

    def tell(self, reader: str, feedback: Feedback) -> None:
        """Keep what a reader said or did."""
        packing, blob = packed_json({"traits": sorted(feedback.traits), "documents": sorted(feedback.documents)})
        with self._database.write() as connection:
            connection.execute(
                f"INSERT INTO feedback(reader, {FEEDBACK_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    well_formed(reader),
                    well_formed(feedback.story_id),
                    plain(feedback.thread_id),
                    feedback.attitude,
                    ticks(feedback.at),
                    offset(feedback.at),
                    well_formed(feedback.title),
                    feedback.seconds if feedback.seconds is None or math.isfinite(feedback.seconds) else None,
                    packing,
                    blob,
                ),
            )

    def untell(self, reader: str) -> Feedback | None:
        """Take back what the reader said last, and return it; None when there is nothing.

        What they did, that is opened or read, was not said and stays.
        """
        with self._database.write() as connection:
            row = connection.execute(
                f"""SELECT number, {FEEDBACK_COLUMNS} FROM feedback
                    WHERE reader = ? AND attitude IN (?, ?, ?, ?) ORDER BY number DESC LIMIT 1""",
                (well_formed(reader), *_SAID),
            ).fetchone()
            if row is None:
                return None
            connection.execute("DELETE FROM feedback WHERE number = ?", row[:1])
            return feedback_of(row[1:])

    def send(self, reader: str, sent: Sequence[Sent]) -> None:
        """Keep what an edition printed; what is kept of the same edition and story already stays as it is."""
        rows = [_sent_row(reader, one) for one in sent]
        if not rows or self._all_sent(rows):
            return
        with self._database.write() as connection:
            connection.executemany(
                f"""INSERT INTO sent(reader, {SENT_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""",
                rows,
            )

    def _all_sent(self, rows: Sequence[tuple[Any, ...]]) -> bool:
        """Say whether all is kept already: an edition that is printed again writes nothing."""
        query = "SELECT 1 FROM sent WHERE reader = ? AND cadence = ? AND issue = ? AND story_id = ?"
        with self._database.read() as connection:
            return all(connection.execute(query, (r[0], r[4], r[5], r[1])).fetchone() for r in rows)

    def history(self, reader: str, until: datetime | None = None) -> History:
        """Return what was told and sent, oldest first; only what was told or made up to `until` if that is given."""
        asked = (well_formed(reader), _FOREVER if until is None else ticks(until))
        with self._database.read() as connection:
            told = connection.execute(
                f"SELECT {FEEDBACK_COLUMNS} FROM feedback WHERE reader = ? AND at <= ? ORDER BY at, number", asked
            ).fetchall()
            sent = connection.execute(
                f"SELECT {SENT_COLUMNS} FROM sent WHERE reader = ? AND made_at <= ? ORDER BY made_at, number", asked
            ).fetchall()
            said = tuple(_with_neighbours(connection, feedback_of(row)) for row in told)
            return History(said, _with_parts(connection, [sent_of(row) for row in sent]))

    def holding(self, reader: str) -> Holding:
        """Return how much is kept of the reader."""
        with self._database.read() as connection:
            return _held(connection, reader)

    def forget(self, reader: str) -> Holding:
        """Delete all that is kept of the reader, beyond recovery from the file, and return how much it was.

        The editions lose their pins too: made again, they are made of what stands now.
        """
        with self._database.erase() as connection:
            held = _held(connection, reader)
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table} WHERE reader = ?", (well_formed(reader),))
            return held


def _held(connection: sqlite3.Connection, reader: str) -> Holding:
    row = connection.execute(
        """SELECT count(*) FILTER (WHERE attitude IN (?, ?, ?, ?)), count(*) FILTER (WHERE attitude NOT IN (?, ?, ?, ?)),
                  (SELECT count(*) FROM sent WHERE reader = ?), (SELECT count(*) FROM editions WHERE reader = ?)
           FROM feedback WHERE reader = ?""",
        (*_SAID, *_SAID, *(well_formed(reader),) * 3),
    ).fetchone()
    return Holding(*row)


def _with_neighbours(connection: sqlite3.Connection, told: Feedback) -> Feedback:
    """Return what was said of a muted story with the reports that stood beside it then and are in one story with it now."""
    if told.attitude != "mute" or not told.documents:
        return told
    rows = connection.execute(_BESIDE, (listed(sorted(told.documents)), ticks(told.at)))
    beside = frozenset(DocumentId(name) for (name,) in rows) - told.documents
    return replace(told, beside=beside) if beside else told


def _with_parts(connection: sqlite3.Connection, sent: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return what was sent with the stories that came out of it since: those that took some of its reports along."""
    parts = parts_of(connection, (well_formed(one.story_id) for one in sent)) if sent else {}

    def since(one: Sent) -> Sent:
        if one.story_id not in parts:
            return one
        taken = holding_some(connection, parts[one.story_id], one.documents) if one.documents else parts[one.story_id]
        return replace(one, parted=frozenset(map(StoryId, taken)))

    return tuple(map(since, sent))


def _sent_row(reader: str, sent: Sent) -> tuple[Any, ...]:
    packing, blob = packed_json({"documents": sorted(sent.documents)})
    return (
        well_formed(reader),
        well_formed(sent.story_id),
        plain(sent.thread_id),
        well_formed(sent.title),
        sent.cadence,
        sent.issue.isoformat(),
        ticks(sent.closed),
        offset(sent.closed),
        ticks(sent.made_at),
        offset(sent.made_at),
        packing,
        blob,
    )


def feedback_of(row: tuple[Any, ...]) -> Feedback:
    """Return the feedback of a row of FEEDBACK_COLUMNS; raises Spoiled."""
    with expecting_ours():
        story, thread, attitude, at, east, title, seconds, packing, blob = row
        if attitude not in get_args(Attitude):
            raise Spoiled(f"attitude {attitude}")
        rest = unpacked_json(packing, blob)
        return Feedback(
            story_id=story,
            thread_id=thread,
            attitude=cast("Attitude", attitude),
            at=moment(at, east),
            title=title,
            traits=frozenset(map(str, rest["traits"])),
            documents=_named(rest["documents"]),
            seconds=seconds,
        )


def sent_of(row: tuple[Any, ...]) -> Sent:
    """Return what was sent of a row of SENT_COLUMNS; raises Spoiled."""
    with expecting_ours():
        story, thread, title, cadence, issue, closed, closed_east, made, made_east, packing, blob = row
        if cadence not in get_args(Cadence):
            raise Spoiled(f"cadence {cadence}")
        return Sent(
            story_id=story,
            thread_id=thread,
            title=title,
            cadence=cast("Cadence", cadence),
            issue=date.fromisoformat(issue),
            closed=moment(closed, closed_east),
            made_at=moment(made, made_east),
            documents=_named(unpacked_json(packing, blob)["documents"]),
        )


def _named(documents: list[object]) -> frozenset[DocumentId]:
    return frozenset(DocumentId(str(name)) for name in documents)
