import gzip
import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsprism.errors import AddressRefused, EmptyInput, PathNotFound
from newsprism.stages.collect import harvest, streams
from newsprism.stages.collect.files import FileCollector, NoWeb, collect_paths
from tests.stages.collect.visiting import visit

ITEM = {"url": "https://n.example/1", "title": "다온시 새 청사", "summary": "", "first_seen": "2026-02-09T01:00:00Z"}
DOCUMENT = {"id": "d1", "title": "다온시 새 청사", "text": "다온시는 9일 새 청사를 열었다."}
PAGE = "<!doctype html><html><head><title>다온시</title></head><body><p>새 청사</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP = OLE + "FileHeader".encode("utf-16-le") + b"\0" * 500 + b"HWP Document File" + b"\0" * 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FEED = "application/x-feed-item+json"
RECORD = "application/x-document+json"


def line(record):
    return json.dumps(record, ensure_ascii=False)


def put(path: Path, content) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def collected(path):
    return FileCollector().collect(visit(path))


def container(members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def types(collection):
    return [entry.media_type for entry in collection.entries]


def reasons(collection):
    return [drop.reason for drop in collection.dropped]


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", "다온시는 새 청사를 열었다.", "text/plain"),
        ("a.md", "# 제목\n\n본문 <b>굵게</b>", "text/plain"),
        ("a.html", PAGE, "text/html"),
        ("a.HTM", PAGE, "text/html"),
        ("a.xhtml", '<?xml version="1.0"?>\n' + PAGE, "text/html"),
        ("a.json", line(DOCUMENT), RECORD),
        ("a.jsonl", line(ITEM), FEED),
        ("a.ndjson", line(ITEM), FEED),
        # The content decides where the name is missing or wrong.
        ("page", PAGE, "text/html"),
        ("page.txt", PAGE, "text/html"),
        ("page.jsonl", PAGE, "text/html"),
        ("note", "다온시는 새 청사를 열었다.", "text/plain"),
        ("note.html", "꺾쇠가 없는 글이다.", "text/plain"),
        ("flash.txt", "[속보] 다온시 새 청사 개청", "text/plain"),
        ("year.txt", "[2026]\n다온시 예산", "text/plain"),
        ("items.txt", line(ITEM), FEED),
        ("items.dat", line([ITEM]), FEED),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_is_read_as_what_it_is(tmp_path, name, content, media_type, zipped):
    raw = content.encode()
    path = put(tmp_path / (name + ".gz" * zipped), gzip.compress(raw, mtime=0) if zipped else raw)
    collection = collected(path)
    assert types(collection) == [media_type]
    assert collection.dropped == ()
    if media_type.startswith("text"):
        assert collection.entries[0].content == raw
        assert collection.entries[0].origin == str(path)
    else:
        assert json.loads(collection.entries[0].content)["title"] == "다온시 새 청사"


def test_the_bytes_of_an_old_page_stay_as_they_were_found(tmp_path):
    raw = f'<meta charset="euc-kr">{PAGE}'.encode("cp949")
    assert collected(put(tmp_path / "old.html", raw)).entries[0].content == raw


def test_lines_know_their_numbers_and_blank_lines_count(tmp_path):
    path = put(tmp_path / "a.jsonl", f"{line(ITEM)}\n\n{line(DOCUMENT)}\r\n")
    collection = collected(path)
    assert [(entry.origin, entry.media_type) for entry in collection.entries] == [
        (f"{path}:1", FEED),
        (f"{path}:3", RECORD),
    ]


def test_a_line_cut_in_half_is_a_drop_and_the_others_stay(tmp_path):
    path = put(tmp_path / "a.jsonl", "\n".join([line(ITEM), line(ITEM)[:40], line(DOCUMENT)]))
    collection = collected(path)
    assert types(collection) == [FEED, RECORD]
    assert [(drop.reason, drop.where) for drop in collection.dropped] == [("broken_json", f"{path}:2")]


def test_the_first_line_may_be_the_broken_one(tmp_path):
    collection = collected(put(tmp_path / "a.jsonl", line(ITEM)[30:] + "\n" + line(DOCUMENT)))
    assert (types(collection), reasons(collection)) == ([RECORD], ["broken_json"])


@pytest.mark.parametrize("codec", ["utf-8-sig", "cp949", "utf-16"])
def test_json_lines_of_other_encodings_are_read(tmp_path, codec):
    collection = collected(put(tmp_path / "a.jsonl", f"{line(ITEM)}\n{line(DOCUMENT)}\n".encode(codec)))
    assert types(collection) == [FEED, RECORD]
    assert collection.dropped == ()


@pytest.mark.parametrize(
    ("record", "media_type"),
    [
        ({"title": "가", "url": "u", "summary": "나"}, FEED),
        ({"title": "가", "feed_urls": []}, FEED),
        ({"title": "가", "url": "u", "published": None}, FEED),
        ({"title": "가", "published_at": None}, RECORD),
        ({"text": ""}, RECORD),
        ({"html": "p.html", "title": "가", "authors": "[]", "publishing_date": "", "body_text": "나"}, None),
        ({"url1": "u", "url2": "v", "label": 2}, None),
        ({"premise": "가", "hypothesis": "나", "gold_label": "neutral"}, None),
        ({}, None),
        (["title"], None),
        (3, None),
    ],
)
def test_a_record_is_known_by_its_keys(tmp_path, record, media_type):
    collection = collected(put(tmp_path / "a.jsonl", line(DOCUMENT) + "\n" + line(record)))
    assert types(collection)[1:] == ([media_type] if media_type else [])
    assert reasons(collection) == ([] if media_type else ["unknown_record"])


def test_a_list_in_a_json_file_is_read_element_by_element(tmp_path):
    path = put(tmp_path / "a.json", json.dumps([ITEM, {"label": 1}, DOCUMENT], indent=1, ensure_ascii=False))
    collection = collected(path)
    assert [entry.origin for entry in collection.entries] == [f"{path}#1", f"{path}#3"]
    assert reasons(collection) == ["unknown_record"]
    assert json.loads(collection.entries[1].content) == DOCUMENT


def test_a_broken_list_keeps_what_came_before_the_break(tmp_path):
    path = put(tmp_path / "a.json", json.dumps([ITEM, DOCUMENT])[:-20])
    collection = collected(path)
    assert types(collection) == [FEED]
    assert [(drop.reason, drop.where) for drop in collection.dropped] == [("broken_json", f"{path}#2")]


def test_json_lines_under_the_name_json_and_json_under_the_name_lines_are_read(tmp_path):
    assert types(collected(put(tmp_path / "a.json", f"{line(ITEM)}\n{line(DOCUMENT)}"))) == [FEED, RECORD]
    assert types(collected(put(tmp_path / "b.jsonl", json.dumps([ITEM], indent=2)))) == [FEED]
    assert types(collected(put(tmp_path / "c.jsonl", json.dumps(DOCUMENT, indent=2)))) == [RECORD]


def test_json_nested_without_end_is_a_drop(tmp_path):
    for name in ("a.jsonl", "a.json"):
        assert reasons(collected(put(tmp_path / name, b"[" * 200_000))) == ["broken_json"]
    assert reasons(collected(put(tmp_path / "b.jsonl", b'{"text":' * 100_000))) == ["broken_json"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.doc", OLE + b"\0" * 99, "옛 오피스"),
        ("b.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "암호"),
        ("old.hwp", b"HWP Document File V3.00 \x1a", "97"),
        ("a.zip", container({"a.txt": b"x"}), "ZIP"),
        ("a.pptx", container({"ppt/presentation.xml": b"<p/>"}), "파워포인트"),
        ("table", container({"xl/workbook.xml": b"<w/>"}), ".xlsx로 끝나야"),
        ("table", b"PAR1\0\0", ".parquet로 끝나야"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.txt", b"text\0\x01\x02", "이진"),
        ("a.csv", "code,name\n005,가온전자\n".encode(), "csv"),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "xml"),
        ("feed", b'<?xml version="1.0"?><rss><channel/></rss>', "XML"),
    ],
)
def test_what_is_no_text_is_left_out_with_its_name(tmp_path, name, content, told):
    (drop,) = collected(put(tmp_path / name, content)).dropped
    assert drop.reason == "unsupported_format"
    assert drop.where == str(tmp_path / name)
    assert told in drop.detail
    assert "글이 아니" in drop.detail


DOCUMENTS = [
    ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
    ("late.pdf", b"\0\xff" * 100 + b"%PDF-1.7", "application/pdf"),
    ("a.hwp", HWP, "application/x-hwp"),
    ("a.hwpx", container({"mimetype": b"application/hwp+zip", "version.xml": b"<v/>"}), "application/hwp+zip"),
    ("b.hwpx", container({"Contents/section0.xml": b"<s/>"}), "application/hwp+zip"),
    ("a.docx", container({"word/document.xml": b"<d/>"}), DOCX),
    # The content decides here too.
    ("report.txt", b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
    ("report.pdf", container({"word/document.xml": b"<d/>"}), DOCX),
    ("report.docx", HWP, "application/x-hwp"),
]


@pytest.mark.parametrize(("name", "content", "media_type"), DOCUMENTS)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_document_is_passed_on_as_it_is(tmp_path, name, content, media_type, zipped):
    path = put(tmp_path / (name + ".gz" * zipped), gzip.compress(content, mtime=0) if zipped else content)
    (entry,) = collected(path).entries
    assert (entry.media_type, entry.content, entry.origin) == (media_type, content, str(path))


def test_a_broken_container_is_a_drop(tmp_path):
    whole = container({"word/document.xml": os.urandom(5000)})
    for content in (whole[:3000], whole[:-30], b"PK\x03\x04\x14\0", whole[:-22] + b"PK\5\6" + b"\xff" * 18):
        assert set(reasons(collected(put(tmp_path / "a.docx", content)))) <= {"broken_archive", "too_large"}
        assert reasons(collected(tmp_path / "a.docx"))


def test_a_container_that_asks_for_too_much_is_a_drop(tmp_path):
    bomb = container({"word/document.xml": b"<d/>", "word/media/a.bin": b"\0" * (20 << 20)})
    assert reasons(collected(put(tmp_path / "a.docx", bomb))) == ["too_large"]
    crowd = container({f"word/{n:06}": b"" for n in range(20_000)} | {"word/document.xml": b""})
    assert reasons(collected(put(tmp_path / "b.docx", crowd))) == ["too_large"]


def test_half_a_document_is_none(tmp_path):
    half = gzip.compress(b"%PDF-1.7" + os.urandom(100_000), mtime=0)[:50_000]
    collection = collected(put(tmp_path / "a.pdf.gz", half))
    assert (collection.entries, reasons(collection)) == ((), ["broken_archive"])


@pytest.mark.parametrize("sign", [{"retracted": True}, {"status": "retracted"}, {"status": "deleted"}])
def test_a_record_can_take_an_article_back(tmp_path, sign):
    other = {**ITEM, "url": "https://n.example/2"}
    gone = {"url": "https://n.example/1", **sign}
    path = put(tmp_path / "a.jsonl", "\n".join(map(line, [ITEM, other, gone])))
    collection = collected(path)
    assert collection.retracted == ("https://n.example/1",)
    assert [json.loads(entry.content)["url"] for entry in collection.entries] == ["https://n.example/2"]
    assert collection.dropped == ()
    path = put(tmp_path / "b.json", json.dumps([gone, ITEM]))
    assert len(collected(path).entries) == 1


def test_a_retraction_without_an_address_is_a_drop(tmp_path):
    assert reasons(collected(put(tmp_path / "a.jsonl", line(DOCUMENT) + '\n{"retracted": true}'))) == ["unknown_record"]


def test_a_record_that_is_not_taken_back_stays(tmp_path):
    record = {**ITEM, "retracted": False, "status": "published"}
    collection = collected(put(tmp_path / "a.jsonl", line(record)))
    assert (types(collection), collection.retracted) == ([FEED], ())


def test_first_seen_stays_as_it_was_given(tmp_path):
    (entry,) = collected(put(tmp_path / "a.jsonl", line(ITEM))).entries
    assert json.loads(entry.content)["first_seen"] == ITEM["first_seen"]


def test_blanks_before_the_first_line_do_not_hide_what_a_file_is(tmp_path):
    assert types(collected(put(tmp_path / "a.jsonl", "\n" * 100_000 + line(DOCUMENT)))) == [RECORD]
    assert types(collected(put(tmp_path / "page.txt", "\n" * 100_000 + PAGE))) == ["text/html"]


@pytest.mark.parametrize("content", [b"", b" \n\t\n", gzip.compress(b"", mtime=0)])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.html"])
def test_an_empty_file_is_a_drop(tmp_path, name, content):
    assert reasons(collected(put(tmp_path / name, content))) == ["empty_file"]


def test_a_few_bad_bytes_are_read_and_said(tmp_path):
    text = "다온시는 새 청사를 열었다.\n" * 20
    collection = collected(put(tmp_path / "a.txt", text.encode() + b"\xff" + text.encode()))
    assert types(collection) == ["text/plain"]
    (drop,) = collection.dropped
    assert drop.reason == "bad_bytes"
    assert "1개" in drop.detail


def test_garbage_is_no_text(tmp_path):
    assert reasons(collected(put(tmp_path / "a.txt", bytes(range(0x80, 0x100)) * 50))) == ["unreadable_text"]


def test_a_gzip_file_cut_short_keeps_what_can_be_read(tmp_path):
    records = "".join(line({**DOCUMENT, "id": f"d{n}", "text": os.urandom(30).hex()}) + "\n" for n in range(500))
    collection = collected(put(tmp_path / "a.jsonl.gz", gzip.compress(records.encode(), mtime=0)[:-4000]))
    assert 300 < len(collection.entries) < 500
    assert set(reasons(collection)) == {"broken_json", "broken_archive"}


def test_a_damaged_gzip_file_is_a_drop(tmp_path):
    collection = collected(put(tmp_path / "a.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 60))
    assert (collection.entries, reasons(collection)) == ((), ["broken_archive"])


def test_a_gzip_file_of_several_members_is_read_whole(tmp_path):
    content = gzip.compress(line(ITEM).encode() + b"\n", mtime=0) + gzip.compress(line(DOCUMENT).encode(), mtime=0)
    assert types(collected(put(tmp_path / "a.jsonl.gz", content))) == [FEED, RECORD]


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.txt.gz", "bomb.json.gz", "bomb"])
@pytest.mark.parametrize("start", [b"", b'{"text": "'])
def test_a_gzip_bomb_is_a_drop_and_is_not_unpacked_whole(tmp_path, name, start):
    bomb = gzip.compress(start + b" \n" * (100 << 19), compresslevel=1, mtime=0)
    begun = time.perf_counter()
    collection = collected(put(tmp_path / name, bomb))
    assert collection.entries == ()
    assert "too_large" in reasons(collection)
    assert time.perf_counter() - begun < 10


def test_a_gzip_bomb_of_text_is_a_drop(tmp_path):
    collection = collected(put(tmp_path / "bomb.txt.gz", gzip.compress("가".encode() * (40 << 20), mtime=0)))
    assert (collection.entries, reasons(collection)) == ((), ["too_large"])


def test_a_record_beyond_the_limit_is_a_drop(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "MAX_RECORD", 1_000_000)
    assert reasons(collected(put(tmp_path / "a.txt", "가" * 800_000))) == ["too_large"]
    long = line({**DOCUMENT, "text": "가" * 1_200_000})
    collection = collected(put(tmp_path / "a.jsonl", line(ITEM) + "\n" + long))
    assert (types(collection), reasons(collection)) == ([FEED], ["too_large"])


def test_drops_and_records_of_one_file_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(harvest, "MAX_DROPS", 3)
    path = put(tmp_path / "a.jsonl", "{]\n" * 10 + line(DOCUMENT))
    collection = collected(path)
    assert types(collection) == [RECORD]
    assert reasons(collection) == ["broken_json"] * 4
    assert collection.dropped[-1].where == str(path)
    assert "7건" in collection.dropped[-1].detail
    monkeypatch.setattr(harvest, "MAX_RECORDS", 2)
    collection = collected(put(tmp_path / "b.jsonl", (line(DOCUMENT) + "\n") * 5))
    assert (len(collection.entries), reasons(collection)) == (2, ["too_many_records"])


def test_a_path_that_does_not_exist_is_named(tmp_path):
    put(tmp_path / "a.txt", "글")
    with pytest.raises(PathNotFound) as caught:
        collect_paths([FileCollector()], [tmp_path / "a.txt", tmp_path / "nope"])
    assert caught.value.subject == str(tmp_path / "nope")


def test_nothing_to_read_says_what_was_found_instead(tmp_path):
    with pytest.raises(EmptyInput, match="비어 있음"):
        collect_paths([FileCollector()], [tmp_path])
    put(tmp_path / "a.zip", container({"a.txt": b"x"}))
    with pytest.raises(EmptyInput) as caught:
        collect_paths([FileCollector()], [tmp_path])
    assert "unsupported_format 1건" in str(caught.value)
    assert "a.zip" in str(caught.value)
    assert "\n" not in str(caught.value)


class Rows:
    """A stranger's collector; `told` holds what it was asked to read."""

    def __init__(self):
        self.told = []

    def accepts(self, place):
        return place.endswith(".rows")

    def collect(self, visit):
        self.told.append(visit)
        return collected(visit.source.place)


def test_the_first_collector_that_accepts_a_path_reads_it(tmp_path):
    stranger = Rows()
    paths = [
        put(tmp_path / "a.rows", "다온시는 새 청사를 열었다."),
        put(tmp_path / "b.txt", "다온시는 새 청사를 열었다."),
    ]
    assert len(collect_paths([stranger, FileCollector()], [*paths, paths[0]]).entries) == 2
    (told,) = stranger.told
    assert (told.source.place, told.source.name, told.known("a")) == (str(paths[0]), None, None)
    with pytest.raises(AddressRefused):
        told.fetcher.fetch("https://n.example/")
    with pytest.raises(AddressRefused):
        NoWeb().fetch("https://n.example/")


NAMES = ["a.txt", "a.html", "a.jsonl", "a.json", "a", "a.gz", "a.pdf"]
STARTS = [b"", b"PK\x03\x04", OLE, b"%PDF-"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), name=st.sampled_from(NAMES), start=st.sampled_from(STARTS))
def test_any_bytes_under_any_name_give_entries_or_drops(tmp_path, content, name, start):
    collection = collected(put(tmp_path / name, start + content))
    assert collection.entries or collection.dropped


def test_the_week_is_read_in_a_second_and_a_half():
    data = os.environ.get("NEWSPRISM_DATA")
    if not data:
        pytest.skip("NEWSPRISM_DATA does not name the folder with the measuring data")
    begun = time.perf_counter()
    collection = collect_paths([FileCollector()], [Path(data) / "ko-business-week"])
    assert time.perf_counter() - begun < 1.5
    assert set(types(collection)) == {FEED}
    assert collection.dropped == ()
