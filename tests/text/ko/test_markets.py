import pytest

from newsprism.text.ko.markets import market_of, session_of, under_way
from tests.making import at


@pytest.mark.parametrize(
    ("title", "market"),
    [
        ("코스피, 하역 설비주 약세에 하락 마감", "kospi"),
        ("뉴욕증시 상승 출발", "new york"),
        ("[내일 날씨] 전국 포근", "weather"),
        ("원·달러 환율 1400원대로 하락", "won"),
        ("설 귀성길 정체 시작…서울→부산 6시간", "traffic"),
        ("비트코인, 하루 만에 7만달러선 회복", "bitcoin"),
        ("[마감시황] 하역 설비주에 하락…2500선 턱걸이", "kospi"),
        ("단숨에 2,550도 넘긴 코스피", "kospi"),
        ("[뉴욕증시] 주간 실업수당 안정에 상승 출발", "new york"),
        ("[뉴욕증시] 주간 전망…실적에 상승 기대", None),
        ("고속도로 통행료 이틀 무료 확정…정체 줄인다", None),
        ("한파 대비 전국 취약가구 난방비 지원", None),
        ("나루은행 기준금리 동결…환율 1400원대", None),
        ("나스닥 상장 추진 나루사 몸값 회복", None),
        ("코스피 상장사 배당 늘려", None),
        ("하루 200포인트 출렁…코스피 변동성 경고등", None),
        ("나루 총리 “코스닥 규칙 개선해야”", None),
        ("코스피 강세에 증권업종 급등", None),
        ("고용한파 최고조…청년 취업자 감소", None),
        ("은행 다섯 곳, 코인 결제망 급등세에 맞손", None),
        ("고환율에 수입 물가 1400원대 충격", None),
        ("고속도로 휴게소 새 단장", None),
        ("나루시 새 공원 문 연다", None),
    ],
)
def test_a_report_of_how_a_market_moved_is_known_by_its_headline(title, market):
    assert market_of(title) == market


def test_new_york_closes_on_the_day_after_in_seoul():
    assert session_of("뉴욕증시 상승 출발", at(11, 23)) == session_of("뉴욕증시 상승 마감", at(12, 7))
    assert session_of("코스피 마감", at(11, 16)) != session_of("코스피 마감", at(12, 16))


def test_weather_is_of_the_day_that_its_headline_names_and_in_the_evening_of_the_next_one():
    tomorrow = session_of("[내일 날씨] 전국 흐림", at(13, 17))
    assert tomorrow == session_of("[내일날씨] 포근한 연휴", at(13, 20))
    assert tomorrow == session_of("[오늘 날씨] 전국 흐림", at(14, 6))
    assert tomorrow == session_of("전국 흐리고 낮 기온 12도", at(13, 21))
    assert tomorrow != session_of("전국 흐리고 낮 기온 12도", at(13, 9))


def test_a_report_without_a_time_or_a_market_is_of_no_session():
    assert session_of("코스피 마감", None) is None
    assert session_of("나루시 새 공원", at(11, 16)) is None


def test_the_opening_of_a_session_is_under_way_and_its_close_is_not():
    assert under_way("코스피, 상승 출발", "")
    assert under_way("코스피 5000선", "코스피가 간밤 강세에 힘입어 장을 개시했다. 오전 9시 13분 현재 5010이다.")
    assert under_way("환율 1450원대", "원·달러 환율이 전 거래일 종가보다 4원 내린 1455원에 출발했다.")
    assert not under_way("코스피, 사흘째 상승 마감", "장 초반에는 내렸다.")
    assert not under_way("코스피 5000선", "코스피가 1% 오르며 장을 마쳤다.")
    assert not under_way("코스피 5000 시대", "지수가 오른 까닭을 짚었다.")
