"""Bytes to a feed: text by byte order mark, header and declaration; then by its format; broken XML as far as it goes.

fastfeedparser is not used here. It is several times as fast, but gives every time in UTC: whether it was ``+0900``,
``GMT`` or without a zone can then no longer be told, and the detection of false clocks needs that. feedparser keeps
times as they are and takes what is broken (figures: docs/decisions/0010-feed-parser.md).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import feedparser

from newsprism.errors import MalformedFeed, UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.formats.guarded_xml import from_root, lenient, mended, strict
from newsprism.stages.collect.feed_items import MAX_ITEMS, Feed, FeedItem, make_item
from newsprism.stages.collect.feed_json import read_json
from newsprism.stages.collect.feed_xml import ROOTS, read_tree

LOOSE_LIMIT = 1_000_000
"""Characters of broken XML that feedparser is given; what is longer libxml2 alone mends.

Of thirteen kinds of rubbish of this length the worst (open tags without end) took feedparser 5 s; all grew linearly.
"""

_NO_FEED = "피드가 아닙니다(RSS, Atom, JSON Feed 가운데 어느 것도 아님)"
_ADVICE = "주소를 확인하거나, 사이트 주소로 newsprism add를 다시 해 피드를 찾게 하세요."
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_OPENING = re.compile(r"<(?:[\w\-]{1,20}:)?(?:item|entry)[\s>]")
_CLOSING = re.compile(r"</(?:[\w\-]{1,20}:)?(?:item|entry)\s{0,5}>")
_ENDS = {"rss": "</channel></rss>", "feed": "</feed>", "rdf:rdf": "</rdf:RDF>"}


def parse_feed(content: bytes, base: str, charset: str | None = None) -> Feed:
    """Return the feed in `content`, found at the address `base` with `charset` in its header.

    Raises MalformedFeed for what is no feed, declares XML entities, or is too broken to give one item.
    """
    try:
        text = decode(content, base, charset).text.lstrip("\ufeff \t\r\n")
    except UnreadableFile as problem:
        raise MalformedFeed(f"{_NO_FEED}: {problem.what}", subject=base, advice=_ADVICE) from problem
    if text.startswith("{"):
        return read_json(text, base, base)
    body = from_root(text, base, ROOTS)
    if body is None:
        raise MalformedFeed(_NO_FEED, subject=base, advice=_ADVICE)
    tree = strict(body)
    return read_tree(tree, base) if tree is not None else _broken(mended(body), base)


def _broken(body: str, base: str) -> Feed:
    """Try the gentlest repair first: each next one may lose more of what the feed meant."""
    tree = strict(body)
    if tree is not None:
        return replace(read_tree(tree, base), repaired="XML의 잘못된 글자를 고쳐 읽었다")
    whole = _without_unfinished(body)
    tree = strict(whole)
    if tree is not None:
        return replace(read_tree(tree, base), repaired="피드가 중간에 끊겨 있어 온전한 항목까지만 읽었다")
    found = _loose(whole, base) if len(whole) <= LOOSE_LIMIT else None
    if found is None or not found.items:
        tree = lenient(whole)
        found = read_tree(tree, base) if tree is not None else found
    if found is None or not found.items:
        raise MalformedFeed("피드의 XML이 깨져 있어 읽을 항목이 없습니다", subject=base, advice=_ADVICE)
    return replace(found, repaired="XML이 깨져 있어 읽을 수 있는 항목만 읽었다")


def _without_unfinished(body: str) -> str:
    """Leave out the item in which a download broke off: its text is not what was published."""
    last = 0
    for closing in _CLOSING.finditer(body):
        last = closing.end()
    if not last or not _OPENING.search(body, last):
        return body
    root = re.match(r"<([\w:\-]{1,40})", body)
    return body[:last] + _ENDS.get(root[1].lower() if root else "", "")


def _loose(body: str, base: str) -> Feed | None:
    try:
        # A stream, since of a text or bytes feedparser may think that they are an address or a path.
        parsed = feedparser.parse(
            io.BytesIO(body.encode("utf-8", "replace")),
            response_headers=_HEADERS,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # its tolerant reader may fail in any way on hostile input; then libxml2 has its try
        return None
    title = _text(parsed.feed, "title")
    items = tuple(_item(entry, base) for entry in parsed.entries[:MAX_ITEMS])
    return Feed(" ".join((title or "").split())[:500] or None, items, beyond=max(0, len(parsed.entries) - MAX_ITEMS))


def _item(entry: Mapping[str, Any], base: str) -> FeedItem:
    contents = _dicts(entry, "content")
    return make_item(
        base=base,
        link=_text(entry, "link"),
        guid=_text(entry, "id"),
        title=_text(entry, "title"),
        texts=(_text(entry, "summary"), *(_text(part, "value") for part in contents)),
        published=_text(entry, "published") or _text(entry, "created"),
        updated=_text(entry, "updated"),
        authors=_each(_dicts(entry, "authors"), "name"),
        categories=_each(_dicts(entry, "tags"), "term"),
    )


def _text(record: Mapping[str, Any], key: str) -> str | None:
    # Not `record.get`: feedparser's own answers with `published` where `updated` is missing.
    value = dict.get(record, key) if isinstance(record, dict) else None
    return value if isinstance(value, str) and value.strip() else None


def _dicts(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _each(records: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    return [text for record in records if (text := _text(record, key))]
