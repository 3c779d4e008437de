import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.text.ko.normalise import clean, folded, strip_markup

MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<br", "/>", "<td>", "<tr>", "<table", "<!--", "-->", "<script>", "</", "<속보>", "&lt;", "&amp;",
                     "&#0;", "&#xD800;", "가나", " ", "\t", "\n", "\x00", "\u200b", "'", '"', "<a href='", ">", "<![CDATA[", "<?xml "]),
    max_size=40,
).map("".join)  # fmt: skip


def test_entities_escaped_twice_are_resolved():
    assert clean("&amp;quot;한빛전자&amp;quot; &amp;amp;lt;속보&amp;amp;gt; A&amp;B") == '"한빛전자" <속보> A&B'


def test_an_entity_without_a_semicolon_stays_because_it_may_be_an_address():
    assert clean("https://a.example/?a=1&copy=2") == "https://a.example/?a=1&copy=2"


def test_exotic_blanks_become_one_space_and_invisible_characters_go():
    assert clean("가\u00a0\u3000나\t다\u200b라\ufeff\u00ad마\x07") == "가 나 다라마"


def test_newlines_stay_and_blanks_around_them_go():
    assert clean("가 \r\n\r\n 나\r다\u2028라\n") == "가\n\n나\n다\n라"


def test_decomposed_hangul_is_composed():
    assert clean(unicodedata.normalize("NFD", "한국은행")) == "한국은행"


def test_block_elements_end_a_line_and_inline_elements_do_not():
    assert strip_markup("<p>첫 <b>문단</b>이다.</p><p>둘째<br>문단</p>") == "첫 문단이다.\n둘째\n문단"


def test_scripts_styles_and_frames_leave_no_text():
    assert (
        strip_markup("앞<script>var a = '<p>광고</p>'</script><style>p{}</style><iframe src=x>틀</iframe>뒤") == "앞뒤"
    )


def test_cells_of_a_table_row_are_joined_by_tabs():
    assert (
        strip_markup("<table><tr><th>구분</th><th>값</th></tr><tr><td>가</td><td> 1 </td></tr></table>")
        == "구분\t값\n가\t1"
    )


def test_angle_brackets_that_are_no_element_stay():
    assert strip_markup("<저작권자 한빛일보> <AP연합> <b>본문</b> 3 < 5") == "<저작권자 한빛일보> <AP연합> 본문 3 < 5"


def test_markup_escaped_once_more_is_taken_away():
    assert strip_markup("&lt;p&gt;가&lt;/p&gt;&lt;p&gt;나&lt;/p&gt;") == "가\n나"


def test_lines_of_a_summary_without_block_elements_are_kept():
    assert strip_markup("첫 줄\r\n둘째 줄<img src=a.jpg>") == "첫 줄\n둘째 줄"


@pytest.mark.parametrize(
    "broken", ["<b>열고 <i>안 닫음", "닫기만</div> 함", "<p", "<!-- 안 끝난 주석", "<table><tr><td>칸"]
)
def test_broken_markup_never_raises_and_leaves_no_tag(broken):
    assert not {"<b>", "</div>", "<td>"} & set(strip_markup(broken).split())


@pytest.mark.parametrize("piece", ["<b>", "<b ", "<table><td>", "<!--", "<?x", "&amp;", "<div>"])
def test_hostile_markup_is_read_in_linear_time(piece):
    start = time.process_time()
    strip_markup(piece * 60_000)
    assert time.process_time() - start < 3


def test_folding_unifies_quotes_dots_dashes_ellipses_and_width():
    assert folded("“ＡＩ” ㆍ ‘반도체’ ∼ — ... ‧") == folded("\"ai\" · '반도체' ~ - … ·")


def test_folding_keeps_different_words_apart():
    assert folded("한국은행, 금리 동결") != folded("한국은행, 금리 인하")


@given(st.text())
def test_cleaned_text_has_no_control_characters_double_blanks_or_loose_ends(raw):
    text = clean(raw)
    assert text == text.strip()
    assert "  " not in text
    assert " \n" not in text
    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    assert unicodedata.is_normalized("NFC", text)


@given(st.text(st.characters(exclude_characters="&")))
def test_cleaning_twice_changes_nothing(raw):
    assert clean(clean(raw)) == clean(raw)


@given(MARKUP)
def test_no_markup_makes_it_raise(raw):
    assert isinstance(strip_markup(raw), str)
    strip_markup(raw).encode()
    assert folded(folded(raw)) == folded(raw)
