"""What is particular to the archive in SQLite: the file, its schema, its lock, and faults as one line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from newsprism.errors import StoreBusy, StoreDamaged, StoreFault, StoreTooNew
from newsprism.stores.sqlite import migrations
from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.packing import Spoiled, pack, unpack
from newsprism.stores.sqlite.schema import ARCHIVE, VISITS, Schema
from newsprism.stores.sqlite.visits import SqliteVisitLog
from newsprism.stores.sqlite.weights import packed, unpacked
from newsprism.types.history import Feedback, History, Sent
from newsprism.types.search import Query
from newsprism.types.story import StoryId
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, read_all

A = article("a", "나루항 확장", published=at(12))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with something in it, closed."""
    file = tmp_path / "newsprism.db"
    with SqliteArchive(file) as archive:
        archive.keep(NARU, (item("a"),), (), at(12))
        read_all(archive, [A])
        archive.record([opened("s", A)])
    return file


def state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


def test_opening_reading_and_a_refresh_without_news_leave_the_file_as_it_is(path: Path):
    before = state(path)
    with SqliteArchive(path) as archive:
        archive.stories(at(12, 0), at(13, 0), at(12, 0))
        archive.search(Query(()), 5)
        with archive.refreshing():
            assert archive.keep(NARU, (item("a"),), ("https://naru.example/gone",), at(13)).entries == 0
            assert archive.waiting(5) == archive.unclustered() == ()
            assert archive.reopen(["가온신문"]) == 0
    assert state(path) == before
    assert not list(path.parent.glob("*-wal"))


def test_the_file_is_safe_against_a_power_cut(path: Path):
    with SqliteArchive(path) as archive, archive._database.read() as connection:
        asked = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert asked == {"journal_mode": "wal", "synchronous": 2}
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_later_schema_is_refused_by_name_and_left_alone(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = state(path)
    with pytest.raises(StoreTooNew, match=r"newsprism\.db.*99.*새 판"):
        SqliteArchive(path)
    assert state(path) == before


@pytest.mark.parametrize("content", [b"this is no database, " * 500, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_database_is_told_with_advice(tmp_path: Path, content: bytes):
    file = tmp_path / "newsprism.db"
    file.write_bytes(content)
    with pytest.raises(StoreDamaged, match="newsprism import"):
        SqliteArchive(file)
    assert file.read_bytes() == content


def test_a_strange_database_and_the_other_one_of_ours_are_refused(tmp_path: Path):
    strange = tmp_path / "strange.db"
    with closing(sqlite3.connect(strange)) as connection:
        connection.execute("CREATE TABLE recipes(name)")
    SqliteVisitLog(tmp_path / "visits.db").close()
    for file in (strange, tmp_path / "visits.db"):
        with pytest.raises(StoreDamaged, match="NewsPrism의 데이터베이스가 아닙니다"):
            SqliteArchive(file)


def test_damaged_pages_are_told_when_they_are_met(path: Path):
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(StoreFault, match=r"newsprism\.db"), SqliteArchive(path) as archive:
        archive.documents([A.id])


def test_a_damaged_blob_is_told(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE documents SET body = x'00ff00ff'")
        connection.commit()
    with SqliteArchive(path) as archive, pytest.raises(StoreDamaged, match=r"newsprism\.db.*손상"):
        archive.documents([A.id])


def test_a_missing_file_is_made_only_when_it_may_be(tmp_path: Path):
    file = tmp_path / "newsprism.db"
    with pytest.raises(StoreDamaged, match="없습니다"):
        SqliteArchive(file, create=False)
    assert not file.exists()
    with pytest.raises(StoreFault, match="열 수 없습니다"):
        SqliteArchive(tmp_path / "no folder" / "newsprism.db")


def test_each_migration_is_whole_or_not_at_all(tmp_path: Path):
    file = tmp_path / "x.db"
    first = ("CREATE TABLE a(x)",)
    Database(file, Schema(7, (first,))).close()
    broken = Schema(7, (first, ("CREATE TABLE b(x)", "INSERT INTO a VALUES(1)", "this is no SQL")))
    with pytest.raises(StoreFault):
        Database(file, broken)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").fetchone()[0] == 0
    mended = Schema(7, (first, ("CREATE TABLE b(x)", "INSERT INTO a VALUES(1)")))
    for _ in range(2):
        database = Database(file, mended)
        with database.read() as connection:
            assert connection.execute("SELECT count(*) FROM a").fetchone()[0] == 1
        database.close()


def test_an_archive_of_the_schema_before_readers_had_a_history_is_brought_up_to_date(tmp_path: Path):
    file = tmp_path / "newsprism.db"
    Database(file, Schema(ARCHIVE.application_id, ARCHIVE.steps[:2])).close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
        connection.execute("INSERT INTO revisions(number, started_at, finished) VALUES(7, 0, 1)")
        connection.commit()
    told = Feedback(StoryId("s"), None, "more", at(13), "나루항 확장")
    with SqliteArchive(file) as archive:
        assert archive.history("kim") == History()
        archive.tell("kim", told)
        assert archive.revision() == 7
    with SqliteArchive(file) as archive:
        assert archive.history("kim").feedback == (told,)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(ARCHIVE.steps)


def test_an_edition_that_is_sent_again_leaves_the_file_as_it_is(path: Path):
    sent = [Sent(StoryId("s"), None, "나루항 확장", "daily", date(2026, 3, 13), at(13), at(13))]
    with SqliteArchive(path) as archive:
        archive.send("kim", sent)
    before = state(path)
    with SqliteArchive(path) as archive:
        archive.send("kim", sent)
        archive.history("kim")
    assert state(path) == before


def test_a_damaged_history_is_told(path: Path):
    with SqliteArchive(path) as archive:
        archive.tell("kim", Feedback(StoryId("s"), None, "more", at(13), "나루항 확장"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE feedback SET body = x'00ff00ff'")
        connection.commit()
    with SqliteArchive(path) as archive, pytest.raises(StoreDamaged, match=r"newsprism\.db.*손상"):
        archive.history("kim")


def test_the_advice_names_a_command_that_there_is():
    assert "newsprism import" in migrations.RESCUE
    assert ARCHIVE.application_id != VISITS.application_id


def holder(path: Path, then: str) -> subprocess.Popen[str]:
    program = (
        "import sys, os, time\nfrom pathlib import Path\nfrom newsprism.stores.sqlite.archive import SqliteArchive\n"
        f"archive = SqliteArchive(Path(sys.argv[1]))\nwith archive.refreshing():\n{then}"
    )
    return subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)


def test_who_refreshes_is_named_and_the_lock_dies_with_it(path: Path):
    other = holder(path, "    print('held', flush=True)\n    time.sleep(60)\n")
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "held\n"
        with SqliteArchive(path) as archive:
            with pytest.raises(StoreBusy, match=f"pid {other.pid}"), archive.refreshing():
                pass
            other.kill()
            other.wait()
            with archive.refreshing():
                pass
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


def test_a_worker_that_outlives_its_killed_parent_holds_no_lock(path: Path):
    fork = "    child = os.fork()\n    if child == 0:\n        time.sleep(5)\n        os._exit(0)\n"
    other = holder(path, f"{fork}    print(child, flush=True)\n    time.sleep(60)\n")
    assert other.stdout is not None
    child = int(other.stdout.readline())
    try:
        other.kill()
        other.wait()
        with SqliteArchive(path) as archive:
            for _ in range(50):  # the child lets go as soon as it runs
                try:
                    with archive.refreshing():
                        break
                except StoreBusy:
                    time.sleep(0.02)
            else:
                pytest.fail("the lock is still held")
        os.kill(child, 0)
    finally:
        os.kill(child, 9)
        other.stdout.close()


def test_a_refresh_that_was_cut_off_ends_its_revision_at_the_next(path: Path):
    keep = (
        "    from tests.stores.shelving import NARU, item\n    from tests.making import at\n"
        "    archive.keep(NARU, (item('z'),), (), at(12))\n    os._exit(9)\n"
    )
    other = holder(path, keep)
    other.communicate()
    assert other.returncode == 9
    with SqliteArchive(path) as archive:
        assert archive.revision() == 3
        with archive.refreshing() as number:
            assert (number, archive.revision()) == (5, 4)
        assert len(archive.waiting(5)) == 1


def test_an_address_read_again_for_its_time_alone_is_not_indexed_twice(path: Path):
    with SqliteArchive(path) as archive:
        read_all(archive, [article("a", "나루항 확장", published=at(13))])
        with archive._database.read() as connection:
            assert connection.execute("SELECT count(*) FROM terms_docsize").fetchone()[0] == 1
        assert archive.search(Query(()), 5)[0].document.published_at == at(13)


@pytest.mark.parametrize(
    "content", [b"", b"a", "다.".encode() * 40, os.urandom(500), os.urandom(20_000), b"x" * 50_000]
)
def test_what_is_packed_is_unpacked(content: bytes):
    packing, blob = pack(content)
    assert unpack(packing, blob) == content
    assert len(blob) <= len(content)


@pytest.mark.parametrize(("packing", "blob"), [(1, b""), (2, b"\xff\xff"), (9, b"a"), (1, pack(b"x" * 50_000)[1][:-5])])
def test_what_was_not_packed_by_us_is_spoiled(packing: int, blob: bytes):
    with pytest.raises(Spoiled):
        unpack(packing, blob)


@pytest.mark.parametrize(
    "features",
    [
        {},
        {"": 1.0},
        {"a": 0.1 + 0.2, "b": 1e-300, "다": 0.3},
        {"a\nb": 1.0, "c": 2.0},
        {"\ud800": 1.0},
        {str(n): n / 7 for n in range(999)},
    ],
)
def test_features_of_any_kind_come_back_exactly(features: dict[str, float]):
    assert list(unpacked(*packed(features)).items()) == list(features.items())


@pytest.mark.parametrize("content", [b"", b"P", b"P\x01\x00\x05\x00\x00\x00", b"J", b"J[1]", b"J[[1],[]]"])
def test_spoiled_features_are_told(content: bytes):
    with pytest.raises(Spoiled):
        unpacked(0, content)
