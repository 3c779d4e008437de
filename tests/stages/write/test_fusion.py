"""Two sentences of one subject become one, with one span as its proof."""

from __future__ import annotations

import pytest

from newsprism.stages.write.fusion import fused, printed
from tests.making import article, at
from tests.stages.write.newsroom import material, texts, unproved


def pair(text: str):
    source = article("a", text=text, published=at(12))
    return source, material(source).candidates


def test_neighbours_with_one_subject_are_joined_and_proved():
    source, found = pair("해양수산부는 부두를 6월에 열었다. 해양수산부는 선석 4곳을 배정했다.")
    joined = printed(found)
    assert texts(joined) == ["해양수산부는 부두를 6월에 열었고, 선석 4곳을 배정했다."]
    assert unproved(joined, [source]) == []


@pytest.mark.parametrize(
    "text",
    [
        "해양수산부는 부두를 6월에 열었다. 나루하역은 선석 4곳을 배정했다.",
        "해양수산부는 부두를 6월에 연다. 해양수산부는 선석 4곳을 배정했다.",
        "해양수산부는 “부두를 6월에 열었다”고 밝혔다. 해양수산부는 선석 4곳을 배정했다.",
    ],
)
def test_another_subject_a_present_and_a_quotation_stay_apart(text):
    _, found = pair(text)
    assert len(found) == 2
    assert fused(*found) is None
    assert len(printed(found)) == 2


def test_a_third_sentence_of_the_subject_stands_by_itself():
    _, found = pair(
        "해양수산부는 부두를 열었다고 한다. "
        + "해양수산부는 배 12척을 샀다. 해양수산부는 항구 3곳을 닫았다. 해양수산부는 길 7곳을 넓혔다."
    )
    assert [t.count("해양수산부는") for t in texts(printed(found[-3:]))] == [1, 1]


def test_nothing_makes_nothing():
    assert printed(()) == ()


def test_three_statements_are_not_strung_together():
    _, found = pair("나루시가 새 항로를 선언했다. 나루시가 12일 계획을 발표하고 올해를 뱃길의 해로 선포했다.")
    assert fused(*found) is None
