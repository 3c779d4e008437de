import csv
import gzip
import io
import json
import random
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from newsprism.stages.collect import columns, harvest, tables
from newsprism.stages.collect.files import FileCollector, collect_paths
from newsprism.stages.collect.tables import TableCollector
from newsprism.stages.extract.items import ItemExtractor
from newsprism.stages.extract.records import RecordExtractor
from tests.stages.collect.visiting import remembered, visit

FEED, RECORD = "application/x-feed-item+json", "application/x-document+json"
HEADER = [
    "뉴스 식별자", "일자", "언론사", "기고자", "제목", "통합 분류1", "통합 분류2", "통합 분류3", "사건/사고 분류1",
    "인물", "위치", "기관", "키워드", "특성추출", "본문", "URL", "분석제외 여부",
]  # fmt: skip
ROW = [
    "01100999.20260209001234567", "20260209", "나루일보", "나보기 기자", "가온항 물동량 늘었다", "경제>무역", "지역>가온", "",
    "", "나보기", "가온", "항만공사", "물동량,가온항", "물동량", "가온항의 1월 물동량이 늘었다고 항만공사가 밝", "https://n.example/1", "",
]  # fmt: skip


def changed(**cells):
    names = {"guid": 0, "date": 1, "title": 4, "text": 14, "url": 15, "excluded": 16}
    row = list(ROW)
    for name, value in cells.items():
        row[names[name]] = value
    return row


def as_csv(rows, delimiter=",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def as_xlsx(*sheets) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for n, rows in enumerate(sheets):
        sheet = book.create_sheet(f"시트{n}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def put(path: Path, content) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def collected(path):
    return TableCollector().collect(visit(path))


def records(collection):
    return [json.loads(entry.content) for entry in collection.entries]


def reasons(collection):
    return [drop.reason for drop in collection.dropped]


def documents(collection):
    extraction = ItemExtractor().extract([e for e in collection.entries if e.media_type == FEED])
    return (
        *extraction.documents,
        *RecordExtractor().extract([e for e in collection.entries if e.media_type == RECORD]).documents,
    )


FORMS = {
    "utf8.csv": as_csv([HEADER, ROW]).encode(),
    "mark.csv": as_csv([HEADER, ROW]).encode("utf-8-sig"),
    "old.csv": as_csv([HEADER, ROW]).encode("cp949"),
    "wide.csv": as_csv([HEADER, ROW], "\t").encode("utf-16"),
    "tabs.tsv": as_csv([HEADER, ROW], "\t").encode(),
    "points.csv": as_csv([HEADER, ROW], ";").encode(),
    "zipped.csv.gz": gzip.compress(as_csv([HEADER, ROW]).encode(), mtime=0),
    "book.xlsx": as_xlsx([HEADER, ROW]),
    "BOOK.XLSX": as_xlsx([HEADER, ROW]),
    "really.csv": as_xlsx([HEADER, ROW]),
    "really.xlsx": as_csv([HEADER, ROW]).encode("cp949"),
}


@pytest.mark.parametrize("name", FORMS)
def test_an_export_of_bigkinds_is_read_in_every_form(tmp_path, name):
    path = put(tmp_path / name, FORMS[name])
    assert TableCollector().accepts(str(path))
    collection = collected(path)
    assert collection.dropped == ()
    (record,) = records(collection)
    columns_left = record.pop("columns")
    assert record == {
        "guid": "01100999.20260209001234567",
        "url": "https://n.example/1",
        "title": "가온항 물동량 늘었다",
        "summary": "가온항의 1월 물동량이 늘었다고 항만공사가 밝",
        "published": "2026-02-09T00:00:00+09:00",
        "publisher": "나루일보",
        "authors": ["나보기 기자"],
        "categories": ["경제>무역", "지역>가온"],
    }
    assert columns_left["키워드"] == "물동량,가온항"
    assert [entry.media_type for entry in collection.entries] == [FEED]


def test_the_day_of_an_export_is_that_day_in_seoul_whatever_the_clock_of_feeds(tmp_path):
    rows = [changed(url=f"https://n.example/{n}") for n in range(30)]
    for document in documents(collected(put(tmp_path / "a.csv", as_csv([HEADER, *rows])))):
        assert document.published_at.isoformat() == "2026-02-09T00:00:00+09:00"
        assert document.publisher == "나루일보"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("20260209", "2026-02-09T00:00:00+09:00"),
        (20260209, "2026-02-09T00:00:00+09:00"),
        (20260209.0, "2026-02-09T00:00:00+09:00"),
        ("20260209.0", "2026-02-09T00:00:00+09:00"),
        ("2026-02-09", "2026-02-09T00:00:00+09:00"),
        ("2026.02.09.", "2026-02-09T00:00:00+09:00"),
        ("2026년 2월 9일", "2026-02-09T00:00:00+09:00"),
        ("2026-02-09 14:05", "2026-02-09T14:05:00+09:00"),
        ("2026-02-09 오후 2:05:07", "2026-02-09T14:05:07+09:00"),
        ("2026-02-09 오전 12:05", "2026-02-09T00:05:00+09:00"),
        ("20260209140500", "2026-02-09T14:05:00+09:00"),
        ("202602091405", "2026-02-09T14:05:00+09:00"),
        ("2026-02-09T14:05:00", "2026-02-09T14:05:00+09:00"),
        ("2026-02-09T14:05:00Z", "2026-02-09T14:05:00Z"),
        (46062, "2026-02-09T00:00:00+09:00"),
        (46062.5, "2026-02-09T12:00:00+09:00"),
        (datetime(2026, 2, 9, 14, 5), "2026-02-09T14:05:00+09:00"),
        (date(2026, 2, 9), "2026-02-09T00:00:00+09:00"),
        ("20261399", "20261399"),
        ("어제", "어제"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_time_is_read_in_every_form_and_a_time_that_is_none_stays(given, read):
    assert columns.moment(given) == read


def test_a_cell_of_a_workbook_may_hold_a_day(tmp_path):
    path = put(tmp_path / "a.xlsx", as_xlsx([HEADER, changed(date=datetime(2026, 2, 9)), changed(date=20260210)]))
    assert [record["published"][:10] for record in records(collected(path))] == ["2026-02-09", "2026-02-10"]


def test_an_identifier_that_a_spreadsheet_took_for_a_number_is_no_identifier(tmp_path):
    path = put(tmp_path / "a.xlsx", as_xlsx([HEADER, changed(guid=1.10010120250201e21), changed(guid=1100101)]))
    assert [record.get("guid") for record in records(collected(path))] == [None, "1100101"]


def test_rows_that_the_database_leaves_out_are_drops(tmp_path):
    path = put(tmp_path / "a.csv", as_csv([HEADER, changed(excluded="중복, 예외"), ROW]))
    collection = collected(path)
    assert len(collection.entries) == 1
    assert [(d.reason, d.where) for d in collection.dropped] == [("excluded_row", f"{path}:2")]
    assert "중복" in collection.dropped[0].detail


def test_the_columns_may_stand_in_any_order_and_the_header_in_any_of_the_first_rows(tmp_path):
    order = list(range(len(HEADER)))
    random.Random(7).shuffle(order)
    rows = [["검색어: 가온항"], [], *[[row[i] for i in order] for row in (HEADER, ROW)]]
    for name, content in (("a.csv", as_csv(rows)), ("a.xlsx", as_xlsx(rows))):
        (record,) = records(collected(put(tmp_path / name, content)))
        assert (record["title"], record["publisher"]) == ("가온항 물동량 늘었다", "나루일보")


def test_lines_within_a_cell_stay_and_rows_know_where_they_begin(tmp_path):
    path = put(tmp_path / "a.csv", as_csv([HEADER, changed(text='첫 줄\r\n"둘째", 줄'), changed(title="다음")]))
    collection = collected(path)
    assert records(collection)[0]["summary"] == '첫 줄\r\n"둘째", 줄'
    assert [entry.origin for entry in collection.entries] == [f"{path}:2", f"{path}:4"]


def test_a_carriage_return_that_a_spreadsheet_wrote_out_is_none(tmp_path):
    (record,) = records(collected(put(tmp_path / "a.xlsx", as_xlsx([HEADER, changed(text="첫 줄_x000D_\n둘째")]))))
    assert record["summary"] == "첫 줄\n둘째"


GENERIC = [
    (["제목", "본문", "날짜", "매체", "URL"], ["가온항", "가온항이 붐빈다.", "2026-02-09 09:00", "나루일보", "https://n.example/1"]),
    (["Title", "Content", "Published At", "Source", "Link"], ["가온항", "가온항이 붐빈다.", "2026-02-09 09:00", "나루일보", "https://n.example/1"]),
]  # fmt: skip


@pytest.mark.parametrize(("header", "row"), GENERIC)
@pytest.mark.parametrize("form", ["a.csv", "a.tsv", "a.xlsx"])
def test_a_table_with_texts_becomes_documents(tmp_path, header, row, form):
    content = as_xlsx([header, row]) if form == "a.xlsx" else as_csv([header, row], "\t" if form == "a.tsv" else ",")
    collection = collected(put(tmp_path / form, content))
    assert [entry.media_type for entry in collection.entries] == [RECORD]
    (document,) = documents(collection)
    assert (document.title, document.text, document.publisher) == ("가온항", "가온항이 붐빈다.", "나루일보")
    assert document.url == "https://n.example/1"
    assert document.published_at.isoformat() == "2026-02-09T09:00:00+09:00"


def test_a_table_with_summaries_or_addresses_only_becomes_feed_items(tmp_path):
    for header in (["제목", "요약"], ["title", "url", "date"]):
        collection = collected(
            put(tmp_path / "a.csv", as_csv([header, ["가온항", "https://n.example/1", "2026-02-09"]]))
        )
        assert [entry.media_type for entry in collection.entries] == [FEED]


def test_rows_of_two_tables_with_numbers_of_their_own_are_not_taken_for_one(tmp_path):
    for name in "ab":
        put(
            tmp_path / f"{name}.csv",
            as_csv([["id", "제목", "본문"], ["1", f"가온항 {name}", f"가온항이 붐빈다 {name}."]]),
        )
    found = documents(collect_paths([TableCollector()], [tmp_path]))
    assert len({document.id for document in found}) == 2


@pytest.mark.parametrize(
    "rows", [[["code", "name"], ["005", "가온전자"]], [["제목", "값"], ["가", 1]], [[1, 2], [3, 4]]]
)
@pytest.mark.parametrize("form", ["a.csv", "a.xlsx"])
def test_a_table_of_something_else_is_left_out(tmp_path, rows, form):
    collection = collected(put(tmp_path / form, as_csv(rows) if form == "a.csv" else as_xlsx(rows)))
    (drop,) = collection.dropped
    assert (collection.entries, drop.reason) == ((), "unsupported_format")
    assert "열을 찾지 못" in drop.detail


def test_every_sheet_with_articles_is_read(tmp_path):
    path = put(tmp_path / "a.xlsx", as_xlsx([["설명"]], [HEADER, ROW], [["제목", "본문"], ["가온항", "붐빈다."]]))
    collection = collected(path)
    assert [entry.origin for entry in collection.entries] == [f"{path}#2", f"{path}#시트2!2"]
    assert collection.dropped == ()


def test_formulas_count_as_their_values(tmp_path):
    book = as_xlsx([["제목", "본문"], ['="가온" & "항"', "붐빈다."]])
    (record,) = records(collected(put(tmp_path / "a.xlsx", book)))
    # openpyxl writes no value for a formula: what nobody computed is empty, and never the formula.
    assert record["title"] == ""


def test_an_empty_row_is_a_drop_and_a_blank_one_nothing(tmp_path):
    rows = [HEADER, [""] * len(HEADER), changed(title="", text=""), ROW]
    for name, content in (("a.csv", as_csv(rows)), ("a.xlsx", as_xlsx(rows))):
        assert reasons(collected(put(tmp_path / name, content))) == ["empty_row"]


def test_empty_files_and_broken_ones_are_drops(tmp_path):
    whole = as_xlsx([HEADER, ROW])
    broken = {
        "empty.csv": (b"", "empty_file"), "blank.csv": (b" \n\n", "empty_file"),
        "head.csv": (as_csv([HEADER]).encode(), "empty_file"), "head.xlsx": (as_xlsx([HEADER]), "empty_file"),
        "half.xlsx": (whole[:-40], "broken_archive"), "begun.xlsx": (whole[:100], "broken_archive"),
        "garbage.csv": (bytes(range(0x80, 0x100)) * 50, "unreadable_text"),
        "no.xlsx": (zipped({"a": b"b"}), "broken_archive"),
        "cut.csv.gz": (gzip.compress(b"a,b\n" * 9, mtime=0)[:20], "broken_archive"),
    }  # fmt: skip
    for name, (content, reason) in broken.items():
        assert reason in reasons(collected(put(tmp_path / name, content))), name


def test_a_cell_that_is_too_long_costs_its_row_only(tmp_path):
    rows = [["제목", "본문"], ["긴 것", "가" * (tables.MAX_CELL + 1)], ["가온항", "붐빈다."]]
    collection = collected(put(tmp_path / "a.csv", as_csv(rows)))
    assert (len(collection.entries), reasons(collection)) == (1, ["too_large"])


def test_a_quotation_mark_that_is_never_closed_loses_no_other_row_above_it(tmp_path):
    text = as_csv([HEADER, ROW, ROW]) + '"열린 ' + "칸,\n" * 200_000
    begun = time.perf_counter()
    collection = collected(put(tmp_path / "a.csv", text))
    assert len(collection.entries) == 2
    assert "broken_row" in reasons(collection)
    assert time.perf_counter() - begun < 5


def test_rows_beyond_the_limit_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(harvest, "MAX_RECORDS", 2)
    collection = collected(put(tmp_path / "a.csv", as_csv([HEADER, ROW, ROW, ROW, ROW])))
    assert (len(collection.entries), reasons(collection)) == (2, ["too_many_records"])


def zipped(members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def rebuilt(book: bytes, **parts: bytes) -> bytes:
    """The workbook with other contents of the parts whose names end so."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    for name in members:
        for ending, content in parts.items():
            if name.endswith(f"{ending}.xml"):
                members[name] = content
    return zipped(members)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def as_saved_by_a_spreadsheet(rows) -> bytes:
    """A workbook with its texts in a table of their own, as office programs write it (openpyxl does not)."""
    texts = list(dict.fromkeys(value for row in rows for value in row))
    cells = ("".join(f'<c t="s"><v>{texts.index(value)}</v></c>' for value in row) for row in rows)
    overrides = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings"}
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{KINDS}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    strings = "".join(f"<si><r><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r></si>" for text in escaped)
    link = f'<Relationship Id="r1" Type="{LINKS}/%s" Target="%s"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{link % ("officeDocument", "xl/workbook.xml")}'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{link % ('worksheet', 'worksheets/sheet1.xml')}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet("".join(f"<row>{row}</row>" for row in cells)).decode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return zipped({name: content.encode() for name, content in parts.items()})


BOOK = as_xlsx([HEADER, ROW])
SAVED = as_saved_by_a_spreadsheet([HEADER, ROW])


def test_a_workbook_that_keeps_its_texts_apart_is_read_alike(tmp_path):
    apart, within = (records(collected(put(tmp_path / "a.xlsx", book))) for book in (SAVED, BOOK))
    assert apart == within


LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a bomb", rebuilt(BOOK, sheet1=sheet("<row/>" * (6 << 20)))),
        ("a bomb of texts", rebuilt(SAVED, sharedStrings=b" " * (40 << 20))),
        ("a large part", rebuilt(BOOK, theme1=random.Random(1).randbytes(17 << 20))),
        ("a billion laughs", rebuilt(BOOK, sheet1=sheet('<row><c t="str"><v>&j;</v></c></row>', LAUGHS))),
        ("an outer entity", rebuilt(BOOK, sheet1=sheet("<row/>", '<!DOCTYPE w SYSTEM "file:///etc/passwd">'))),
        ("a far row", rebuilt(BOOK, sheet1=sheet('<row r="999999999999"><c t="str"><v>a</v></c></row>'))),
        ("far columns", rebuilt(BOOK, sheet1=sheet('<row><c r="ZZZ1" t="str"><v>a</v></c></row>' * 3000))),
        ("no such text", rebuilt(BOOK, sheet1=sheet('<row><c t="s"><v>99999</v></c></row>'))),
        ("no number", rebuilt(BOOK, sheet1=sheet("<row><c><v>x</v></c></row>"))),
        ("no sheet", rebuilt(BOOK, sheet1=b"")),
    ],
)
def test_a_hostile_workbook_is_a_drop_in_no_time(tmp_path, name, part):
    path = put(tmp_path / "a.xlsx", part)
    begun = time.perf_counter()
    collection = collected(path)
    assert collection.entries == ()
    assert set(reasons(collection)) <= {"too_large", "broken_archive", "unsupported_format"}
    assert reasons(collection)
    assert time.perf_counter() - begun < 3


def test_a_table_is_remembered_like_any_file(tmp_path):
    path = put(tmp_path / "a.csv", as_csv([HEADER, ROW]))
    first = collected(path)
    assert TableCollector().collect(visit(path, known=remembered(first))).unchanged


def test_names_of_other_files_and_addresses_are_left_to_others(tmp_path):
    assert not TableCollector().accepts("https://n.example/a.csv")
    assert not TableCollector().accepts(str(put(tmp_path / "a.txt", "x")))
    assert not TableCollector().accepts(str(tmp_path))
    put(tmp_path / "a.csv", as_csv([HEADER, ROW]))
    assert len(collect_paths([TableCollector(), FileCollector()], [tmp_path / "a.csv"]).entries) == 1


CELLS = st.one_of(st.text(max_size=20), st.sampled_from([*HEADER, *ROW, "title", "text", '"', "\0", "\r"]))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=8), codec=st.sampled_from(["utf-8", "utf-16", "cp949"]))
def test_any_table_of_text_gives_entries_or_drops(tmp_path, rows, codec):
    text = "\n".join(",".join(row) for row in [["제목", "본문"], *rows])
    collection = collected(put(tmp_path / "a.csv", text.encode(codec, "replace")))
    for record in records(collection):
        assert isinstance(record["title"], str)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_raises_nothing(tmp_path, data):
    part = data.draw(st.sampled_from(["sheet1", "sharedStrings", "workbook", "styles", "core"]))
    book = SAVED if part == "sharedStrings" else BOOK
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        name = next(n for n in old.namelist() if n.endswith(f"{part}.xml"))
        content = bytearray(old.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    collection = collected(put(tmp_path / "a.xlsx", rebuilt(book, **{part: bytes(content)})))
    assert collection.entries or collection.dropped


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(BOOK) - 1), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_container_raises_nothing(tmp_path, at, noise):
    content = BOOK[:at] + noise + BOOK[at + len(noise) :]
    collection = collected(put(tmp_path / "a.xlsx", content))
    assert collection.entries or collection.dropped
