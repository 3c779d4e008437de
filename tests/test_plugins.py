from importlib.metadata import EntryPoint

import pytest

from newsprism import plugins
from newsprism.errors import MissingResource
from newsprism.stages.render.plain import TextRenderer


def test_what_ships_comes_in_through_the_door():
    assert plugins.names("newsprism.renderers") == ("html", "json", "md", "txt")
    kinds = ("bigkinds", "feed", "files", "mailbox", "page", "parquet", "sitemap")
    assert plugins.names("newsprism.collectors") == kinds
    assert plugins.names("newsprism.writers") == ("extractive", "generative")


@pytest.mark.parametrize("name", ["html", "json", "md", "txt"])
def test_a_renderer_makes_files_of_its_own_suffix(name):
    assert plugins.factory("newsprism.renderers", name)().suffix == f".{name}"


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(MissingResource) as caught:
        plugins.factory("newsprism.renderers", "pdf")
    message = str(caught.value)
    assert "pdf" in message
    assert "있는 것: html, json, md, txt" in message
    assert "\n" not in message


@pytest.mark.parametrize("target", ["no_such_module_of_anyone:Thing", "newsprism.stages.render.plain:NoSuchName"])
def test_a_plugin_that_cannot_be_loaded_is_named(monkeypatch, target):
    broken = EntryPoint("odd", target, "newsprism.renderers")
    monkeypatch.setattr(plugins, "entry_points", lambda group: (broken,))
    with pytest.raises(MissingResource, match=r"newsprism\.renderers:odd"):
        plugins.factory("newsprism.renderers", "odd")


def test_a_stranger_s_plugin_is_offered_beside_ours(monkeypatch):
    stranger = EntryPoint("plain", "newsprism.stages.render.plain:TextRenderer", "newsprism.renderers")
    monkeypatch.setattr(plugins, "entry_points", lambda group: (stranger, stranger))
    assert plugins.names("newsprism.renderers") == ("plain",)
    assert plugins.factory("newsprism.renderers", "plain") is TextRenderer
