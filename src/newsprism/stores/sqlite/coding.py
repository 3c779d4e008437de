"""Documents and evidence as they lie in the database. Every reading raises Spoiled for what was not written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from newsprism.formats.documents import well_formed
from newsprism.stores.sqlite.moments import moment
from newsprism.stores.sqlite.packing import Packing, Spoiled, pack, unpack
from newsprism.types.clock import Basis, Clock, Evidence
from newsprism.types.document import Definition, Document, OutlineLine, PageStart, ReportDetail, Table

DOCUMENT_COLUMNS = (
    "d.id, d.kind, d.title, d.published_at, d.published_offset, d.publisher, d.url, d.language, d.packing, d.body"
)
"""What `document` reads, of the table `documents` under the name ``d``."""
WIDTH = 10


@contextmanager
def expecting_ours() -> Iterator[None]:
    """Turn whatever goes wrong with a row that we did not write into Spoiled."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        raise Spoiled(str(error)) from error


def plain(text: str | None) -> str | None:
    """Return a text that a column can hold: lone surrogates become U+FFFD."""
    return None if text is None else well_formed(text)


def packed_json(value: object) -> tuple[Packing, bytes]:
    """Return a JSON value packed; texts come back to the letter, lone surrogates too."""
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpacked_json(packing: Packing, blob: bytes) -> Any:
    """Return the JSON value that was packed."""
    return json.loads(unpack(packing, blob).decode("utf-8", "surrogatepass"))


def body(document: Document) -> tuple[Packing, bytes]:
    """Return what of a document has no column of its own, packed; empty parts are left out."""
    report = document.report
    parts: dict[str, object] = {
        "authors": document.authors,
        "section": document.section,
        "references": document.references,
        "license": document.license,
        "pages": [(page.number, page.start) for page in document.pages],
        "report": asdict(report) if report else None,
        "text": document.text,
    }
    return packed_json({name: part for name, part in parts.items() if part})


def document(row: tuple[Any, ...]) -> Document:
    """Return the document of a row of DOCUMENT_COLUMNS."""
    with expecting_ours():
        name, kind, title, at, east, publisher, url, language, packing, blob = row
        rest = unpacked_json(packing, blob)
        report = rest.get("report")
        return Document(
            id=name,
            kind=kind,
            title=title,
            text=rest.get("text", ""),
            published_at=when(at, east),
            publisher=publisher,
            authors=tuple(rest.get("authors", ())),
            url=url,
            language=language,
            section=rest.get("section"),
            references=tuple(rest.get("references", ())),
            license=rest.get("license"),
            report=_report(report) if report else None,
            pages=tuple(PageStart(*page) for page in rest.get("pages", ())),
        )


def _report(told: dict[str, Any]) -> ReportDetail:
    outline = tuple(OutlineLine(**line) for line in told.pop("outline"))
    definitions = tuple(Definition(**line) for line in told.pop("definitions"))
    tables = tuple(Table(**{**t, "rows": tuple(tuple(row) for row in t["rows"])}) for t in told.pop("tables"))
    return ReportDetail(**told, outline=outline, definitions=definitions, tables=tables)


def when(at: int | None, east: int | None) -> datetime | None:
    """Return the moment of two columns, None for none."""
    if at is None:
        return None
    with expecting_ours():
        return moment(at, east or 0)


def evidence_to_json(evidence: Evidence) -> str:
    """Return evidence as JSON, its delay in seconds."""
    delay = evidence.freshest
    return json.dumps({**asdict(evidence), "freshest": None if delay is None else delay.total_seconds()})


def clock(seconds: float, basis: Basis, evidence: str) -> Clock:
    """Return the clock of three columns."""
    with expecting_ours():
        told: dict[str, Any] = json.loads(evidence)
        delay = told.pop("freshest")
        seen = Evidence(**told, freshest=None if delay is None else timedelta(seconds=delay))
        return Clock(timedelta(seconds=seconds), basis, seen)


def counts_from_json(text: str) -> dict[str, int]:
    """Return counts by name of a column."""
    with expecting_ours():
        told: Mapping[str, int] = json.loads(text)
        return {str(name): int(count) for name, count in told.items()}


def listed(values: object) -> str:
    """Return a list as one parameter for ``json_each``, so that its length has no bound."""
    return json.dumps(values)
