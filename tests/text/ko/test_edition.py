"""What an edition says of its days, also over the end of a month or a year."""

from __future__ import annotations

from datetime import date

from newsprism.text.ko.edition import KoreanReasons

SAID = KoreanReasons()


def test_days_of_one_month_are_told_by_their_numbers_and_others_with_their_months():
    within = SAID.development([date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)])
    assert within == "10일부터 12일까지 3일에 걸쳐 보도가 이어졌습니다"
    over = SAID.development([date(2026, 1, 30), date(2026, 2, 2)])
    assert over == "1월 30일부터 2월 2일까지 2일에 걸쳐 보도가 이어졌습니다"
    assert SAID.development([date(2026, 3, 10)]) == "하루에 보도된 사안입니다"


def test_the_edition_before_is_named_by_its_month_unless_it_is_this_one():
    assert SAID.novelty(date(2026, 3, 3), date(2026, 3, 14), True).startswith("지난 3일 브리핑 뒤")
    assert SAID.novelty(date(2026, 2, 27), date(2026, 3, 14), True).startswith("2월 27일 브리핑 뒤")
    assert SAID.novelty(date(2025, 3, 3), date(2026, 3, 14), True).startswith("3월 3일 브리핑 뒤")
