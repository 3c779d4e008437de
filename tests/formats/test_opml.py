from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsprism.errors import MalformedFeed
from newsprism.formats.opml import MAX_OUTLINES, OpmlOutline, read_opml, write_opml
from newsprism.types.source import Source, SourceId

NESTED = """<?xml version="1.0" encoding="{0}"?><!-- 목록 --><opml version="1.1"><head><title>구독</title></head><body>
<outline text="경제"><outline text="깊이"><outline type="rss" text="나루" title="나루일보" xmlUrl="https://naru.example/rss" htmlUrl="https://naru.example"/></outline></outline>
<outline text="다온 &amp; 마루" XMLURL="https://daon.example/atom"/><outline text="빈 것"/>
<outline type="rss" text="다시" xmlUrl="https://naru.example/rss"/><outline type="sitemap" text="지도" xmlUrl="https://a.example/s.xml"/>
</body></opml>"""


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "UTF-8"), ("cp949", "EUC-KR"), ("cp949", "UTF-8"), ("utf-8-sig", "UTF-8")]
)
def test_outlines_are_read_however_deep_and_each_place_once(encoding, declared):
    assert read_opml(NESTED.format(declared).encode(encoding), "list.opml") == (
        OpmlOutline("나루일보", "https://naru.example/rss", "https://naru.example", "feed"),
        OpmlOutline("다온 & 마루", "https://daon.example/atom", None, "feed"),
        OpmlOutline("지도", "https://a.example/s.xml", None, "sitemap"),
    )


def test_a_list_with_bare_ampersands_is_read():
    raw = '<opml><body><outline text="A&B" xmlUrl="https://n.example/?a=1&b=2"/></body></opml>'
    assert read_opml(raw.encode(), "x")[0].xml_url == "https://n.example/?a=1&b=2"


@pytest.mark.parametrize("content", [b"", b"<rss/>", b"\x00", b'<!DOCTYPE opml [<!ENTITY a "x">]><opml/>', b"<opml",
                                     b"<opml>" + b"".join(b'<outline xmlUrl="https://n.example/%d"/>' % n for n in range(MAX_OUTLINES + 1)) + b"</opml>"])  # fmt: skip
def test_what_is_no_list_is_refused(content):
    with pytest.raises(MalformedFeed, match=r"my\.opml"):
        read_opml(content, "my.opml")


def source(place, name=None, kind="feed"):
    return Source(SourceId("s"), kind, place, name)


def test_sources_come_back_as_they_went():
    sources = [
        source("https://n.example/?a=1&b=<2>", '나루 "일보" & 벗'),
        source("https://n.example/2"),
        source("/data/보고서 모음", "보고서", "folder"),
        source("https://n.example/s.xml", None, "sitemap"),
    ]
    outlines = read_opml(write_opml(sources).encode(), "x")
    assert [(o.xml_url, o.title, o.kind) for o in outlines] == [(s.place, s.name, s.kind) for s in sources]


@given(st.text(min_size=1, max_size=50))
def test_any_name_gives_a_list_that_can_be_read(name):
    [outline] = read_opml(write_opml([source("https://n.example/1", name)]).encode("utf-8"), "x")
    assert outline.xml_url == "https://n.example/1"


@given(st.binary(max_size=300).map(lambda raw: b"<opml><body>" + raw))
def test_no_bytes_raise_anything_else(raw):
    with suppress(MalformedFeed):
        read_opml(raw, "x")
