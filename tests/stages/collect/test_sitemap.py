import gzip
import json
from datetime import timedelta

import pytest

from newsprism.errors import MalformedFeed, ResponseTooLarge
from newsprism.stages.collect.moments import moment_of, newest_first
from newsprism.stages.collect.pages_behind import MAX_PAGES
from newsprism.stages.collect.sitemap import MAX_CHILDREN, SitemapCollector
from newsprism.stages.collect.sitemap_parsing import MAX_BYTES, parse_sitemap
from tests.stages.collect.site import NOW, Desk, reasons

XML = "application/xml"
FRESH, OLD = "2026-02-11T09:00:00+09:00", "2026-01-20"
PAGE = "<!doctype html><html><head><title>가</title></head><body><p>글이다.</p></body></html>"


def urlset(*urls):
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">' + "".join(urls) + "</urlset>"
    )


def url(loc, when=None, title=None, published=FRESH):
    changed = f"<lastmod>{when}</lastmod>" if when else ""
    news = (
        "<news:news><news:publication><news:name>나루일보</news:name><news:language>ko</news:language></news:publication>"
        f"<news:publication_date>{published}</news:publication_date><news:title>{title}</news:title></news:news>"
        if title
        else "<image:image><image:loc>https://i.example/1.jpg</image:loc><image:title>사진</image:title></image:image>"
    )
    return f"<url><loc>{loc}</loc>{changed}{news}</url>"


def index(*children):
    inside = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</sitemap>" for loc, when in children
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>'


def desk(web, place, **told):
    return Desk(SitemapCollector(), web, place, kind="sitemap", **told)


def pages(collection):
    return [entry.url.rpartition("/")[2] for entry in collection.entries if entry.media_type == "text/html"]


def items(collection):
    return [json.loads(entry.content) for entry in collection.entries if "json" in entry.media_type]


def test_pages_of_the_last_days_are_read_once(web_site):
    site, web = web_site
    for name in ("new", "undated", "old"):
        site.put(f"/{name}", PAGE)
    body = urlset(
        url(f"{site.root}/undated"), url(f"{site.root}/old", OLD), url(f"{site.root}/new?utm_source=x", FRESH)
    )
    one = desk(web, site.put("/sitemap.xml", body, XML), name="나루일보")
    found = one.visit()
    assert pages(found) == ["new", "undated"]
    assert {entry.publisher for entry in found.entries} == {"나루일보"}
    assert [(drop.reason, "1건" in drop.detail) for drop in found.dropped] == [("old_addresses", True)]
    site.forget()
    again = one.visit()
    assert again.unchanged
    assert site.sent == []
    site.put("/sitemap.xml", body.replace("</urlset>", url(f"{site.root}/more", FRESH) + "</urlset>"), XML)
    site.put("/more", PAGE)
    assert pages(one.visit()) == ["more"]


def test_news_with_titles_are_items_and_their_pages_only_for_a_full_source(web_site):
    site, web = web_site
    site.put("/1", PAGE)
    body = urlset(
        url(f"{site.root}/1", title="다온시 &amp; 마루시 새 청사"),
        url(f"{site.root}/2", title="묵은 소식", published=OLD),
        url(f"{site.root}/3", title="[기사삭제] 다온시"),
    )
    place = site.put("/news.xml", body, XML)
    found = desk(web, place).visit()
    assert items(found) == [
        {
            "published": FRESH,
            "publisher": "나루일보",
            "summary": "",
            "title": "다온시 & 마루시 새 청사",
            "url": f"{site.root}/1",
        }
    ]
    assert (pages(found), found.retracted) == ([], (f"{site.root}/3",))
    full = desk(web, place, full=True).visit()
    assert (len(items(full)), pages(full)) == (1, ["1"])


def test_an_index_is_followed_to_its_newest_parts(web_site):
    site, web = web_site
    for name in ("a", "b"):
        site.put(f"/{name}", PAGE)
        site.put(
            f"/{name}.xml.gz", gzip.compress(urlset(url(f"{site.root}/{name}", FRESH)).encode()), "application/gzip"
        )
    site.put("/inner.xml", index((f"{site.root}/b.xml.gz", FRESH)), XML)
    root = index(
        (f"{site.root}/a.xml.gz", FRESH), (f"{site.root}/past.xml", OLD), (f"{site.root}/inner.xml", FRESH),
        (f"{site.root}/missing.xml", FRESH), (f"{site.root}/page", FRESH), (f"{site.root}/sitemap.xml", FRESH),
    )  # fmt: skip
    site.put("/page", PAGE)
    found = desk(web, site.put("/sitemap.xml", root, XML)).visit()
    assert sorted(pages(found)) == ["a", "b"]
    assert "/past.xml" not in site.asked
    assert sorted(reasons(found)) == ["broken_sitemap", "http_404"]


def test_a_part_that_changes_is_seen_though_its_index_has_no_dates(web_site):
    site, web = web_site
    site.put("/a.xml", urlset(), XML)
    one = desk(web, site.put("/sitemap.xml", index((f"{site.root}/a.xml", None)), XML))
    one.visit()
    site.put("/1", PAGE)
    site.put("/a.xml", urlset(url(f"{site.root}/1", FRESH)), XML)
    assert pages(one.visit()) == ["1"]
    site.forget()
    assert one.visit().unchanged
    assert site.sent == ["/sitemap.xml"]


def test_indexes_within_indexes_end(web_site):
    site, web = web_site
    for depth in range(6):
        site.put(f"/{depth}.xml", index((f"{site.root}/{depth + 1}.xml", FRESH)), XML)
    found = desk(web, site.root + "/0.xml").visit()
    assert reasons(found) == ["too_many_sitemaps"]
    assert site.asked == ["/0.xml", "/1.xml", "/2.xml", "/3.xml"]
    many = index(*((f"{site.root}/part{n}.xml", FRESH) for n in range(MAX_CHILDREN + 9)))
    for number in range(MAX_CHILDREN + 9):
        site.put(f"/part{number}.xml", urlset(), XML)
    site.forget()
    found = desk(web, site.put("/many.xml", many, XML)).visit()
    assert len(site.asked) == MAX_CHILDREN + 1
    assert reasons(found) == ["too_many_sitemaps"]


def test_pages_beyond_the_limit_are_read_at_the_next_visit(web_site):
    site, web = web_site
    urls = []
    for number in range(MAX_PAGES + 2):
        site.put(f"/{number}", PAGE)
        urls.append(url(f"{site.root}/{number}", (NOW - timedelta(minutes=number)).isoformat()))
    one = desk(web, site.put("/sitemap.xml", urlset(*urls), XML))
    first = one.visit()
    assert pages(first) == [str(n) for n in range(MAX_PAGES)]
    assert reasons(first) == ["pages_later"]
    assert pages(one.visit()) == [str(MAX_PAGES), str(MAX_PAGES + 1)]
    assert one.visit().unchanged


def test_a_list_of_addresses_in_plain_text_is_a_sitemap(web_site):
    site, web = web_site
    site.put("/1", PAGE)
    place = site.put("/sitemap.txt", f"\ufeff{site.root}/1\n\n{site.root}/2\n", "text/plain")
    found = desk(web, place).visit()
    assert (pages(found), reasons(found)) == (["1"], ["http_404"])


@pytest.mark.parametrize(
    "content",
    [b"", b"words only", b"<html></html>", b"<rss></rss>", b"\x1f\x8bbroken", b"\x00", b"mailto:a@n.example",
     b'<!DOCTYPE urlset [<!ENTITY a "x">]><urlset/>', b"http://n.example/ and more words\nand lines\n"],
)  # fmt: skip
def test_what_is_no_sitemap_is_refused_with_its_address(content):
    with pytest.raises(MalformedFeed) as told:
        parse_sitemap(content, "https://n.example/sitemap.xml")
    assert "n.example/sitemap.xml" in str(told.value)


def test_a_gzip_bomb_is_refused():
    bomb = gzip.compress(b"<urlset>" + b" " * (MAX_BYTES + 10))
    with pytest.raises(ResponseTooLarge):
        parse_sitemap(bomb, "https://n.example/sitemap.xml.gz")


def test_a_gzip_that_broke_off_gives_what_can_be_read():
    text = urlset(*(url(f"https://n.example/{n * 7919}", FRESH) for n in range(500)))
    found = parse_sitemap(gzip.compress(text.encode())[:-300], "https://n.example/sitemap.xml.gz")
    assert 0 < len(found.urls) <= 500


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-02-11T09:00:00+09:00", "2026-02-11T00:00:00+00:00"),
        ("2026-02-11", "2026-02-10T15:00:00+00:00"),
        ("2026-02", "2026-01-31T15:00:00+00:00"),
        ("2026.2.9 14:05", "2026-02-09T05:05:00+00:00"),
        ("2026-02-09 14:05:06", "2026-02-09T05:05:06+00:00"),
        ("Mon, 09 Feb 2026 10:05:00 GMT", "2026-02-09T10:05:00+00:00"),
        ("9 Feb 2026 10:05:00 +0900", "2026-02-09T01:05:00+00:00"),
    ],
)  # fmt: skip
def test_times_are_read_well_enough_to_be_ordered(told, moment):
    assert moment_of(told).isoformat() == moment


@pytest.mark.parametrize(
    "told", [None, "", "어제", "0", "2026-13-40", "9" * 60, "0001-01-01", "9999-12-31T23:59:59-23:59", "2026.99.99"]
)
def test_what_is_no_time_is_none_and_stands_last(told):
    assert moment_of(told) is None
    assert newest_first([told, "2026-02-09"], lambda when: when) == ["2026-02-09", told]
