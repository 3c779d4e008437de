"""What two reports are about the same matter by."""

import pytest

from newsprism.stages.rank.matter import bills, settled
from tests.stages.rank.test_stage import about, chosen, left, rank

MINISTER = "해양수산부 장관은 부두안전특별법이 통과되면 하역 요금이 안정될 것이라고 12일 말했다. 부두 세 곳이 대상이다."
UNION = "한빛하역 노조는 부두 안전 특별법 제정을 미루지 말라고 12일 성명을 냈다. 노조원은 420명이다."


@pytest.mark.parametrize(
    ("headline", "opening"),
    [
        ("장관 “부두안전법 통과되면 요금 안정”", ""),
        ("부두안전특별법 본회의로", ""),
        ("부두안전법안 소위 통과", ""),
        ("노조 “부두안전, 미루지 말라”", UNION),
    ],
)
def test_a_bill_is_known_by_its_long_and_its_short_name_and_without_the_word_law(headline, opening):
    assert bills(headline, opening) == {"부두안전"}


@pytest.mark.parametrize(
    "headline", ["부두안전 점검 강화", "상법 개정 늦어진다", "하역 방법 바뀐다", "불법 하역 적발", ""]
)
def test_what_is_no_bill_or_too_short_a_name_is_none(headline):
    assert bills(headline, "나루항 부두가 12일 열렸다.") == frozenset()


def test_two_sides_of_one_bill_give_one_pick():
    sides = [
        about("minister", "장관 “부두안전법 통과되면 하역 요금 안정”", text=MINISTER),
        about("union", "한빛하역 “부두안전특별법 서둘러야”", text=UNION),
        about("other", "북항 준설 예산 340억원 확정"),
    ]
    ranking = rank(*sides)
    assert len(chosen(ranking)) == 2
    assert "other" in chosen(ranking)
    assert set(left(ranking).values()) == {"same_affair"}


@pytest.mark.parametrize(
    ("shared", "share", "one"), [(1, 0.9, False), (2, 0.36, False), (3, 0.36, True), (2, 0.4, True), (4, 0.3, False)]
)
def test_many_words_in_common_are_less_likely_to_be_chance(shared, share, one):
    assert settled(shared, share) is one


def test_two_reports_on_one_new_rule_are_one_affair_though_most_words_differ():
    ranking = rank(
        about("one", "부두 임대 의무 유예, 최대 2년 미룬다"), about("two", "임대 의무 유예에 ‘새 부두’는 제외")
    )
    assert len(chosen(ranking)) == 1


def test_two_bills_that_pass_on_one_day_are_two_affairs():
    passed = [
        about(f"b{i}", f"{name} 국회 본회의 통과") for i, name in enumerate(["부두 준설 특별법", "항만 임대 개정안"])
    ]
    assert len(chosen(rank(*passed))) == 2
