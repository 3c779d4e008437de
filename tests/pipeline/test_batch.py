from pathlib import Path

import pytest

from newsprism.errors import EmptyInput
from newsprism.pipeline.batch import Batch, Reading
from newsprism.pipeline.spread import SpreadExtractor
from newsprism.protocols.stages import Collection, Deduplication, Extraction
from newsprism.types.document import Entry
from newsprism.types.dropped import Dropped
from newsprism.types.story import Opened
from tests.making import article, story

ENTRIES = tuple(Entry(f"f{i}", "text/plain", f"글 {i}".encode()) for i in range(3))


class Told:
    """Progress that remembers."""

    def __init__(self):
        self.stages = []

    def stage(self, label, total=None):
        self.stages.append((label, total))

    def advance(self, steps=1):
        pass


class Reader:
    """Every entry is a document; an entry with a 1 in it is left out."""

    def extract(self, entries):
        good = [e for e in entries if "1" not in e.origin]
        bad = [e for e in entries if "1" in e.origin]
        return Extraction(
            tuple(article(e.origin, text=e.content.decode()) for e in good),
            tuple(Dropped(e.origin, "extract", "no_body", e.origin) for e in bad),
        )


class Apart:
    """Nothing repeats anything."""

    def deduplicate(self, documents, standing=()):
        return Deduplication(tuple(documents), ())


class OneEach:
    """Each document is a story."""

    def cluster(self, deduplication, features, standing=()):
        assert set(features) == {d.id for d in deduplication.documents}
        return tuple(Opened(story(d.id, d)) for d in deduplication.documents)


class Terms:
    """Every document is found by its title."""

    def features(self, documents):
        return tuple({d.title: 1.0} for d in documents)


def collect(paths):
    return Collection(ENTRIES, (Dropped("b.pdf", "collect", "unsupported_format", "b.pdf"),))


def batch(told=None, collect=collect):
    return Batch(collect, Reader(), Terms(), Apart(), OneEach(), told or Told())


def test_a_reading_keeps_what_came_in_and_every_drop_of_both_stages():
    reading = batch().read([Path("a")])
    assert reading.entries == 3
    assert [d.id for d in reading.documents] == ["f0", "f2"]
    assert [(d.stage, d.reason) for d in reading.dropped] == [("collect", "unsupported_format"), ("extract", "no_body")]


def test_drops_are_counted_by_reason_most_frequent_first():
    drops = [Dropped("x", "extract", reason, "x") for reason in ("rare", "often", "often")]
    counted = Reading(0, (), tuple(drops)).dropped_by_reason()
    assert list(counted.items()) == [("often", 2), ("rare", 1)]


def test_an_error_of_the_collector_comes_through():
    def nothing(paths):
        raise EmptyInput("비어 있다", subject="a")

    with pytest.raises(EmptyInput):
        batch(collect=nothing).read([Path("a")])


def test_a_reading_without_a_single_document_says_what_was_found_instead():
    def bad(paths):
        return Collection(ENTRIES[1:2], (Dropped("b.pdf", "collect", "unsupported_format", "b.pdf", "글이 아니다"),))

    with pytest.raises(EmptyInput) as caught:
        batch(collect=bad).read([Path("a"), Path("b.pdf")])
    assert caught.value.subject == "a, b.pdf"
    assert caught.value.what == "읽을 문서가 없습니다: unsupported_format 1건, no_body 1건(예: b.pdf: 글이 아니다)"


def test_progress_is_told_before_each_stage():
    told = Told()
    running = batch(told)
    running.stories(running.read([Path("a")]).documents)
    assert [label for label, _ in told.stages] == ["읽기", "본문 추출", "중복 찾기", "사안 묶기"]
    assert told.stages[1][1] == 3


def test_every_document_goes_through_both_stages():
    documents = [article("a"), article("b")]
    assert [s.documents for s in batch().stories(documents)] == [(d,) for d in documents]


class Watched:
    """An engine that runs here and remembers what it was asked."""

    def __init__(self):
        self.sizes = []

    def map(self, work, items, label=""):
        self.sizes.append(len(items))
        return [work(item) for item in items]


def test_a_spread_extractor_gives_what_the_extractor_alone_gives():
    engine = Watched()
    assert SpreadExtractor(Reader(), engine).extract(ENTRIES) == Reader().extract(ENTRIES)
    assert engine.sizes == [3]
    assert SpreadExtractor(Reader(), engine).extract([]) == Extraction((), ())
