import pytest

from newsprism.stages.digest.outline import units_of
from newsprism.stages.digest.summary import LEAST, MOST, SEPARATOR, summary_of
from tests.stages.digest.reports import items, report

META = "하버랩이 무인 하역 장비의 특징과 앞으로의 과제를 여러 부두의 기록을 바탕으로 살펴 자세히 정리하고 향후 전망을 함께 제시"
TOLD = "무인 하역 장비를 도입한 부두의 하역 시간은 2.4분에서 1.9분으로 줄었으며 야간 작업의 절반을 무인 장비가 맡을 것으로 예상"
PART = "▲(야간) 무인 하역 장비가 짐의 절반을 옮기고 사람은 쉼 ▲(주간) 사람이 짐을 옮기고 장비는 점검을 받음 ▲(주말) 모두 쉬는 방식으로 운영"


def told(*texts, title="무인 하역 장비의 실증 결과"):
    document = report(*((1, "bullet", f"● {text}") for text in texts))
    found = summary_of([b for u in units_of(document) for b in u.blocks], title)
    return SEPARATOR.join(one.text for one in found)


def test_it_says_the_matter_and_not_that_there_is_a_report():
    assert told(META, TOLD) == TOLD
    assert told(PART, TOLD) == TOLD


def test_two_short_statements_stand_together():
    first, second = (
        "하버랩이 나루항만에서 얻은 무인 하역 장비의 1년 실증 결과를 공개",
        "하역 시간은 컨테이너당 2.4분에서 1.9분으로 21% 단축",
    )
    assert told(first, second) == f"{first}, {second}"


def test_footnote_marks_go():
    assert told(TOLD.replace("하역 장비", "하역* 장비", 1)) == TOLD


@pytest.mark.parametrize("text", ["짧은 줄", "가" * 300])
def test_a_statement_is_never_cut(text):
    assert told(text) == text


def test_of_an_item_with_lines_that_fit_it_has_the_wanted_length():
    for document in items():
        found = summary_of([b for u in units_of(document) for b in u.blocks], document.title)
        assert LEAST <= len(SEPARATOR.join(one.text for one in found)) <= MOST


def test_nothing_gives_nothing():
    assert summary_of((), "제목") == ()
