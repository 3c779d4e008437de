"""Documents as JSON lines (docs of the command line name the keys): written whole, read back equal.

Keys, in this order: id, kind, title, text, published_at, publisher, authors, url, language, section, references,
license; `report` follows for items of an institute's report, `pages` for documents of a paged source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import TypeVar, cast, get_args

from newsprism.errors import MalformedRecord
from newsprism.types.document import (
    Definition,
    Document,
    DocumentId,
    DocumentKind,
    LineRole,
    OutlineLine,
    PageStart,
    ReportDetail,
    Table,
)

T = TypeVar("T")


def dumps(document: Document) -> str:
    """Return the document as one line of JSON without a line end."""
    return json.dumps(document_to_json(document), ensure_ascii=False)


def document_to_json(document: Document) -> dict[str, object]:
    """Return the document as JSON values in the order of the contract; times are ISO 8601 with offset."""
    published = document.published_at
    record: dict[str, object] = {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "text": document.text,
        "published_at": published.isoformat() if published else None,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "url": document.url,
        "language": document.language,
        "section": document.section,
        "references": list(document.references),
        "license": document.license,
    }
    if document.report is not None:
        record["report"] = _report_to_json(document.report)
    if document.pages:
        record["pages"] = [{"page": each.number, "start": each.start} for each in document.pages]
    return record


def _report_to_json(report: ReportDetail) -> dict[str, object]:
    return {
        "issuing_body": report.issuing_body,
        "country": report.country,
        "issued": report.issued,
        "collection": report.collection,
        "outline": [{"level": x.level, "role": x.role, "start": x.start, "end": x.end} for x in report.outline],
        "definitions": [
            {"term": x.term, "original": x.original, "start": x.start, "end": x.end} for x in report.definitions
        ],
        "tables": [
            {"title": x.title, "rows": [list(row) for row in x.rows], "start": x.start, "end": x.end}
            for x in report.tables
        ],
    }


def document_from_json(record: Mapping[str, object], where: str) -> Document:
    """Read a document back; `where` names the file and line in errors.

    `id` (not blank) and `title` are required; what else is missing or null is None or empty, the kind ``article``
    and the language ``und``. Unknown keys are ignored. Raises MalformedRecord for a wrong type, a time without
    offset, an unknown kind or role, a span outside the text, or pages that do not ascend.
    """
    fields = _Fields(record, where)
    text = fields.text("text")
    return Document(
        id=DocumentId(fields.required("id")),
        kind=cast(DocumentKind, fields.choice("kind", get_args(DocumentKind), "article")),
        title=fields.present("title"),
        text=text,
        published_at=fields.time("published_at"),
        publisher=fields.optional("publisher"),
        authors=fields.texts("authors"),
        url=fields.optional("url"),
        language=fields.optional("language") or "und",
        section=fields.optional("section"),
        references=fields.texts("references"),
        license=fields.optional("license"),
        report=_report_from_json(fields, len(text)),
        pages=_pages_from_json(fields, len(text)),
    )


def _pages_from_json(fields: _Fields, length: int) -> tuple[PageStart, ...]:
    pages = fields.each("pages", lambda page: PageStart(page.number("page"), page.number("start")))
    ascending = all(one.number < two.number and one.start <= two.start for one, two in pairwise(pages))
    if not ascending or any(page.start > length for page in pages):
        raise fields.wrong("pages", "본문 안에서 차례로 커지는 쪽 번호와 위치")
    return pages


def _report_from_json(fields: _Fields, length: int) -> ReportDetail | None:
    report = fields.inner("report")
    if report is None:
        return None
    return ReportDetail(
        issuing_body=report.text("issuing_body"),
        country=report.optional("country"),
        issued=report.optional("issued"),
        collection=report.optional("collection"),
        outline=report.each("outline", lambda line: _outline_line(line, length)),
        definitions=report.each("definitions", lambda item: _definition(item, length)),
        tables=report.each("tables", lambda item: _table(item, length)),
    )


def _outline_line(line: _Fields, length: int) -> OutlineLine:
    role = cast(LineRole, line.choice("role", get_args(LineRole), "text"))
    return OutlineLine(line.number("level"), role, *line.span(length))


def _definition(item: _Fields, length: int) -> Definition:
    return Definition(item.text("term"), item.optional("original"), *item.span(length))


def _table(item: _Fields, length: int) -> Table:
    rows = item.get("rows")
    if not isinstance(rows, list):
        raise item.wrong("rows", "글자 표")
    return Table(item.optional("title"), tuple(item.row(row) for row in rows), *item.span(length))


def well_formed(text: str) -> str:
    r"""Return `text` with lone surrogates (JSON ``"\ud800"``) replaced by U+FFFD: no encoding can write them."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class _Fields:
    """Typed reading of one JSON object; every complaint names the place and the key."""

    def __init__(self, record: Mapping[str, object], where: str, path: str = "") -> None:
        self._record = record
        self._where = where
        self._path = path

    def wrong(self, key: str, wanted: str) -> MalformedRecord:
        return MalformedRecord(f"`{self._path}{key}` 값은 {wanted}여야 한다", subject=self._where)

    def _missing(self, key: str) -> MalformedRecord:
        return MalformedRecord(f"`{self._path}{key}` 값이 없다", subject=self._where)

    def get(self, key: str) -> object:
        return self._record.get(key)

    def optional(self, key: str) -> str | None:
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(key, "글자")
        return well_formed(value)

    def text(self, key: str) -> str:
        return self.optional(key) or ""

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value.strip():
            raise self._missing(key)
        return value

    def present(self, key: str) -> str:
        value = self.optional(key)
        if value is None:
            raise self._missing(key)
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.optional(key)
        if value is None:
            return default
        if value not in allowed:
            raise self.wrong(key, "·".join(allowed) + " 중 하나")
        return value

    def row(self, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(cell, str) for cell in value):
            raise self.wrong("rows", "글자 표")
        return tuple(well_formed(cell) for cell in value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "글자의 배열 형태")
        return tuple(well_formed(item) for item in value)

    def number(self, key: str) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(key, "0 이상의 정수")
        return value

    def span(self, length: int) -> tuple[int, int]:
        start, end = self.number("start"), self.number("end")
        if not start <= end <= length:
            raise MalformedRecord(
                f"`{self._path}start`–`end` 구간 {start}–{end}: 본문({length}자) 밖이다", subject=self._where
            )
        return start, end

    def time(self, key: str) -> datetime | None:
        value = self.optional(key)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong(key, "ISO 8601 시각 표기") from None
        if moment.tzinfo is None:
            raise MalformedRecord(f"`{self._path}{key}` 시각에 시간대가 없다: {value[:40]}", subject=self._where)
        return moment

    def inner(self, key: str) -> _Fields | None:
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(key, "객체")
        return _Fields(value, self._where, f"{self._path}{key}.")

    def each(self, key: str, build: Callable[[_Fields], T]) -> tuple[T, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(key, "객체의 배열 형태")
        return tuple(
            build(_Fields(item, self._where, f"{self._path}{key}[{index}].")) for index, item in enumerate(value)
        )
