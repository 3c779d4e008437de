"""The integrity check names what is wrong, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.stores.sqlite.check import check
from newsprism.stores.sqlite.visits import SqliteVisitLog
from newsprism.types.history import Feedback, Sent
from newsprism.types.story import Merged, StoryId
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, read_all, told

A, B, C, D = (article(name, f"제목 {name}", published=at(12)) for name in "abcd")

TWICE = """INSERT INTO entries SELECT number + 3, source_id, digest, state, revision, media_type, origin, url, publisher,
    charset, first_seen, first_seen_offset, packing, content FROM entries"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "newsprism.db"
    with SqliteArchive(file) as archive:
        archive.keep(NARU, (item("a"), item("b"), item("c")), (), at(12))
        read_all(archive, [A, B, C, D])
        archive.record([opened("s", A), opened("t", B), opened("u", C)])
        archive.record([Merged(told("s", A, B), (told("t", B).id,))])
        archive.keep(NARU, (), (C.url or "",), at(13))
        read_all(archive, [article("a", "고친 제목")])
        archive.tell("kim", Feedback(StoryId("s"), None, "more", at(13), "제목 a", frozenset({"word:제목"})))
        archive.send("kim", [Sent(StoryId("s"), None, "제목 a", "daily", date(2026, 3, 13), at(13), at(13))])
    return file


def damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_archive_has_no_faults_and_stays_as_it_is(path: Path):
    before = path.read_bytes()
    assert check(path) == ()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DELETE FROM entries WHERE number = 2"], "사라진 항목 1개"),
        (["INSERT INTO partings VALUES('s', 's', 1)"], "저 자신에서 갈라진 사안 1개"),
        (["INSERT INTO decisions VALUES('s', 'nowhere', 1, 1)"], "외래 키가 맞지 않는 줄 1개"),
        (["UPDATE entries SET content = x'00', packing = 0 WHERE number = 1"], "내용이 처음과 다르거나 풀리지 않는 항목 1개"),
        (["DELETE FROM documents WHERE id = 'c'"], "문서가 없는 사안 구성원 1개"),
        (["UPDATE documents SET body = x'00', packing = 1 WHERE id = 'd'"], "풀리지 않는 문서 1개"),
        (["UPDATE features SET weights = x'00', packing = 1 WHERE id = 'd'"], "풀리지 않는 비교 자료 1개"),
        (["UPDATE feedback SET body = x'00', packing = 1"], "읽히지 않는 독자 의견 1개"),
        (["UPDATE feedback SET attitude = 'love'"], "읽히지 않는 독자 의견 1개"),
        (["UPDATE feedback SET at = 'never'"], "읽히지 않는 독자 의견 1개"),
        (["UPDATE sent SET issue = 'someday'"], "읽히지 않는 보낸 기록 1개"),
        (["UPDATE sent SET cadence = 'hourly'"], "읽히지 않는 보낸 기록 1개"),
        (["DELETE FROM loose"], "어느 사안에도 없고 기다리지도 않는 문서 1개"),
        (["DELETE FROM listed WHERE row = (SELECT row FROM documents WHERE id = 'd')"], "검색되지 않는 문서 1개"),
        (["INSERT INTO story_documents VALUES('a', 99, NULL, 'u', 0)"], "두 사안에 동시에 든 문서 1개"),
        (["UPDATE stories SET until = 3 WHERE id = 's'"], "끝난 사안에 남은 문서 2개"),
        (["DELETE FROM story_versions WHERE story_id = 'u'"], "제목이 없는 사안 1개"),
        (["DELETE FROM revisions WHERE number = 1"], "외래 키가 맞지 않는 줄"),
        (["DELETE FROM terms_data WHERE id > 100"], "검색 색인이 손상됨"),
        (["DROP INDEX entries_digest", TWICE], "두 번 들어 있는 항목 3개"),
    ],
)  # fmt: skip
def test_every_fault_is_named(path: Path, statements: list[str], said: str):
    if "story_documents VALUES" in statements[0]:
        statements = ["DROP INDEX story_documents_standing", *statements]
    damage(path, *statements)
    faults = check(path)
    assert any(said in fault for fault in faults), faults
    assert all("\n" not in fault for fault in faults)


def test_what_cannot_be_opened_is_a_fault_too(tmp_path: Path):
    broken, missing, other = tmp_path / "broken.db", tmp_path / "missing.db", tmp_path / "visits.db"
    broken.write_bytes(b"nothing of the kind" * 100)
    SqliteVisitLog(other).close()
    for file in (broken, missing, other):
        (fault,) = check(file)
        assert file.name in fault
        assert "newsprism import" in fault


def test_broken_pages_are_a_fault(path: Path):
    content = bytearray(path.read_bytes())
    content[4096 * 6 :] = b"\xa5" * (len(content) - 4096 * 6)
    path.write_bytes(content)
    assert check(path)
