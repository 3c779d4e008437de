"""What two headlines agree and disagree on, and what that makes of the odds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.cluster.columns import Told
from newsprism.stages.cluster.comparing import COMPARED, comparison
from newsprism.stages.cluster.facts import facts, is_full, is_list, is_stub
from newsprism.stages.cluster.joins import joins
from newsprism.stages.cluster.links import Likeness, Rowed, links
from newsprism.stages.cluster.neighbours import Near
from tests.making import article, at

TITLES = st.text(st.sampled_from("가나다라ABab12٣,. 日中İ𝟏😀"), max_size=30)
NEAR = Near(np.array([1]), np.array([0]), np.array([0.5]), np.array([10.0]))


def holds(test, left, right):
    one, other = (t if not isinstance(t, str) else article("a", t, "") for t in (left, right))
    told = Told.of(2, [facts(one), facts(other)].__getitem__)
    found, turned = comparison(np.array([0, 1]), np.array([1, 0]), told)
    assert found.tolist() == turned.tolist()
    assert all(0 <= value <= 1 for value in found)
    return dict(zip(COMPARED, found.tolist(), strict=True))[test]


@pytest.mark.parametrize(
    ("test", "left", "right", "expected"),
    [
        ("another_subject", "가온제과, 협력사 대금 120억 조기 지급", "누리건설, 협력사 대금 400억 조기 지급", True),
        ("another_subject", "가온제과, 협력사 대금 조기 지급", "누리건설, 가온제과 협력사 대금 대신 지급", False),
        ("another_subject", "가온제과 작년 영업이익 30억 흑자 전환", "누리건설 작년 영업이익 90억 흑자 전환", True),
        ("another_subject", "봄꽃 축제 열린다", "누리건설, 봄꽃 축제 후원", False),
        ("another_speaker", '김가온 "물러나지 않겠다"', '이누리 "물러나야 한다"', True),
        ("another_speaker", '김가온 "물러나지 않겠다"', '[속보]김가온 "끝까지 간다"', False),
        ("another_company", "삼성전자 새 공장 착공", "현대차 새 공장 착공", True),
        ("another_company", "삼성전자 새 공장 착공", "새 공장 착공", False),
        ("shared_company", "삼성전자·현대차 손잡았다", "현대차 새 공장 착공", True),
        ("another_place", "부산 아파트 분양", "대구 아파트 분양", True),
        ("same_session", "코스피 5300선 마감", "[속보] 코스닥도 상승 출발", True),
        ("same_session", "코스피 5300선 마감", "뉴욕증시 하락 마감", False),
        ("another_session", "코스피 5300선 마감", "뉴욕증시 하락 마감", False),
        ("another_phase", "코스피 상승 출발", "코스피 5300선 마감", True),
        ("another_phase", "코스피 상승 출발", "코스피 5300선 돌파", False),
        ("another_subject", "SK나루, 협력사 대금 조기 지급", "SK나루, 협력사 대금 400억 앞당겨 지급", False),
        ("shared_quantities", "가온제과 배당 1300원", "가온제과, 주당 1,300원 준다", 1 / 3),
        ("shared_quantities", "가온제과 배당 1300원", "가온제과, 주당 900원 배당", 0.0),
        ("shared_quantities", "가온제과 배당 1300원", "가온제과 직원 1300명", 0.0),
        ("shared_quantities", "가온제과 새 공장 2곳, 2026년 완공", "누리건설 공사장 2곳, 2026년 착공", 0.0),
        ("shared_quantities", "5억원 들여 7명 12% 40대", "7명이 12% 늘린 40대 5억원", 1.0),
        ("same_speaker", '김가온 "물러나지 않겠다"', '[속보]김가온 "끝까지 간다"', True),
        ("one_speaker", '김가온 "물러나지 않겠다"', "누리시 새 공원 문 연다", True),
        ("one_priced", "[특징주] 가온제과 12% 급등", "가온제과, 주주서한 받아", True),
        ("better_covered", "나루시 새 공원", "나루시, 새 공원 문 연다", 1.0),
        ("worse_covered", "나루시 새공원", "나루시 새공원 내일부터 이용료", 0.5),
        ("better_acted", "나루시 새 공원", "다온시 새 공원", 0.5),
    ],
)
def test_headlines_agree_or_not(test, left, right, expected):
    assert holds(test, left, right) == expected


def test_sessions_of_two_days_are_two_and_new_york_s_belongs_to_the_day_before():
    def report(title, day, hour):
        return article("a", title, "", published=at(day, hour))

    assert not holds("same_session", report("코스피 마감", 11, 16), report("코스피 마감", 12, 16))
    assert holds("same_session", report("뉴욕증시 상승 출발", 11, 23), report("뉴욕증시 상승 마감", 12, 7))
    assert holds("same_session", report("[내일 날씨] 전국 포근", 11, 19), report("[오늘 날씨] 전국 포근", 12, 6))


def test_days_of_the_lead_that_do_not_meet_speak_against_one_event():
    one, other = (
        article("a", "화재", "나루시는 11일 불이 났다고 밝혔다."),
        article("b", "화재", "12일 나루시에서 불이 났다."),
    )
    assert holds("another_day", one, other)
    assert not holds("another_day", one, article("c", "화재", "11일 나루시에서 불이 나 12일 꺼졌다."))
    assert not holds("another_day", one, article("d", "화재", "3일간 이어진 불이 꺼졌다."))


def test_who_acts_first_is_looked_for_in_the_other_report():
    decision = article("a", "공원 조례 통과", "나루시의회는 11일 공원 조례를 통과시켰다.")
    retold = article("b", "공원 이용료 생긴다", "공원 이용료를 받는 조례가 11일 나루시의회에서 통과됐다.")
    reply = article("c", "공원 이용료 반발", "다온연대는 11일 공원 이용료를 받는 조례를 거두라고 요구했다.")
    assert holds("better_acted", decision, retold) == 1.0
    assert holds("worse_acted", decision, reply) == 0.0
    assert not holds("another_actor", decision, retold)
    assert holds("another_actor", decision, reply)
    assert not holds("another_actor", decision, article("d", "공원 이용료 생긴다", ""))


CALL = "{0}은 새싹 기업 육성 사업에 참여할 회사를 다음 달까지 모집한다고 11일 밝혔다. 한 곳에 최대 1억원을 준다."


def test_a_named_office_that_the_other_report_does_not_speak_of_is_another_one():
    one, other = (article(n, "새싹 기업 모집", CALL.format(n)) for n in ("한국나루공사", "한국다온공사"))
    unnamed = article(
        "c",
        "새싹 기업 모집",
        "새싹 기업에 최대 1억원을 주는 육성 사업이 다음 달까지 참여할 회사를 모집한다. 심사는 봄에 하고 결과는 여름에 알린다.",
    )
    retold = article(
        "d", "새싹 기업 모집", "새싹 기업을 키우는 사업이 시작된다. 최대 1억원을 한국나루공사가 준다고 한다."
    )
    assert holds("another_agent", one, other)
    assert not holds("another_agent", one, unnamed)
    assert holds("missed_agent", one, unnamed)
    assert not holds("missed_agent", one, article("e", "새싹 기업에 1억원", ""))
    assert not holds("missed_agent", one, retold)


def test_two_members_of_a_party_are_two_although_both_name_the_party():
    said = "더불어민주당 {} 의원(가람시)이 대표발의한 새싹 기업법 개정안이 12일 국회 본회의를 통과했다."
    one, other = (article(n, "새싹 기업법 통과", said.format(n)) for n in ("김견본", "이보기"))
    assert holds("another_agent", one, other)
    assert not holds(
        "another_agent",
        one,
        article("c", "새싹 기업법 통과", "김견본 더불어민주당 의원은 12일 법이 통과됐다고 밝혔다."),
    )


def test_headlines_that_share_no_more_than_who_acts_say_nothing_of_each_other():
    fund = article("a", "나루시, 청년 월세 지원 확대", "나루시는 청년 월세 지원을 늘린다고 밝혔다.")
    fair = article("b", "나루시, 도서 박람회 개막", "나루시는 도서 박람회를 연다고 밝혔다.")
    assert holds("unsaid", fund, fair)
    assert not holds("unsaid", fund, article("c", "나루시 월세 더 준다", "나루시는 청년 월세 지원을 늘린다고 밝혔다."))


def test_a_broker_s_opinion_is_told_from_what_a_firm_does():
    opinion = article("a", "가온제과 실적 개선", "나루증권은 가온제과의 목표주가를 올렸다.")
    assert holds("one_rated", opinion, "가온제과 작년 영업이익 30억")
    assert holds("two_rated", opinion, "[클릭 e종목] 가온제과 더 오른다")


def test_latin_words_are_found_whole_and_without_grammar():
    one = article("a", "Harbour strike to end after the talks", "")
    assert facts(one).words == ("harbo", "strik", "end", "talks")
    assert holds("better_covered", one, "New harbour of the north, to be opened with talks") == 0.5
    assert holds("better_covered", one, "Their bakery has to bend: dust, trike, halftalk") == 0.0


def test_a_number_is_found_whole():
    one = article("a", "나루시 선석 3.5배 늘린다…5.9월 모집", "")
    assert facts(one).words == ("나루", "선석", "3.5", "늘린", "5.9", "모집")
    assert holds("better_covered", one, "3.1%이던 고용률을 2029년 3.5%로 올린다") == pytest.approx(1 / 6)
    assert holds("better_covered", one, "3.1%이던 고용률을 2029년 3.8%로 올린다") == 0.0
    assert holds("better_covered", article("a", "1,200억원", ""), "공사에 1200억원이 든다") == 1.0


def test_a_headline_over_several_events_is_a_list():
    assert is_list("나루시, 청년 월세 지원 확대 外")
    assert is_list("[특징주 & 리포트] '가온제과 12% 급등' 등")
    assert is_list("나루항 개장…내일 전국 맑음 [모닝브리핑]")
    assert not is_list("나루항 개장 [부동산 브리핑]")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TITLES, TITLES), min_size=2, max_size=5))
def test_words_are_found_in_openings_as_one_would_look_for_them_in_the_text(texts):
    known = [facts(article(str(i), title, text)) for i, (title, text) in enumerate(texts)]
    left, right = (side.ravel() for side in np.indices((len(known), len(known))))
    found = comparison(left, right, Told.of(len(known), known.__getitem__))
    for a, b, row in zip(left.tolist(), right.tolist(), found, strict=True):
        shares = [
            sum(w in (y.latin if w[0] in "ab" or w[0].isdigit() else y.opening) for w in x.words) / len(x.words)
            if x.words
            else 0.0
            for x, y in ((known[a], known[b]), (known[b], known[a]))
        ]
        assert [row[COMPARED.index("better_covered")], row[COMPARED.index("worse_covered")]] == sorted(shares)[::-1]
        shared = len(known[a].quantities & known[b].quantities)
        assert row[COMPARED.index("shared_quantities")] == min(shared, 3) / 3


def test_lists_are_told_from_reports_that_come_daily():
    assert is_list("[인사] 나루시")
    assert is_list("[부고] 견본씨 부친상")
    assert not is_list("[마감시황] 코스피 5300선 마감")
    assert not is_list("[내일 날씨] 전국 대체로 맑음")
    assert not is_list("나루시 새 산업단지 조성")


def test_a_report_with_no_more_than_its_headline_is_a_stub():
    assert is_stub(article("a", "나루시 화재", ""))
    assert not is_full(article("a", "나루시 화재", "나루시에서 불이 났다. " * 5))
    assert is_full(article("a", "나루시 화재", "나루시에서 불이 났다. " * 50))
    assert not is_stub(article("a", text="나루시는 12일 새 산업단지를 조성한다고 밝혔다. " * 3))


def rowed(*documents):
    hours = np.array([d.published_at.timestamp() / 3600 for d in documents])
    stubs, full = (np.array([test(d) for d in documents]) for test in (is_stub, is_full))
    return Rowed(hours, stubs, full, Told.of(len(documents), [facts(d) for d in documents].__getitem__))


def odds(model, *documents, alone=(False, False)):
    found = links([NEAR], rowed(*documents), [(model, np.array(alone))])[0]
    return found.odds.tolist()


def test_odds_are_the_weighted_sum_of_what_is_measured_and_known():
    pair = article("a", "코스피 마감", published=at(11, 10)), article("b", "코스피 상승 마감", published=at(11, 16))
    model = Likeness(-1.0, {"cosine": 4.0, "rarity": 0.1, "days": -2.0, "same_session": 3.0})
    assert odds(model, *pair) == pytest.approx([-1.0 + 2.0 + 1.0 - 0.5 + 3.0])


def test_likeness_says_less_in_a_crowd():
    documents = [article(name) for name in "abcde"]
    cosines = np.array([0.5, 0.5, 0.1, 0.5])
    near = Near(np.array([3, 3, 3, 4]), np.array([0, 1, 2, 0]), cosines, np.full(4, 10.0))
    model = Likeness(0.0, {"crowd": -1.0}, least=-9.0)
    found = links([near], rowed(*documents), [(model, np.zeros(5, np.bool_))])[0].odds
    # Three documents are near the fourth, one of them too little to count; one is near the fifth.
    assert found.tolist() == pytest.approx([-np.log(3)] * 3 + [-np.log(2)])


def test_what_is_out_of_the_question_is_no_link():
    pair = article("a"), article("b")
    assert odds(Likeness(-9.0, {"cosine": 1.0}), *pair) == []
    assert odds(Likeness(9.0, {"another_subject": -99.0}), article("a", "가온, 분양"), article("b", "누리, 분양")) == []
    assert odds(Likeness(9.0, {}), *pair, alone=(True, False)) == []


def test_facts_are_only_asked_for_where_they_can_decide():
    def never(row):
        raise AssertionError(row)

    rows = Rowed(np.zeros(2), np.zeros(2, np.bool_), np.zeros(2, np.bool_), Told.of(2, never))
    for model in (
        Likeness(-9.0, {"same_session": 2.0, "another_subject": -7.0}),
        Likeness(-5.0, {"same_session": 9.0}, asked=-4.0),
    ):
        assert links([NEAR], rows, [(model, np.zeros(2, np.bool_))])[0].odds.tolist() == []


def test_the_shipped_joins_weigh_their_evidence_as_one_would():
    event, thread = joins()["event"], joins()["thread"]
    assert event.likeness.coefficients["cosine"] > 0 > event.likeness.coefficients["days"]
    against = {"another_company", "another_day", "another_subject", "another_speaker", "another_session", "one_priced"}
    against |= {"another_actor", "crowd"}
    assert all(event.likeness.coefficients[name] < 0 for name in against)
    assert all(event.likeness.coefficients[name] > 0 for name in COMPARED if name.endswith(("covered", "acted")))
    assert event.linkage.merge > event.linkage.threshold
    assert thread.likeness.coefficients["days"] > event.likeness.coefficients["days"]
