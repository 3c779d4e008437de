"""Collecting from feeds: RSS, Atom and JSON Feed."""

from __future__ import annotations

from dataclasses import replace

from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.addresses import is_web, without_tracking
from newsprism.stages.collect.answers import mark_of, nothing_new
from newsprism.stages.collect.feed_items import MAX_ITEMS, Feed
from newsprism.stages.collect.feed_parsing import parse_feed
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.item_entries import retract, take_items
from newsprism.stages.collect.moments import newest_first
from newsprism.stages.collect.pages_behind import take_pages
from newsprism.text.ko.normalise import strip_markup


class FeedCollector:
    """Reads a feed: one entry for each item, as JSON; for a `full` source also the page behind each.

    Reasons of drops: `empty_item`, `retracted_without_address`; `broken_feed` for a feed that was read although its
    XML is broken, `too_many_items` for one that holds more than MAX_ITEMS, and those of the pages.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` is an address of the web."""
        return is_web(place)

    def collect(self, visit: Visit) -> Collection:
        """Return the items of the feed when it has changed since the last visit.

        Raises FetchFailed, and MalformedFeed for what is no feed.
        """
        place = visit.source.place
        known = visit.known(place)
        response = visit.fetcher.fetch(place, known)
        same = nothing_new(response, place, known)
        if same is not None:
            return same
        feed = parse_feed(response.content, response.url or place, response.charset)
        harvest = Harvest()
        complete = _take(feed, visit, harvest)
        found = harvest.collection(place)
        # Without the mark of the feed the next visit sees it whole again, with the pages that are still to come.
        return replace(found, marks=(*found.marks, mark_of(response, place))) if complete else found


def _take(feed: Feed, visit: Visit, harvest: Harvest) -> bool:
    place = visit.source.place
    if feed.repaired:
        harvest.drop("broken_feed", place, feed.repaired)
    if feed.beyond:
        harvest.drop("too_many_items", place, f"한 피드에서 {MAX_ITEMS:,}건까지만 읽는다: {feed.beyond}건이 남았다")
    publisher = visit.source.name or _name(feed.title)
    items = take_items(feed.items, visit, publisher, harvest)
    _take_tombstones(feed, place, harvest)
    if not visit.source.full:
        return True
    pages = (item.url for item in newest_first(items, lambda item: item.published))
    return take_pages((url for url in pages if url), visit, publisher, harvest)


def _take_tombstones(feed: Feed, place: str, harvest: Harvest) -> None:
    by_guid = {item.guid: item.url for item in feed.items if item.guid and item.url} if feed.deleted else {}
    for gone in feed.deleted:
        url = without_tracking(gone.url) if gone.url else by_guid.get(gone.ref)
        retract(url, f"{place}#{gone.ref}", harvest)


def _name(title: str | None) -> str | None:
    return " ".join(strip_markup(title).split()) or None if title else None
