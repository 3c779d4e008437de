import base64
import time
from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsprism.stages.extract import mail_parts
from newsprism.stages.extract.digest import DigestExtractor
from newsprism.stages.extract.mail import MailExtractor
from newsprism.stages.extract.pages import PageExtractor
from newsprism.stages.extract.plain import PlainExtractor
from newsprism.types.document import Entry

SEOUL = ZoneInfo("Asia/Seoul")
SENTENCES = "다온시는 9일 새 청사를 열었다고 밝혔다. 공사에는 3년이 걸렸고 1200억 원이 들었다."
MORE = "시민들은 오는 16일부터 새 청사에서 민원을 볼 수 있다고 시는 설명했다."
BRIEF = "가온항의 1월 물동량이 지난해 같은 달보다 12% 늘었다고 항만공사가 8일 발표했다."
LETTER = f"""<html><head><title>x</title><style>.a{{color:red}}</style></head><body>
<div style="display:none;max-height:0px;overflow:hidden">미리 보이는 숨은 문장이다. 아무도 보지 못한다.</div>
<span class="preheader">머리에 숨은 다른 문장이다. 역시 보지 못한다.</span>
<table><tr><td>메일이 잘 보이지 않나요? <a href="https://n.example/v?who=me">웹에서 보기</a></td></tr>
<tr><td style="font-size:0px"><table><tr><td style="font-size:14px"><h2>다온시 새 청사 문 연다</h2><p>{SENTENCES}</p><p>{MORE}</p></td></tr></table></td></tr>
<tr><td><b>가온항</b> {BRIEF} <a href="https://n.example/2">더 보기</a></td></tr>
<tr><td>이 메일은 수신에 동의한 분께 보냅니다. <a href="https://n.example/u?who=me">수신거부</a></td></tr>
<tr><td>나루시 한들로 1, 전화 02-000-0000</td></tr></table>
<img src="https://t.example/p.gif?who=me" width="1" height="1"></body></html>"""


def message(html=LETTER, plain="글만 있는 판이다.", **heads) -> EmailMessage:
    made = EmailMessage()
    heads = {
        "From": "나루일보 <news@naru.example>",
        "Subject": "다온시 새 청사 열린다",
        "Date": "Mon, 09 Feb 2026 07:30:00 +0900",
        **heads,
    }
    for name, value in heads.items():
        if value is not None:
            made[name] = value
    made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def read(content, publisher=None):
    raw = content if isinstance(content, bytes) else content.as_bytes()
    extractor = MailExtractor(PageExtractor(), PlainExtractor(DigestExtractor()))
    return extractor.extract([Entry("a.eml", "message/rfc822", raw, publisher=publisher)])


def only(content, publisher=None):
    (document,) = read(content, publisher).documents
    return document


def reasons(extraction):
    return [drop.reason for drop in extraction.dropped]


def test_the_head_of_a_message_says_who_what_and_when():
    document = only(message())
    assert document.title == "다온시 새 청사 열린다"
    assert document.publisher == "나루일보"
    assert document.published_at == datetime(2026, 2, 9, 7, 30, tzinfo=SEOUL)
    assert (document.kind, document.language, document.url) == ("article", "ko", None)


def test_the_text_is_what_a_reader_of_the_letter_sees():
    text = only(message()).text
    for sentence in (SENTENCES, MORE, BRIEF):
        assert sentence in text
    for hidden in ("숨은", "웹에서 보기", "수신거부", "02-000-0000", "who=me", "글만 있는"):
        assert hidden not in text


def test_a_letter_of_short_pieces_loses_none():
    pieces = [f"{n}번째 소식: 가온항 {n}부두가 {n}일 문을 열었다." for n in range(1, 9)]
    rows = "".join(f'<tr><td><a href="https://n.example/{n}">{piece}</a></td></tr>' for n, piece in enumerate(pieces))
    text = only(message(f"<html><body><table>{rows}<tr><td>구독 취소</td></tr></table></body></html>")).text
    assert [line for line in pieces if line in text] == pieces
    assert "구독 취소" not in text


def test_without_html_the_plain_text_is_read_and_the_subject_stays_the_title():
    extraction = read(message(None, f"{SENTENCES}\n{MORE}\n\n수신거부: https://n.example/u"))
    (document,) = extraction.documents
    assert (document.title, document.text) == ("다온시 새 청사 열린다", f"{SENTENCES}\n{MORE}")
    assert "mail_furniture" in reasons(extraction)


def test_html_without_a_text_falls_back_to_the_plain_part():
    assert only(message('<html><body><img src="a.png"></body></html>', SENTENCES)).text == SENTENCES


def encoded(charset, codec, body_as):
    body = SENTENCES.encode(codec)
    return (
        b"From: =?" + charset + b"?B?" + base64.b64encode("나루일보".encode(codec)) + b"?= <news@naru.example>\r\n"
        b"Subject: =?" + charset + b"?B?" + base64.b64encode("다온시 새 ".encode(codec)) + b"?=\r\n"
        b" =?" + charset + b"?B?" + base64.b64encode("청사".encode(codec)) + b"?=\r\n"
        b"Date: Mon, 9 Feb 2026 07:30:00 +0900\r\n"
        b"Content-Type: text/plain; charset=" + charset + b"\r\n" + body_as(body)
    )  # fmt: skip


def in_base64(body):
    return b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(body)


def quoted(body):
    lines = "".join(f"={byte:02X}" for byte in body)
    return (
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + "=\r\n".join(lines[n : n + 72] for n in range(0, len(lines), 72)).encode()
    )


def as_it_is(body):
    return b"\r\n" + body


@pytest.mark.parametrize("body_as", [in_base64, quoted, as_it_is])
@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        (b"utf-8", "utf-8"),
        (b"EUC-KR", "cp949"),
        (b"ks_c_5601-1987", "cp949"),
        (b"iso-2022-kr", "iso2022_kr"),
        # A charset that is wrong or unknown.
        (b"us-ascii", "utf-8"),
        (b"utf-8", "cp949"),
        (b"x-unheard-of", "cp949"),
    ],
)
def test_korean_in_every_encoding_of_mail_is_read(charset, codec, body_as):
    document = only(encoded(charset, codec, body_as))
    assert (document.title, document.publisher, document.text) == ("다온시 새 청사", "나루일보", SENTENCES)


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_heads_with_bare_bytes_as_old_mailers_sent_them_are_read(codec):
    raw = f"From: 나루일보 <news@naru.example>\nSubject: 다온시 새 청사\n\n{SENTENCES}".encode(codec)
    document = only(raw)
    assert (document.title, document.publisher, document.text) == ("다온시 새 청사", "나루일보", SENTENCES)


@pytest.mark.parametrize(
    "sender", ["news@naru.example", "<news@naru.example>", '"news@naru.example" <news@naru.example>', None, "((("]
)
def test_a_sender_without_a_name_leaves_the_name_of_the_source(sender):
    assert only(message(From=sender), "나루레터").publisher == "나루레터"
    assert only(message(From=sender)).publisher is None


def test_a_name_in_quotes_may_hold_a_comma():
    assert only(message(From='"나루, 일보" <news@naru.example>')).publisher == "나루, 일보"


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        ("Sun, 8 Feb 2026 22:30:00 GMT", datetime(2026, 2, 9, 7, 30, tzinfo=SEOUL)),
        ("Sun, 8 Feb 2026 22:30:00 -0000", datetime(2026, 2, 9, 7, 30, tzinfo=SEOUL)),
        ("어제", None),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("Mon, 99 Feb 2026 99:00:00 +9999", None),
        (None, None),
    ],
)
def test_the_time_of_a_message_is_believed_with_its_zone(date, read_as):
    made = message(Date=None).as_bytes()
    assert only((f"Date: {date}\n".encode() if date else b"") + made).published_at == read_as


def test_two_subscribers_letters_are_one_document():
    one, other = (
        only(message(LETTER.replace("다온시는 9일", f"{name} 님, 다온시는 9일"))) for name in ("가나", "다라")
    )
    assert one.id == other.id
    assert only(message(Subject="다른 편지")).id != one.id
    assert only(message(Date=None)).id == only(message(Date=None)).id


def test_attachments_are_named_and_left_out():
    made = message()
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="보고서.pdf")
    made.add_attachment("<p>다른 글</p>", subtype="html", filename="b.html")
    extraction = read(made)
    assert [drop.item for drop in extraction.dropped if drop.reason == "attachment"] == ["보고서.pdf", "b.html"]
    assert "다른 글" not in extraction.documents[0].text


def test_a_forwarded_letter_is_read():
    outer = message(None, "아래 편지를 보세요.")
    outer.make_mixed()
    outer.attach(message())
    assert SENTENCES in only(outer).text


def test_a_message_without_a_text_is_a_drop():
    assert reasons(read(b"From: a@n.example\n\n")) == ["no_main_text"]
    assert reasons(read(b"")) == ["no_main_text"]
    extraction = MailExtractor(PageExtractor(), PlainExtractor()).extract([Entry("a", "text/plain", b"x")])
    assert reasons(extraction) == ["other_media_type"]


HOSTILE = {
    "parameters": b"Content-Type: multipart/mixed; " + b'a="b;' * 60_000 + b"\n\nx",
    "more parameters": b"Content-Type: multipart/mixed" + b";a" * 200_000 + b"\n\nx",
    "brackets": b"From: " + b"(" * 200_000 + b"\nSubject: " + b"=?utf-8?q?a?= " * 60_000 + b"\n\nx",
    "senders": b"From: " + b"a@b," * 100_000 + b"\n\nx",
    "nested": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
    "letters in letters": b"Content-Type: message/rfc822\n\n" * 3000,
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000_000,
    "heads": b"".join(b"X-%d: a\n" % n for n in range(1_000_000)),
    "folds": b"Subject: a\n" + b" b\n" * 500_000,
    "tags": b"Content-Type: text/html\n\n" + b"<div>" * 300_000,
    "tables": b"Content-Type: text/html\n\n" + b"<table><tr><td style='display:none'>" * 100_000,
    "styles": b"Content-Type: text/html\n\n<p style='" + b"display " * 200_000 + b"'>x",
    "lines": b"Content-Type: text/plain\n\n" + "수신 ".encode() * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_is_done_with_in_no_time(name):
    begun = time.perf_counter()
    read(HOSTILE[name])
    assert time.perf_counter() - begun < 5


def test_a_message_of_too_many_parts_is_a_drop(monkeypatch):
    assert reasons(read(HOSTILE["parts"])) == ["too_many_parts"]
    assert reasons(read(HOSTILE["nested"])) == ["unreadable_mail"]
    assert mail_parts.MAX_PARTS < mail_parts.MAX_BOUNDARIES


HEADS = st.sampled_from(["From", "Subject", "Date", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"])
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["text/html; charset=euc-kr", "multipart/mixed; boundary=b", "message/rfc822", "base64", "x-uuencode",
         "=?utf-8?B?ab=?=", "=?x?Q?=zz?=", "attachment; filename*=x'y'%ff", "text/html; charset*=a''%ff", '"', "a <b"]
    ),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    heads=st.lists(st.tuples(HEADS, VALUES), max_size=6),
    body=st.one_of(st.binary(max_size=80), st.just(b"--b\n\nx\n--b--")),
)
def test_any_message_gives_documents_or_drops(heads, body):
    raw = "".join(f"{name}: {value}\n" for name, value in heads).encode("utf-8", "replace") + b"\n" + body
    extraction = read(raw)
    assert extraction.documents or extraction.dropped
