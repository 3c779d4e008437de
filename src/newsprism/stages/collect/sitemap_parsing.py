"""Sitemaps (sitemaps.org): lists of addresses, of news (with titles), of other sitemaps; XML, plain text, gzipped."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from newsprism.errors import MalformedFeed, ResponseTooLarge, UnreadableFile
from newsprism.formats.documents import well_formed
from newsprism.formats.encoding import decode
from newsprism.formats.guarded_xml import local_name, read_xml
from newsprism.stages.collect.addresses import absolute, without_tracking

ROOTS = frozenset({"urlset", "sitemapindex"})
"""Local names of the root elements of sitemaps."""
MAX_URLS = 100_000
"""Addresses read of one sitemap; the format allows 50,000."""
MAX_BYTES = 64 << 20
"""Bytes of one sitemap, unpacked; the format allows 50 MB."""

_GZIP = b"\x1f\x8b"
_GZIP_FORMAT = 31
_LONGEST = 2_000
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap. `when` is its time as written; `title` and `publisher` are those of news."""

    url: str
    when: str | None = None
    title: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: addresses, or other sitemaps. `beyond` addresses were over the limit."""

    urls: tuple[Listed, ...] = ()
    children: tuple[Listed, ...] = ()
    beyond: int = 0


def parse_sitemap(content: bytes, base: str, charset: str | None = None) -> Sitemap:
    """Return the sitemap found at the address `base`.

    Raises MalformedFeed for what is none or declares XML entities, and ResponseTooLarge for one that unpacks to more
    than MAX_BYTES.
    """
    try:
        text = decode(_unpacked(content, base), base, charset).text.lstrip("\ufeff \t\r\n")
    except UnreadableFile as problem:
        raise MalformedFeed(f"사이트맵이 아닙니다: {problem.what}", subject=base) from problem
    if not text.startswith("<"):
        return _from_lines(text, base)
    root = read_xml(text, base, ROOTS)
    found = _listed(root, base)
    listed = tuple(islice(found, MAX_URLS))
    if local_name(root) == "sitemapindex":
        return Sitemap(children=listed)
    return Sitemap(listed, beyond=sum(1 for _ in found))


def _unpacked(content: bytes, base: str) -> bytes:
    if not content.startswith(_GZIP):
        return content
    engine = zlib.decompressobj(_GZIP_FORMAT)
    try:
        plain = engine.decompress(content, MAX_BYTES + 1)
    except zlib.error as problem:
        raise MalformedFeed("사이트맵의 압축이 깨져 있습니다", subject=base) from problem
    if len(plain) > MAX_BYTES:
        raise ResponseTooLarge(f"사이트맵을 풀면 {MAX_BYTES >> 20}MB를 넘습니다", subject=base)
    return plain


def _from_lines(text: str, base: str) -> Sitemap:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    urls = [url for line in lines if line[:4].lower() == "http" and (url := absolute(line, base))]
    # A page of text may hold a few addresses; a sitemap holds nothing else.
    if len(urls) * 10 < len(lines) * 9 or not urls:
        raise MalformedFeed("사이트맵이 아닙니다(sitemap.xml도 주소 목록도 아님)", subject=base)
    kept = [Listed(without_tracking(url)) for url in urls]
    return Sitemap(tuple(kept[:MAX_URLS]), beyond=max(0, len(kept) - MAX_URLS))


def _listed(root: etree._Element, base: str) -> Iterator[Listed]:
    for element in root:
        if local_name(element) not in ("url", "sitemap"):
            continue
        parts = {local_name(child): child for child in element}
        url = absolute(_text(parts.get("loc")) or "", base)
        if url:
            yield _one(without_tracking(url), parts)


def _one(url: str, parts: dict[str, etree._Element]) -> Listed:
    changed = _text(parts.get("lastmod"))
    if "news" not in parts:
        return Listed(url, changed)
    news = {local_name(part): part for part in parts["news"]}
    names = {local_name(part): part for part in news.get("publication", ())}
    published = _text(news.get("publication_date"))
    return Listed(url, published or changed, _text(news.get("title")), _text(names.get("name")))


def _text(element: etree._Element | None) -> str | None:
    if element is None or not element.text:
        return None
    return _BLANKS.sub(" ", well_formed(element.text[:_LONGEST])).strip() or None
