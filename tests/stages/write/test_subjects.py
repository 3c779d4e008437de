"""A sentence whose doer is left out leans on the one before it."""

from __future__ import annotations

import pytest

from newsprism.stages.write.subjects import has_main_subject, has_speaker
from tests.stages.write.newsroom import analyser


def morphemes(text: str):
    (found,) = analyser().analyse_all([text])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "해양수산부가 정한 상한도 4% 밑돌았다.",
        "공사비가 부족한 부두의 참여를 엄격히 제한한다.",
        "올해는 하역 주문이 늘어 채용 인원을 36% 늘렸다.",
        "나루항만공사가 부과한 사용료 가운데 두 번째로 큰 규모다.",
    ],
)
def test_a_subject_of_a_describing_clause_or_of_a_cause_says_not_who_does_it(text):
    assert not has_main_subject(morphemes(text))


@pytest.mark.parametrize(
    "text",
    [
        "해양수산부가 정한 상한은 4%다.",
        "정부가 늘릴 계획이다.",
        "나루항만공사가 오는 26일 부두를 연다.",
        "법원이 서로 다른 결론을 내렸다.",
        "나루하역이 크레인 12대를 새로 들여왔다.",
        "올해는 하역 물량이 4% 늘었다.",
    ],
)
def test_whoever_does_it_is_found(text):
    assert has_main_subject(morphemes(text))


def test_speech_has_a_speaker_at_its_beginning():
    assert has_speaker("해양수산부는 부두를 연다고 밝혔다.")
    assert has_speaker("부두가 열렸다.")
    assert not has_speaker("부두를 연다고 밝혔다.")
