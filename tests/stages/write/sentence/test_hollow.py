"""What tells that there was something, and nothing of what."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.hollow import bare, defines, hollow
from tests.making import article
from tests.stages.write.newsroom import material

HOLLOW = [
    "해양수산부는 '2025년 하역 동향과 선사 현황'을 13일 발표했다.",
    "10일 나루연구원은 선원 537명을 대상으로 실시한 설문조사 결과를 발표했다.",
    "나루증권 연구소는 뱃길을 심층 분석한 '뱃길리포트 117호'를 발간했다고 11일 밝혔다.",
    "해양수산부는 회의를 열고 부두 안전 협력 방안을 논의했다.",
    "뱃길이 언제 열릴지 관심이 쏠리고 있다.",
    "나루항에 경고등이 켜지고 있다.",
    "부두를 지킬 책임을 강화할 필요성이 커지고 있다.",
    "선사들은 부두를 떠날 결심을 내리고 있는 모양이다.",
    "가온하역은 크레인과 부표 등을 만드는 항만 장비 전문 기업이다.",
    "나루연구원이 매월 발간하는 '뱃길'에는 물동량에 대한 인식이 담겨 있다.",
    "행사에는 김표본 가온공단 이사장과 박견본 나루시장 등이 참석했다.",
    "선사 관계자 500명 이상이 참석해 지원 프로그램을 살폈다.",
    "공사는 선석 계약일과 잔금일을 차등화했다.",
    "선물 시장은 운임 전망을 빠르게 수정했다.",
    "운임 인상을 두고 나루공사가 공식 입장을 내놨다.",
    "항만 인력의 이탈은 상수로 자리 잡았다.",
    "나루시는 뱃길의 전환을 전면에 내걸었다.",
    "나루시의 빚은 증가세를 지속했다.",
    "두 선사가 낸 소송에서 나루대법원이 서로 다른 결론을 내렸다.",
    "나루시에서 횟집을 하는 한 점주는 재작년 여름 값을 1000원 내렸다가 낭패를 봤다.",
    "13일 거래량은 12만8259주, 거래대금은 30억2734만원으로 잠정 집계됐다.",
]
TOLD = [
    "해양수산부는 사용료를 12% 올리는 내용의 하역 대책을 13일 발표했다.",
    "나루연구원은 선원의 41%가 찬성했다는 설문조사 결과를 10일 발표했다.",
    "해양수산부는 배를 멀리하라는 새로운 지침을 발표했다.",
    "두 나라 대통령이 11일 만나 협상 방향을 논의했다.",
    "나루공사는 사용료를 내리지 않겠다는 공식 입장을 밝혔다.",
    "가온하역은 13일 나루항을 떠난다.",
    "지원 대상은 나루시에서 기술을 보유한 중소기업이다.",
    "나루항만공사는 선사를 규모로 나눠 사용료를 세 단계로 차등화했다.",
    "나루대법원은 두 선사의 소송에서 하나는 이긴 것으로, 하나는 진 것으로 판결했다.",
    "나루시는 소상공인 한 곳에 점주는 누구든 200만원까지 준다.",
    "가온하역은 박람회에 참가해 새 크레인을 선보였다.",
]


@pytest.mark.parametrize("text", HOLLOW)
def test_a_sentence_that_tells_nothing_of_what_there_was_is_hollow(text):
    assert hollow(text)


@pytest.mark.parametrize("text", TOLD)
def test_a_sentence_with_a_result_a_sum_or_a_name_is_not(text):
    assert not hollow(text)


def test_no_form_of_a_hollow_sentence_is_offered_to_a_block():
    text = "나루항만공사가 사용료를 12% 올렸다. 뱃길이 언제 열릴지 관심이 쏠리고 있다."
    found = material(article("a", "나루항 소식", text)).candidates
    assert [c.text for c in found] == ["나루항만공사가 사용료를 12% 올렸다."]


@pytest.mark.parametrize(
    "text",
    [
        "김표본 의원 등 14인은 '항만법 일부개정안'을 발의했다.",
        "정부는 10일 국무회의에서 '선원법 시행령' 일부개정안을 심의·의결했다.",
        "나루시가 선석 배정 요건을 대폭 강화한다.",
        "가온연구원이 하역 로봇 개발에 나섰다.",
        "가온하역은 다음 달부터 새 크레인 공급을 본격화하겠다는 방침이다.",
        "나루진흥원이 항만 정책 틀의 전환에 나선다고 10일 밝혔다.",
        "김표본 의원은 11일 국회에서 뱃길 토론회를 열었다고 밝혔다.",
    ],
)
def test_that_something_is_tabled_or_tightened_without_what_changes_is_bare(text):
    assert bare(text)


@pytest.mark.parametrize(
    "text",
    [
        "김표본 의원은 선석 사용료를 절반으로 낮추는 내용의 '항만법 개정안'을 발의했다.",
        "나루시가 선석 배정 요건을 300척으로 강화한다.",
        "항만법 개정안이 12일 본회의를 통과했다.",
        "가온연구원이 300억 원을 들여 하역 로봇 개발에 나섰다.",
        "나루시는 밤에도 배가 들어오도록 등대 운영을 확대한다.",
    ],
)
def test_with_what_changes_it_is_not(text):
    assert not bare(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("나루패스는 섬 사람의 배삯을 반으로 낮춰 주는 제도다.", True),
        ("배와 뭍을 잇는 길을 갖춘 것이 특징이다.", True),
        ("섬 두 곳을 잇는 배는 이번이 처음인 사업이다.", False),
        ("나루패스는 4월에 나온다.", False),
    ],
)
def test_what_a_thing_is_tells_no_news_unless_it_is_the_first(text, only):
    assert defines(text) is only
