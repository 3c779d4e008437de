"""Which edition a reader had a story in, and what the story tells since."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from newsprism.stages.rank.sent import SentBefore, known_before, whats_new
from newsprism.types.document import DocumentId
from newsprism.types.history import Sent
from newsprism.types.story import StoryId
from tests.making import KST, article, at, story

STRIKE = article(
    "strike",
    "한빛하역 노조 부두 파업 돌입…컨테이너 반출 멈춰",
    "한빛하역 노조가 9일 새벽 나루항 부두에서 파업에 들어갔다. 노조원 420명이 일손을 놓아 컨테이너 반출이 멈췄다. 노조는 기본급을 7% 올려 달라고 요구했다.",
    published=at(9, 6),
)
REWORDED = article(
    "reworded",
    "멈춰 선 나루항 부두…한빛하역 파업에 컨테이너 반출 중단",
    "나루항 부두의 컨테이너 반출이 멈췄다. 한빛하역 노조가 9일 새벽 파업에 돌입해서다. 기본급 7% 인상을 요구하는 노조원 420명이 일손을 놓았다.",
    published=at(9, 15),
    publisher="한들일보",
)
SETTLED = article(
    "settled",
    "한빛하역 노사 잠정 합의…기본급 5% 인상, 부두 파업 끝",
    "한빛하역 노사가 10일 밤 부두 파업을 끝내기로 잠정 합의했다. 기본급은 5% 오르고 위험수당은 월 6만 원이 된다. 고용노동부 나루지청이 중재했다.",
    published=at(11, 1),
)
CLOSED = datetime(2026, 3, 9, 9, tzinfo=KST)


def sent(of, *, issue=9, cadence="daily", documents=None, **changes):
    """What Monday's edition kept of a story."""
    closed = CLOSED + timedelta(days=issue - 9)
    known = frozenset(d.id for d in of.documents if d.published_at < closed) if documents is None else documents
    one = Sent(of.id, of.thread_id, of.title, cadence, date(2026, 3, issue), closed, closed, known)
    return replace(one, **changes)


MONDAY = story("s1", STRIKE)


# ---------------------------------------------------------------- which edition


def test_a_story_is_known_by_its_id_and_the_last_edition_counts():
    first, second = sent(MONDAY), sent(MONDAY, issue=10)
    assert known_before(MONDAY, [second, first]) == second
    assert (
        known_before(story("s2", SETTLED), [replace(first, title="가람군 도서관 착공", documents=frozenset())]) is None
    )


def test_only_editions_of_the_cadence_count():
    weekly = sent(MONDAY, cadence="weekly")
    assert known_before(MONDAY, [weekly], "daily") is None
    assert known_before(MONDAY, [weekly], "weekly") == weekly


def test_a_story_that_went_into_another_is_known_by_its_reports():
    one = sent(MONDAY)
    merged = story("s9", REWORDED, STRIKE, SETTLED)
    assert known_before(replace(merged, title="다른 제목"), [one]) == one


def test_a_story_that_took_one_report_of_many_is_another():
    many = [article(f"d{n}", f"나루항 소식 {n}", published=at(9, 1)) for n in range(8)]
    one = sent(story("s1", *many), title="나루항 소식")
    rest = [article(f"e{n}", f"가람군 일 {n}", published=at(9, 2)) for n in range(6)]
    assert known_before(replace(story("s2", many[0], *rest), title="가람군 일 1"), [one]) is None


def test_in_one_thread_a_likely_headline_is_enough_and_elsewhere_it_must_be_nearly_the_same():
    monday = replace(MONDAY, thread_id="t1")
    later = replace(story("s2", SETTLED), title="한빛하역 노조 부두 점거…물류 차질", thread_id="t1")
    one = sent(monday)
    assert known_before(later, [one]) == one
    assert known_before(replace(later, thread_id="t2"), [one]) is None
    again = replace(later, thread_id=None, title="한빛하역 노조, 부두 파업 돌입…컨테이너 반출 중단")
    assert known_before(again, [one]) == one


def test_thousands_of_stories_that_were_never_sent_cost_next_to_nothing():
    before = SentBefore([sent(MONDAY)])
    others = [story(f"o{n}", article(f"o{n}", f"가람군 {n}번 도로 보수", published=at(10))) for n in range(5_000)]
    assert not any(map(before.last, others))


# ---------------------------------------------------------------- what is new


def test_no_later_report_is_nothing_new():
    assert whats_new(MONDAY, sent(MONDAY)) is None


def test_a_copy_and_the_same_in_other_words_are_nothing_new():
    copy = replace(STRIKE, id=DocumentId("copy"), published_at=at(9, 14), publisher="두물신문")
    grown = replace(story("s1", STRIKE, copy, REWORDED), copies=frozenset({copy.id}))
    assert whats_new(grown, sent(MONDAY)) is None


def test_what_is_new_comes_with_its_reports_and_facts():
    new = whats_new(story("s1", STRIKE, REWORDED, SETTLED), sent(MONDAY))
    assert new is not None
    assert [d.id for d in new.documents] == ["settled"]
    assert new.outlets == 1
    assert {"합의", "5%", "고용노동부"} & set(new.facts)


def test_of_a_story_under_another_id_the_old_reports_are_looked_up():
    again = replace(REWORDED, id=DocumentId("again"), published_at=at(10, 3))
    other = replace(story("s2", again), title=STRIKE.title)
    before = SentBefore([sent(MONDAY)], stories=[MONDAY, other])
    one = before.last(other)
    assert one is not None
    assert before.news(other, one) is None
    goes_on = replace(story("s3", SETTLED), title=STRIKE.title)
    assert before.news(goes_on, one) is not None


def test_a_report_that_came_in_late_is_new_to_the_reader_though_it_was_printed_before():
    early = replace(SETTLED, published_at=at(9, 7))
    new = whats_new(story("s1", STRIKE, early), sent(MONDAY, documents=frozenset({STRIKE.id})))
    assert new is not None


@pytest.mark.parametrize(("hour", "knew"), [(8, True), (9, False)])
def test_an_edition_knows_what_was_out_before_it_closed(hour, knew):
    one = sent(MONDAY, documents=frozenset({DocumentId("a")}))
    assert one.knew(article("a", published=at(9, hour))) is knew
    assert not one.knew(article("b", published=at(9, 8)))
    assert one.knew(article("a", undated=True))
    assert replace(one, documents=frozenset()).knew(article("b", published=at(9, 8)))
    assert StoryId("s1") == one.story_id
