"""What a chart cannot say without being found out."""

from dataclasses import replace
from datetime import date

import pytest

from newsprism.stages.verify.stage import EditionVerifier
from newsprism.types.brief import Charts, KeywordCounts, TopicCounts, Turn, Window
from newsprism.types.story import StoryId
from tests.drawn import CHARTS, COURSE, EDITION, REPORTS, SHIFT, TOPICS, headline
from tests.making import article, at


def faults(charts, documents=REPORTS):
    return EditionVerifier().verify(replace(EDITION, charts=charts), documents).faults


def of_course(**changes):
    return Charts(timelines=(replace(COURSE, **changes),))


def test_true_charts_have_no_fault_and_count_as_no_sentence():
    report = EditionVerifier().verify(EDITION, REPORTS)
    assert report.clean
    assert report.sentences == EditionVerifier().verify(replace(EDITION, charts=Charts()), REPORTS).sentences


DAY = date(2026, 3, 12)
STRANGE = article("d9", "한결정밀 주주총회", published=at(12))


@pytest.mark.parametrize(
    ("charts", "kind", "where"),
    [
        (of_course(story_id=StoryId("s7")), "citation", "charts.timelines[0]"),
        (of_course(first=replace(COURSE.first, quote="한결정밀 노조, 14일 파업 예고")), "citation", "charts.timelines[0].first"),
        (of_course(first=headline(REPORTS[2])), "date", "charts.timelines[0].first"),
        (of_course(first=headline(STRANGE)), "citation", "charts.timelines[0].first"),
        (of_course(turns=(Turn(DAY, headline(REPORTS[2])),)), "date", "charts.timelines[0].turns[0]"),
        (of_course(turns=(replace(COURSE.turns[0], day=date(2026, 3, 14)),)), "date", "charts.timelines[0].turns[0]"),
        (of_course(days=()), "date", "charts.timelines[0]"),
        (of_course(days=(replace(COURSE.days[0], reports=1, outlets=1), *COURSE.days[1:])), "number", "charts.timelines[0].days[0]"),
        (of_course(days=(replace(COURSE.days[0], outlets=3), *COURSE.days[1:])), "number", "charts.timelines[0].days[0]"),
        (of_course(outlets=1), "number", "charts.timelines[0].days[0]"),
        (Charts(replace(TOPICS, topics=(TopicCounts("반도체", (1, 2)),))), "number", "charts.topics_by_day.topics[0]"),
        (Charts(replace(TOPICS, topics=(TopicCounts("반도체", (1, 2, -3, 0, 0, 0)),))), "number", "charts.topics_by_day.topics[0]"),
        (Charts(replace(TOPICS, rest=(1,))), "number", "charts.topics_by_day.rest"),
        (Charts(replace(TOPICS, days=(date(2026, 3, 8), *TOPICS.days[1:]))), "window", "charts.topics_by_day.days"),
        (Charts(None, replace(SHIFT, keywords=(KeywordCounts("관세", 20, 1501),))), "number", "charts.keyword_shift.keywords[0]"),
        (Charts(None, replace(SHIFT, keywords=(KeywordCounts("관세", -1, 5),))), "number", "charts.keyword_shift.keywords[0]"),
        (Charts(None, replace(SHIFT, before=Window(date(2026, 3, 2), date(2026, 3, 9)))), "window", "charts.keyword_shift.before"),
    ],
)  # fmt: skip
def test_a_chart_that_cannot_be_true_is_a_fault_at_its_place(charts, kind, where):
    found = faults(charts)
    assert (kind, where) in {(fault.kind, fault.where) for fault in found}
    assert all(fault.text for fault in found)


def test_a_headline_without_its_document_is_a_fault():
    kinds = {(f.kind, f.where) for f in faults(CHARTS, REPORTS[:2])}
    assert ("citation", "charts.timelines[0].turns[0]") in kinds
