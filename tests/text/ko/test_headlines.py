from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.headlines import agreement, content_words, overlap


def test_particles_and_tags_are_no_part_of_a_word():
    assert content_words("[단독] 나루시가 부두를 새로 짓는다") == {"나루시", "부두", "새로", "짓는다"}


def test_latin_words_compare_without_regard_to_case():
    assert content_words("HBM 공급") == content_words("hbm 공급")


def test_a_word_of_two_syllables_keeps_its_last_one():
    # Taking 가 off 국가 would leave half a word.
    assert "국가" in content_words("국가 재정")


def test_overlap_is_the_share_of_the_smaller_set():
    assert overlap(frozenset("ab"), frozenset("abcd")) == 1.0
    assert overlap(frozenset("ax"), frozenset("abcd")) == 0.5
    assert overlap(frozenset(), frozenset("ab")) == 0.0


def test_the_headline_that_says_what_the_others_say_agrees_most():
    titles = [
        "나루항 새 부두 개장",
        "나루항 새 부두 문 열어",
        "새 부두 개장한 나루항",
        "부두 옆 식당가 매출 두 배",
    ]
    found = agreement(titles)
    assert min(found) == found[3]
    assert found[0] > 0.8


def test_a_headline_that_adds_matters_of_its_own_agrees_less():
    short, long = agreement(["나루항 부두 개장", "나루항 부두 개장 식당가 매출 주차 요금 인상"])
    assert short == 1.0
    assert long < 0.9


def test_a_single_headline_agrees_with_nobody():
    assert agreement(["나루항 새 부두 개장"]) == (0.0,)
    assert agreement([]) == ()


@given(st.lists(st.text(max_size=40), max_size=6))
def test_agreement_is_one_number_between_nought_and_one_for_each(titles):
    found = agreement(titles)
    assert len(found) == len(titles)
    assert all(0.0 <= value <= 1.0 for value in found)
