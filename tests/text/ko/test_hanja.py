import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.hanja import SHORTHAND, to_hangul


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("美 관세에 日·中 반발", "미국 관세에 일본·중국 반발"),
        ("美中 갈등, 韓日 협력", "미중 갈등, 한일 협력"),
        ("對美 수출, 反中 정서", "대미 수출, 반중 정서"),
        ("與野 합의…與 “환영” 野 “유감”", "여야 합의…여당 “환영” 야당 “유감”"),
        ("1억弗 수주, 2兆 투자", "1억달러 수주, 2조 투자"),
        ("전년比 12% 증가", "전년대비 12% 증가"),
        ("한빛百·새벽重·나루銀·바다證", "한빛백화점·새벽중공업·나루은행·바다증권"),
        ("10명 中 3명, 수사中", "10명 중 3명, 수사중"),
        ("병오년(丙午年) 설", "병오년 설"),
        ("中企 대출", "중소기업 대출"),
        ("10日 개막, 3年 만에", "10일 개막, 3년 만에"),
    ],
)
def test_shorthand_is_read_as_other_outlets_write_it(printed, read):
    assert to_hangul(printed) == read


@pytest.mark.parametrize("kept", ["李 대통령", "金 총리", "頂門一鍼", "강남視角"])
def test_surnames_and_unknown_compounds_stay(kept):
    assert to_hangul(kept) == kept


def test_compatibility_ideographs_are_read_too():
    assert to_hangul("\uf981 제자") == "여 제자"


def test_every_reading_is_hangul():
    assert all(all("가" <= c <= "힣" for c in reading) for reading in SHORTHAND.values())


@given(st.text(st.sampled_from("美中日對與野比百重 가나1,年弗")))
def test_no_shorthand_of_the_table_is_left(text):
    assert not set("美中日對與野比百重年弗") & set(to_hangul(text))


@given(st.text(st.characters(max_codepoint=0xD7A3, exclude_categories=("Cs",), min_codepoint=0xAC00)))
def test_hangul_is_left_alone(text):
    assert to_hangul(text) == text


@given(st.text())
def test_any_text_is_accepted(text):
    assert isinstance(to_hangul(text), str)
