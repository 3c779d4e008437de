"""Wrong use of commands: one line in Korean before anything is read, exit code 2."""

import json

import pytest

from newsprism.interfaces.cli.main import main

NOT_YET = ["deliver", "serve"]


@pytest.fixture
def refused(capsys, monkeypatch):
    """Run a command that must be refused without reading any article; returns the line on stderr."""

    def run(*arguments):
        monkeypatch.setattr("newsprism.assemble.NewsPrism.read", lambda *_: pytest.fail("something was read"))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        assert (ended.value.code, out) == (2, "")
        (line,) = err.splitlines()
        return line

    return run


def test_the_days_of_a_period_are_for_a_digest_only(refused):
    line = refused("brief", "weekly", "--reader", "ceo", "--from", ".", "--days", "7")
    assert line == "--days: digest 에만 쓰는 옵션입니다. daily 나 weekly 에서는 빼세요."


def test_another_cadence_is_answered_with_those_that_exist(refused):
    assert "daily, weekly, digest" in refused("brief", "monthly", "--reader", "ceo", "--from", ".")


@pytest.mark.parametrize("arguments", [["stories"], ["brief", "weekly", "--reader", "ceo"]])
def test_a_command_without_input_says_how_to_give_some(refused, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = refused(*arguments)
    assert line == f"{tmp_path}: 작업 공간이 없습니다. newsprism init 으로 만들거나 --from 으로 파일을 주세요."


def test_a_brief_for_nobody_is_answered_with_the_readers_that_exist(refused):
    line = refused("brief", "weekly", "--from", ".")
    assert line.startswith("--reader: ")
    assert "ceo, founder, newcomer" in line


def test_an_unknown_reader_is_refused_before_anything_is_read(refused):
    assert "가까운 것: 'founder'" in refused("brief", "weekly", "--reader", "foundr", "--from", ".")


def test_a_writer_that_is_not_installed_is_refused_before_anything_is_read(refused, monkeypatch):
    monkeypatch.setenv("NEWSPRISM_WRITER", "nobody")
    assert refused("brief", "weekly", "--reader", "ceo", "--from", ".").startswith("NEWSPRISM_WRITER: extractive")


@pytest.mark.parametrize("name", NOT_YET)
def test_a_command_of_a_later_version_does_not_exist(capsys, name):
    with pytest.raises(SystemExit) as ended:
        main([name])
    assert ended.value.code == 2
    assert f"그런 명령은 없습니다: {name}." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"schema": }', "JSON이 아닙니다(1행 12열)"),
        (b"[" * 100_000, "JSON이 아닙니다"),
        (b"\xff\xfe\x00", "JSON이 아닙니다"),
        (json.dumps({"schema": "other"}).encode(), "브리핑(newsprism/brief/1)이 아닙니다"),
        (None, "그런 파일이나 폴더가 없습니다"),
    ],
)
def test_what_is_no_saved_edition_is_refused_with_how_to_make_one(refused, tmp_path, content, said):
    path = tmp_path / "brief.json"
    if content is not None:
        path.write_bytes(content)
    line = refused("explain", str(path), "1")
    assert line.startswith(f"{path}: ")
    assert said in line
    assert "--format json" in line
