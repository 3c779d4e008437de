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
