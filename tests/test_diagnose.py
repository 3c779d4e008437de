import numpy as np
import pytest

from newsprism import diagnose
from newsprism.diagnose import checks
from newsprism.errors import EmbeddingFailed, MissingResource

IDS = "ceo, founder, newcomer, jobseeker, global_investor, fund_investor, realestate_investor, policy, research, global_en"


@pytest.fixture(scope="module")
def found():
    return {check.name: check for check in checks()}


def test_a_sound_installation_misses_nothing(found):
    assert [name for name, check in found.items() if check.state == "missing"] == []
    assert found["korean"].state == "ok"


def test_what_is_not_ok_says_what_to_do(found):
    assert all(check.advice for check in found.values() if check.state != "ok")


def test_the_readers_and_formats_that_exist_are_listed(found):
    assert found["readers"].seen == IDS
    assert found["formats"].seen == "html, json, md, txt"
    assert found["collectors"].seen == "bigkinds, feed, files, mailbox, page, parquet, sitemap"
    assert "FTS5" in found["sqlite"].seen


@pytest.mark.parametrize(
    "trouble", [MissingResource("손상됨", subject="topics.toml"), ImportError("kiwi"), OSError("disk")]
)
def test_a_part_that_fails_is_told_and_the_others_are_still_tried(monkeypatch, trouble):
    def broken():
        raise trouble

    def sound():
        return diagnose.Check("after", "ok", "seen")

    monkeypatch.setattr(diagnose, "_TRIALS", (("first", broken), ("after", sound)))
    first, after = checks()
    assert (first.name, first.state) == ("first", "missing")
    assert type(trouble).__name__ in first.seen
    assert first.advice
    assert (after.name, after.state) == ("after", "ok")


def test_a_missing_extractor_is_degraded_and_named(monkeypatch):
    installed = diagnose._installed
    monkeypatch.setattr(diagnose, "_installed", lambda name: name != "trafilatura" and installed(name))
    check = next(c for c in checks() if c.name == "extract")
    assert check.state == "degraded"
    assert "trafilatura" in check.seen
    assert check.advice


def test_kinds_of_documents_that_cannot_be_read_are_named_and_parquet_is_an_extra(monkeypatch):
    installed = diagnose._installed
    gone = {"pdfplumber"}
    monkeypatch.setattr(diagnose, "_installed", lambda name: name not in gone and installed(name))
    check = next(c for c in checks() if c.name == "documents")
    assert check.state == "degraded"
    assert "pdfplumber" in check.seen
    gone = {"pyarrow"}
    check = next(c for c in checks() if c.name == "documents")
    assert check.state == "ok"
    assert "newsprism[parquet]" in check.seen


class Model:
    dimensions = 3

    def __init__(self, name, fault=None):
        self.name = name
        self.fault = fault

    def embed(self, texts):
        if self.fault:
            raise self.fault
        return np.ones((len(texts), 3), np.float32)


def embedder(make):
    return next(check for check in checks(make) if check.name == "embedder")


def test_the_embedder_of_the_settings_is_tried(monkeypatch):
    monkeypatch.setattr(diagnose, "_TRIALS", ())
    sound = embedder(lambda: Model("narae-embed@a.example"))
    assert (sound.state, sound.seen) == ("ok", "narae-embed@a.example, 3차원")
    assert embedder(lambda: None).state == "ok"
    slow = embedder(lambda: Model("e5-small-q4-1"))
    assert slow.state == "degraded"
    assert "newsprism[dense]" in slow.advice
    gone = embedder(
        lambda: Model("m", EmbeddingFailed("답이 없습니다", subject="http://a.example/v1", advice="켜세요."))
    )
    assert gone.state == "missing"
    assert gone.seen == "http://a.example/v1: 답이 없습니다"
    assert gone.advice == "켜세요."


def test_a_variable_that_is_misspelt_is_named(monkeypatch):
    def variables():
        return next(check for check in checks() if check.name == "variables")

    monkeypatch.setenv("NEWSPRISM_CHAT_KEY", "k")
    monkeypatch.setenv("NEWSPRISM_WORKSPACE", "paper")
    assert variables().state == "ok"
    monkeypatch.setenv("NEWSPRISM_WRITTER", "generative")
    assert variables().state == "degraded"
    assert "NEWSPRISM_WRITTER" in variables().seen
