"""Above an edition stand parts of headlines that keep who acts, and figures that stand below."""

from __future__ import annotations

import pytest

from newsprism.stages.write.naming.masthead import headline
from newsprism.stages.write.naming.words import nameless, office_of_nobody, phrase, phrase_of
from newsprism.types.brief import Citation, Sentence
from tests.making import PORTS, article, story
from tests.stages.write.newsroom import desk, ranked


def of(*titles: str):
    return desk([ranked(story(f"s{i}", article(f"a{i}", t)), PORTS) for i, t in enumerate(titles)], ())


def test_a_part_that_lost_who_acts_is_none():
    found = phrase("해양수산부 장관, 10일 두레 방문…부두 1호 지정 협의", 9, 30)
    assert found == "해양수산부 장관, 10일 두레 방문"


def test_somebodys_union_keeps_whose_it_is():
    assert phrase("가온정밀 노사, 파업 직전 잠정 합의…기본급 인상", 9, 30) == "가온정밀 노사, 파업 직전 잠정 합의"
    assert (
        phrase("다온가온 특별법안, 국회 행안위 통과…통합시 출범 ‘가시권’", 13, 30)
        == "다온가온 특별법안, 국회 행안위 통과"
    )


@pytest.mark.parametrize(
    "title",
    [
        "나루항 지분 기준 영향에 ‘관심’",
        "“손실 11조 대 이익 2조”",
        "나루항, 대학원·생 이자 지원",
        "나루항 요금 삼성전자 SK하이닉스와 달랐다",
    ],
)
def test_a_mood_a_bare_quotation_and_a_broken_list_are_no_phrase(title):
    assert phrase(title, 5, 40) is None


def test_an_office_that_every_country_has_stands_with_its_country():
    assert office_of_nobody("국방부, 바다에 함대 배치 지시")
    assert not office_of_nobody("미 국방부, 바다에 함대 배치 지시")


def test_a_house_that_only_met_says_nothing():
    assert nameless("국회, 설 앞두고 본회의")


def test_a_speaker_and_the_country_of_an_office_stay_with_what_is_said():
    assert phrase_of(of("“美 국방부, 바다에 함대 배치 지시”…두레항 요금 올라"), "s0", 13, 30) is None


def test_a_figure_of_the_title_stands_below_it():
    lead = article("a", "나루항만공사, 새 부두 열고 예인선도 늘린다", "나루항만공사가 예인선 12척을 늘린다.")
    other = article("b", "나루항만공사, 새 부두에 예인선 12척 배치", "나루항만공사가 예인선 12척을 늘린다.")
    table = desk([ranked(story("s", lead, other), PORTS)], ())
    text = "나루항이 바뀐다."
    sentence = Sentence(text, "extracted", (Citation(lead.id, "text", 0, 9, text),))
    assert "12척" in headline(table)
    assert "12척" not in headline(table, [sentence])


def test_what_the_title_announces_stands_below_it():
    lead = article("a", "나루항만공사, 새 부두에 예인선 배치", "나루항만공사가 새 부두에 예인선을 둔다.")
    other = article("b", "김표본 사장 “섬마을에 배움터 세운다”…새 부두에 예인선 배치", "나루항만공사가 예인선을 둔다.")
    table = desk([ranked(story("s", lead, other), PORTS)], ())
    text = "나루항만공사가 새 부두에 예인선을 둔다."
    sentence = Sentence(text, "extracted", (Citation(lead.id, "text", 0, len(text), text),))
    assert "배움터" not in headline(table, [sentence])
    assert "예인선" in headline(table, [sentence])
