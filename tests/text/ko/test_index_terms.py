"""The row of terms of a text. All texts are invented."""

import pytest

from newsprism.text.ko.index_terms import BREAK, index_fields, index_terms, name_terms
from newsprism.text.ko.tokens import Analyzer, parts

ANALYZER = Analyzer()


def terms(text: str) -> str:
    return " ".join(index_terms(text, ANALYZER.analyse(text)))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("반도체는 반도체장비와 반도체 장비로 만든다.", "반도체 반도체 장비 반도체 장비 만들다"),
        ("기준금리를 내렸다.", "기준 금리 내리다"),
        ("새벽重 노동자 1,500명이 2.5% 올렸다", "새벽 중공업 노동자 1500 명 2.5 올리다"),
        ("對美 수출, 韓國 勞動", f"대미 수출 한국 노동 {BREAK} 미국 {BREAK} 대한 민국"),
        ("HBM4 C++ AT&T 5G R&D", "hbm 4 c++ at&t 5 g r&d"),
        ("한빛리츠(0030R0)", "한빛리츠 0030r0"),
        ("ＡＩ １，５００", "ai 1500"),
        ("2026.02.14", "2026 02 14"),
        ("https://naru.example/a?b=1 a@naru.example", ""),
        ("그것은 이 사람들 등이 할 수 있는 것이다.", "사람"),
        ("금, 쌀, 빚", "금 쌀 빚"),
        ("삼전이 올랐다.", f"삼전 오르다 {BREAK} 삼성 전자"),
    ],
)
def test_the_row_of_a_text(text: str, row: str) -> None:
    assert terms(text) == row


def test_a_name_is_added_once_for_each_field() -> None:
    text = "삼전·삼전\n삼전"
    of_title, of_text = index_fields(text, ANALYZER.analyse(text), 5)
    assert of_title == ("삼전", "삼전", BREAK, "삼성", "전자")
    assert of_text == ("삼전", BREAK, "삼성", "전자")


def test_a_name_that_stands_in_its_own_form_adds_nothing() -> None:
    assert BREAK not in terms("삼성전자가 웃었다.")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("기준금리", ("기준", "금리")),
        ("삼성전자", ("삼성", "전자")),
        ("대미투자특별법", ("대미", "투자", "특별법")),
        ("금감원장", ("금감원", "장")),
        ("반도체", ("반도체",)),
        ("미래에셋", ("미래에셋",)),
        ("하이브리드", ("하이브리드",)),
        ("엔비디아", ("엔비디아",)),
        ("가" * 50, ("가" * 50,)),
        ("", ("",)),
    ],
)
def test_compounds_are_opened_where_every_part_is_a_noun(word: str, found: tuple[str, ...]) -> None:
    assert parts(word) == found


def test_a_name_alone_gives_the_terms_it_has_in_a_text() -> None:
    assert name_terms("LG 에너지솔루션") == name_terms("LG에너지솔루션")
