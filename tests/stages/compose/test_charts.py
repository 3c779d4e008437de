"""The charts' numbers, counted again from the stories, and what is too little to draw."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsprism.stages.compose.charts import MOST_TOPICS, charts, shift_of, topics_by_day
from newsprism.stages.compose.shift import keyword_shift
from newsprism.stages.compose.stage import EditionComposer
from newsprism.stages.compose.timeline import timeline
from newsprism.types.brief import Charts, Window
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.reader import Topic, TopicId
from tests.making import KST, PORTS, WEEK, article, at, reader, story
from tests.stages.compose.test_stage import compose, press

DAYS = [WEEK.start + timedelta(days=n) for n in range(6)]
FIELDS = [Topic(TopicId(f"t{n}"), f"분야 {n}", {f"낱말{n}": 1.0}) for n in range(11)]
BEFORE = Window(date(2026, 3, 2), date(2026, 3, 8))


def told(name, *days, title="나루항 소식", topic="t0", thread=None):
    """A ranked story with one report on each of the days of March."""
    documents = [
        article(f"{name}-{n}", title, published=at(day, 9, n), publisher=f"매체 {n % 3}") for n, day in enumerate(days)
    ]
    return RankedStory(story(name, *documents, thread=thread), (documents[0].id,), 0.5, (), (TopicId(topic),), ())


def ranking(*stories, filtered=(), topics=tuple(FIELDS)):
    chosen, rest = stories[:6], stories[6:]
    return Ranking(
        reader(topics=[(topic, 1.0) for topic in topics]),
        tuple(chosen),
        tuple(Dropped(each, "rank", "lower_score", each.story.id) for each in rest),
        tuple(Dropped(each, "rank", "not_relevant", each.id) for each in filtered),
    )


def day(document):
    return document.published_at.astimezone(KST).date()


def test_stories_per_topic_and_day_are_those_with_a_report_on_the_day():
    stories = [told(f"s{n}", *range(9 + n % 3, 12 + n % 4), topic=f"t{n % 4}") for n in range(20)]
    found = topics_by_day(ranking(*stories), WEEK)
    assert list(found.days) == DAYS
    for topic in found.topics:
        mine = [s for s in stories if topic.name == f"분야 {s.topics[0].removeprefix('t')}"]
        counted = [sum(any(day(d) == each for d in s.story.documents) for s in mine) for each in DAYS]
        assert list(topic.stories) == counted
    totals = [sum(t.stories) for t in found.topics]
    assert totals == sorted(totals, reverse=True)
    assert (found.rest, found.topics_left) == ((0,) * 6, 0)


def test_a_story_counts_once_a_day_and_not_outside_the_window():
    stories = [told(f"s{n}", 5, 9, 9, 10, 11, 15, topic=f"t{n}") for n in range(3)]
    found = topics_by_day(ranking(*stories), WEEK)
    assert {t.stories for t in found.topics} == {(1, 1, 1, 0, 0, 0)}


def test_topics_beyond_the_largest_are_counted_together():
    stories = [told(f"s{n}", *range(9, 12 + n % 2), topic=f"t{n}") for n in range(11)]
    found = topics_by_day(ranking(*stories), WEEK)
    assert len(found.topics) == MOST_TOPICS
    assert found.topics_left == 3
    everything = Counter(day(d) for s in stories for d in s.story.documents)
    shown = [sum(t.stories[n] for t in found.topics) for n in range(6)]
    assert [a + b for a, b in zip(shown, found.rest, strict=True)] == [everything[d] for d in DAYS]


@pytest.mark.parametrize(
    "stories",
    [
        [],
        [told(f"s{n}", 9, 10, 11, topic=f"t{n}") for n in range(2)],  # two topics
        [told(f"s{n}", 9, 9, 10, topic=f"t{n % 3}") for n in range(9)],  # two days
        [told(f"s{n}", 9 + n, 10 + n, topic=f"t{n}") for n in range(3)],  # two stories a topic
    ],
)
def test_nothing_is_drawn_of_too_few_topics_days_or_stories(stories):
    assert topics_by_day(ranking(*stories), WEEK) is None


def test_a_course_counts_reports_and_outlets_of_every_day_from_the_first_to_the_last():
    one = told("s1", 9, 9, 11, 14, 14, 14, 14).story
    line = timeline(one.id, [one], WEEK)
    assert [d.day for d in line.days] == DAYS
    for each in line.days:
        of_day = [d for d in one.documents if day(d) == each.day]
        assert (each.reports, each.outlets) == (len(of_day), len({d.publisher for d in of_day}))
    assert line.outlets == len(one.outlets)
    assert (line.first.document_id, line.first.quote) == ("s1-0", "나루항 소식")


def test_a_course_of_two_days_is_none():
    one = told("s1", 9, 9, 14).story
    assert timeline(one.id, [one], WEEK) is None
    assert timeline("unknown", [one], WEEK) is None
    spread = told("s2", 5, 6, 9, 10).story
    assert timeline(spread.id, [spread], WEEK) is None


def test_a_course_leaves_out_stories_of_its_thread_on_another_matter():
    title = "1월 취업자 10만명 늘어…고용 둔화"
    own, later, last = (told(f"s{n}", n, title=title, thread="a").story for n in (9, 10, 11))
    abroad = told("us", 12, title="美 1월 고용 13만명 깜짝 증가…고용 둔화 없어", thread="a").story
    other = told("strike", 13, title="나루하역 노조 파업 돌입", thread="a").story
    line = timeline(own.id, [own, later, last, abroad, other], WEEK)
    assert line is not None
    assert [str(each.day)[-2:] for each in line.days] == ["09", "10", "11"]


def test_a_course_takes_the_sisters_of_its_thread_along():
    own, sister, stranger = (told(f"s{n}", n, thread=t).story for n, t in ((9, "a"), (11, "a"), (12, "b")))
    later = told("s13", 13, thread="a").story
    line = timeline(own.id, [stranger, later, sister, own], WEEK)
    assert [d.reports for d in line.days] == [1, 0, 1, 0, 1]


def reports(*headlines):
    """One story with a report for each day and headline."""
    return story("s", *(article(f"d{n}", title, published=at(d, 9, n)) for n, (d, title) in enumerate(headlines)))


def test_a_turn_is_a_headline_that_tells_an_act_no_headline_told():
    one = reports(
        (9, "가람정밀 노조, 13일 파업 예고"),
        (10, "가람정밀 파업 예고에 협력사 걱정"),
        (11, "가람정밀 노사, 임금 협상 결렬"),
        (12, "결렬 뒤 가람정밀 노사 협상장 표정"),
        (13, "가람정밀 노사 잠정 합의…기본급 5만원"),
        (13, "가람정밀 노조 ‘합의안 수용’"),
    )
    line = timeline(one.id, [one], WEEK)
    assert [(t.day.day, t.headline.document_id) for t in line.turns] == [(11, "d2"), (13, "d4")]
    assert all(t.headline.quote == next(d.title for d in one.documents if d.id == t.headline.document_id)
               for t in line.turns)  # fmt: skip


def test_a_question_an_opinion_and_a_request_are_no_turns():
    one = reports(
        (9, "가람시, 다리 통행료 논의"),
        (10, "다리 통행료 인상이냐 동결이냐"),
        (11, "[사설] 다리 통행료 폐지하라"),
        (11, "주민들, 가람시에 통행료 면제 요청"),
        (12, "가람시, 통행료 인하 확정"),
    )
    assert [t.day.day for t in timeline(one.id, [one], WEEK).turns] == [12]


def test_at_most_three_turns_are_told_those_of_the_days_with_most_reports():
    acts = ["협상 결렬", "총파업", "압수수색", "중재안 수용", "회장 사퇴"]
    one = reports(
        (9, "가람정밀 노사 만남"), *((10 + n, f"가람정밀 {act}") for n, act in enumerate(acts)), (11, "둘"), (14, "셋")
    )
    turns = timeline(one.id, [one], WEEK).turns
    assert len(turns) == 3
    assert {t.day.day for t in turns} >= {11, 14}
    assert [t.day for t in turns] == sorted(t.day for t in turns)


def headlines(first, count, title, days):
    """Stories of one report each, on the days in turn."""
    return [
        story(f"h{first + n}", article(f"h{first + n}", title, published=at(days[n % len(days)]))) for n in range(count)
    ]


def two_weeks(*, before=True):
    past = [2, 4, 6]
    now = [9, 11, 13]
    found = headlines(0, 30, "나루시 소식", now)
    found += headlines(100, 20, "나루항 부두 확장", now) + headlines(200, 2, "나루항 하역 개시", now)
    found += headlines(300, 12, "대학 강좌 개편", now)
    if before:
        found += headlines(400, 60, "나루시 소식", past) + headlines(500, 2, "나루항 부두 확장", past)
        found += headlines(600, 25, "나루항 하역 개시", past) + headlines(700, 1, "대학 강좌 개편", past)
    return found


WORDS = replace(PORTS, terms={"부두": 1.0, "하역": 0.9, "강좌": 0.8, "소식": 0.3}, exclude=("항만 축제",))


def test_a_shift_counts_the_stories_with_the_keyword_in_a_headline_of_each_time():
    stories = two_weeks()
    found = keyword_shift(reader(topics=((WORDS, 1.0),)).interests, stories, (), WEEK)
    for time, whole, name in ((BEFORE, found.stories_before, "before"), (WEEK, found.stories_now, "now")):
        inside = [s for s in stories if time.start <= day(s.documents[0]) <= time.end]
        assert whole == len(inside)
        for word in found.keywords:
            assert getattr(word, name) == sum(word.keyword in s.title for s in inside)
    assert [k.keyword for k in found.keywords] == ["부두", "강좌", "하역"]
    assert found.before == BEFORE


def test_a_shift_leaves_out_what_hardly_changed_and_words_that_only_hint():
    found = keyword_shift(reader(topics=((WORDS, 1.0),)).interests, two_weeks(), (), WEEK)
    assert "소식" not in {k.keyword for k in found.keywords}


def test_stories_of_the_week_before_that_the_ranking_lacks_are_counted_too_and_none_twice():
    stories = two_weeks()
    late = [s for s in stories if day(s.documents[0]) >= WEEK.start]
    given = reader(topics=((WORDS, 1.0),)).interests
    assert keyword_shift(given, late, stories, WEEK) == keyword_shift(given, stories, (), WEEK)


def test_without_a_week_before_there_is_no_shift():
    given = reader(topics=((WORDS, 1.0),)).interests
    assert keyword_shift(given, two_weeks(before=False), (), WEEK) is None
    one_day = headlines(900, 40, "나루항 하역 개시", [8])
    assert keyword_shift(given, two_weeks(before=False), one_day, WEEK) is None
    assert keyword_shift(given, [], (), WEEK) is None


def test_a_phrase_that_means_something_else_hides_its_word():
    topic = replace(WORDS, terms={**WORDS.terms, "항만": 1.0})
    stories = two_weeks() + headlines(800, 30, "항만 축제 열려", [9, 10, 11])
    found = keyword_shift(reader(topics=((topic, 1.0),)).interests, stories, (), WEEK)
    assert [k.keyword for k in found.keywords] == ["부두", "강좌", "하역"]


def test_a_shift_needs_three_keywords():
    topic = replace(WORDS, terms={"부두": 1.0, "하역": 1.0})
    assert keyword_shift(reader(topics=((topic, 1.0),)).interests, two_weeks(), (), WEEK) is None


def week_of_six():
    return [told(f"s{n}", 9, 10, 11 + n % 3, topic=f"t{n % 3}") for n in range(6)]


def test_a_weekly_draws_its_charts_and_lists_the_headlines_among_its_sources():
    stories = week_of_six()
    brief = compose(stories=stories, who=ranking().reader)
    assert brief.charts.topics_by_day is not None
    assert [line.story_id for line in brief.charts.timelines] == [s.story.id for s in stories]
    shown = {s.document_id for s in brief.sources}
    assert {c.document_id for line in brief.charts.timelines for c in line.headlines} <= shown
    made = ranking(*stories)
    assert charts(brief, made, shift_of(made, press())) == brief.charts


def test_a_daily_draws_one_timeline_and_looks_a_week_back():
    daily = Window(date(2026, 3, 14), date(2026, 3, 14))
    stories = [told("s1", 13, 14), told("s2", 6, 10, 14), told("s3", 8, 12, 14)]
    found = compose(stories=stories, cadence="daily", pressed=press(window=daily)).charts
    assert (found.topics_by_day, found.keyword_shift) == (None, None)
    (line,) = found.timelines
    assert line.story_id == "s3"


def test_a_thin_edition_draws_nothing():
    assert compose(2).charts == Charts()


def test_an_edition_that_lost_a_pick_loses_its_timeline_and_the_sources_of_it():
    brief = compose(stories=week_of_six(), who=ranking().reader)
    left = EditionComposer().mend(replace(brief, picks=brief.picks[1:]), ranking().reader, press())
    assert [line.story_id for line in left.charts.timelines] == [p.story_id for p in left.picks]
    assert "s0-0" in {s.document_id for s in brief.sources}
    assert "s0-0" not in {s.document_id for s in left.sources}
