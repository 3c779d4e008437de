"""An English edition from English articles, by the command line: made, read, checked, found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.e2e.running import newsprism, sentences

WEEK = Path(__file__).parents[1] / "data" / "english_week.jsonl"
HANGUL = re.compile(r"[가-힣]")
ISSUES = {"weekly": "2025-02-09", "daily": "2025-02-07"}


@pytest.fixture(scope="module", params=sorted(ISSUES))
def edition(request, tmp_path_factory):
    """The folder of one edition: record, documents and every printed form."""
    folder = tmp_path_factory.mktemp(request.param)
    order = ("brief", request.param, "--reader", "global_en", "--from", WEEK, "--on", ISSUES[request.param])
    for name in ("brief.json", "brief.txt", "brief.html", "brief.md"):
        run = newsprism(*order, "-o", name, "--documents", "documents.jsonl", cwd=folder)
        assert run.returncode == 0, run.stderr
    return folder


@pytest.fixture
def brief(edition):
    return json.loads((edition / "brief.json").read_text("utf-8"))


def test_verify_finds_nothing(edition):
    run = newsprism("verify", "brief.json", "--documents", "documents.jsonl", cwd=edition)
    assert run.returncode == 0, run.stdout


def test_verify_finds_what_was_changed(edition, brief):
    where, sentence = next((w, s) for w, s in sentences(brief) if s["origin"] == "extracted" and "percent" in s["text"])
    text = (edition / "brief.json").read_text("utf-8")
    changed = sentence["text"].replace("percent", "percentage points")
    quoted = json.dumps(sentence["text"], ensure_ascii=False)
    (edition / "changed.json").write_text(
        text.replace(f'"text": {quoted}', f'"text": {json.dumps(changed, ensure_ascii=False)}'), "utf-8"
    )
    run = newsprism("verify", "changed.json", "--documents", "documents.jsonl", cwd=edition)
    assert run.returncode == 1
    assert "unit" in run.stdout, where


def test_every_word_of_it_is_english(edition, brief):
    assert brief["language"] == "en"
    for name in ("brief.txt", "brief.md"):
        assert not HANGUL.search((edition / name).read_text("utf-8"))
    page = (edition / "brief.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert not HANGUL.search(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_labels_note_and_checks_are_told_in_english(edition, brief):
    page = (edition / "brief.html").read_text("utf-8")
    for words in ("Editor's note:", "Why this was picked", "Sources", "are supported by their sources"):
        assert words.replace("'", "&#x27;") in page or words in page
    assert brief["ai_label"].startswith("The articles in this brief were selected")
    assert "published by 4 outlets" in brief["editor_note"]
    assert re.search(r"\(Feb\. \d\)|, Feb\. \d,", (edition / "brief.txt").read_text("utf-8"))


def test_each_block_of_its_cadence_is_there(brief):
    weekly = brief["cadence"] == "weekly"
    assert len(brief["picks"]) == (6 if weekly else 5)
    for pick in brief["picks"]:
        assert pick["context" if weekly else "summary"]
        assert pick["insight"] or not weekly
    blocks = ("analysis", "trends", "terms", "strategy", "keywords") if weekly else ("issues", "subtitles", "keywords")
    for name in blocks:
        assert brief[name], name
    assert brief["verification"]["dropped"] == []


def test_notices_and_opinions_are_no_picks(brief):
    titles = [pick["title"] for pick in brief["picks"]]
    assert not any(title.startswith(("Opinion", "Morning briefing")) for title in titles)


def test_explain_says_why_in_english(edition):
    run = newsprism("explain", "brief.json", "1", cwd=edition)
    assert run.returncode == 0
    assert "covered by" in run.stdout


def test_english_articles_are_found_by_any_form_of_a_word(tmp_path):
    newsprism("init", ".", cwd=tmp_path)
    (tmp_path / "week.jsonl").write_text(WEEK.read_text("utf-8"), "utf-8")
    newsprism("add", "week.jsonl", cwd=tmp_path)
    assert newsprism("refresh", cwd=tmp_path).returncode == 0
    for question, expected in (
        ("tariffs", 4),
        ("tariff", 4),
        ('"interest rates"', 0),
        ('"base rate"', 3),
        ("recalled", 2),
    ):
        run = newsprism("search", question, "--format", "json", cwd=tmp_path)
        assert len(json.loads(run.stdout)) >= expected, question


def test_english_stories_are_no_picks_of_a_korean_reader(tmp_path):
    run = newsprism(
        "brief", "weekly", "--reader", "ceo", "--from", WEEK, "--on", "2025-02-09", "--format", "json", cwd=tmp_path
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["picks"] == []
    assert told["filtered"]["other_language"] > 10
