import json
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsprism.stages.extract.items import ItemExtractor, document_id, headline, language_of
from newsprism.types.document import Document, Entry

BASE = {
    "url": "https://hanbit.example/article/1",
    "title": "다온시, 새 청사 9일 개청",
    "summary": "다온시는 9일 새 청사를 열었다고 밝혔다. 총사업비는 1200억원이다.",
    "published": "2026-03-02T10:30:00.000Z",
    "publisher": "한빛경제",
    "publisher_id": "hanbit",
    "feed_titles": ["사회"],
    "feed_urls": ["https://hanbit.example/rss"],
    "categories": ["society"],
    "first_seen": "2026-03-02T02:00:00+00:00",
    "versions": ["다온시, 새 청사 9일 개청"],
}


def entry(number=1, **changes):
    record = {key: value for key, value in {**BASE, **changes}.items() if value is not ...}
    return Entry(f"items.jsonl:{number}", "application/x-feed-item+json", json.dumps(record).encode())


def extracted(*entries):
    return ItemExtractor().extract(entries)


def only(*entries) -> Document:
    (document,) = extracted(*entries).documents
    return document


def reasons(extraction):
    return [drop.reason for drop in extraction.dropped]


def test_an_item_becomes_a_document():
    document = only(entry())
    assert document == Document(
        id=document_id(BASE["url"]),
        kind="article",
        title="다온시, 새 청사 9일 개청",
        text="다온시는 9일 새 청사를 열었다고 밝혔다. 총사업비는 1200억원이다.",
        published_at=datetime.fromisoformat("2026-03-02T10:30:00+09:00"),
        publisher="한빛경제",
        authors=(),
        url="https://hanbit.example/article/1",
        language="ko",
    )
    assert document.published_at.isoformat() == "2026-03-02T10:30:00+09:00"


def test_the_id_is_that_of_the_address_and_does_not_depend_on_the_rest():
    assert only(entry()).id == only(entry(title="다른 제목", summary=None, published=None, versions=[])).id
    assert only(entry()).id != only(entry(url="https://hanbit.example/article/2")).id
    assert only(entry()).id[0] == "a"
    assert len(only(entry()).id) == 17


def test_without_an_address_the_id_does_not_depend_on_what_else_is_read():
    bare = {"url": None}
    alone = only(entry(**bare))
    among = extracted(entry(**bare), entry(2, title="하늘항 개항", versions=...)).documents[0]
    assert alone.id == among.id
    assert alone.id != only(entry(url=None, title="하늘항 개항", versions=[])).id


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/news/1", "file:///etc/hosts", " ", 5])
def test_an_address_that_is_not_of_the_web_is_no_address(url):
    document = only(entry(url=url))
    assert document.url is None
    assert document.id == only(entry(url=None)).id


def test_entities_escaped_twice_are_read():
    title = "다온시 &amp;quot;새 청사&amp;quot; &#039;개청&#039;\n<b>9일</b>"
    assert only(entry(title=title, versions=[title])).title == "다온시 \"새 청사\" '개청' 9일"
    assert headline("<인터뷰> 다온시장 &amp;middot; 하늘군수") == "<인터뷰> 다온시장 · 하늘군수"
    summary = "<p>새 청사를 열었다&amp;nbsp;고 밝혔다.</p><img src=x><p>총사업비는 &quot;1200억원&quot;이다.</p>"
    assert only(entry(summary=summary)).text == '새 청사를 열었다 고 밝혔다.\n총사업비는 "1200억원"이다.'


def test_the_newest_headline_is_taken():
    assert only(entry(versions=[BASE["title"], "다온시 새 청사 문 열어"])).title == "다온시 새 청사 문 열어"
    # A title that the list does not know yet is newer than the list.
    assert only(entry(title="다온시 청사 개청식", versions=["다온시 새 청사 문 열어"])).title == "다온시 청사 개청식"


def test_the_byline_in_the_lead_gives_the_author_and_leaves_the_text():
    document = only(entry(summary="[한빛경제=나온유 기자] 다온시는 9일 새 청사를 열었다고 밝혔다."))
    assert document.authors == ("나온유",)
    assert document.text == "다온시는 9일 새 청사를 열었다고 밝혔다."


def test_what_cleaning_takes_is_reported_with_its_origin():
    extraction = extracted(entry(7, summary="다온시는 새 청사를 열었다고 밝혔다.\n무단 전재 및 재배포 금지"))
    assert extraction.documents[0].text == "다온시는 새 청사를 열었다고 밝혔다."
    assert {drop.where for drop in extraction.dropped} == {"items.jsonl:7"}


@pytest.mark.parametrize("summary", ["", None, ..., "<img src=x>", 5])
def test_an_empty_body_is_kept(summary):
    extraction = extracted(entry(summary=summary))
    assert [document.text for document in extraction.documents] == [""]


@pytest.mark.parametrize("title", ["", None, ..., " \n", "<br>", "&nbsp;", 3])
def test_an_item_without_headline_is_a_drop(title):
    extraction = extracted(entry(title=title, versions=...))
    assert (extraction.documents, reasons(extraction)) == ((), ["no_title"])
    assert extraction.dropped[0].where == "items.jsonl:1"


def test_one_address_is_one_document_with_newest_headline_fullest_text_and_first_time():
    later = {"first_seen": "2026-03-02T05:00:00+00:00", "published": "2026-03-02T13:30:00.000Z"}
    extraction = extracted(
        entry(1),
        entry(2, url="https://hanbit.example/article/2"),
        entry(3, title="다온시 새 청사 문 열어", versions=..., summary="짧게 적은 글이다.", **later),
        entry(4, first_seen="2026-03-02T03:00:00+00:00", title="다온시 청사", versions=...),
    )
    first, second = extraction.documents
    assert (first.title, second.url) == ("다온시 새 청사 문 열어", "https://hanbit.example/article/2")
    assert "1200억원" in first.text
    assert first.published_at.isoformat() == "2026-03-02T10:30:00+09:00"
    same = [drop for drop in extraction.dropped if drop.reason == "same_url"]
    assert [drop.where for drop in same] == ["items.jsonl:3", "items.jsonl:4"]
    assert "items.jsonl:1" in same[0].detail


def test_the_clock_of_a_publisher_is_told_from_all_its_items():
    foreign = {"publisher": "Port Herald", "title": "Harbour opens", "summary": "", "versions": ...}
    seen = "2026-03-02T02:00:00+00:00"
    korean, english = extracted(
        entry(1, published="2026-03-02T10:30:00.000Z", first_seen=seen),
        entry(2, url="https://p.example/2", published="2026-03-02T01:30:00.000Z", first_seen=seen, **foreign),
    ).documents
    assert korean.published_at.isoformat() == "2026-03-02T10:30:00+09:00"
    assert english.published_at.isoformat() == "2026-03-02T10:30:00+09:00"
    assert english.language == "en"


def test_faults_of_dates_are_reported_and_the_document_stays():
    for changes, reason, iso in [
        ({"published": "언젠가"}, "unreadable_date", None),
        ({"published": "2026-03-02T01:59:20.417Z"}, "date_of_fetch", None),
        ({"published": "2026-03-05T10:00:00+09:00"}, "impossible_date", "2026-03-05T10:00:00+09:00"),
        ({"published": None}, None, None),
    ]:
        extraction = extracted(entry(**changes))
        assert reasons(extraction) == ([reason] if reason else [])
        published = extraction.documents[0].published_at
        assert (published.isoformat() if published else None) == iso


@pytest.mark.parametrize("content", [b"{", b"[]", b"3", b"\xff\0", b"", b'{"title":' * 50_000])
def test_what_is_no_item_is_a_drop(content):
    extraction = extracted(Entry("x:1", "application/x-feed-item+json", content), entry(2))
    assert len(extraction.documents) == 1
    assert reasons(extraction) == ["broken_json"]


def test_an_item_in_cp949_is_read():
    content = json.dumps(BASE, ensure_ascii=False).encode("cp949")
    assert only(Entry("x:1", "application/x-feed-item+json", content)).title == BASE["title"]


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("다온시 AI 청사", "", "ko"),
        ("AI", "다온시는 새 청사에 들일 기기를 골랐다고 밝혔다.", "ko"),
        ("Harbour opens", "", "en"),
        ("Harbour opens", "The harbour of 다온 opened on Monday after years of work on its piers.", "en"),
        ("新しい工場", "", "ja"),
        ("新工厂", "", "zh"),
        ("2026", "", "und"),
    ],
)
def test_the_script_tells_the_language(title, text, language):
    assert language_of(title, text) == language


anything = st.none() | st.booleans() | st.integers() | st.text(max_size=60) | st.lists(st.text(max_size=20), max_size=2)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(BASE, anything)), max_size=4))
def test_any_values_give_documents_or_drops(records):
    entries = [Entry(f"x:{n}", "application/x-feed-item+json", json.dumps(r).encode()) for n, r in enumerate(records)]
    extraction = extracted(*entries)
    lost = [drop for drop in extraction.dropped if drop.reason in ("no_title", "same_url", "broken_json")]
    assert len(extraction.documents) + len(lost) == len(records)
    assert all(document.title and "\n" not in document.title for document in extraction.documents)
    assert all(document.published_at is None or document.published_at.tzinfo for document in extraction.documents)


class Known:
    """A memory of clocks."""

    def __init__(self, *readings):
        self.clocks = {r.publisher: r.clock for r in readings}

    def recall(self, publishers):
        return {p: self.clocks[p] for p in publishers if p in self.clocks}


def test_items_read_again_are_dated_by_the_known_clock_and_add_nothing_to_it():
    items = [entry(n, url=f"https://hanbit.example/{n}") for n in range(5)]
    first = ItemExtractor().extract(items)
    again = ItemExtractor(Known(*first.clocks), learns=False).extract(items)
    assert again == first
    [reading] = ItemExtractor(Known(*first.clocks)).extract(items).clocks
    assert reading.clock.evidence.items == 10


def test_items_read_again_whose_clock_is_not_known_are_weighed_by_themselves():
    items = [entry(n, url=f"https://hanbit.example/{n}") for n in range(5)]
    assert ItemExtractor(Known(), learns=False).extract(items) == ItemExtractor().extract(items)
