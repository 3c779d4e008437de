"""Sentences that were printed broken are told from whole ones of the same words."""

from __future__ import annotations

import pytest

from newsprism.text.ko.broken import broken, misspelt
from newsprism.text.ko.printable import leans, refusal
from tests.stages.write.newsroom import analyser

BROKEN = [
    "나루시는 배를 오래 세워 두는 행위에 대한 엄정 대응할 방침이다.",
    "11일 의결된 개정안은 부두에 감시 장비를 두는 내용이 포함됐다.",
    "가온하역은 새 부두를 짓기 위해 지난 2021년부터 지난해까지 600억 원을 투자하기로 했다.",
    "가온전자는 4세대 크레인의 4세대 제품을 12일 들여왔다.",
    "하역 매출은 상반기 5조7380억원, 하반기 7조8864천억원이다.",
    "가온하역이 시장 기대치에 웃도는 실적을 냈다.",
    "나루항 운임지수가 0.4%p 올랐다.",
    "공사는 사용료 인하도 검토했지만 하역 회사가 값을 내린 것을 고려했다.",
    "두 항구의 운임 관리를 위한 특별법안을 위한 첫 회의가 12일 열렸다.",
    "나루항운노조는 협상이 결렬됐다고 밝히며 조정을 신청하겠다고 밝혔다.",
    "나루시장은 지난달 김표본 씨를 공단 이사장으로 임명한 가운데 다음 달 청문회가 열릴 예정이다.",
    "선석 배정 기준은 올해 300척, 내년 500척으로 문턱을 높인다.",
    "총지출은 예산 604억 원 가운데 591억 원을 집행해 97.7%를 썼다.",
    "옮겨 오는 선사를 위한 지원사업은 42억 원을 들여 새로 추진한다.",
    "사용료는 처음보다 약 50억 원가량 줄었다.",
    "정규는 올해 부두 채용 목표를 지난해보다 늘렸다.",
    "한 주 동안 나루운임지수는 전 거래일보다 8.21% 올랐다.",
    "11일 바다통신은 나루노동청 통계에 따르면 하역 일자리가 전월 대비 13만 개 늘었다고 밝혔다.",
    "트럼프 의장은 사용료를 내리라고 거듭 요구했다.",
    "교육은 두 방식으로 병행하며, 모집은 2월부터 진행 중이며, 일부 과정은 지금 신청할 수 있다.",
]
WHOLE = [
    "나루시는 배를 오래 세워 두는 행위에 엄정 대응할 방침이다.",
    "나루시는 배를 오래 세워 두는 행위에 대한 단속을 강화할 방침이다.",
    "나루항 이용에 대한 수요가 증가하고 있다.",
    "11일 의결된 개정안에는 부두에 감시 장비를 두는 내용이 포함됐다.",
    "공사는 지난해까지 44곳을 지은 데 이어 올해 60곳으로 늘릴 예정이다.",
    "가온전자는 4세대 크레인과 5세대 크레인을 12일 들여왔다.",
    "하역 매출은 상반기 5조7380억원, 하반기 7조8000억원이다.",
    "가온하역이 시장 기대치를 웃도는 실적을 냈다.",
    "나루항 운임지수가 0.4% 올랐다.",
    "나루항운노조는 협상이 결렬됐다며 조정을 신청하겠다고 밝혔다.",
    "한 주 동안 나루운임지수는 전주보다 8.21% 올랐다.",
    "12일 나루운임지수는 전 거래일보다 0.3% 올랐다.",
    "11일 나루노동청에 따르면 하역 일자리는 전월보다 13만 개 늘었다.",
    "트럼프 대통령은 파월 의장에게 금리를 내리라고 거듭 요구했다.",
    "나루시는 선석 배정 기준을 올해 300척으로 높인다.",
    "해양수산부는 42억 원을 들여 지원사업을 새로 추진한다.",
    "섬 운임 관리를 위한 특별법안의 첫 회의가 12일 열렸다.",
    "사용료는 처음보다 약 50억 원 줄었다.",
    "공사는 올해 비정규직 12명과 정규직 30명을 뽑는다.",
    "공사는 사용료 인하를 검토했지만 하역 회사가 값을 내린 것을 고려해 명령하지 않았다.",
]


@pytest.mark.parametrize("text", BROKEN)
def test_what_a_publisher_printed_broken_is_refused(text):
    assert broken(text)
    assert refusal(text) is not None


@pytest.mark.parametrize("text", WHOLE)
def test_whole_sentences_of_the_same_words_are_printed(text):
    assert not broken(text)


def test_a_minister_of_former_days_who_is_named_in_full_is_printed():
    assert refusal("나루시의회는 12일 김표본 전 장관을 불러 물었다.") is None
    assert refusal("나루시는 12일 김표본 전 장관은 부르지 않는다고 밝혔다.") is None
    assert refusal("12일 김 장관은 부두를 열었다.") == "surname"


def test_a_count_of_a_place_leans_until_it_says_of_what():
    assert leans("인천은 1만5161가구로 24.5% 줄어들 전망이다.")
    assert not leans("인천은 입주 아파트가 1만5161가구로 24.5% 줄어들 전망이다.")


def test_what_a_camera_saw_in_the_chamber_is_a_caption():
    assert refusal("9일 의회에서 열린 본회의에서 특별위원회 구성의 건이 가결되고 있다.") == "caption"


def test_that_things_are_alike_elsewhere_is_said_of_what_stood_before():
    assert refusal("하역 시장도 사정은 비슷하다.") == "explaining"


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("나루시는 12일 선박 안전 계획를 의결했다.", True),
        ("나루시는 12일 선박 안전 계획을 의결했다.", False),
        ("나루시는 마을 어귀와 노을 언덕에 부두를 지을 예정이다.", False),
        ("가온하역은 ABC를 들여왔다.", False),
    ],
)
def test_a_particle_that_does_not_fit_the_noun_before_it_is_a_slip(text, slip):
    assert misspelt(text, analyser().analyse(text)) is slip
