"""Reading the paged fixtures: one extractor of each kind for all tests, so that the analyser is loaded once."""

from __future__ import annotations

from pathlib import Path

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.paged.extractor import DocxExtractor, HwpExtractor, HwpxExtractor, PdfExtractor
from newsprism.types.document import Document, Entry, MediaType

FOLDER = Path(__file__).parent / "fixtures" / "paged"
MEDIA: dict[str, MediaType] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "hwpx": "application/hwp+zip",
    "hwp": "application/x-hwp",
}
EXTRACTORS = {"pdf": PdfExtractor(), "docx": DocxExtractor(), "hwpx": HwpxExtractor(), "hwp": HwpExtractor()}


def fixture(name: str) -> bytes:
    """Return the bytes of a PDF fixture."""
    return (FOLDER / f"{name}.pdf").read_bytes()


def extract(content: bytes, form: str = "pdf", url: str | None = None, publisher: str | None = None) -> Extraction:
    """Return what the extractor of `form` makes of `content`."""
    entry = Entry(f"papers/{form}", MEDIA[form], content, url=url, publisher=publisher)
    return EXTRACTORS[form].extract([entry])


def only(extraction: Extraction) -> Document:
    """Return the one document of an extraction."""
    (document,) = extraction.documents
    return document


def reasons(extraction: Extraction) -> list[str]:
    """Return the reasons of the drops, in order."""
    return [drop.reason for drop in extraction.dropped]


def lines(document: Document) -> list[tuple[int, str, str]]:
    """Return level, role and text of each line of the outline."""
    assert document.report is not None
    return [(each.level, each.role, document.text[each.start : each.end]) for each in document.report.outline]


def page_of(document: Document, sentence: str) -> int | None:
    """Return the page on which a sentence of the text begins."""
    return document.page_at(document.text.index(sentence))


def assert_spans_hold(document: Document) -> None:
    """Check that outline, tables, definitions and pages point into the text."""
    report = document.report
    assert report is not None
    assert "\n".join(document.text[each.start : each.end] for each in report.outline) == document.text
    for table in report.tables:
        shown = "\n".join(" | ".join(row) for row in table.rows if any(row))
        assert document.text[table.start : table.end] == shown
    for definition in report.definitions:
        assert document.text[definition.start : definition.end].strip()
    starts = [page.start for page in document.pages]
    assert starts == sorted(starts)
    assert all(0 <= start < len(document.text) for start in starts)
