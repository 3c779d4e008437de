"""RSS 0.9x, 1.0 (RDF) and 2.0, and Atom 0.3 and 1.0, from a tree.

Times are left in the words of the feed: a later stage tells from them which clocks lie, and for that it must know
whether a time claimed to be GMT, named an offset or claimed nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

from lxml import etree

from newsprism.formats.guarded_xml import local_name
from newsprism.stages.collect.addresses import absolute, is_web
from newsprism.stages.collect.feed_items import MAX_ITEMS, Deleted, Feed, FeedItem, make_item

ROOTS = frozenset({"rss", "rdf", "feed"})
"""Local names of the root elements of feeds."""

Role = Literal[
    "title", "link", "original", "guid", "summary", "content", "date", "dc_date", "updated", "author", "category", ""
]

_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_DC = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/terms/"})
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ORIGINAL = "http://rssnamespace.org/feedburner/ext/1.0"
_TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_CORE: dict[str, Role] = {
    "title": "title", "link": "link", "guid": "guid", "id": "guid",
    "description": "summary", "summary": "summary", "content": "content", "body": "content",
    "pubdate": "date", "published": "date", "issued": "date", "updated": "updated", "modified": "updated",
    "author": "author", "contributor": "", "creator": "author", "category": "category",
}  # fmt: skip
_OF_DC: dict[str, Role] = {
    "date": "dc_date", "issued": "dc_date", "created": "dc_date", "modified": "updated",
    "creator": "author", "subject": "category",
}  # fmt: skip
_NAMESPACE = re.compile(r' xmlns(?::[\w.\-]{1,100})?="[^"]{0,500}"')
_XHTML_FRAME = re.compile(r"\A\s*<div\b[^>]{0,500}>(.*)</div>\s*\Z", re.DOTALL)


def read_tree(root: etree._Element, base: str) -> Feed:
    """Return what a feed's tree holds; `base` is the address of the feed, against which links are resolved."""
    # Asking each element for its base walks up to the root: only where there is one.
    based = bool(root.xpath("boolean(//@xml:base)"))
    channel = next((child for child in root if local_name(child) == "channel"), root)
    found = _items(root)
    items = tuple(_item(element, _base(element, base, based)) for element in islice(found, MAX_ITEMS))
    return Feed(
        title=_title(channel),
        items=items,
        deleted=tuple(
            _deleted(element, _base(element, base, based)) for element in islice(root.iter(_TOMBSTONE), MAX_ITEMS)
        ),
        beyond=sum(1 for _ in found),
    )


def _items(root: etree._Element) -> Iterator[etree._Element]:
    """Items stand in the channel (RSS 2.0), beside it (RSS 1.0) or in the feed (Atom); never in one another."""
    for child in root:
        name = local_name(child)
        if name in ("item", "entry"):
            yield child
        elif name == "channel":
            yield from (inner for inner in child if local_name(inner) in ("item", "entry"))


def _title(channel: etree._Element) -> str | None:
    named = next((child for child in channel if _role_of(child, channel) == "title"), None)
    return " ".join(_text(named).split())[:500] or None if named is not None else None


def _base(element: etree._Element, base: str, based: bool) -> str:
    own = element.base if based else None
    return (absolute(own, base) or base) if own else base


def _item(element: etree._Element, base: str) -> FeedItem:
    fields: dict[Role, list[etree._Element]] = {}
    for child in element:
        fields.setdefault(_role_of(child, element), []).append(child)
    return make_item(
        base=base,
        link=_link(element, fields),
        guid=_first(fields, "guid") or element.get(_ABOUT),
        title=_first(fields, "title"),
        texts=(_text(child) for role in _TEXTS for child in fields.get(role, ())),
        published=_first(fields, "date") or _first(fields, "dc_date"),
        updated=_first(fields, "updated"),
        authors=(_author(child) for child in fields.get("author", ())),
        categories=(_category(child) for child in fields.get("category", ())),
    )


_TEXTS: tuple[Role, ...] = ("summary", "content")


def _role_of(child: etree._Element, parent: etree._Element) -> Role:
    tag = child.tag
    return _role(tag, str(parent.tag)) if isinstance(tag, str) else ""


@lru_cache(maxsize=2_048)
def _role(tag: str, parent: str) -> Role:
    namespace, _, name = tag.rpartition("}")
    namespace, name = namespace.lstrip("{"), name.lower()
    if namespace in _DC:
        return _OF_DC.get(name, "")
    if namespace == _CONTENT:
        return "content" if name == "encoded" else ""
    if namespace == _ORIGINAL:
        return "original" if name == "origlink" else ""
    if namespace in ("", parent.rpartition("}")[0].lstrip("{")) or namespace in _ATOM:
        return _CORE.get(name, "")
    return ""


def _first(fields: dict[Role, list[etree._Element]], role: Role) -> str | None:
    return next((text for child in fields.get(role, ()) if (text := _text(child).strip())), None)


def _link(element: etree._Element, fields: dict[Role, list[etree._Element]]) -> str | None:
    links = fields.get("link", [])
    told = _first(fields, "original") or next((text for child in links if (text := (child.text or "").strip())), None)
    if told:
        return told
    aimed = [child for child in links if child.get("href") and child.get("rel", "alternate") == "alternate"]
    pages = [child for child in aimed if "html" in child.get("type", "html")]
    if aimed:
        return (pages or aimed)[0].get("href")
    return _link_of_identity(element, fields)


def _link_of_identity(element: etree._Element, fields: dict[Role, list[etree._Element]]) -> str | None:
    """Return the guid as address unless it says that it is none; an Atom id where it looks like one."""
    for child in fields.get("guid", ()):
        text = (child.text or "").strip()
        if child.get("isPermaLink", "true").lower() != "false" and is_web(text):
            return text
    about = element.get(_ABOUT, "")
    return about if is_web(about) else None


def _author(element: etree._Element) -> str:
    """Return the name of an Atom author, who is a person with parts, or the text of an RSS author."""
    named = next((child for child in element if local_name(child) == "name"), None)
    return _text(element if named is None else named)


def _category(element: etree._Element) -> str:
    return element.get("label") or element.get("term") or _text(element)


def _deleted(element: etree._Element, base: str) -> Deleted:
    ref = (element.get("ref") or "").strip()[:2_000]
    link = next((child.get("href") for child in element if local_name(child) == "link" and child.get("href")), None)
    return Deleted(ref, absolute(link or ref, base) if link or is_web(ref) else None)


def _text(element: etree._Element) -> str:
    """Return the text of an element; elements in it (XHTML, or HTML that nobody escaped) as they were written."""
    if not len(element):
        return element.text or ""
    inner = (etree.tostring(child, encoding="unicode") for child in element)
    whole = _NAMESPACE.sub("", (element.text or "") + "".join(inner))
    frame = _XHTML_FRAME.match(whole) if element.get("type") == "xhtml" else None
    return (frame[1] if frame else whole).strip()
