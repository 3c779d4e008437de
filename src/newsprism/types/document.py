"""What was published (`Entry`) and what we read out of it (`Document`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

DocumentId = NewType("DocumentId", str)
DocumentKind = Literal["article", "report_item"]
MediaType = Literal["text/html", "text/plain", "application/x-feed-item+json", "application/x-document+json"]
LineRole = Literal["text", "bullet", "sub", "definition", "supplement", "table", "heading"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing exactly as it was published; everything else can be rebuilt from it.

    `origin` is the path it was read from, with ``:LINE`` for a line of a JSON-lines file.
    `content` is the decompressed bytes in the encoding in which they were found.
    """

    origin: str
    media_type: MediaType
    content: bytes


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
    `published_at` is timezone-aware.
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
