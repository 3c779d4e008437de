"""What goes the other way than in the spans: a value, a comparison, a decision, what something is, and the last step of several."""

from datetime import date

import pytest

from newsprism.stages.verify.reading import read
from newsprism.stages.verify.weighing.alignment import pairs
from newsprism.stages.verify.weighing.compared import wrong_side
from newsprism.stages.verify.weighing.conflicts import polarity
from newsprism.stages.verify.weighing.copula import denied_noun
from newsprism.stages.verify.weighing.laststep import final
from newsprism.stages.verify.weighing.ways import turned

DAY = date(2026, 3, 10)


def found(check, claim, source):
    return check(read(claim, DAY), [read(source, DAY)])


def contrary(claim, source):
    mine = read(claim, DAY)
    return polarity(mine, pairs(mine, [read(source, DAY)]))


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        (
            "한빛정밀의 매출은 3.4% 불어났다.",
            "한빛정밀의 매출은 3.4% 줄었다.",
            "이익은 9% 줄었지만 매출은 3.4% 늘었다.",
        ),
        ("요금을 70원 내린다.", "요금을 70원 올린다.", "가람시는 요금을 70원 낮추고 주차비는 90원 올린다."),
        ("외국인은 310억원어치를 팔았다.", "외국인은 310억원어치를 순매수했다.", "외국인은 310억원어치를 순매도했다."),
        ("40억원의 손실을 냈다.", "영업이익 40억원을 기록했다.", "다온건설의 영업손실은 40억원이었다."),
        ("직원은 작년보다 60명 많다.", "직원은 작년보다 60명 적다.", "직원은 작년보다 60명 늘었다."),
    ],
)
def test_a_value_goes_the_way_that_its_source_tells(true, false, source):
    assert found(turned, true, source) == ""
    assert found(turned, false, source) != ""


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("상승률이 1.9%로 낮아졌다.", "물가는 1년 전보다 1.9% 올랐다. 앞 달 상승률은 2.3%였다."),
        ("수출은 7개월 내리 늘었다.", "수출은 7개월 연속 증가했다."),
        ("한빛정밀은 지분 12%를 팔았다.", "다온건설이 지분 12%를 샀다."),
        ("매출 58억원을 올렸고 이익은 줄었다.", "매출은 58억원으로 줄었다."),
        ("매출 58억원에 영업이익 7억원을 냈다.", "매출은 58억원, 순손실은 3억원이었다. 영업이익은 7억원이었다."),
        ("원화 가치가 1.2% 올랐다.", "원·달러 환율이 1.2% 내렸다."),
        ("값은 3%로 전달보다 낮아졌다.", "값은 3%로 전망보다 높아졌다."),
    ],
)
def test_a_value_may_be_told_from_another_side(claim, source):
    assert found(turned, claim, source) == ""


def test_of_two_values_the_greater_one_is_the_greater_one():
    source = "새 설비의 회수율은 84%였다. 기존 설비의 회수율은 61%였다."
    assert found(wrong_side, "새 설비의 회수율은 84%로 기존 설비보다 높았다.", source) == ""
    assert found(wrong_side, "새 설비의 회수율은 84%로 기존 설비보다 낮았다.", source) != ""
    assert found(wrong_side, "새 설비의 가동률은 84%로 기존 설비보다 낮았다.", source) == ""


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        ("유출 의혹은 사실이 아니다.", "유출 의혹은 사실이다.", "유출 의혹은 사실이 아닌 것으로 드러났다."),
        (
            "북미 진출은 이번이 처음이다.",
            "북미 진출은 이번이 처음은 아니다.",
            "대표는 “북미 진출은 이번이 처음”이라고 말했다.",
        ),
        (
            "계약직은 지원 대상이 아니다.",
            "계약직도 지원 대상에 포함된다.",
            "가람시는 계약직은 지원 대상이 아니라고 밝혔다.",
        ),
        (
            "어민은 대책이 필요하다고 했다.",
            "어민은 대책이 필요 없다고 했다.",
            "어민은 피해를 막을 대책이 필요하다고 했다.",
        ),
    ],
)
def test_what_something_is_may_not_be_denied(true, false, source):
    assert found(denied_noun, true, source) == ""
    assert found(denied_noun, false, source) != ""


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        (
            "가람국은 강판 관세를 9%로 하는 예비판정을 내렸다.",
            "가람국은 강판 관세를 9%로 최종 확정했다.",
            "가람국이 강판 관세를 9%로 올리는 예비판정을 내렸다. 최종판정은 8월에 나온다.",
        ),
        (
            "부두법 개정안이 본회의를 통과하면 내년에 시행된다.",
            "부두법 개정안이 본회의를 통과했다.",
            "위원회가 부두법 개정안을 의결했다. 개정안은 다음 달 본회의에 상정될 예정이다.",
        ),
    ],
)
def test_the_step_before_the_last_is_not_the_last(true, false, source):
    assert found(final, true, source) == ""
    assert found(final, false, source) != ""


def test_what_has_passed_the_plenary_has_passed():
    source = "국회는 12일 본회의에서 부두법 개정안을 찬성 190명으로 통과시켰다."
    assert found(final, "부두법 개정안이 본회의를 통과했다.", source) == ""


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        ("어민의 청구는 물리쳐졌다.", "어민의 청구가 받아들여졌다.", "법원은 어민의 청구를 각하했다."),
        (
            "요금을 올리자는 회사 안이 부결됐다.",
            "요금을 올리자는 회사 안이 통과됐다.",
            "요금을 올리자는 회사 안은 표결에서 부결됐다.",
        ),
        ("땅값 상승 폭이 축소됐다.", "땅값 상승 폭이 커졌다.", "가람시 땅값은 0.3% 올랐다. 상승 폭은 전달보다 줄었다."),
        ("소음 문제가 남아 있다.", "소음 문제가 해결됐다.", "나견본 박사는 “소음 문제가 남아 있다”고 말했다."),
    ],
)
def test_a_decision_or_a_movement_may_not_be_turned_round(true, false, source):
    assert contrary(true, source) == 0.0
    assert contrary(false, source) > 0.2
