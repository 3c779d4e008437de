"""Lists of feeds as OPML 2.0 (opml.org), as feed readers exchange them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from newsprism.errors import MalformedFeed, UnreadableFile
from newsprism.formats.documents import well_formed
from newsprism.formats.encoding import decode
from newsprism.formats.guarded_xml import local_name, read_xml
from newsprism.types.source import Source

MAX_OUTLINES = 10_000
"""Sources read of one list."""

_LONGEST = 4_096
_FEED = "feed"
_KIND = re.compile(r"[a-z][a-z0-9_\-]{0,39}")
_AS_FEED = frozenset({"", "rss", "atom", "rdf", "jsonfeed", "feed", "rss1", "rss2"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OpmlOutline:
    """One source of a list: its name, its place, the page it belongs to, and the collector that reads it."""

    title: str | None
    xml_url: str
    html_url: str | None
    kind: str


def read_opml(content: bytes, where: str) -> tuple[OpmlOutline, ...]:
    """Return every outline with an `xmlUrl`, however deep in folders, each place once, in their order.

    Raises MalformedFeed for what is no OPML, declares XML entities, or holds more than MAX_OUTLINES sources.
    """
    try:
        text = decode(content, where).text
    except UnreadableFile as problem:
        raise MalformedFeed(f"OPML이 아닙니다: {problem.what}", subject=where) from problem
    root = read_xml(text, where, {"opml"})
    found: dict[str, OpmlOutline] = {}
    for element in root.iter():
        outline = _outline(element) if local_name(element) == "outline" else None
        if outline is not None:
            found.setdefault(outline.xml_url, outline)
        if len(found) > MAX_OUTLINES:
            raise MalformedFeed(f"소스가 {MAX_OUTLINES:,}개를 넘습니다", subject=where, advice="나누어 넣으세요.")
    return tuple(found.values())


def write_opml(sources: Iterable[Source]) -> str:
    """Return the sources as OPML 2.0; `read_opml` gives their places, names and kinds back."""
    lines = "".join(_written(source) for source in sources)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>NewsPrism</title>\n  </head>\n  <body>\n{lines}  </body>\n</opml>\n"
    )


def _outline(element: etree._Element) -> OpmlOutline | None:
    # The case of names varies: xmlUrl, xmlurl, XMLURL.
    told = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    place = _line(told.get("xmlurl"))
    if place is None:
        return None
    title = _line(told.get("title")) or _line(told.get("text"))
    kind = told.get("type", "").strip().lower()
    return OpmlOutline(
        title=None if title == place else title,
        xml_url=place,
        html_url=_line(told.get("htmlurl")),
        kind=_FEED if kind in _AS_FEED or not _KIND.fullmatch(kind) else kind,
    )


def _written(source: Source) -> str:
    name = source.name or source.place
    told = {"type": "rss" if source.kind == _FEED else source.kind, "text": name, "title": name, "xmlUrl": source.place}
    return "    <outline " + " ".join(f"{key}={_quoted(value)}" for key, value in told.items()) + "/>\n"


def _quoted(value: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", well_formed(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _line(text: str | None) -> str | None:
    return _BLANKS.sub(" ", well_formed(text[:_LONGEST])).strip() or None if text else None
