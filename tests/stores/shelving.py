"""Invented entries and shelves from which the tests of stores are made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsprism.protocols.stages import Indexed
from newsprism.protocols.stores import Archive, Shelf, Shelved
from newsprism.types.clock import ClockReading
from newsprism.types.document import Document, Entry
from newsprism.types.source import SourceId, Yield
from newsprism.types.story import Opened, Story, StoryId
from tests.making import at

NARU = SourceId("naru")
ITEM = "application/x-feed-item+json"


def item(
    name: str,
    title: str = "나루시, 새 산업단지 조성",
    publisher: str | None = "나루일보",
    named: str | None = None,
) -> Entry:
    """A feed item as a collector gives it; `named` is the publisher that the item itself names."""
    record = {"url": f"https://naru.example/{name}", "title": title, "publisher": named}
    content = json.dumps(record, ensure_ascii=False).encode()
    return Entry(f"https://naru.example/rss#{name}", ITEM, content, f"https://naru.example/{name}", publisher, at(12))


def indexed(document: Document) -> Indexed:
    """Words as terms: enough for a store, which does not know what a term is."""
    title, text = (tuple(t.strip(".,'\"") for t in part.lower().split()) for part in (document.title, document.text))
    return Indexed(document.id, title, text, dict.fromkeys(title, 1.5) | {"나루": 0.1 + 0.2})


def shelved(
    document: Document, source: SourceId = NARU, news: bool = True, seen: datetime | None = None, made_from: str = ITEM
) -> Shelved:
    return Shelved(document, source, made_from, seen or at(12), news, indexed(document))  # type: ignore[arg-type]


def shelf(
    *documents: Document,
    entries: Sequence[int] = (),
    clocks: Sequence[ClockReading] = (),
    yields: Sequence[Yield] = (),
    source: SourceId = NARU,
    news: bool = True,
) -> Shelf:
    kept = tuple(shelved(d, source, news) for d in documents)
    return Shelf(tuple(entries), kept, tuple(clocks), tuple(yields))


def read_all(archive: Archive, documents: Iterable[Document] = ()) -> None:
    """Take everything that waits for read, and shelve `documents`."""
    archive.shelve(shelf(*documents, entries=[w.number for w in archive.waiting(10_000)]))


def told(name: str, *documents: Document, thread: str | None = None, copies: Sequence[Document] = ()) -> Story:
    """A story as a clusterer makes it."""
    moments = sorted(d.published_at for d in documents if d.published_at)
    ends = (moments[0], moments[-1]) if moments else (None, None)
    names = frozenset(d.id for d in copies)
    return Story(StoryId(name), 1, documents[0].title, documents, *ends, names, False, thread)


def opened(name: str, *documents: Document, thread: str | None = None, copies: Sequence[Document] = ()) -> Opened:
    return Opened(told(name, *documents, thread=thread, copies=copies))
