"""A plan is not printed beside the report of the deed."""

from __future__ import annotations

import pytest

from newsprism.stages.write.staleness import overtaken
from tests.making import article, at
from tests.stages.write.newsroom import material

PLAN = "나루항만공사는 새 부두의 크레인 12대를 가온중공업에 발주할 계획이다."
DEED = "나루항만공사는 새 부두의 크레인 12대를 가온중공업에 발주했다."


def stale(*reports) -> set[str]:
    found = material(*reports).candidates
    sources = overtaken([found])
    return {c.text for c in found if c.source in sources}


def test_a_plan_falls_to_the_later_report_of_the_deed():
    plan, deed = article("a", text=PLAN, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(plan, deed) == {PLAN}


def test_a_deed_before_the_plan_or_another_deed_leaves_it_standing():
    plan = article("a", text=PLAN, published=at(10))
    before = article("b", text=DEED, published=at(9))
    other = article("c", text="가온대는 해운학과 학생 40명에게 장학금을 지급했다.", published=at(12))
    assert stale(plan, before) == set()
    assert stale(plan, other) == set()


@pytest.mark.parametrize("ending", ["발주한다.", "발주할 예정이다.", "발주할 것으로 보인다."])
def test_an_announcement_in_the_present_and_an_expectation_fall_too(ending):
    text = PLAN.replace("발주할 계획이다.", ending)
    plan, deed = article("a", text=text, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(plan, deed) == {text}


def test_what_has_happened_is_never_overtaken():
    first, second = article("a", text=DEED, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(first, second) == set()


CONDITION = "조합원 절반이 넘게 찬성하면 나루하역의 임금 합의가 확정되지만 부결되면 다시 교섭해야 한다."
COUNTED = "나루하역의 임금 합의안이 13일 조합원 투표를 통과했다."


def test_a_condition_falls_when_a_later_report_tells_its_outcome_by_another_word():
    condition, counted = article("a", text=CONDITION, published=at(12)), article("b", text=COUNTED, published=at(13))
    assert stale(condition, counted) == {CONDITION}


def test_a_condition_falls_to_a_later_headline_too():
    condition = article("a", text=CONDITION, published=at(12))
    counted = article("b", "나루하역 임금 합의안 가결", "나루하역은 2월분부터 임금을 올려 준다.", published=at(13))
    assert stale(condition, counted) == {CONDITION}


@pytest.mark.parametrize(
    "headline", ["나루하역 임금 합의안 가결될까", "나루하역 임금 합의안 통과 전망", "가온대 축제 예산 가결"]
)
def test_a_headline_that_leaves_it_open_or_speaks_of_something_else_decides_nothing(headline):
    condition = article("a", text=CONDITION, published=at(12))
    later = article("b", headline, "가온대는 13일 봄 축제의 가수를 골랐다.", published=at(13))
    assert stale(condition, later) == set()


def test_a_condition_stands_while_nothing_is_decided_and_beside_an_earlier_report():
    condition = article("a", text=CONDITION, published=at(12))
    assert stale(condition) == set()
    assert stale(condition, article("b", text=COUNTED, published=at(11))) == set()


def test_an_expectation_that_somebody_had_falls_to_what_happened():
    expected = "하역업계에서는 누리조선이 크레인 12대를 공급하지 못할 것이라는 관측이 나왔다."
    done = "누리조선은 13일 크레인 12대 공급을 시작했다."
    assert stale(article("a", text=expected, published=at(11)), article("b", text=done, published=at(13))) == {expected}


def test_what_begins_is_the_deed_and_not_that_it_begins():
    plan = "가온중공업은 4월 새 크레인 양산에 돌입할 전망이다."
    done = "가온중공업은 13일 크레인 양산을 시작했다."
    assert stale(article("a", text=plan, published=at(11)), article("b", text=done, published=at(13))) == {plan}


def test_what_was_said_of_somebody_falls_to_a_later_headline_that_it_was_denied():
    rumour = "누리조선이 크레인 입찰에서 사실상 탈락했다는 평가가 나오는 만큼 경쟁은 두 회사로 좁혀질 전망이다."
    denial = article(
        "b", "누리조선, 입찰 ‘탈락설’ 일축…“서류 다 냈다”", "가온대는 봄 축제의 가수를 골랐다.", published=at(12)
    )
    assert stale(article("a", text=rumour, published=at(10)), denial) == {rumour}
    assert stale(article("a", text=rumour, published=at(13)), denial) == set()
