"""Commands on readers and what they say: what is printed, and the one line when something is wrong."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import datetime

import pytest

from newsprism import init_workspace
from newsprism.pipeline.calendar import SEOUL
from newsprism.stages.rank.blocks import Blocks
from newsprism.types.history import Sent
from newsprism.types.story import Merged
from tests.e2e.running import record
from tests.e2e.workspace import newsroom

LATER = datetime(2025, 2, 10, 12, tzinfo=SEOUL)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A workspace with one story, and the id of the story."""
    folder = init_workspace(tmp_path_factory.mktemp("template") / "news")
    (folder / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    line = record(
        "steel", "美, 철강 관세 25% 부과…현대차 비상", "미국이 철강 관세를 올렸다.", "2025-01-30T09:00:00+09:00"
    )
    (folder / "week.jsonl").write_text(line + "\n", encoding="utf-8")
    with newsroom(folder, LATER) as desk:
        desk.add(str(folder / "week.jsonl"))
        desk.refresh()
        (story,) = desk.stories(datetime(2025, 1, 1, tzinfo=SEOUL), LATER)
    return folder, story.id


@pytest.fixture
def news(template, tmp_path, run):
    """A copy of that workspace in `tmp_path`, with the reader kim; returns the id of the story."""
    shutil.copytree(template[0], tmp_path, dirs_exist_ok=True)
    assert (
        run("readers", "add", "kim", "--type", "ceo", "--name", "김나루", "--topic", "fx=0.4", "--block", "쿠팡")[0]
        == 0
    )
    return template[1]


def brief(tmp_path, story_id):
    """The least of a saved edition."""
    told = {
        "schema": "newsprism/brief/1", "cadence": "daily", "issue_date": "2025-01-31", "title": "제목",
        "window": {"start": "2025-01-30", "end": "2025-01-31"}, "reader": {"type": "ceo", "name": "기업 CEO"},
        "picks": [{"number": 1, "role": "core", "title": "美, 철강 관세", "published": "2025-01-30", "story_id": story_id}],
    }  # fmt: skip
    path = tmp_path / "daily.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_person_is_added_listed_and_shown(run, news, tmp_path):
    code, out, _ = run("readers", "list")
    assert code == 0
    assert "kim                  김나루" in out
    assert out.index("research") < out.index("kim")
    _, out, _ = run("readers", "list", "--format", "json")
    rows = json.loads(out)
    assert rows[-1]["id"] == "kim"
    assert (rows[-1]["name"], rows[-1]["type"]) == ("김나루", "ceo")
    assert rows[0]["type"] is None
    _, out, _ = run("readers", "show", "kim")
    assert "김나루 (kim), 기업 CEO(ceo) 유형" in out
    assert "막은 것  쿠팡" in out
    _, out, _ = run("readers", "show", "kim", "--format", "json")
    shown = json.loads(out)
    assert (shown["topics"]["fx"], shown["blocked"]["companies"]) == (0.4, ["쿠팡"])
    assert "# " in (tmp_path / "readers" / "kim.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kim", "--type", "ceo", "--name", "김"], "kim: 이미 있는 독자입니다"),
        (["lee", "--type", "coe", "--name", "이"], "가까운 것: 'ceo'"),
        (["lee", "--type", "ceo", "--name", "이", "--topic", "trad"], "가까운 것: 'trade'"),
        (["lee", "--type", "ceo", "--name", "이", "--term", "환율=많이"], "--term: 가중치가 수가 아닙니다"),
        (["lee", "--type", "ceo", "--name", "이", "--term", "환율=7"], "0~1"),
        (["lee", "--type", "ceo", "--name", "이", "--block", "wrod:골프"], "가까운 것: 'word'"),
        (["lee", "--type", "ceo"], "--name"),
    ],
)
def test_a_person_that_cannot_be_added_is_told_why(refused, news, tmp_path, arguments, said):
    assert said in refused("readers", "add", *arguments)
    assert not (tmp_path / "readers" / "lee.toml").exists()


def test_a_person_needs_a_workspace(refused):
    assert "newsprism init" in refused("readers", "add", "kim", "--type", "ceo", "--name", "김나루")


def test_feedback_is_given_by_story_or_by_pick_listed_and_taken_back(run, news, tmp_path):
    path = brief(tmp_path, news)
    assert "더 보기" in run("feedback", "kim", news, "more")[1]
    assert "막기" in run("feedback", "kim", f"{path}#1", "block")[1]
    _, out, _ = run("feedback", "kim", "--list")
    assert out.index("더 보기") < out.index("막기") < out.index("배운 것")
    assert "현대자동차 소식을 막은 적이 있습니다" in out
    assert run("feedback", "kim", "--undo")[1].startswith("거두었습니다: ")
    _, out, _ = run("feedback", "kim", "--list", "--format", "json")
    told = json.loads(out)
    (one,) = told["feedback"]
    assert (one["attitude"], one["story_id"]) == ("more", news)
    assert "현대자동차 소식을 더 보겠다고 했습니다" in told["learned"]
    run("feedback", "kim", "--undo")
    assert run("feedback", "kim", "--undo")[1] == "거둘 말이 없습니다.\n"
    assert run("feedback", "kim", "--list")[1] == "아직 한 말이 없습니다.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kim", "s-unknown", "more"], "s-unknown: 작업 공간에 그런 사안이 없습니다"),
        (["kimm", "s-unknown", "more"], "가까운 것: 'kim'"),
        (["kim", "s-unknown", "moer"], "가까운 것: more"),
        (["kim", "s-unknown", "opened"], "쓸 수 있는 것: more, less, block, mute"),
        (["kim"], "사안이 없습니다"),
        (["kim", "s-unknown"], "어떻게 볼지"),
        (["kim", "daily.json#4", "more"], "daily.json: '4'번 뉴스가 없습니다. 있는 번호: 1."),
        (["kim", "none.json#1", "more"], "none.json: 읽을 수 없습니다"),
        (["kim", "week.jsonl#1", "more"], "week.jsonl#1: 작업 공간에 그런 사안이 없습니다"),
        (["kim", "newsprism.db.json#1", "more"], "newsprism.db.json: "),
        (["kim", "--list", "--undo"], "함께 쓰지 못합니다"),
        (["kim", "x", "more", "--undo"], "--undo: 사안을 받지 않습니다"),
        (["nobody", "--list"], "nobody: "),
    ],
)
def test_feedback_that_cannot_be_kept_is_told_why(refused, news, tmp_path, arguments, said):
    brief(tmp_path, news)
    assert said in refused("feedback", *arguments)


def test_feedback_needs_a_workspace(refused):
    assert "newsprism init" in refused("feedback", "ceo", "s1", "more")


# ---------------------------------------------------------------- forgetting


def said(run, news, folder):
    """Let kim say two things, have an edition, and be sent a story."""
    assert run("feedback", "kim", news, "less")[0] == 0
    assert run("feedback", "kim", news, "more")[0] == 0
    assert run("brief", "weekly", "--reader", "kim", "--on", "2025-02-02", "-o", "weekly.md")[0] == 0
    with newsroom(folder, LATER) as desk:
        sent = Sent(news, None, "철강 관세", "daily", LATER.date(), LATER, LATER)
        desk.archive.send("kim", [sent])
        desk.tell("kim", news, "read", 30.0)


HELD = "한 말 2건, 열어 보거나 읽은 기록 1건, 보낸 사안 1건, 만든 호의 기록 1건"


def test_a_reader_is_forgotten_and_it_is_told_what_was_deleted(run, news, tmp_path):
    said(run, news, tmp_path)
    assert run("readers", "forget", "kim", "--dry-run")[1] == f"지울 것: {HELD}\n"
    assert run("readers", "forget", "kim", "--yes")[1] == f"지웠습니다: {HELD}\n"
    assert run("feedback", "kim", "--list")[1] == "아직 한 말이 없습니다.\n"
    assert run("readers", "forget", "kim", "--yes")[1] == "지울 것이 없습니다.\n"
    assert (tmp_path / "readers" / "kim.toml").exists()


def test_nothing_of_a_forgotten_reader_is_left_in_the_file(run, news, tmp_path):
    run("readers", "add", "gamnamu_reader", "--type", "ceo", "--name", "이가람")
    assert run("feedback", "gamnamu_reader", news, "more")[0] == 0
    files = [tmp_path / name for name in ("newsprism.db", "newsprism.db-wal")]
    assert any(b"gamnamu_reader" in f.read_bytes() for f in files if f.exists())
    assert run("readers", "forget", "gamnamu_reader", "--yes")[0] == 0
    assert not any(b"gamnamu_reader" in f.read_bytes() for f in files if f.exists())


def test_a_reader_whose_file_is_gone_or_wrong_can_be_forgotten(run, news, tmp_path):
    said(run, news, tmp_path)
    (tmp_path / "readers" / "kim.toml").write_text("person = maybe", encoding="utf-8")
    assert run("readers", "forget", "kim", "--dry-run")[1] == f"지울 것: {HELD}\n"
    (tmp_path / "readers" / "kim.toml").unlink()
    assert run("readers", "forget", "kim", "--yes")[1] == f"지웠습니다: {HELD}\n"


def test_a_reader_that_there_is_not_is_told_with_the_nearest(refused, news):
    assert "가까운 것: 'kim'" in refused("readers", "forget", "kimm", "--yes")


def test_without_anybody_to_ask_nothing_is_deleted(run, refused, news, tmp_path, monkeypatch):
    said(run, news, tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert "--yes" in refused("readers", "forget", "kim")
    assert "더 보기" in run("feedback", "kim", "--list")[1]


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("answer", "deleted"), [("y", True), ("n", False), ("", False)])
def test_it_is_asked_before_anything_is_deleted(run, news, tmp_path, monkeypatch, answer, deleted):
    said(run, news, tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    code, out, _ = run("readers", "forget", "kim")
    assert code == (0 if deleted else 1)
    assert ("지웠습니다" in out) == deleted
    assert ("아직 한 말이 없습니다" in run("feedback", "kim", "--list")[1]) == deleted


def test_a_mute_holds_when_the_story_is_merged_into_another(tmp_path):
    folder = init_workspace(tmp_path / "news")
    (folder / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    lines = [
        record("steel", "美, 철강 관세 25% 부과…현대차 비상", "미국이 철강 관세를 올렸다. 세율은 25%다.", "2025-01-30T09:00:00+09:00"),
        record("rate", "가람은행, 기업 대출 금리 인하", "가람은행은 기업 대출 금리를 0.5%포인트 내렸다.", "2025-01-30T10:00:00+09:00"),
    ]  # fmt: skip
    (folder / "week.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    start = datetime(2025, 1, 1, tzinfo=SEOUL)
    with newsroom(folder, LATER) as desk:
        desk.add(str(folder / "week.jsonl"))
        desk.refresh()
        desk.add_person("kim", "ceo", "김나루")
        one, other = desk.stories(start, LATER)
        desk.tell("kim", one.id, "mute")
        whole = replace(other, version=2, documents=(*one.documents, *other.documents))
        desk.archive.record([Merged(whole, (one.id,))])
        (merged,) = desk.stories(start, LATER)
        assert merged.id == other.id
        kim = desk.engine.readers.get("kim")
        assert Blocks.of(desk.history("kim").feedback, kim.blocked, [merged]).refuses(merged) == "muted"
