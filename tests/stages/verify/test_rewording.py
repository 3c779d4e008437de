"""True sentences in other words pass, and the fault that lies beside each rewording is still caught."""

from datetime import date

import pytest

from newsprism.evaluation.verify import cited
from newsprism.stages.verify import check_sentence
from newsprism.stages.verify.ahead import read_ahead
from newsprism.types.label import Claim

BUS = "한빛버스 노조는 임금 인상안이 받아들여지지 않으면 7일 운행을 멈추겠다고 밝혔다."
COURT = "벼리지방법원은 10일 한빛버스의 신청을 기각했다. 재판부는 “피해 회복이 거의 이뤄지지 않았다”고 설명했다."
FIRE = "8일 벼리시 창고에서 불이 났으나 인명 피해는 없었다."
CHIPS = "라온칩은 설계를, 미르전자는 생산을 맡는다. 두 회사는 두 나라에 공장을 짓는다."
PAY = "고용노동부는 육아휴직 급여 상한을 월 250만원에서 300만원으로 올리는 개정안을 입법예고했다."
SURVEY = "조사 결과 청년 10명 중 6명은 통보를 받지 못했다. 한 해 전보다 늘었다."
CARDS = "금융당국이 카드사의 대출 광고를 전면 금지하기로 했다."
STRIKE = "미르화학 노조가 3일 파업에 들어갔다."

TRUE = [
    (BUS, "한빛버스 노조는 인상안이 수용되지 않을 경우 7일 운행을 중단하겠다고 예고했다."),
    (COURT, "벼리지법이 한빛버스의 신청을 기각했다."),
    (COURT, "재판부는 피해가 거의 회복되지 않았다고 봤다."),
    (FIRE, "8일 벼리시 창고 화재는 인명 피해로 이어지지 않았다."),
    (CHIPS, "설계는 라온칩이, 생산은 미르전자가 담당한다."),
    (CHIPS, "두 회사는 2개국에 공장을 짓는다."),
    (PAY, "고용노동부는 육아휴직 급여 상한을 50만원 올리는 개정안을 입법예고했다."),
    (SURVEY, "청년의 60%가 통보를 받지 못했다."),
    (CARDS, "카드사는 대출을 광고할 수 없게 된다."),
]
FALSE = [
    (BUS, "한빛버스 노조는 인상안이 받아들여지면 7일 운행을 멈추겠다고 밝혔다.", "polarity"),
    (COURT, "가람지법이 한빛버스의 신청을 기각했다.", "name"),
    (COURT, "재판부는 피해가 상당 부분 회복됐다고 설명했다.", "polarity"),
    (FIRE, "8일 벼리시 창고에서 난 불로 인명 피해가 발생했다.", "polarity"),
    (FIRE, "8일 가람시 창고에서 불이 났다.", "name"),
    (CHIPS, "라온칩은 생산을, 미르전자는 설계를 맡는다.", "attribution"),
    (CHIPS, "두 회사는 3개국에 공장을 짓는다.", "number"),
    (PAY, "고용노동부는 육아휴직 급여 상한을 60만원 올리는 개정안을 입법예고했다.", "number"),
    (PAY, "고용노동부는 육아휴직 급여 상한을 연 300만원으로 올리는 개정안을 입법예고했다.", "unit"),
    (PAY, "고용노동부는 출생률을 높이기 위해 육아휴직 급여 상한을 올리는 개정안을 입법예고했다.", "addition"),
    (PAY, "고용노동부는 육아휴직 급여 상한을 250만원으로 올리는 개정안을 입법예고했다.", "number"),
    (SURVEY, "청년의 70%가 통보를 받지 못했다.", "number"),
    (CARDS, "카드사는 대출을 광고할 수 있게 된다.", "polarity"),
    (STRIKE, "미르화학 노조는 파업을 예고했다.", "modality"),
]


def _faults(source: str, text: str):
    return check_sentence(*cited(Claim("t", source, text, False, None, date(2026, 9, 10), "generated")))


@pytest.mark.parametrize(("source", "text"), TRUE)
def test_a_true_rewording_passes(source, text):
    assert [(fault.kind, fault.detail) for fault in _faults(source, text)] == []


@pytest.mark.parametrize(("source", "text", "kind"), FALSE)
def test_the_fault_beside_a_rewording_is_caught(source, text, kind):
    assert kind in {fault.kind for fault in _faults(source, text)}


def test_reading_ahead_changes_nothing_that_is_found():
    work = [cited(Claim("t", source, text, False, None, date(2026, 9, 10), "generated")) for source, text, _ in FALSE]
    before = [check_sentence(*one) for one in work]
    read_ahead(work)
    assert [check_sentence(*one) for one in work] == before
