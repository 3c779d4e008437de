"""Stories that were joined wrongly are parted, cautiously, when more is known."""

from dataclasses import replace

import pytest

from newsprism.stages.cluster.byhand import along, merged, parted
from newsprism.stages.cluster.parting import Caution
from newsprism.stages.cluster.stage import Options
from newsprism.types.story import DuplicateGroup, Grown, Merged, Split
from tests.making import article, at
from tests.making import story as made
from tests.stages.cluster.archive import FILLER, PORT, Archive, changes, ids, opened, story_of

FAIR = [
    article(
        f"f{i}",
        f"다온대 강좌 수강생 모집 {word}",
        f"다온대 강좌 수강생 모집 창업 지원 {word}",
        published=at(11, 10 + i),
        publisher=outlet,
    )
    for i, (word, outlet) in enumerate([("접수", "나루일보"), ("안내", "다온신문"), ("시작", "라온경제")])
]
NEW = article("n", "나루항 부두 개장 하역 시작", "나루항 부두 개장 선석 하역 크레인", published=at(12, 9))


def wrong(*more, copies=()):
    """A standing story of two events, and others around it."""
    both = made("wrong", *sorted([*PORT, *FAIR, *more], key=lambda d: d.published_at), thread="t")
    return [*opened(*FILLER), replace(both, copies=frozenset(copies))]


def one(found):
    assert len(found) == 1
    return found[0]


def test_a_story_of_two_events_is_parted_when_it_grows():
    change = one(changes([NEW], wrong()))
    assert type(change) is Split
    assert (change.story.id, change.story.version, ids(change.story)) == ("wrong", 2, ["p1", "p2", "p3", "n"])
    (part,) = change.parts
    assert (ids(part), part.version) == (["f0", "f1", "f2"], 1)
    assert part.id not in {s.id for s in wrong()}
    assert (part.first_seen, part.updated_at) == (at(11, 10), at(11, 12))
    assert not change.by_hand


def test_the_part_with_the_first_report_keeps_the_id_also_when_that_is_a_copy():
    early = article("early", FAIR[0].title, FAIR[0].text, published=at(11, 7), publisher="새온통신")
    change = one(changes([NEW], wrong(early, copies=["early"])))
    assert ids(change.story) == ["early", "f0", "f1", "f2"]
    assert (change.story.id, change.story.first_seen) == ("wrong", at(11, 7))
    assert change.story.copies == {"early"}
    (part,) = change.parts
    assert (ids(part), part.copies) == (["p1", "p2", "p3", "n"], frozenset())


def test_a_part_of_another_affair_begins_a_thread_of_its_own():
    change = one(changes([NEW], wrong()))
    assert change.story.thread_id == "t"
    assert change.parts[0].thread_id not in {"t", None}


def test_copies_stay_with_their_original():
    copy = article("copy", "전혀 다른 제목", FAIR[1].text, published=at(12), publisher="새온통신")
    change = one(changes([NEW], wrong(copy, copies=["copy"])))
    assert ids(change.parts[0]) == ["f0", "f1", "f2", "copy"]
    assert (change.parts[0].copies, change.story.copies) == ({"copy"}, frozenset())


def test_a_new_copy_goes_with_the_original_that_its_group_names():
    copy = article("copy", "전혀 다른 제목", "전혀 다른 본문", published=at(12), publisher="새온통신")
    change = one(changes([NEW, copy], wrong(), [DuplicateGroup("f2", ("copy",))]))
    assert type(change) is Split
    assert ids(change.parts[0]) == ["f0", "f1", "f2", "copy"]


def test_a_story_that_does_not_grow_is_left_as_it_is():
    assert changes([], wrong()) == ()
    elsewhere = article("x", "벚꽃 축제 교통 통제", "벚꽃 축제 교통 통제 구간", published=at(12))
    assert all(change.story.id != "wrong" for change in changes([elsewhere], wrong()))


@pytest.mark.parametrize(
    "caution",
    [Caution(reports=5), Caution(outlets=4), Caution(most=5)],
    ids=["reports", "outlets", "most"],
)
def test_what_is_not_sure_enough_stays_whole(caution):
    assert type(one(changes([NEW], wrong(), options=Options(caution=caution)))) is Grown


def test_two_reports_of_another_event_are_too_few():
    whole = made("wrong", *sorted([*PORT, *FAIR[:2]], key=lambda d: d.published_at))
    assert type(one(changes([NEW], [*opened(*FILLER), whole]))) is Grown


def test_a_story_of_which_only_a_part_is_at_hand_stays_whole():
    *others, whole = wrong()
    assert type(one(changes([NEW], [*others, replace(whole, first_seen=at(2))]))) is Grown
    assert type(one(changes([NEW], [*others, replace(whole, updated_at=at(28))]))) is Grown


def test_a_story_that_goes_on_longer_than_the_reach_stays_whole():
    late = [replace(d, id=f"{d.id}-late", published_at=at(16, 10 + i)) for i, d in enumerate(PORT)]
    new = replace(NEW, published_at=at(16, 14))
    assert type(one(changes([new], wrong(*late)))) is Grown


def test_a_story_that_a_person_joined_is_never_parted():
    *others, whole = wrong()
    assert type(one(changes([NEW], [*others, replace(whole, bound=True)]))) is Grown


def test_one_event_stays_one_story_however_often_it_grows():
    archive = Archive()
    archive.refresh(FILLER)
    for i in range(12):
        found = archive.refresh([replace(PORT[i % 3], id=f"d{i}", published_at=at(11, 8 + i))])
        assert not any(isinstance(change, Split) for change in found)
    assert len(story_of(archive.stories.values(), "d0").documents) == 12


def test_after_a_split_nothing_moves_any_more():
    archive = Archive()
    archive.record(tuple(changes(FILLER)))
    archive.stories["wrong"] = wrong()[-1]
    (change,) = archive.refresh([NEW])
    assert type(change) is Split
    for i in range(3):
        (next_change,) = archive.refresh([replace(NEW, id=f"n{i}", published_at=at(12, 10 + i))])
        assert type(next_change) is Grown
    assert sorted(len(s.documents) for s in archive.stories.values())[-2:] == [3, 7]


# ---------------------------------------------------------------- what a person decided


def apart():
    """Two standing stories of one event that a person parted."""
    left, right = made("left", *PORT[:1], thread="t"), made("right", *PORT[1:2], thread="t")
    return [*opened(*FILLER), replace(left, apart=frozenset({right.id})), right]


def test_a_text_that_two_parted_stories_carry_does_not_join_them():
    copy = article("copy", "전혀 다른 제목", "전혀 다른 본문", published=at(13))
    found = changes([copy], apart(), [DuplicateGroup("p1", ("p2", "copy"))])
    assert [type(change) for change in found] == [Grown]
    assert ids(one(found).story) == ["p1", "copy"]
    assert one(found).story.copies == {"copy"}


def test_a_report_that_agrees_with_two_parted_stories_joins_one_of_them():
    assert type(one(changes(PORT[2:], apart()))) is Grown


def test_stories_are_not_joined_through_a_third_one_either():
    *others, left, right = apart()
    third = made("third", article("z", "전혀 다른 제목", "전혀 다른 본문", published=at(13)))
    groups = [DuplicateGroup("p1", ("z", "c1")), DuplicateGroup("p2", ("z2", "c2"))]
    new = [article(name, "덧붙임", "덧붙인 글", published=at(14)) for name in ("c1", "c2", "z2")]
    found = changes(new, [*others, left, third, right], groups)
    (joined,) = [change for change in found if isinstance(change, Merged)]
    assert {joined.story.id, *joined.absorbed} == {"left", "third"}
    assert "p2" not in ids(joined.story)


# ---------------------------------------------------------------- by hand


def test_by_hand_the_part_with_the_first_report_keeps_the_id():
    story = made("s", *PORT, thread="t")
    later = parted(story, {"p3"})
    assert (later.story.id, ids(later.story), ids(later.parts[0])) == ("s", ["p1", "p2"], ["p3"])
    first = parted(story, {"p1"})
    assert (first.story.id, ids(first.story), ids(first.parts[0])) == ("s", ["p1"], ["p2", "p3"])
    assert later.by_hand
    assert later.parts[0].thread_id != "t"


def test_by_hand_documents_go_into_another_story():
    change = parted(made("s", *PORT), {"p3"}, made("o", *FAIR))
    assert (ids(change.story), ids(change.parts[0])) == (["p1", "p2"], ["f0", "f1", "f2", "p3"])
    assert (change.parts[0].id, change.parts[0].version) == ("o", 2)
    assert change.parts[0].updated_at == PORT[2].published_at


def test_by_hand_two_stories_become_the_one_that_reported_first():
    change = merged([made("o", *FAIR), made("s", *PORT)], [DuplicateGroup("p1", ("f0",))])
    assert (change.story.id, change.absorbed, change.by_hand) == ("s", ("o",), True)
    assert change.story.copies == {"f0"}


def test_copies_go_along():
    groups = [DuplicateGroup("a", ("b", "c")), DuplicateGroup("d", ("e",))]
    assert along({"b"}, groups) == {"a", "b", "c"}
    assert along({"x"}, groups) == {"x"}


def test_what_is_left_of_copies_alone_speaks_through_the_fullest():
    story = replace(made("s", *PORT), copies=frozenset({"p2", "p3"}))
    assert parted(story, {"p2", "p3"}).parts[0].copies == {"p2"}
