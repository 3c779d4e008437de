"""What a sentence is beside its neighbours."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.standing import belongs, dangles, mood, passing, praises, reaction
from newsprism.text.ko.printable import refusal

MOODS = [
    "해운사들이 새 사용료에 촉각을 곤두세우고 있다.",
    "나루항 안팎에서는 긴장감이 커지고 있다.",
    "사용료를 둘러싼 논란이 거세지고 있다.",
    "인상이 너무 이르다는 지적이 나온다.",
    "하역 회사들은 선석 배정을 앞두고 속앓이를 하고 있다.",
    "항만 매각설에 우려가 확산하고 있다.",
    "새 부두의 이름에 관심이 쏠린다.",
    "법원이 선사의 손을 들어주면서 하역 회사들 사이에서는 당혹스러운 분위기가 감지된다.",
]
EVENTS = [
    "나루항만공사가 선석 사용료를 12% 올렸다.",
    "해양수산부는 우려 국가에서 오는 배를 13일부터 검사한다.",
    "나루항은 논란이 된 계약을 10일 해지했다.",
    "가온중공업은 관심을 보인 회사 세 곳과 계약했다.",
]


@pytest.mark.parametrize("sentence", MOODS)
def test_a_feeling_or_attention_is_a_mood(sentence):
    assert mood(sentence)
    assert reaction(sentence)


@pytest.mark.parametrize("sentence", EVENTS)
def test_what_happened_is_no_mood_whatever_it_names(sentence):
    assert not mood(sentence)


def test_what_somebody_said_to_it_is_a_reaction_and_no_mood():
    for sentence in ("나루하역 노조는 사용료 인상에 강력히 반발했다.", "가온시장은 인상을 환영했다."):
        assert reaction(sentence)
        assert not mood(sentence)
    assert not reaction("해양수산부는 사용료 인상을 승인했다.")


DANGLING = [
    "이 회사는 2026년까지 인조흑연 2만 톤을 만든다.",
    "9일까지 순매수는 753억 원으로 이 기간 가장 많았다.",
    "그러자 해양수산부 장관은 잘못을 시인했다.",
    "12일 업계에 따르면 당초 조합은 조합사무실에서 입찰서를 개봉하기로 했다.",
    "해양수산부는 세 회사의 담합을 적발했다.",
    "사용료는 같은 기간 12% 올랐다.",
    "국회가 조사를 시작하면 심사가 멈추는 조건이다.",
    "노사 대립이 심해지면서 나루하역이 비상 근무에 들어가서다.",
    "KDA KDA와 나루대가 예비창업팀 9개를 골랐다.",
    "지원 나서 단속 강화해양수산부는 11일 선석을 배정했다.",
    "대한 해법으로 나루항은 크레인을 늘린다.",
    "심해에 쓰이는 강관.해양수산부는 11일 예산을 공고했다.",
    "외국에서 만든 크레인에 관세를 매기겠다는 뜻을 밝혔지만 세율은 말하지 않았다.",
]
STANDING = [
    "새 사용료는 작은 배를 깎아 주는 조건이다.",
    "이 회장은 9일 나루항을 찾았다.",
    "나루항은 운영기관 18곳을 선정하고 해당 기관에 보조금을 준다.",
    "당초 12일로 잡힌 투표를 나루하역 노조가 18일로 미뤘다.",
    "나루하역과 가온하역 등 두 회사의 임금이 오른다.",
    "사용료는 지난해 같은 기간보다 12% 올랐다.",
    "나루항만공사는 하역 회사와 그 협력사에 사용료를 깎아 준다.",
    "해양수산부는 관세를 매기겠다는 뜻을 밝혔다.",
    "조합장은 “이 회사는 우리 것”이라고 말했다.",
]


@pytest.mark.parametrize("sentence", DANGLING)
def test_a_word_that_points_to_another_sentence_dangles(sentence):
    assert dangles(sentence)


@pytest.mark.parametrize("sentence", STANDING)
def test_what_the_sentence_itself_names_does_not_dangle(sentence):
    assert not dangles(sentence)


def test_what_a_report_calls_its_own_this_is_printed_under_its_headline_only():
    for sentence in (
        "이번 2기 모집 대상은 배를 두 척 넘게 가진 선사다.",
        "이번 협정으로 부두 사용료는 15%로 낮아졌다.",
    ):
        assert refusal(sentence) is None
        assert belongs(sentence)
    assert refusal("이는 지난해보다 12% 낮은 수준이다.") == "leaning"


def test_a_sentence_of_this_time_or_of_the_paper_belongs_under_its_headline():
    assert belongs("해양수산부는 이번 조사에서 선석 4곳을 뺐다.")
    assert belongs("중재안에 따르면 조합은 서류를 다시 낸다.")
    assert belongs("최근 1개월 수익률은 0.48%다.")
    assert not belongs("해양수산부는 이번 주 선석을 배정한다.")


@pytest.mark.parametrize(
    "sentence",
    [
        "매도자가 중과 대상 다주택자이다.",
        "나루해운이 기술을 따진 누리컨소시엄에 대해선 조건부 승인했다.",
        "본허가가 나면 영업을 시작하게 된다.",
    ],
)
def test_one_condition_of_a_list_and_an_act_without_its_doer_dangle(sentence):
    assert dangles(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "해양수산부는 회의에서 선석 4곳을 나누기로 했다.",
        "여당이 특위 위원장을 정했다.",
        "뉴욕 증시가 오른 점도 영향을 미쳤다.",
        "김 지사는 논의 구조에 대해서도 말했다.",
        "12일 NQZ는 새 부두를 열었다.",
        "하반기 채용을 줄일 수 있다고 회사는 설명했다.",
        "전체 상담 가운데 87.9%가 환급을 거절당한 일이었다.",
        "나루시는 협상이 결렬될 경우 부두를 닫겠다고 밝혔다.",
        "해양수산부는 나루·가람 등 후속 지역간담회를 준비하고 있다.",
        "일부는 직접 시행 방식으로 진행하면서 선정 방식도 달라진다.",
        "새 제도에서는 경제성 항목이 없어진다.",
        "상승 흐름은 유지됐지만 지난주보다 오름폭은 줄었다.",
        "하역 시간이 42분으로 준다는 전망도 함께 제시됐다.",
        "가온하역·누리하역 등 5개사가 참석해 운임 위험을 호소했다.",
    ],
)
def test_a_body_or_meeting_without_a_name_belongs_under_its_headline(sentence):
    assert belongs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "해양수산부는 12일 항만정책회의에서 선석 4곳을 나누기로 했다.",
        "대미투자특위는 3월 9일까지 활동한다.",
        "해양수산부는 항만 특별회계를 만들고, 배를 사는 펀드 조성도 함께 추진한다.",
        "12일 나루항 간담회에는 하역 회사 5개사가 참석해 운임 위험을 호소했다.",
        "나루시는 정부의 새 제도에서는 경제성 항목이 없어진다고 밝혔다.",
        "하반기 채용을 줄일 수 있다고 나루하역은 설명했다.",
    ],
)
def test_a_body_with_its_name_stands_alone(sentence):
    assert not belongs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "해양수산부는 12일 관계 기관 협의회를 열어 공조 방안을 논의했다.",
        "나루항의 새 사용료가 다른 항만으로 번질지 주목된다.",
        "교육부는 장학금 횟수 관리 제도를 개선하기로 했다.",
        "나루손해보험은 뱃길보험에 든 사람의 데이터를 공개했다.",
        "해양수산부는 뱃길 안전에 선사들의 협조를 당부했다.",
        "부두 사용료 공청회가 13일 나루시청에서 열렸다.",
        "가온하역은 나루 본점에서 투자 전략회의를 개최했다고 9일 밝혔다.",
        "나루시장이 '청년항만도시' 완성을 선언했다.",
    ],
)
def test_a_meeting_and_an_intention_without_content_tell_nothing(sentence):
    assert mood(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "나루자산운용은 항만 펀드의 순매수가 200억 원을 돌파했다고 11일 밝혔다.",
        "나루증권이 누리해운에 대해 배당 모멘텀이 기대된다고 분석했다.",
    ],
)
def test_a_milestone_of_ones_own_and_a_tip_for_one_share_are_praise(sentence):
    assert praises(sentence)


def test_a_sentence_with_its_topic_does_not_dangle():
    assert not dangles("나루항만공사는 누리해운에 대해선 사용료를 조건부로 면제했다.")
    assert not dangles("나루항은 나라의 가장 큰 항구이다.")


@pytest.mark.parametrize(
    "sentence",
    [
        "선석이란 배 한 척이 대는 자리를 말한다.",
        "외국인과 기관은 각각 279억 원, 400억 원을 순매도했다.",
        "올해까지 장학생 492명을 배출했으며 누적 장학금액은 41억 원이다.",
        "코스피는 0.77% 내린 2517.37에 거래를 마쳤다.",
    ],
)
def test_a_definition_a_trade_without_a_day_and_a_sum_without_its_owner_belong_to_their_story(sentence):
    assert belongs(sentence)


def test_a_session_with_its_day_stands_alone():
    assert not belongs("12일 코스피는 0.77% 내린 2517.37에 거래를 마쳤다.")


@pytest.mark.parametrize(
    "sentence",
    [
        "나루건설은 조합원들에게 출근길 인사를 전했다고 밝혔다.",
        "솔빛은행은 가입자에게 상담을 무료로 제공한다.",
        "나루항만공사 사장은 새 부두를 찾아 현장을 둘러봤다.",
        "김표본 나루시장은 “말이 아니라 예산으로 뱃길 산업을 끝까지 뒷받침하겠다”고 강조했다.",
    ],
)
def test_who_speaks_well_of_himself_praises(sentence):
    assert praises(sentence)


@pytest.mark.parametrize("sentence", EVENTS)
def test_an_event_is_no_praise_and_does_not_pass(sentence):
    assert not praises(sentence)
    assert not passing(sentence)


def test_how_a_session_stood_while_it_went_on_passes():
    assert passing("나루전자는 오전 9시 26분 현재 18만 원에 거래 중이다.")
    assert passing("나루해운이 강세를 보이고 있다.")
    assert passing("나루코인 값은 10일 오르다가 오전 5시쯤 7만1000달러에 닿았다.")
    assert passing("나루코인은 2015달러 선을 형성하고 있다.")
    assert not passing("나루시는 12일 오전 5시쯤 부두를 닫았다.")
