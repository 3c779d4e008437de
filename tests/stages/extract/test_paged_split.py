"""Layouts without a file around them: how they become documents."""

import pytest

from newsprism.stages.extract.paged.layout import Block, Cut, Layout, Turn
from newsprism.stages.extract.paged.marks import issuer_in, stamp_in
from newsprism.stages.extract.paged.split import extract_layout
from newsprism.types.document import Entry
from tests.stages.extract.paged import assert_spans_hold, lines, only, reasons

ENTRY = Entry("papers/a.pdf", "application/pdf", b"")
PROSE = "나루항만공사는 올해 안에 부두를 여섯 곳으로 늘리고 진입 도로를 넓히는 공사를 시작한다고 밝혔다."


def split(*blocks: Block, **told):
    return extract_layout(Layout(tuple(blocks), **told), ENTRY)


def heading(text, level=1, **told):
    return Block("heading", text, level, **told)


def paragraph(text, **told):
    return Block("paragraph", text, **told)


def test_a_page_that_begins_inside_a_line_is_found_behind_the_mark_that_was_changed():
    text = "○ 앞쪽에 남은 말과 다음 쪽으로 넘어간 말"
    block = Block("item", text, page=2, turns=(Turn(text.index("다음"), 3),))
    document = only(split(heading("부두 계획", page=2), block))
    assert document.text == "● 앞쪽에 남은 말과 다음 쪽으로 넘어간 말"
    assert [(page.number, document.text[page.start :][:2]) for page in document.pages] == [(2, "● "), (3, "다음")]


def test_a_table_that_goes_overleaf_turns_the_page_at_its_row():
    rows = (("연도", "대"), ("2031", "20"), ("2032", "18"))
    table = Block("table", page=4, rows=rows, turns=(Turn(2, 5),))
    document = only(split(heading("도입 계획", page=4), paragraph(PROSE, page=4), table))
    assert document.page_at(document.text.index("2031 |")) == 4
    assert document.page_at(document.text.index("2032 |")) == 5


def test_a_contents_page_is_left_out_also_without_page_numbers():
    document = split(
        heading("부두 계획", 1, page=1),
        heading("목차", 2, page=2, opens_page=True),
        paragraph("추진 배경", page=2),
        paragraph("앞으로의 일정", page=2),
        heading("추진 배경", 2, page=3, opens_page=True),
        paragraph(PROSE, page=3),
        heading("앞으로의 일정", 2, page=3),
        paragraph(PROSE + " 공사는 내년 말에 끝난다.", page=3),
    )
    assert reasons(document) == ["contents"]
    assert [text for _, role, text in lines(only(document)) if role == "heading"] == ["■ 추진 배경", "■ 앞으로의 일정"]


def test_a_report_whose_tables_name_sources_is_no_digest():
    blocks = [heading("항만 통계 요약", 1, page=1)]
    for number in range(1, 4):
        blocks.append(heading(f"{number}. 부두별 물동량 {number}", 2, page=number))
        blocks += [Block("item", f"● 물동량은 {number}0만 톤으로 늘었음"), Block("item", "● 대기 시간은 줄었음")]
        blocks.append(paragraph(f"자료 : 가온해양통계원, 항만 통계, 2031.{number}.1"))
    document = only(split(*blocks))
    assert document.title == "항만 통계 요약"
    assert len(document.references) == 3


def test_properties_of_a_file_give_a_title_but_never_a_date():
    from datetime import UTC, datetime

    extraction = split(
        paragraph(PROSE), title="부두 계획", author="가온해양통계원", created=datetime(2031, 1, 1, tzinfo=UTC)
    )
    document = only(extraction)
    assert (document.title, document.publisher, document.published_at) == ("부두 계획", "가온해양통계원", None)


@pytest.mark.parametrize("name", ["report_final(2).hwp", "Microsoft Word - a.docx", "제목 없음", "untitled"])
def test_a_file_name_is_no_title(name):
    assert only(split(paragraph(PROSE), title=name)).title == PROSE


def test_a_paper_with_a_cover_only_is_a_drop():
    assert reasons(split(heading("부두 계획"), paragraph("2031. 4. 9."), paragraph("한국나루연구원")))[-1:] != [
        "no_items"
    ]


def test_nothing_gives_nothing_but_a_drop():
    extraction = split()
    assert extraction.documents == ()
    assert reasons(extraction) == ["no_body"]


def test_what_a_reader_cut_is_one_drop_for_each_reason():
    cuts = (Cut("page_furniture", "1"), Cut("page_furniture", "2"), Cut("scanned_pages", "4", "4쪽: 그림"))
    extraction = split(heading("부두 계획"), paragraph(PROSE), cuts=cuts)
    found = [(drop.reason, drop.item) for drop in extraction.dropped]
    assert found == [("page_furniture", "1\n2"), ("scanned_pages", "4")]
    assert {drop.where for drop in extraction.dropped} == {ENTRY.origin}


def test_a_very_long_file_is_read_to_a_limit_and_says_so():
    extraction = split(heading("긴 글"), *(paragraph(PROSE * 40) for _ in range(1_200)))
    assert "too_long" in reasons(extraction)
    assert len(only(extraction).text) < 2_100_000
    assert_spans_hold(only(extraction))


@pytest.mark.parametrize(
    ("text", "issued", "hour"),
    [
        ("2031. 2. 12.", "2031-02-12", 0),
        ("2031년 2월", "2031-02", None),
        ("'31.2.12", "2031-02-12", 0),
        ("2031-02-12", "2031-02-12", 0),
        ("보도시점 2031. 3. 4.(화) 11:00", "2031-03-04", 11),
        ("2031년 3월 4일 오후 2시 30분", "2031-03-04", 14),
        ("2031. 2. 30.", "2031-02", None),
    ],
)
def test_dates_of_covers_are_as_exact_as_printed(text, issued, hour):
    stamp = stamp_in(text)
    assert stamp.issued == issued
    assert (stamp.moment.hour if stamp.moment else None) == hour


@pytest.mark.parametrize("text", ["", "3월 4일", "전화 02-2031-0212", PROSE + " 2031. 2. 12. " + PROSE])
def test_a_line_without_a_whole_date_has_none(text):
    assert stamp_in(text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("한국나루연구원", "한국나루연구원"),
        ("한국나루연구원 | 나루 동향 2031-3호", "한국나루연구원"),
        ("2031. 3. 11.(화) 나루항만공사", "나루항만공사"),
        ("달뫼시청", "달뫼시청"),
        ("나루항만공사는 부두를 늘린다", None),
        ("부두 운영 계획", None),
    ],
)
def test_a_line_that_is_an_issuing_body_names_it(text, body):
    assert issuer_in(text) == body
