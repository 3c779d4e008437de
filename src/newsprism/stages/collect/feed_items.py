"""What a feed holds, before it becomes entries: the same for every format of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsprism.formats.documents import well_formed
from newsprism.stages.collect.addresses import absolute, without_tracking

MAX_ITEMS = 100_000
"""Items read of one feed."""
MAX_SUMMARY = 200_000
"""Bytes of one summary in UTF-8."""

_MAX_TITLE = 2_000
_MAX_NAME = 200
_MAX_NAMES = 30
_BLANKS = re.compile(r"\s+")
_MAILBOX = re.compile(r"[^\s()<>]{1,100}@[^\s()<>]{1,100}\s{0,5}\(([^()]{1,200})\)")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as its feed gives it. `url` is absolute; times are the words of the feed; `summary` may hold HTML."""

    url: str | None
    guid: str | None
    title: str
    summary: str
    published: str | None
    updated: str | None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deleted:
    """A tombstone (RFC 6721): the id of an entry that is no more, and its address where that is known."""

    ref: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read. `repaired` says how, when it was broken; `beyond` items were over the limit."""

    title: str | None
    items: tuple[FeedItem, ...]
    deleted: tuple[Deleted, ...] = ()
    repaired: str | None = None
    beyond: int = 0


def make_item(
    *,
    base: str,
    link: str | None,
    guid: str | None,
    title: str | None,
    texts: Iterable[str | None],
    published: str | None,
    updated: str | None,
    authors: Iterable[str] = (),
    categories: Iterable[str] = (),
) -> FeedItem:
    """Return an item with its values trimmed and bounded; `texts` are summary and content: the fullest counts.

    `published` falls back to `updated`. `link` is resolved against `base` and loses tracking parameters.
    """
    address = absolute(link, base) if link else None
    when = _line(updated, _MAX_NAME)
    return FeedItem(
        url=without_tracking(address) if address else None,
        guid=_line(guid, _MAX_TITLE),
        title=_line(title, _MAX_TITLE) or "",
        summary=_capped(max((text for text in texts if text), key=len, default="")),
        published=_line(published, _MAX_NAME) or when,
        updated=when,
        authors=_names(_author(name) for name in authors),
        categories=_names(categories),
    )


def _line(text: str | None, longest: int) -> str | None:
    return _BLANKS.sub(" ", well_formed(text[: longest * 4])).strip()[:longest] or None if text else None


def _capped(text: str) -> str:
    plain = well_formed(text.strip())
    if len(plain) * 3 <= MAX_SUMMARY:
        return plain
    return plain.encode("utf-8")[:MAX_SUMMARY].decode("utf-8", "ignore")


def _author(name: str) -> str:
    found = _MAILBOX.fullmatch(name.strip()[:500])
    return found[1] if found else name


def _names(names: Iterable[str]) -> tuple[str, ...]:
    lines = (_line(name, _MAX_NAME) for name in names)
    return tuple(dict.fromkeys(line for line in lines if line))[:_MAX_NAMES]
