"""PDF files of several layouts: the order of the text, words at line ends, tables, pages, and what is left out."""

import pickle
import threading
import time
import zlib

import pytest

from newsprism.stages.extract.paged.extractor import PdfExtractor
from newsprism.stages.extract.paged.pdf import PdfLimits
from newsprism.types.document import Entry
from tests.stages.extract import make_fixtures as texts
from tests.stages.extract.paged import EXTRACTORS, assert_spans_hold, extract, fixture, lines, only, page_of, reasons


def paper(*objects: bytes) -> bytes:
    """A PDF made by hand of `objects`, the first of them its catalogue."""
    made, starts = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return made + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))


def stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def one_page(content: bytes, resources: bytes = b"", *more: bytes, packed: bool = False) -> bytes:
    head = b"/Filter/FlateDecode" if packed else b""
    return paper(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
        % resources,
        stream(head, zlib.compress(content) if packed else content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def test_two_columns_are_read_one_after_the_other_with_every_word_whole():
    document = only(extract(fixture("two_columns")))
    prose = [text for _, role, text in lines(document) if role == "text"]
    assert prose == [texts.NARU_LEAD, *texts.NARU_PARAGRAPHS, *texts.NARU_REST]
    assert document.title == texts.NARU_TITLE
    assert_spans_hold(document)


def test_a_heading_over_both_columns_parts_what_is_above_from_what_is_below():
    document = only(extract(fixture("two_columns")))
    heading = document.text.index(f"■ {texts.NARU_SECOND}")
    assert document.text.index(texts.NARU_PARAGRAPHS[-1]) < heading < document.text.index(texts.NARU_REST[0])


def test_a_table_in_a_column_stands_where_it_is_printed_and_nowhere_else():
    document = only(extract(fixture("two_columns")))
    (table,) = document.report.tables
    assert table.title == "<표 1> 한 해의 변화"
    assert table.rows == texts.NARU_TABLE
    assert document.text.count("하역 시간(분)") == 1
    before, after = texts.NARU_PARAGRAPHS[1], texts.NARU_PARAGRAPHS[2]
    assert document.text.index(before) < table.start < document.text.index(after)


def test_a_sentence_is_on_the_page_where_it_is_printed_also_in_a_paragraph_that_goes_overleaf():
    document = only(extract(fixture("two_columns")))
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert page_of(document, "다만 고장으로 멈춘 시간은 늘었다.") == 1
    assert page_of(document, "에 감지기 덮개를 국산 부품으로") == 2
    assert page_of(document, "일자리에 미친 영향은 아직") == 2
    assert page_of(document, "셋째, 통신이 끊겼을 때의") == 3


def test_running_heads_and_page_numbers_are_drops_and_not_text():
    extraction = extract(fixture("two_columns"))
    (drop,) = extraction.dropped
    assert drop.reason == "page_furniture"
    assert drop.item.split("\n") == [texts.NARU_HEAD, "- 1 -", "- 2 -", "- 3 -"]
    assert "2031-3호" not in only(extraction).text


def test_the_running_head_tells_body_and_series_and_nothing_tells_a_date():
    document = only(extract(fixture("two_columns")))
    assert document.report.issuing_body == document.publisher == "한국나루연구원"
    assert document.report.collection == "나루 동향 2031-3호"
    assert document.published_at is None
    assert document.report.issued is None


def test_justified_lines_that_break_between_words_are_joined_by_blanks():
    document = only(extract(fixture("justified")))
    prose = [text for _, role, text in lines(document) if role == "text"]
    assert prose == [texts.NARU_LEAD, *texts.NARU_PARAGRAPHS, *texts.NARU_REST]


def test_a_digest_gives_its_items_with_source_date_section_and_page():
    documents = extract(fixture("digest")).documents
    found = [(d.title, d.publisher, d.report.country, d.report.issued, d.section) for d in documents]
    assert found == [
        ("달뫼시, 수소 여객선 운항 기준 마련", "달뫼해양국", None, "2031-03-04", "이슈 포커스"),
        ("새벽만 조력 발전, 첫해 이용률 31% 기록", "Dawn Bay Energy", "미국", "2031-03-02", "이슈 포커스"),
        ("가온국, 해양 자료 공개법 통과", "가온 의회", None, "2031-02-27", "정책 동향"),
        ("나루항만, 무인 하역 장비 확대 계획 공개", "나루항만공사", None, "2031-02-25", "정책 동향"),
    ]
    assert [[page.number for page in document.pages] for document in documents] == [[4], [5], [6], [7]]
    assert {document.report.collection for document in documents} == {"나루 해양 브리프 2031-5호"}
    for document, (_, _, printed, reference) in zip(documents, texts.DIGEST_ITEMS, strict=True):
        assert [text.lstrip("●- ") for _, role, text in lines(document) if role != "table"] == [t for _, t in printed]
        assert document.references == (reference.removeprefix("(참고 : ").removesuffix(")"),)
        assert_spans_hold(document)


def test_cover_contents_and_summary_of_a_digest_are_drops():
    extraction = extract(fixture("digest"))
    assert reasons(extraction) == ["page_furniture", "cover", "contents", "summary_table"]
    assert extraction.documents[-1].report.tables[0].rows == texts.DIGEST_TABLE


def test_a_report_is_one_document_with_its_levels_and_chapters():
    document = only(extract(fixture("report")))
    assert (document.title, document.publisher) == ("갯벌 탄소의 측정과 관리", "한국나루연구원")
    assert document.published_at.isoformat() == "2031-04-09T00:00:00+09:00"
    assert (document.report.issued, document.report.collection) == ("2031-04-09", "현안 분석 2031-7")
    wanted = []
    for chapter, printed in texts.REPORT_CHAPTERS:
        wanted.append((0, f"■ {chapter}"))
        wanted += [(level, text.replace("^1", "").replace("^2", "")) for level, text in printed]
    found = [
        (level, text)
        for level, role, text in lines(document)
        if role != "table" and text[0] not in "<" and "* " not in text
    ]
    assert [(level, text.lstrip("●- ")) for level, text in found] == wanted
    assert_spans_hold(document)


def test_numbers_of_footnotes_leave_the_text_and_the_notes_stay():
    document = only(extract(fixture("report")))
    notes = [text for _, role, text in lines(document) if text.startswith("* ")]
    assert notes == [f"* {number}. {note}" for number, note in enumerate(texts.REPORT_NOTES, start=1)]
    assert "187톤으로 추정\n" in document.text


def test_a_table_over_a_page_break_is_one_table_with_its_head_once():
    document = only(extract(fixture("report")))
    first, second = document.report.tables
    assert (first.title, first.rows) == (texts.REPORT_TABLE_TITLE, texts.REPORT_TABLE)
    assert (second.title, second.rows) == ("<표 2> 지점별 탄소량", texts.LONG_TABLE)
    assert page_of(document, "나루만 1지점") == 4
    assert page_of(document, "나루만 12지점") == 5


def test_references_and_sources_of_a_report_are_taken_out_of_the_text():
    document = only(extract(fixture("report")))
    assert document.references == (
        "각국 지침을 바탕으로 작성(2031.3)",
        "달뫼국 환경부, 연안 흡수원 측정 지침, 2029.6.1",
        "가온국 해양청, 시료 검사 편람, 2030.2.3",
    )
    assert "참고 :" not in document.text


def test_a_term_with_its_foreign_name_and_a_colon_is_a_definition():
    document = only(extract(fixture("report")))
    (definition,) = document.report.definitions
    assert (definition.term, definition.original) == ("시료 보관", "Sample Archive")
    assert document.text[definition.start : definition.end].startswith("말린 흙을 영하 20도에서")


def test_a_release_has_its_title_the_hour_it_may_be_printed_and_who_issued_it():
    extraction = extract(fixture("press"))
    document = only(extraction)
    assert (document.title, document.publisher) == (texts.PRESS_TITLE, "나루항만공사")
    assert document.published_at.isoformat() == "2031-03-11T11:00:00+09:00"
    assert [text[2:] for _, _, text in lines(document)] == [texts.PRESS_LINES[0][2:], *texts.PRESS_LINES[1:]]
    assert reasons(extraction) == ["cover", "page_furniture"]


def test_several_releases_in_one_file_are_several_documents():
    documents = extract(fixture("releases")).documents
    assert [(d.title, d.published_at.date().isoformat(), d.publisher, d.text) for d in documents] == [
        (title, f"2031-03-{day}", "나루항만공사", text)
        for (title, _, text), day in zip(texts.RELEASES, (11, 12, 14), strict=True)
    ]
    assert [document.pages[0].number for document in documents] == [1, 2, 3]
    assert len({document.id for document in documents}) == 3


def test_a_letter_without_structure_is_one_document():
    document = only(extract(fixture("letter")))
    assert (document.title, document.text) == (texts.LETTER[0], "\n".join(texts.LETTER[1:]))
    assert (document.publisher, document.report.issued) == ("한국나루연구원", "2031-04-22")


def test_a_page_that_is_turned_is_read_as_it_is_shown():
    document = only(extract(fixture("sideways")))
    assert lines(document)[0] == (0, "text", texts.NARU_LEAD)
    assert document.report.tables[0].rows == texts.NARU_TABLE


def test_a_scanned_file_is_a_drop_that_says_what_to_do():
    extraction = extract(fixture("scanned"))
    assert extraction.documents == ()
    (drop,) = extraction.dropped
    assert drop.reason == "scanned_pdf"
    assert "2쪽" in drop.detail
    assert "OCR" in drop.detail


def test_a_file_with_one_scanned_page_keeps_the_rest_and_names_the_page():
    extraction = extract(fixture("partly_scanned"))
    assert texts.LETTER[1] in only(extraction).text
    assert only(extraction).pages[0].number == 2
    assert [(drop.reason, drop.item) for drop in extraction.dropped] == [("scanned_pages", "1")]


def test_an_encrypted_file_is_a_drop():
    assert reasons(extract(fixture("encrypted"))) == ["encrypted"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"no pdf at all", b"%PDF-1.4\n" + b"\0" * 5_000])
def test_what_is_no_pdf_is_a_drop(content):
    extraction = extract(content)
    assert extraction.documents == ()
    assert reasons(extraction) == ["broken_pdf"]
    assert extraction.dropped[0].detail


def test_the_address_makes_the_id_and_the_source_the_publisher_where_the_paper_names_none():
    here = only(extract(fixture("sideways"), url="https://naru.example/a.pdf", publisher="나루일보"))
    assert (here.url, here.publisher, here.report.issuing_body) == ("https://naru.example/a.pdf", "나루일보", "")
    assert here.id == only(extract(fixture("letter"), url="https://naru.example/a.pdf")).id
    assert here.id != only(extract(fixture("sideways"))).id
    assert only(extract(fixture("sideways"))).id == only(extract(fixture("sideways"))).id
    items = extract(fixture("digest"), url="https://naru.example/d.pdf").documents
    assert len({item.id for item in items}) == 4
    assert {item.url for item in items} == {"https://naru.example/d.pdf"}


def test_another_media_type_is_left_to_another_extractor():
    found = PdfExtractor().extract([Entry("a", "text/plain", b"%PDF-1.7")])
    assert reasons(found) == ["other_media_type"]


def limited(content: bytes, **limits: float):
    return PdfExtractor(limits=PdfLimits(**limits)).extract([Entry("a.pdf", "application/pdf", content)])


def test_pages_beyond_the_limit_are_told():
    extraction = limited(fixture("two_columns"), pages=1)
    assert [page.number for page in only(extraction).pages] == [1]
    assert ("too_many_pages", "3") in [(drop.reason, drop.item) for drop in extraction.dropped]


def test_what_was_read_in_time_is_kept():
    extraction = limited(fixture("two_columns"), seconds=-1.0)
    assert [page.number for page in only(extraction).pages] == [1]
    assert ("out_of_time", "1") in [(drop.reason, drop.item) for drop in extraction.dropped]


def test_a_file_beyond_the_limit_of_size_is_not_opened():
    assert reasons(limited(fixture("two_columns"), size=1_000)) == ["too_large"]


def test_a_stream_that_unpacks_to_gigabytes_is_not_unpacked():
    bomb = one_page(b" " * 60_000_000, packed=True)
    start = time.monotonic()
    assert reasons(limited(bomb, unpacked=20_000_000)) == ["too_large"]
    assert time.monotonic() - start < 2


def test_forms_that_draw_each_other_ten_times_each_are_not_drawn():
    forms = [
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>" % (7 + n), b"/A Do " * 10)
        for n in range(12)
    ]
    forms.append(stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m 9 9 l S"))
    start = time.monotonic()
    assert reasons(extract(one_page(b"/A Do ", b"/XObject<</A 6 0 R>>", *forms))) == ["too_large"]
    assert time.monotonic() - start < 2


def test_forms_side_by_side_are_no_bomb():
    forms = [
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</A 26 0 R>>>>", b"/A Do " * 10)
        for _ in range(20)
    ]
    text = stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>",
        b"BT /F 9 Tf 50 700 Td (harbour news) Tj ET",
    )
    drawn = b" ".join(b"/B%d Do" % n for n in range(20))
    named = b"/XObject<<%s>>" % b"".join(b"/B%d %d 0 R" % (n, 6 + n) for n in range(20))
    assert "harbour news" in only(extract(one_page(drawn, named, *forms, text))).text


def test_a_page_of_sixty_thousand_scattered_letters_is_read_in_bounded_time():
    letters = b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7919 % 600, n * 104729 % 800) for n in range(60_000))
    start = time.monotonic()
    assert extract(one_page(b"BT /F 9 Tf " + letters + b"ET")).documents
    assert time.monotonic() - start < 10


def test_a_page_with_too_many_lines_for_a_table_is_read_as_text_and_says_so():
    grid = b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (n, n, n, n) for n in range(0, 600, 4))
    extraction = extract(one_page(b"BT /F 9 Tf 10 10 Td (harbour news) Tj ET " + grid))
    assert only(extraction).text == "harbour news"
    assert reasons(extraction) == ["unread_tables"]


@pytest.mark.parametrize("extractor", EXTRACTORS.values())
def test_an_extractor_can_be_sent_to_another_process(extractor):
    there = pickle.loads(pickle.dumps(extractor))
    assert isinstance(there, type(extractor))


def test_an_extractor_reads_the_same_after_the_journey():
    there = pickle.loads(pickle.dumps(EXTRACTORS["pdf"]))
    assert there.extract([Entry("papers/pdf", "application/pdf", fixture("digest"))]) == extract(fixture("digest"))


def test_files_can_be_read_in_several_threads():
    found: list[int] = []
    contents = [fixture(name) for name in ("digest", "report", "two_columns", "press")]
    threads = [threading.Thread(target=lambda c=c: found.append(len(extract(c).documents))) for c in contents * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [1, 1, 1, 1, 1, 1, 4, 4]
