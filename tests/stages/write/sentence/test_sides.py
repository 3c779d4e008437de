"""A sentence on the other side of what the headline speaks of stands under another one."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.sides import other_law, other_side
from tests.making import article
from tests.stages.write.newsroom import material


@pytest.mark.parametrize(
    ("headline", "sentence", "other"),
    [
        ("코스닥 퇴출 기준 세 배로", "코스피 기준은 7월 300억 원으로 오른다.", True),
        ("코스닥 퇴출 기준 세 배로", "코스닥과 코스피 기준이 함께 오른다.", False),
        ("체불근로자 융자 금리 내린다", "사업주는 지방청에서 확인을 받아야 한다.", True),
        ("체불근로자 융자 금리 내린다", "금리는 3월까지 1.0%다.", False),
        ("나루구 전세 매물 넉 달째 줄어", "나루단지의 호가는 2000만 원 내려갔다.", True),
        ("나루항 새 부두 개장", "수출 화물은 12일부터 싣는다.", False),
    ],
)
def test_the_other_market_or_party_is_another_matter(headline, sentence, other):
    assert other_side(headline, sentence) is other


def test_another_bill_is_another_matter_under_a_headline_on_legislation():
    lead = "국회는 12일 본회의에서 나루항만지원법을 처리했다."
    assert other_law("나루항만지원법 본회의 통과", lead, "섬교통특별법은 특위에서 다룬다.")
    assert not other_law("나루항만지원법 본회의 통과", lead, "나루항만지원법은 7월 시행된다.")
    assert not other_law("나루항 새 부두 개장", lead, "섬교통특별법은 특위에서 다룬다.")


def test_a_story_is_not_about_the_other_side():
    text = "코스닥 퇴출 기준이 7월 세 배로 오른다. 코스피 퇴출 기준은 7월 300억 원으로 오른다."
    found = material(article("a", "코스닥 퇴출 기준 세 배로", text))
    assert [found.about(c) for c in found.candidates] == [True, False]
