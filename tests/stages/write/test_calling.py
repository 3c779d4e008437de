"""Which question a fact calls for."""

from __future__ import annotations

import pytest

from newsprism.stages.write.calling import called, own_clause, remarks
from newsprism.types.reader import Ask, Lens
from tests.making import PORTS

FARES = Ask("요금이 바뀔 때 우리 운임은 얼마인가", ("요금",))
PRICES = Ask("물가에 따라 고칠 계약은 무엇인가", ("물가",))
RAISED = Ask("오른 사용료를 나눌 조항이 있는가", ("사용료",), (), ("올렸", "인상"))
LENS = Lens(PORTS.id, "요금이 언제 바뀌는가", ("deadline",), ("요금",), "요금 대비", (PRICES, FARES, RAISED))


@pytest.mark.parametrize(
    "background",
    [
        "물가가 두 달째 오르는 가운데 ",
        "물가 대책이 나올 예정인 가운데 ",
        "물가를 낮추려던 와중에 ",
        "물가 당국에 따르면 ",
        "12일 물가 업계 등에 따르면 ",
    ],
)
def test_what_stands_in_the_background_calls_for_nothing(background):
    assert called(LENS, f"{background}나루시가 버스 요금을 6월에 내린다.") is FARES


@pytest.mark.parametrize(
    "fact",
    [
        "나루원이 낸 '2월 물가 동향'에 따르면 채소 값이 4% 올랐다.",
        "열두 품목 가운데 물가를 끌어올린 것은 채소다.",
        "나루시 물가가 오르는 가운데.",
    ],
)
def test_the_name_of_a_statistic_a_count_and_a_rump_stay_part_of_the_fact(fact):
    assert own_clause(fact) == fact
    assert called(LENS, fact) is PRICES


def test_what_a_question_presumes_must_have_happened():
    assert called(LENS, "나루항만공사가 선석 사용료를 12% 올렸다.") is RAISED
    assert called(LENS, "나루항만공사가 선석 사용료 자료를 모았다.") is None


def test_of_several_questions_the_first_goes_before_one_that_takes_up_a_word():
    plain = Ask("우리 계약에서 고칠 조항은 무엇인가", ("선석",))
    echoing = Ask("요금이 바뀔 때 우리 운임은 얼마인가", ("요금",))
    lens = Lens(PORTS.id, "요금이 언제 바뀌는가", ("deadline",), ("요금",), "요금 대비", (plain, echoing))
    assert called(lens, "나루항이 선석 요금을 바꿨다.") is plain


@pytest.mark.parametrize(
    ("fact", "remark"),
    [
        ("나루조선 관계자는 “요금이 높아 새 배를 받기가 어렵다”고 말했다.", True),
        ('한도연 나루대 교수는 "버스 요금 체계가 낡아 사람이 줄고 있다"고 지적했다.', True),
        ("나루시장은 “버스 요금을 6월부터 50원 내리겠다”고 말했다.", False),
        ("나루교통공단은 “버스 요금 체계가 낡아 사람이 줄고 있다”고 밝혔다.", False),
        ("나루시가 버스 요금을 내렸다.", False),
    ],
)
def test_what_somebody_said_of_the_news_is_no_event(fact, remark):
    assert remarks(fact) is remark
    assert (called(LENS, fact) is None) is remark
