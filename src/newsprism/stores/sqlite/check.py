"""The integrity check: what is written is whole, and nothing is lost or twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from newsprism.errors import StoreBusy, StoreFault
from newsprism.stores.sqlite.coding import DOCUMENT_COLUMNS, document
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.entries import entry_digest
from newsprism.stores.sqlite.history import FEEDBACK_COLUMNS, SENT_COLUMNS, feedback_of, sent_of
from newsprism.stores.sqlite.packing import Spoiled, unpack
from newsprism.stores.sqlite.schema import ARCHIVE
from newsprism.stores.sqlite.weights import unpacked

_SHOWN = 5  # of SQLite's own complaints

# Each query counts what must not be.
_COUNTED = (
    ("외래 키가 맞지 않는 줄 {}개", "SELECT count(*) FROM pragma_foreign_key_check"),
    ("사라진 항목 {}개", "SELECT coalesce(max(number), 0) - count(*) FROM entries"),
    (
        "두 번 들어 있는 항목 {}개",
        "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) n FROM entries GROUP BY source_id, digest HAVING n > 1)",
    ),
    (
        "현재 판이 둘 이상인 문서 {}개",
        "SELECT count(*) FROM (SELECT 1 FROM documents NOT INDEXED WHERE until IS NULL GROUP BY id HAVING count(*) > 1)",
    ),
    ("끝이 시작보다 앞선 문서 판 {}개", "SELECT count(*) FROM documents NOT INDEXED WHERE until < since"),
    (
        "문서가 없는 사안 구성원 {}개",
        """SELECT count(*) FROM story_documents m
           WHERE NOT EXISTS(SELECT 1 FROM documents d WHERE d.id = m.document_id)""",
    ),
    (
        "두 사안에 동시에 든 문서 {}개",
        """SELECT count(DISTINCT a.document_id) FROM story_documents a JOIN story_documents b
           ON b.document_id = a.document_id AND b.since > a.since AND (a.until IS NULL OR b.since < a.until)""",
    ),
    (
        "제목이 없는 사안 {}개",
        "SELECT count(*) FROM stories s WHERE NOT EXISTS(SELECT 1 FROM story_versions v WHERE v.story_id = s.id)",
    ),
    (
        "끝난 사안에 남은 문서 {}개",
        """SELECT count(*) FROM story_documents m JOIN stories s ON s.id = m.story_id
           WHERE m.until IS NULL AND s.until IS NOT NULL""",
    ),
    (
        "저 자신에서 갈라진 사안 {}개",
        """SELECT (SELECT count(*) FROM partings WHERE story_id = part_id)
                + (SELECT count(*) FROM decisions WHERE story_id = other_id)""",
    ),
    (
        "어느 사안에도 없고 기다리지도 않는 문서 {}개",
        """SELECT count(*) FROM documents d WHERE d.until IS NULL AND d.news
           AND NOT EXISTS(SELECT 1 FROM loose l WHERE l.id = d.id)
           AND NOT EXISTS(SELECT 1 FROM story_documents m WHERE m.document_id = d.id AND m.until IS NULL)""",
    ),
    (
        "검색되지 않는 문서 {}개",
        """SELECT count(*) FROM documents d WHERE d.until IS NULL AND NOT EXISTS(
               SELECT 1 FROM listed l JOIN terms_docsize t ON t.id = l.number WHERE l.row = d.row)""",
    ),
    (
        "없어진 판을 가리키는 검색 줄 {}개",
        "SELECT count(*) FROM listed l JOIN documents d ON d.row = l.row WHERE d.until IS NOT NULL",
    ),
)


def check(path: Path) -> tuple[str, ...]:
    """Return the faults of an archive, one line each; empty when it is sound. Nothing in it is changed.

    Reads everything, which takes about six seconds of processor time for 100,000 documents. Raises StoreBusy when
    somebody writes all the while.
    """
    try:
        database = Database(path, ARCHIVE, create=False)
    except StoreBusy:
        raise
    except StoreFault as error:
        return (str(error),)
    try:
        return tuple(_faults(database))
    except StoreBusy:
        raise
    except StoreFault as error:
        return (str(error),)
    finally:
        database.close()


def _faults(database: Database) -> Iterator[str]:
    with database.read() as connection:
        told = [row[0] for row in connection.execute(f"PRAGMA quick_check({_SHOWN})")]
    if told != ["ok"]:
        yield from (f"데이터베이스 구조가 손상됨: {' '.join(line.split())}" for line in told)
        return  # whatever is asked of broken pages gives a broken answer
    with database.read() as connection:
        for message, query in _COUNTED:
            if count := connection.execute(query).fetchone()[0]:
                yield message.format(count)
        for message, unreadable in _READ:
            if count := unreadable(connection):
                yield message.format(count)
    yield from _index_faults(database)


def _index_faults(database: Database) -> Iterator[str]:
    try:
        with database.write() as connection:  # FTS5 checks itself by an insertion that inserts nothing
            connection.execute("INSERT INTO terms(terms) VALUES('integrity-check')")
    except StoreBusy:
        raise
    except StoreFault:
        yield "검색 색인이 손상됨"


def _bad_entries(connection: sqlite3.Connection) -> int:
    rows = connection.execute("SELECT media_type, url, digest, packing, content FROM entries")
    return sum(not _is_entry(*row) for row in rows)


def _is_entry(media_type: str, url: str | None, digest: bytes, packing: int, content: bytes) -> bool:
    try:
        return entry_digest(media_type, url, unpack(packing, content)) == digest
    except Spoiled:
        return False


def _bad_documents(connection: sqlite3.Connection) -> int:
    rows = connection.execute(f"SELECT {DOCUMENT_COLUMNS} FROM documents d")
    return sum(not _is_readable(document, row) for row in rows)


def _bad_features(connection: sqlite3.Connection) -> int:
    rows = connection.execute("SELECT packing, weights FROM features")
    return sum(not _is_readable(unpacked, *row) for row in rows)


def _bad_feedback(connection: sqlite3.Connection) -> int:
    rows = connection.execute(f"SELECT {FEEDBACK_COLUMNS} FROM feedback")
    return sum(not _is_readable(feedback_of, row) for row in rows)


def _bad_sent(connection: sqlite3.Connection) -> int:
    rows = connection.execute(f"SELECT {SENT_COLUMNS} FROM sent")
    return sum(not _is_readable(sent_of, row) for row in rows)


def _is_readable(read: Callable[..., object], *columns: object) -> bool:
    try:
        read(*columns)
    except Spoiled:
        return False
    return True


_READ: tuple[tuple[str, Callable[[sqlite3.Connection], int]], ...] = (
    ("내용이 처음과 다르거나 풀리지 않는 항목 {}개", _bad_entries),
    ("풀리지 않는 문서 {}개", _bad_documents),
    ("풀리지 않는 비교 자료 {}개", _bad_features),
    ("읽히지 않는 독자 의견 {}개", _bad_feedback),
    ("읽히지 않는 보낸 기록 {}개", _bad_sent),
)
