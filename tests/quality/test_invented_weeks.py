"""Floors on two invented weeks, of other seasons than the week that the parts were fitted on; they come with the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsprism import Settings, build
from newsprism.evaluation import evaluate

WEEKS = Path(__file__).parents[2] / "labels" / "invented-weeks"


@pytest.fixture(scope="module")
def engine():
    return build()


def items(week: str) -> Path:
    return WEEKS / f"{week}.items.jsonl"


@pytest.mark.parametrize(("week", "f1", "precision"), [("summer", 0.80, 0.88), ("autumn", 0.72, 0.84)])
def test_reports_of_one_event_are_one_story(engine, week, f1, precision):
    found = evaluate(engine, "cluster", WEEKS / f"{week}.pairs.jsonl", [items(week)]).to_json()
    assert found["pair_f1"] >= f1
    assert found["pair_precision"] >= precision
    assert found["pair_f1"] > max(peer["pair_f1"] for peer in found["baselines"].values())


@pytest.mark.parametrize(("week", "weekly", "daily"), [("summer", 0.79, 0.78), ("autumn", 0.73, 0.80)])
def test_picks_of_a_week_that_no_profile_was_made_on_are_relevant(engine, week, weekly, daily):
    found = evaluate(engine, "rank", WEEKS / f"{week}.relevance.jsonl", [items(week)]).to_json()
    for key, floor in (("ndcg@6", weekly), ("daily_ndcg@6", daily)):
        assert found[key] >= floor
        assert found[key] > max(peer[key] for peer in found["baselines"].values()) + 0.03


def test_picks_by_words_alone_are_better_than_those_of_the_peers():
    words = build(Settings(appraiser="none"))
    found = evaluate(words, "rank", WEEKS / "summer.relevance.jsonl", [items("summer")]).to_json()
    assert found["ndcg@6"] >= 0.72
    assert found["ndcg@6"] > max(peer["ndcg@6"] for peer in found["baselines"].values())
