import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.text.ko.cues import kinds, tense

SENTENCES = [
    ("한빛제당은 과징금 312억원을 내게 됐다.", "amount"),
    ("이 회사의 가동률은 81.5%로 집계됐다.", "amount"),
    ("올해 뽑는 사람은 1천200명이다.", "amount"),
    ("신청은 오는 21일까지 받는다.", "deadline"),
    ("개정 시행령은 7월부터 시행된다.", "deadline"),
    ("시는 내달 말까지 접수 창구를 연다.", "deadline"),
    ("늦어도 10월에는 결론을 낸다.", "deadline"),
    ("하반기 수출은 줄어들 것으로 보인다.", "forecast"),
    ("연구원은 성장률을 1.7%로 전망했다.", "forecast"),
    ("동결 가능성이 크다는 말이 시장에서 나온다.", "forecast"),
    ("협회는 시행을 한 해 미뤄 달라고 촉구했다.", "demand"),
    ("정부가 먼저 기준을 내놔야 한다고 노조는 말했다.", "demand"),
    ("보완 입법이 필요하다는 지적이다.", "demand"),
    ("위원회는 두 회사의 결합을 승인했다.", "decision"),
    ("대법원은 원심을 깨는 판결을 내렸다.", "decision"),
    ("가람전자는 새 공장을 짓기로 했다.", "decision"),
    ("구청은 다음 주에 상담소를 연다고 밝혔다.", "decision"),
    ("계약금을 이미 낸 경우에는 종전 규정을 따른다.", "condition"),
    ("연 매출 50억원 이하인 곳에 한해 지원한다.", "condition"),
    ("기간 안에 신고하면 과태료를 덜어 준다.", "condition"),
    ("원료값이 뛰었기 때문이다.", "cause"),
    ("환율 상승의 영향으로 수입 단가가 올랐다.", "cause"),
    ("수요 감소에 따른 조치다.", "cause"),
    ("공급이 끊길 수 있다는 우려가 나온다.", "risk"),
    ("입주민의 반발이 이어졌다.", "risk"),
    ("공사비를 둘러싼 갈등이 길어지고 있다.", "risk"),
    ("매출은 전년 대비 늘었다.", "comparison"),
    ("지난주보다 오름폭이 작아졌다.", "comparison"),
    ("물량이 두 배로 뛰었다.", "comparison"),
]

LOOK_ALIKES = [
    ("그는 3명령을 외우고 5위로 마쳤다.", "amount"),
    ("지난 9일까지 점검이 진행됐다.", "deadline"),
    ("가족은 남산 전망대에 올랐다.", "forecast"),
    ("필요한 서류를 상자에 담았다.", "demand"),
    ("그는 웃으며 자리에 앉았다고 밝혔다.", "decision"),
    ("관계자는 웃으면서 자리를 떴다.", "condition"),
    ("가게는 네거리에 따로 서 있다.", "cause"),
    ("부실장이 회의에 참석했다.", "risk"),
    ("소방서는 겨울 화재에 대비해 장비를 살폈다.", "comparison"),
    ("무엇보다 안전이 먼저다.", "comparison"),
]


@pytest.mark.parametrize(("sentence", "kind"), SENTENCES)
def test_a_sentence_shows_its_kind(sentence, kind):
    assert kind in kinds(sentence)


@pytest.mark.parametrize(("sentence", "kind"), LOOK_ALIKES)
def test_a_look_alike_does_not_show_the_kind(sentence, kind):
    assert kind not in kinds(sentence)


def test_a_sentence_may_have_several_kinds():
    found = kinds("과징금은 48억원으로 지난해보다 20% 많고 내년 3월부터 시행된다.")
    assert {"amount", "comparison", "deadline"} <= found


def test_a_sentence_that_only_reports_an_event_has_no_kind():
    assert kinds("행사에는 학생과 교사가 함께했다.") == frozenset()


def test_an_empty_sentence_has_no_kind():
    assert kinds("") == frozenset()


def test_what_stands_after_the_thousandth_character_is_not_read():
    assert kinds("가" * 1_000 + " 과징금 48억원") == frozenset()


@pytest.mark.parametrize("hostile", ["1,", "9월 ", "까지 ", "1조 1", "부터 1일까지", "보다 ", "전망 ", "면 ", "(((("])
def test_a_hostile_sentence_is_read_in_a_moment(hostile):
    start = time.perf_counter()
    kinds(hostile * 200_000)
    assert time.perf_counter() - start < 1.0


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789,.% 억원까지부터다면할것전망보다대비\n\x00", max_size=300))
def test_any_text_gives_known_kinds(text):
    known = {"amount", "deadline", "forecast", "demand", "decision", "condition", "cause", "risk", "comparison"}
    assert kinds(text) <= known


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("가온시는 12일 새 부두를 열었다.", "past"),
        ("가온시는 새 부두를 6월에 열 예정이다.", "ahead"),
        ("새 부두는 6월에 열릴 것으로 보인다.", "ahead"),
        ("가온시는 새 부두를 6월에 열겠다고 밝혔다.", "ahead"),
        ("가온시는 부두를 넓히는 방안을 검토 중이다.", "ahead"),
        ("가온시는 새 부두를 6월에 연다.", "plain"),
        ("새 부두에는 선석 4곳이 있다.", "plain"),
    ],
)
def test_the_end_of_a_sentence_tells_whether_it_has_happened(sentence, wanted):
    assert tense(sentence) == wanted
