"""Stories that are parted: in any store the past stays as it was, and what a person decided holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsprism.protocols.stores import Archive
from newsprism.types.history import Sent
from newsprism.types.story import Grown, Merged, Split, Story, StoryId
from tests.contracts.conftest import Opening
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, read_all, told

DOCUMENTS = [article(name, f"제목 {name}", published=at(12, 9 + i)) for i, name in enumerate("abcdef")]
A, B, C, D, E, F = DOCUMENTS
START, END = at(1), at(30)


def standing(archive: Archive) -> dict[str, list[str]]:
    return {s.id: [d.id for d in s.documents] for s in archive.stories(START, END, START)}


def split(*documents, by_hand=False, name="p"):
    """The story s, of which `documents` leave."""
    left = [d for d in DOCUMENTS if d not in documents]
    return Split(replace(told("s", *left), version=2), (told(name, *documents),), by_hand)


@pytest.fixture
def whole(archive: Archive) -> Archive:
    """An archive with one story of six documents; e repeats d."""
    read_all(archive, DOCUMENTS)
    archive.record([opened("s", *DOCUMENTS, thread="t", copies=[E])])
    return archive


def one(archive: Archive, name: str) -> Story:
    return next(s for s in archive.standing(START, END) if s.id == name)


def test_documents_leave_a_story_and_an_earlier_revision_still_has_them_in_it(whole: Archive, opening: Opening):
    before = whole.revision()
    whole.record([Split(told("s", A, B, C), (told("p", D, E, F, thread="t", copies=[E]),))])
    assert standing(whole) == standing(opening()) == {"s": ["a", "b", "c"], "p": ["d", "e", "f"]}
    assert one(whole, "p").copies == {"e"}
    (then,) = whole.stories(START, END, START, before)
    assert ([d.id for d in then.documents], then.copies) == (list("abcdef"), {"e"})


def test_a_document_may_go_into_another_story_that_stands(whole: Archive):
    other = article("o", "다른 제목", published=at(13))
    read_all(whole, [other])
    whole.record([opened("o", other)])
    whole.record([Split(told("s", A, B, C, D, E), (replace(told("o", F, other), version=2),))])
    assert standing(whole) == {"s": ["a", "b", "c", "d", "e"], "o": ["f", "o"]}


def test_what_is_not_named_stays(whole: Archive):
    """The story was loaded with some of its documents only."""
    whole.record([Split(told("s", C), (told("p", D),))])
    assert standing(whole) == {"s": ["a", "b", "c", "e", "f"], "p": ["d"]}


def test_both_parts_grow_on(whole: Archive):
    whole.record([split(D, E, F)])
    new = article("n", "새 소식", published=at(14))
    read_all(whole, [new])
    whole.record([Grown(replace(told("p", D, E, F, new), version=2), (new.id,))])
    assert standing(whole) == {"s": ["a", "b", "c"], "p": ["d", "e", "f", "n"]}
    assert one(whole, "p").version == 2


def test_a_story_that_was_absorbed_comes_out_again_under_its_id(whole: Archive):
    whole.record([split(D, E, F)])
    whole.record([Merged(replace(told("s", *DOCUMENTS), version=3), (StoryId("p"),))])
    assert whole.story(StoryId("p")).id == "s"
    whole.record([split(D, E, F)])
    found = whole.story(StoryId("p"))
    assert (found.id, [d.id for d in found.documents], found.version) == ("p", ["d", "e", "f"], 2)


def test_what_a_person_parted_stays_apart_until_a_person_joins_it(whole: Archive):
    whole.record([split(D, E, F, by_hand=True)])
    assert one(whole, "s").apart == {"p"}
    assert one(whole, "p").apart == {"s"}
    whole.record([Merged(replace(told("s", *DOCUMENTS), version=3), (StoryId("p"),), by_hand=True)])
    assert (one(whole, "s").apart, one(whole, "s").bound) == (frozenset(), True)
    whole.record([split(D, E, F, by_hand=True)])
    assert (one(whole, "s").apart, one(whole, "s").bound) == ({"p"}, False)


def test_what_parted_by_itself_is_not_held_apart(whole: Archive):
    whole.record([split(D, E, F)])
    assert one(whole, "s").apart == one(whole, "p").apart == frozenset()


def test_a_story_that_takes_in_a_parted_one_inherits_what_was_decided(whole: Archive):
    other = article("o", "다른 제목", published=at(13))
    read_all(whole, [other])
    whole.record([opened("o", other)])
    whole.record([split(D, E, F, by_hand=True)])
    whole.record([Merged(replace(told("o", other, D, E, F), version=2), (StoryId("p"),))])
    assert one(whole, "s").apart == {"o"}
    assert one(whole, "o").apart == {"s"}


def test_a_part_of_a_parted_story_stays_apart_too(whole: Archive):
    whole.record([split(E, F, by_hand=True)])
    whole.record([Split(told("s", A, B), (told("q", C, D),))])
    assert one(whole, "q").apart == {"p"}
    assert one(whole, "p").apart == {"s", "q"}


def test_the_times_of_a_standing_story_are_those_of_all_its_documents(whole: Archive):
    (found,) = whole.standing(at(12, 11), at(12, 13))
    assert [d.id for d in found.documents] == ["c", "d"]
    assert (found.first_seen, found.updated_at) == (A.published_at, F.published_at)


SENT = Sent(StoryId("s"), "t", "제목 a", "daily", date(2026, 3, 13), at(13), at(13), frozenset(d.id for d in (A, B, D)))


def test_who_was_sent_a_story_was_sent_the_parts_that_took_some_of_it(whole: Archive):
    whole.send("kim", [SENT])
    whole.record([split(D, E, F)])
    assert whole.history("kim").sent == (replace(SENT, parted=frozenset({StoryId("p")})),)
    whole.record([Split(told("p", D), (told("q", E, F),))])
    assert whole.history("kim").sent[0].parted == {"p"}


def test_a_part_that_was_gone_when_a_story_was_sent_was_not_sent(whole: Archive):
    whole.record([split(D, E, F)])
    whole.send("kim", [replace(SENT, documents=frozenset({A.id, B.id}))])
    assert whole.history("kim").sent[0].parted == frozenset()


def test_a_split_under_way_is_not_seen(whole: Archive, opening: Opening):
    reader, before = opening(), whole.revision()
    with whole.refreshing():
        whole.record([split(D, E, F)])
        assert reader.revision() == before
        assert len(reader.stories(START, END, START, before)) == 1


def test_a_part_whose_documents_are_taken_back_is_gone(whole: Archive):
    whole.keep(NARU, (item("d"),), (), at(12))
    whole.record([split(D)])
    whole.keep(NARU, (), (D.url or "",), at(13))
    assert "p" not in standing(whole)
