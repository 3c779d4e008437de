import json
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsprism.errors import MalformedFeed
from newsprism.stages.collect.addresses import absolute, without_tracking
from newsprism.stages.collect.feed_items import MAX_ITEMS, MAX_SUMMARY
from newsprism.stages.collect.feed_parsing import parse_feed
from newsprism.stages.collect.sitemap_parsing import parse_sitemap
from newsprism.stages.collect.withdrawn import is_withdrawn

BASE = "https://naru.example/feeds/rss.xml"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items, head='<?xml version="1.0" encoding="UTF-8"?>', title="나루일보"):
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0" {NAMESPACES}><channel><title>{title}</title>{inside}</channel></rss>'


def read(text, **told):
    return parse_feed(text if isinstance(text, bytes) else text.encode(), BASE, **told)


def one(text, **told):
    [item] = read(text, **told).items
    return item


FULL = (
    "<title>다온시 새 청사</title><link>/news/1?utm_source=rss&amp;no=7&amp;fbclid=x</link><guid isPermaLink='false'>n-1</guid>"
    "<description>짧은 글</description><content:encoded><![CDATA[<p>더 긴 <b>글</b>이다.</p>]]></content:encoded>"
    "<pubDate>Mon, 09 Feb 2026 10:05:00 GMT</pubDate><dc:date>2026-02-09</dc:date><dc:creator>한가람</dc:creator>"
    "<author>han@naru.example (한누리)</author><category>지역</category><category>행정</category>"
    "<media:title>사진 설명</media:title>"
)


def test_an_item_of_rss_keeps_the_words_of_its_feed():
    item = one(rss(FULL))
    assert item.title == "다온시 새 청사"
    assert item.url == "https://naru.example/news/1?no=7"
    assert item.guid == "n-1"
    assert item.summary == "<p>더 긴 <b>글</b>이다.</p>"
    assert item.published == "Mon, 09 Feb 2026 10:05:00 GMT"
    assert item.authors == ("한가람", "한누리")
    assert item.categories == ("지역", "행정")


@pytest.mark.parametrize(
    "told",
    [
        "Mon, 09 Feb 2026 10:05:00 +0900",
        "Mon, 09 Feb 2026 10:05:00 GMT",
        "2026-02-09 10:05:00",
        "2026.02.09 10:05",
        "어제",
    ],
)
def test_a_time_is_not_rewritten(told):
    assert one(rss(f"<title>가</title><pubDate>{told}</pubDate>")).published == told
    # Nor by the reader of broken feeds.
    broken = rss(f"<title>가 <b>나</title><pubDate>{told}</pubDate>")
    assert one(broken).published == told


def test_rdf_items_stand_beside_their_channel():
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'{NAMESPACES}><channel rdf:about="x"><title>나루</title></channel><item rdf:about="https://naru.example/3">'
        "<title>셋</title><link>https://naru.example/3</link><dc:date>2026-02-09T10:00:00+09:00</dc:date></item></rdf:RDF>"
    )
    assert feed.title == "나루"
    assert [(i.title, i.url, i.guid, i.published) for i in feed.items] == [
        ("셋", "https://naru.example/3", "https://naru.example/3", "2026-02-09T10:00:00+09:00")
    ]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
 xml:base="https://naru.example/blog/"><title>나루</title>
<entry xml:base="2026/"><id>tag:naru.example,2026:1</id><title type="html">하나 &amp;amp; 둘</title>
 <link rel="self" href="x.atom"/><link rel="alternate" type="text/html" href="1.html"/>
 <summary>짧다</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>긴 <em>본문</em>이다.</p></div></content>
 <updated>2026-02-09T10:00:00Z</updated><author><name>한가람</name><email>h@naru.example</email></author>
 <category term="local" label="지역"/></entry>
<at:deleted-entry ref="tag:naru.example,2026:0" when="2026-02-09T10:00:00Z"><link href="0.html"/></at:deleted-entry>
<at:deleted-entry ref="https://naru.example/00" when="2026-02-09T10:00:00Z"/>
</feed>"""


def test_an_entry_of_atom_is_resolved_against_its_base():
    feed = read(ATOM)
    item = feed.items[0]
    assert item.url == "https://naru.example/blog/2026/1.html"
    assert item.title == "하나 &amp; 둘"
    assert item.summary == "<p>긴 <em>본문</em>이다.</p>"
    assert (item.published, item.updated) == ("2026-02-09T10:00:00Z", "2026-02-09T10:00:00Z")
    assert (item.authors, item.categories) == (("한가람",), ("지역",))


def test_tombstones_are_told_with_their_address():
    assert [(d.ref, d.url) for d in read(ATOM).deleted] == [
        ("tag:naru.example,2026:0", "https://naru.example/blog/0.html"),
        ("https://naru.example/00", "https://naru.example/00"),
    ]


def test_a_json_feed_is_read():
    feed = read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "나루",
                "items": [
                    {
                        "id": 7,
                        "url": "/7",
                        "title": "일곱",
                        "content_html": "<p>글</p>",
                        "date_published": "2026-02-09T10:00:00+09:00",
                        "authors": [{"name": "한가람"}],
                        "tags": ["지역", 3],
                    },
                    "no item",
                    {"id": "8", "content_text": "\ud800"},
                ],
            }
        )
    )
    assert feed.title == "나루"
    first, second = feed.items
    assert (first.guid, first.url, first.title, first.summary) == ("7", "https://naru.example/7", "일곱", "<p>글</p>")
    assert (first.published, first.authors, first.categories) == ("2026-02-09T10:00:00+09:00", ("한가람",), ("지역",))
    assert second.summary == "\ufffd"


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "UTF-8", None),
        ("cp949", "EUC-KR", None),
        ("cp949", "UTF-8", None),
        ("cp949", "UTF-8", "euc-kr"),
        ("cp949", "EUC-KR", "utf-8"),
        ("cp949", "EUC-KR", "iso-8859-1"),
        ("cp949", None, "iso-8859-1"),
        ("utf-8", "EUC-KR", "euc-kr"),
        ("utf-8", "ISO-8859-1", "iso-8859-1"),
        ("utf-16", "UTF-16", None),
        ("utf-8-sig", "EUC-KR", None),
    ],
)
def test_a_feed_is_read_whatever_its_charset_and_whoever_is_wrong_about_it(encoding, declared, header):
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = rss("<title>똠방각하 새 청사 개청식 열려</title>", head=head).encode(encoding)
    assert one(raw, charset=header).title == "똠방각하 새 청사 개청식 열려"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!doctype rss PUBLIC "-//x//y>" "http://h.example/x.dtd" [ <!-- ] --> <!ENTITY % p SYSTEM "http://h.example/p"> %p; ]>',
        '<!DOCTYPE rss [<!ATTLIST rss a CDATA "]>"> <!entity a "x">]>',
        '<!-- <rss> --><?x <rss> ?><!DOCTYPE rss [<!ENTITY a "x">]>',
    ],
)
def test_entities_are_refused_before_any_parser_sees_them(prolog):
    with pytest.raises(MalformedFeed, match="ENTITY"):
        read(prolog + rss("<title>&a;</title>", head=""))
    with pytest.raises(MalformedFeed, match="ENTITY"):
        parse_sitemap(f"{prolog}<urlset><url><loc>https://a.example/</loc></url></urlset>".encode(), BASE)


def test_entities_that_hide_behind_a_first_root_expand_to_nothing():
    bomb = '<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">'
    feed = read(
        f"<rss/><!DOCTYPE rss [{bomb}]>" + rss("<title>&b; 제목</title><link>https://n.example/1</link>", head="")
    )
    assert "boom" not in str(feed)


def test_a_doctype_without_entities_and_text_in_cdata_are_harmless():
    head = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://h.example/rss-0.91.dtd">'
    item = one(rss('<title><![CDATA[<!DOCTYPE html [<!ENTITY x "y">]> 시험]]></title>', head=head))
    assert item.title.endswith("시험")


@pytest.mark.parametrize(
    "broken",
    [
        rss("<title>가 & 나</title><link>https://n.example/v?a=1&b=2</link>"),
        rss("<title>가 & 나</title><link>https://n.example/v?a=1&b=2</link><description>&nbsp;&hellip;&없음;</description>"),
        rss("<title>가 &amp; 나\x08</title><link>https://n.example/v?a=1&amp;b=2</link>"),
        rss("<title>가 &#38; 나</title><link>https://n.example/v?a=1&amp;b=2</link><guid>&#2;</guid>"),
        "<b>Warning</b>: mysql_connect() in <b>/x.php</b>\n" + rss("<title>가 & 나</title><link>https://n.example/v?a=1&b=2</link>"),
        '<rss><channel><item><title>가 &amp; 나</title><link>https://n.example/v?a=1&amp;b=2</link><dc:date>x</dc:date></item></channel></rss>',
        rss("<title>가 & 나</title><link>https://n.example/v?a=1&b=2</link>") + "<script>ad()</script>",
        rss("<title>가 &amp; 나</title><link>https://n.example/v?a=1&amp;b=2</link><description><p>열린 <b>글</description>"),
    ],
)  # fmt: skip
def test_of_broken_xml_the_items_are_read_and_the_repair_is_told(broken):
    feed = read(broken)
    [item] = feed.items
    assert (item.title, item.url) == ("가 & 나", "https://n.example/v?a=1&b=2")
    assert feed.repaired


def test_a_feed_that_broke_off_gives_its_whole_items_only():
    whole = rss(*(f"<title>제목 {n}</title><link>https://n.example/{n}</link>" for n in range(5)))
    feed = read(whole[: whole.index("제목 3") + 3])
    assert [item.title for item in feed.items] == ["제목 0", "제목 1", "제목 2"]
    assert "끊겨" in feed.repaired


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"\x00\x01", b"plain", b"<html><body><rss></rss></body></html>", b"{", b'{"items": []}', b"[]",
     b'{"title": "x", "items": [{}]}', b"<opml/>", b"<rss", b"<rss><", b"\xff\xfe", b'{"version":' + b"[" * 200_000],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_its_address(content):
    with pytest.raises(MalformedFeed) as told:
        read(content)
    assert str(told.value).startswith(BASE)


def test_an_empty_feed_is_a_feed():
    assert read(rss()).items == ()


def test_what_is_too_long_is_cut_and_what_is_too_many_is_counted():
    item = one(
        rss(
            f"<title>{'가' * 5_000}</title><description>{'나' * 100_000}</description><link>https://n.example/{'x' * 5_000}</link>"
        )
    )
    assert len(item.title) == 2_000
    assert MAX_SUMMARY - 3 < len(item.summary.encode()) <= MAX_SUMMARY
    assert item.url is None
    feed = read("<rss><channel>" + "<item><guid>g</guid></item>" * (MAX_ITEMS + 7) + "</channel></rss>")
    assert (len(feed.items), feed.beyond) == (MAX_ITEMS, 7)


def test_twenty_thousand_items_are_read_at_once():
    raw = rss(*(FULL for _ in range(20_000))).encode()
    began = time.monotonic()
    assert len(parse_feed(raw, BASE).items) == 20_000
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(
    "nest", ["<b>", "<item>", "<item><description>", "<a b='", "<![CDATA[", "<!--", "&", "<!", "<?", "<dc:x>"]
)
def test_nesting_and_garbage_end_in_bounded_time(nest):
    began = time.monotonic()
    with suppress(MalformedFeed):
        read("<rss><channel>" + nest * (100_000 // len(nest)))
    assert time.monotonic() - began < 6


def test_a_guid_is_an_address_unless_it_says_otherwise():
    assert one(rss("<title>가</title><guid>https://n.example/1</guid>")).url == "https://n.example/1"
    assert one(rss("<title>가</title><guid isPermaLink='false'>https://n.example/1</guid>")).url is None
    assert one(rss("<title>가</title><link>javascript:alert(1)</link>")).url is None


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("https://n.example/a?utm_source=x&utm_medium=y", "https://n.example/a"),
        ("https://n.example/a?id=1&UTM_Campaign=y&b=%20&gclid=1#top", "https://n.example/a?id=1&b=%20#top"),
        ("https://n.example/a?utm%5Fsource=x&no=3", "https://n.example/a?no=3"),
        ("https://n.example/a#utm_source=rss", "https://n.example/a"),
        ("https://n.example/a?a&b=", "https://n.example/a?a&b="),
        ("https://n.example/a?", "https://n.example/a"),
    ],
)  # fmt: skip
def test_parameters_that_count_visits_are_left_out(given_url, kept):
    assert without_tracking(given_url) == kept
    assert without_tracking(kept) == kept


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("//cdn.example/a", "https://cdn.example/a"),
        ("?no=3", "https://naru.example/feeds/rss.xml?no=3"),
        (" https://n.example/a\n b ", "https://n.example/ab"),
        ("https://n.example/?a=1&amp;b=2", "https://n.example/?a=1&b=2"),
        ("mailto:a@n.example", None),
        ("file:///etc/passwd", None),
        ("http://[::1", None),
        ("https://", None),
        ("", None),
    ],
)
def test_addresses_are_made_absolute_and_of_the_web(address, expected):
    assert absolute(address, BASE) == expected


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("[기사삭제] 다온시 새 청사", ""), ("<기사취소> 다온시", ""), ("&lt;기사취소&gt; 다온시", ""), ("&amp;lt;전문취소&amp;gt; 다온시", ""),
        ("[전문취소]다온시", ""), (" [기사 철회] 다온시", ""), ("【기사 삭제】", ""), ("다온시", "<p>삭제된 기사입니다.</p>"),
        ("다온시", "이 기사는 삭제되었습니다"), ("다온시", "본 기사는 취재원 요청으로 삭제됐습니다."), ("다온시", "언론사의 요청에 의해 삭제된 기사입니다."),
    ],
)  # fmt: skip
def test_withdrawn_articles_are_told(title, summary):
    assert is_withdrawn(title, summary)


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("다온시, 기사 삭제 요구 거부", ""), ("[단독] 기사삭제 뒷거래", ""), ("[정정] 다온시 새 청사", ""), ("[취소] 다온시 축제", ""),
        ("다온시", "다온시는 조례에서 해당 조항을 삭제했다."), ("다온시", "다온시는 '이 기사는 삭제되었습니다'라는 문구를 두고 논란이 일자 해명했다."),
        ("다온시", "나루일보의 기사가 삭제되었다가 다시 실린 경위를 시의회가 따져 물었다. 시는 답하지 않았다."),
    ],
)  # fmt: skip
def test_articles_about_deletions_are_not_withdrawn(title, summary):
    assert not is_withdrawn(title, summary)


VALID = [rss(FULL, FULL).encode(), ATOM.encode(), rss(FULL).encode("cp949", "replace"),
         json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "tags": ["a"]}]}).encode()]  # fmt: skip


@st.composite
def mutated(draw):
    raw = bytearray(draw(st.sampled_from(VALID)))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(raw)))
        how = draw(st.integers(0, 3))
        if how == 0:
            raw[at : at + draw(st.integers(1, 60))] = b""
        elif how == 1:
            raw[at:at] = draw(st.sampled_from(
                [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\x00", b"\xff", b"<!--", b"<item>", b"</item>", b'"', b"&#0;",
                 b"<!DOCTYPE x [", b"xml:base='http://['", b" xmlns:a=''", b"\xed\xa0\x80", b"{", b"1e999", b"<a:b>"]
            ))  # fmt: skip
        elif how == 2:
            raw[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
        else:
            start = draw(st.integers(0, len(raw)))
            raw[at:at] = raw[start : start + 200]
    return bytes(raw)


@settings(max_examples=250, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(mutated(), st.binary(max_size=300), st.binary(max_size=200).map(lambda b: b"<rss>" + b)))
@example(b"<rss><item><link>http://[</link></item></rss>")
@example(b"<rss xml:base='http://['><channel><item><link>x</link></item></channel></rss>")
@example(b"\x1f\x8b\x08")
def test_no_input_raises_anything_but_our_errors(content):
    for parse in (parse_feed, parse_sitemap):
        try:
            found = parse(content, BASE, None)
        except MalformedFeed:
            continue
        # What was read can be written out in any encoding of Unicode.
        repr(found).encode("utf-8")
        for item in getattr(found, "items", ()):
            assert item.url is None or item.url.lower().startswith("http")
