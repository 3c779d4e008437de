"""Where editions take their stories from: documents at hand, and the archive as it stood."""

from dataclasses import replace

import pytest

from newsprism.pipeline.batch import Batch
from newsprism.pipeline.supply import ArchiveSupply, DocumentSupply
from newsprism.pipeline.threads import settled
from newsprism.stages.cluster.stage import OnePassClusterer
from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.types.story import Grown
from tests.making import article, at, story
from tests.pipeline.standins import Nobody, OneEach, Quiet
from tests.stores.shelving import NARU, item, opened, read_all, told

A, B, C = (article(n, f"제목 {n}", published=at(day)) for n, day in (("a", 10), ("b", 12), ("c", 14)))


def at_hand(*documents):
    nobody = Nobody()
    return DocumentSupply(documents, Batch(nobody, nobody, nobody, nobody, OneEach(), Quiet()))


@pytest.fixture
def archive(tmp_path):
    with SqliteArchive(tmp_path / "newsprism.db") as one:
        yield one


def shelve(archive, *changes, documents=()):
    """One refresh: the documents are shelved and the stories change."""
    with archive.refreshing():
        archive.keep(NARU, [item(d.id) for d in documents], (), at(15))
        read_all(archive, documents)
        archive.record(changes)
    return archive.revision()


def supply(archive, revision=None):
    return ArchiveSupply(archive, OnePassClusterer().until, revision or archive.revision())


def titles(found):
    return {s.id: (s.title, [d.id for d in s.documents]) for s in found}


def test_documents_at_hand_are_told_by_their_times():
    given = at_hand(B, article("u", undated=True), C, A)
    assert given.moments() == [at(14), at(12), at(10)]
    assert given.span() == (at(10), at(14))
    assert at_hand(article("u", undated=True)).span() is None
    assert at_hand().moments() == []


def test_documents_at_hand_are_counted_in_a_stretch_without_its_end():
    given = at_hand(
        A, B, article("other", published=at(12), publisher="가온신문"), article("nobody", publisher=None), C
    )
    counts = given.counts(at(10), at(14))
    assert (counts.documents, counts.outlets) == (4, 2)


def test_stories_at_hand_reach_back_into_the_history_and_never_beyond_the_end():
    undated = article("u", undated=True)
    found = at_hand(A, B, C, undated).stories(at(10), at(12), at(14))
    assert {d.id for s in found for d in s.documents} == {"a", "b", "u"}


def test_an_archive_tells_the_same_of_its_documents(archive):
    shelve(archive, opened("s1", A), opened("s2", B, C), documents=(A, B, C))
    given = supply(archive)
    assert list(given.moments()) == [at(14), at(12), at(10)]
    assert given.span() == (at(10), at(14))
    assert given.counts(at(10), at(14)).documents == 2


def test_stories_that_ended_before_the_window_are_had_when_asked_for(archive):
    shelve(archive, opened("s1", A), opened("s2", B, C), documents=(A, B, C))
    given = supply(archive)
    assert set(titles(given.stories(at(9), at(12), at(15)))) == {"s2"}
    assert titles(given.earlier(at(9), at(12))) == {"s1": (A.title, ["a"])}
    assert at_hand(A, B, C).earlier(at(9), at(12)) == ()


def test_an_empty_archive_has_no_span(archive):
    assert supply(archive).span() is None
    assert list(supply(archive).moments()) == []
    assert supply(archive).stories(at(1), at(1), at(28)) == ()


def test_a_story_is_cut_at_the_end_and_named_by_what_was_there(archive):
    late = article("late", "나중에 붙은 제목", published=at(14))
    grown = replace(told("s1", A, B, late), version=2, title=late.title)
    shelve(archive, opened("s1", A, B), documents=(A, B))
    shelve(archive, Grown(grown, (late.id,)), documents=(late,))
    assert titles(supply(archive).stories(at(1), at(9), at(20))) == {"s1": ("나중에 붙은 제목", ["a", "b", "late"])}
    ((title, members),) = titles(supply(archive).stories(at(1), at(9), at(13))).values()
    assert members == ["a", "b"]
    assert title in (A.title, B.title)


def test_an_earlier_revision_is_told_as_it_was(archive):
    first = shelve(archive, opened("s1", A), documents=(A,))
    shelve(archive, opened("s2", B), documents=(B,))
    assert set(titles(supply(archive, first).stories(at(1), at(9), at(20)))) == {"s1"}
    assert set(titles(supply(archive).stories(at(1), at(9), at(20)))) == {"s1", "s2"}
    assert supply(archive, first).counts(at(9), at(20)).documents == 1


def test_a_thread_that_ties_nothing_together_is_none(archive):
    shelve(archive, opened("s1", A, thread="t"), opened("s2", B, thread="t"), documents=(A, B))
    shelve(archive, opened("s3", C, thread="alone"), documents=(C,))
    found = {s.id: s.thread_id for s in supply(archive).stories(at(1), at(9), at(20))}
    assert found["s3"] is None
    assert found["s1"] == found["s2"] is not None


def test_settling_looks_at_the_stories_at_hand_only():
    tied, lone = story("a", A, thread="t"), story("c", C, thread="u")
    assert [s.thread_id for s in settled([tied, story("b", B, thread="t"), lone, story("d", C)])] == [
        "t",
        "t",
        None,
        None,
    ]
    assert settled([tied])[0].thread_id is None
    assert settled([]) == ()
