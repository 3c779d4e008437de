"""Whether a sentence may stand for a field of news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from newsprism.stages.write.fields import advertises, hires, of_field, outdated, presentable, recruits
from tests.making import PORTS, WEEK, article, at
from tests.stages.write.newsroom import material

TOPIC = replace(PORTS, own=("부두", "항만", "AI"), apart=("항만 축제",), home=True)


def candidates(text: str, title: str = "나루항 소식"):
    return material(article("a", title, text, published=at(12))).candidates


def candidate(text: str, title: str = "나루항 소식"):
    return candidates(text, title)[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("해양수산부는 12일 나루항 부두를 넓히기로 했다.", True),
        ("해양수산부는 12일 하역 회사에 과징금 3억 원을 매겼다.", False),
        ("나루시는 12일 항만 축제에 부두를 내주기로 했다.", False),
        ("해양수산부는 12일 하역에 AI를 쓰기로 했다.", True),
        ("해양수산부는 12일 하역에 DAIS를 쓰기로 했다.", False),
        ("일본은 12일 요코하마의 부두를 넓히기로 했다.", False),
        ("일본은 12일 한국과 함께 부두를 넓히기로 했다.", True),
    ],
)
def test_a_sentence_is_of_a_field_by_its_own_words_and_at_home(text, told):
    assert of_field(TOPIC, candidate(text)) is told


def test_a_report_from_abroad_tells_nothing_of_home():
    text = "항만 당국은 12일 부두를 넓히기로 했다."
    assert of_field(TOPIC, candidate(text))
    assert not of_field(TOPIC, candidate(text, "美 항만 당국, 부두 넓힌다"))
    assert of_field(replace(TOPIC, home=False), candidate(text, "美 항만 당국, 부두 넓힌다"))


@pytest.mark.parametrize(
    "text",
    [
        "나루증권은 나루해운에 대해 재평가 여지가 있다고 평가했다.",
        "나루해운(123450)의 주가가 올랐다.",
        "NARU 나루항만TOP10 ETF의 개인 순매수액은 201억원이다.",
        "가온 의원이 대표발의한 항만법이 국회를 통과했다.",
        "나루연구소는 항만 물동량을 다룬 보고서를 발간했다.",
        "나루시가 ‘항만특별시’ 완성을 선언했다.",
    ],
)
def test_one_share_one_fund_a_release_and_a_slogan_sell(text):
    assert advertises(text)


@pytest.mark.parametrize(
    "text", ["코스피는 12일 1.2% 올랐다.", "국내 ETF 순자산은 300조원을 넘었다.", "국회는 항만법 개정안을 통과시켰다."]
)
def test_a_market_a_kind_of_product_and_a_law_do_not_sell(text):
    assert not advertises(text)


def test_a_firm_that_looks_for_participants_recruits_and_an_office_does_not():
    assert recruits("나루테크는 하역 체험 프로그램의 참가기업 모집을 시작한다고 13일 밝혔다.")
    assert not recruits("나루진흥원은 항만 창업 사업에 참여할 기업을 모집한다고 13일 밝혔다.")


def test_what_lies_months_or_days_before_the_window_is_outdated():
    old = candidate("나루하역은 2022년 210억원을 투자받아 크레인을 늘려 왔다.")
    assert outdated(old, WEEK)
    new = candidate("나루하역은 12일 210억원을 투자받아 크레인을 늘렸다.")
    assert not outdated(new, WEEK)
    assert outdated(replace(new, days=((date(2026, 2, 20), date(2026, 2, 20)),)), WEEK)


@pytest.mark.parametrize(
    "text",
    [
        "하역 회사 관계자 500명 이상이 참석해 지원 사업을 살폈다.",
        "가장 많이 오른 곳은 나루항으로 한 해 12% 늘었다.",
        "해양수산부는 12일 회의를 열고 항만 지원 방향을 발표했다.",
        "나루항 재개발은 부두 12곳을 공원으로 바꾸는 사업이다.",
        "지원 자격은 나루시에 사업장을 둔 하역 회사 12곳에 있다.",
    ],
)
def test_who_came_what_is_meant_and_that_something_was_announced_is_no_news(text):
    # What says nothing at all is no candidate anywhere.
    assert not any(presentable(c, WEEK) for c in candidates(text))


def test_what_was_decided_is_presentable():
    assert presentable(candidate("해양수산부는 12일 나루항 부두 4곳을 넓히기로 했다."), WEEK)


def test_what_is_in_force_since_new_year_is_no_news_of_the_window():
    (told,) = candidates("올해 나루항 사용료는 척당 1만320원으로 인상된다.")
    (due,) = candidates("올해 나루항 사용료는 7월 척당 1만320원으로 인상된다.")
    assert outdated(told, WEEK)
    assert not outdated(due, WEEK)


def test_who_looks_for_staff_hires():
    assert hires("나루반도체가 상반기 신입 사원 150명을 뽑는다고 1일 공고했다.")
    assert not hires("나루반도체가 새 공장에 장비 150대를 들여온다고 1일 밝혔다.")
    assert not hires("1월 취업자는 10만 명 늘었다.")
