"""What to check, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsprism.stages.write.checks import check, clause, next_day
from newsprism.types.reader import Ask, Lens
from tests.making import PORTS, WEEK, article, at
from tests.stages.write.newsroom import material, unproved

LENS = Lens(PORTS.id, "사용료가 언제 오르며 우리 하역비에 얼마나 닿는가", ("deadline",), ("사용료",), "사용료 대비")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("사용료가 언제 오르며 우리 하역비에 얼마나 닿는가", "우리 하역비에 얼마나 닿는가"),
        ("기한은 언제이고 조건과 신청 서류는 어떻게 되는가", "조건과 신청 서류는 어떻게 되는가"),
        ("내 정보도 새어 나갔는지, 지금 무엇을 바꿔야 하는가", "지금 무엇을 바꿔야 하는가"),
        ("사용료는 어떻게 바뀌고 있는가", "사용료는 어떻게 바뀌고 있는가"),
        ("사고 신고와 보고 의무는 누구에게 있는가", "사고 신고와 보고 의무는 누구에게 있는가"),
        ("", ""),
    ],
)
def test_the_last_clause_of_a_question_is_asked_when_it_stands_alone(question, asked):
    assert clause(question) == asked


def facts(text: str):
    report = article("a", "나루항 소식", text, published=at(12))
    return report, material(report).candidates[:1]


def test_what_is_due_is_to_be_checked_before_its_day():
    report, found = facts("나루항만공사는 선석 사용료 신청을 4월 20일까지 받는다.")
    made = check(LENS, found, WEEK, frozenset())
    assert made is not None
    assert made.text == "4월 20일에 앞서 사용료가 언제 오르며 우리 하역비에 얼마나 닿는지 살펴야 한다."
    assert unproved([made], [report]) == []


def test_beside_a_long_fact_only_the_end_of_a_question_is_asked():
    report, found = facts(
        "나루항만공사는 새 부두에 들어올 하역 회사 열두 곳에서 선석 사용료 신청을 4월 20일까지 받는다."
    )
    made = check(LENS, found, WEEK, frozenset())
    assert made is not None
    assert made.text == "4월 20일에 앞서 우리 하역비에 얼마나 닿는지 살펴야 한다."
    assert unproved([made], [report]) == []


def test_without_a_day_no_time_is_named():
    report, found = facts("나루항만공사는 선석 사용료를 12% 올렸다.")
    made = check(LENS, found, WEEK, frozenset())
    assert made is not None
    assert not any(char.isdigit() for char in made.text)
    assert [figure.name for figure in made.figures] == ["lens"]
    assert unproved([made], [report]) == []


ASKING = Lens(
    PORTS.id,
    "사용료가 언제 오르는가",
    ("deadline",),
    ("사용료",),
    "사용료 대비",
    (
        Ask("배를 대지 못할 때 옮길 항만이 있는가", ("선석",), ("사용료",)),
        Ask("하역 계약에 사용료를 나누는 조항이 있는가", ("사용료", "요금")),
    ),
)


def test_of_several_questions_the_first_that_fits_the_fact_is_asked():
    report, found = facts("나루항만공사는 선석 사용료 신청을 4월 20일까지 받는다.")
    made = check(ASKING, found, WEEK, frozenset())
    assert made is not None
    assert made.text == "4월 20일에 앞서 하역 계약에 사용료를 나누는 조항이 있는지 살펴야 한다."
    assert unproved([made], [report]) == []
    _, found = facts("나루항만공사는 새 부두의 선석 4곳을 열었다.")
    made = check(ASKING, found, WEEK, frozenset())
    assert made is not None
    assert made.text == "배를 대지 못할 때 옮길 항만이 있는지 살펴야 한다."


def test_nothing_is_asked_where_no_question_follows_from_the_fact():
    _, found = facts("나루항만공사는 크레인 12대를 샀다.")
    assert check(ASKING, found, WEEK, frozenset()) is None


def test_every_wording_of_a_check_is_proved():
    for text in ("나루항만공사는 선석 사용료 신청을 4월 9일까지 받는다.", "나루항만공사는 선석 사용료를 12% 올렸다."):
        report, found = facts(text)
        made = [m for turn in range(3) if (m := check(ASKING, found, WEEK, frozenset(), turn))]
        assert len({m.text for m in made}) == 3
        assert unproved(made, [report]) == []


def test_wordings_take_turns_and_a_refused_one_is_not_used_again():
    report, found = facts("나루항만공사는 선석 사용료 신청을 4월 20일까지 받는다.")
    made = [check(LENS, found, WEEK, frozenset(), turn) for turn in range(3)]
    said = [m.text for m in made if m]
    assert len(set(said)) == 3
    assert unproved([m for m in made if m], [report]) == []
    assert check(LENS, found, WEEK, frozenset(said)) is None


def test_a_month_counts_only_where_something_is_due_in_it_and_a_far_year_never():
    (due,) = facts("해양수산부는 선석 사용료를 6월부터 올릴 예정이다.")[1]
    assert next_day(due, WEEK) == (date(2026, 6, 1), date(2026, 6, 30))
    (plain,) = facts("해양수산부의 회계연도는 2025년 10월에서 2026년 9월이다.")[1]
    assert next_day(plain, WEEK) is None
    assert next_day(replace(due, days=((date(2030, 1, 1), date(2030, 1, 1)),)), WEEK) is None
    assert next_day(replace(due, days=((WEEK.end, WEEK.end),)), WEEK) is None


def test_what_has_been_is_not_asked_before_a_day_to_come():
    back = replace(ASKING, asks=(Ask("우리 하역비는 어떻게 움직였는가", ("사용료",)),))
    report, found = facts("나루항만공사는 선석 사용료 신청을 4월 20일까지 받는다.")
    made = check(back, found, WEEK, frozenset())
    assert made is not None
    assert made.text == "우리 하역비는 어떻게 움직였는지 살펴야 한다."
    assert unproved([made], [report]) == []


def test_the_day_of_another_fact_is_not_that_of_the_question():
    report = article(
        "a",
        "나루항 소식",
        "나루항만공사는 선석 사용료를 12% 올렸다. 해양수산부는 크레인을 4월 20일까지 늘린다.",
        published=at(12),
    )
    made = check(ASKING, material(report).candidates[:2], WEEK, frozenset())
    assert made is not None
    assert made.text == "하역 계약에 사용료를 나누는 조항이 있는지 살펴야 한다."
