import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import UnreadableFile
from newsprism.formats.encoding import HANDFUL, declared_codec, decode

KOREAN = "다온시는 9일 새 청사를 열었다. “시민이 먼저”라고 시장은 말했다.\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp949", "euc-kr"])
def test_korean_text_is_read_in_every_encoding_in_use(codec):
    text = KOREAN.replace("“", '"').replace("”", '"')
    decoded = decode(text.encode(codec), "f")
    assert decoded.text == text
    assert decoded.replaced == 0


def test_syllables_outside_of_euc_kr_are_read_as_cp949():
    text = "똠방각하 펲시 콜라를 샀다. 다온시의 가게는 열려 있다."
    assert decode(text.encode("cp949"), "f").text == text


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="euc-kr">', "cp949"),
        ('<META http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', "cp949"),
        ("<meta charset=utf-8/>", "utf-8"),
        ('<?xml version="1.0" encoding="EUC-KR"?>', "cp949"),
        ('<meta charset="utf-7">', None),
        ("<p>charset=euc-kr</p>", None),
    ],
)
def test_the_charset_declared_in_a_head_is_found(declaration, codec):
    assert declared_codec(declaration.encode()) == codec


def test_a_charset_declared_after_two_kilobytes_is_not_followed():
    assert declared_codec(b" " * 2048 + b'<meta charset="euc-kr">') is None


def test_a_japanese_page_is_read_as_it_declares():
    page = '<meta charset="Shift_JIS"><p>工場を新設する</p>'
    assert decode(page.encode("cp932"), "f").text == page


def test_utf8_is_believed_over_a_charset_that_the_page_has_left():
    page = f'<meta charset="euc-kr"><p>{KOREAN}</p>'
    assert decode(page.encode("utf-8"), "f").text == page


def test_a_few_bad_bytes_are_replaced_and_counted():
    content = (KOREAN * 20).encode() + b"\xff\xfe" + KOREAN.encode()
    decoded = decode(content, "f")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == decoded.text.count("\ufffd") == 2


def test_a_cp949_file_with_one_broken_pair_is_still_korean():
    decoded = decode(KOREAN.replace("“", "").replace("”", "").encode("cp949") * 5 + b"\xff\n", "f")
    assert decoded.encoding == "cp949"
    assert decoded.replaced == 1
    assert "청사를" in decoded.text


def test_more_than_a_handful_of_bad_bytes_is_refused():
    content = b"\n".join([b"plain text \xff"] * (HANDFUL + 1))
    with pytest.raises(UnreadableFile) as caught:
        decode(content, "notes.txt")
    assert caught.value.subject == "notes.txt"


def test_bytes_with_nul_are_binary():
    with pytest.raises(UnreadableFile, match="이진"):
        decode(b"abc\0def", "f")


def test_accented_latin_is_not_taken_for_korean():
    decoded = decode("Le café était déjà fermé à midi".encode("latin-1"), "f")
    assert not any("가" <= letter <= "힣" for letter in decoded.text)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_our_error(content):
    try:
        decoded = decode(content, "f")
    except UnreadableFile:
        return
    assert decoded.replaced <= HANDFUL


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_any_utf8_text_is_read_back(text):
    assert decode(text.encode(), "f").text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("cp949", "EUC-KR"), ("cp949", "iso-8859-1"), ("cp949", "utf-8"), ("utf-8", "euc-kr"), ("utf-8", "x-unknown")],
)
def test_what_a_server_says_of_the_charset_is_followed_as_far_as_it_can_be_true(encoding, charset):
    text = "다온시가 새 청사를 열었다."
    assert decode(text.encode(encoding), "a", charset).text == text
    assert decode("café".encode("latin-1"), "a", "iso-8859-1").text == "café"
