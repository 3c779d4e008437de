"""A real week, refresh by refresh: the stories must be nearly those of one reading of everything."""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsprism.protocols.stages import Features
from newsprism.stages.cluster.stage import OnePassClusterer
from newsprism.stages.dedupe.near import NearDeduplicator
from newsprism.stages.index.stage import MorphemeIndexer
from newsprism.text.ko.normalise import strip_markup
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story
from tests.stages.cluster.archive import Archive, ids

ITEMS = Path(os.environ.get("NEWSPRISM_DATA") or "") / "ko-business-week" / "items.jsonl.gz"
COUNT = 8_000  # about two days and a half
HOURS = 6

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not ITEMS.is_file(), reason="NEWSPRISM_DATA with ko-business-week is needed"),
]


@dataclass(frozen=True)
class Week:
    documents: Sequence[Document]
    features: Mapping[DocumentId, Features]
    at_once: Mapping[str, str]


def article(line: str) -> Document:
    item = json.loads(line)
    published = datetime.fromisoformat(item["published"])
    title, text = strip_markup(item["title"]), strip_markup(item["summary"] or "")
    return Document(
        DocumentId(item["url"]), "article", title, text, published, item["publisher"], (), item["url"], "ko"
    )


@pytest.fixture(scope="module")
def week() -> Week:
    with gzip.open(ITEMS, "rt", encoding="utf-8") as lines:
        read = {d.id: d for d in (article(line) for line in lines if json.loads(line)["published"])}
    documents = sorted(read.values(), key=lambda d: (d.published_at, d.id))[:COUNT]
    features = {one.document_id: one.features for one in MorphemeIndexer(Analyzer()).index(documents)}
    changes = OnePassClusterer().cluster(NearDeduplicator().deduplicate(documents), features)
    return Week(documents, features, membership([c.story for c in changes]))


def membership(stories: Sequence[Story]) -> dict[str, str]:
    return {d: s.id for s in stories for d in ids(s)}


def arrivals(documents: Sequence[Document], late: float) -> Iterator[list[Document]]:
    """Yield what each refresh finds; a share of `late` items arrives a day after publication."""
    generator = random.Random(1)
    found: dict[int, list[Document]] = defaultdict(list)
    begin = documents[0].published_at
    for document in documents:
        delay = timedelta(days=1) if generator.random() < late else timedelta()
        found[(document.published_at - begin + delay) // timedelta(hours=HOURS)].append(document)
    yield from (found[number] for number in sorted(found))


def agreement(ours: Mapping[str, str], theirs: Mapping[str, str]) -> float:
    """Return B-cubed F1 (A. Bagga and B. Baldwin, 1998) of two ways to part the same documents."""
    left, right = defaultdict(set), defaultdict(set)
    for name, cluster in ours.items():
        left[cluster].add(name)
        right[theirs[name]].add(name)
    shared = {name: len(left[ours[name]] & right[theirs[name]]) for name in ours}
    precision = sum(n / len(left[ours[name]]) for name, n in shared.items()) / len(ours)
    recall = sum(n / len(right[theirs[name]]) for name, n in shared.items()) / len(ours)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(("late", "least"), [(0.0, 0.95), (0.05, 0.94)])
def test_refresh_by_refresh_the_stories_are_those_of_one_reading(week, late, least, record_property):
    archive = Archive()
    slowest = 0.0
    for new in arrivals(week.documents, late):
        standing = archive.within(new)
        begin = time.perf_counter()
        groups = NearDeduplicator().deduplicate(new, [d for s in standing for d in s.documents])
        archive.record(OnePassClusterer().cluster(groups, week.features, standing))
        slowest = max(slowest, time.perf_counter() - begin)
    found = membership(list(archive.stories.values()))
    assert found.keys() == week.at_once.keys()
    reached = agreement(found, week.at_once)
    record_property("B-cubed F1 with one reading", round(reached, 4))
    record_property("stories", f"{len(archive.stories)}, at once {len(set(week.at_once.values()))}")
    record_property("slowest refresh, seconds", round(slowest, 2))
    assert reached >= least


def test_one_refresh_costs_what_is_new(week, record_property):
    """Two hundred new items over some thousands that stand: a small part of what clustering all of them costs."""
    standing, new = week.documents[:-200], week.documents[-200:]
    changes = OnePassClusterer().cluster(NearDeduplicator().deduplicate(standing), week.features)
    begin = time.perf_counter()
    groups = NearDeduplicator().deduplicate(new, standing)
    OnePassClusterer().cluster(groups, week.features, [c.story for c in changes])
    seconds = time.perf_counter() - begin
    record_property("seconds", round(seconds, 2))
    assert seconds < 6.0
