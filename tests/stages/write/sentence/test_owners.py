"""Whose a thing is: clear in the article, not in a sentence of it."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.owners import calls_shortly, introduced_before, short_names, trails, unowned

UNOWNED = [
    "토론회는 나루시와 가온공단이 함께 열었다.",
    "참여 선사들은 가온공단과 함께 거래 시스템을 만들 예정이다.",
    "신청은 공단 누리집에서 온라인으로 할 수 있다.",
    "담보대출 금리는 연 2.2%에서 1.2%로 낮아진다.",
    "최대주주 지분율이 51%에 달해 컨소시엄으로 보기 어렵다.",
    "신규 일반정규 채용은 2020년 2만9784명에서 2023년 2만184명으로 줄었다.",
    "'채용형 인턴' 규모(6656명)와 비중(28.4%)은 2020년 이후 가장 컸다.",
    "거소 여부는 납세 의무를 지는 자격 요건을 의미한다.",
    "지난 이틀간 주가가 50% 가까이 올랐다.",
    "투표권을 행사하는 두 명의 정책위원은 10일 금리가 동결될 수 있다고 밝혔다.",
    "사전거래약정은 인정되지 않는다.",
    "나루시의회 상임위원회는 전체회의를 열고 조례 개정안을 의결했다.",
    "가온거래소에 따르면 전일 기준 순매수액은 201억원으로 집계됐다.",
    "나루구의 외국인 주택거래량이 65% 줄어들었다.",
    "나루시의회는 정 의원과 함께 열었다.",
    "투자 건수는 8500건을 넘어 가장 많았다.",
    "전월 수치는 4만8000명 증가로 하향 수정됐다.",
    "10년물은 3.607%로 전월보다 22.2bp 올랐다.",
    "상원이 지난 12일 예산안을 표결에 부쳤다.",
    "올해 사업 대상지는 나루시와 가온군이다.",
    "전체 1000점 만점 가운데 안전에 150점이 배정됐다.",
    "기존 연 1.5%였던 금리는 연 1.0%로 낮아진다.",
    "연간 상승률은 3%로 낮아졌다.",
    "현재 개정안은 1소위에 계류된 상황이다.",
    "한국은행 인사가 금리가 과도하다고 언급하자 12일 국고채 금리가 내렸다.",
]
OWNED = [
    "항만 노동 토론회는 나루시가 열었다.",
    "체불 선원 융자 금리는 연 1.5%에서 1.0%로 낮아진다.",
    "공공기관 신규 채용은 2023년 2만184명으로 줄었다.",
    "가온하역 주가는 12일 50% 올랐다.",
    "주가가 1000원 미만인 기업도 퇴출한다.",
    "프랑스 상원이 지난 12일 예산안을 표결에 부쳤다.",
    "김표본, 박견본 등 두 명의 정책위원은 10일 금리가 동결될 수 있다고 밝혔다.",
    "나루시의회 상임위원회는 12일 전체회의를 열고 조례 개정안을 의결했다.",
    "나루구의 외국인 주택거래량이 1년 전보다 65% 줄어들었다.",
    "나루시의회는 김표본 전 의원과 함께 열었다.",
    "항만 융자 금리는 연 1.5%에서 연 1.0%로 낮아진다.",
    "현재 개정안은 법제사법위원회 1소위에 계류된 상황이다.",
    "한국은행 김표본 국장이 금리가 과도하다고 언급하자 12일 국고채 금리가 내렸다.",
]


@pytest.mark.parametrize("text", UNOWNED)
def test_a_part_without_its_owner_day_or_base_is_unowned(text):
    assert unowned(text)


@pytest.mark.parametrize("text", OWNED)
def test_with_its_owner_day_or_base_it_stands_alone(text):
    assert not unowned(text)


BEFORE = "나루배달협회(나배협)가 공시시스템(나리오)을 열었다. 신약을 찾는 플랫폼 기업 가온랩이 투자를 받았다. "


@pytest.mark.parametrize(
    "text",
    [
        "나배협은 13일 사용료를 올렸다.",
        "나배협 측은 사용료를 올렸다.",
        "사용료는 나리오가 통계를 내는 2020년 이후 가장 높았다.",
        "가온랩의 누적 투자금은 680억원이다.",
    ],
)
def test_a_name_that_the_article_explained_before_leans_on_it(text):
    assert introduced_before(text, BEFORE)
    assert not introduced_before(text, "")


@pytest.mark.parametrize(
    "text",
    [
        "나루배달협회(나배협)는 13일 사용료를 올렸다.",
        "나루시는 13일 사용료를 올렸다.",
        "13일 가온전자가 나배협력단을 꾸렸다.",
    ],
)
def test_a_name_that_is_explained_here_or_was_not_needs_nothing(text):
    assert not introduced_before(text, BEFORE)


def test_a_short_name_that_another_report_explains_is_not_clear_by_itself():
    names = short_names(["나루배달협회(나배협)가 모였다. 새 크레인(NRC)이 들어왔다."], "나루 배달료 오른다")
    assert names == ("NRC", "나배협")
    assert calls_shortly("나배협은 13일 사용료를 올렸다.", names)
    assert not calls_shortly("나루배달협회(나배협)는 13일 사용료를 올렸다.", names)
    assert not calls_shortly("가온시는 13일 사용료를 올렸다.", names)
    assert short_names(["나루배달협회(나배협)가 모였다."], "나배협, 배달료 올린다") == ()


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("선석이 모자란다는 시각이 나오는 배경이다.", False),
        ("배가 늦게 들어와 하역이 밀린 영향으로 풀이된다.", False),
        ("하역이 밀린 것은 배가 늦게 들어온 영향으로 풀이된다.", True),
    ],
)
def test_what_only_weighs_the_sentence_before_trails(text, alone):
    assert trails(text) is not alone
