"""The list of names and words in Korean and English."""

from __future__ import annotations

from time import perf_counter

from newsprism.text.en.bilingual import english_names, korean_names, pairs, written_for


def test_names_are_whole_words_and_acronyms_keep_their_letters():
    assert pairs()["미국"].stands_in("the U.S. economy")
    assert not pairs()["미국"].stands_in("they told us")
    assert pairs()["노르웨이"].stands_in("Norway's fund")
    assert not pairs()["인텔"].stands_in("artificial intelligence")
    assert pairs()["투자"].stands_in("new investments")


def test_an_acronym_stands_for_its_words():
    assert written_for("IEA", "the International Energy Agency")
    assert written_for("DOE", "the Department of Energy")
    assert written_for("AI", "artificial intelligence")
    assert not written_for("IMF", "the International Energy Agency")


def test_the_list_is_read_from_both_sides():
    assert "한은" in korean_names()["Bank of Korea"]
    assert "BOK" in english_names("한은")
    assert pairs()["한은"].stands_in("the Bank of Korea's governor")


def test_letters_of_headlines_are_read_from_the_english_side_only():
    assert "美" in korean_names()["U.S."]
    assert "미" not in pairs()


def test_what_is_a_name_and_a_word_is_compared_as_a_word():
    assert pairs()["의회"].kind == "word"
    assert "의회" in korean_names()["Congress"]


def test_a_long_text_takes_no_time():
    begin = perf_counter()
    for text in ("a" * 50_000, "A " * 25_000):
        written_for("NATO", text)
    assert perf_counter() - begin < 2
