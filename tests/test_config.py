import os
from dataclasses import fields
from pathlib import Path

import pytest

from newsprism.config import PREFIX, Settings, load
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
