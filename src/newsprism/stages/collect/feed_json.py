"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from newsprism.errors import MalformedFeed
from newsprism.stages.collect.feed_items import MAX_ITEMS, Feed, FeedItem, make_item


def read_json(text: str, base: str, where: str) -> Feed:
    """Return what a JSON feed holds; raises MalformedFeed for JSON that is broken or no feed."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise MalformedFeed("JSON이 깨져 있어 읽을 수 없습니다", subject=where) from problem
    items = value.get("items") if isinstance(value, dict) else None
    # Many interfaces answer with a title and items; only the version makes them a feed.
    if not isinstance(items, list) or "jsonfeed.org" not in str(value.get("version"))[:200]:
        raise MalformedFeed("JSON이지만 JSON Feed가 아닙니다", subject=where)
    read = tuple(_item(item, base) for item in items[:MAX_ITEMS] if isinstance(item, dict))
    return Feed(
        " ".join((_text(value, "title") or "").split())[:500] or None, read, beyond=max(0, len(items) - MAX_ITEMS)
    )


def _item(item: Mapping[str, object], base: str) -> FeedItem:
    guid = item.get("id")
    return make_item(
        base=base,
        link=_text(item, "url") or _text(item, "external_url"),
        guid=str(guid)[:2_000] if isinstance(guid, str | int) else None,
        title=_text(item, "title"),
        texts=(_text(item, key) for key in ("summary", "content_html", "content_text")),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        authors=_authors(item),
        categories=(tag for tag in _list(item, "tags") if isinstance(tag, str)),
    )


def _authors(item: Mapping[str, object]) -> Iterator[str]:
    for person in (item.get("author"), *_list(item, "authors")):
        if isinstance(person, dict) and (name := _text(person, "name")):
            yield name


def _text(record: Mapping[str, object], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _list(record: Mapping[str, object], key: str) -> list[object]:
    value = record.get(key)
    return value[:100] if isinstance(value, list) else []
