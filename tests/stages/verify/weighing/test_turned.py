"""What goes the other way than in the spans: a value, a comparison, a decision, what something is, and the last step of several."""

from datetime import date

import pytest

from newsprism.stages.verify.reading import read
from newsprism.stages.verify.weighing.alignment import pairs
from newsprism.stages.verify.weighing.compared import wrong_side
from newsprism.stages.verify.weighing.conflicts import polarity
from newsprism.stages.verify.weighing.copula import denied_noun
from newsprism.stages.verify.weighing.greater import other_order
from newsprism.stages.verify.weighing.laststep import final
from newsprism.stages.verify.weighing.stance import other_stance
from newsprism.stages.verify.weighing.ways import turned
from newsprism.stages.verify.words.axes import AXES, SIDES

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


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        (
            "점유율은 한빛이 다온보다 높다.",
            "점유율은 다온이 한빛을 앞선다.",
            "점유율은 한빛이 58%로 다온의 27%를 두 배 넘게 앞섰다.",
        ),
        ("수입은 수출에 뒤졌다.", "수입이 수출보다 많았다.", "가람시의 수출이 수입을 넘어섰다."),
        (
            "수요는 예측치보다 많았다.",
            "수요는 예측치에 미치지 못했다.",
            "수요가 9만4500톤으로 예측치 9만1000톤을 웃돌았다.",
        ),
        ("강변동보다 산마을의 값이 비싸다.", "산마을보다 강변동의 값이 비싸다.", "산마을의 값은 강변동의 값보다 높다."),
    ],
)
def test_of_two_things_the_one_that_is_more_stays_more(true, false, source):
    assert found(other_order, true, source) == ""
    assert found(other_order, false, source) != ""


def test_another_measure_compared_with_the_same_year_is_no_other_order():
    source = "한빛정밀의 이익은 전년보다 18% 늘었다. 매출은 2% 줄었다."
    assert found(other_order, "한빛정밀의 매출은 전년보다 2% 감소했다.", source) == ""


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        (
            "시는 버스를 넓히지 않기로 했다.",
            "시는 무료 버스를 전국으로 넓히기로 했다.",
            "시는 무료 버스를 전국으로 확대하려던 계획을 접었다.",
        ),
        ("산업의 불안이 누그러졌다.", "수입 압력이 거세졌다.", "나견본 총재는 “수입 압력은 약해졌다”고 말했다."),
        ("시는 판매 허가를 취소했다.", "위원회는 나견본 이사를 발탁했다.", "위원회는 나견본 이사를 해임했다."),
    ],
)
def test_what_was_given_up_and_what_stands_on_the_other_side_is_contrary(true, false, source):
    assert contrary(true, source) == 0.0
    assert contrary(false, source) > 0.2


def test_who_is_sorry_does_not_welcome_it():
    source = "상인회는 결정이 아쉽다는 반응을 보였다. 주민회는 결정에 안도했다."
    assert found(other_stance, "상인회는 결정을 환영했다.", source) != ""
    assert found(other_stance, "주민회는 결정을 반겼다.", source) == ""


def test_of_what_is_counted_who_comes_is_not_who_goes():
    source = "미르통신의 가입자는 14만 명 늘었다. 새 매장은 30곳을 더 연다."
    assert found(turned, "미르통신은 가입자 14만 명을 얻었다.", source) == ""
    assert found(turned, "미르통신은 가입자 14만 명을 잃었다.", source) != ""


def test_no_word_stands_on_both_sides_of_an_axis():
    for place, (one, other) in enumerate(AXES):
        assert one.isdisjoint(other)
        assert all(SIDES[word][place] == 1 for word in one)
