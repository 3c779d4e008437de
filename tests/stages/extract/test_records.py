import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.formats.documents import document_to_json, dumps
from newsprism.stages.extract.items import document_id
from newsprism.stages.extract.records import RecordExtractor
from newsprism.types.document import Document, DocumentId, Entry, ReportDetail

OURS = Document(
    id=DocumentId("r7"),
    kind="report_item",
    title="나라별  지원 ",
    text="● 지원을 늘린다\n- 보조금",
    published_at=None,
    publisher=None,
    authors=(),
    url=None,
    language="ko",
    report=ReportDetail("다온연구원", "독일", "2025-01", "동향 12호"),
)
FOREIGN = {"date": "2026-03-02", "url": "https://w.example/1", "title": "하늘항", "text": "하늘항이 \u200b문을 열었다."}


def entry(record, number=1):
    content = record if isinstance(record, bytes) else json.dumps(record, ensure_ascii=False).encode()
    return Entry(f"d.jsonl:{number}", "application/x-document+json", content)


def extracted(*records):
    return RecordExtractor().extract([entry(record, number) for number, record in enumerate(records, 1)])


def only(record) -> Document:
    extraction = extracted(record)
    assert extraction.dropped == ()
    return extraction.documents[0]


def test_what_we_wrote_comes_back_equal():
    assert only(dumps(OURS).encode()) == OURS


def test_an_old_date_of_ours_is_no_default_value():
    old = replace(OURS, published_at=datetime(1987, 6, 29, 9, tzinfo=UTC))
    assert only(dumps(old).encode()) == old


def test_a_foreign_record_is_completed_from_what_it_says():
    document = only(FOREIGN)
    assert document.id == document_id("https://w.example/1")
    assert document.published_at.isoformat() == "2026-03-02T00:00:00+09:00"
    assert (document.kind, document.language, document.publisher, document.license) == ("article", "ko", None, None)
    assert document.text == "하늘항이 문을 열었다."


def test_a_record_without_address_gets_an_id_of_what_tells_it_apart():
    first, second = only({"title": "하늘항", "text": "가"}), only({"title": "다온항", "text": "가"})
    assert first.id != second.id
    assert only({"title": "하늘항", "text": "나"}).id == first.id


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("2026-03-02T05:05:00Z", "2026-03-02T05:05:00+00:00"),
        ("2026-03-02T14:05:00", "2026-03-02T14:05:00+09:00"),
        ("Mon, 02 Mar 2026 14:05:00 +0900", "2026-03-02T14:05:00+09:00"),
        (None, None),
        ("", None),
    ],
)
def test_dates_are_read_and_a_missing_one_stays_missing(date, iso):
    published = only({"title": "하늘항", "text": "", "published_at": date}).published_at
    assert (published.isoformat() if published else None) == iso


def test_an_unreadable_date_is_reported_and_the_document_stays():
    extraction = extracted({"title": "하늘항", "text": "가", "published_at": "봄"})
    assert extraction.documents[0].published_at is None
    assert [drop.reason for drop in extraction.dropped] == ["unreadable_date"]


def test_a_missing_body_is_kept_and_an_author_may_be_a_name():
    document = only({"id": 12, "title": "하늘항", "published_at": None, "authors": "나온유"})
    assert (document.id, document.text, document.authors) == ("12", "", ("나온유",))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "가"}, "no_title"),
        ({"title": " ", "text": "가"}, "no_title"),
        ({"title": 5, "text": "가"}, "malformed_record"),
        ({"title": "하늘항", "text": ["가"]}, "malformed_record"),
        ({"title": "하늘항", "text": "가", "url": 5}, "malformed_record"),
        ({**document_to_json(OURS), "kind": "blog"}, "malformed_record"),
        (b"{", "broken_json"),
        (b"[1]", "broken_json"),
        (b'{"a":' * 50_000, "broken_json"),
    ],
)
def test_a_bad_record_is_a_drop_and_the_others_stay(record, reason):
    extraction = extracted(FOREIGN, record, dumps(OURS).encode())
    assert len(extraction.documents) == 2
    assert [(drop.reason, drop.where) for drop in extraction.dropped] == [(reason, "d.jsonl:2")]
    assert extraction.dropped[0].detail


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.text(max_size=9), max_size=2)
keys = ("id", "kind", "title", "text", "published_at", "date", "publisher", "authors", "url", "language", "report")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(keys, anything)))
def test_any_record_gives_a_document_or_a_drop(record):
    extraction = extracted(record)
    lost = [drop for drop in extraction.dropped if drop.reason != "unreadable_date"]
    assert len(extraction.documents) + len(lost) == 1
    for document in extraction.documents:
        assert dumps(document).encode()
