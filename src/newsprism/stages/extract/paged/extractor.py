"""The extractors, one for each media type: a reader of the format, then the common splitter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.paged.docx import read_docx
from newsprism.stages.extract.paged.hwp import read_hwp
from newsprism.stages.extract.paged.hwpx import read_hwpx
from newsprism.stages.extract.paged.layout import Reader, Refusal
from newsprism.stages.extract.paged.pdf import PdfLimits, read_pdf
from newsprism.stages.extract.paged.split import extract_layout
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.document import Document, Entry, MediaType
from newsprism.types.dropped import Dropped


class LayoutExtractor:
    """Extracts files of one media type with a reader of that format.

    A file that cannot be read is a drop with the reader's reason; other media types are ``other_media_type``.
    """

    def __init__(self, media_type: MediaType, reader: Reader) -> None:
        self._media_type = media_type
        self._reader = reader

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return the documents of `entries` in order, each with its pages where the format has them, and drops."""
        documents: list[Document] = []
        dropped: list[Dropped[str]] = []
        for entry in entries:
            found = self._one(entry)
            documents.extend(found.documents)
            dropped.extend(found.dropped)
        return Extraction(tuple(documents), tuple(dropped))

    def _one(self, entry: Entry) -> Extraction:
        if entry.media_type != self._media_type:
            return _refused(entry, "other_media_type", entry.media_type)
        layout = self._reader(entry.content)
        if isinstance(layout, Refusal):
            return _refused(entry, layout.reason, layout.detail)
        return extract_layout(layout, entry)


def _refused(entry: Entry, reason: str, detail: str) -> Extraction:
    return Extraction((), (Dropped(entry.origin, "extract", reason, entry.origin, detail),))


class PdfExtractor(LayoutExtractor):
    """Extracts PDF files; `analyzer` mends words that lines break, by default one of its own."""

    def __init__(self, analyzer: Analyzer | None = None, limits: PdfLimits | None = None) -> None:
        # A partial and not a lambda: an extractor is sent to other processes.
        reader = partial(read_pdf, analyse=(analyzer or Analyzer()).analyse, limits=limits)
        super().__init__("application/pdf", reader)


class DocxExtractor(LayoutExtractor):
    """Extracts DOCX files."""

    def __init__(self) -> None:
        super().__init__("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx)


class HwpxExtractor(LayoutExtractor):
    """Extracts HWPX files."""

    def __init__(self) -> None:
        super().__init__("application/hwp+zip", read_hwpx)


class HwpExtractor(LayoutExtractor):
    """Extracts HWP 5 files."""

    def __init__(self) -> None:
        super().__init__("application/x-hwp", read_hwp)
