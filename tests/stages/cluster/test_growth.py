"""Stories that live on from refresh to refresh."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.protocols.stages import Deduplication
from newsprism.stages.cluster.joins import joins
from newsprism.stages.cluster.stage import OnePassClusterer, Options
from newsprism.types.story import DuplicateGroup, Grown, Merged, Opened
from tests.making import article, at
from tests.making import story as made
from tests.stages.cluster.archive import AFFAIR, FILLER, PORT, Archive, changes, ids, opened, story_of

LATE = article("late", "나루항 부두 개장 하역", "나루항 부두 개장 선석 여섯 하역 크레인", published=at(11, 8))
OTHER = article("other", "다온대 강좌 수강생 모집", "다온대 강좌 수강생 모집 창업 지원", published=at(12, 7))


def one(found):
    assert len(found) == 1
    return found[0]


# ---------------------------------------------------------------- opened and grown


def test_a_new_report_lets_a_standing_story_grow():
    before = opened(*FILLER, *PORT[:2])
    change = one(changes(PORT[2:], before))
    assert type(change) is Grown
    assert change.added == ("p3",)
    assert ids(change.story) == ["p1", "p2", "p3"]
    standing = story_of(before, "p1")
    assert (change.story.id, change.story.version) == (standing.id, standing.version + 1)
    assert (change.story.first_seen, change.story.updated_at) == (at(11, 9), at(12, 8))


def test_another_event_opens_a_story_and_leaves_the_others_untold():
    change = one(changes([OTHER], opened(*FILLER, *PORT)))
    assert type(change) is Opened
    assert (ids(change.story), change.story.version) == (["other"], 1)


def test_nothing_new_changes_nothing():
    assert changes([], opened(*FILLER, *PORT)) == ()


def test_one_by_one_the_stories_are_the_same_as_at_once():
    archive = Archive()
    archive.refresh(FILLER)
    for document in [*PORT, OTHER, *AFFAIR]:
        archive.refresh([document])
    at_once = opened(*FILLER, *PORT, OTHER, *AFFAIR)
    assert {tuple(ids(s)) for s in archive.stories.values()} == {tuple(ids(s)) for s in at_once}
    assert set(archive.stories) == {s.id for s in at_once}


def test_the_headline_is_chosen_anew_when_a_story_grows():
    more = [replace(PORT[0], id=f"m{i}", published_at=at(11, 10 + i)) for i in range(4)]
    before = opened(*FILLER, replace(PORT[0], title="북항 소식"))
    assert story_of(before, "p1").title == "북항 소식"
    assert one(changes(more, before)).story.title == PORT[0].title


def test_a_late_report_joins_and_the_story_keeps_its_id():
    before = opened(*FILLER, *PORT)
    change = one(changes([LATE], before))
    assert ids(change.story) == ["late", "p1", "p2", "p3"]
    assert change.story.id == story_of(before, "p1").id
    assert (change.story.first_seen, change.story.updated_at) == (at(11, 8), at(12, 8))


def test_what_came_days_before_the_first_report_is_another_event():
    assert type(one(changes([replace(LATE, published_at=at(6))], opened(*FILLER, *PORT)))) is Opened


def test_new_reports_may_be_late_and_current_at_once():
    change = one(changes([PORT[2], LATE], opened(*FILLER, *PORT[:2])))
    assert change.added == ("late", "p3")


def test_a_sister_takes_the_thread_of_the_standing_story():
    before = opened(*FILLER, *PORT)
    change = one(changes(AFFAIR, before))
    assert type(change) is Opened
    assert change.story.thread_id == story_of(before, "p1").thread_id


def test_a_story_without_a_thread_gets_one_when_it_grows():
    before = [replace(s, thread_id=None) for s in opened(*FILLER, *PORT[:2])]
    assert one(changes(PORT[2:], before)).story.thread_id


def test_a_story_given_in_part_keeps_its_times():
    whole = story_of(opened(*FILLER, *PORT[:2]), "p1")
    part = replace(whole, documents=whole.documents[1:], copies=frozenset({"long-ago"}))
    change = one(changes(PORT[2:], [*opened(*FILLER), part]))
    assert ids(change.story) == ["p2", "p3"]
    assert (change.story.first_seen, change.story.updated_at) == (at(11, 9), at(12, 8))
    assert change.story.copies == {"long-ago"}


def test_notices_and_columns_stay_alone_among_standing_stories():
    column = article("c", "[사설] 나루항 부두 개장 선석 여섯", PORT[0].text, published=at(12))
    assert type(one(changes([column], opened(*FILLER, *PORT)))) is Opened
    before = opened(*FILLER, column)
    assert all("c" not in ids(change.story) for change in changes(PORT, before))


def test_undated_documents_stay_alone():
    twin = replace(PORT[0], id="twin", published_at=None)
    assert type(one(changes([twin], opened(*FILLER, *PORT)))) is Opened
    assert all("twin" not in ids(change.story) for change in changes(PORT, opened(*FILLER, twin)))


def test_a_new_version_of_a_document_stays_in_its_story():
    before = opened(*FILLER, *PORT)
    revised = replace(PORT[1], title=OTHER.title, text=OTHER.text)
    change = one(changes([revised], before))
    assert (type(change), change.added) == (Grown, ())
    assert ids(change.story) == ["p1", "p2", "p3"]
    assert change.story.documents[1] == revised


def test_a_document_that_was_taken_back_and_comes_again_opens_a_story_of_its_own():
    whole = story_of(opened(*FILLER, *PORT), "p1")
    left = replace(whole, documents=whole.documents[1:])
    again = replace(PORT[0], title=OTHER.title, text=OTHER.text)
    change = one(changes([again], [*opened(*FILLER), left]))
    assert type(change) is Opened
    assert change.story.id != whole.id


def test_a_document_without_features_joins_nothing():
    before = opened(*FILLER, *PORT[:2])
    assert type(one(OnePassClusterer().cluster(Deduplication((PORT[2],), ()), {}, before))) is Opened


# ---------------------------------------------------------------- copies


COPY = article("copy", "전혀 다른 제목", "전혀 다른 본문", published=at(13), publisher="새온통신")


@pytest.mark.parametrize("group", [("p1", "copy"), ("copy", "p1")])
def test_a_copy_of_a_standing_text_follows_it(group):
    change = one(changes([COPY], opened(*FILLER, *PORT), [DuplicateGroup(group[0], group[1:])]))
    assert change.added == ("copy",)
    assert ids(change.story) == ["p1", "p2", "p3", "copy"]
    assert change.story.copies == {group[1]}


def test_a_copy_of_a_standing_copy_follows_too():
    before = opened(*FILLER, *PORT, COPY, groups=[DuplicateGroup("p1", ("copy",))])
    again = replace(COPY, id="again")
    change = one(changes([again], before, [DuplicateGroup("p1", ("copy", "again"))]))
    assert change.added == ("again",)
    assert change.story.copies == {"copy", "again"}


def test_a_group_of_new_documents_goes_together():
    group = DuplicateGroup("p3", ("copy",))
    change = one(changes([PORT[2], COPY], opened(*FILLER, *PORT[:2]), [group]))
    assert change.added == ("p3", "copy")
    assert change.story.copies == {"copy"}


def test_a_story_of_which_only_copies_are_at_hand_still_grows():
    whole = story_of(opened(*FILLER, *PORT[:2]), "p1")
    part = replace(whole, copies=frozenset(ids(whole)))
    assert one(changes(PORT[2:], [*opened(*FILLER), part])).added == ("p3",)


def test_group_members_that_nobody_knows_are_passed_over():
    group = DuplicateGroup("gone", ("p3", "gone-too"))
    change = one(changes(PORT[2:], opened(*FILLER, *PORT[:2]), [group]))
    assert change.added == ("p3",)
    assert change.story.copies == frozenset()


def test_a_copy_of_an_undated_standing_document_joins_it():
    undated = article("u", "견본 칼럼 모음", undated=True)
    change = one(changes([COPY], opened(*FILLER, undated), [DuplicateGroup("u", ("copy",))]))
    assert sorted(ids(change.story)) == ["copy", "u"]
    assert change.story.first_seen == at(13)


# ---------------------------------------------------------------- merged


def test_stories_that_a_new_text_repeats_become_the_one_that_was_first():
    before = [replace(s, version=4) if "other" in ids(s) else s for s in opened(*FILLER, *PORT, OTHER)]
    group = DuplicateGroup("other", ("p2", "copy"))
    change = one(changes([COPY], before, [group]))
    assert type(change) is Merged
    assert (change.story.id, change.absorbed) == (story_of(before, "p1").id, (story_of(before, "other").id,))
    assert ids(change.story) == ["p1", "p2", "other", "p3", "copy"]
    assert change.story.version == 5
    assert change.story.copies == {"p2", "copy"}
    assert (change.story.first_seen, change.story.updated_at) == (at(11, 9), at(13))


def test_three_stories_become_one():
    before = opened(*FILLER[:3])
    change = one(changes([COPY], before, [DuplicateGroup("fill0", ("fill1", "fill2", "copy"))]))
    first, *rest = sorted(before, key=lambda s: (s.first_seen, s.id))
    assert change.story.id == first.id
    assert change.absorbed == tuple(s.id for s in rest)


def parted():
    """Two standing stories that tell one event in other words each, as of one thread."""
    left = made("left", PORT[0], thread="t")
    right = made(
        "right", replace(PORT[1], id="r1", title="여섯 선석 크레인", text="선석 여섯 하역 크레인 배치"), thread="t"
    )
    bridge = article(
        "bridge",
        "나루항 부두 개장 선석 여섯 크레인 배치",
        "나루항 부두 개장 선석 여섯 하역 크레인 배치",
        published=at(11, 14),
    )
    return [*opened(*FILLER), left, right], bridge


def test_stories_that_a_report_agrees_with_both_become_one():
    before, bridge = parted()
    change = one(changes([bridge], before))
    assert type(change) is Merged
    assert (change.story.id, change.absorbed) == ("left", ("right",))
    assert ids(change.story) == ["p1", "r1", "bridge"]


def test_stories_of_different_affairs_stay_apart():
    before, bridge = parted()
    apart = [replace(s, thread_id="elsewhere") if s.id == "right" else s for s in before]
    assert type(one(changes([bridge], apart))) is Grown


def test_without_a_high_agreement_stories_stay_apart():
    before, bridge = parted()
    event = joins()["event"]
    strict = Options(event=replace(event, linkage=replace(event.linkage, merge=99.0)))
    assert type(one(changes([bridge], before, options=strict))) is Grown


# ---------------------------------------------------------------- as it stood before


def test_a_story_cut_in_time_is_what_one_knew_then():
    story = story_of(opened(*FILLER, *PORT), "p1")
    cut = OnePassClusterer().until(story, at(12, 0))
    assert cut is not None
    assert ids(cut) == ["p1", "p2"]
    assert (cut.first_seen, cut.updated_at) == (at(11, 9), at(11, 12))
    assert cut.title in {d.title for d in PORT[:2]}
    assert (cut.id, cut.thread_id) == (story.id, story.thread_id)


def test_the_end_itself_is_not_before_it():
    story = story_of(opened(*FILLER, *PORT), "p1")
    assert OnePassClusterer().until(story, at(11, 9)) is None
    assert OnePassClusterer().until(story, at(30)) == story


def test_undated_documents_were_always_there():
    story = made("s", article("u", undated=True), article("d", published=at(12)))
    cut = OnePassClusterer().until(story, at(12))
    assert cut is not None
    assert (ids(cut), cut.first_seen, cut.updated_at) == (["u"], None, None)


def test_when_the_original_came_later_the_fullest_copy_stands_in_for_it():
    short, long = article("short", text="나루항 부두", published=at(11)), article("long", published=at(11, 5))
    whole = article("whole", published=at(13))
    story = replace(made("s", short, long, whole), copies=frozenset({"short", "long"}))
    cut = OnePassClusterer().until(story, at(12))
    assert cut is not None
    assert cut.copies == {"short"}
    assert OnePassClusterer().until(story, at(14)).copies == {"short", "long"}


# ---------------------------------------------------------------- what always holds


def test_the_order_of_what_comes_in_does_not_matter():
    before, bridge = parted()
    new = [bridge, OTHER, *AFFAIR, LATE, PORT[2]]
    assert changes(new, before) == changes(new[::-1], before[::-1])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_however_documents_come_each_is_in_one_story_and_each_story_is_told_once(data):
    models = [*PORT, *AFFAIR, LATE, OTHER, *FILLER[:2]]
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(models), st.integers(1, 28), st.booleans()), max_size=12))
    documents = [
        replace(model, id=f"d{i}", published_at=None if undated else at(day))
        for i, (model, day, undated) in enumerate(drawn)
    ]
    archive, seen = Archive(), 0
    while seen < len(documents):
        size = data.draw(st.integers(1, 4))
        new = documents[seen : seen + size]
        seen += size
        groups = ()
        known = [d.id for s in archive.within(new) for d in s.documents] + [d.id for d in new]
        if len(known) > 1 and data.draw(st.booleans()):
            picked = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=4, unique=True))
            groups = (DuplicateGroup(picked[0], tuple(picked[1:])),) if {*picked} & {d.id for d in new} else ()
        found = archive.refresh(new, groups)
        told = [change.story.id for change in found]
        told += [i for change in found if isinstance(change, Merged) for i in change.absorbed]
        assert len(told) == len(set(told))
        assert {d.id for d in new} <= {d for change in found for d in ids(change.story)}
    kept = sorted(d for s in archive.stories.values() for d in ids(s))
    assert kept == sorted(d.id for d in documents)
