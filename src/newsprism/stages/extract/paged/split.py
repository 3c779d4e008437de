"""A layout becomes documents: a digest its items, several releases one document each, anything else one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.cleaning import is_korean
from newsprism.stages.extract.digest import extract_items, is_digest, report_id
from newsprism.stages.extract.digest_split import Digest, split
from newsprism.stages.extract.digest_tables import Line, read_reference
from newsprism.stages.extract.paged.layout import Layout
from newsprism.stages.extract.paged.lines import lines_of, pages_of
from newsprism.stages.extract.paged.releases import release_starts
from newsprism.stages.extract.paged.report import Report, read_report
from newsprism.types.document import Document, Entry, ReportDetail
from newsprism.types.dropped import Dropped

_MAX_CHARACTERS = 2_000_000  # of one file; a report of 500 pages has 700,000


def extract_layout(layout: Layout, entry: Entry) -> Extraction:
    """Return the documents of a layout, and what is in none of them.

    Reasons of drops: those of digests and of the readers' cuts, ``cover``, ``contents``, ``too_long`` and ``no_body``.
    """
    layout, beyond = _within_bounds(layout, entry.origin)
    lines = lines_of(layout.blocks)
    digest = split(lines)
    if _has_items(digest, lines):
        found = extract_items(digest, entry.origin, lambda body: pages_of(body, layout.blocks))
        documents = tuple(_of_entry(document, entry) for document in found.documents)
        dropped = found.dropped
    else:
        documents, dropped = _reports(layout, entry)
    return Extraction(documents, (*_cuts(layout, entry.origin), *beyond, *dropped))


def _within_bounds(layout: Layout, origin: str) -> tuple[Layout, tuple[Dropped[str], ...]]:
    size = 0
    for at, block in enumerate(layout.blocks):
        size += len(block.text) + sum(len(cell) for row in block.rows for cell in row)
        if size > _MAX_CHARACTERS:
            detail = f"{_MAX_CHARACTERS:,}자까지만 읽습니다. 나누어 주세요."
            drop = Dropped(block.text[:200], "extract", "too_long", origin, detail)
            return replace(layout, blocks=layout.blocks[:at]), (drop,)
    return layout, ()


def _has_items(digest: Digest, lines: Sequence[Line]) -> bool:
    """Say whether the layout is a digest: titles with their source, or a bracket of references under each item.

    A report whose tables and figures name their sources has references too, but not in brackets of their own lines.
    """
    if not is_digest(digest):
        return False
    if any(item.dated for item in digest.items):
        return True
    closed = sum(line.text[0] in "([<【" and read_reference(line) is not None for line in lines)
    return closed >= len(digest.items) > 1


def _of_entry(document: Document, entry: Entry) -> Document:
    """Return a document of a digest with the address and publisher it was fetched from."""
    if entry.url:
        document = replace(document, id=report_id(f"{entry.url}|{document.id}"), url=entry.url)
    return replace(document, publisher=document.publisher or entry.publisher)


def _reports(layout: Layout, entry: Entry) -> tuple[tuple[Document, ...], tuple[Dropped[str], ...]]:
    starts = release_starts(layout.blocks)
    parts = [range(start, end) for start, end in pairwise([*(starts or (0,)), len(layout.blocks)])]
    documents: list[Document] = []
    dropped: list[Dropped[str]] = []
    if starts and starts[0]:
        above = "\n".join(block.text for block in layout.blocks[: starts[0]] if block.text)
        dropped.append(Dropped(above, "extract", "cover", entry.origin))
    for number, part in enumerate(parts):
        report = read_report(layout, part)
        dropped += _dropped(report, entry.origin)
        if report.body.text:
            documents.append(_document(report, layout, entry, number if len(parts) > 1 else None))
        else:
            detail = f"본문이 없다: {report.title}"
            dropped.append(Dropped(report.title or entry.origin, "extract", "no_body", entry.origin, detail))
    return tuple(documents), tuple(dropped)


def _document(report: Report, layout: Layout, entry: Entry, number: int | None) -> Document:
    key = entry.url if number is None else f"{entry.url}|{number}|{report.title}"
    stamp, body = report.stamp, report.body
    return Document(
        id=report_id(key if entry.url and key else f"{report.title}|{body.text}"),
        kind="report_item",
        title=report.title,
        text=body.text,
        published_at=stamp.moment if stamp else None,
        publisher=report.issuer or entry.publisher,
        authors=(),
        url=entry.url,
        language="ko" if is_korean(body.text) else "und",
        references=report.references,
        report=ReportDetail(
            issuing_body=report.issuer,
            country=None,
            issued=stamp.issued if stamp else None,
            collection=report.collection,
            outline=body.outline,
            definitions=body.definitions,
            tables=body.tables,
        ),
        pages=pages_of(body, layout.blocks),
    )


def _dropped(report: Report, origin: str) -> Iterator[Dropped[str]]:
    for reason in dict.fromkeys(reason for reason, _ in report.cut):
        text = "\n".join(text for each, text in report.cut if each == reason)
        yield Dropped(text, "extract", reason, origin)


def _cuts(layout: Layout, origin: str) -> Iterator[Dropped[str]]:
    """Yield what the reader cut: one drop for each reason, or for each remark that has words of its own."""
    plain = [cut for cut in layout.cuts if not cut.detail]
    for reason in dict.fromkeys(cut.reason for cut in plain):
        yield Dropped("\n".join(cut.text for cut in plain if cut.reason == reason), "extract", reason, origin)
    for cut in layout.cuts:
        if cut.detail:
            yield Dropped(cut.text, "extract", cut.reason, origin, cut.detail)
