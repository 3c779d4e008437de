"""A sentence whose doer is left out leans on the one before it."""

from __future__ import annotations

import pytest

from newsprism.stages.write.sentence.subjects import has_judge, has_main_subject, has_speaker, two_agents
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
    assert has_speaker("나루시가 13년에 걸쳐 600억 원을 들여 부두 인력을 기른다고 13일 밝혔다.")
    assert has_speaker("뱃길 자료 기업 두레스가 420억 원 규모의 투자를 받았다고 10일 밝혔다.")
    assert not has_speaker("부두를 연다고 밝혔다.")
    assert not has_speaker("물량이 12% 늘고 값이 내렸다고 설명했다.")
    assert not has_speaker("하역 투자가 12% 늘었다고 설명했다.")


@pytest.mark.parametrize(
    "text",
    [
        "지분율이 51%에 달해 컨소시엄으로 보기 어렵다고 판단했다.",
        "‘추가 필요 인력’은 2034년까지 총 122만2000명에 달할 것으로 추산했다.",
        "의회가 법안을 처리하기로 합의한 데 대해 긍정적인 반응이 나오고 있다고 밝혔다.",
        "대출이 연장되고 있는지를 살펴 신속한 개선 조치에 나서겠다는 방침이다.",
    ],
)
def test_a_judgement_needs_somebody_who_can_judge(text):
    assert not has_judge(text, morphemes(text))


@pytest.mark.parametrize(
    "text",
    [
        "해양수산부는 물동량이 2만 톤에 이를 것으로 추산했다.",
        "업계는 운임이 더 오를 것으로 전망했다.",
        "나루제철은 수출이 8% 줄어들 것으로 전망했다.",
        "나루연구원에 따르면 운임이 더 오를 것으로 전망했다.",
        "물동량은 2만 톤에 이를 것으로 추산됐다.",
        "나루시장은 사용료를 내리겠다고 밝혔다.",
        "물동량이 2만 톤을 넘었다.",
    ],
)
def test_a_judgement_of_somebody_is_printed(text):
    assert has_judge(text, morphemes(text))


def test_two_subjects_of_one_deed_are_broken():
    assert two_agents(morphemes("해양수산부 장관이 운임의 급격한 변동성이 선사들의 거래를 지목했다."))
    assert two_agents(morphemes("박견본 의원이 지난 11일 나루당이 의회에서의 조례 처리를 문제 삼았다."))


@pytest.mark.parametrize(
    "text",
    [
        "해양수산부 장관이 운임 변동의 원인으로 선사들의 거래를 지목했다.",
        "의회가 정부가 낸 예산을 깎았다.",
        "값이 오른 아파트가 인기를 끌었다.",
        "나루시가 의장을, 가온시가 부의장을 맡는다.",
    ],
)
def test_subjects_of_two_deeds_are_whole(text):
    assert not two_agents(morphemes(text))


def test_a_day_on_which_somebody_did_something_is_no_subject():
    assert not has_main_subject(morphemes("장관이 인상 방침을 밝힌 1월 23일과 대비해서는 9.8% 늘었다."))
