"""A story that is parted: past editions stay, readers who had it had both parts, and a refresh respects what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsprism import init_workspace
from newsprism.stages.rank.blocks import Blocks
from newsprism.stages.rank.sent import SentBefore
from newsprism.stores.sqlite.check import check
from newsprism.types.document import DocumentId
from tests.e2e.press import SEOUL
from tests.e2e.test_sent import OTHERS, READER, REWORDED, SETTLED, STRIKE, Port, other, strike, titles, told
from tests.e2e.workspace import newsroom
from tests.making import article

MONDAY = datetime(2026, 3, 9, tzinfo=SEOUL)


@pytest.fixture
def port(tmp_path):
    """A workspace whose Monday edition brought the strike, of which two outlets told."""
    made = init_workspace(tmp_path / "w")
    (made / "readers" / "skipper.toml").write_text(READER, encoding="utf-8")
    (made / "newsprism.toml").write_text("workers = 1\n", encoding="utf-8")
    port = Port(made)
    first = port.morning(
        9, told("told-1", STRIKE, 9, 6), told("told-2", REWORDED, 9, 7, "한들일보"), other(0, 9), other(1, 9)
    )
    assert strike(first) is not None
    return port


def desk(port, day=9, hour=12):
    return newsroom(port.folder, datetime(2026, 3, day, hour, tzinfo=SEOUL))


def with_document(desk, name, days=5):
    return next(
        s for s in desk.stories(MONDAY, MONDAY + timedelta(days=days)) if any(d.url.endswith(name) for d in s.documents)
    )


def part(port):
    """Take the second report out by hand; return the ids of both parts."""
    with desk(port) as at_work:
        whole = with_document(at_work, "told-1")
        assert len(whole.documents) == 2
        change = at_work.split_story(whole.id, ["https://naru.example/told-2"])
        assert change.story.id == whole.id
        return whole.id, change.parts[0].id


def test_the_edition_of_a_past_day_comes_out_as_it_was(port):
    before, same = port.again(9)
    assert same
    part(port)
    assert port.again(9) == (before, True)
    assert check(port.folder / "newsprism.db") == ()


def test_neither_part_is_sent_again(port):
    part(port)
    tuesday = port.morning(10, other(2, 10))
    assert titles(tuesday) == [OTHERS[2][0]]


def test_a_part_that_has_grown_since_is_known_to_have_been_sent(port):
    """Most of it came later, so only its origin tells that the reader had it."""
    _, name = part(port)
    with desk(port) as at_work:
        one = with_document(at_work, "told-2")
        later = [article(f"later-{i}", published=MONDAY + timedelta(days=2)) for i in range(4)]
        grown = replace(one, title=later[0].title, documents=(*one.documents, *later), thread_id=None)
        sent = at_work.archive.history("skipper").sent
    more = frozenset({DocumentId("told-3"), DocumentId("told-4")})
    sent = tuple(replace(s, documents=s.documents | more) if s.parted else s for s in sent)
    assert grown.id == name
    assert SentBefore(sent).last(grown).issue == MONDAY.date()
    assert SentBefore([replace(s, parted=frozenset()) for s in sent]).last(grown) is None


def test_a_refresh_does_not_join_them_again(port):
    origin, name = part(port)
    port.morning(10, other(2, 10), told("again", (REWORDED[0], STRIKE[1]), 9, 18, "두물신문"))
    port.morning(11, other(3, 11), told("copy", STRIKE, 9, 19, "가람신문"), told("copy-2", REWORDED, 9, 20, "새온신문"))
    with desk(port, 11) as at_work:
        assert with_document(at_work, "told-1").id == with_document(at_work, "/copy").id == origin
        assert with_document(at_work, "told-2").id == name
    assert check(port.folder / "newsprism.db") == ()


def test_what_is_new_of_a_part_is_sent(port):
    part(port)
    wednesday = port.morning(11, other(2, 11), told("settled", SETTLED, 11, 1), told("s-2", SETTLED, 11, 2, "두물신문"))
    assert "잠정 합의" in strike(wednesday).title


def test_a_mute_and_a_block_hold_for_both_parts_and_are_lifted_for_one(port):
    for attitude, reason in (("mute", "muted"), ("block", "blocked")):
        with desk(port) as at_work:
            whole = with_document(at_work, "told-1")
            at_work.tell("skipper", whole.id, attitude)
        origin, name = part(port)
        with desk(port, hour=13) as at_work:
            both = [with_document(at_work, one) for one in ("told-1", "told-2")]
            assert [s.id for s in both] == [origin, name]
            told_so = at_work.history("skipper").feedback
            assert [Blocks.of(told_so, stories=both).refuses(s) for s in both] == [reason, reason]
            at_work.tell("skipper", name, "more")
            told_so = at_work.history("skipper").feedback
            assert [Blocks.of(told_so, stories=both).refuses(s) for s in both] == [reason, None]
            at_work.untell("skipper")
            at_work.untell("skipper")
            at_work.merge_stories(origin, name)


def test_joined_again_by_hand_they_are_one(port):
    origin, name = part(port)
    with desk(port) as at_work:
        change = at_work.merge_stories(name, origin)
        assert (change.story.id, change.absorbed) == (origin, (name,))
        assert with_document(at_work, "told-2").id == origin
    assert port.again(9)[1]
    tuesday = port.morning(10, other(2, 10))
    assert titles(tuesday) == [OTHERS[2][0]]
