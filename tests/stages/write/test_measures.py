"""What a fact gives to look at again."""

from __future__ import annotations

import pytest

from newsprism.stages.write.measures import measure


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("가온시 1월 거래량이 507건으로 18% 늘었다.", None),
        ("가온시 아파트 거래량이 507건으로 18% 늘었다.", "가온시 아파트 거래량"),
        ("지난달 실업률은 4.1%다.", "실업률"),
        ("청년 실업률(15~29세)은 6.8%로 올랐다.", "청년 실업률"),
        ("항만 업종 지수는 9% 넘게 떨어졌다.", "항만 업종 지수"),
        ("누리조선은 운반선 매출이 3배로 늘 것으로 봤다.", "운반선 매출"),
        ("해양수산부는 나루건설에 과징금 3억원을 물렸다.", None),
        ("누리조선이 8000억원 규모의 운반선 사업을 따냈다.", None),
        ("의무고용률은 3.1%다.", None),
        ("나루시는 설탕 가격을 담합한 세 곳을 조사해 과징금 3억원을 물렸다.", None),
        ("나루항은 부두를 열었다.", None),
        ("", None),
    ],
)
def test_a_measure_that_moves_is_named_and_a_settled_sum_is_none(text, named):
    assert measure(text) == named
