from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import MissingResource
from newsprism.text.ko import readings as module
from newsprism.text.ko.hanja import reading
from newsprism.text.ko.readings import read_word, readings


def test_every_character_of_ks_x_1001_has_a_reading_of_one_syllable():
    places = (bytes([high, low]) for high in range(0xCA, 0xFE) for low in range(0xA1, 0xFF))
    characters = {place.decode("euc_kr") for place in places}
    unified = {c for c in characters if not "\uf900" <= c <= "\ufaff"}
    assert len(unified) == 4620
    assert unified <= set(readings())
    assert all(len(r) == 1 and "가" <= r <= "힣" for r in readings().values())


def test_the_readings_stand_in_the_order_of_the_standard():
    """KS X 1001 is ordered by reading; only characters of several readings may stand elsewhere."""
    rows = list(readings().values())[:4620]
    falls = sum(later < earlier for earlier, later in pairwise(rows))
    assert falls <= 20


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("勞動", "노동"), ("女子", "여자"), ("歷史", "역사"), ("理論", "이론"), ("良心", "양심"), ("旅行", "여행"), ("樂園", "낙원"),
        ("男女", "남녀"), ("來年", "내년"), ("昨年", "작년"), ("比率", "비율"), ("百分率", "백분율"), ("確率", "확률"), ("成功率", "성공률"),
        ("系列", "계열"), ("序列", "서열"), ("不動産", "부동산"), ("不正", "부정"), ("不滿", "불만"), ("論難", "논란"), ("更新", "갱신"),
        ("大韓民國", "대한민국"), ("半導體", "반도체"), ("経済", "경제"), ("国会", "국회"),
    ],
)  # fmt: skip
def test_words_are_read_by_the_rules_of_korean(word, read):
    assert read_word(word) == read


def test_inside_a_word_the_law_of_the_first_syllable_does_not_hold():
    assert read_word("率", initial=False) == "률"


def test_a_word_with_an_unknown_character_is_not_read():
    assert read_word("頂\u3400鍼") is None


@pytest.mark.parametrize(
    ("text", "run", "read"),
    [
        ("韓國 경제", "韓國", "한국"), ("美 관세", "美", "미국"), ("美中 갈등", "美中", "미중"), ("전년比 3%", "比", "대비"), ("10年", "年", "년"),
        ("李 대통령", "李", "李"), ("金 장관", "金", "金"), ("金값", "金", "금"), ("성공率", "率", "률"), ("\uf981子", "\uf981子", "여자"),
    ],
)  # fmt: skip
def test_a_run_is_read_with_its_neighbours(text, run, read):
    start = text.index(run)
    assert reading(text, start, start + len(run)) == read


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=80))
def test_any_run_is_read_or_left(run):
    assert reading(run, 0, len(run))


def test_a_missing_table_is_reported(monkeypatch):
    monkeypatch.setattr(module, "_FILE", "nowhere.tsv")
    with pytest.raises(MissingResource, match=r"nowhere\.tsv"):
        readings.__wrapped__()
