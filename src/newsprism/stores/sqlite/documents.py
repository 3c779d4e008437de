"""Documents with all their versions, and what the clocks of their publishers are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from newsprism.protocols.stores import Kept, Shelf, Shelved
from newsprism.stores.sqlite.coding import (
    DOCUMENT_COLUMNS,
    WIDTH,
    body,
    clock,
    counts_from_json,
    document,
    evidence_to_json,
    listed,
    plain,
    when,
)
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import offset, ticks
from newsprism.stores.sqlite.packing import Spoiled
from newsprism.stores.sqlite.revisions import Revisions, Writing
from newsprism.stores.sqlite.terms import digest, joined
from newsprism.stores.sqlite.weights import packed
from newsprism.types.clock import Clock, ClockReading
from newsprism.types.document import Document, DocumentId
from newsprism.types.source import Yield

_STANDING = "FROM json_each(?) i CROSS JOIN documents d ON d.id = i.value AND d.until IS NULL"


class DocumentTable:
    """The protocol DocumentStore without its search."""

    _database: Database
    _revisions: Revisions

    def current(self, ids: Sequence[DocumentId]) -> Mapping[DocumentId, Kept]:
        """Return the standing versions of those ids that there are."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT {DOCUMENT_COLUMNS}, d.made_from, d.first_seen, d.first_seen_offset {_STANDING}", (listed(ids),)
            )
            return {row[0]: _kept(row) for row in rows}

    def shelve(self, shelf: Shelf) -> None:
        """Write what a batch of entries became, and that they were read."""
        if not (shelf.entries or shelf.documents or shelf.clocks or shelf.yields):
            return
        with self._revisions.write() as writing:
            for shelved in shelf.documents:
                _shelve(writing, shelved)
            for reading in shelf.clocks:
                _set_clock(writing, reading)
            for told in shelf.yields:
                _add_yield(writing, told)
            writing.connection.execute(
                "UPDATE entries SET state = 0 WHERE number IN (SELECT value FROM json_each(?)) AND state > 0",
                (listed(shelf.entries),),
            )

    def documents(self, ids: Sequence[DocumentId]) -> tuple[Document, ...]:
        """Return the standing versions, in the order of `ids`; those that are not there are left out."""
        with self._database.read() as connection:
            rows = connection.execute(f"SELECT {DOCUMENT_COLUMNS} {_STANDING}", (listed(ids),))
            found = {row[0]: document(row) for row in rows}
        return tuple(found[name] for name in ids if name in found)

    def recall(self, publishers: Sequence[str]) -> Mapping[str, Clock]:
        """Return the clocks, with the evidence so far, of those publishers of whom there is any."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT publisher, seconds, basis, evidence FROM clocks WHERE publisher IN (SELECT value FROM json_each(?))",
                (listed(publishers),),
            )
            return {publisher: clock(*told) for publisher, *told in rows}


def _kept(row: tuple[Any, ...]) -> Kept:
    made_from, seen, east = row[WIDTH:]
    first_seen = when(seen, east)
    if first_seen is None:
        raise Spoiled("first_seen")
    return Kept(document(row[:WIDTH]), made_from, first_seen)


def _shelve(writing: Writing, shelved: Shelved) -> None:
    run = writing.connection.execute
    name = plain(shelved.document.id)
    standing, version = run(
        """SELECT (SELECT row FROM documents WHERE id = :id AND until IS NULL),
                  (SELECT coalesce(max(version), 0) + 1 FROM documents WHERE id = :id)""",
        {"id": name},
    ).fetchone()
    if standing is not None:
        run("UPDATE documents SET until = ? WHERE row = ?", (writing.revision, standing))
    row = run(_INSERT, _row(shelved, version, writing.revision)).lastrowid
    _list(writing, shelved, standing, row)
    run(
        "INSERT OR REPLACE INTO features(id, packing, weights) VALUES(?, ?, ?)",
        (name, *packed(shelved.indexed.features)),
    )
    if shelved.news:
        run(
            """INSERT OR IGNORE INTO loose(id) SELECT :id
               WHERE NOT EXISTS(SELECT 1 FROM story_documents WHERE document_id = :id AND until IS NULL)""",
            {"id": name},
        )


_INSERT = """
    INSERT INTO documents(id, version, since, news, published_at, published_offset, first_seen, first_seen_offset,
                          source_id, made_from, kind, language, publisher, title, url, packing, body)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _row(shelved: Shelved, version: int, revision: int) -> tuple[object, ...]:
    given = shelved.document
    published = given.published_at
    return (
        plain(given.id),
        version,
        revision,
        int(shelved.news),
        None if published is None else ticks(published),
        None if published is None else offset(published),
        ticks(shelved.first_seen),
        offset(shelved.first_seen),
        plain(shelved.source_id),
        shelved.made_from,
        given.kind,
        plain(given.language),
        plain(given.publisher),
        plain(given.title),
        plain(given.url),
        *body(given),
    )


def _list(writing: Writing, shelved: Shelved, standing: int | None, row: int | None) -> None:
    """Make the version findable; one that differs only in its time or text takes over the terms of the one before."""
    run = writing.connection.execute
    title, text = joined(shelved.indexed.title_terms), joined(shelved.indexed.text_terms)
    key = digest(title, text)
    published = shelved.document.published_at
    found = {
        "row": row,
        "at": None if published is None else ticks(published),
        "publisher": plain(shelved.document.publisher),
        "digest": key,
        "standing": standing,
    }
    taken_over = run(
        "UPDATE listed SET row = :row, published_at = :at, publisher = :publisher WHERE row = :standing AND digest = :digest",
        found,
    ).rowcount
    if taken_over:
        return
    run("DELETE FROM listed WHERE row = :standing", found)
    # Not the next free number of `listed`: one given up still has its terms in the index.
    found["number"] = row
    run(
        "INSERT INTO listed(number, row, published_at, publisher, digest) VALUES(:number, :row, :at, :publisher, :digest)",
        found,
    )
    run("INSERT INTO terms(rowid, title, text) VALUES(?, ?, ?)", (row, title, text))


def _set_clock(writing: Writing, reading: ClockReading) -> None:
    told = reading.clock
    writing.connection.execute(
        "INSERT OR REPLACE INTO clocks(publisher, seconds, basis, evidence) VALUES(?, ?, ?, ?)",
        (plain(reading.publisher), told.offset_applied.total_seconds(), told.basis, evidence_to_json(told.evidence)),
    )


def _add_yield(writing: Writing, told: Yield) -> None:
    """Add the figures of a batch to those of the same source and refresh."""
    run = writing.connection.execute
    key = (writing.revision, plain(told.source_id))
    before = run("SELECT dropped FROM yields WHERE revision = ? AND source_id = ?", key).fetchone()
    dropped = counts_from_json(before[0]) if before else {}
    for reason, count in told.dropped:
        dropped[reason] = dropped.get(reason, 0) + count
    run(
        """INSERT INTO yields(revision, source_id, entries, documents, undated, kept, cut, dropped)
           VALUES(?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT(revision, source_id) DO UPDATE SET
               entries = entries + excluded.entries, documents = documents + excluded.documents,
               undated = undated + excluded.undated, kept = kept + excluded.kept, cut = cut + excluded.cut,
               dropped = excluded.dropped""",
        (*key, told.entries, told.documents, told.undated, told.kept, told.cut, json.dumps(dropped)),
    )
