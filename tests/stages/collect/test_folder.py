import json
import os
from pathlib import Path

import pytest

from newsprism.errors import EmptyInput, MissingResource, PathNotFound
from newsprism.stages.collect import folder as folder_module
from newsprism.stages.collect.files import FileCollector, collect_paths
from newsprism.stages.collect.folder import FolderCollector
from newsprism.stages.collect.mailbox import MailboxCollector
from newsprism.stages.collect.tables import TableCollector
from tests.stages.collect.visiting import remembered, visit

TEXT = "다온시는 새 청사를 열었다."
OURS = [TableCollector(), MailboxCollector(), FileCollector()]


def put(path: Path, content=TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def watched(folder, known=None, collectors=OURS, name=None):
    return FolderCollector(collectors).collect(visit(folder, name, known))


def origins(collection, folder):
    return [Path(entry.origin).relative_to(folder).as_posix() for entry in collection.entries]


def reasons(collection):
    return [drop.reason for drop in collection.dropped]


class Counting(FileCollector):
    """Remembers which files were opened."""

    def __init__(self):
        self.read = []

    def collect(self, visit):
        self.read.append(Path(visit.source.place).name)
        return super().collect(visit)


def test_a_folder_is_read_recursively_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/config.txt", "c.txt", "~$c.docx"):
        put(tmp_path / name)
    assert origins(watched(tmp_path), tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]
    assert origins(collect_paths(OURS, [tmp_path]), tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_each_file_goes_to_the_first_collector_that_accepts_it(tmp_path):
    put(tmp_path / "a.csv", "제목,본문\n가온항 물동량,가온항의 물동량이 늘었다.\n")
    put(tmp_path / "b.eml", f"From: a@n.example\nSubject: s\n\n{TEXT}")
    put(tmp_path / "c.txt")
    kinds = [entry.media_type for entry in watched(tmp_path).entries]
    assert kinds == ["application/x-document+json", "message/rfc822", "text/plain"]


def test_a_second_visit_opens_nothing_that_has_not_changed(tmp_path):
    put(tmp_path / "a.txt"), put(tmp_path / "in/b.txt")
    counting = Counting()
    first = watched(tmp_path, collectors=[counting])
    assert len(first.entries) == 2
    assert not first.unchanged
    assert {mark.place for mark in first.marks} == {str(tmp_path / "a.txt"), str(tmp_path / "in/b.txt")}
    second = watched(tmp_path, remembered(first), [counting])
    assert second.unchanged
    assert (second.entries, second.marks, second.dropped) == ((), (), ())
    assert counting.read == ["a.txt", "b.txt"]


def test_only_what_changed_is_read_again(tmp_path):
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    first = watched(tmp_path)
    put(tmp_path / "b.txt", TEXT + " 시민이 왔다."), put(tmp_path / "c.txt")
    second = watched(tmp_path, remembered(first))
    assert origins(second, tmp_path) == ["c.txt", "b.txt"]
    assert not second.unchanged
    assert watched(tmp_path, remembered(first, second)).unchanged


def test_a_file_whose_time_changed_but_not_its_content_is_not_read(tmp_path):
    path = put(tmp_path / "a.txt")
    first = watched(tmp_path)
    os.utime(path, (1, 1))
    counting = Counting()
    second = watched(tmp_path, remembered(first), [counting])
    assert (second.entries, counting.read) == ((), [])
    # The new time is remembered, so that it is not compared by content for ever.
    assert [mark.modified for mark in second.marks] == [f"{10**9}-{len(TEXT.encode())}"]


def test_a_deleted_file_is_no_retraction(tmp_path):
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    first = watched(tmp_path)
    (tmp_path / "a.txt").unlink()
    second = watched(tmp_path, remembered(first))
    assert second.unchanged
    assert second.retracted == ()


class Growing(FileCollector):
    """Somebody writes on while it reads."""

    def collect(self, visit):
        collection = super().collect(visit)
        with open(visit.source.place, "a", encoding="utf-8") as file:
            file.write("그리고")
        return collection


def test_a_file_that_is_being_written_is_left_for_the_next_visit(tmp_path):
    put(tmp_path / "a.txt")
    first = watched(tmp_path, collectors=[Growing()])
    assert (first.entries, first.marks, reasons(first)) == ((), (), ["still_changing"])
    assert not first.unchanged
    assert len(watched(tmp_path, remembered(first)).entries) == 1


def test_an_unfinished_download_is_not_read(tmp_path):
    put(tmp_path / "report.pdf.crdownload", b"%PDF-1.7"), put(tmp_path / "b.part")
    assert reasons(watched(tmp_path)) == ["still_changing"] * 2


def test_a_file_that_could_not_be_read_is_tried_again_and_one_that_cannot_be_is_not(tmp_path):
    put(tmp_path / "a.png", b"\x89PNG\r\n")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "later.dat")
    first = watched(tmp_path)
    assert sorted(reasons(first)) == ["unreadable_file", "unsupported_format"]
    put(tmp_path / "later.dat")
    second = watched(tmp_path, remembered(first))
    assert origins(second, tmp_path) == ["gone.txt", "later.dat"]
    assert reasons(second) == []


def test_a_loop_of_links_ends_and_every_file_is_read_once(tmp_path):
    put(tmp_path / "in/a.txt")
    (tmp_path / "in/loop").symlink_to(tmp_path)
    (tmp_path / "in/again").symlink_to(tmp_path / "in")
    (tmp_path / "in/self").symlink_to(tmp_path / "in/self")
    collection = watched(tmp_path)
    assert len(collection.entries) == 1
    assert set(reasons(collection)) <= {"unreadable_file"}


def test_a_pipe_and_a_broken_link_in_a_folder_are_drops(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt"), os.mkfifo(tmp_path / "pipe.csv"), os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert sorted(reasons(watched(tmp_path))) == ["unreadable_file"] + ["unsupported_format"] * 3
    with pytest.raises(EmptyInput):
        collect_paths(OURS, [tmp_path, tmp_path / "pipe.txt", tmp_path / "pipe"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_is_a_drop(tmp_path):
    put(tmp_path / "shut/a.txt"), put(tmp_path / "b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        collection = watched(tmp_path)
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert (origins(collection, tmp_path), reasons(collection)) == (["b.txt"], ["unreadable_file"])


class Failing:
    """A stranger's collector that falls over, in the way it was told to."""

    def __init__(self, problem):
        self.problem = problem

    def accepts(self, place):
        return place.endswith(".odd")

    def collect(self, visit):
        raise self.problem


def test_a_collector_that_fails_loses_only_its_own_file(tmp_path):
    put(tmp_path / "a.odd"), put(tmp_path / "b.txt")
    for problem, reason in (
        (ZeroDivisionError("x"), "collector_failed"),
        (PathNotFound("없다", subject="a"), "unreadable_file"),
    ):
        collection = watched(tmp_path, collectors=[Failing(problem), *OURS])
        assert (origins(collection, tmp_path), reasons(collection)) == (["b.txt"], [reason])
    with pytest.raises(MissingResource):
        watched(tmp_path, collectors=[Failing(MissingResource("없다", subject="a")), *OURS])


def test_a_folder_that_is_gone_and_a_file_that_is_gone_are_errors(tmp_path):
    with pytest.raises(PathNotFound):
        watched(tmp_path / "nowhere")
    with pytest.raises(PathNotFound):
        FileCollector().collect(visit(tmp_path / "nowhere.txt"))


def test_a_single_file_can_be_a_source(tmp_path):
    path = put(tmp_path / "a.jsonl", json.dumps({"text": TEXT, "title": "다온시"}))
    first = FileCollector().collect(visit(path))
    assert len(first.entries) == 1
    assert FileCollector().collect(visit(path, known=remembered(first))).unchanged
    put(path, json.dumps({"text": TEXT + TEXT, "title": "다온시"}))
    assert len(FileCollector().collect(visit(path, known=remembered(first))).entries) == 1


def test_entries_carry_the_name_of_their_source(tmp_path):
    put(tmp_path / "a.txt"), put(tmp_path / "b.csv", "제목,본문\n가온항,가온항이 붐빈다.\n")
    assert {entry.publisher for entry in watched(tmp_path, name="나루연구원").entries} == {"나루연구원"}
    assert {entry.publisher for entry in collect_paths(OURS, [tmp_path]).entries} == {None}


def test_an_empty_folder_is_nothing_new(tmp_path):
    assert watched(tmp_path).unchanged


def test_a_large_folder_is_read_in_several_visits(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_module, "MAX_CONTENT", 2 * len(TEXT.encode()))
    for name in "abcde":
        put(tmp_path / f"{name}.txt")
    visits = [watched(tmp_path)]
    while not visits[-1].unchanged:
        visits.append(watched(tmp_path, remembered(*visits)))
    assert [origins(one, tmp_path) for one in visits] == [["a.txt", "b.txt"], ["c.txt", "d.txt"], ["e.txt"], []]
    assert [[Path(mark.place).name for mark in one.marks] for one in visits[:2]] == [
        ["a.txt", "b.txt"],
        ["c.txt", "d.txt"],
    ]
    assert [reasons(one) for one in visits] == [["files_later"], ["files_later"], [], []]
    assert visits[0].dropped[0].detail.startswith("파일 3개는")


def test_a_large_file_that_always_changes_does_not_keep_new_ones_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_module, "MAX_CONTENT", len(TEXT.encode()))
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    first = watched(tmp_path)
    put(tmp_path / "a.txt", TEXT * 2)
    second = watched(tmp_path, remembered(first))
    assert (origins(first, tmp_path), origins(second, tmp_path)) == (["a.txt"], ["b.txt"])
    assert origins(watched(tmp_path, remembered(first, second)), tmp_path) == ["a.txt"]


def test_a_folder_that_is_read_only_once_is_read_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(folder_module, "MAX_CONTENT", 1)
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    assert len(collect_paths(OURS, [tmp_path]).entries) == 2
