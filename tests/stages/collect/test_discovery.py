import pytest

from newsprism.errors import InvalidSource, ServerRefused, ServerUnreachable
from newsprism.stages.collect.discovery import Candidate, discover

RSS = "<rss><channel><title>나루일보 &amp;quot;전체&amp;quot;</title><item><title>가</title></item></channel></rss>"
URLSET = "<urlset><url><loc>https://n.example/1</loc></url></urlset>"
XML = "application/xml"


def page(head=""):
    return f"<!doctype html><html><head><title>나루일보 | 첫 화면</title>{head}</head><body>글</body></html>"


def test_a_feed_is_known_by_its_content(web_site):
    site, web = web_site
    place = site.put("/list.php?id=1", RSS, "text/html")
    found = discover(place, web)
    assert found.sources == (Candidate("feed", place, '나루일보 "전체"'),)
    assert site.asked == ["/list.php?id=1"]


def test_a_sitemap_is_known_by_its_content(web_site):
    site, web = web_site
    place = site.put("/map", URLSET, XML)
    assert discover(place, web).sources == (Candidate("sitemap", place, None),)


def test_an_address_that_moved_for_good_is_taken_where_it_went(web_site):
    site, web = web_site
    site.put("/new", RSS, XML)
    assert discover(site.put("/old", "", status=301, Location="/new"), web).sources[0].place == site.root + "/new"
    assert discover(site.put("/tmp", "", status=302, Location="/new"), web).sources[0].place == site.root + "/tmp"


def test_the_feeds_that_a_page_names_are_found_but_not_those_of_comments(web_site):
    site, web = web_site
    site.put("/all.xml", RSS, XML)
    site.put("/eco.xml", "<rss><channel><item><title>가</title></item></channel></rss>", XML)
    head = (
        "<link rel=alternate type=application/rss+xml href=all.xml title='전체'>"
        '<LINK HREF="/eco.xml?a=1&amp;b=2" TYPE="application/atom+xml" REL="feed alternate" TITLE="경제">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="나루일보 댓글">'
        '<link rel="alternate" type="application/rss+xml" href="/gone.xml">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
        '<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" href="/a.css">'
        '<!-- <link rel="alternate" type="application/rss+xml" href="/hidden.xml"> -->'
    )
    site.put("/eco.xml?a=1&b=2", site.pages["/eco.xml"].body, XML)
    found = discover(site.put("/", page(head)), web)
    assert found.sources == (
        Candidate("feed", site.root + "/all.xml", '나루일보 "전체"'),
        Candidate("feed", site.root + "/eco.xml?a=1&b=2", "경제"),
    )
    assert "2개" in found.note
    assert "1개" in found.note
    assert site.asked == ["/", "/all.xml", "/eco.xml?a=1&b=2", "/gone.xml"]


def test_feeds_are_looked_for_where_they_usually_are(web_site):
    site, web = web_site
    site.put("/rss", page())
    site.put("/feed", RSS, XML)
    found = discover(site.put("/", page()), web)
    assert found.sources == (Candidate("feed", site.root + "/feed", '나루일보 "전체"'),)
    assert site.asked == ["/", "/rss", "/rss.xml", "/feed"]


def test_without_feeds_the_sitemaps_of_robots_are_taken_news_first(web_site):
    site, web = web_site
    lines = f"User-agent: *\nAllow: /\nSitemap: {site.root}/all.xml\nsitemap: /news.xml\n"
    site.put("/robots.txt", lines, "text/plain")
    site.put("/all.xml", URLSET, XML)
    site.put("/news.xml", URLSET, XML)
    found = discover(site.put("/", page()), web)
    assert found.sources == (Candidate("sitemap", site.root + "/news.xml", None),)


def test_a_usual_sitemap_is_found_without_robots(web_site):
    site, web = web_site
    site.put("/sitemap.xml", URLSET, XML)
    assert discover(site.put("/", page()), web).sources == (Candidate("sitemap", site.root + "/sitemap.xml", None),)


def test_a_page_without_anything_is_a_page(web_site):
    site, web = web_site
    place = site.put("/notice", page())
    found = discover(place, web)
    assert found.sources == (Candidate("page", place, "나루일보 | 첫 화면"),)
    assert "이 페이지만" in found.note


def test_a_document_file_is_read_as_a_page(web_site):
    site, web = web_site
    place = site.put("/report", b"%PDF-1.7\n", "application/pdf")
    assert discover(place, web).sources == (Candidate("page", place, None),)


def test_an_address_without_scheme_is_tried_with_both(web_site):
    site, web = web_site
    site.put("/rss", RSS, XML)
    found = discover(site.root.removeprefix("http://") + "/rss", web)
    assert found.sources[0].place == site.root + "/rss"


def test_errors_come_as_they_are(web_site):
    site, web = web_site
    with pytest.raises(ServerRefused):
        discover(site.root + "/none", web)
    with pytest.raises(ServerUnreachable):
        discover("127.0.0.1:9/rss", web)
    with pytest.raises(InvalidSource, match="PNG"):
        discover(site.put("/image", b"\x89PNG\r\n\x1a\n", "image/png"), web)


@pytest.mark.parametrize(
    "place", ["", "  ", "나루일보", "ftp://n.example/a", "file:///etc/passwd", "a b.example", "me@n.example"]
)
def test_what_is_no_address_is_refused(web_site, place):
    with pytest.raises(InvalidSource) as told:
        discover(place, web_site[1])
    assert len(str(told.value).splitlines()) == 1
