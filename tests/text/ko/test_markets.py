import pytest

from newsprism.text.ko.markets import market_of, session_of
from tests.making import at


@pytest.mark.parametrize(
    ("title", "market"),
    [
        ("코스피, 하역 설비주 약세에 하락 마감", "kospi"),
        ("뉴욕증시 상승 출발", "new york"),
        ("[내일 날씨] 전국 포근", "weather"),
        ("원·달러 환율 1400원대로 하락", "won"),
        ("코스피 상장사 배당 늘려", None),
        ("나루시 새 공원 문 연다", None),
    ],
)
def test_a_report_of_how_a_market_moved_is_known_by_its_headline(title, market):
    assert market_of(title) == market


def test_new_york_closes_on_the_day_after_in_seoul():
    assert session_of("뉴욕증시 상승 출발", at(11, 23)) == session_of("뉴욕증시 상승 마감", at(12, 7))
    assert session_of("코스피 마감", at(11, 16)) != session_of("코스피 마감", at(12, 16))


def test_a_report_without_a_time_or_a_market_is_of_no_session():
    assert session_of("코스피 마감", None) is None
    assert session_of("나루시 새 공원", at(11, 16)) is None
