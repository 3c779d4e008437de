from dataclasses import replace
from datetime import date

from newsprism.stages.digest.reports import reports_of
from newsprism.types.brief import Window
from tests.making import article, story
from tests.stages.digest.reports import report

MARCH = Window(date(2031, 3, 1), date(2031, 3, 14))
LINE = (1, "bullet", "● 짐을 옮김")


def found(*documents):
    return reports_of([story(f"s-{d.id}", d) for d in documents], MARCH)


def names(result):
    return {str(d.id) for d in result.documents.values()}


def test_reports_of_the_window_stand_apart_from_news():
    inside, outside = report(LINE, name="r1"), report(LINE, name="r2", title="다른 것", issued="2031-02-28")
    result = reports_of([story("s1", inside, article("a1")), story("s2", outside), story("s3", article("a2"))], MARCH)
    assert names(result) == {"r1"}
    assert [str(s.id) for s in result.others] == ["s3"]


def test_a_report_of_which_only_the_month_is_known_counts_when_the_month_touches_the_window():
    assert names(found(report(LINE, issued="2031-03"))) == {"r1"}
    assert names(found(report(LINE, issued="2031-02"))) == set()


def test_a_report_without_any_date_is_kept_and_can_be_ranked():
    result = found(report(LINE, issued=None))
    assert names(result) == {"r1"}
    (alone,) = result.stories
    assert alone.documents[0].published_at is not None
    assert next(iter(result.documents.values())).published_at is None


def test_one_report_in_two_digests_stands_once_the_fuller_one():
    reference = ("Harbor Lab, One Year, 2031.03.04.",)
    short = report(LINE, name="r1", title="무인 하역 실증", references=reference, collection="나루동향 1호")
    full = report(
        LINE, (2, "sub", "- 21% 단축"), name="r2", title="하역 실증 1년", references=reference, collection="달뫼 7호"
    )
    result = found(short, full)
    assert (names(result), result.repeated) == ({"r2"}, 1)


def test_two_items_of_one_digest_may_rest_on_one_reference():
    reference = ("Harbor Lab, One Year, 2031.03.04.",)
    one = report(LINE, name="r1", title="하역", references=reference, collection="나루동향 1호")
    other = report(LINE, name="r2", title="안전", references=reference, collection="나루동향 1호")
    assert names(found(one, other)) == {"r1", "r2"}


def test_reports_of_one_story_are_items_of_their_own():
    one, other = report(LINE, name="r1", title="하역"), report(LINE, name="r2", title="하역의 비용")
    result = reports_of([story("s1", one, other)], MARCH)
    assert names(result) == {"r1", "r2"}
    assert len({s.id for s in result.stories}) == 2


def test_a_copy_of_a_report_in_its_story_is_left_out():
    one, copy = report(LINE, name="r1", title="하역"), report(LINE, name="r2", title="하역(재송)")
    both = replace(story("s1", one, copy), copies=frozenset({copy.id}))
    result = reports_of([both], MARCH)
    assert (names(result), result.repeated) == ({"r1"}, 1)
