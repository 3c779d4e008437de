"""What a sentence points to is named only where its article leaves one choice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.antecedents import REACH, named

TODAY = date(2026, 3, 12)

NAMED = {
    "actor": [
        (
            "나루전자가 주주에게 줄 배당을 늘렸다. ",
            "3년 동안 1조 원을 현금배당에 투입한다.",
            "나루전자는 3년 동안 1조 원을 현금배당에 투입한다.",
        ),
        (
            "가온시는 12일 예산을 짰다. ",
            "청년 주택 40채를 새로 짓기로 했다.",
            "가온시는 청년 주택 40채를 새로 짓기로 했다.",
        ),
    ],
    "person": [
        (
            "김표본 산업부 장관은 12일 부두를 찾았다. ",
            "김 장관은 새 부두를 6월에 연다고 밝혔다.",
            "김표본 산업부 장관은 새 부두를 6월에 연다고 밝혔다.",
        ),
        (
            "존 나루먼 가온은행 총재가 12일 금리를 올렸다. ",
            "나루먼 총재는 물가를 걱정했다.",
            "존 나루먼 가온은행 총재는 물가를 걱정했다.",
        ),
    ],
    "short_name": [
        (
            "가온복지공단이 12일 대출을 늘렸다. ",
            "공단은 4월까지 신청을 받는다.",
            "가온복지공단은 4월까지 신청을 받는다.",
        ),
        (
            "가온시는 ‘물가 관계 국장 TF’를 만들었다. ",
            "TF는 매주 회의를 연다.",
            "‘물가 관계 국장 TF’는 매주 회의를 연다.",
        ),
    ],
    "abbreviation": [
        (
            "보건정책심의위원회(보정심)가 12일 열렸다. ",
            "보정심은 정원을 40명 늘렸다.",
            "보건정책심의위원회(보정심)는 정원을 40명 늘렸다.",
        ),
        (
            "출항(연)선원협의회총연합회(선총)가 12일 모였다. ",
            "선총은 사용료에 찬성했다.",
            "출항(연)선원협의회총연합회(선총)는 사용료에 찬성했다.",
        ),
        ("가온관광공사(이하 가관공)가 문을 열었다. ", "가관공은 축제를 연다.", "가온관광공사는 축제를 연다."),
    ],
    "company": [
        (
            "삼성전자가 공장을 세운다. ",
            "회사 측은 직원을 300명 뽑을 계획이다.",
            "삼성전자는 직원을 300명 뽑을 계획이다.",
        ),
    ],
    "he": [
        (
            "김표본 가온대 교수는 12일 토론회에 나왔다. ",
            "그는 항만 예산을 늘려야 한다고 말했다.",
            "김표본 가온대 교수는 항만 예산을 늘려야 한다고 말했다.",
        ),
    ],
    "same_day": [
        ("나루시는 지난 10일 부두를 열었다. ", "같은 날 가온시도 항구를 열었다.", "10일 가온시도 항구를 열었다."),
    ],
    "speaker": [
        (
            "김표본 산업부 장관은 “부두를 연다”고 말했다. ",
            "하역 장비를 늘릴 필요성도 강조했다.",
            "김표본 산업부 장관은 하역 장비를 늘릴 필요성도 강조했다.",
        ),
    ],
}


@pytest.mark.parametrize(("rule", "before", "text", "wanted"), [(r, *case) for r in NAMED for case in NAMED[r]])
def test_the_one_choice_is_named_with_the_josa_that_fits(rule, before, text, wanted):
    article = f"나루항 소식이다. {before}{text}"
    found = named(text, article, article.index(text), TODAY)
    assert found is not None
    assert (found.text, found.rule) == (wanted, rule)


@pytest.mark.parametrize(("before", "text", "wanted"), [case for cases in NAMED.values() for case in cases])
def test_the_words_stand_in_order_in_the_span_that_begins_with_the_name(before, text, wanted):
    article = f"나루항 소식이다. {before}{text}"
    found = named(text, article, article.index(text), TODAY)
    assert found is not None
    span, position = article[found.begin :], 0
    for word in found.text.split()[:-1]:
        stem = word.rstrip("은는이가도")
        assert (position := span.find(stem, position)) >= 0, word


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("김표본 산업부 장관과 김견본 환경부 장관이 만났다. ", "김 장관은 부두를 연다고 밝혔다."),
        ("가온복지공단과 나루시설공단이 손을 잡았다. ", "공단은 4월까지 신청을 받는다."),
        ("삼성전자가 SK하이닉스와 다툰다. ", "회사 측은 직원을 300명 뽑을 계획이다."),
        ("나루시는 10일 부두를 열고 12일 배를 댔다. ", "같은 날 가온시도 항구를 열었다."),
        ("김표본 가온대 교수가 이견본 나루대 교수를 만났다. ", "그는 예산을 늘려야 한다고 말했다."),
        ("변동성 완화장치(완장)를 둔다. ", "완장은 12일 두 번 켜졌다."),
        ("나루항에 배가 들어왔다. ", "하역 장비를 늘릴 필요성도 강조했다."),
        ("", "그는 예산을 늘려야 한다고 말했다."),
    ],
)
def test_where_there_is_a_choice_or_nothing_it_stays_unnamed(before, text):
    article = f"{before}{text}"
    assert named(text, article, article.index(text), TODAY) is None


def test_a_name_far_above_is_not_looked_for():
    far = "김표본 산업부 장관은 부두를 찾았다. " + "배가 들어왔다. " * (REACH // 8)
    text = "김 장관은 새 부두를 6월에 연다고 밝혔다."
    assert named(text, far + text, len(far), TODAY) is None


@given(st.text(alphabet="김장관공단은는이가그 회사측같날12일(보정심)‘’TF.다\n", max_size=300), st.integers(0, 300))
def test_no_text_makes_it_raise(text, start):
    start = min(start, len(text))
    found = named(text[start:], text, start, TODAY)
    assert found is None or 0 <= found.begin <= start


def test_a_long_hostile_article_is_answered_at_once():
    for unit in ("김표본 ", "장관 ", "(공단) ", "12일 ", "‘", "공단"):
        article = unit * 4000
        assert named("김 장관은 말했다.", article, len(article), TODAY) is None
