"""An English edition from Korean and English articles, with a chat server that translates, well and badly."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from newsprism import Settings, build
from newsprism.stages.compose.stage import sentences_of
from tests.inference.serving import error, says, serving
from tests.pipeline.translating import answers, translated

DATA = Path(__file__).parents[1] / "data"
KOREAN, ENGLISH = DATA / "korean_week.jsonl", DATA / "english_week.jsonl"
HANGUL = re.compile(r"[가-힣]")
SUNDAY = date(2025, 2, 9)


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Make an edition of the reader type with a server that answers by `respond`."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def edition(respond, *files, cadence="weekly", issue=SUNDAY):
        with serving(respond) as server:
            engine = build(
                Settings(writer="generative", chat_url=server.url, chat_model="naru-1", embedder="none"), home=tmp_path
            )
            found = engine.brief(engine.read(files).documents, "global_en", cadence, issue)
            assert engine.verify(found.brief, found.cited).faults == ()
            return found.brief, engine.render(found.brief, "txt")

    return edition


def spoiled(spoil):
    return lambda asked, before: says({"sentences": answers(asked, spoil)})


def told(brief):
    return {s.text for s in sentences_of(brief)}


def test_korean_stories_are_told_in_english(made):
    brief, text = made(translated, KOREAN)
    assert brief.language == "en"
    assert brief.ai_generated
    assert len(brief.picks) == 3
    assert {pick.headline.origin for pick in brief.picks} == {"generated"}
    assert not any(HANGUL.search(sentence) for sentence in told(brief))
    assert "HBM capacity of Naru Bandoche will rise by 40%." in told(brief)
    # Sources keep their own headlines.
    assert HANGUL.search(text[text.index("[Sources]") :])
    assert not HANGUL.search(text[: text.index("[Sources]")])


def test_a_daily_has_summaries_and_issues(made):
    brief, _ = made(translated, KOREAN, cadence="daily", issue=date(2025, 2, 7))
    assert all(pick.summary for pick in brief.picks)
    assert brief.issues


def test_stories_of_both_languages_stand_side_by_side(made):
    brief, _ = made(translated, KOREAN, ENGLISH)
    written = [pick.headline is not None for pick in brief.picks]
    assert len(written) == 6
    assert any(written)
    assert not all(written)


@pytest.mark.parametrize(
    ("spoil", "gone"),
    [
        (lambda text: text.replace("40%", "50%"), "50%"),
        (lambda text: text.replace("rise by", "fall by"), "fall by 40%"),
        (lambda text: text.replace("Naru Bandoche", "Smith & Co."), "Smith"),
        (lambda text: text.replace("2 trillion won", "$2 trillion"), "$2 trillion"),
        (lambda text: text.replace("March 12", "March 19"), "March 19"),
        (
            lambda text: text.replace("expects exports to the U.S. to fall", "said exports to the U.S. fell"),
            "U.S. fell",
        ),
        (lambda text: text.replace("will rise by", "will not rise by"), "not rise"),
    ],
)
def test_a_mistranslation_is_not_printed(made, spoil, gone):
    brief, text = made(spoiled(spoil), KOREAN)
    assert gone not in text
    assert any(gone in dropped.text for dropped in brief.verification.dropped)


def test_korean_that_a_model_gives_back_is_not_printed(made):
    def parrot(asked, before):
        from tests.inference.serving import lines

        return says({"sentences": [{"text": text, "sources": [n]} for n, text in lines(asked)][:3]})

    brief, _ = made(parrot, KOREAN, ENGLISH)
    assert not any(HANGUL.search(sentence) for sentence in told(brief))
    assert not any(HANGUL.search(pick.title) for pick in brief.picks)


def test_without_an_answer_the_edition_is_made_of_english_stories_by_rules(made):
    brief, text = made(lambda asked, before: error(500), KOREAN, ENGLISH)
    assert not brief.ai_generated
    assert len(brief.picks) == 6
    assert not HANGUL.search(text)
