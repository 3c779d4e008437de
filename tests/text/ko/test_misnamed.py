"""An office whose name lost a syllable in print is told from another office."""

from __future__ import annotations

import pytest

from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.misnamed import misnamed


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("11일 국가데이처가 통계를 냈다.", True),
        ("11일 국가데이터처가 통계를 냈다.", False),
        ("기후에너환경부는 12일 계획을 냈다.", True),
        ("나루데이처는 12일 부두를 열었다.", False),
    ],
)
def test_an_inner_syllable_that_is_missing_is_seen(text, slip):
    assert misnamed(text) is slip


def test_no_name_that_we_know_is_a_slip_of_another():
    assert not [name for name in gazetteer().names if misnamed(name)]
