"""What was published (`Entry`) and what we read out of it (`Document`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

DocumentId = NewType("DocumentId", str)
DocumentKind = Literal["article", "report_item"]
MediaType = Literal[
    "text/html",
    "text/plain",
    "application/x-feed-item+json",
    "application/x-document+json",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/x-hwp",
    "application/hwp+zip",
    "message/rfc822",
]
LineRole = Literal["text", "bullet", "sub", "definition", "supplement", "table", "heading"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing exactly as it was published; everything else can be rebuilt from it.

    `origin` is the path or address it was read from, with ``:LINE`` for a line of a JSON-lines file and ``#N`` for an
    item of a feed. `content` is the decompressed bytes in the encoding in which they were found; `charset` is what the
    server said of it. `url` is the address it was fetched from, `publisher` the name that its source goes by,
    `first_seen` when we first saw it: each None where it was not fetched.
    """

    origin: str
    media_type: MediaType
    content: bytes
    url: str | None = None
    publisher: str | None = None
    first_seen: datetime | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of a report item: its level (0 = body, 1 ●, 2 -, 3 * or ※), role and character span in `text`."""

    level: int
    role: LineRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the document itself defines, with the span of the defining text in `Document.text`."""

    term: str
    original: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table kept as a table: `rows[0]` is the header; the span covers its lines in `Document.text`."""

    title: str | None
    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageStart:
    """Page `number` of a paged source (as counted from 1) begins at character `start` of `Document.text`."""

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """What only an item of an institute's report has.

    `issued` is as exact as the source says: ``2025-01-23`` or ``2025-01``; None when no year can be had.
    `collection` names the digest the item came in (title and issue).
    """

    issuing_body: str
    country: str | None
    issued: str | None
    collection: str | None
    outline: tuple[OutlineLine, ...] = ()
    definitions: tuple[Definition, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text of one article or one report item.

    `text` holds paragraphs separated by one newline. What the source does not say is None or empty, never guessed.
    `published_at` is timezone-aware. `pages` of a paged source are in ascending order, empty where there are no pages.
    """

    id: DocumentId
    kind: DocumentKind
    title: str
    text: str
    published_at: datetime | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None
    language: str
    section: str | None = None
    references: tuple[str, ...] = ()
    license: str | None = None
    report: ReportDetail | None = None
    pages: tuple[PageStart, ...] = ()

    def page_at(self, position: int) -> int | None:
        """Return the number of the page on which the character at `position` of the text stands; None without pages."""
        return next((p.number for p in reversed(self.pages) if p.start <= position), None)
