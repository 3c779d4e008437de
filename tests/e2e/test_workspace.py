"""A workspace as its owner works with it: every command in a process of its own, results and exit codes."""

import json
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsprism import init_workspace
from tests.e2e.running import SAMPLE, lines, newsprism, record

SUNDAY = "2025-02-02"
DOCUMENT = {
    "id", "kind", "title", "text", "published_at", "publisher", "authors", "url", "language", "section", "references", "license",
}  # fmt: skip
REPORT = {"sources", "entries", "documents", "stories", "new", "changed", "dropped", "seconds"}
OPML = (
    '<opml version="2.0"><body><outline text="구독">'
    '<outline type="rss" text="나루일보" xmlUrl="https://naru.example/rss.xml"/>'
    '<outline type="rss" text="가람신문" xmlUrl="https://garam.example/feed"/></outline></body></opml>'
)
PORT = record(
    "port",
    "나루항 새 부두 개장",
    "나루항만공사는 10일 새 부두를 열었다. 선석은 여섯 개다.",
    "2026-03-10T09:00:00+09:00",
)


def refused(run: subprocess.CompletedProcess[str], *said: object) -> str:
    """The run was refused in one line that says all of `said`; returns the line."""
    assert (run.returncode, run.stdout) == (2, ""), run.stderr
    (line,) = lines(run.stderr)
    assert "Traceback" not in line
    for part in said:
        assert str(part) in line
    return line


@dataclass(frozen=True)
class Made:
    """A workspace with the sample week, and how it was made."""

    folder: Path
    init: subprocess.CompletedProcess[str]
    add: subprocess.CompletedProcess[str]
    refresh: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    home = tmp_path_factory.mktemp("home")
    folder = home / "news"
    init = newsprism("init", "news", cwd=home)
    add = newsprism("add", SAMPLE / "week.jsonl", SAMPLE / "pages", cwd=folder)
    return Made(folder, init, add, newsprism("refresh", "--format", "json", cwd=folder))


@pytest.fixture
def news(made: Made, tmp_path) -> Path:
    """A copy of the workspace that a test may change."""
    return shutil.copytree(made.folder, tmp_path / "news")


@pytest.fixture
def empty(tmp_path) -> Path:
    """A workspace in which nothing has happened yet."""
    return init_workspace(tmp_path / "fresh")


def listed(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(newsprism("sources", "list", "--format", "json", cwd=folder).stdout)
    return found


# ---------------------------------------------------------------- making one, finding one


def test_a_new_workspace_has_settings_sources_and_readers_and_says_what_comes_next(made: Made):
    assert (made.init.returncode, made.init.stderr) == (0, "")
    assert str(made.folder) in made.init.stdout
    assert "newsprism add" in made.init.stdout
    assert {"newsprism.toml", "sources.toml", "readers"} <= {p.name for p in made.folder.iterdir()}


def test_a_workspace_is_not_made_twice_nor_where_none_can_be(made: Made, tmp_path):
    refused(newsprism("init", cwd=made.folder), "이미 작업 공간입니다", "newsprism add")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(newsprism("init", "file/news", cwd=tmp_path), "file/news", "다른 폴더")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_workspace_is_named_or_the_nearest_one_above(made: Made, tmp_path):
    below = made.folder / "readers"
    told = [
        newsprism("sources", "list", cwd=below),
        newsprism("-w", made.folder, "sources", "list", cwd=tmp_path),
        newsprism("sources", "list", cwd=tmp_path, NEWSPRISM_WORKSPACE=str(made.folder)),
    ]
    assert [run.returncode for run in told] == [0, 0, 0]
    assert len({run.stdout for run in told}) == 1
    assert "week.jsonl" in told[0].stdout
    # A name goes before the place where one stands, and is never passed over.
    refused(newsprism("-w", "nowhere", "readers", "list", cwd=made.folder), "nowhere", "newsprism init nowhere")


# ---------------------------------------------------------------- sources


def test_several_places_are_added_and_what_is_none_costs_no_other(empty: Path):
    (empty / "in").mkdir()
    (empty / "list.opml").write_text(OPML, encoding="utf-8")
    (empty / "port.jsonl").write_text(PORT + "\n", encoding="utf-8")
    (empty / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(64))
    run = newsprism("add", "in", "missing.txt", "list.opml", "photo.jpg", "port.jsonl", "port.jsonl", ".", cwd=empty)
    assert run.returncode == 1
    assert len(lines(run.stdout)) == 4
    faults = lines(run.stderr)
    assert len(faults) == 4, faults
    for name, fault in zip(("missing.txt", "photo.jpg", "port.jsonl", "."), faults, strict=True):
        assert name in fault.split(": ")[0]
    assert [(s["kind"], s["name"]) for s in listed(empty)] == [
        ("folder", None), ("feed", "나루일보"), ("feed", "가람신문"), ("files", None),
    ]  # fmt: skip


def test_a_source_is_added_as_it_was_described(empty: Path):
    run = newsprism(
        "add", "https://naru.example/a", "--kind", "feed", "--name", "나루일보", "--full", cwd=empty
    )  # nothing is fetched: its kind is told
    assert (run.returncode, run.stderr) == (0, "")
    (source,) = listed(empty)
    assert source == {
        "id": "naru-example-a", "kind": "feed", "place": "https://naru.example/a", "name": "나루일보", "full": True, "paused": False,
    }  # fmt: skip


def test_comments_in_the_sources_file_survive_every_command(news: Path):
    file = news / "sources.toml"
    comment = "# 주간 자료: 일요일마다 갈아 둔다\n"
    file.write_text(file.read_text("utf-8").replace("\n[[source]]", f"\n{comment}[[source]]", 1), encoding="utf-8")
    for arguments in (["pause", "week"], ["resume", "week"], ["remove", "pages"]):
        run = newsprism("sources", *arguments, cwd=news)
        assert (run.returncode, run.stderr) == (0, "")
        assert ("[쉼]" in run.stdout) == (arguments[0] == "pause")
    assert comment in file.read_text("utf-8")
    assert [s["id"] for s in listed(news)] == ["week"]


def test_sources_go_out_as_opml_and_come_in_again(news: Path, empty: Path):
    assert newsprism("sources", "export", "-o", empty / "list.opml", cwd=news).returncode == 0
    assert newsprism("add", "list.opml", cwd=empty).returncode == 0
    assert [(s["kind"], s["place"]) for s in listed(empty)] == [(s["kind"], s["place"]) for s in listed(news)]


# ---------------------------------------------------------------- reading


def test_a_refresh_reports_what_came_in_and_a_second_one_finds_nothing(made: Made, news: Path):
    report = json.loads(made.refresh.stdout)
    assert list(report)[: len(REPORT)] == [
        "sources", "entries", "documents", "stories", "new", "changed", "dropped", "seconds",
    ]  # fmt: skip
    assert (report["sources"], report["entries"], report["new"], report["failed"]) == (2, 96, 96, [])
    assert report["stories"] == report["opened"] > 50
    before = (news / "newsprism.db").read_bytes()
    again = newsprism("refresh", cwd=news)
    assert (again.returncode, again.stderr) == (0, "")
    assert "그대로 2" in again.stdout
    assert "새 항목 0건" in again.stdout
    assert (news / "newsprism.db").read_bytes() == before


def test_a_refresh_of_one_source_reads_no_other_and_a_lost_one_is_told_in_a_line(news: Path):
    (news / "port.jsonl").write_text(PORT + "\n", encoding="utf-8")
    (news / "gone.jsonl").write_text(PORT + "\n", encoding="utf-8")
    assert newsprism("add", "port.jsonl", "gone.jsonl", cwd=news).returncode == 0
    (news / "gone.jsonl").unlink()
    one = json.loads(newsprism("refresh", "--source", "port", "--format", "json", cwd=news).stdout)
    assert (one["sources"], one["new"]) == (1, 1)
    run = newsprism("refresh", "--format", "json", cwd=news)
    assert run.returncode == 0
    (line,) = lines(run.stderr)
    assert line.startswith("읽지 못함 gone: ")
    (failed,) = json.loads(run.stdout)["failed"]
    assert (failed["source"], failed["reason"]) == ("gone", "PathNotFound")


# ---------------------------------------------------------------- using it


def test_search_gives_documents_with_score_and_snippet(made: Made):
    run = newsprism("search", "한빛정밀", "파업", "--limit", 3, "--format", "json", cwd=made.folder)
    found = json.loads(run.stdout)
    assert len(found) == 3
    assert all(set(one) >= DOCUMENT | {"score", "snippet"} for one in found)
    assert all("한빛정밀" in one["title"] + one["text"] for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    read = newsprism("search", "한빛정밀 파업 on:2025-01-31", cwd=made.folder)
    assert "2025-01-31" in read.stdout
    nothing = newsprism("search", "없는낱말이라네", "--format", "json", cwd=made.folder)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "[]\n", "")


def test_stories_of_the_archive_need_no_paths(made: Made):
    run = newsprism("stories", "--on", "2025-02-01", "--days", 2, "--format", "json", cwd=made.folder)
    found = json.loads(run.stdout)
    days = {d["published_at"][:10] for s in found for d in s["documents"]}
    assert days == {"2025-01-31", "2025-02-01"}
    table = newsprism("stories", cwd=made.folder)
    assert (table.returncode, table.stderr) == (0, "")
    assert len(lines(table.stdout)) > 50
    page = newsprism("stories", "--on", "2021-01-01", cwd=made.folder)
    assert (page.returncode, len(lines(page.stdout))) == (0, 1)


def test_a_brief_of_a_past_day_is_the_same_each_time_holds_and_can_be_explained(news: Path):
    wanted = ["brief", "weekly", "--reader", "ceo", "--on", SUNDAY, "--format", "json"]
    first = newsprism(*wanted, "--documents", "cited.jsonl", cwd=news)
    assert first.returncode == 0, first.stderr
    assert len(json.loads(first.stdout)["picks"]) == 6
    again = newsprism(*wanted, cwd=news)
    assert again.stdout == first.stdout
    assert "다릅니다" not in again.stderr
    (news / "b.json").write_text(first.stdout, encoding="utf-8")
    assert newsprism("verify", "b.json", "--documents", "cited.jsonl", cwd=news).returncode == 0
    assert "거의 뽑힐 뻔한" in newsprism("explain", "b.json", 1, cwd=news).stdout


def test_a_brief_without_a_day_is_the_newest_and_the_suffix_decides_the_form(news: Path):
    run = newsprism("brief", "weekly", "--reader", "ceo", "-o", "a/b.html", cwd=news)
    assert (run.returncode, run.stdout) == (0, "")
    assert "2025-02-02" in (news / "a/b.html").read_text("utf-8")


def test_own_reader_types_are_those_of_the_workspace(news: Path):
    shown = json.loads(newsprism("readers", "show", "ceo", "--format", "json", cwd=news).stdout)
    assert shown["id"] == "ceo"
    (news / "readers" / "wrong.toml").write_text('id = "skipper"\n', encoding="utf-8")
    refused(newsprism("readers", "list", cwd=news), "readers/wrong.toml")
    shutil.rmtree(news / "readers")
    assert len(json.loads(newsprism("readers", "list", "--format", "json", cwd=news).stdout)) == 10


# ---------------------------------------------------------------- care


def rows(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    found = json.loads(run.stdout)
    assert all({"name", "state", "seen", "advice"} <= set(row) for row in found)
    return {row["name"]: row for row in found}


def test_doctor_tells_how_store_and_sources_are(made: Made, tmp_path):
    run = newsprism("doctor", "--format", "json", cwd=made.folder)
    assert (run.returncode, run.stderr) == (0, "")
    found = rows(run)
    assert (found["store"]["state"], found["sources"]["state"]) == ("ok", "ok")
    week, pages = found["sources"]["sources"]
    assert (week["id"], week["state"], week["documents"]) == ("week", "ok", 91)
    assert (pages["id"], pages["documents"]) == ("pages", 5)
    outside = rows(newsprism("doctor", "--format", "json", cwd=tmp_path))
    assert outside["workspace"]["state"] == "ok"
    assert not {"store", "sources"} & set(outside)


def test_doctor_of_a_workspace_that_was_never_refreshed_finds_no_fault_and_makes_no_file(empty: Path):
    (empty / "port.jsonl").write_text(PORT + "\n", encoding="utf-8")
    newsprism("add", "port.jsonl", cwd=empty)
    before = sorted(p.name for p in empty.iterdir())
    run = newsprism("doctor", cwd=empty)
    assert (run.returncode, run.stderr) == (0, "")
    assert "새것 1" in run.stdout
    assert "newsprism refresh" in run.stdout
    assert sorted(p.name for p in empty.iterdir()) == before


def test_a_damaged_database_is_said_in_one_line_and_by_doctor(news: Path):
    (news / "newsprism.db").write_bytes(b"not a database at all " * 400)
    for suffix in ("-wal", "-shm"):
        (news / f"newsprism.db{suffix}").unlink(missing_ok=True)
    for arguments in (["refresh"], ["search", "반도체"], ["brief", "weekly", "--reader", "ceo"]):
        refused(newsprism(*arguments, cwd=news), "newsprism.db", "newsprism import")
    run = newsprism("doctor", "--format", "json", cwd=news)
    assert run.returncode == 1
    found = rows(run)
    assert (found["store"]["state"], found["sources"]["state"]) == ("missing", "degraded")


def test_a_database_of_a_later_version_is_left_alone(news: Path):
    connection = sqlite3.connect(news / "newsprism.db")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    refused(newsprism("refresh", cwd=news), "999", "새 판")
    run = newsprism("doctor", cwd=news)
    assert run.returncode == 1
    assert "999" in run.stdout


def test_doctor_goes_on_when_a_file_of_the_workspace_is_wrong(news: Path):
    (news / "sources.toml").write_text("[[source]]\nplace = \n", encoding="utf-8")
    refused(newsprism("refresh", cwd=news), "sources.toml", "2행")
    run = newsprism("doctor", cwd=news)
    assert run.returncode == 1
    assert "고장  sources" in run.stdout
    assert "정상  store" in run.stdout
    (news / "newsprism.toml").write_text("closing_hour = 99\n", encoding="utf-8")
    refused(newsprism("refresh", cwd=news), "newsprism.toml: closing_hour", "0~23")
    again = newsprism("doctor", cwd=news)
    assert again.returncode == 1
    assert "고장  settings" in again.stdout


def test_a_workspace_moves_as_one_file(made: Made, tmp_path):
    archive = tmp_path / "news.tar.gz"
    told = newsprism("export", archive, cwd=made.folder)
    assert (told.returncode, told.stderr) == (0, "")
    refused(newsprism("export", archive, cwd=made.folder), "news.tar.gz", "이미 있습니다")
    moved = newsprism("import", archive, cwd=tmp_path)
    assert (moved.returncode, moved.stderr) == (0, "")
    copy = tmp_path / "news"
    assert str(copy) in moved.stdout
    assert len(json.loads(newsprism("search", "한빛정밀", "--format", "json", cwd=copy).stdout)) > 3
    report = json.loads(newsprism("refresh", "--format", "json", cwd=copy).stdout)
    assert (report["unchanged"], report["entries"]) == (2, 0)
    refused(newsprism("import", archive, "news", cwd=tmp_path), "news", "비어 있지 않습니다")


def test_one_run_refreshes_makes_what_is_due_and_ends(empty: Path):
    (empty / "newsprism.toml").write_text("editions = []\n", encoding="utf-8")
    (empty / "port.jsonl").write_text(PORT + "\n", encoding="utf-8")
    newsprism("add", "port.jsonl", cwd=empty)
    run = newsprism("run", "--once", cwd=empty)
    assert (run.returncode, run.stdout) == (0, "")
    assert lines(run.stderr) == ["새로 읽음: 소스 1곳, 새 문서 1건, 실패 0곳"]
    (empty / "newsprism.toml").write_text('editions = ["daily:nobody"]\n', encoding="utf-8")
    refused(newsprism("run", "--once", cwd=empty), "newsprism.toml: editions", "nobody", "ceo, founder")
