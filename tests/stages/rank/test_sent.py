"""Which edition a reader had a story in, and what the story tells since."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from newsprism.stages.rank.sent import SentBefore, whats_new
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


def known_before(of, editions, cadence=None):
    return SentBefore(editions, cadence).last(of)


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


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (  # the second outlet on the same day at the quay: names, quotes and other words
            "한들부 장관 “부두 멈춰 유감”…한빛하역 파업 여파",
            "한들부 장관이 나루항 부두가 멈춘 데 유감이라고 했다. 가람시 상인회도 “수출품이 쌓여 있다”고 걱정했다. 노조는 기본급 7% 인상을 요구한다.",
        ),
        (  # a look back with words of its own
            "하역 멈춘 사흘, 나루항은 왜 조용했나…부두의 두 얼굴",
            "컨테이너가 산처럼 쌓인 나루항 부두. 트럭 기사들은 하릴없이 기다렸다. 한빛하역 노조원 420명이 일손을 놓은 까닭은 기본급 7% 요구다.",
        ),
    ],
)
def test_somebody_who_is_named_or_quoted_and_a_look_back_are_nothing_new(title, text):
    later = article("later", title, text, published=at(10, 9), publisher="가람일보")
    assert (
        whats_new(story("s1", STRIKE, REWORDED, later), sent(MONDAY, documents=frozenset({"strike", "reworded"})))
        is None
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("한빛하역 파업에 공권력 투입…노조원 12명 체포", "경찰이 10일 새벽 나루항 부두에서 한빛하역 노조원 12명을 체포했다. 컨테이너 반출은 멈춰 있다."),
        ("부두 파업 손실 340억원으로 늘어", "한빛하역 부두 파업의 손실이 340억원으로 늘었다고 나루항만공사가 10일 집계했다."),
        ("한빛하역 파업, 15일까지로 연장", "한빛하역 노조가 부두 파업을 15일까지 연장한다고 10일 밝혔다."),
    ],
)  # fmt: skip
def test_a_new_act_value_or_day_is_new(title, text):
    later = article("later", title, text, published=at(10, 9))
    new = whats_new(story("s1", STRIKE, REWORDED, later), sent(MONDAY))
    assert new is not None
    assert [d.id for d in new.documents] == ["later"]


def test_what_an_earlier_edition_told_is_not_new_because_a_later_one_told_something_else():
    other = article(
        "other",
        "누리해운도 부두 파업 결의",
        "누리해운 노조가 10일 파업을 결의했다. 조합원 80명이 찬성했다.",
        published=at(10),
    )
    monday, tuesday = replace(MONDAY, thread_id="t1"), replace(story("s2", other), thread_id="t1")
    editions = [sent(monday), sent(tuesday, issue=10)]
    again = replace(article("again", REWORDED.title, REWORDED.text, published=at(11)), publisher="가람일보")
    goes_on = replace(story("s1", STRIKE, again), thread_id="t1")
    before = SentBefore(editions, stories=[goes_on, tuesday])
    assert before.news(goes_on, editions[1]) is None


def test_in_one_thread_a_retelling_under_another_headline_is_known():
    told = replace(MONDAY, thread_id="t1")
    retold = replace(story("s2", REWORDED), title="부두 멈춘 파업, 나루항 상인은 어찌 버티나", thread_id="t1")
    assert known_before(retold, [sent(told)]) is not None
    assert known_before(replace(retold, title="가람군 도서관 착공"), [sent(told)]) is None


def test_another_headline_on_one_announcement_is_known_in_one_thread():
    told = replace(MONDAY, thread_id="t1")
    retold = replace(story("s2", REWORDED), title="기본급 요구에 멈춰 선 항만", thread_id="t1")
    before = SentBefore([sent(told)], stories=[told, retold])
    one = before.last(retold)
    assert one is not None
    assert before.news(retold, one) is None
    assert before.last(replace(retold, thread_id="t2")) is None
    library = article(
        "library",
        "가람군 도서관 착공",
        "가람군이 11일 읍내에 어린이 도서관을 짓기 시작했다. 공사에는 80억 원이 든다.",
        published=at(11, 1),
    )
    assert before.last(replace(story("s3", library), thread_id="t1")) is None


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
