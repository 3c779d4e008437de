"""Items of feeds and of news sitemaps as entries; the same item gives the same bytes, whenever it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.feed_items import FeedItem
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.records import FEED_ITEM
from newsprism.stages.collect.withdrawn import is_withdrawn
from newsprism.types.document import Entry


def take_items(items: Iterable[FeedItem], visit: Visit, publisher: str | None, harvest: Harvest) -> list[FeedItem]:
    """Put the items into `harvest`, and return those that became entries.

    Reasons of drops: `empty_item` for an item without title and address, `retracted_without_address` for a notice of
    withdrawal that names none.
    """
    taken: list[FeedItem] = []
    for number, item in enumerate(items, 1):
        if not item.title and not item.url:
            harvest.drop("empty_item", f"{visit.source.place}#{number}", "제목도 주소도 없는 항목이다")
        elif is_withdrawn(item.title, item.summary):
            retract(item.url, f"{visit.source.place}#{item.guid or number}", harvest)
        else:
            taken.append(item)
    entries = tuple(_entry(item, visit, publisher) for item in taken)
    harvest.extend(Collection(entries, ()))
    return taken


def retract(url: str | None, where: str, harvest: Harvest) -> None:
    """Take note of an article that was taken back; one without an address is a drop."""
    if url:
        harvest.retract(url)
    else:
        harvest.drop("retracted_without_address", where, "철회된 기사인데 주소가 없어 찾을 수 없다")


def _entry(item: FeedItem, visit: Visit, publisher: str | None) -> Entry:
    record = {
        "authors": item.authors,
        "categories": item.categories,
        "guid": item.guid,
        "published": item.published,
        "publisher": publisher,
        "summary": item.summary,
        "title": item.title,
        "updated": item.updated,
        "url": item.url,
    }
    kept = {key: value for key, value in record.items() if value or key == "summary"}
    content = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    name = item.guid or item.url or hashlib.sha256(item.title.encode("utf-8")).hexdigest()[:16]
    return Entry(
        f"{visit.source.place}#{name}", FEED_ITEM, content, url=item.url, publisher=publisher, first_seen=visit.now
    )
