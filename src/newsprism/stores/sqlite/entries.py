"""Entries exactly as they were published."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newsprism.protocols.stores import Waiting
from newsprism.stores.sqlite.coding import listed, plain, when
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import offset, ticks
from newsprism.stores.sqlite.packing import pack, unpack
from newsprism.stores.sqlite.revisions import Revisions, Writing
from newsprism.types.document import Entry
from newsprism.types.source import SourceId

_READ, _WAITING, _AGAIN = 0, 1, 2
_CHUNK = 500
_FEED_ITEM = "application/x-feed-item+json"
_ENTRY_COLUMNS = "number, source_id, state, media_type, origin, url, publisher, charset, first_seen, first_seen_offset, packing, content"
# An address of the source itself, or one that it gave an entry for: no source takes back what another published.
_STANDING_AT = """
    SELECT d.row FROM documents d
    WHERE d.url = :url AND d.until IS NULL
      AND (d.source_id = :source
           OR EXISTS(SELECT 1 FROM entries e WHERE e.url = :url AND e.source_id = :source))"""
_OPEN_AT = "SELECT number FROM entries WHERE url = :url AND source_id = :source AND state > 0"


class EntryTable:
    """The protocol EntryStore."""

    _database: Database
    _revisions: Revisions

    def keep(self, source_id: SourceId, entries: Sequence[Entry], retracted: Sequence[str], at: datetime) -> int:
        """Keep the entries not kept yet for this source (told apart by content and address); return how many.

        Documents of the addresses `retracted` are closed from this revision on, and entries of them that wait are not
        read any more. An entry that does not say when it was first seen was seen at `at`. Writes nothing when all is
        known.
        """
        source = plain(source_id) or ""
        given = {_digest(entry): entry for entry in entries}
        taken_back = [url for url in dict.fromkeys(plain(url) or "" for url in retracted) if url]
        with self._database.read() as connection:
            fresh = _unknown(connection, source, given)
            closing = [url for url in taken_back if _standing(connection, source, url)]
        if not fresh and not closing:
            return 0
        with self._revisions.write() as writing:
            for url in closing:
                _close(writing, source, url, at)
            rows = [_row(source, key, given[key], at, writing.revision) for key in fresh]
            return sum(writing.connection.execute(_INSERT, row).rowcount for row in rows)

    def waiting(self, limit: int) -> tuple[Waiting, ...]:
        """Return up to `limit` kept entries that have not been read, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT {_ENTRY_COLUMNS} FROM entries WHERE state > 0 ORDER BY number LIMIT ?", (limit,)
            )
            return tuple(_waiting(row) for row in rows)

    def reopen(self, publishers: Sequence[str]) -> int:
        """Let all feed items of these publishers be read again; return how many.

        A publisher is named as its clock is: the name that the item or its source gives, else its id, else the host of
        its address. What was taken back stays so.
        """
        with self._database.read() as connection:
            numbers = list(_said_by(connection, frozenset(publishers))) if publishers else []
        if not numbers:
            return 0
        with self._revisions.write() as writing:
            return writing.connection.execute(
                "UPDATE entries SET state = ? WHERE state = ? AND number IN (SELECT value FROM json_each(?))",
                (_AGAIN, _READ, listed(numbers)),
            ).rowcount


_INSERT = """
    INSERT INTO entries(source_id, digest, state, revision, media_type, origin, url, publisher, charset, first_seen,
                        first_seen_offset, packing, content)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(source_id, digest) DO NOTHING"""


def entry_digest(media_type: str, url: str | None, content: bytes) -> bytes:
    """Return the SHA-256 by which entries of one source are told apart."""
    address = b"" if url is None else b"+" + url.encode()
    head = b"%s\n%d\n" % (media_type.encode(), len(address))
    return hashlib.sha256(head + address + content).digest()


def _digest(entry: Entry) -> bytes:
    return entry_digest(entry.media_type, plain(entry.url), entry.content)


def _unknown(connection: sqlite3.Connection, source: str, given: dict[bytes, Entry]) -> list[bytes]:
    digests = list(given)
    known: set[bytes] = set()
    for start in range(0, len(digests), _CHUNK):
        chunk = digests[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        found = connection.execute(
            f"SELECT digest FROM entries WHERE source_id = ? AND digest IN ({marks})", (source, *chunk)
        )
        known.update(row[0] for row in found)
    return [key for key in digests if key not in known]


def _row(source: str, key: bytes, entry: Entry, at: datetime, revision: int) -> tuple[object, ...]:
    seen = entry.first_seen or at
    return (
        source,
        key,
        _WAITING,
        revision,
        entry.media_type,
        plain(entry.origin),
        plain(entry.url),
        plain(entry.publisher),
        plain(entry.charset),
        ticks(seen),
        offset(seen),
        *pack(entry.content),
    )


def _waiting(row: tuple[Any, ...]) -> Waiting:
    number, source, state, media_type, origin, url, publisher, charset, seen, east, packing, content = row
    entry = Entry(origin, media_type, unpack(packing, content), url, publisher, when(seen, east), charset)
    return Waiting(number, source, entry, state == _AGAIN)


def _standing(connection: sqlite3.Connection, source: str, url: str) -> bool:
    named = {"source": source, "url": url}
    return any(connection.execute(f"{query} LIMIT 1", named).fetchone() for query in (_STANDING_AT, _OPEN_AT))


def _close(writing: Writing, source: str, url: str, at: datetime) -> None:
    named = {"source": source, "url": url, "at": ticks(at), "revision": writing.revision, "read": _READ}
    run = writing.connection.execute
    run("INSERT OR IGNORE INTO retractions(source_id, url, at, revision) VALUES(:source, :url, :at, :revision)", named)
    rows = run(_STANDING_AT, named).fetchall()
    for (row,) in rows:
        run("DELETE FROM listed WHERE row = ?", (row,))
        run("UPDATE documents SET until = ? WHERE row = ?", (writing.revision, row))
    run(f"UPDATE entries SET state = :read WHERE number IN ({_OPEN_AT})", named)


def _said_by(connection: sqlite3.Connection, publishers: frozenset[str]) -> Iterator[int]:
    """Yield the numbers of read feed items of the publishers; what an item says itself goes before what is known of it."""
    rows = connection.execute(
        """SELECT e.number, e.publisher, e.url, e.packing, e.content FROM entries e
           WHERE e.media_type = ? AND e.state = ? AND NOT EXISTS(
               SELECT 1 FROM retractions r
               WHERE r.url = e.url AND r.source_id = e.source_id AND r.revision >= e.revision)""",
        (_FEED_ITEM, _READ),
    )
    for number, publisher, url, packing, content in rows:
        if _publisher_of(unpack(packing, content), publisher, url) in publishers:
            yield number


def _publisher_of(content: bytes, publisher: str | None, url: str | None) -> str:
    try:
        item = json.loads(content)
    except (ValueError, RecursionError):
        item = None
    told = item if isinstance(item, dict) else {}
    named = " ".join(_text(told, "publisher").split()) or publisher or _text(told, "publisher_id")
    return named or _host(_text(told, "url") or url)


def _text(item: dict[str, object], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
