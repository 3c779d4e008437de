"""Title, date, publisher, authors and section of a page, each only where the page says it of this article.

A date is never taken from a clock of the page, a weather box, a copyright line or a list of other headlines: only from
metadata about the article, or from a stamp that stands at its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsprism.stages.extract.embedded import is_article, linked_data
from newsprism.stages.extract.stamps import DAY, parse_time, stamp_of, zoned
from newsprism.text.ko.normalise import clean, folded, strip_markup

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about its article; None and empty where it says nothing.

    `canonical` is the page's own address when it names one; `description` is its own summary; `body` its JSON-LD body.
    """

    title: str | None
    published_at: datetime | None
    publisher: str | None
    authors: tuple[str, ...]
    section: str | None
    canonical: str | None
    description: str
    language: str | None
    body: str = ""


_SEPARATORS: Final = re.compile(r"\s+(?:\||-|–|—|::|:|<|>|«|»|·|ㅣ|│|/)\s+|\s?[|ㅣ│]\s?")
_PUBLISHED_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "published_time",
    "publishdate",
    "pubdate",
    "publish-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "parsely-pub-date",
    "sailthru.date",
    "article:published",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "og:regdate",
    "regdate",
    "bt:pubdate",
    "iso-8601-publish-date",
    "article:regdate",
)


class _Metas:
    """The ``<meta>`` elements of a page by lower-cased name or property."""

    def __init__(self, tree: HtmlElement) -> None:
        self._values: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            content = (meta.get("content") or "").strip()
            for attribute in ("property", "name", "itemprop"):
                if content and (key := (meta.get(attribute) or "").strip().lower()):
                    self._values.setdefault(key, []).append(content[:4000])

    def first(self, *names: str) -> str:
        return next((strip_markup(self._values[name][0]) for name in names if name in self._values), "")

    def every(self, name: str) -> list[str]:
        return [strip_markup(value) for value in self._values.get(name, [])]


def _text(element: HtmlElement) -> str:
    return clean(" ".join(str(element.text_content()).split()))


def headings(tree: HtmlElement) -> list[str]:
    """Return the texts of the page's main headings."""
    return [text for h1 in list(tree.iter("h1"))[:10] if 4 <= len(text := _text(h1)) <= 300]


def _without_site(title: str, sites: Iterable[str], known: Sequence[str]) -> str:
    """Return `title` without the name of the site at its end or beginning."""
    for text in known:
        rest = folded(title).removeprefix(folded(text))
        if len(text) >= 10 and rest != folded(title) and re.match(r"\s?[^\w\s]", rest):
            return text
    names = {folded(site).replace(" ", "") for site in sites if site}
    cuts = list(_SEPARATORS.finditer(title))
    for cut in reversed(cuts):
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if folded(tail).replace(" ", "") in names and len(head) >= 4:
            return _without_site(head, sites, known)
        if folded(head).replace(" ", "") in names and len(tail) >= 4:
            return tail
    return title


def _title(metas: _Metas, article: Item, tree: HtmlElement, sites: Sequence[str]) -> str | None:
    """Choose the title: the first of Open Graph, JSON-LD and ``<title>`` that another source on the page confirms.

    A name of the site in ``og:title`` is one or two words that no heading confirms; then the main heading is the title. A title that the
    metadata cuts short is completed from the heading.
    """
    shown = headings(tree)
    element = next(tree.iter("title"), None)
    page = _text(element)[:400] if element is not None else ""
    said = [
        value
        for value in (metas.first("og:title"), _string(article.get("headline")), metas.first("twitter:title"), page)
        if value
    ]
    candidates = [title for value in said if len(title := _without_site(value, sites, shown)) >= 2]
    for index, candidate in enumerate(candidates):
        long_enough = len(re.findall(r"\w+", candidate)) > 2 or len(candidate) >= 16
        others = [*shown, *candidates[:index], *candidates[index + 1 :]] if long_enough else shown
        if any(_confirms(other, candidate) for other in others):
            return _completed(candidate, shown)
    return next(iter([*shown, *candidates]), None)


def _confirms(other: str, candidate: str) -> bool:
    """Say whether `other` shares at least 40 % of the words of `candidate`."""
    words = set(re.findall(r"\w+", folded(candidate)))
    return len(words & set(re.findall(r"\w+", folded(other)))) >= max(1.0, 0.4 * len(words))


def _completed(title: str, shown: Sequence[str]) -> str:
    stem = folded(re.sub(r"\s?(?:\.{2,}|…)$", "", title))
    cut = stem != folded(title)
    return next((heading for heading in shown if cut and len(stem) >= 8 and folded(heading).startswith(stem)), title)


def _string(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return strip_markup(value) if isinstance(value, str) else ""


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items[:20] if (name := _string(item)) and not name.startswith("http") and len(name) <= 80]


def _main_article(data: Sequence[Item], canonical: str, shown: Sequence[str]) -> Item:
    """Return the JSON-LD object of the page's own article: named by its address or headline, else the first one."""
    articles = [item for item in data if is_article(item)]
    wanted = {folded(text) for text in shown}
    for item in articles:
        address = item.get("url") or item.get("@id") or ""
        if (canonical and isinstance(address, str) and address.split("#")[0] == canonical) or folded(
            _string(item.get("headline"))
        ) in wanted:
            return item
    dated = [item for item in articles if item.get("datePublished")]
    return (dated or articles or [{}])[0]


def _times(metas: _Metas, article: Item, tree: HtmlElement) -> list[datetime]:
    values = [_string(article.get("datePublished"))] + [metas.first(name) for name in _PUBLISHED_NAMES]
    values += [_string(article.get("dateCreated"))]
    for element in tree.iter("time", "span", "abbr"):
        if len(values) > 40:
            break
        published = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        if published:
            values.append(element.get("datetime") or element.get("content") or "")
    values += _times_at_title(tree)
    return [moment for value in values if value and (moment := parse_time(value))]


def _times_at_title(tree: HtmlElement) -> list[str]:
    """Return ``<time datetime>`` values of the smallest block that holds the main heading and any of them."""
    heading = next((h for h in tree.iter("h1") if len(_text(h)) >= 4), None)
    node = heading.getparent() if heading is not None else None
    for _ in range(4):
        if node is None or node.tag in ("body", "html"):
            return []
        times = [element.get("datetime") for element in node.iter("time") if element.get("datetime")]
        if times:
            return [value for value in times[:1] if value]
        node = node.getparent()
    return []


def _address(tree: HtmlElement, metas: _Metas) -> str:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    base = metas.first("og:url")
    for value in (*links, base):
        address = urljoin(base, value.strip()) if value else ""
        if urlsplit(address[:2000]).scheme in ("http", "https"):
            return address[:2000]
    return ""


def _section(metas: _Metas, article: Item, data: Sequence[Item]) -> str | None:
    named = metas.first("article:section", "og:article:section", "section") or _string(article.get("articleSection"))
    if named:
        return named[:80]
    crumbs = next((item.get("itemListElement") for item in data if item.get("@type") == "BreadcrumbList"), None)
    names = (
        [_string(c.get("name") or c.get("item")) for c in crumbs if isinstance(c, dict)]
        if isinstance(crumbs, list)
        else []
    )
    names = [name for name in names if name and folded(name) not in ("홈", "home", "뉴스", "news", "뉴스홈")]
    return names[0][:80] if names else None


def _authors(metas: _Metas, article: Item) -> tuple[str, ...]:
    names = _names(article.get("author")) or [
        name
        for key in ("author", "article:author", "dable:author", "og:article:author", "parsely-author", "byl")
        for name in metas.every(key)
        if not name.startswith("http")
    ]
    cleaned = (
        re.sub(r"\s?(?:선임|수석|인턴)?\s?(?:기자|특파원)$|^(?:By|by|Von|Par)\s+", "", name).strip() for name in names
    )
    return tuple(dict.fromkeys(name for name in cleaned if name and len(name) <= 80 and "@" not in name))


def is_korean_page(tree: HtmlElement, sample: str) -> bool:
    """Say whether a page is Korean: by its declared language, else by the letters of `sample`."""
    declared = (tree.get("lang") or "").lower()
    if declared:
        return declared.startswith("ko")
    letters = [c for c in sample[:4000] if c.isalpha()]
    return sum("가" <= c <= "힣" for c in letters) * 5 >= len(letters) > 0


def read_metadata(tree: HtmlElement, lines: Sequence[str]) -> PageMetadata:
    """Read what the page in `tree` says about its article; `lines` is its visible text in reading order."""
    metas = _Metas(tree)
    data = linked_data(tree)
    canonical = _address(tree, metas)
    article = _main_article(data, canonical, headings(tree))
    publisher = metas.first("og:site_name") or _string(article.get("publisher")) or metas.first("application-name")
    host = urlsplit(canonical).hostname or ""
    title = _title(
        metas,
        article,
        tree,
        [publisher, _string(article.get("publisher")), host, host.removeprefix("www."), *host.split(".")],
    )
    korean = is_korean_page(tree, " ".join(lines[:80]))
    published = zoned(_times(metas, article, tree), korean) or (
        stamp_of(around_title(lines, title or "")) if korean else None
    )
    return PageMetadata(
        title=title,
        published_at=published,
        publisher=publisher[:80] or None,
        authors=_authors(metas, article),
        section=_section(metas, article, data),
        canonical=canonical or None,
        description=metas.first("og:description", "description", "twitter:description"),
        language=((tree.get("lang") or "")[:2].lower() or None) if (tree.get("lang") or "")[:2].isalpha() else None,
        body=max(
            (strip_markup(b) for item in (article, *data) if isinstance(b := item.get("articleBody"), str)),
            key=len,
            default="",
        ),
    )


def around_title(lines: Sequence[str], title: str) -> list[str]:
    """Return the lines that may hold the article's stamp: from two before its title to its first long paragraph."""
    wanted = folded(title)
    if not wanted:
        return []
    places = [i for i, line in enumerate(lines) if folded(line) == wanted]
    for place in places[:4]:
        end = next(
            (i for i in range(place + 1, min(len(lines), place + 14)) if len(lines[i]) >= 90),
            min(len(lines), place + 14),
        )
        window = [*lines[place + 1 : end], *lines[max(0, place - 2) : place]]
        if any(DAY.search(line) for line in window):
            return window
    return []
