"""Other countries: whose minister acts, and what tells of them alone."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.abroad import nameless_abroad, of_abroad, tells_of_abroad
from tests.making import article, at


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("공화당과 민주당은 예산안에 합의하지 못했다.", True),
        ("미국 공화당과 민주당은 예산안에 합의하지 못했다.", False),
        ("더불어민주당은 예산안을 처리하기로 했다.", False),
        ("상원은 예산안을 부결했다.", True),
        ("미 상원은 예산안을 부결했다.", False),
        ("경제산업상은 11일 나루항을 찾았다.", True),
        ("일본 경제산업상은 11일 나루항을 찾았다.", False),
        ("독일 하원의 예산안이 부결됐다.", False),
        ("총통은 12일 담화를 냈다.", True),
        ("대만 총통은 12일 담화를 냈다.", False),
    ],
)
def test_a_party_or_a_minister_of_another_country_is_named_with_it(text, nameless):
    assert nameless_abroad(text) is nameless


@pytest.mark.parametrize(
    ("sentence", "title", "abroad"),
    [
        ("백악관은 11일 항만 관세를 올렸다.", "항만 관세 오른다", True),
        ("백악관은 11일 한국 항만의 관세를 올렸다.", "항만 관세 오른다", False),
        ("나루공단은 11일 부두를 늘렸다.", "[속보] 美 항만 관세 올린다", True),
        ("나루공단은 11일 부두를 늘렸다.", "나루 부두 늘린다", False),
    ],
)
def test_what_only_another_country_does_is_not_of_home(sentence, title, abroad):
    report = article("a", title, "나루공단은 11일 부두를 늘렸다고 밝혔다.", published=at(12))
    assert tells_of_abroad(sentence, report) is abroad


def test_a_headline_with_the_sign_of_both_countries_is_of_home():
    body = "항만 관세를 두고 협의가 열렸다."
    assert of_abroad(article("a", "美 항만 관세 올린다", body, published=at(12)))
    assert not of_abroad(article("b", "美·韓 항만 관세 협의", body, published=at(12)))
