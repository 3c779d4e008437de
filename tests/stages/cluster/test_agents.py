"""Who acts in the first sentence of a report."""

import pytest

from newsprism.stages.cluster.agents import agent


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("한국나루공사는 11일 부두를 연다고 밝혔다.", "한국나루공사"),
        ("(나루=견본) 가람재단(이사장 김견본)이 상을 준다.", "가람재단"),
        ("[나루일보] 다온시 누리진흥원은 모집을 시작했다.", "누리진흥원"),
        ("부산시는 11일 부두를 연다고 밝혔다.", "부산시"),
    ],
)
def test_an_office_or_town_is_named_as_it_stands(text, name):
    assert agent(text).name == name
    assert not agent(text).person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("김견본 가람재단 이사장은 11일 물러났다.", "김견본"),
        ("더불어민주당 김견본 국회의원(가람시)이 낸 법이 통과됐다.", "김견본"),
        ("견본 미국 대통령은 11일 서명했다.", "견본"),
    ],
)
def test_a_person_with_a_title_is_known_by_the_name(text, name):
    assert agent(text).name == name
    assert agent(text).person


@pytest.mark.parametrize(
    "text",
    [
        "지난달 취업자 수는 10만 명 늘었다.",
        "정부가 대책을 내놨다.",
        "이 대통령은 11일 밝혔다.",
        "“끝까지 간다”는 말이 나왔다.",
        "",
        "서울은 맑다.",
    ],
)
def test_what_has_no_name_of_its_own_acts_not(text):
    assert agent(text) is None
