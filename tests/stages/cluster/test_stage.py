"""Stories out of documents at once, with plain features: every word of two letters and more."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.types.story import DuplicateGroup, Opened
from tests.making import article, at, utc
from tests.stages.cluster.archive import AFFAIR, FILLER, PORT, changes, ids, story_of


def cluster(*documents, groups=()):
    return tuple(change.story for change in changes(documents, groups=groups))


def test_nothing_makes_no_story():
    assert cluster() == ()


def test_reports_of_one_event_are_one_story():
    assert ids(story_of(cluster(*FILLER, *PORT), "p1")) == ["p1", "p2", "p3"]


def test_reports_of_different_events_are_different_stories():
    stories = cluster(*FILLER, *PORT)
    assert len(stories) == len(FILLER) + 1
    assert all(len(s.documents) == 1 for s in stories if "p1" not in ids(s))


def test_every_document_is_in_exactly_one_story():
    undated = article("u", undated=True)
    stories = cluster(*FILLER, *PORT, undated)
    assert sorted(d for s in stories for d in ids(s)) == sorted(d.id for d in (*FILLER, *PORT, undated))


def test_stories_come_by_first_report_and_undated_ones_last():
    stories = cluster(article("u", "날짜 없는 글", undated=True), *reversed(PORT), *FILLER)
    dated = [s.first_seen for s in stories if s.first_seen]
    assert dated == sorted(dated)
    assert stories[-1].first_seen is None
    assert ids(stories[-1]) == ["u"]


def test_a_story_tells_its_timeline():
    story = story_of(cluster(*FILLER, *reversed(PORT)), "p1")
    assert ids(story) == ["p1", "p2", "p3"]
    assert (story.first_seen, story.updated_at) == (at(11, 9), at(12, 8))
    assert story.outlets == ("나루일보", "다온신문", "라온경제")
    assert story.title in {d.title for d in PORT}


def test_time_zones_do_not_disturb_the_timeline():
    moved = [replace(PORT[0], published_at=utc(at(11, 9))), *PORT[1:]]
    assert ids(story_of(cluster(*FILLER, *moved), "p1")) == ["p1", "p2", "p3"]


def test_the_order_of_the_documents_does_not_matter():
    documents = [*FILLER, *PORT]
    assert cluster(*documents) == cluster(*reversed(documents))


def test_undated_documents_stay_alone():
    twin = replace(PORT[0], id="twin", published_at=None)
    assert ids(story_of(cluster(*FILLER, *PORT, twin), "twin")) == ["twin"]


def test_the_same_words_weeks_apart_are_another_event():
    late = replace(PORT[0], id="late", published_at=at(25))
    assert ids(story_of(cluster(*FILLER, *PORT, late), "late")) == ["late"]


def test_copies_follow_their_original_and_are_marked():
    copy = article("copy", "전혀 다른 제목", "전혀 다른 본문", published=at(13), publisher="새온통신")
    group = DuplicateGroup(PORT[0].id, (copy.id,))
    story = story_of(cluster(*FILLER, *PORT, copy, groups=[group]), "p1")
    assert ids(story) == ["p1", "p2", "p3", "copy"]
    assert story.copies == {"copy"}
    assert story.updated_at == at(13)


def test_a_copy_of_an_undated_document_stays_with_it():
    undated = article("u", "견본 칼럼 모음", undated=True)
    copy = article("v", "견본 칼럼 모음", published=at(12))
    stories = cluster(*FILLER, undated, copy, groups=[DuplicateGroup(undated.id, (copy.id,))])
    assert sorted(ids(story_of(stories, "u"))) == ["u", "v"]


def test_a_copy_does_not_make_its_neighbours_neighbours():
    # The copy speaks of the harbour, its original does not: what counts is the original.
    original = article("o", "다온대 강좌 수강생 모집", "다온대 강좌 수강생 모집 창업", published=at(11))
    copy = replace(PORT[0], id="copy")
    stories = cluster(*FILLER, *PORT, original, copy, groups=[DuplicateGroup(original.id, (copy.id,))])
    assert sorted(ids(story_of(stories, "copy"))) == ["copy", "o"]


def test_recurring_notices_never_join_anything():
    notices = [
        article(f"n{i}", "[부고] 견본씨 부친상", "견본씨 부친상 발인 나루병원 장례식장", published=at(10 + i))
        for i in range(3)
    ]
    stories = cluster(*FILLER, *notices)
    found = [s for s in stories if s.documents[0].id.startswith("n")]
    assert [len(s.documents) for s in found] == [1, 1, 1]
    assert all(s.recurring for s in found)
    assert not story_of(stories, "fill0").recurring


def test_a_column_does_not_join_the_event_it_speaks_of():
    column = article("c", "[사설] 나루항 부두 개장 선석 여섯", PORT[0].text, published=at(12))
    assert ids(story_of(cluster(*FILLER, *PORT, column), "c")) == ["c"]


def test_stories_of_one_affair_share_a_thread_and_others_have_their_own():
    stories = cluster(*FILLER, *PORT, *AFFAIR)
    assert story_of(stories, "sister").id != story_of(stories, "p1").id
    assert story_of(stories, "sister").thread_id == story_of(stories, "p1").thread_id
    assert len({s.thread_id for s in stories}) == len(stories) - 1
    assert all(s.thread_id for s in stories)


def test_what_comes_first_opens_stories():
    assert all(type(change) is Opened and change.story.version == 1 for change in changes([*FILLER, *PORT]))


def test_story_ids_are_distinct():
    stories = cluster(*FILLER, *PORT)
    assert len({s.id for s in stories}) == len(stories)


@pytest.mark.parametrize("text", ["", "…", "a", "가" * 20000])
def test_odd_texts_are_stories_too(text):
    odd = [article(f"o{i}", text, text, published=at(11, i)) for i in range(3)]
    stories = cluster(*odd)
    assert sorted(d for s in stories for d in ids(s)) == ["o0", "o1", "o2"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*PORT, *FILLER[:3]]), st.integers(1, 28), st.booleans()), max_size=9))
def test_no_document_is_ever_lost_or_doubled(drawn):
    documents = [
        replace(model, id=f"d{i}", published_at=None if undated else at(day))
        for i, (model, day, undated) in enumerate(drawn)
    ]
    stories = cluster(*documents)
    assert sorted(d for s in stories for d in ids(s)) == sorted(d.id for d in documents)
    assert all(s.documents for s in stories)
