import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from newsprism.config import PREFIX, Settings, cache_folder, embeddings_key, load, template
from newsprism.errors import InvalidSetting, UsageError


def test_an_empty_environment_gives_the_defaults():
    assert load({}) == Settings()


def test_each_setting_is_read_from_its_variable():
    found = load(
        {
            "NEWSPRISM_CLOSING_HOUR": "6",
            "NEWSPRISM_WORKERS": "2",
            "NEWSPRISM_SUMMARISER": "textrank",
            "NEWSPRISM_READERS": "mine",
            "NEWSPRISM_WRITER": "plain",
        }
    )
    assert found == Settings(closing_hour=6, workers=2, summariser="textrank", readers="mine", writer="plain")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLOSING_HOUR", "24"),
        ("CLOSING_HOUR", "-1"),
        ("CLOSING_HOUR", "nine"),
        ("CLOSING_HOUR", ""),
        ("WORKERS", "-1"),
        ("WORKERS", "257"),
        ("WORKERS", "1.5"),
        ("SUMMARISER", "llm"),
        ("SUMMARISER", ""),
        ("MEANING", "deep"),
        ("MEANING", "vectors"),
        ("MEANING", "model"),
    ],
)
def test_a_value_outside_its_range_is_refused_with_the_variable_named(name, value):
    with pytest.raises(InvalidSetting) as caught:
        load({PREFIX + name: value})
    message = str(caught.value)
    assert message.startswith(PREFIX + name)
    assert "\n" not in message
    assert isinstance(caught.value, UsageError)


def test_an_unknown_choice_is_answered_with_those_that_exist():
    with pytest.raises(InvalidSetting, match="objective, lead3, textrank"):
        load({"NEWSPRISM_SUMMARISER": "llm"})


@pytest.mark.parametrize(("name", "value"), [("CLOSING_HOUR", "0"), ("CLOSING_HOUR", "23"), ("WORKERS", "256")])
def test_the_ends_of_a_range_are_inside_it(name, value):
    assert getattr(load({PREFIX + name: value}), name.lower()) == int(value)


def test_a_second_opinion_needs_a_model_and_vectors_an_embedder():
    chat = {"NEWSPRISM_CHAT_URL": "http://localhost:11434/v1", "NEWSPRISM_CHAT_MODEL": "naru-1"}
    assert load({"NEWSPRISM_MEANING": "model", **chat}).meaning == "model"
    assert load({"NEWSPRISM_MEANING": "vectors", "NEWSPRISM_EMBEDDER": "e5"}).meaning == "vectors"
    with pytest.raises(InvalidSetting, match="chat_url"):
        load({"NEWSPRISM_MEANING": "model"})
    with pytest.raises(InvalidSetting, match="embedder"):
        load({"NEWSPRISM_MEANING": "vectors"})


def test_variables_of_other_programs_are_not_ours():
    assert load({"WORKERS": "x", "NEWSPRISM_DATA": "/nowhere", "newsprism_workers": "x"}) == Settings()


def test_the_process_environment_is_used_when_none_is_given(monkeypatch):
    monkeypatch.setenv("NEWSPRISM_CLOSING_HOUR", "7")
    assert load().closing_hour == 7


def test_reader_folders_are_parted_as_paths_are():
    assert Settings().reader_folders == ()
    assert Settings(readers=os.pathsep.join(["a", "", "b"])).reader_folders == (Path("a"), Path("b"))


def test_every_setting_says_what_it_is():
    assert len(fields(Settings)) <= 30
    assert all(len(item.metadata["help"]) >= 10 for item in fields(Settings))


# ---------------------------------------------------------------- the file of a workspace


def written(tmp_path, text):
    file = tmp_path / "newsprism.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_goes_before_the_defaults_and_the_environment_before_the_file(tmp_path):
    file = written(
        tmp_path, 'closing_hour = 6\ndaily_at = "06:30"\nhost_delay = 2\nallow_hosts = ["wiki.local:8080"]\n'
    )
    found = load({}, file)
    assert (found.closing_hour, found.daily_at, found.host_delay) == (6, "06:30", 2.0)
    assert found.allow_hosts == ("wiki.local:8080",)
    assert load({"NEWSPRISM_CLOSING_HOUR": "5"}, file).closing_hour == 5
    assert load({"NEWSPRISM_ALLOW_HOSTS": "a.local, b.local:81,"}, file).allow_hosts == ("a.local", "b.local:81")


def test_the_template_is_a_file_of_defaults_and_stays_right_when_every_line_is_used(tmp_path):
    assert load({}, written(tmp_path, template())) == Settings()
    used = "\n".join(re.sub(r"^# (?=[a-z_]+ = )", "", line) for line in template().split("\n"))
    assert load({}, written(tmp_path, used)) == Settings()
    assert used.count(" = ") >= len(fields(Settings))


@pytest.mark.parametrize(
    ("text", "named", "told"),
    [
        ("closing_hors = 9", "closing_hors", "closing_hour"),
        ('closing_hour = "9"', "closing_hour", "정수"),
        ("closing_hour = true", "closing_hour", "정수"),
        ('allow_hosts = "a"', "allow_hosts", "목록"),
        ("allow_hosts = [1]", "allow_hosts", "목록"),
        ('time_zone = "Mars/Olympus"', "time_zone", "시간대"),
        ('time_zone = "../etc/passwd"', "time_zone", "시간대"),
        ('daily_at = "25:00"', "daily_at", "시각"),
        ('weekly_at = "8"', "weekly_at", "시각"),
        ('editions = ["monthly:ceo"]', "editions", "daily"),
        ('editions = ["daily:"]', "editions", "daily"),
        ("refresh_minutes = 0", "refresh_minutes", "1~1440"),
        ("timeout = 0.5", "timeout", "1~600"),
        ("closing_hour = [", "newsprism.toml", "TOML"),
    ],
)
def test_a_fault_in_the_file_is_one_line_with_the_file_and_the_key(tmp_path, text, named, told):
    with pytest.raises(InvalidSetting) as caught:
        load({}, written(tmp_path, text))
    message = str(caught.value)
    assert "newsprism.toml" in message
    assert named in message
    assert told in message
    assert "\n" not in message


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    file = tmp_path / "newsprism.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidSetting, match="TOML"):
        load({}, file)
    with pytest.raises(InvalidSetting, match="파일이나 폴더가 없"):
        load({}, tmp_path / "none.toml")


def test_the_planned_editions_are_pairs_of_cadence_and_reader():
    assert Settings().planned == (("daily", "ceo"), ("weekly", "ceo"))
    assert Settings().zone.key == "Asia/Seoul"


def test_an_embeddings_server_needs_an_address_and_a_model():
    url, model = "http://localhost:11434/v1", "narae-embed"
    found = load({PREFIX + "EMBEDDER": "endpoint", PREFIX + "EMBEDDINGS_URL": url, PREFIX + "EMBEDDINGS_MODEL": model})
    assert (found.embedder, found.embeddings_url, found.embeddings_model) == ("endpoint", url, model)
    with pytest.raises(InvalidSetting, match="embeddings_model"):
        load({PREFIX + "EMBEDDER": "endpoint", PREFIX + "EMBEDDINGS_URL": url})
    with pytest.raises(InvalidSetting, match="none, e5, endpoint"):
        load({PREFIX + "EMBEDDER": "bert"})


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://a.example", "http://", "http://[", "http://kim:pass1234@a.example/v1"]
)
def test_an_address_of_a_server_that_is_none_or_holds_a_password_is_refused(url):
    with pytest.raises(InvalidSetting) as caught:
        load({PREFIX + "EMBEDDINGS_URL": url})
    assert str(caught.value).startswith(PREFIX + "EMBEDDINGS_URL")
    assert "pass1234" not in str(caught.value)


def test_the_key_of_a_server_is_no_setting():
    assert embeddings_key({PREFIX + "EMBEDDINGS_KEY": " sk-1 "}) == "sk-1"
    assert embeddings_key({}) == ""
    assert "embeddings_key" not in template()


def test_what_can_be_made_again_lies_in_the_cache_folder_of_the_user():
    assert cache_folder({"XDG_CACHE_HOME": "/there"}) == Path("/there/newsprism")
    for ignored in ({}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "relative"}):
        assert cache_folder(ignored) == Path.home() / ".cache" / "newsprism"
