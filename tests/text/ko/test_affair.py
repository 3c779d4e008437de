"""Two stories of one thread speak of one matter, or only of the same kind of thing."""

from __future__ import annotations

from newsprism.text.ko.affair import of_one_matter
from tests.making import article
from tests.making import story as joined


def story(name, title, text):
    return joined(name, article(f"{name}0", title, text))


BUSAN = story(
    "a", "부산형 창업 사다리 추진…유망 창업 기업에 최대 1억 자금", "부산에서 창업 기업을 기르는 새 사업이 추진된다."
)
GUMI = story("b", "구미시, 젊은 창업 기업에 최대 2억 자금 대기로", "구미시는 창업 기업 여섯 곳을 봄에 고른다.")
BUSAN_AGAIN = story(
    "c", "부산시, 창업 사다리 유망 기업 12곳 뽑아…최대 1억 자금", "부산시는 창업 기업 12곳을 뽑았다고 9일 밝혔다."
)
NATION = story(
    "d", "정부, 유망 창업 기업에 최대 1억 자금…창업 사다리 전국으로", "정부가 창업 기업을 돕는 사업을 넓힌다."
)


def test_what_one_town_does_is_no_other_towns_matter():
    assert not of_one_matter(BUSAN, GUMI)
    assert not of_one_matter(GUMI, BUSAN)


def test_one_town_twice_and_a_town_beside_the_nation_are_told_by_their_words():
    assert of_one_matter(BUSAN, BUSAN_AGAIN)
    assert of_one_matter(BUSAN, NATION)


def test_the_prices_of_one_country_are_not_those_of_another():
    america = story("e", "美 6월 소비자물가 2.4% 상승…예상치 밑돌아", "미국 소비자물가가 6월에 2.4% 올랐다.")
    china = story("f", "중국 6월 소비자물가 0.2% 상승…예상치 밑돌아", "중국 소비자물가가 6월에 0.2% 올랐다.")
    again = story("g", "美 6월 소비자물가 둔화…뉴욕 증시 상승", "미국 소비자물가가 둔화하자 주가가 올랐다.")
    assert not of_one_matter(america, china)
    assert of_one_matter(america, again)
