"""Which sentences can stand alone in a brief: whole, plain, and understood without the sentence before them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.printable import _REFUSALS, LONGEST, SHORTEST, leans, refusal

REFUSED = {
    "leaning": [
        "그는 12일 국회에서 법안에 반대한다고 말했다.",
        "그가 이끄는 모임은 3월에 첫 회의를 연다.",
        "이는 지난해 같은 달보다 12% 늘어난 수치다.",
        "이로 인해 부두 두 곳의 하역이 하루 멈췄다.",
        "이에 나루전자는 공장 가동을 이틀 늦췄다.",
        "이들은 12일 시청 앞에서 집회를 열었다.",
        "해당 제품은 5월까지 모두 회수된다.",
        "당시 주가는 4만 원까지 내려갔다.",
        "반면 수입은 1년 전보다 8% 줄었다.",
        "하지만 노조는 12일 파업을 예고했다.",
        "다만 임대주택은 이번 대상에서 빠진다.",
        "따라서 대출 한도는 4월부터 줄어든다.",
        "여기에 금리 인상 부담도 더해졌다.",
        "첫째 조건은 6월 안에 공장을 짓는 것이다.",
        "나머지 물량은 내년 3월까지 들여온다.",
        "회사는 올해 매출이 두 배로 늘었다고 밝혔다.",
        "회사 측은 사고 원인을 조사하고 있다고 밝혔다.",
        "노조는 12일부터 이틀 동안 파업한다.",
        "개정안은 12일 상임위원회를 통과했다.",
        "재판부는 12일 1심 판결을 뒤집었다.",
        "대변인은 12일 회담이 연기됐다고 밝혔다.",
        "지금은 배당성향이 40%는 넘어야 한다.",
        "남은 절차는 법사위 심사와 23일 본회의 표결이다.",
    ],
    "said_so": [
        "부총리 겸 재정경제부 장관이 10일 밝혔다.",
        "나루항만공사 사장이 12일 간담회에서 말했다.",
    ],
    "its_name": [
        "나루당 의원이 6일 낸 소득세법 개정안이다.",
        "해양수산부가 지난해 12월 내놓은 부두 대책이다.",
    ],
    "counted": [
        "120명은 가온시에 주소를 둔 주민이다.",
        "4200억 원은 부두를 넓히는 데 쓴다.",
        "약 30건은 아직 처리되지 않았다.",
    ],
    "group": [
        "세 회사는 12일 가온시에 공장을 함께 짓기로 했다.",
        "두 나라는 4월부터 관세를 내린다고 발표했다.",
    ],
    "same": [
        "나루전자 주가는 같은 기간 12% 올랐다.",
        "가온시는 같은 날 부두를 열었다고 밝혔다.",
    ],
    "anonymous": [
        "김씨는 12일 가온지법에서 벌금 300만 원을 선고받았다.",
        "검찰은 12일 A씨를 횡령 혐의로 재판에 넘겼다.",
        "가온경찰서는 12일 박씨에게 출석을 통보했다.",
        "최근 은퇴한 A씨(55)는 퇴직금을 어떻게 받을지 고민에 빠졌다.",
    ],
    "pointing": [
        "가온시는 이 같은 내용의 조례안을 12일 공포했다.",
        "나루전자는 이러한 흐름에 맞춰 투자를 늘린다.",
        "업계는 이번 일 때문에 수출이 줄 것으로 본다.",
        "솔빛은행은 이를 반영해 금리를 0.2%포인트 내렸다.",
        "국회는 이와 관련한 공청회를 20일에 연다.",
        "가온시는 이 과정에서 예산 30억 원을 더 썼다.",
    ],
    "explaining": [
        "부두 공사가 두 달 늦어졌기 때문이다.",
        "가온시가 부두를 먼저 여는 등 길을 터준 데 따른 것이다.",
        "수입 물량이 절반으로 줄어든 셈이다.",
        "값을 올리지 않고는 버틸 수 없다는 이야기다.",
        "가온시가 예산을 먼저 써야 한다는 지적이다.",
        "금리가 더 내려가기 어렵다는 분석이다.",
        "공장을 옮길 까닭이 없다는 뜻이다.",
        "하반기에는 회복될 것이라는 전망과 다르다는 설명이다.",
    ],
    "caption": [
        "나루전자 대표가 12일 주주총회에서 발언하고 있다.",
        "가온시장이 12일 시청에서 브리핑을 하고 있다.",
        "시민들이 12일 가온역에서 버스를 기다리고 있다.",
        "관광객들이 12일 바다시 해변을 걷고 있다.",
        "12일 가온시 매장에서 직원이 새 전화기를 소개하고 있다.",
        "12일 나루항에 컨테이너가 가득 쌓인 모습이다.",
        "하늘에서 본 가온시 새 산업단지 전경이다.",
        "딜러들이 12일 솔빛은행 거래실에서 화면을 바라보고 있다.",
    ],
    "question": [
        "가온시의 새 부두는 언제 문을 열 수 있을까?",
        "금리가 더 내려가면 집값은 어디로 갈까.",
        "지금이라도 계약서를 다시 살펴보자.",
        "대출을 받기 전에 세 가지를 꼭 확인하라.",
    ],
    "cut": [
        "가온시는 12일 새 부두를... 6월에 연다고 밝혔다.",
        "나루전자 매출 3조… 영업이익은 두 배로 늘었다.",
    ],
    "first_person": [
        "나는 12일 가온시청에서 그 서류를 처음 봤다.",
        "지난해 겨울 우리는 부두에서 밤을 새웠다.",
        "그날 아침 내가 만난 상인은 가게를 닫았다.",
    ],
    "editorial": [
        "나루일보 취재진이 12일 부두를 다시 찾았다.",
        "사진=나루일보 자료로 새 부두의 지난해 풍경이다.",
        "자세한 내용은 가온시 홈페이지에서 볼 수 있다.",
        "■ 가온시는 12일 새 부두를 열었다.",
        "문의는 port@naru.example 주소로 하면 된다.",
        "(선사 직원 김 모 씨) 부두 사용료가 오르면서 배를 옮기려는 회사가 나타나고 있다.",
    ],
    "style": [
        "가온시는 12일 새 부두를 열었습니다.",
        "새 부두는 6월에 문을 연다고 하네요.",
        "가온시가 12일 새 부두를 열었죠.",
        "가온시 새 부두 12일 개장, 하역 30% 증가",
        "가온시는 새 부두를 6월에 열 것으로 전망.",
    ],
    "planner": [
        "6월까지 새 부두 두 곳을 더 지을 계획이다.",
        "내년 3월까지 공사를 모두 마칠 예정이다.",
    ],
    "unbalanced": [
        "나루전자 대표는 “값을 올리지 않는다고 12일 말했다.",
        "가온시(시장 김표본는 12일 새 부두를 열었다.",
        "가온시는 12일 '바다 축제의 예산을 두 배로 늘렸다.",
    ],
    "length": [
        "부두를 열었다.",
        "값이 올랐다.",
    ],
}

ACCEPTED = [
    "가온시는 12일 새 부두를 6월에 연다고 밝혔다.",
    "나루전자는 지난해 영업이익이 3조2000억 원으로 12% 늘었다.",
    "솔빛은행은 예금 금리를 0.2%포인트 내렸다.",
    "국회 산업위원회는 12일 항만법 개정안을 통과시켰다.",
    "한결건설이 짓는 아파트 2400가구가 3월에 청약을 받는다.",
    "가온지법은 12일 두레화학에 벌금 3억 원을 선고했다.",
    "미국 상무부는 철강 관세를 25%로 올린다고 발표했다.",
    "통계센터에 따르면 지난달 취업자는 2800만 명으로 집계됐다.",
    "나루자동차 노사는 12일 임금 5% 인상에 합의했다.",
    "두레에너지는 양극재 공장에 1200억 원을 투자한다.",
    "원·달러 환율은 12일 1450원에 거래를 마쳤다.",
    "다음 달부터 소액 대출의 한도가 3000만 원으로 늘어난다.",
    "나루제약의 새 약은 임상 3상에서 사망률을 18% 낮췄다.",
    "가온대는 2027학년도 반도체학과 정원을 40명 늘린다.",
    "누리조선은 운반선 4척을 1조4000억 원에 수주했다고 공시했다.",
    "공정거래센터는 설탕 회사 3곳에 과징금 400억 원을 매겼다.",
    "코스닥지수는 1.2% 오른 980에 거래를 마쳤다.",
    "바다시 아파트값은 지난주 0.12% 올라 8주째 상승했다.",
    "새 제도는 매출 500억 원 이상인 기업에 적용된다.",
    "나루항공은 4월부터 제주 노선을 하루 12편으로 늘린다.",
    "가온시의회는 조례안을 찬성 28표, 반대 9표로 의결했다.",
    "수출입협회는 올해 수출이 3% 늘 것으로 내다봤다.",
    "나루연구원은 성장률 전망을 1.8%에서 1.9%로 높였다.",
    "나루전자 노조는 20일부터 이틀 동안 파업한다.",
    "환경 평가를 받지 않은 공장은 6월부터 문을 닫아야 한다.",
    "금융위원회는 불법 대출 업체 12곳을 경찰에 넘겼다.",
    "유가가 90달러를 넘으면 유류세가 다시 내려갈 수 있다.",
    "나루전자 대표는 “값을 올리지 않는다”고 12일 말했다.",
    "한결건설은 ‘나루 센트럴’ 분양가를 3.3㎡당 2100만 원으로 정했다.",
    "지난해 가계 빚은 1900조 원으로 사상 가장 많았다.",
    "삼성전자(005930)는 새 메모리를 3월부터 공급한다.",
    "두레화학은 사고 원인을 조사했으나 결과는 공개하지 않았다.",
    "가온시는 버스 기사 120명을 새로 뽑을 계획이다.",
    "나루증권은 8일부터 해외 주식 수수료를 없앤다.",
    "이달 들어 10일까지 수출은 67억 달러로 늘었다.",
    "이자율이 낮은 대출로 갈아타는 사람이 크게 늘었다.",
    "그룹 매출의 절반은 배터리 사업에서 나왔다.",
    "동해시는 12일 수소 충전소 두 곳의 문을 열었다.",
    "이란 정부는 12일 원유 수출을 다시 시작했다.",
    "바다은행의 연체율은 0.42%로 1년 전보다 낮아졌다.",
    "12일 가온시에서 열린 회의에는 기업 40곳이 참가했다.",
    "누리텔레콤은 통화 요금을 월 2000원 내리기로 했다.",
    "올해 말까지 집을 파는 다주택자는 세금을 덜 낸다.",
    "1월 조업일수는 20일로 1년 전보다 나흘 적었다.",
]

LOST = [
    "새 지침은 제조업뿐만 물류 회사에도 적용된다.",
    "지난해 통합재정수지는 11월까지 89조6000억 원으로 집계됐다.",
    "올해 나루항만공사는 부두에 올해 크레인 12대를 들인다.",
]


@pytest.mark.parametrize(
    "sentence", ["나루항만공사는 하역 상황와 관련해 회의를 열었다.", "나루해운은 선석를 새로 받았다."]
)
def test_a_josa_that_does_not_follow_its_noun_is_refused(sentence):
    assert refusal(sentence) == "josa"
    assert refusal(sentence.replace("상황와", "상황과").replace("선석를", "선석을")) is None


@pytest.mark.parametrize("sentence", LOST)
def test_a_sentence_that_lost_a_word_or_says_its_time_twice_is_refused(sentence):
    assert refusal(sentence) == "lost"


@pytest.mark.parametrize(
    "sentence",
    [
        "새 지침은 제조업뿐만 아니라 물류 회사에도 적용된다.",
        "지난해 통합재정수지는 11월까지 89조6000억 원 적자로 집계됐다.",
        "올해 나루항만공사는 부두에 크레인 12대를 들인다.",
    ],
)
def test_the_same_sentence_with_its_words_is_printed(sentence):
    assert refusal(sentence) is None


# A question or a call is in no plain style either: which of the two is said does not matter.
_SAME = {"question": {"question", "style"}}


def test_a_headline_that_grew_together_with_a_sentence_is_refused_and_a_quotation_with_its_particle_is_not():
    assert refusal("나루항 요금 3% 올라 “선사 부담 커져”두레항만공사가 12일 요금을 올렸다.") == "glued"
    assert refusal("사용료 3배 늘자 나루항 적자 26% 감소국내 경제지 나루경제는 11일 수입을 집계했다.") == "glued"
    assert refusal("나루항만공사는 “요금을 3% 올린다”고 12일 밝혔다.") is None


@pytest.mark.parametrize(("reason", "sentence"), [(r, s) for r, group in REFUSED.items() for s in group])
def test_a_sentence_that_cannot_stand_alone_is_refused_with_its_reason(reason, sentence):
    assert refusal(sentence) in _SAME.get(reason, {reason})


@pytest.mark.parametrize(
    "sentence",
    [
        "부총리가 10일 보유세를 고치지 않겠다고 밝혔다.",
        "나루시는 10일 부두 계획을 발표했다.",
        "위원회는 내년 사용료 인상률 3.6%로 결정했다.",
        "나루패스는 시가 지난해 내놓은 교통권이다.",
        "나루항만공사가 부두를 넓힐 예정이다.",
    ],
)
def test_what_was_said_and_what_has_its_name_stand_alone(sentence):
    assert refusal(sentence) is None


@pytest.mark.parametrize("sentence", ACCEPTED)
def test_a_plain_sentence_is_printed(sentence):
    assert refusal(sentence) is None


def test_the_table_is_as_large_as_it_should_be():
    assert sum(map(len, REFUSED.values())) >= 60
    assert len(ACCEPTED) >= 40


def sized(length: int) -> str:
    head, tail = "나루항", "에서 배가 떠났다."
    return f"{head}{'가나' * length}"[: length - len(tail)] + tail


def test_the_limits_of_length_belong_to_what_is_printed():
    assert refusal(sized(SHORTEST)) is None
    assert refusal(sized(LONGEST)) is None
    assert refusal(sized(SHORTEST - 1)) == "length"
    assert refusal(sized(LONGEST + 1)) == "length"


@pytest.mark.parametrize("sentence", ACCEPTED)
def test_without_its_end_a_plain_sentence_is_cut_off(sentence):
    for end in (1, 2, 3):
        assert refusal(sentence[:-end]) is not None


@pytest.mark.parametrize("sentence", [s for s in ACCEPTED if not s.startswith(("이 ", "그 "))])
@pytest.mark.parametrize("front", ["이에", "그러나", "이 때문에", "이날은", "이 밖에", "회사 측은", "다만", "게다가"])
def test_a_plain_sentence_is_refused_once_it_leans_on_another(sentence, front):
    text = f"{front} {sentence}"
    assert len(text) > LONGEST or refusal(text) == "leaning"


@pytest.mark.parametrize(
    "sentence",
    [
        "이란은 12일 원유 수출을 다시 시작했다.",
        "이천시는 12일 새 도로의 문을 열었다.",
        "그리스 정부는 12일 국채 이자를 갚았다.",
        "동남은행은 12일 예금 금리를 내렸다.",
        "저축은행의 예금은 100조 원을 넘었다.",
    ],
)
def test_a_name_that_only_begins_like_a_pointing_word_is_printed(sentence):
    assert refusal(sentence) is None


@given(st.text(max_size=300))
def test_any_text_is_answered(text):
    assert refusal(text) in {None, "length", "style", "planner", "josa", "broken", *(name for name, _ in _REFUSALS)}


@given(st.text(alphabet="나루는이가을고있다전경모습.,()“”\"'’‘ 0123일%했", min_size=SHORTEST, max_size=LONGEST))
def test_what_is_printed_ends_a_sentence_and_closes_what_it_opens(text):
    if refusal(text) is None:
        assert text.endswith("다.")
        assert text.count("“") == text.count("”")
        assert text.count("(") == text.count(")")
        assert text.count('"') % 2 == 0


def test_a_hostile_sentence_of_full_length_is_answered_at_once():
    start = time.perf_counter()
    for unit in ("시민이 ", "가는 ", "(", "은 ", "120", "는 것", " 이를", "대표가 ", "[", "<"):
        refusal((unit * LONGEST)[: LONGEST - 3] + " 있다."[:3])
        refusal((unit * 100_000)[:100_000])
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "sentence",
    [
        "공사비는 모두 3200억 원이 들어간다.",
        "조사 결과 밧줄이 끊어진 것으로 나타났다.",
        "연령별로는 30대가 47%로 가장 많았다.",
        "당초 나루시는 부두를 3월에 열기로 했다.",
        "가온대 역시 정원을 40명 늘린다.",
        "값이 싼 소형 선박이라 부두 사용료를 운임에 얹기 어렵다.",
        "나루구는 0.17%로 전주보다 상승폭이 줄었다.",
        "가람시를 포함한 수도권은 0.14% 올라 전주보다 둔화했다.",
    ],
)
def test_what_is_clear_only_beside_its_story_leans(sentence):
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence", [*ACCEPTED, "나루구는 0.17% 오른 아파트값을 12일 발표했다.", "코스피는 1.2% 올라 거래를 마쳤다."]
)
def test_what_stands_alone_does_not_lean(sentence):
    assert not leans(sentence)


def test_the_same_time_of_a_named_year_points_to_nothing():
    assert refusal("나루전자 매출은 지난해 같은 기간보다 12% 늘었다.") is None


def test_a_move_of_a_share_beyond_its_limit_is_a_slip():
    assert refusal("나루해운은 전 거래일 대비 10351% 오른 56만6700원에 마감했다.") == "slip"
    assert refusal("나루해운은 전 거래일 대비 10.35% 오른 56만6700원에 마감했다.") is None


def test_the_president_is_known_by_his_surname():
    assert refusal("이 대통령은 9일 새 부두를 6월에 열라고 지시했다.") is None
    assert refusal("이는 새 부두를 6월에 열라는 지시였다.") == "leaning"
