"""A workspace moves as one archive, and nothing else gets in by that door."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.errors import (
    InputError,
    NewsPrismError,
    NoWorkspace,
    PathNotFound,
    StoreDamaged,
    StoreTooNew,
    UnreadableFile,
    UsageError,
)
from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.stores.sqlite.check import check
from newsprism.stores.sqlite.transfer import export_workspace, import_workspace
from newsprism.stores.sqlite.visits import SqliteVisitLog
from newsprism.types.history import Feedback, History, Sent
from newsprism.types.source import Mark, Visited
from newsprism.types.story import StoryId
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, read_all

FILES = {
    "newsprism.toml": "closing_hour = 9\n",
    "sources.toml": '[[source]]\nplace = "https://naru.example/rss"\n',
    "issued.jsonl": "{}\n",
    "readers/항만.toml": 'name = "항만"\n',
    "editions/2026/daily.html": "<p>나루</p>\n" * 2000,
}
A = article("a", "나루항 확장", published=at(12))
TOLD = Feedback(StoryId("s"), None, "more", at(13), A.title, frozenset({"word:나루항"}), frozenset({A.id}))
SENT = Sent(StoryId("s"), None, A.title, "daily", date(2026, 3, 13), at(13), at(13), frozenset({A.id}))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".secret").write_text("not of the workspace")
    (folder / "readers" / ".hidden").write_text("nor this")
    with SqliteArchive(folder / "newsprism.db") as archive:
        archive.keep(NARU, (item("a"), item("b")), (), at(12))
        read_all(archive, [A])
        archive.record([opened("s", A)])
        archive.tell("kim", TOLD)
        archive.send("kim", [SENT])
    with SqliteVisitLog(folder / "visits.db") as log:
        log.note(Visited(NARU, at(12), 0.5, "read", 2), [Mark("https://naru.example/rss", "ab")])
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_workspace_is_the_same_after_the_journey(workspace: Path, tmp_path: Path):
    packed, arrived = tmp_path / "out.tar.gz", tmp_path / "new" / "place"
    manifest = export_workspace(workspace, packed)
    assert import_workspace(packed, arrived) == manifest
    assert set(manifest.members) == {*FILES, "newsprism.db", "visits.db"}
    assert set(files(arrived)) == set(manifest.members)
    assert all((arrived / name).read_text(encoding="utf-8") == text for name, text in FILES.items())
    with SqliteArchive(arrived / "newsprism.db", create=False) as archive:
        assert archive.stories(at(12, 0), at(13, 0), at(12, 0))[0].documents == (A,)
        assert archive.keep(NARU, (item("a"), item("b")), (), at(13)).entries == 0
        assert archive.history("kim") == History((TOLD,), (SENT,))
    with SqliteVisitLog(arrived / "visits.db", create=False) as log:
        assert log.mark(NARU, "https://naru.example/rss") == Mark("https://naru.example/rss", "ab")
    assert check(arrived / "newsprism.db") == ()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new", "out.tar.gz", "work"]


def test_an_empty_folder_may_be_there_already(workspace: Path, tmp_path: Path):
    export_workspace(workspace, tmp_path / "out.tar.gz")
    (tmp_path / "empty").mkdir()
    import_workspace(tmp_path / "out.tar.gz", tmp_path / "empty")
    assert (tmp_path / "empty" / "newsprism.db").is_file()


def test_a_workspace_that_is_written_to_meanwhile_is_exported_whole(workspace: Path, tmp_path: Path):
    done = threading.Event()

    def write() -> None:
        with SqliteArchive(workspace / "newsprism.db") as archive, archive.refreshing():
            for number in range(10_000):
                archive.keep(NARU, (item(f"x{number}"), item(f"y{number}")), (), at(12))
                if done.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        export_workspace(workspace, tmp_path / "out.tar.gz")
    finally:
        done.set()
        writer.join()
    import_workspace(tmp_path / "out.tar.gz", tmp_path / "arrived")
    assert check(tmp_path / "arrived" / "newsprism.db") == ()
    with SqliteArchive(tmp_path / "arrived" / "newsprism.db") as archive:
        assert len(archive.waiting(50_000)) % 2 == 0


def test_export_needs_a_workspace_and_never_overwrites(workspace: Path, tmp_path: Path):
    with pytest.raises(NoWorkspace, match="newsprism init"):
        export_workspace(tmp_path, tmp_path / "out.tar.gz")
    (tmp_path / "there").write_text("mine")
    with pytest.raises(UsageError, match="이미 있습니다"):
        export_workspace(workspace, tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_import_needs_an_archive_and_an_empty_place(workspace: Path, tmp_path: Path):
    with pytest.raises(PathNotFound):
        import_workspace(tmp_path / "none.tar.gz", tmp_path / "new")
    export_workspace(workspace, tmp_path / "out.tar.gz")
    before = files(workspace)
    with pytest.raises(UsageError, match="비어 있지 않습니다"):
        import_workspace(tmp_path / "out.tar.gz", workspace)
    assert files(workspace) == before


def test_a_damaged_or_later_database_is_not_exported_or_let_in(workspace: Path, tmp_path: Path):
    with closing(sqlite3.connect(workspace / "visits.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreTooNew):
        export_workspace(workspace, tmp_path / "out.tar.gz")
    content = (workspace / "visits.db").read_bytes()
    refused(tmp_path, [("newsprism.db", content)], StoreDamaged)
    refused(tmp_path, [("newsprism.db", b"nothing" * 999)], StoreDamaged)
    refused(tmp_path, [("newsprism.db", good(workspace)), ("visits.db", content)], StoreTooNew)


Members = list[tuple[str, bytes]]
Change = Callable[[tarfile.TarInfo], None]


def good(workspace: Path) -> bytes:
    return (workspace / "newsprism.db").read_bytes()


def forged(target: Path, members: Members, change: Change | None = None, listed: Members | None = None) -> Path:
    """An archive as a stranger makes it: `change` is done to the last member, `listed` is what the list says."""
    told = {n: {"size": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in listed or members}
    record = {"format": 1, "made_at": "2026-03-12T00:00:00+00:00", "program": "1", "files": told}
    with tarfile.open(target, "w:gz") as tar:
        for name, content in [("manifest.json", json.dumps(record).encode()), *members]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            if change and (name, content) == members[-1]:
                change(info)
            tar.addfile(info, io.BytesIO(content))
    return target


def refused(
    folder: Path,
    members: Members,
    error: type[NewsPrismError],
    change: Change | None = None,
    listed: Members | None = None,
) -> None:
    archive = forged(folder / "forged.tar.gz", members, change, listed)
    before = files(folder)
    with pytest.raises(error) as caught:
        import_workspace(archive, folder / "victim" / "place")
    assert "\n" not in str(caught.value)
    assert files(folder) == before
    assert not (folder / "victim" / "place").exists()


@pytest.mark.parametrize(
    "name",
    ["../evil", "/tmp/evil", "readers/../../evil", "readers//x", "readers/./x", "readers\\..\\x", "elsewhere/x", "readers/",
     "readers/.x", "evil.toml", "readers/" + "a/" * 9 + "x", "readers/\x00x", "readers/" + "가" * 90, ""],
)  # fmt: skip
def test_no_name_leads_out_of_the_folder(workspace: Path, tmp_path: Path, name: str):
    database = good(workspace)
    refused(tmp_path, [("newsprism.db", database), (name, b"x")], InputError)
    refused(tmp_path, [("newsprism.db", database), (name, b"x")], InputError, listed=[("newsprism.db", database)])


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_devices_and_pipes_are_refused(workspace: Path, tmp_path: Path, kind: bytes):
    def change(info: tarfile.TarInfo) -> None:
        info.type, info.linkname, info.size = kind, "/etc/passwd", 0

    refused(tmp_path, [("newsprism.db", good(workspace)), ("readers/x.toml", b"")], UnreadableFile, change)


def test_what_is_not_what_the_list_says_is_refused(workspace: Path, tmp_path: Path):
    database = ("newsprism.db", good(workspace))
    for members, listed in (
        ([database, ("readers/x.toml", b"abc")], [database, ("readers/x.toml", b"abd")]),
        ([database, ("readers/x.toml", b"abc")], [database, ("readers/x.toml", b"abcd")]),
        ([database], [database, ("readers/x.toml", b"abc")]),
        ([database, ("readers/x.toml", b"abc")], [database]),
        ([database, database], [database]),
    ):
        refused(tmp_path, members, UnreadableFile, listed=listed)
    refused(tmp_path, [("readers/x.toml", b"abc")], InputError)


def test_bombs_are_refused_before_they_fill_anything(workspace: Path, tmp_path: Path):
    database = ("newsprism.db", good(workspace))
    huge = ("editions/x.html", b"\0" * 90_000_000)
    refused(tmp_path, [database, huge], UnreadableFile)
    lying = ("editions/x.html", b"\0")
    refused(tmp_path, [database, huge], UnreadableFile, listed=[database, lying])

    def long_name(info: tarfile.TarInfo) -> None:
        info.pax_headers = {"comment": "x" * 90_000_000}

    refused(tmp_path, [database, lying], UnreadableFile, long_name)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", *(gzip.compress(inner, mtime=0) for inner in (b"", b"no tar" * 999, b"\0" * 10_240))],
    ids=["empty", "text", "empty gzip", "gzip of text", "gzip of blanks"],
)
def test_what_is_no_archive_of_ours_is_told(tmp_path: Path, content: bytes):
    file = tmp_path / "x.tar.gz"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"x\.tar\.gz"):
        import_workspace(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"format": 2}', '{"format": 1}', '{"format": 1, "files": []}', '{"format": 1, "files": {"newsprism.db": 3}}',
     '{"format": 1, "files": {"newsprism.db": {"size": -1, "sha256": ""}}}', "[" * 100_000, '{"format": 1, "made_at": "x"}'],
)  # fmt: skip
def test_a_list_that_is_not_right_is_told(tmp_path: Path, text: str):
    file = tmp_path / "x.tar.gz"
    with tarfile.open(file, "w:gz") as tar:
        info = tarfile.TarInfo("manifest.json")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text.encode()))
    with pytest.raises(InputError, match=r"x\.tar\.gz"):
        import_workspace(file, tmp_path / "new")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoiled_archive_raises_nothing_but_our_errors(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    folder = tmp_path_factory.mktemp("fuzz")
    with tarfile.open(folder / "a.tar", "w") as tar:
        for name, content in (
            ("manifest.json", b'{"format": 1, "made_at": "2026-03-12", "files": {}}'),
            ("x" * 120, b"x"),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    content = bytearray((folder / "a.tar").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, 3_000))] = data.draw(st.integers(0, 255))
    (folder / "a.tar.gz").write_bytes(gzip.compress(bytes(content), 1))
    with pytest.raises(NewsPrismError):
        import_workspace(folder / "a.tar.gz", folder / "new")
