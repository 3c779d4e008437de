"""Collecting from sitemaps: what a site says it has published of late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from newsprism.errors import FetchFailed, MalformedFeed
from newsprism.protocols.services import Response
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.addresses import is_web
from newsprism.stages.collect.answers import mark_of, may_pass, nothing_new
from newsprism.stages.collect.feed_items import FeedItem, make_item
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.item_entries import take_items
from newsprism.stages.collect.moments import is_recent, newest_first
from newsprism.stages.collect.pages_behind import take_pages
from newsprism.stages.collect.sitemap_parsing import MAX_BYTES, MAX_URLS, Listed, Sitemap, parse_sitemap
from newsprism.types.source import Mark

DAYS = 7
"""What was published or changed longer ago is not read."""
MAX_DEPTH = 3
"""So many indexes may stand one in another."""
MAX_CHILDREN = 50
"""Sitemaps of an index that are read at one visit, newest first."""


class SitemapCollector:
    """Reads a sitemap or an index of sitemaps.

    An address of a news sitemap becomes an entry with its title; of other addresses (of a `full` source: of all) the
    page is read. Reasons of drops: `old_addresses` (counted), `too_many_addresses`, `too_many_sitemaps`,
    `broken_sitemap`, the reason of the FetchFailed of an inner sitemap, and those of items and pages.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` is an address of the web."""
        return is_web(place)

    def collect(self, visit: Visit) -> Collection:
        """Return what is new in the sitemaps at the source's place.

        Raises FetchFailed, and MalformedFeed for what is no sitemap.
        """
        place = visit.source.place
        known = visit.known(place)
        response = visit.fetcher.fetch(place, known, MAX_BYTES)
        same = nothing_new(response, place, known)
        if same is not None:
            return same
        walk = _Walk(visit)
        walk.read(place, response, depth=0)
        return walk.collection()


@dataclass(slots=True)
class _Walk:
    """One visit to a sitemap and those in it."""

    visit: Visit
    harvest: Harvest = field(default_factory=Harvest)
    listed: list[Listed] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    complete: bool = True
    changed: int = 0
    children: int = 0
    seen: set[str] = field(default_factory=set)

    def read(self, place: str, response: Response, depth: int) -> None:
        self.seen.add(place)
        sitemap = parse_sitemap(response.content, response.url or place, response.charset)
        self.listed += sitemap.urls
        if sitemap.urls:
            self.changed += 1
        if sitemap.beyond:
            told = f"한 사이트맵에서 {MAX_URLS:,}건까지만 읽는다: {sitemap.beyond}건이 남았다"
            self.harvest.drop("too_many_addresses", place, told)
        # An index whose parts have no dates does not change when they do: it is read each time, its parts on condition.
        if all(child.when for child in sitemap.children):
            self.marks.append(mark_of(response, place))
        self._read_children(place, sitemap, depth + 1)

    def collection(self) -> Collection:
        """Return what the sitemaps gave; their marks only when nothing is left for the next visit."""
        place = self.visit.source.place
        recent = self._recent()
        items = take_items(
            (_item(one) for one in recent if one.title), self.visit, self._publisher(recent), self.harvest
        )
        told = {item.url for item in items}
        full = self.visit.source.full
        pages = [one.url for one in recent if (full and one.url in told) or not one.title]
        done = take_pages(pages, self.visit, self._publisher(recent), self.harvest) and self.complete
        found = self.harvest.collection(place)
        marks = (*found.marks, *(self.marks if done else ()))
        nothing = not (self.changed or found.entries or found.dropped)
        return replace(found, marks=marks, unchanged=nothing)

    def _read_children(self, place: str, sitemap: Sitemap, depth: int) -> None:
        recent = self._of_late(sitemap.children)
        if recent and depth > MAX_DEPTH:
            self.harvest.drop("too_many_sitemaps", place, f"사이트맵이 {MAX_DEPTH}겹보다 깊이 들어 있다")
            return
        for number, child in enumerate(recent):
            if self.children >= MAX_CHILDREN:
                told = f"한 번에 안쪽 사이트맵 {MAX_CHILDREN}개까지만 읽는다: {len(recent) - number}개가 남았다"
                self.harvest.drop("too_many_sitemaps", place, told)
                return
            if child.url not in self.seen:
                self.children += 1
                self._read_child(child.url, depth)

    def _read_child(self, url: str, depth: int) -> None:
        known = self.visit.known(url)
        self.seen.add(url)
        try:
            response = self.visit.fetcher.fetch(url, known, MAX_BYTES)
            same = nothing_new(response, url, known)
            if same is None:
                self.read(url, response, depth)
            else:
                self.marks += same.marks
        except FetchFailed as problem:
            self.complete = self.complete and not may_pass(problem)
            self.harvest.drop(problem.reason, url, problem.what)
        except MalformedFeed as problem:
            self.harvest.drop("broken_sitemap", url, problem.what)

    def _of_late(self, listed: Iterable[Listed]) -> list[Listed]:
        fresh = (one for one in listed if is_recent(one.when, self.visit.now, DAYS) is not False)
        return newest_first(fresh, lambda one: one.when)

    def _recent(self) -> list[Listed]:
        """Return the addresses of the last days, and those without a date that are not known yet."""
        fresh = self._of_late(dict.fromkeys(self.listed))
        if old := len(set(self.listed)) - len(fresh):
            self.harvest.drop(
                "old_addresses", self.visit.source.place, f"{DAYS}일보다 오래된 주소 {old}건은 읽지 않는다"
            )
        return [one for one in fresh if one.when or self.visit.known(one.url) is None]

    def _publisher(self, listed: Iterable[Listed]) -> str | None:
        return self.visit.source.name or next((one.publisher for one in listed if one.publisher), None)


def _item(listed: Listed) -> FeedItem:
    return make_item(
        base=listed.url,
        link=listed.url,
        guid=None,
        title=listed.title,
        texts=(),
        published=listed.when,
        updated=None,
    )
