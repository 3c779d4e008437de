"""Who reads in a workspace: persons are added, say what they think of stories, and take it back."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime, timedelta

import pytest

from newsprism import init_workspace, move_in
from newsprism.errors import InvalidReader, UnknownReader, UnknownStory, UsageError
from newsprism.pipeline.calendar import SEOUL
from newsprism.types.history import History
from tests.e2e.running import SAMPLE, record
from tests.e2e.workspace import Clock, newsroom

LATER = datetime(2025, 2, 10, 12, tzinfo=SEOUL)
SUNDAY = date(2025, 2, 2)


@pytest.fixture
def bare(tmp_path):
    folder = init_workspace(tmp_path / "news")
    (folder / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A workspace that has read two articles of invented outlets, and has the reader kim."""
    bare = init_workspace(tmp_path_factory.mktemp("template") / "news")
    (bare / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    lines = [
        record("steel", "美, 철강 관세 25% 부과…현대차 비상", "미국이 철강 관세를 올렸다. 세율은 25%다.", "2025-01-30T09:00:00+09:00"),
        record("port", "나루항 새 부두 개장", "나루항만공사는 새 부두를 열었다. 선석은 여섯 개다.", "2025-01-31T09:00:00+09:00"),
    ]  # fmt: skip
    (bare / "week.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with newsroom(bare, LATER) as desk:
        desk.add(str(bare / "week.jsonl"))
        assert desk.refresh().new == 2
        desk.add_person("kim", "ceo", "김나루", {"terms": {"부두": 0.9}})
    return bare


@pytest.fixture
def folder(template, tmp_path):
    return shutil.copytree(template, tmp_path / "copied")


@pytest.fixture
def desk(folder):
    with newsroom(folder, LATER) as one:
        yield one


def stories(desk):
    found = desk.stories(LATER - timedelta(days=30), LATER)
    return {story.documents[0].id: story for story in found}


# ---------------------------------------------------------------- persons


def test_a_person_is_added_and_reads(desk, folder):
    path = desk.add_person("lee", "policy", "이가람", {"topics": {"통상·관세": 0.5}}, ["쿠팡", "골프"])
    assert path == folder / "readers" / "lee.toml"
    with newsroom(folder, LATER) as again:
        lee = again.engine.readers.get("lee")
    assert (lee.person, lee.base, lee.blocked.companies, lee.never[-1]) == ("이가람", "policy", ("쿠팡",), "골프")


@pytest.mark.parametrize("name", ["kim", "ceo"])
def test_a_reader_that_there_is_is_not_written_over(desk, folder, name):
    before = sorted((p, p.read_bytes()) for p in (folder / "readers").iterdir())
    with pytest.raises((UsageError, InvalidReader)) as caught:
        desk.add_person(name, "ceo", "이가람")
    assert name in str(caught.value)
    assert sorted((p, p.read_bytes()) for p in (folder / "readers").iterdir()) == before


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("lee", "coe", "이가람"), "가까운 것: 'ceo'"),
        (("../lee", "ceo", "이가람"), "소문자"),
        (("lee", "ceo", ""), "1~300자"),
        (("lee", "ceo", "이가람", {"topics": {"trad": 1.0}}), "가까운 것: 'trade'"),
        (("lee", "ceo", "이가람", {"terms": {"관세": float("nan")}}), "0~1"),
        (("lee", "ceo", "이가람", None, ["topic:trad"]), "가까운 것: 'trade'"),
    ],
)
def test_a_wrong_wish_writes_nothing_and_is_told_in_one_line(desk, folder, told, said):
    with pytest.raises(InvalidReader) as caught:
        desk.add_person(*told)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [p.name for p in (folder / "readers").iterdir()] == ["kim.toml"]


# ---------------------------------------------------------------- what they say


def test_what_is_told_is_kept_with_the_traits_and_documents_of_the_story(desk):
    story = stories(desk)["steel"]
    told = desk.tell("kim", story.id, "more")
    assert (told.story_id, told.title, told.attitude, told.at) == (story.id, story.title, "more", LATER)
    assert {"topic:trade", "company:현대자동차", "word:철강"} <= told.traits
    assert told.documents == {d.id for d in story.documents}
    assert desk.history("kim") == History((told,))
    assert desk.history("ceo") == desk.history("kim", LATER - timedelta(seconds=1)) == History()


def test_the_last_word_is_taken_back(desk):
    found = stories(desk)
    first = desk.tell("kim", found["steel"].id, "more")
    read = desk.tell("kim", found["port"].id, "read", 90.0)
    second = desk.tell("kim", found["port"].id, "block")
    assert read.seconds == 90.0
    assert desk.untell("kim") == second
    assert desk.history("kim").feedback == (first, read)
    assert desk.untell("kim") == first
    assert desk.untell("kim") is None


def test_what_was_learned_is_told_in_words_and_fades(folder):
    clock = Clock(LATER)
    with newsroom(folder, clock) as desk:
        assert desk.learned("kim") == ()
        desk.tell("kim", stories(desk)["steel"].id, "more")
        assert "현대자동차 소식을 더 보겠다고 했습니다" in desk.learned("kim")
        assert "통상·관세 소식을 더 보겠다고 했습니다" in desk.learned("kim")
        clock.at = LATER + timedelta(days=600)
        assert desk.learned("kim") == ()


def test_an_unknown_story_or_reader_is_told_in_one_line(desk):
    with pytest.raises(UnknownStory, match="nobody: 작업 공간에 그런 사안이 없습니다"):
        desk.tell("kim", "nobody", "more")
    with pytest.raises(UnknownReader, match="가까운 것: 'kim'"):
        desk.tell("kimm", "nobody", "more")
    for ask in (desk.untell, desk.history, desk.learned):
        with pytest.raises(UnknownReader):
            ask("kimm")


def test_before_the_first_refresh_there_is_nothing_to_tell_of_and_looking_makes_no_file(bare):
    with newsroom(bare, LATER) as desk:
        with pytest.raises(UnknownStory):
            desk.tell("ceo", "s1", "more")
        assert desk.history("ceo") == History()
        assert desk.untell("ceo") is None
        assert not (bare / "newsprism.db").exists()


def test_a_history_and_its_person_move_with_the_workspace(desk, folder, tmp_path):
    told = desk.tell("kim", stories(desk)["steel"].id, "less")
    desk.export(tmp_path / "news.tar.gz")
    move_in(tmp_path / "news.tar.gz", tmp_path / "copy")
    with newsroom(tmp_path / "copy", LATER) as copy:
        assert copy.history("kim").feedback == (told,)
        assert copy.engine.readers.get("kim").person == "김나루"
        assert copy.faults() == ()


# ---------------------------------------------------------------- the edition of a person


def test_the_edition_of_a_person_names_their_type_and_them(bare):
    with newsroom(bare, LATER) as desk:
        desk.add(str(SAMPLE / "week.jsonl"))
        desk.refresh()
        desk.add_person("kim", "ceo", "김나루")
    with newsroom(bare, LATER) as desk:
        kim, _ = desk.brief("kim", "weekly", SUNDAY)
        ceo, _ = desk.brief("ceo", "weekly", SUNDAY)
        printed, common = (json.loads(desk.engine.render(e.brief, "json")) for e in (kim, ceo))
    assert printed["person"] == {"id": "kim", "name": "김나루"}
    assert printed["reader"] == common["reader"]
    assert (printed["reader"]["type"], printed["reader"]["name"]) == ("ceo", "기업 CEO")
    assert "person" not in common
    # Somebody without interests of their own, of whom nothing is known, gets what their type gets.
    assert {**printed, "person": None} == {**common, "person": None}
