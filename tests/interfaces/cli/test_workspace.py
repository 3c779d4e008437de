"""Commands on a workspace used wrongly, and what each says of itself: one line on stderr, exit code 2."""

import json

import pytest

from newsprism import init_workspace
from newsprism.interfaces.cli.main import app

GROUPS = ("readers", "sources", "label")
INSIDE = [
    ["add", "x"], ["refresh"], ["search", "반도체"], ["stories"], ["brief", "daily", "--reader", "ceo"], ["run", "--once"],
    ["sources", "list"], ["sources", "export"], ["sources", "pause", "x"], ["export", "a.tar.gz"],
]  # fmt: skip


def commands():
    """Every command as it is typed."""
    found = [[c.name] for c in app.registered_commands]
    for group in app.registered_groups:
        found += [[group.name], *([group.name, c.name] for c in group.typer_instance.registered_commands)]
    return found


@pytest.fixture
def news(tmp_path):
    return init_workspace(tmp_path)


def settings(news, text):
    (news / "newsprism.toml").write_text(text, encoding="utf-8")


def port(folder, name="port"):
    path = folder / f"{name}.jsonl"
    told = {"id": name, "kind": "article", "title": "나루항 새 부두 개장", "text": "나루항이 부두를 열었다. 선석은 여섯 개다.",
            "published_at": "2026-03-10T09:00:00+09:00", "publisher": "나루일보"}  # fmt: skip
    path.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_the_help_of_every_command_shows_an_example(run, command):
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert f"newsprism {' '.join(command)}" in out.split("예:")[1]


@pytest.mark.parametrize("arguments", INSIDE, ids=" ".join)
def test_a_command_outside_a_workspace_says_how_to_make_one(refused, tmp_path, arguments):
    line = refused(*arguments)
    assert line == f"{tmp_path}: 작업 공간이 없습니다. newsprism init 으로 만들거나 --from 으로 파일을 주세요."


@pytest.mark.parametrize("arguments", [*INSIDE, ["readers", "list"], ["doctor"], ["extract", "x"]], ids=" ".join)
def test_a_named_workspace_that_is_none_is_never_passed_over(refused, news, arguments):
    assert refused("-w", "nowhere", *arguments).startswith("nowhere: 작업 공간이 아닙니다")


def test_init_takes_its_folder_the_one_that_is_named_or_the_present_one(run, tmp_path):
    assert run("init", "a")[0] == run("-w", "b", "init")[0] == 0
    assert (tmp_path / "a/newsprism.toml").is_file()
    assert (tmp_path / "b/newsprism.toml").is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("closing_hour = 24\n", ["newsprism.toml: closing_hour: ", "0~23"]),
        ("closing_hour = true\n", ["newsprism.toml: closing_hour: ", "정수"]),
        ("closng_hour = 9\n", ["newsprism.toml: closng_hour: ", "closing_hour"]),
        ("editions = 3\n", ["newsprism.toml: editions: ", "목록"]),
        ('editions = ["hourly:ceo"]\n', ["newsprism.toml: editions: ", "hourly:ceo"]),
        ('time_zone = "Seoul"\n', ["newsprism.toml: time_zone: ", "Seoul"]),
        ('writer = "nobody"\n', ["newsprism.toml: writer: ", "extractive", "nobody"]),
        ("closing_hour = \n", ["newsprism.toml: ", "TOML"]),
    ],
)
def test_a_wrong_setting_names_file_and_key(refused, news, text, said):
    settings(news, text)
    line = refused("refresh")
    for part in said:
        assert part in line


def test_the_environment_is_named_when_the_value_is_its_own(refused, news, monkeypatch):
    settings(news, 'writer = "nobody"\nclosing_hour = 30\n')
    monkeypatch.setenv("NEWSPRISM_CLOSING_HOUR", "40")
    assert refused("refresh").startswith("NEWSPRISM_CLOSING_HOUR: ")
    monkeypatch.setenv("NEWSPRISM_CLOSING_HOUR", "4")
    monkeypatch.setenv("NEWSPRISM_WRITER", "noone")
    assert refused("refresh").startswith("NEWSPRISM_WRITER: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('editions = ["daily:nobody"]\n', ["newsprism.toml: editions: ", "nobody", "ceo, founder"]),
        ('formats = ["pdf"]\n', ["newsprism.toml: formats: ", "pdf", "html, json"]),
    ],
)
def test_a_plan_that_can_never_be_carried_out_is_refused_at_once(refused, news, text, said):
    settings(news, text)
    line = refused("run", "--once")
    for part in said:
        assert part in line
    assert not (news / "issued.jsonl").exists()


@pytest.mark.parametrize("command", ["remove", "pause", "resume"])
def test_an_unknown_source_is_answered_with_those_that_exist(run, refused, news, command):
    assert "있는 것: 없음" in refused("sources", command, "x")
    port(news)
    assert run("add", "port.jsonl")[0] == 0
    assert refused("sources", command, "x") == "x: 그런 소스가 없습니다. 있는 것: port."
    assert refused("refresh", "--source", "port", "--source", "x") == "x: 그런 소스가 없습니다. 있는 것: port."


def test_a_paused_source_that_is_asked_for_says_how_to_wake_it(run, refused, news):
    port(news)
    run("add", "port.jsonl")
    assert "[쉼]" in run("sources", "pause", "port")[1]
    assert "newsprism sources resume port" in refused("refresh", "--source", "port")
    assert "[쉼]" not in run("sources", "resume", "port")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "missing.txt"),
        (["ftp://naru.example/x"], "https://"),
        (["http://127.0.0.1:9/feed"], "allow_hosts"),
        (["photo.jpg"], "photo.jpg"),
        (["broken.opml"], "broken.opml"),
        (["nothing.opml"], "xmlUrl"),
        (["."], "작업 공간"),
        (["newsprism.toml"], "작업 공간"),
        (["port.jsonl", "--kind", "magazine"], "bigkinds, feed, files"),
    ],
)
def test_what_is_no_source_is_refused_with_what_to_do(refused, news, arguments, said):
    port(news)
    (news / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(64))
    (news / "broken.opml").write_bytes(b"<opml><body>")
    (news / "nothing.opml").write_text("<opml version='2.0'><body/></opml>", encoding="utf-8")
    assert said in refused("add", *arguments)


def test_a_source_that_is_there_already_is_told_with_its_id(run, news):
    port(news)
    run("add", "port.jsonl")
    code, out, err = run("add", "port.jsonl")
    assert (code, out) == (1, "")
    assert err.strip() == f"{news / 'port.jsonl'}: 이미 있는 소스입니다. id: port"


def test_a_place_of_the_wrong_kind_is_told_by_its_name_not_by_a_line_that_was_not_written(run, news):
    (news / "in").mkdir()
    code, _, err = run("add", "in", "--kind", "feed")
    assert code == 1
    assert err.startswith("in: ")
    assert "sources.toml" not in err


def test_a_broken_sources_file_is_one_fault_not_one_a_place(refused, news):
    (news / "sources.toml").write_text("[[source]]\nplce = 'x'\n", encoding="utf-8")
    assert "place" in refused("add", "a", "b", "c")


@pytest.mark.parametrize("query", ['"', "-일본", " ", "since:어제"])
def test_a_query_that_cannot_be_read_is_refused(refused, news, query):
    assert refused("search", "--", query).startswith("검색어 ")


@pytest.mark.parametrize("day", [["--on", "2025-02-02"], []])
def test_a_brief_of_nothing_speaks_of_the_workspace(run, refused, news, day):
    wanted = ["brief", "weekly", "--reader", "ceo", *day]
    line = refused(*wanted)
    assert line.startswith(f"{news}: ")
    assert "newsprism add" in line
    port(news)
    run("add", "port.jsonl")
    assert "newsprism refresh" in refused(*wanted)
    assert "--from" not in refused(*wanted)


def test_a_brief_of_a_day_without_articles_tells_which_there_are(run, refused, news):
    port(news)
    run("add", "port.jsonl")
    run("refresh")
    line = refused("brief", "weekly", "--reader", "ceo", "--on", "2025-02-02")
    assert "2026-03-10~2026-03-10" in line
    assert "newsprism refresh" in line
    assert "--from" not in line


@pytest.mark.parametrize("arguments", [["search", "반도체"], ["stories"], ["refresh"]])
def test_an_empty_workspace_says_what_to_do_and_is_no_fault(run, news, arguments):
    code, _, err = run(*arguments)
    assert code == 0
    assert "newsprism add" in err


def test_an_archive_is_never_put_where_it_would_do_harm(run, refused, news, tmp_path, monkeypatch):
    assert run("export", "../news.tar.gz")[0] == 0
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert "지금 있는 폴더" in refused("import", "../../news.tar.gz", ".")
    assert "missing.tar.gz" in refused("import", "missing.tar.gz")
    (here / "noise.tar.gz").write_bytes(b"noise")
    assert "noise.tar.gz" in refused("import", "noise.tar.gz", "there")
    assert sorted(p.name for p in here.iterdir()) == ["noise.tar.gz"]
    assert "nowhere" in refused("-w", news, "export", "nowhere/a.tar.gz")


def test_a_shell_in_a_folder_that_is_gone_is_told_so(refused, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "지워졌습니다" in refused("refresh")
