"""Search over the index terms of the standing documents."""

from __future__ import annotations

import sqlite3

from newsprism.stores.sqlite.coding import DOCUMENT_COLUMNS, WIDTH, document, listed, plain
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import day_begins, day_ends
from newsprism.stores.sqlite.snippets import snippet
from newsprism.stores.sqlite.terms import expression
from newsprism.types.search import Found, Query

_TITLE, _TEXT = 4.0, 1.0  # a headline names what an article is about
_NEWEST = 0.5  # what the newest article is worth more than one without a date; a term of middling rarity weighs 5
_HALF = 7 * 24 * 3600 * 1e6  # microseconds after which half of that is gone

_WITHIN = """
    (:since IS NULL OR l.published_at >= :since) AND (:until IS NULL OR l.published_at < :until)
    AND (:publisher IS NULL OR l.publisher = :publisher)"""
_NOT_REFUSED = "(:refused IS NULL OR l.number NOT IN (SELECT rowid FROM terms WHERE terms MATCH :refused))"
_MATCHING = f"""
    SELECT l.row,
           -bm25(terms, {_TITLE}, {_TEXT})
           + coalesce({_NEWEST} / (1 + max(:now - l.published_at, 0) / {_HALF}), 0) AS score
    FROM terms CROSS JOIN listed l ON l.number = terms.rowid
    WHERE terms MATCH :wanted AND {_WITHIN}
    ORDER BY score DESC, l.published_at DESC, l.number DESC LIMIT :limit"""
_NEWEST_FIRST = f"""
    SELECT l.row, coalesce({_NEWEST} / (1 + max(:now - l.published_at, 0) / {_HALF}), 0) AS score
    FROM listed l WHERE {_WITHIN} AND {_NOT_REFUSED}
    ORDER BY l.published_at DESC, l.number DESC LIMIT :limit"""
_LAST_NEWS = "SELECT published_at FROM documents WHERE until IS NULL AND news ORDER BY published_at DESC LIMIT 1"


class Search:
    """The search of the protocol DocumentStore."""

    _database: Database

    def search(self, query: Query, limit: int) -> tuple[Found, ...]:
        """Return the best documents for the query, best first; newest first where no term says which is better."""
        wanted, refused = expression(query)
        if wanted and refused:
            wanted, refused = f"({wanted}) NOT ({refused})", None
        bounds = {
            "wanted": wanted,
            "refused": refused,
            "since": None if query.since is None else day_begins(query.since),
            "until": None if query.until is None else day_ends(query.until),
            "publisher": plain(query.publisher),
            "limit": max(limit, 0),
        }
        with self._database.read() as connection:
            newest = connection.execute(_LAST_NEWS).fetchone()
            bounds["now"] = (newest[0] if newest else None) or 0
            ranked = connection.execute(_MATCHING if wanted else _NEWEST_FIRST, bounds).fetchall()
            return _found(connection, ranked, query)


def _found(connection: sqlite3.Connection, ranked: list[tuple[int, float]], query: Query) -> tuple[Found, ...]:
    rows = connection.execute(
        f"SELECT {DOCUMENT_COLUMNS}, d.row FROM json_each(?) i CROSS JOIN documents d ON d.row = i.value",
        (listed([row for row, _ in ranked]),),
    )
    documents = {row[WIDTH]: document(row[:WIDTH]) for row in rows}
    answers = ((documents[row], score) for row, score in ranked)
    return tuple(Found(d, float(score), snippet(d.text, query)) for d, score in answers)
