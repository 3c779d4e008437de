"""The commands `story split` and `story merge` on a workspace with four stories of one report each."""

import io
import json
import shutil
from datetime import datetime

import pytest

from newsprism import init_workspace
from newsprism.pipeline.calendar import SEOUL
from newsprism.stores.sqlite.check import check
from tests.e2e.running import record
from tests.e2e.workspace import newsroom

LATER = datetime(2026, 3, 20, 12, tzinfo=SEOUL)
NEWS = {
    "port": ("나루항 부두 개장", "나루항이 부두 여섯 선석을 열었다. 첫 배는 12일 들어온다."),
    "rate": (
        "가람은행, 기업 대출 금리 인하",
        "가람은행은 기업 대출 금리를 0.5%포인트 내렸다. 중소기업 4천 곳이 대상이다.",
    ),
    "bus": ("두물군 시외버스 노선 조정", "두물군이 시외버스 노선 3개를 줄인다. 군은 대체 차량 14대를 넣는다."),
    "show": ("늘봄극장 새 연극 개막", "늘봄극장이 새 연극을 올린다. 배우 열두 명이 나온다. 표는 3만 원이다."),
}


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = init_workspace(tmp_path_factory.mktemp("template") / "news")
    (folder / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    lines = [
        record(name, *told, f"2026-03-12T{9 + hour:02}:00:00+09:00") for hour, (name, told) in enumerate(NEWS.items())
    ]
    copy = record("copy", *NEWS["rate"], "2026-03-12T18:00:00+09:00")
    (folder / "week.jsonl").write_text("\n".join([*lines, copy]) + "\n", encoding="utf-8")
    with newsroom(folder, LATER) as desk:
        desk.add(str(folder / "week.jsonl"))
        desk.refresh()
    return folder


@pytest.fixture
def ids(template, tmp_path, run):
    """A copy of that workspace; returns a function that gives the ids of the stories by their headlines' key."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)

    def current():
        _, out, _ = run("stories", "--on", "2026-03-13", "--days", "3", "--format", "json")
        key = {title: name for name, (title, _) in NEWS.items()}
        return {frozenset(key[d["title"]] for d in s["documents"]): s["id"] for s in json.loads(out)}

    return current


def stories(ids):
    return {tuple(sorted(keys)) for keys in ids()}


ALONE = {("bus",), ("port",), ("rate",), ("show",)}


def named(ids, *keys):
    return ids()[frozenset(keys)]


def document(name):
    return json.loads(record(name, "", "", ""))["url"]


def test_two_stories_are_joined_and_parted_again_under_their_ids(run, ids, tmp_path):
    before = ids()
    code, out, _ = run("story", "merge", named(ids, "rate"), named(ids, "port"), "--yes")
    assert code == 0
    assert out.startswith("합쳤습니다.")
    assert stories(ids) == {("port", "rate"), ("bus",), ("show",)}
    assert named(ids, "port", "rate") == before[frozenset({"port"})]
    code, out, _ = run("story", "split", named(ids, "port", "rate"), document("rate"), "--yes")
    assert code == 0
    assert out.startswith("나누었습니다.")
    assert ids() == before
    assert check(tmp_path / "newsprism.db") == ()


def test_copies_go_along_and_a_document_is_named_by_its_id_too(run, ids):
    run("story", "merge", named(ids, "rate"), named(ids, "port"), "--yes")
    _, out, _ = run("stories", "--on", "2026-03-13", "--days", "3", "--format", "json")
    whole = next(s for s in json.loads(out) if len(s["documents"]) == 3)
    one = next(d["id"] for d in whole["documents"] if d["title"] == NEWS["rate"][0])
    assert run("story", "split", whole["id"], one, "--yes")[0] == 0
    assert stories(ids) == ALONE


def test_documents_go_into_another_story(run, ids, tmp_path):
    run("story", "merge", named(ids, "bus"), named(ids, "port"), "--yes")
    code, out, _ = run(
        "story", "split", named(ids, "bus", "port"), document("bus"), "--into", named(ids, "show"), "--yes"
    )
    assert (code, "받는 사안" in out) == (0, True)
    assert stories(ids) == {("bus", "show"), ("port",), ("rate",)}
    assert check(tmp_path / "newsprism.db") == ()


def test_a_dry_run_tells_and_changes_nothing(run, ids, tmp_path):
    content = tmp_path / "newsprism.db"
    one, other = named(ids, "rate"), named(ids, "port")
    before = content.read_bytes()
    code, out, _ = run("story", "merge", one, other, "--dry-run")
    assert code == 0
    assert one in out
    assert NEWS["port"][0] in out
    assert content.read_bytes() == before


@pytest.mark.parametrize(("answer", "done"), [("y", True), ("n", False), ("", False)])
def test_it_is_asked_before_anything_changes(run, ids, monkeypatch, answer, done):
    arguments = ("story", "merge", named(ids, "rate"), named(ids, "port"))
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    code, out, _ = run(*arguments)
    assert code == (0 if done else 1)
    assert ("합쳤습니다" in out) == done
    assert (stories(ids) == ALONE) != done


def test_without_somebody_to_ask_yes_is_needed(run, ids, monkeypatch):
    arguments = ("story", "merge", named(ids, "rate"), named(ids, "port"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code, _, err = run(*arguments)
    assert code == 2
    assert "--yes" in err
    assert stories(ids) == ALONE


def test_what_cannot_be_done_is_said_in_one_line(run, ids, refused):
    port, rate = named(ids, "port"), named(ids, "rate")
    for arguments, said in [
        (("merge", port, "nowhere"), "nowhere: 작업 공간에 그런 사안이 없습니다"),
        (("merge", port, port), "이미 한 사안입니다"),
        (("split", port, document("rate")), f"사안 {port} 에 없는 문서입니다"),
        (("split", port, document("port")), "사안에 남는 문서가 없습니다"),
        (("split", rate, document("rate")), "사본은 함께 움직입니다"),
        (("split", port, document("port"), "--into", port), "같은 사안입니다"),
        (("split", port, document("port"), "--into", "nowhere"), "nowhere: 작업 공간에 그런 사안이 없습니다"),
    ]:
        assert said in refused("story", *arguments, "--yes")
    assert stories(ids) == ALONE


def test_an_absorbed_story_is_the_one_that_absorbed_it(run, ids, refused):
    port, rate = named(ids, "port"), named(ids, "rate")
    run("story", "merge", port, rate, "--yes")
    assert "이미 한 사안입니다" in refused("story", "merge", rate, port, "--yes")


def test_before_the_first_refresh_there_is_no_story(run, tmp_path, refused):
    init_workspace(tmp_path)
    assert "읽어 둔 사안이 아직 없습니다" in refused("story", "merge", "a", "b", "--yes")
    assert not (tmp_path / "newsprism.db").exists()


def test_while_a_refresh_runs_nothing_is_changed_by_hand(run, ids, refused, tmp_path):
    port, rate = named(ids, "port"), named(ids, "rate")
    with newsroom(tmp_path, LATER) as desk, desk.archive.refreshing():
        assert "새로 고치고 있습니다" in refused("story", "merge", port, rate, "--yes")


def test_what_was_decided_goes_along_with_an_exported_workspace(run, ids, tmp_path):
    run("story", "merge", named(ids, "port"), named(ids, "rate"), "--yes")
    run("story", "split", named(ids, "port", "rate"), document("port"), "--yes")
    assert run("export", "backup.tar.gz")[0] == 0
    assert run("import", "backup.tar.gz", "again")[0] == 0
    assert check(tmp_path / "again" / "newsprism.db") == ()
    with newsroom(tmp_path / "again", LATER) as desk:
        standing = desk.archive.standing(datetime(2026, 3, 1, tzinfo=SEOUL), LATER)
    assert {s.id: s.apart for s in standing if s.apart} == {
        named(ids, "port"): {named(ids, "rate")},
        named(ids, "rate"): {named(ids, "port")},
    }
