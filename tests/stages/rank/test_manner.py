"""In which manner a story is told, and what is left of its score for that."""

import time
from dataclasses import replace
from typing import get_args

import pytest

from newsprism.stages.rank.manner import USUAL, aside_of, said_of, share_of
from newsprism.text.ko.manner import manners
from newsprism.types.reader import Manner
from tests.making import reader
from tests.stages.rank.test_stage import about, chosen, rank

RULING = "공정거래위원회는 하역업체 세 곳에 과징금 340억원을 부과한다고 12일 밝혔다. 담합은 4년 이어졌다."
OF_ITSELF = "한빛하역은 새 하역 체계를 갖추었다고 12일 밝혔다. 회사는 업계를 이끌겠다고 했다."


@pytest.mark.parametrize(
    ("manner", "headline"),
    [
        ("praise", "한빛하역·누리해운 맞손…항만 물류 새 길"),
        ("praise", "라온칩, 부두 로봇 국제학술지 게재"),
        ("praise", "한빛하역, 4천억 규모 부두 공사 수주"),
        ("event", "나루항만공사, 물류 설명회 개최"),
        ("event", "누리해운 공장 찾은 이사장, 현장 점검"),
        ("product", "라온칩, 부두용 단말 신제품 출시"),
        ("product", "버거 값 또 오른다…단품 200원 인상"),
        ("share", "한빛하역, 목표주가 6500원 -나루證"),
        ("share", "누리해운 자사주 전량 소각…“주주가치 높인다”"),
        ("site", "가람4구역 시공사 선정 다시 한다"),
        ("gossip", "“음료 한 잔에 네 시간” 누리꾼 갑론을박"),
        ("crime", "교수 채용 문제 알려 준 심사위원 징역형 집유"),
        ("quarrel", "야당 원내대표 “항만 예산 폭주” 맹공"),
        ("dispute", "한빛하역 노조 쟁의 찬성…설 앞두고 준법투쟁"),
        ("digest", "[모닝 브리핑] 부두 물류주와 환율"),
        ("praise", "나루운용 항만 펀드, 개인 순매수 200억원 돌파"),
        ("praise", "가람대, 항만 물류 시범사업 대학 선정"),
        ("event", "정하늘 대표, 부두 방문…“도전하는 항만”"),
        ("event", "나루증권 대학생 모의투자대회 연다"),
        ("product", "[항만 세무 교육] 상속의 모든 것 7기"),
        ("share", "개정안 통과에 한빛하역 10%대 강세"),
        ("quarrel", "항만 유치 놓고 도지사 후보군 맞불"),
        ("dispute", "누리은행 노조 출근 저지 끝내…수당 합의"),
        ("lawmaker", "정하늘 의원, 부두 안전법 대표발의"),
        ("lawmaker", "부두 안전법 국회 본회의 통과…정하늘 의원 “끝까지 책임”"),
        ("addressed", "항만 창업 육성사업 운영기관 모집"),
        ("fine", "공정위, 광고 부풀린 가온하역에 과징금 2억600만원"),
    ],
)
def test_the_manner_of_a_headline_is_known(manner, headline):
    assert manner in manners(headline, "")


@pytest.mark.parametrize(
    "headline",
    [
        "하역업체 세 곳 담합에 과징금 340억원",
        "나루시, 부두 배후 산업단지 조성",
        "부두 하역 로봇에 국비 340억원…시행은 3월",
        "아파트 신고가 잇따라",  # the dearest sale of a home, and no share
        "자사주 소각 의무 담은 개정안 통과",  # a rule for every firm
        "정비사업 용적률 올리는 법안 소위 통과",
        "한빛하역 노사 잠정 합의…기본급 8만4000원 인상, 격려금 300만원",
        "성과급 소송 2심서 회사 무죄 아닌 패소",  # others are judged by it
        "EU에 철강 수출시 인증 요구",  # 출시 within another word
        "너무 잘 쓴 자기소개서",
        "소비자물가 2.5% 상승",  # no share moves so
        "야당 의원 열 명 법안 공동발의",  # no one person's
        "창업기업 40곳 모집…최대 1억원 지원",  # a call to whom it concerns
    ],
)
def test_plain_news_has_no_manner(headline):
    assert manners(headline, RULING) == frozenset()


def test_a_firm_that_tells_of_itself_praises_itself_and_an_office_decides():
    headline = "부두 하역 혁신 앞장"
    assert manners(headline, OF_ITSELF) == {"praise"}
    assert manners(headline, OF_ITSELF.replace("한빛하역은", "해양수산부는")) == frozenset()
    assert manners(headline, "새 하역 체계가 갖추어졌다.") == frozenset()


def test_what_a_reader_can_apply_for_is_no_self_praise_and_a_pact_is():
    assert manners("한빛하역, 부두 물류 교육 성과…교육생 모집", OF_ITSELF) == frozenset()
    assert manners("부두 물류 함께 키운다", "두 회사는 12일 업무협약을 맺었다.") == {"praise"}


def test_what_people_talk_about_is_seen_in_the_opening_too():
    assert manners("부두 노동자의 하루", "한 영상이 화제다. 구독자 30만 명인 채널이 올렸다.") == {"gossip"}


def test_every_manner_has_a_usual_share_and_a_name():
    for manner in get_args(Manner):
        assert 0.0 < USUAL[manner] < 1.0
        [signal] = said_of(manner, USUAL[manner], "ko")
        assert (signal.name, signal.value, signal.weight) == ("manner", USUAL[manner], 0.0)
        assert "낮추어 보았습니다" in signal.text


def test_the_manner_that_is_borne_least_counts_and_the_reader_may_say_which():
    both = frozenset({"praise", "gossip"})
    assert share_of(both, {}) == ("gossip", USUAL["gossip"])
    assert share_of(both, {"gossip": 0.9}) == ("praise", USUAL["praise"])
    assert share_of(frozenset(), {"praise": 0.1}) == (None, 1.0)


def test_nothing_is_said_of_plain_news_of_what_is_borne_wholly_or_in_a_language_without_the_words():
    assert said_of(None, 1.0, "ko") == said_of("share", 1.0, "ko") == said_of("praise", 0.6, "en") == ()


def test_the_share_is_in_the_score_and_is_said():
    told = about("a", "나루항 부두 새 하역 설비, 한빛하역·누리해운 맞손")
    usual, borne = (rank(told, who=replace(reader(), bears=bears)).selected[0] for bears in ((), (("praise", 1.0),)))
    assert usual.score == pytest.approx(USUAL["praise"] * borne.score)
    assert "manner" in {s.name for s in usual.signals}
    assert "manner" not in {s.name for s in borne.signals}


def test_of_two_equal_stories_the_one_that_was_decided_comes_before_the_one_that_praises():
    ruled = about("ruled", "나루항 부두 하역 요금 담합에 과징금", text=RULING)
    praised = about("praised", "북항 부두 두 회사 맞손…항만 물류", text=RULING)
    assert chosen(rank(praised, ruled)) == ["ruled", "praised"]


def test_hostile_text_takes_no_time():
    begin = time.process_time()
    for text in ("가" * 1_000_000, "라고 " * 300_000, "123,456." * 100_000, "(" * 500_000, "누적 " * 200_000):
        manners(text, text)
    assert time.process_time() - begin < 1.0


def test_a_firm_that_says_what_it_does_states_it():
    said = "한빛하역은 부두 두 곳을 새로 연다고 12일 밝혔다. 회사는 하역량이 는다고 했다."
    assert manners("한빛하역, 부두 두 곳 새로 연다", said) == {"statement"}
    assert manners("한빛하역, 부두 두 곳 새로 연다", "[나루일보 창업면에 실린 글입니다.] " + said) == {"statement"}
    assert manners("한빛하역, 신입사원 40명 모집", said) == frozenset()
    assert "statement" not in manners("항만 장치 새로 개발", said)
    assert "statement" not in manners("나루항만공사, 부두 두 곳 연다", said.replace("한빛하역은", "나루항만공사는"))


def test_who_takes_part_in_a_call_calls_nobody():
    said = "라온하역은 나라의 항만 로봇 사업 추가 공모에 지원했다고 12일 밝혔다."
    assert "statement" in manners("라온하역, 항만 로봇 추가 공모 지원", said)


def test_the_case_of_a_statesman_is_one_person_s_whatever_word_stands_beside_it():
    head = "검찰, ‘퇴직금 5억’ 받은 부자에 항소"
    assert "crime" in manners(head, "퇴직금으로 뇌물을 감춘 혐의로 기소된 정하늘 전 의원의 재판이다.")
    assert "crime" not in manners(head, "퇴직금을 덜 준 혐의로 기소된 하역업체 두 곳의 재판이다.")


@pytest.mark.parametrize(
    ("headline", "opening", "small"),
    [
        ("가온하역에 과징금 부과", "공정거래위원회는 가온하역에 과징금 300만원을 물렸다.", True),
        ("가온하역 3.8억 과징금", "공정거래위원회는 11일 밝혔다.", True),
        ("가온하역 등 세 곳에 과징금 4083억원", "공정거래위원회는 11일 밝혔다.", False),
        ("과징금 상한 매출의 5%로…법안 소위 통과", "위반하면 과징금 2억원을 문다.", False),
        ("가온하역, 배 12척 늘린다", "지난해 과징금 2억원을 물었다.", False),
    ],
)
def test_a_small_fine_of_one_firm_is_told_from_a_large_one_and_from_a_rule(headline, opening, small):
    assert ("fine" in manners(headline, opening)) is small


def test_what_is_told_to_officers_of_firms_is_addressed_to_them():
    assert "addressed" in manners("당국 “투자자 보호를”", "당국은 11일 증권사 준법감시인에게 내부통제를 당부했다.")
    assert manners("인사담당자 열에 일곱 “학벌 본다”", "기업 인사담당자 10명 가운데 7명이 학교를 본다.") == frozenset()


def test_a_ceremony_that_a_report_opens_with_is_an_event():
    assert "event" in manners("가람대, 미래 창업가 키운다", "가람대는 6일 창업 과정 시상식을 열고 한 해를 마쳤다.")


def test_why_a_story_counts_less_is_said():
    assert [s.text for s in aside_of(1.0, 1.0, "ko")] == []
    near, own = aside_of(0.55, 0.7, "ko")
    assert (near.name, near.value, own.name, own.value) == ("elsewhere", 0.55, "other_field", 0.7)
    assert "다른 지역이나 나라의 일" in near.text
    assert "다른 분야" in own.text
    assert aside_of(0.55, 0.7, "en") == ()
