"""What a fact gives to look at again."""

from __future__ import annotations

import pytest

from newsprism.stages.write.measures import measure


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("가온시 1월 거래량이 507건으로 18% 늘었다.", "가온시 1월 거래량 507건"),
        ("나루건설은 공사비를 1조3168억원으로 책정했다.", "공사비 1조3168억원"),
        ("지난달 실업자는 121만1000명으로 12만8000명 늘었다.", "지난달 실업자 121만1000명"),
        ("누리조선이 8000억원 규모의 운반선 사업을 따냈다.", "운반선 사업 8000억원"),
        ("누리조선은 올해 운반선 매출이 3배로 늘 것으로 봤다.", "운반선 매출"),
        ("항만 업종 지수는 9% 넘게 떨어졌다.", "항만 업종 지수"),
        ("해양수산부는 과징금을 3곳에 물렸다.", None),
        ("나루항은 부두를 열었다.", None),
        ("", None),
    ],
)
def test_a_measure_is_named_with_its_figure_and_never_by_its_rise(text, named):
    assert measure(text) == named
