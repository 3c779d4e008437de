"""What is at this address? A feed, a page that names its feeds, a site with a sitemap, or just a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from newsprism.errors import FetchFailed, InputError, InvalidSource, ServerUnreachable
from newsprism.formats.encoding import decode
from newsprism.protocols.services import Fetcher, Response
from newsprism.stages.collect.addresses import absolute, is_web
from newsprism.stages.collect.feed_parsing import parse_feed
from newsprism.stages.collect.page_reading import Refusal, media_type_of
from newsprism.stages.collect.sitemap_parsing import MAX_BYTES, parse_sitemap
from newsprism.text.ko.normalise import strip_markup

MAX_FEEDS = 12
"""Feeds of one page that are looked at."""

_FEED_PLACES = ("rss", "rss.xml", "feed", "feed.xml", "atom.xml", "index.xml", "feeds")
_SITEMAP_PLACES = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml", "sitemap_index.xml")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{0,30}://")
_LINK = re.compile(r"<!--|<link\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w\-])(rel|type|href|title)\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""", re.I
)
_FEED_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json",
})  # fmt: skip
_COMMENTS = re.compile(r"/comments?(?:/|\b)|[?&]feed=comments|댓글|\bcomments?\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_SITEMAP_LINE = re.compile(r"^\s{0,20}sitemap\s{0,9}:\s{0,20}(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that can be a source: `kind` names its collector, `name` is the title it gives itself."""

    kind: str
    place: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at an address, best first; `note` is one line for people on how."""

    sources: tuple[Candidate, ...]
    note: str


def discover(place: str, fetcher: Fetcher) -> Discovery:
    """Say what can be read at `place`, an address with or without ``https://``.

    Looks at the content first (a feed, a sitemap), then at the feeds that a page names, at places where feeds usually
    are, at the sitemaps of robots.txt and the usual ones, and takes the page itself when there is nothing else.
    Raises FetchFailed for an address that gives nothing, and InvalidSource for what cannot be read.
    """
    address, response = _opened(place.strip(), fetcher)
    itself = _recognised(address, response)
    if itself is not None:
        return Discovery((itself,), {"feed": "주소가 피드입니다", "sitemap": "주소가 사이트맵입니다"}[itself.kind])
    media_type = media_type_of(response)
    if isinstance(media_type, Refusal):
        raise InvalidSource(f"소스로 읽을 수 없습니다({media_type.detail})", subject=place, advice=_ADVICE)
    if media_type != "text/html":
        return Discovery((Candidate("page", address, None),), "주소가 문서 파일입니다. 바뀔 때마다 다시 읽습니다")
    text = _text_of(response)
    for search in (_named_feeds, _usual_feeds, _sitemaps):
        found = search(response.url or address, text, fetcher)
        if found is not None:
            return found
    name = _TITLE.search(text)
    page = Candidate("page", address, _plain(name[1]) if name else None)
    return Discovery((page,), "피드도 사이트맵도 찾지 못해 이 페이지만 읽습니다")


_ADVICE = "피드나 사이트의 주소를 주세요."


def _opened(place: str, fetcher: Fetcher) -> tuple[str, Response]:
    if _SCHEME.match(place):
        if not is_web(place):
            raise InvalidSource("웹 주소가 아닙니다", subject=place, advice="http:// 나 https:// 로 시작해야 합니다.")
        return _moved(place, fetcher.fetch(place, limit=MAX_BYTES))
    if not re.match(r"[^\s/?#@]{1,250}(?:[/?#]|\Z)", place) or not ("." in place or ":" in place):
        raise InvalidSource("주소도, 있는 파일도 아닙니다", subject=place or "(빈 주소)", advice=_ADVICE)
    try:
        return _moved(f"https://{place}", fetcher.fetch(f"https://{place}", limit=MAX_BYTES))
    except ServerUnreachable as problem:
        try:
            return _moved(f"http://{place}", fetcher.fetch(f"http://{place}", limit=MAX_BYTES))
        except ServerUnreachable:
            raise problem from None


def _moved(place: str, response: Response) -> tuple[str, Response]:
    return response.moved or place, response


def _recognised(place: str, response: Response) -> Candidate | None:
    """Return the feed or sitemap that an answer is, or None."""
    base = response.url or place
    try:
        feed = parse_feed(response.content, base, response.charset)
        return Candidate("feed", place, _plain(feed.title) if feed.title else None)
    except InputError:
        pass
    try:
        parse_sitemap(response.content, base, response.charset)
        return Candidate("sitemap", place, None)
    except InputError:
        return None


def _named_feeds(page: str, text: str, fetcher: Fetcher) -> Discovery | None:
    named = dict(_alternates(text, page))
    found, faults = [], 0
    for address, title in list(named.items())[:MAX_FEEDS]:
        try:
            one = _fetched(address, fetcher)
        except FetchFailed:
            faults += 1
            continue
        if one is not None and one.kind == "feed":
            found.append(Candidate("feed", one.place, one.name or title))
    if not found:
        return None
    lost = f" (그 밖에 읽히지 않는 피드 {faults}개)" if faults else ""
    return Discovery(tuple(dict.fromkeys(found)), f"페이지가 알린 피드 {len(found)}개를 찾았습니다{lost}")


def _alternates(text: str, page: str) -> Iterator[tuple[str, str | None]]:
    """Yield (address, title) of each feed that a page names, those of comments left out."""
    at = 0
    while tag := _LINK.search(text, at):
        at = tag.end()
        if tag[1] is None:
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else len(text)
            continue
        told = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        if "alternate" not in told.get("rel", "").lower().split() or told.get("type", "").lower() not in _FEED_TYPES:
            continue
        address = absolute(told.get("href", ""), page)
        title = _plain(told.get("title", ""))
        # WordPress has its REST interface as an alternate in JSON.
        if address and "/wp-json/" not in address and not _COMMENTS.search(f"{urlsplit(address).path} {title or ''}"):
            yield address, title


def _usual_feeds(page: str, text: str, fetcher: Fetcher) -> Discovery | None:
    found = _first(_at_root(page, _FEED_PLACES), "feed", fetcher)
    return Discovery((found,), "흔히 피드가 있는 자리에서 찾았습니다") if found else None


def _sitemaps(page: str, text: str, fetcher: Fetcher) -> Discovery | None:
    told = sorted(_told_by_robots(page, fetcher), key=lambda url: "news" not in url.lower())
    found = _first((*told, *_at_root(page, _SITEMAP_PLACES)), "sitemap", fetcher)
    return Discovery((found,), "피드가 없어 사이트맵을 읽습니다") if found else None


def _told_by_robots(page: str, fetcher: Fetcher) -> list[str]:
    [robots] = _at_root(page, ("robots.txt",))
    try:
        text = _text_of(fetcher.fetch(robots))
    except FetchFailed:
        return []
    told = (absolute(line, robots) for line in _SITEMAP_LINE.findall(text[:500_000]))
    return list(dict.fromkeys(url for url in told if url))[:MAX_FEEDS]


def _at_root(page: str, names: Iterable[str]) -> list[str]:
    parts = urlsplit(page)
    return [f"{parts.scheme}://{parts.netloc}/{name}" for name in names]


def _first(places: Iterable[str], kind: str, fetcher: Fetcher) -> Candidate | None:
    for place in dict.fromkeys(places):
        try:
            found = _fetched(place, fetcher)
        except ServerUnreachable:
            return None
        except FetchFailed:
            continue
        if found is not None and found.kind == kind:
            return found
    return None


def _fetched(place: str, fetcher: Fetcher) -> Candidate | None:
    address, response = _moved(place, fetcher.fetch(place, limit=MAX_BYTES))
    return _recognised(address, response)


def _text_of(response: Response) -> str:
    try:
        return decode(response.content, response.url, response.charset).text
    except InputError:
        return ""


def _plain(text: str) -> str | None:
    return " ".join(strip_markup(text[:500]).split()) or None
