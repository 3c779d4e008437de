"""An institute's digest as documents, one for each item; `digest_split` finds the items.

A digest gives days, no hours: `published_at` is midnight in Seoul, and `report.issued` is as exact as printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract import digest_tables as form
from newsprism.stages.extract.digest_outline import Body
from newsprism.stages.extract.digest_split import Cover, Digest, Item, split
from newsprism.stages.extract.digest_tables import Line
from newsprism.types.document import Document, DocumentId, PageStart, ReportDetail
from newsprism.types.dropped import Dropped

_MAX_LENGTH = 600_000  # characters; a digest of a hundred items has 200,000
_SEOUL = ZoneInfo("Asia/Seoul")

Paging = Callable[[Body], tuple[PageStart, ...]]
"""Says where in a body each page of the source begins."""


def _no_pages(body: Body) -> tuple[PageStart, ...]:
    return ()


def _document(item: Item, cover: Cover, months: Sequence[int], copy: int, paging: Paging) -> Document:
    title, body = item.title, item.body
    issued = form.resolved(title.issued, item.references, cover.year, months)
    day = form.calendar_day(issued)
    name = "|".join((cover.collection or "", title.text, title.issuing_body, *([str(copy)] if copy else [])))
    detail = ReportDetail(
        issuing_body=title.issuing_body,
        country=title.country,
        issued=form.printed_date(issued),
        collection=cover.collection,
        outline=body.outline,
        definitions=body.definitions,
        tables=body.tables,
    )
    return Document(
        id=report_id(name),
        kind="report_item",
        title=title.text,
        text=body.text,
        published_at=datetime(day.year, day.month, day.day, tzinfo=_SEOUL) if day else None,
        publisher=title.issuing_body or None,
        authors=(),
        url=None,
        language="ko",
        section=item.section,
        references=item.references,
        report=detail,
        pages=paging(body),
    )


def report_id(name: str) -> DocumentId:
    """Return the id of the report item that `name` tells apart from all others."""
    return DocumentId("r" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16])


def _documents(digest: Digest, origin: str, paging: Paging) -> Iterator[Document | Dropped[str]]:
    """Yield one document an item; an item that is empty or printed twice is a drop."""
    months = [item.title.issued.month for item in digest.items if item.title.issued.month]
    seen: dict[tuple[str, str], list[str]] = {}
    for item in digest.items:
        texts = seen.setdefault((item.title.text, item.title.issuing_body), [])
        if not item.body.text:
            yield Dropped(item.title.text, "extract", "no_body", origin)
        elif item.body.text in texts:
            yield Dropped(item.body.text, "extract", "repeated_item", origin, item.title.text)
        else:
            yield _document(item, digest.cover, months, len(texts), paging)
            texts.append(item.body.text)


def is_digest(digest: Digest) -> bool:
    """Say whether what was found is a digest: several items with bullets, or one with title and references."""
    items = [item for item in digest.items if any(line.level for line in item.body.outline)]
    if len(items) > 1:
        return True
    return len(items) == 1 and items[0].dated and bool(items[0].references)


def looks_like_digest(text: str) -> bool:
    """Say whether `text` is a digest: items with bullets, told apart by ``(기관, 날짜)`` titles or by references."""
    return is_digest(split(_lines(text)))


def _lines(text: str) -> tuple[Line, ...]:
    return form.read_lines(text[:_MAX_LENGTH])


def extract_items(digest: Digest, origin: str, paging: Paging = _no_pages) -> Extraction:
    """Return one document for every item of `digest`, and the blocks that are in none.

    Reasons of drops: ``cover``, ``contents``, ``summary_table``, ``page_furniture`` (page numbers, running heads,
    imprint), ``repeated_item``, ``no_body`` and ``no_items``.
    """
    made = list(_documents(digest, origin, paging))
    documents = tuple(each for each in made if isinstance(each, Document))
    blocks = [(reason, [text for _, text in cut]) for reason, cut in groupby(digest.cut, key=lambda each: each[0])]
    dropped = [Dropped("\n".join(block), "extract", reason, origin) for reason, block in blocks]
    dropped += (each for each in made if isinstance(each, Dropped))
    if not documents:
        dropped.append(Dropped(origin, "extract", "no_items", origin))
    return Extraction(documents, tuple(dropped))


def extract_text(text: str, origin: str) -> Extraction:
    """Return what `extract_items` gives for `text`; what lies beyond 600,000 characters is a drop ``too_long``."""
    extraction = extract_items(split(_lines(text)), origin)
    if len(text) <= _MAX_LENGTH:
        return extraction
    rest = Dropped(text[_MAX_LENGTH : _MAX_LENGTH + 200], "extract", "too_long", origin)
    return Extraction(extraction.documents, (*extraction.dropped, rest))


class DigestExtractor:
    """Both functions as methods, so that a plain-text extractor can be given them."""

    def looks_like_digest(self, text: str) -> bool:
        """Say whether `text` is a digest."""
        return looks_like_digest(text)

    def extract_text(self, text: str, origin: str) -> Extraction:
        """Return one document for every item of the digest, and what was left out."""
        return extract_text(text, origin)
