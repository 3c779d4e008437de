"""Entries exactly as they were published."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from newsprism.protocols.stores import Arrived, Waiting
from newsprism.stores.sqlite.coding import listed, plain, when
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import offset, ticks
from newsprism.stores.sqlite.packing import Packing, pack_all, unpack
from newsprism.stores.sqlite.revisions import Revisions, Writing
from newsprism.types.document import Entry, MediaType
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
_OPEN = f"""
    SELECT {_ENTRY_COLUMNS} FROM entries INDEXED BY entries_waiting WHERE state > 0 ORDER BY revision, number LIMIT ?"""
# What an address showed last, and whether it was taken back since.
_LAST_AT = """
    SELECT e.digest, EXISTS(SELECT 1 FROM retractions r
                            WHERE r.url = e.url AND r.source_id = e.source_id AND r.revision > e.revision)
    FROM entries e WHERE e.url = ? AND e.source_id = ? AND e.media_type = ?
    ORDER BY e.revision DESC, e.number DESC LIMIT 1"""
_TAKE_AGAIN = "UPDATE entries SET state = ?, revision = ? WHERE source_id = ? AND digest = ?"


class EntryTable:
    """The protocol EntryStore."""

    _database: Database
    _revisions: Revisions

    def keep(self, source_id: SourceId, entries: Sequence[Entry], retracted: Sequence[str], at: datetime) -> Arrived:
        """Keep the entries not kept yet for this source (told apart by content and address); return what changed.

        A known entry is taken again, under this revision, when its address showed something else last or was taken
        back since; its first sight stays. Documents of the addresses `retracted` are closed from this revision on, and
        entries of them that wait are not read any more. An entry that does not say when it was first seen was seen at
        `at`. Writes nothing when all is known.
        """
        source = plain(source_id) or ""
        given = {_digest(entry): entry for entry in entries}
        taken_back = [url for url in dict.fromkeys(plain(url) or "" for url in retracted) if url]
        with self._database.read() as connection:
            fresh = _unknown(connection, source, given)
            again = list(_back(connection, source, given, {*fresh}, {*taken_back}))
            closing = [url for url in taken_back if _standing(connection, source, url)]
        if not (fresh or again or closing):
            return Arrived()
        with self._revisions.write() as writing:
            closed = sum(_close(writing, source, url, at) for url in closing)
            contents = pack_all([given[key].content for key in fresh])
            rows = [
                _row(source, key, given[key], packed, at, writing.revision)
                for key, packed in zip(fresh, contents, strict=True)
            ]
            run = writing.connection.execute
            taken = sum(run(_INSERT, row).rowcount for row in rows)
            taken += sum(run(_TAKE_AGAIN, (_WAITING, writing.revision, source, key)).rowcount for key in again)
            return Arrived(taken, closed)

    def waiting(self, limit: int, most_bytes: int = 64_000_000) -> tuple[Waiting, ...]:
        """Return up to `limit` kept entries that have not been read, in the order in which they were (last) taken.

        Together they hold no more than `most_bytes` of content, unless the first alone does.
        """
        found: list[Waiting] = []
        size = 0
        with self._database.read() as connection:
            # Without sorting: a sorter would hold the content of all that wait.
            for row in connection.execute(_OPEN, (limit,)):
                one = _waiting(row)
                size += len(one.entry.content)
                if found and size > most_bytes:
                    break
                found.append(one)
        return tuple(found)

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


def _back(
    connection: sqlite3.Connection,
    source: str,
    given: dict[bytes, Entry],
    fresh: Collection[bytes],
    taken_back: Collection[str],
) -> Iterator[bytes]:
    """Yield the known entries whose address showed something else last, or nothing any more.

    An address that shows two things at once shows what it did as long as the later one is among them: it does not
    change with every visit.
    """
    shown: dict[tuple[str, MediaType], list[bytes]] = defaultdict(list)
    for key, entry in given.items():
        if (url := plain(entry.url)) and url not in taken_back:
            shown[url, entry.media_type].append(key)
    for (url, media_type), keys in shown.items():
        if any(key in fresh for key in keys):
            continue
        last, gone = connection.execute(_LAST_AT, (url, source, media_type)).fetchone()
        if gone or last not in keys:
            yield from keys


def _row(
    source: str, key: bytes, entry: Entry, packed: tuple[Packing, bytes], at: datetime, revision: int
) -> tuple[object, ...]:
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
        *packed,
    )


def _waiting(row: tuple[Any, ...]) -> Waiting:
    number, source, state, media_type, origin, url, publisher, charset, seen, east, packing, content = row
    entry = Entry(origin, media_type, unpack(packing, content), url, publisher, when(seen, east), charset)
    return Waiting(number, source, entry, state == _AGAIN)


def _standing(connection: sqlite3.Connection, source: str, url: str) -> bool:
    named = {"source": source, "url": url}
    return any(connection.execute(f"{query} LIMIT 1", named).fetchone() for query in (_STANDING_AT, _OPEN_AT))


def _close(writing: Writing, source: str, url: str, at: datetime) -> int:
    named = {"source": source, "url": url, "at": ticks(at), "revision": writing.revision, "read": _READ}
    run = writing.connection.execute
    run("INSERT OR IGNORE INTO retractions(source_id, url, at, revision) VALUES(:source, :url, :at, :revision)", named)
    rows = run(_STANDING_AT, named).fetchall()
    for (row,) in rows:
        run("DELETE FROM listed WHERE row = ?", (row,))
        run("UPDATE documents SET until = ? WHERE row = ?", (writing.revision, row))
    run(f"UPDATE entries SET state = :read WHERE number IN ({_OPEN_AT})", named)
    return len(rows)


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
