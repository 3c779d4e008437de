import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.josa import attach, has_batchim

PAIRS = ["은/는", "이/가", "을/를", "와/과", "과/와", "으로/로", "로/으로", "이나/나", "이라/라", "아/야", "이랑/랑"]


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("한국은행", "은/는", "한국은행은"), ("코스피", "이/가", "코스피가"), ("반도체", "을/를", "반도체를"),
        ("정부", "와/과", "정부와"), ("은행", "와/과", "은행과"), ("은행", "과/와", "은행과"),
        ("서울", "으로/로", "서울로"), ("부산", "로/으로", "부산으로"), ("제주", "으로/로", "제주로"),
        ("AI", "은/는", "AI는"), ("5G", "이/가", "5G가"), ("HBM", "을/를", "HBM을"), ("URL", "으로/로", "URL로"),
        ("3%", "을/를", "3%를"), ("84㎡", "이/가", "84㎡가"), ("20kg", "이/가", "20kg이"), ("5km", "을/를", "5km를"),
        ("10", "이/가", "10이"), ("1000", "으로/로", "1000으로"), ("7", "으로/로", "7로"), ("2", "은/는", "2는"),
        ("1,200", "은/는", "1,200은"), ("2.5", "을/를", "2.5를"), ("3.0", "은/는", "3.0은"),
        ("‘나루은행’", "은/는", "‘나루은행’은"), ("한빛전자(AI)", "이/가", "한빛전자(AI)가"), ("美", "이/가", "美이"),
        ("Cloud", "은/는", "Cloud는"), ("Team", "은/는", "Team은"), ("Apple", "으로/로", "Apple로"),
        ("누구", "이랑/랑", "누구랑"), ("", "은/는", "는"),
    ],
)  # fmt: skip
def test_the_form_follows_the_last_sound(word, pair, expected):
    assert attach(word, pair) == expected


def test_batchim_is_seen_through_closing_quotes():
    assert has_batchim("“강원”")
    assert not has_batchim("(제주)")


@pytest.mark.parametrize("pair", ["은", "/는", "은/", ""])
def test_a_pair_without_two_forms_is_the_fault_of_the_caller(pair):
    with pytest.raises(ValueError, match="not a pair"):
        attach("정부", pair)


@given(st.text(), st.sampled_from(PAIRS))
def test_exactly_one_of_the_two_forms_is_attached(word, pair):
    assert attach(word, pair) in {word + form for form in pair.split("/")}


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_the_order_of_the_pair_does_not_matter(word):
    assert attach(word, "은/는") == attach(word, "는/은")
    assert attach(word, "으로/로") == attach(word, "로/으로")
