"""Floors under what is measured on real data: the figures of an earlier day may not be lost unseen.

The labels come with the project, the items do not; a floor is told for the very data it was measured on.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from newsprism import build
from newsprism.evaluation import evaluate

pytestmark = pytest.mark.proof

LABELS = Path(__file__).parents[2] / "labels" / "ko-business-week"
ITEMS = "ko-business-week/items.jsonl.gz"
ITEMS_DIGEST = "1da3caff515e4a12fa1f62cd199aaaf238b067cd7ec6545b74dc54686c49f64d"


@pytest.fixture(scope="module")
def items() -> Path:
    folder = os.environ.get("NEWSPRISM_DATA")
    path = Path(folder or "", ITEMS)
    if not folder or not path.exists():
        pytest.skip(f"needs {ITEMS} of the measuring data (NEWSPRISM_DATA)")
    if hashlib.sha256(path.read_bytes()).hexdigest() != ITEMS_DIGEST:
        pytest.skip("the items are others than those that the floors were measured on")
    return path


@pytest.fixture(scope="module")
def engine():
    return build()


def measured(engine, stage, labels, items):
    return evaluate(engine, stage, LABELS / labels, [items]).to_json()


@pytest.mark.parametrize(("part", "floor"), [("dev", 0.80), ("test", 0.78), ("drawn.dev", 0.78), ("drawn.test", 0.80)])
def test_pairs_of_one_story_are_found(engine, items, part, floor, record_property):
    found = measured(engine, "cluster", f"pairs.{part}.jsonl", items)
    record_property("pair_f1", found["pair_f1"])
    assert found["pair_f1"] >= floor
    assert found["pair_f1"] > max(peer["pair_f1"] for peer in found["baselines"].values())


@pytest.mark.parametrize(("part", "floor"), [("dev", 0.72), ("test", 0.70)])
def test_picks_are_relevant(engine, items, part, floor, record_property):
    found = measured(engine, "rank", f"relevance.{part}.jsonl", items)
    record_property("ndcg@6", found["ndcg@6"])
    assert found["ndcg@6"] >= floor
    assert found["ndcg@6"] > max(peer["ndcg@6"] for peer in found["baselines"].values())


def test_main_text_is_taken_out_of_pages(engine, record_property):
    folder = Path(os.environ.get("NEWSPRISM_DATA") or "", "article-pages")
    if not folder.exists():
        pytest.skip("needs article-pages of the measuring data (NEWSPRISM_DATA)")
    found = evaluate(engine, "extract", folder / "pages.jsonl").to_json()
    record_property("f1", found["f1"])
    assert found["f1"] >= 0.965
    assert found["f1"] > found["baselines"]["trafilatura"]["f1"]
