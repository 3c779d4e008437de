import json
from datetime import timedelta

import pytest

from newsprism.errors import MalformedFeed, RobotsForbid, ServerRefused
from newsprism.stages.collect.feed import FeedCollector
from newsprism.stages.collect.pages_behind import MAX_PAGES
from newsprism.stages.extract.items import ItemExtractor
from tests.stages.collect.site import NOW, Desk, reasons

XML = "application/rss+xml; charset=utf-8"


def item(root, number, title=None, minute=0):
    return (
        f"<item><title>{title or f'다온시 소식 {number}'}</title><link>{root}/news/{number}</link><guid>{root}/news/{number}</guid>"
        f"<pubDate>Thu, 12 Feb 2026 10:{minute:02d}:00 GMT</pubDate></item>"
    )


def feed(*items, extra="", title="나루일보 전체기사"):
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:at="http://purl.org/atompub/tombstones/1.0"><channel>'
        f"<title>{title}</title>{''.join(items)}{extra}</channel></rss>"
    )


def page(words="다온시는 새 청사를 열었다."):
    return f"<!doctype html><html><head><title>다온시</title></head><body><p>{words}</p></body></html>"


def records(collection):
    return [json.loads(entry.content) for entry in collection.entries if "json" in entry.media_type]


def pages(collection):
    return [entry for entry in collection.entries if entry.media_type == "text/html"]


def test_items_become_entries_that_the_extractor_reads(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1)), XML)
    found = Desk(FeedCollector(), web, place, name="나루일보").visit()
    [entry] = found.entries
    assert entry.media_type == "application/x-feed-item+json"
    assert entry.origin == f"{place}#{site.root}/news/1"
    assert (entry.url, entry.publisher, entry.first_seen) == (f"{site.root}/news/1", "나루일보", NOW)
    record = json.loads(entry.content)
    assert list(record) == sorted(record)
    assert record["published"] == "Thu, 12 Feb 2026 10:00:00 GMT"
    assert record["publisher"] == "나루일보"
    assert "first_seen" not in record
    [document] = ItemExtractor().extract(found.entries).documents
    assert (document.title, document.url, document.publisher) == ("다온시 소식 1", f"{site.root}/news/1", "나루일보")


def test_the_title_of_the_feed_names_the_publisher_only_where_the_source_has_no_name(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1)), XML)
    assert records(Desk(FeedCollector(), web, place).visit())[0]["publisher"] == "나루일보 전체기사"


def test_the_same_item_gives_the_same_bytes_at_another_time(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1)), XML)
    first = Desk(FeedCollector(), web, place).visit()
    site.put("/rss", feed(item(site.root, 2), item(site.root, 1)), XML)
    later = Desk(FeedCollector(), web, place, now=NOW + timedelta(hours=1)).visit()
    assert first.entries[0].content == later.entries[1].content


def test_a_second_visit_to_an_unchanged_feed_gets_nothing(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1)), XML)
    desk = Desk(FeedCollector(), web, place)
    desk.visit()
    again = desk.visit()
    assert again.unchanged
    assert (again.entries, again.marks) == ((), ())
    assert site.sent == ["/rss"]


def test_a_server_without_validators_is_recognised_by_the_content(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1)), XML, ETag="")
    desk = Desk(FeedCollector(), web, place)
    desk.visit()
    assert desk.visit().unchanged
    assert site.sent == ["/rss", "/rss"]
    site.put("/rss", feed(item(site.root, 2), item(site.root, 1)), XML, ETag="")
    assert len(desk.visit().entries) == 2


def test_a_broken_feed_is_read_and_told(web_site):
    site, web = web_site
    place = site.put("/rss", feed(item(site.root, 1, title="다온 & 마루")), XML)
    found = Desk(FeedCollector(), web, place).visit()
    assert records(found)[0]["title"] == "다온 & 마루"
    assert [(d.reason, d.where, d.stage) for d in found.dropped] == [("broken_feed", place, "collect")]


def test_items_without_anything_are_dropped_and_withdrawn_ones_retracted(web_site):
    site, web = web_site
    body = feed(
        "<item><description>글만 있다</description></item>",
        item(site.root, 2, title="&lt;기사취소&gt; 다온시 소식"),
        "<item><title>[기사삭제]</title></item>",
        f"<item><title>다온시</title><link>{site.root}/news/4?utm_source=a</link><description>삭제된 기사입니다.</description></item>",
        item(site.root, 5),
        extra=f'<at:deleted-entry ref="{site.root}/news/6?fbclid=1"/><at:deleted-entry ref="tag:x,2026:7"/>',
    )
    found = Desk(FeedCollector(), web, site.put("/rss", body, XML)).visit()
    assert [record["title"] for record in records(found)] == ["다온시 소식 5"]
    assert found.retracted == tuple(f"{site.root}/news/{n}" for n in (2, 4, 6))
    assert reasons(found) == ["empty_item", "retracted_without_address", "retracted_without_address"]


def test_what_is_no_feed_and_a_bomb_fail_with_the_address(web_site):
    site, web = web_site
    with pytest.raises(MalformedFeed, match="/page"):
        Desk(FeedCollector(), web, site.put("/page", page())).visit()
    bomb = '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + feed(item("", 1, title="&b;"))
    with pytest.raises(MalformedFeed, match="ENTITY"):
        Desk(FeedCollector(), web, site.put("/bomb", bomb, XML)).visit()
    with pytest.raises(ServerRefused):
        Desk(FeedCollector(), web, site.root + "/none").visit()


def test_links_are_resolved_where_the_redirects_ended(web_site):
    site, web = web_site
    site.put("/deep/rss", "<rss><channel><item><title>가</title><link>1.html</link></item></channel></rss>", XML)
    place = site.put("/rss", "", status=302, Location="/deep/rss")
    found = Desk(FeedCollector(), web, place).visit()
    assert records(found)[0]["url"] == f"{site.root}/deep/1.html"
    assert [mark.place for mark in found.marks] == [place]


def test_a_full_source_reads_the_page_behind_each_item_once(web_site):
    site, web = web_site
    site.put("/news/1", page().encode("cp949"), "text/html; charset=euc-kr")
    place = site.put("/rss", feed(item(site.root, 1)), XML)
    desk = Desk(FeedCollector(), web, place, name="나루일보", full=True)
    [entry] = pages(desk.visit())
    assert (entry.url, entry.publisher, entry.first_seen, entry.charset) == (
        f"{site.root}/news/1",
        "나루일보",
        NOW,
        "euc-kr",
    )
    site.put("/news/2", page())
    site.put("/rss", feed(item(site.root, 2), item(site.root, 1)), XML)
    site.forget()
    found = desk.visit()
    assert [entry.url for entry in pages(found)] == [f"{site.root}/news/2"]
    assert site.asked == ["/rss", "/news/2"]


def test_a_page_that_fails_is_a_drop_and_its_item_still_counts(web_site):
    site, web = web_site
    site.put("/robots.txt", "User-agent: *\nDisallow: /news/2\n", "text/plain")
    site.put("/news/3", "<html><head><META content='max-snippet:1, NoAI' name=robots></head><body>글</body></html>")
    site.put("/news/4", page(), X_Robots_Tag="noindex")
    site.put("/news/5", b"\x89PNG\r\n\x1a\n0000", "image/png")
    site.put("/news/6", "<html><head><!-- <meta name='robots' content='noai'> --></head><body>글</body></html>")
    body = feed(*(item(site.root, n) for n in range(1, 7)))
    found = Desk(FeedCollector(), web, site.put("/rss", body, XML), full=True).visit()
    assert len(records(found)) == 6
    assert [entry.url for entry in pages(found)] == [f"{site.root}/news/6"]
    told = {drop.where.rpartition("/")[2]: drop.reason for drop in found.dropped}
    assert told == {
        "1": "http_404", "2": RobotsForbid.reason, "3": "noai", "4": "noindex", "5": "unsupported_format",
    }  # fmt: skip
    assert found.retracted == ()


def test_pages_that_must_not_be_kept_are_not_asked_for_again(web_site):
    site, web = web_site
    site.put("/news/1", page(), X_Robots_Tag="noai")
    desk = Desk(FeedCollector(), web, site.put("/rss", feed(item(site.root, 1)), XML), full=True)
    desk.visit()
    site.put("/rss", feed(item(site.root, 1), title="새 이름"), XML)
    site.forget()
    assert desk.visit().dropped == ()
    assert site.asked == ["/rss"]


def test_the_newest_pages_come_first_and_the_others_at_the_next_visits(web_site):
    site, web = web_site
    count = MAX_PAGES + 5
    for number in range(count):
        site.put(f"/news/{number}", page(f"{number}번째 글이다."))
    body = feed(*(item(site.root, number, minute=number) for number in range(count)))
    desk = Desk(FeedCollector(), web, site.put("/rss", body, XML), full=True)
    first = desk.visit()
    assert [entry.url.rpartition("/")[2] for entry in pages(first)] == [str(n) for n in range(count - 1, 4, -1)]
    assert reasons(first) == ["pages_later"]
    assert "5건" in first.dropped[0].detail
    second = desk.visit()
    assert [entry.url.rpartition("/")[2] for entry in pages(second)] == ["4", "3", "2", "1", "0"]
    assert second.dropped == ()
    site.forget()
    assert desk.visit().unchanged
    assert site.sent == []


def test_a_page_that_fails_for_a_moment_is_tried_again_though_the_feed_is_the_same(web_site):
    site, web = web_site
    site.put("/news/1", "busy", status=503)
    desk = Desk(FeedCollector(), web, site.put("/rss", feed(item(site.root, 1)), XML), full=True)
    assert reasons(desk.visit()) == ["http_503"]
    site.put("/news/1", page())
    assert len(pages(desk.visit())) == 1
    assert desk.visit().unchanged


def test_a_host_that_does_not_answer_is_left_alone_for_this_visit(web_site):
    site, web = web_site
    closed = "http://127.0.0.1:9"
    body = feed(*(item(closed, n, minute=50) for n in range(6)), item(site.root, 7))
    site.put("/news/7", page())
    found = Desk(FeedCollector(), web, site.put("/rss", body, XML), full=True).visit()
    assert reasons(found) == ["unreachable"] * 3 + ["pages_later"]
    assert [entry.url for entry in pages(found)] == [f"{site.root}/news/7"]
