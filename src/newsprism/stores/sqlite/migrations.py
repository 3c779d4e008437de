"""From any earlier schema to the newest: one transaction a step, so that a break-off leaves a whole schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsprism.errors import StoreDamaged, StoreTooNew
from newsprism.stores.sqlite.schema import Schema

RESCUE = "`newsprism import`로 내보내 둔 보관 파일을 되살리세요."


def migrate(connection: sqlite3.Connection, schema: Schema, path: Path) -> None:
    """Bring the database to the newest schema; a current one is only read.

    Raises StoreTooNew for a later schema and StoreDamaged for a database that is not ours.
    """
    _recognise(connection, schema, path)
    if _version(connection) == len(schema.steps):
        return
    # The journal mode cannot change within a transaction; it stays with the file.
    connection.execute("PRAGMA journal_mode = WAL")
    while _version(connection) < len(schema.steps):
        _step(connection, schema)


def _recognise(connection: sqlite3.Connection, schema: Schema, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != schema.application_id and (application or tables):
        raise StoreDamaged("NewsPrism의 데이터베이스가 아닙니다", subject=str(path), advice=RESCUE)
    if _version(connection) > len(schema.steps):
        raise StoreTooNew(
            f"더 새로운 NewsPrism이 만들었습니다(스키마 {_version(connection)}, 아는 것은 {len(schema.steps)}까지)",
            subject=str(path),
            advice="newsprism을 새 판으로 올리세요.",
        )


def _step(connection: sqlite3.Connection, schema: Schema) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)  # another process may have made the step while we waited
        if version < len(schema.steps):
            for statement in schema.steps[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {schema.application_id}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
