"""A plan is not printed beside the report of the deed."""

from __future__ import annotations

import pytest

from newsprism.stages.write.staleness import overtaken, overtaken_elsewhere
from tests.making import article, at
from tests.stages.write.newsroom import material

PLAN = "나루항만공사는 새 부두의 크레인 12대를 가온중공업에 발주할 계획이다."
DEED = "나루항만공사는 새 부두의 크레인 12대를 가온중공업에 발주했다."


def stale(*reports) -> set[str]:
    found = material(*reports).candidates
    sources = overtaken([found])
    return {c.text for c in found if c.source in sources}


def test_a_plan_falls_to_the_later_report_of_the_deed():
    plan, deed = article("a", text=PLAN, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(plan, deed) == {PLAN}


def test_a_deed_before_the_plan_or_another_deed_leaves_it_standing():
    plan = article("a", text=PLAN, published=at(10))
    before = article("b", text=DEED, published=at(9))
    other = article("c", text="가온대는 해운학과 학생 40명에게 장학금을 지급했다.", published=at(12))
    assert stale(plan, before) == set()
    assert stale(plan, other) == set()


@pytest.mark.parametrize("ending", ["발주한다.", "발주할 예정이다.", "발주할 것으로 보인다."])
def test_an_announcement_in_the_present_and_an_expectation_fall_too(ending):
    text = PLAN.replace("발주할 계획이다.", ending)
    plan, deed = article("a", text=text, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(plan, deed) == {text}


def test_what_has_happened_is_never_overtaken():
    first, second = article("a", text=DEED, published=at(10)), article("b", text=DEED, published=at(12))
    assert stale(first, second) == set()


def test_the_time_that_was_set_for_an_act_falls_to_the_act():
    text = "나루전자는 새 메모리의 양산 출하 시기를 다가오는 3월 말로 잡은 것으로 알려졌다."
    planned = article("a", text=text, published=at(10))
    done = article(
        "b", "나루전자 새 메모리 출하", "나루전자가 12일 새 메모리의 양산 출하를 시작했다.", published=at(12)
    )
    other = article("c", "가온중공업 크레인 출하", "가온중공업이 12일 크레인을 출하했다.", published=at(12))
    assert stale(planned, done) == {text}
    assert stale(planned, other) == set()
    assert stale(article("a", text=text, published=at(13)), done) == set()


CONDITION = "조합원 절반이 넘게 찬성하면 나루하역의 임금 합의가 확정되지만 부결되면 다시 교섭해야 한다."
COUNTED = "나루하역의 임금 합의안이 13일 조합원 투표를 통과했다."


def test_a_condition_falls_when_a_later_report_tells_its_outcome_by_another_word():
    condition, counted = article("a", text=CONDITION, published=at(12)), article("b", text=COUNTED, published=at(13))
    assert stale(condition, counted) == {CONDITION}


def test_a_condition_falls_to_a_later_headline_too():
    condition = article("a", text=CONDITION, published=at(12))
    counted = article("b", "나루하역 임금 합의안 가결", "나루하역은 2월분부터 임금을 올려 준다.", published=at(13))
    assert stale(condition, counted) == {CONDITION}


@pytest.mark.parametrize(
    "headline", ["나루하역 임금 합의안 가결될까", "나루하역 임금 합의안 통과 전망", "가온대 축제 예산 가결"]
)
def test_a_headline_that_leaves_it_open_or_speaks_of_something_else_decides_nothing(headline):
    condition = article("a", text=CONDITION, published=at(12))
    later = article("b", headline, "가온대는 13일 봄 축제의 가수를 골랐다.", published=at(13))
    assert stale(condition, later) == set()


def test_a_condition_stands_while_nothing_is_decided_and_beside_an_earlier_report():
    condition = article("a", text=CONDITION, published=at(12))
    assert stale(condition) == set()
    assert stale(condition, article("b", text=COUNTED, published=at(11))) == set()


def test_an_expectation_that_somebody_had_falls_to_what_happened():
    expected = "하역업계에서는 누리조선이 크레인 12대를 공급하지 못할 것이라는 관측이 나왔다."
    done = "누리조선은 13일 크레인 12대 공급을 시작했다."
    assert stale(article("a", text=expected, published=at(11)), article("b", text=done, published=at(13))) == {expected}


def test_what_begins_is_the_deed_and_not_that_it_begins():
    plan = "가온중공업은 4월 새 크레인 양산에 돌입할 전망이다."
    done = "가온중공업은 13일 크레인 양산을 시작했다."
    assert stale(article("a", text=plan, published=at(11)), article("b", text=done, published=at(13))) == {plan}


def test_what_was_said_of_somebody_falls_to_a_later_headline_that_it_was_denied():
    rumour = "누리조선이 크레인 입찰에서 사실상 탈락했다는 평가가 나오는 만큼 경쟁은 두 회사로 좁혀질 전망이다."
    denial = article(
        "b", "누리조선, 입찰 ‘탈락설’ 일축…“서류 다 냈다”", "가온대는 봄 축제의 가수를 골랐다.", published=at(12)
    )
    assert stale(article("a", text=rumour, published=at(10)), denial) == {rumour}
    assert stale(article("a", text=rumour, published=at(13)), denial) == set()


def passed(*reports) -> set[str]:
    """What of stories that nothing ties together is overtaken; each report is a story of its own."""
    found = [c for report in reports for c in material(report).candidates]
    sources = overtaken_elsewhere(found)
    return {c.text for c in found if c.source in sources}


TALKS = "한서윤 해양수산부 장관은 가온시를 방문해 박도현 가온시장과 두레항 준설 1호 사업을 협의할 예정이다."
FAILED = "가온시를 방문한 한서윤 해양수산부 장관은 12일 박도현 가온시장과 만나 두레항 준설 1호 사업을 협의했으나 합의하지 못했다."


def test_a_plan_falls_to_the_deed_that_another_story_tells():
    plan, deed = article("a", text=TALKS, published=at(10)), article("b", text=FAILED, published=at(13))
    assert passed(plan, deed) == {TALKS}
    assert passed(article("a", text=TALKS, published=at(13)), article("b", text=FAILED, published=at(12))) == set()


def test_stories_that_share_an_office_only_leave_a_plan_standing():
    other = "한서윤 해양수산부 장관은 12일 나루항 새 부두의 문을 열었다."
    assert passed(article("a", text=TALKS, published=at(10)), article("b", text=other, published=at(13))) == set()


COMMITTEE = "항만 하역장 안팎에 영상 기록 장치 설치를 의무화하는 ‘하역안전법’이 11일 국회 법제사법위원회를 통과했다."
HOUSE = "하역장 사고를 계기로 발의된 항만 하역장 영상 기록 장치 설치 의무화 법안이 12일 국회 본회의를 통과했다."


def test_a_bill_in_a_committee_falls_to_its_passage_through_the_house():
    first, last = article("a", text=COMMITTEE, published=at(11)), article("b", text=HOUSE, published=at(12))
    assert passed(first, last) == {COMMITTEE}


def test_another_bill_or_an_earlier_stage_leaves_a_stage_standing():
    other = "해운학과 정원을 늘리는 대학 설립 운영 법안이 12일 국회 본회의를 통과했다."
    assert passed(article("a", text=COMMITTEE, published=at(11)), article("b", text=other, published=at(12))) == set()
    early = HOUSE.replace("본회의", "해양수산위원회")
    assert passed(article("a", text=COMMITTEE, published=at(11)), article("b", text=early, published=at(12))) == set()


def test_how_many_may_strike_falls_to_the_settlement():
    threat = article("a", "나루하역 노조, 파업 예고", "파업에는 조합원 820명이 참여할 수 있다.", published=at(10))
    settled = article(
        "b", "나루하역 노사 잠정 합의", "나루하역 노조가 12일 임금 인상에 잠정 합의했다.", published=at(12)
    )
    assert stale(threat, settled) == {"파업에는 조합원 820명이 참여할 수 있다."}


def test_what_was_under_way_falls_to_the_report_that_it_stopped():
    going = "나루시의회는 9일 선석 특별위원회를 꾸려 합의안 도출에 속도를 내고 있다."
    stop = "나루시의회 선석 특별위원회의 첫 회의가 12일 46분 만에 중단됐다."
    on = "나루시의회 선석 특별위원회는 12일 첫 회의를 열었다."
    first = article("a", text=going, published=at(10))
    assert stale(first, article("b", text=stop, published=at(12))) == {going}
    assert stale(first, article("b", text=on, published=at(12))) == set()
