"""Every shorter form of a sentence is still true: what limits, denies, contrasts or claims is never left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.shorten import Short, always, variants
from newsprism.text.ko.tokens import Analyzer

TODAY = date(2026, 3, 12)

Forms = Callable[..., tuple[Short, ...]]

SENTENCES = """
한편 나루전자는 12일 새 공장에 1200억 원을 투자한다고 밝혔다.
나루전자(012345)는 지난해 영업이익이 3조2000억 원으로 전년보다 12% 늘었다고 12일 공시했다.
가람군은 전날 군청에서 버스 기사 120명을 새로 뽑는 계획을 확정했다.
금융위원회는 4월부터 소액 대출의 한도를 3000만 원으로 확대한다고 10일 밝혔다.
두레화학은 1분기 매출이 4100억 원으로 늘었고, 영업이익은 320억 원으로 줄었다.
솔빛은행은 예금 금리를 0.2%포인트 내렸으며, 바다은행은 0.1%포인트 올렸다.
누리항만공사는 신항 부두 두 곳을 6월에 열었고, 하역 물량은 30% 늘었다.
한결건설은 공사를 마쳤으며 입주는 9월에 시작됐다.
물가 상승세가 이어지는 가운데 가온시는 버스 요금을 동결했다.
노사 협상이 길어지는 가운데, 나루자동차는 2공장 가동을 이틀 멈췄다.
수출이 늘어나면 공장 가동률은 90%를 넘을 수 있다고 나루연구원은 내다봤다.
새 제도는 매출 500억 원 이상인 기업에만 적용되고 중소기업은 대상에서 빠진다.
정부는 보조금을 줄이지만 연구비는 유지하기로 했다.
나루전자는 배당을 늘렸지만 자사주는 사들이지 않았다.
업계에 따르면 두레에너지는 양극재 공장을 가온시에 지을 예정이다.
통계센터에 따르면 지난달 취업자는 2800만 명으로 1년 전보다 20만 명 늘었다.
수출입협회는 올해 수출이 3% 늘어날 것으로 전망한다고 11일 밝혔다.
나루전자는 올해 투자 규모가 10조 원(잠정)에 이를 것으로 본다고 12일 밝혔다.
새 아파트 2400가구(임대 제외)가 3월에 청약을 받는다.
지난해 매출은 1조2000억 원(전년 대비 8% 증가)으로 집계됐다.
세율은 15%(최대 25%)로 정해졌고 적용 시점은 4월 1일이다.
누리연구재단(원장 김표본)은 젊은 연구자 40명에게 연구비를 준다고 12일 밝혔다.
가온시의회는 12일 조례안을 찬성 28표, 반대 9표로 통과시켰다.
나루전자 노조는 "임금 인상 요구를 회사가 받아들이지 않았다"고 12일 밝혔다.
바다은행장은 “전날 결정은 되돌리지 않는다”고 말했다.
이에 따라 대출 한도는 연 소득의 40% 이내로 줄어든다.
그러나 항소심 재판부는 1심과 달리 손해배상 책임을 인정하지 않았다.
나루전자가 12일(현지시간) 미국 텍사스에서 새 반도체를 공개했다.
미국 상무부는 12일(현지 시각) 철강 관세를 25%로 올린다고 발표했다.
특히 2월 1~10일 반도체 수출은 67억 달러로 137.6% 증가했다.
가온시는 오는 20일 시민회관에서 공청회를 연다고 12일 밝혔다.
두레화학은 공장을 세우려면 환경 평가를 먼저 받아야 한다.
한결건설은 분양가를 3.3㎡당 2100만 원으로 정했다고 12일 공시했다.
나루자동차는 전기차 5만 대를 리콜하고 부품을 무상으로 바꿔 준다.
솔빛은행 주가는 전날보다 2.4% 내린 4만1500원에 거래를 마쳤다.
코스닥지수는 어제 1.2% 올랐고 거래대금은 9조 원을 넘었다.
가온부동산원에 따르면 지난주 아파트값은 0.12% 올랐고 전셋값은 0.08% 상승했다.
두 회사는 12일 합병 비율을 1대 0.35로 정한 계약서에 서명했다.
공정거래센터는 설탕 회사 3곳이 4년 동안 값을 함께 올렸다고 판단했다.
회사가 자료를 내지 않을 경우 과징금은 최대 5억 원까지 늘어날 수 있다.
가온시는 내년부터 만 19세 이하 청소년의 버스 요금을 받지 않는다고 12일 밝혔다.
나루항공은 4월부터 제주 노선을 하루 12편으로 늘린다고 지난 11일 공식 발표했다.
연구팀이 만든 전지는 충전을 1000번 한 뒤에도 용량의 92%를 유지했다.
새 규칙은 3월 10일부터 시행되며, 어기면 영업이익의 5% 이내에서 과징금을 낸다.
누리텔레콤은 통화 요금을 월 2000원 내렸고, 데이터 요금은 그대로 두었다.
지난달 신규 채용은 12만 명이었고 이직자는 9만8000명이었다.
정부가 예산을 늘렸고 국회가 12일 이를 의결했다.
두레화학은 사고 원인을 조사했으나 결과는 공개하지 않았다.
한결건설은 부도 위험이 없다고 12일 밝혔다.
나루전자는 새 칩의 성능이 세계 최고라고 12일 밝혔다.
가온시는 시민이 낸 제안 42건을 받아들였다고 12일 밝혔다.
나루은행의 연체율은 0.42%로 낮아졌지만 카드사의 연체율은 1.8%로 높아졌다.
또한 이와 함께 가온도시공사는 임대주택 800가구를 6월에 공급한다.
유가가 배럴당 90달러를 넘으면 정부는 유류세를 다시 내릴 수 있다.
두레에너지는 12일 이사회를 열어 자사주 200만 주를 소각하기로 결의했다.
한국은 12일 회의에서 쌀 시장을 열지 않겠다는 뜻을 전했다.
가온대는 2027학년도에 반도체학과 정원을 40명 늘리고 장학금을 30억 원 더 준다.
누리조선은 액화천연가스 운반선 4척을 1조4000억 원에 수주했다고 12일 공시했다.
나루제약의 새 약은 임상 3상에서 사망률을 18% 낮췄다.
지난해 12월 말 기준 가계 빚은 1900조 원(카드빚 포함)으로 사상 가장 많았다.
솔빛생명은 보험료를 평균 5.5% 올린다고 12일 밝혔지만 실손보험은 뺐다.
바다시는 지난 9일부터 사흘 동안 상수도 공급을 멈췄다.
한결건설이 짓는 ‘나루 센트럴’ 1순위 청약에는 2만1000명이 몰렸다.
내일 열리는 이사회에는 사외이사 5명이 모두 참석한다.
나루증권은 수수료를 없앤다고 밝혔다.
""".strip().split("\n")

# What a rule must never take, with the words that carry it.
KEPT = {
    "a condition": [
        ("수출이 늘어나면 공장 가동률은 90%를 넘을 수 있다고 나루연구원은 내다봤다.", "수출이 늘어나면"),
        ("회사가 자료를 내지 않을 경우 과징금은 최대 5억 원까지 늘어날 수 있다.", "내지 않을 경우"),
        ("나루전자는 정부 승인이 나야 두 번째 공장을 지을 수 있다고 12일 밝혔다.", "정부 승인이 나야"),
        ("가온시는 국비가 확정될 때에만 부두를 넓힌다고 12일 밝혔다.", "확정될 때에만"),
        ("한편 국회가 법을 고치지 않는 한 세금은 4월부터 오른다.", "고치지 않는 한"),
        ("솔빛은행은 급여 계좌를 옮기는 조건으로 금리를 0.3%포인트 내린다고 12일 밝혔다.", "옮기는 조건으로"),
    ],
    "a negation": [
        ("나루전자는 배당을 줄이지 않는다고 12일 밝혔다.", "않"),
        ("가온시는 버스 요금을 받지 않는다고 12일 밝혔다.", "않"),
        ("두레화학은 원인을 밝히지 못했고 바다은행은 대출을 늘렸다.", "못"),
        ("그러나 항소심 재판부는 1심과 달리 책임을 인정하지 않았다.", "않았다"),
    ],
    "a contrast": [
        ("정부는 보조금을 줄이지만 연구비는 유지하기로 했다.", "줄이지만"),
        ("나루은행의 연체율은 0.42%로 낮아졌지만 카드사의 연체율은 1.8%로 높아졌다.", "낮아졌지만"),
        ("두레화학은 사고 원인을 조사했으나 조사 결과는 공개하지 않았다.", "조사했으나"),
        ("한결건설의 매출은 12% 늘었는데 한결건설의 이익은 8% 줄었다.", "늘었는데"),
        ("나루전자는 매출이 늘었음에도 나루전자의 배당은 줄었다.", "늘었음에도"),
    ],
    "a limiting bracket": [
        ("나루전자의 올해 투자는 10조 원(잠정)으로 집계됐다.", "(잠정)"),
        ("누리조선의 올해 수주는 40척(예상)으로 1년 전보다 늘었다.", "(예상)"),
        ("매출 500억 원(이상)인 회사는 6월까지 자료를 낸다.", "(이상)"),
        ("새 아파트 2400가구(임대 제외)가 3월에 청약을 받는다.", "(임대 제외)"),
        ("지난해 매출은 1조2000억 원(전년 대비 8% 증가)으로 집계됐다.", "(전년 대비 8% 증가)"),
        ("관세율은 15%(최대 25%)로 정해져 4월에 시행된다.", "(최대 25%)"),
        ("새 세율은 가온시 기업(직원 50명 미만)에 적용된다.", "(직원 50명 미만)"),
        ("나루증권이 본 올해 성장률은 1.9%(추정)로 나타났다.", "(추정)"),
        ("지난해 말 가계 빚은 1900조 원(카드빚 포함)으로 가장 많았다.", "(카드빚 포함)"),
    ],
    "a ticker": [("나루전자(012345)는 12일 이사회를 열어 배당을 정했다.", "(012345)")],
    "the source of a claim": [
        ("업계에 따르면 두레에너지는 양극재 공장을 가온시에 지었다.", "업계에 따르면"),
        ("가온부동산원에 따르면 지난주 아파트값은 0.12% 올라 8주째 상승했다.", "가온부동산원에 따르면"),
        ("한편 12일 통계센터에 따르면 지난달 취업자는 20만 명 늘었다.", "통계센터에 따르면"),
        ("수출이 줄어드는 가운데 나루연구원은 성장률이 낮아진다고 봤다.", "나루연구원은"),
        ("수출입협회는 올해 수출이 3% 늘어날 것으로 전망한다고 11일 밝혔다.", "전망한다고 11일 밝혔다"),
        ("가온시의원은 시가 예산을 잘못 썼다고 12일 밝혔다.", "밝혔다"),
        ("공정거래센터는 설탕 회사가 값을 함께 올렸다고 판단했다.", "판단했다"),
    ],
}

CONNECTIVES = (
    "한편", "또한", "특히", "아울러", "이어", "이와 함께", "여기에", "더욱이", "게다가", "그러나", "하지만", "다만",
    "그런데", "이에 따라", "이에", "이처럼", "따라서", "결국", "구체적으로는", "이런 가운데", "끝으로",
)  # fmt: skip


@pytest.fixture(scope="module")
def analyser() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def forms(analyser: Analyzer) -> Forms:
    def made(sentence: str, published: date | None = TODAY) -> tuple[Short, ...]:
        short = always(sentence, published)
        return variants(short, analyser.analyse(short.text))

    return made


def texts(found: tuple[Short, ...]) -> list[str]:
    return [form.text for form in found]


@pytest.mark.parametrize("mark", [" ", ", "])
@pytest.mark.parametrize("connective", CONNECTIVES)
def test_a_leading_connective_goes(connective, mark):
    short = always(f"{connective}{mark}나루전자는 새 공장에 1200억 원을 투자한다.", TODAY)
    assert short.text == "나루전자는 새 공장에 1200억 원을 투자한다."
    assert "connective" in short.rules


def test_two_leading_connectives_go():
    assert (
        always("또한 이와 함께 가온시는 임대주택 800가구를 짓는다.", TODAY).text
        == "가온시는 임대주택 800가구를 짓는다."
    )


@pytest.mark.parametrize("word", ["특히나루전자는", "이어폰은", "또래 모임은", "다만나루는", "결국제는", "즉석식품은"])
def test_a_word_that_only_begins_like_a_connective_stays(word):
    sentence = f"{word} 올해 매출이 1200억 원으로 12% 늘었다."
    assert always(sentence, TODAY).text == sentence


@pytest.mark.parametrize(
    "remark", ["(현지시간)", "(현지 시간)", "(현지시각)", "(현지 시각)", "(한국시간)", " (현지시간)"]
)
def test_a_remark_on_local_time_goes(remark):
    short = always(f"미국 상무부는 12일{remark} 철강 관세를 올렸다.", TODAY)
    assert short == Short("미국 상무부는 12일 철강 관세를 올렸다.", ("place_and_time",))


@pytest.mark.parametrize(("word", "day"), [("전날", "11일"), ("어제", "11일"), ("오늘", "12일"), ("내일", "13일")])
def test_a_relative_day_becomes_the_day_that_it_means(word, day):
    sentence = f"솔빛은행은 {word} 이사회를 열어 배당을 정했다."
    short = always(sentence, TODAY)
    assert short.text == f"솔빛은행은 {day} 이사회를 열어 배당을 정했다."
    assert "relative_day" in short.rules


def test_a_relative_day_is_told_by_the_calendar_and_not_by_subtraction():
    assert always("솔빛은행은 전날 이사회를 열었다.", date(2026, 3, 1)).text == "솔빛은행은 28일 이사회를 열었다."
    assert always("솔빛은행은 내일 이사회를 연다.", date(2026, 4, 30)).text == "솔빛은행은 1일 이사회를 연다."


@pytest.mark.parametrize("word", ["이날", "전날", "어제"])
def test_a_relative_day_stays_when_the_article_has_no_date(word):
    sentence = f"솔빛은행은 {word}까지 이사회를 마쳤다."
    assert word in always(sentence, None).text


@pytest.mark.parametrize("word", ["전날", "이날", "어제", "오늘", "내일"])
@pytest.mark.parametrize(("left", "right"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("「", "」")])
def test_the_words_of_a_quotation_are_never_changed(word, left, right):
    sentence = f"바다은행장은 {left}{word}의 결정은 되돌리지 않는다{right}고 말했다."
    assert always(sentence, TODAY) == Short(sentence, ())


def test_a_relative_day_behind_a_quotation_is_resolved():
    sentence = "바다은행장은 “어제의 결정은 옳았다”며 전날 이사회를 열었다."
    assert always(sentence, TODAY).text == "바다은행장은 “어제의 결정은 옳았다”며 11일 이사회를 열었다."


def test_this_day_never_stays_unresolved():
    for sentence in (
        "이날 나루전자는 새 공장의 문을 열었다.",
        "나루전자 주가는 이날 4만 원에 거래를 마쳤다.",
        "나루전자는 이날부터 새 전화기의 예약을 받는다.",
        "이날까지 접수된 신청은 1200건으로 늘었다.",
    ):
        assert "이날" not in always(sentence, TODAY).text


@pytest.mark.parametrize(
    "sentence", [s for s in SENTENCES if not re.search(r"^(?:한편|특히|이에|그러나|또한)|현지|전날|어제|내일", s)]
)
def test_a_sentence_without_frame_is_left_as_it_stands(sentence):
    assert always(sentence, TODAY) == Short(sentence, ())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_always_done_is_done_once(sentence):
    once = always(sentence, TODAY).text
    assert always(once, TODAY) == Short(once, ())


@pytest.mark.parametrize(("sentence", "words"), [pair for pairs in KEPT.values() for pair in pairs])
def test_what_limits_denies_contrasts_or_claims_is_in_every_form(forms, sentence, words):
    found = texts(forms(sentence))
    assert found
    assert all(words in text for text in found), [t for t in found if words not in t]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "솔빛은행은 예금 금리를 0.2%포인트 내렸으며, 바다은행은 0.1%포인트 올렸다.",
            ["솔빛은행은 예금 금리를 0.2%포인트 내렸다.", "바다은행은 0.1%포인트 올렸다."],
        ),
        (
            "누리항만공사는 신항 부두 두 곳을 6월에 열었고, 가온시는 도로를 함께 넓혔다.",
            ["누리항만공사는 신항 부두 두 곳을 6월에 열었다.", "가온시는 도로를 함께 넓혔다."],
        ),
    ],
)
def test_a_coordinated_clause_with_its_own_subject_can_stand_alone(forms, sentence, parts):
    found = texts(forms(sentence))
    assert found[0] == sentence
    assert set(parts) & set(found[1:])
    assert set(found[1:]) <= set(parts)


@pytest.mark.parametrize(
    "sentence",
    [
        "나루전자는 12일 이사회를 열었고 자사주 200만 주를 소각하기로 정했다.",
        "두레에너지는 새 공장을 지었으며 직원 300명을 더 뽑았다.",
        "가온시는 부두를 새로 넓혔고 하역 장비 12대를 들여왔다.",
    ],
)
def test_a_clause_without_a_subject_does_not_stand_alone(forms, sentence):
    tails = [t for t in texts(forms(sentence)) if not t.startswith(sentence[:4])]
    assert tails == []


def test_of_values_month_by_month_the_latest_do_not_go(forms):
    series = "하역량 증가 폭은 9월 31만 톤까지 커졌고, 10월 19만 톤으로 줄었다가 11월 22만 톤으로 다시 늘었다."
    assert texts(forms(series)) == [series]
    two = "하역량 증가 폭은 9월 31만 톤까지 커졌고, 배는 12% 더 들어왔다."
    assert "하역량 증가 폭은 9월 31만 톤까지 커졌다." in texts(forms(two))


@pytest.mark.parametrize(
    "sentence",
    [
        "나루연구원은 수출이 크게 늘었고 물가는 내렸다고 분석했다.",
        "가온시는 부두가 6월에 열렸고 하역 물량이 30% 늘었다고 12일 밝혔다.",
        "수출은 크게 늘었고 수입은 절반으로 줄었다는 평가가 나왔다.",
        "솔빛은행은 금리를 내렸고 바다은행은 금리를 올린 것으로 알려졌다.",
        "나루전자는 매출이 12% 늘었으며 이익은 8% 늘어날 것으로 예상했다.",
        "두레화학은 공장을 멈췄고 직원들은 일을 쉰 것으로 전해졌다.",
    ],
)
def test_a_clause_before_a_reporting_predicate_does_not_lose_it(forms, sentence):
    end = sentence[-4:]
    assert all(text.endswith(end) for text in texts(forms(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "나루전자 대표는 “값을 내렸고 물량은 늘었다”고 밝혔다.",
        '가온시장은 "부두를 열었고 도로는 넓혔다"고 말했다.',
        "가온시는 ‘부두를 열었고 도로는 넓혔다’는 글을 올렸다.",
    ],
)
def test_a_quotation_is_never_cut(forms, sentence):
    assert texts(forms(sentence)) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "금융위원회는 4월부터 소액 대출의 한도를 3000만 원으로 확대한다고 10일 밝혔다.",
            "금융위원회는 4월부터 소액 대출의 한도를 3000만 원으로 확대한다.",
        ),
        (
            "한결건설은 분양가를 3.3㎡당 2100만 원으로 정했다고 12일 공시했다.",
            "한결건설은 분양가를 3.3㎡당 2100만 원으로 정했다.",
        ),
    ],
)
def test_the_reporting_tail_of_an_organisation_about_its_own_act_may_go(forms, sentence, shorter):
    assert shorter in texts(forms(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "가온시는 나루전자가 공장을 옮긴다고 12일 밝혔다.",
        "금융위원회는 솔빛은행이 규칙을 어겼다고 10일 밝혔다.",
        "나루전자는 새 칩의 성능이 가장 뛰어나다고 12일 밝혔다.",
        "두레화학은 사고의 책임이 없다고 12일 밝혔다.",
        "한결건설은 내년 이익이 크게 늘어날 것으로 기대한다고 12일 밝혔다.",
        "수출입협회는 관세를 내릴 필요가 있다고 12일 밝혔다.",
        "가온시는 부두를 6월에 열 계획이라고 12일 밝혔다.",
        "나루전자 노조는 “회사가 약속을 어겼다”고 12일 밝혔다.",
        "정 모 대표는 회사를 옮긴다고 12일 밝혔다.",
        "두레은행은 지난해 관세의 약 90%가 나라 안에서 치러졌다고 12일 밝혔다.",
    ],
)
def test_a_claim_a_view_or_a_plan_keeps_its_speaker(forms, sentence):
    assert all(re.search(r"(?:밝혔|공시했|발표했|전했)다\.$", text) for text in texts(forms(sentence)))


def test_a_circumstance_in_front_may_go_and_a_condition_may_not(forms):
    found = texts(forms("노사 협상이 길어지는 가운데, 나루자동차는 2공장 가동을 이틀 멈췄다."))
    assert "나루자동차는 2공장 가동을 이틀 멈췄다." in found
    kept = texts(forms("노사 협상이 길어지면, 나루자동차는 2공장 가동을 이틀 멈춘다."))
    assert all(text.startswith("노사 협상이 길어지면") for text in kept)


def test_a_circumstance_that_names_whose_the_rest_is_stays(forms):
    found = texts(forms("가온전기공업은 12일 23% 급등한 가운데 지난 이틀간 주가가 50% 가까이 올랐다."))
    assert found
    assert all(text.startswith("가온전기공업은") for text in found)


def test_a_quotation_that_lost_its_first_word_has_no_blank_in_front(forms):
    found = texts(forms('김표본 장관은 "(민간 사업) 사용료 인하도 열려 있다"면서도 "더 듣겠다"고 12일 말했다.'))
    assert all('" 사용료' not in text for text in found)


def test_a_bracket_that_only_explains_may_go(forms):
    found = texts(forms("누리연구재단(원장 김표본)은 젊은 연구자 40명에게 연구비를 준다."))
    assert found == [
        "누리연구재단(원장 김표본)은 젊은 연구자 40명에게 연구비를 준다.",
        "누리연구재단은 젊은 연구자 40명에게 연구비를 준다.",
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_forms_are_distinct_printable_in_length_and_ordered_from_the_longest(forms, sentence):
    found = texts(forms(sentence))
    assert found[0] == always(sentence, TODAY).text
    assert len(set(found)) == len(found)
    assert [len(text) for text in found] == sorted((len(text) for text in found), reverse=True)
    assert all(len(text) >= 14 and text.endswith("다.") for text in found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_shorter_form_names_the_rules_that_made_it_and_only_leaves_words_out(forms, sentence):
    whole, *shorter = forms(sentence)
    for form in shorter:
        assert form.rules[: len(whole.rules)] == whole.rules
        assert len(form.rules) > len(whole.rules)
        words = form.text.removesuffix("다.").split()
        assert any(in_order(words, text) for text in (whole.text, re.sub(r"\s*\([^()]*\)", "", whole.text)))


def in_order(words: list[str], text: str) -> bool:
    position = 0
    for word in words:
        found = text.find(word, position)
        if found < 0:
            return False
        position = found + len(word)
    return True


@given(st.text(alphabet="나루는이가을고며다.,()“”\"'’‘ 이날전날0123일%했았으면서가운데밝혔", max_size=200))
def test_no_text_makes_it_raise_or_grow(text):
    short = always(text, TODAY)
    assert len(short.text) <= len(text) + 2 * text.count("날")
    for form in variants(short, ()):
        assert len(form.text) <= len(short.text)


def test_a_long_hostile_text_is_answered_at_once():
    for unit in ("(", "가는 ", "이날 ", "한편 ", "은 ", "다고 12일 ", "가운데 ", '"', " "):
        text = unit * 4000
        assert variants(always(text, TODAY), ()) is not None


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "지난달 가온시 아파트 거래가 한 달 전보다 12% 증가한 것으로 나타났다.",
            "지난달 가온시 아파트 거래가 한 달 전보다 12% 증가했다.",
        ),
        (
            "나루하역 사고는 낡은 밧줄이 끊어지면서 난 것으로 확인됐다.",
            "나루하역 사고는 낡은 밧줄이 끊어지면서 났다.",
        ),
        (
            "설 연휴를 앞두고 나루시가 12일 시장 7곳의 위생을 점검했다.",
            "나루시가 12일 시장 7곳의 위생을 점검했다.",
        ),
        (
            "세탁기를 처음 만든 삼성전자가 12일 새 공장을 남쪽 항구에 열었다.",
            "삼성전자가 12일 새 공장을 남쪽 항구에 열었다.",
        ),
        (
            "김표본 나루시장은 “부두를 6월에 연다”며 “하역 장비도 늘린다”고 말했다.",
            "김표본 나루시장은 “부두를 6월에 연다”고 말했다.",
        ),
        (
            "나루항 새 부두에는 배 네 척이 함께 댈 자리가 있으며, 밤에도 불을 밝힌다.",
            "나루항 새 부두에는 배 네 척이 함께 댈 자리가 있다.",
        ),
    ],
)
def test_a_longer_wording_has_a_shorter_one(forms, sentence, shorter):
    assert shorter in texts(forms(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "지난달 가온시 아파트 거래가 12% 증가한 것으로 알려졌다.",
        "지난달 가온시 아파트 거래가 12% 증가할 것으로 나타났다.",
        "새 약의 부작용이 꽤 심각한 것으로 나타났다.",
        "김표본 나루시장이 12일 설 연휴를 앞두고 시장 7곳의 위생을 점검했다.",
        "설 연휴를 앞두고 오른 값을 잡으려고 시장 7곳을 점검했다.",
        "가온시에서 배를 처음 만든 솔빛하역이 12일 새 공장을 남쪽 항구에 열었다.",
        "김표본 나루시장은 “부두를 6월에 연다”며 “노조가 파업을 거뒀다”고 말했다.",
    ],
)
def test_hearsay_an_expectation_a_state_and_what_has_no_subject_of_its_own_stay(forms, sentence):
    assert texts(forms(sentence)) == [sentence]


def test_a_day_that_stands_beside_the_relative_word_is_not_said_twice():
    assert always("솔빛은행은 전날인 11일 이사회를 열었다.", TODAY).text == "솔빛은행은 11일 이사회를 열었다."


def test_the_marks_of_a_list_become_commas():
    short = always("가온구는 청년의 ▲참여·권리 ▲교육 ▲문화 등 43개 사업에 250억 원을 쓴다.", TODAY)
    assert short.text == "가온구는 청년의 참여·권리, 교육, 문화 등 43개 사업에 250억 원을 쓴다."
    assert short.rules == ("listed",)
    assert always("▲가온구는 사업 43개를 편다.", TODAY).text.startswith("▲")


def test_a_blank_that_was_lost_before_a_number_is_put_back():
    assert always("가온철도는 1년 전보다100.6% 많은 3201명을 뽑았다.", TODAY).text.startswith(
        "가온철도는 1년 전보다 100.6%"
    )


def test_a_caption_in_brackets_in_front_leaves_no_blank():
    sentence = "(나루항 새 부두) 나루항만공사가 12일 새 부두의 문을 열었다."
    forms = variants(Short(sentence, ()), Analyzer().analyse(sentence))
    assert sentence.split(") ")[1] in {form.text for form in forms}
    assert all(form.text == form.text.strip() for form in forms)


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("나루전자가 새 기억 장치(HBM)을 4월에 내놓는다.", "나루전자가 새 기억 장치를 4월에 내놓는다."),
        ("나루전자는 전자 우편(메일)로 신청을 받는다.", "나루전자는 전자 우편으로 신청을 받는다."),
        ("나루항만공사(공사)는 선석 4곳을 나눠 준다.", "나루항만공사는 선석 4곳을 나눠 준다."),
    ],
)
def test_the_josa_behind_a_dropped_bracket_follows_the_word_before_it(forms, sentence, printed):
    assert printed in texts(forms(sentence))


def test_first_of_all_goes_behind_the_topic():
    text = "나루시는 우선 부두에 등대 12기를 세운다."
    assert always(text, TODAY) == Short("나루시는 부두에 등대 12기를 세운다.", ("first_of_all",))
    for kept in ("나루시는 우선 협상 대상자로 가온하역을 골랐다.", "나루시는 융자를 우선 지원하는 선사를 골랐다."):
        assert always(kept, TODAY).text == kept


def test_the_marks_of_a_headline_around_a_number_go():
    text = "가온하역이 ‘550만명’ 정보를 흘려 과징금 ‘360억원’ 처분을 받았다."
    assert always(text, TODAY).text == "가온하역이 550만명 정보를 흘려 과징금 360억원 처분을 받았다."
    for kept in ("나루시는 ‘1호 부두’를 열었다.", "그 답은 ‘46400’이라고 나루시는 밝혔다."):
        assert always(kept, TODAY).text == kept


@pytest.mark.parametrize("bracket", ["(11일)", "(3월 11일)"])
def test_a_day_in_brackets_behind_a_relative_one_is_not_said_twice(bracket):
    found = always(f"솔빛은행은 전날{bracket} 이사회를 열었다.", date(2026, 3, 12))
    assert found.text == "솔빛은행은 11일 이사회를 열었다."


def test_what_kind_of_report_it_is_stands_before_no_sentence():
    short = always("(상보) 나루시가 12일 새 부두를 열었다.", date(2026, 3, 12))
    assert (short.text, short.rules) == ("나루시가 12일 새 부두를 열었다.", ("kind_of_report",))
