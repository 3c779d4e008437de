"""DOCX, HWPX and HWP 5: the same papers in each format, and what only one of them has."""

import io
import os
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from tests.stages.extract import make_fixtures as texts
from tests.stages.extract import office_files as office
from tests.stages.extract.paged import assert_spans_hold, extract, lines, only, reasons

FORMS = ("docx", "hwpx", "hwp")
CHAPTERS = [
    (level, text.replace("^1", "").replace("^2", ""))
    for chapter, printed in texts.REPORT_CHAPTERS
    for level, text in ((0, f"■ {chapter}"), *printed)
]


@pytest.mark.parametrize("form", FORMS)
def test_a_report_keeps_its_levels_chapters_and_table(form):
    extraction = extract(office.report(form), form)
    document = only(extraction)
    assert (document.title, document.publisher, document.report.collection) == (
        office.TITLE,
        office.ISSUER,
        office.SERIES,
    )
    assert document.published_at.isoformat() == "2031-04-09T00:00:00+09:00"
    found = [(level, text.lstrip("●- ")) for level, role, text in lines(document) if role != "table" and text[0] != "<"]
    assert found == CHAPTERS
    (table,) = document.report.tables
    assert table.title == texts.REPORT_TABLE_TITLE
    assert [row[:2] for row in table.rows] == [row[:2] for row in texts.REPORT_TABLE]
    assert table.rows[2][2] == ""  # covered by the merged cell above it
    assert document.references == ("달뫼국 환경부, 연안 흡수원 측정 지침, 2029.6.1",)
    assert document.pages == ()
    assert "cover" in reasons(extraction)
    assert_spans_hold(document)


@pytest.mark.parametrize("form", FORMS)
def test_a_digest_gives_its_items(form):
    documents = extract(office.digest(form), form).documents
    assert [(d.publisher, d.report.issued, d.section) for d in documents] == [
        ("달뫼해양국", "2031-03-04", "이슈 포커스"),
        ("Dawn Bay Energy", "2031-03-02", "이슈 포커스"),
        ("가온 의회", "2031-02-27", "정책 동향"),
        ("나루항만공사", "2031-02-25", "정책 동향"),
    ]
    assert documents[-1].report.tables[0].rows == texts.DIGEST_TABLE


def test_the_same_digest_has_the_same_items_in_every_format():
    found = [{d.id: d.text for d in extract(office.digest(form), form).documents} for form in FORMS]
    assert found[0] == found[1] == found[2]


def test_lists_of_a_word_processor_are_printed_with_marks_of_their_level():
    sheet = office.DocxPaper(lists=True)
    sheet.heading("부두 운영 계획", 1)
    for level, text in ((1, "부두를 늘린다"), (2, "선석은 여섯 개다"), (1, "길을 넓힌다")):
        sheet.line(level, text)
    document = only(extract(sheet.content(), "docx"))
    assert [(level, text) for level, _, text in lines(document)] == [
        (1, "● 부두를 늘린다"),
        (2, "- 선석은 여섯 개다"),
        (1, "● 길을 넓힌다"),
    ]


def test_numbered_paragraphs_are_printed_with_their_numbers():
    document = docx.Document()
    document.add_heading("운영 순서", 1)
    document.add_paragraph("나루항만의 하역은 아래의 차례를 따르며 차례마다 맡은 사람이 기록을 남긴다.")
    for text in ("배를 댄다", "짐을 내린다"):
        document.add_paragraph(text, style="List Number")
    made = io.BytesIO()
    document.save(made)
    text = only(extract(made.getvalue(), "docx")).text
    assert "1. 배를 댄다" in text
    assert "2. 짐을 내린다" in text


def test_tracked_insertions_are_text_and_deletions_are_not():
    sheet = office.DocxPaper()
    sheet.insertion("바람이 약하고 안벽이 곧아 무인 장비를 시험하기에 알맞다고 한국나루연구원이 밝혔다.")
    text = only(extract(sheet.content(), "docx")).text
    assert text == "나루항만은 바람이 약하고 안벽이 곧아 무인 장비를 시험하기에 알맞다고 한국나루연구원이 밝혔다."


@pytest.mark.parametrize("form", ["hwpx", "hwp"])
def test_footnotes_follow_their_paragraph_and_heads_are_drops(form):
    sheet = office.HwpxPaper(form)
    sheet.furniture("나루 동향 2031-9호")
    sheet.heading("부두 운영 계획", 0)
    sheet.footnote("● 나루항만공사는 무인 하역 장비를 스무 대 더 들여온다.", "공사의 2031년 계획을 따랐다.")
    sheet.line(2, "시험 운영은 3월에 시작한다.")
    extraction = extract(sheet.content(), form)
    assert [text for _, _, text in lines(only(extraction))] == [
        "● 나루항만공사는 무인 하역 장비를 스무 대 더 들여온다.",
        "* 공사의 2031년 계획을 따랐다.",
        "- 시험 운영은 3월에 시작한다.",
    ]
    assert [(drop.reason, drop.item) for drop in extraction.dropped] == [("page_furniture", "나루 동향 2031-9호")]
    assert only(extraction).report.collection == "나루 동향 2031-9호"


@pytest.mark.parametrize("form", FORMS)
def test_a_single_line_is_a_document(form):
    sheet = office.paper(form)
    sheet.text("나루항만은 5월 1일에 쉽니다.")
    document = only(extract(sheet.content(), form))
    assert document.title == document.text == "나루항만은 5월 1일에 쉽니다."


@pytest.mark.parametrize("form", FORMS)
def test_several_releases_on_pages_of_their_own_are_several_documents(form):
    sheet = office.paper(form)
    for number, (title, day, text) in enumerate(texts.RELEASES):
        if number:
            sheet.page()
        sheet.heading(title, 1)
        sheet.text(f"{day} 나루항만공사")
        sheet.text(text)
    documents = extract(sheet.content(), form).documents
    assert [(d.title, d.text) for d in documents] == [(title, text) for title, _, text in texts.RELEASES]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_paper_is_a_drop(form):
    assert reasons(extract(office.paper(form).content(), form)) == ["no_main_text"]


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The package with members replaced (by the last part of their names) or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        left = dict(changes)
        for name in old.namelist():
            key = Path(name).stem
            new.writestr(name, left.pop(key) if key in left else old.read(name))
        for name, data in left.items():
            new.writestr(f"{name}.bin", data)
    return made.getvalue()


@pytest.mark.parametrize("form", ["docx", "hwpx"])
def test_a_package_that_unpacks_to_gigabytes_is_not_opened(form):
    assert reasons(extract(repacked(office.report(form), bomb=b"\0" * 50_000_000), form)) == ["too_large"]


@pytest.mark.parametrize(("form", "part"), [("docx", "document"), ("hwpx", "section0")])
def test_entities_are_never_resolved(form, part, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("나루의 비밀", encoding="utf-8")
    name = {"docx": "word/document.xml", "hwpx": "Contents/section0.xml"}[form]
    with zipfile.ZipFile(io.BytesIO(office.report(form))) as package:
        xml = package.read(name).decode("utf-8")
    head, _, rest = xml.partition("?>")
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    kind = f'<!DOCTYPE x [<!ENTITY e0 "하하"><!ENTITY file SYSTEM "{secret.as_uri()}">{laughs}]>'
    hostile = f"{head}?>{kind}{rest.replace('검토 배경', '검토 배경 &file; &e11;')}"
    extraction = extract(repacked(office.report(form), **{part: hostile.encode()}), form)
    assert "비밀" not in "".join(document.text for document in extraction.documents)
    assert sum(len(document.text) for document in extraction.documents) < 5_000


@pytest.mark.parametrize("form", ["docx", "hwpx"])
def test_an_encrypted_package_is_a_drop(form):
    content = bytearray(office.report(form))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    assert reasons(extract(bytes(content), form)) == ["encrypted"]


def test_a_docx_with_a_password_is_a_compound_file_and_a_drop():
    assert reasons(extract(office.report("hwp"), "docx")) == ["encrypted"]


@pytest.mark.parametrize("flag", [2, 4, 16])
def test_a_hwp_with_a_password_or_locked_for_distribution_is_a_drop(flag):
    content = bytearray(office.report("hwp"))
    at = content.index(b"HWP Document File") + 36
    content[at : at + 4] = struct.pack("<I", struct.unpack_from("<I", content, at)[0] | flag)
    (drop,) = extract(bytes(content), "hwp").dropped
    assert drop.reason == "encrypted"
    assert "주세요" in drop.detail


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"plain text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_none_of_the_format_is_one_drop_with_words_for_people(form, content):
    extraction = extract(content, form)
    assert extraction.documents == ()
    (drop,) = extraction.dropped
    assert drop.reason in ("broken_package", f"broken_{form}", "encrypted")
    assert drop.detail


DATA = os.environ.get("NEWSPRISM_DATA")


@pytest.mark.skipif(not DATA, reason="NEWSPRISM_DATA names no folder with measuring data")
def test_real_hwp_files_give_their_text():
    folder = Path(DATA or "") / "hwp"
    if not folder.is_dir():
        pytest.skip("the measuring data has no HWP files")
    found = {path.stem: extract(path.read_bytes(), "hwp") for path in sorted(folder.glob("*.hwp"))}
    assert only(found["hello_world"]).text == "Hello World!"
    assert "글상자2" in only(found["draw_text"]).text
    assert "테스트2" in only(found["group_with_draw_text"]).text
    assert reasons(found["outline"]) == ["no_main_text"]
    report = only(found["work_report"])
    assert report.report.tables[0].rows[1] == ("업무내용", "완결여부", "산출물", "비고")
    assert report.report.tables[0].rows[0] == ("금주 진행업무", "", "", "")
