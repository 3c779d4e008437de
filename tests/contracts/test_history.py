"""What a store of readers' histories has to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from newsprism.protocols.stores import Archive, Pinned, Revision, Shelf
from newsprism.types.document import DocumentId
from newsprism.types.history import Feedback, History, Holding, Sent
from newsprism.types.story import Grown, Merged, StoryId
from tests.contracts.conftest import Opening
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, read_all, shelved, told

MORE = Feedback(
    StoryId("s1"),
    "t1",
    "more",
    datetime(2026, 3, 12, 1, 2, 3, 456789, timezone(timedelta(hours=-3, minutes=-30))),
    '나루항 확장 "‘\n',
    frozenset({"topic:ports", "word:부두"}),
    frozenset({DocumentId("a"), DocumentId("b")}),
)
READ = Feedback(StoryId("s2"), None, "read", at(13), "", seconds=61.5)
LESS = Feedback(StoryId("s3"), None, "less", at(14), "대학 강좌")
SENT = Sent(
    StoryId("s1"), "t1", "나루항 확장", "daily", date(2026, 3, 13), at(13, 9), at(13, 10), frozenset({DocumentId("a")})
)


def test_a_reader_of_whom_nothing_is_known_has_an_empty_history(archive: Archive):
    assert archive.history("kim") == History()
    assert archive.untell("kim") is None


def test_what_was_told_and_sent_comes_back_equal_and_oldest_first(opening: Opening):
    archive = opening()
    for feedback in (LESS, MORE, READ):
        archive.tell("kim", feedback)
    later = replace(SENT, cadence="weekly", issue=date(2026, 3, 15), made_at=at(15), thread_id=None)
    archive.send("kim", [later])
    archive.send("kim", [SENT])
    found = opening().history("kim")
    assert found == History((MORE, READ, LESS), (SENT, later))
    assert found.feedback[0].at.utcoffset() == MORE.at.utcoffset()


def test_readers_know_nothing_of_each_other(archive: Archive):
    archive.tell("kim", MORE)
    archive.send("kim", [SENT])
    assert archive.history("lee") == History()
    assert archive.untell("lee") is None
    assert archive.history("kim") == History((MORE,), (SENT,))


def test_a_history_up_to_a_moment_has_what_was_told_and_made_until_then(archive: Archive):
    for feedback in (MORE, READ, LESS):
        archive.tell("kim", feedback)
    archive.send("kim", [SENT, replace(SENT, story_id=StoryId("s2"), made_at=at(14))])
    assert archive.history("kim", at(13, 10)) == History((MORE, READ), (SENT,))
    assert archive.history("kim", at(13, 10) - timedelta(microseconds=1)) == History((MORE,))
    assert archive.history("kim", at(1)) == History()


def test_the_last_word_is_taken_back_and_what_was_done_stays(archive: Archive):
    for feedback in (MORE, LESS, READ, replace(READ, attitude="opened", at=at(15))):
        archive.tell("kim", feedback)
    assert archive.untell("kim") == LESS
    assert archive.untell("kim") == MORE
    assert archive.untell("kim") is None
    assert [f.attitude for f in archive.history("kim").feedback] == ["read", "opened"]


def test_the_last_word_is_that_which_was_told_last_whatever_its_time(archive: Archive):
    archive.tell("kim", LESS)
    archive.tell("kim", MORE)
    assert archive.untell("kim") == MORE


def test_an_edition_that_is_made_again_is_sent_once(archive: Archive):
    archive.send("kim", [SENT])
    archive.send("kim", [replace(SENT, title="고친 제목", made_at=at(20)), replace(SENT, story_id=StoryId("s2"))])
    archive.send("kim", [])
    first, second = archive.history("kim").sent
    assert first == SENT
    assert second.story_id == "s2"


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_strange_texts_and_numbers_do_not_break_a_history(archive: Archive, seconds: float):
    archive.tell("kim \ud800", replace(READ, title="제목 \ud800", story_id=StoryId("s\ud800"), seconds=seconds))
    (found,) = archive.history("kim \ud800").feedback
    assert (found.title, found.seconds) == ("제목 \ufffd", None)


def test_what_is_told_is_no_revision_and_may_be_told_during_a_refresh(opening: Opening):
    archive, other = opening(), opening()
    with archive.refreshing():
        archive.keep(NARU, (item("a"),), (), at(12))
        before = other.revision()
        other.tell("kim", MORE)
        other.send("kim", [SENT])
        assert other.revision() == before
    assert archive.history("kim") == History((MORE,), (SENT,))


def kept_of(archive: Archive, reader: str) -> None:
    archive.tell(reader, MORE)
    archive.tell(reader, READ)
    archive.send(reader, [SENT])
    archive.pin(Pinned("daily", reader, SENT.issue, Revision(0), at(13, 10), "abc"))


def test_a_reader_is_forgotten_and_nobody_else_is(opening: Opening):
    archive = opening()
    for reader in ("kim", "lee"):
        kept_of(archive, reader)
    assert archive.holding("kim") == Holding(1, 1, 1, 1)
    assert archive.forget("kim") == Holding(1, 1, 1, 1)
    assert opening().history("kim") == History()
    assert opening().pinned("daily", "kim", SENT.issue) is None
    assert archive.holding("kim").empty
    assert archive.holding("lee") == Holding(1, 1, 1, 1)
    assert archive.forget("kim") == Holding()


def test_who_was_forgotten_is_learned_of_anew(archive: Archive):
    kept_of(archive, "kim")
    archive.forget("kim")
    archive.tell("kim", LESS)
    assert archive.history("kim") == History((LESS,))


# The story that is told of

A, B = article("a", "나루항 확장", published=at(10)), article("b", "나루항 개장", published=at(30))


def test_a_story_is_found_by_its_id_with_all_its_documents(archive: Archive):
    read_all(archive, [A, B])
    archive.record([opened("s", A, B, thread="t", copies=[B])])
    found = archive.story(StoryId("s"))
    assert found is not None
    assert (found.documents, found.thread_id, found.copies) == ((A, B), "t", frozenset({B.id}))
    assert archive.story(StoryId("nobody")) is None
    assert archive.story(StoryId("s\ud800")) is None


def test_a_story_that_was_absorbed_is_the_one_that_it_became(archive: Archive):
    read_all(archive, [A, B])
    archive.record([opened("s", A), opened("t", B)])
    archive.record([Merged(told("s", A, B), (StoryId("t"),))])
    found = archive.story(StoryId("t"))
    assert found is not None
    assert (found.id, found.documents) == ("s", (A, B))


def test_a_story_whose_documents_were_taken_back_is_none(archive: Archive):
    read_all(archive, [A])
    archive.record([opened("s", A)])
    archive.keep(NARU, (), (A.url or "",), at(13))
    assert archive.story(StoryId("s")) is None


MUTE = Feedback(StoryId("s"), None, "mute", at(13), "나루항 확장", documents=frozenset({A.id}))


def test_a_mute_knows_the_reports_that_stood_beside_its_story_and_came_into_it(archive: Archive):
    read_all(archive, [A, B])
    archive.record([opened("s", A), opened("t", B)])
    archive.tell("kim", MUTE)
    assert archive.history("kim").feedback[0].beside == frozenset()
    archive.record([Merged(told("t", A, B), (StoryId("s"),))])
    assert archive.history("kim").feedback[0].beside == frozenset({B.id})


def test_a_report_that_came_after_a_mute_did_not_stand_beside_it(archive: Archive):
    late = article("c", "나루항 개장", published=at(11))
    read_all(archive, [A])
    archive.record([opened("s", A)])
    archive.tell("kim", MUTE)
    archive.shelve(Shelf((), (shelved(late, seen=at(14)),), (), ()))
    archive.record([Grown(told("s", A, late), (late.id,))])
    assert archive.history("kim").feedback[0].beside == frozenset()
