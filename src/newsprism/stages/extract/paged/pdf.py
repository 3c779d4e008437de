"""PDF files: text in reading order by pdfium, ruled tables, pages.

pdfium is not safe in threads: one document is read at a time in a process.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from newsprism.stages.extract.paged.layout import Cut, Layout, Refusal
from newsprism.stages.extract.paged.pdf_furniture import Page, without_furniture
from newsprism.stages.extract.paged.pdf_glyphs import Glyph, frame_of, pieces, read_glyphs
from newsprism.stages.extract.paged.pdf_guard import draws_beyond, unpacks_beyond
from newsprism.stages.extract.paged.pdf_joins import Analyse
from newsprism.stages.extract.paged.pdf_order import in_order
from newsprism.stages.extract.paged.pdf_paragraphs import blocks_of, text_size_of
from newsprism.stages.extract.paged.pdf_tables import find_grids
from newsprism.text.ko.normalise import clean

_LOCK = threading.Lock()
_READABLE = 5  # letters from which a page counts as having text
_UNREADABLE = 0.3  # share of letters without a meaning (a font that does not say which letters it draws)
_STAMP = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(\d\d)?'?(\d\d)?)?")
_OCR = "글자가 없는 그림입니다. OCR로 글자를 넣은 PDF를 주세요."


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """How much of one file is read.

    `pages`, `seconds`, bytes of the file (`size`) and of its streams once `unpacked`, and how often forms may be drawn.
    """

    pages: int = 2_000
    seconds: float = 60.0
    size: int = 200_000_000
    unpacked: int = 400_000_000
    drawings: int = 1_000_000


def read_pdf(content: bytes, analyse: Analyse, limits: PdfLimits | None = None) -> Layout | Refusal:
    """Return the layout of a PDF file; `analyse` gives the morphemes of a text, to mend words that lines break.

    Reasons of refusal: ``too_large``, ``encrypted``, ``broken_pdf``, ``scanned_pdf``, ``no_main_text``. Reasons of cuts:
    ``page_furniture``, ``scanned_pages``, ``too_many_pages``, ``out_of_time`` and ``unread_tables``.
    """
    limits = limits or PdfLimits()
    if len(content) > limits.size or unpacks_beyond(content, limits.unpacked):
        return Refusal("too_large", f"{len(content):,}바이트, 압축을 풀면 한도를 넘습니다. 나누어 주세요.")
    if draws_beyond(content, limits.drawings):
        return Refusal("too_large", "그림 안의 그림이 한없이 되풀이됩니다. 다른 프로그램으로 다시 저장해 주세요.")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            return _refused(error)
        try:
            return _Reading(document, analyse, limits).layout()
        except pypdfium2.PdfiumError as error:
            return Refusal("broken_pdf", f"PDF가 깨졌습니다: {error}")
        finally:
            document.close()


def _refused(error: pypdfium2.PdfiumError) -> Refusal:
    if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Refusal("encrypted", "암호가 걸린 PDF입니다. 암호를 푼 파일을 주세요.")
    return Refusal("broken_pdf", f"PDF가 깨졌거나 PDF가 아닙니다: {error}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was read; `picture` says that it shows a picture in place of text."""

    page: Page
    picture: bool
    unread_tables: bool


class _Reading:
    """One document while it is read."""

    def __init__(self, document: pypdfium2.PdfDocument, analyse: Analyse, limits: PdfLimits) -> None:
        self._document = document
        self._analyse = analyse
        self._limits = limits
        self._end = time.monotonic() + limits.seconds
        self._cuts: list[Cut] = []

    def layout(self) -> Layout | Refusal:
        count = len(self._document)
        seen = list(self._pages(count))
        scanned = [each.page.number for each in seen if each.picture]
        if not any(each.page.pieces or each.page.grids for each in seen):
            return self._nothing(count, scanned)
        self._note("scanned_pages", scanned, f"{_OCR} 나머지 쪽은 읽었습니다.")
        unread = [each.page.number for each in seen if each.unread_tables]
        self._note("unread_tables", unread, "괘선이 너무 많아 표로 읽지 않고 글로 읽었습니다.")
        pages = [each.page for each in seen]
        size = text_size_of([page.pieces for page in pages])
        pages, heads = without_furniture(pages, size)
        cuts = [*self._cuts, *(Cut("page_furniture", head) for head in heads)]
        layout = Layout(blocks_of(list(in_order(pages)), size, self._analyse), heads=heads, cuts=tuple(cuts))
        return self._with_properties(layout)

    def _nothing(self, count: int, scanned: Sequence[int]) -> Refusal:
        if scanned:
            return Refusal("scanned_pdf", f"{count}쪽 모두 {_OCR}")
        return Refusal("no_main_text", f"{count}쪽에 글자가 없습니다.")

    def _note(self, reason: str, pages: Sequence[int], advice: str) -> None:
        if pages:
            self._cuts.append(Cut(reason, ", ".join(map(str, pages)), f"{_listed(pages)}쪽: {advice}"))

    def _pages(self, count: int) -> Iterator[_Seen]:
        for index in range(min(count, self._limits.pages)):
            if index and time.monotonic() > self._end:
                detail = f"{self._limits.seconds:.0f}초 안에 {count}쪽 가운데 {index}쪽까지 읽었습니다."
                self._cuts.append(Cut("out_of_time", str(index), detail))
                return
            try:
                page = self._document[index]
            except pypdfium2.PdfiumError:
                self._cuts.append(Cut("broken_page", str(index + 1), f"{index + 1}쪽이 깨져 읽지 못했습니다."))
                continue
            yield _read_page(page, index + 1)
            page.close()
        if count > self._limits.pages:
            detail = f"{count}쪽 가운데 {self._limits.pages}쪽까지만 읽습니다. 나누어 주세요."
            self._cuts.append(Cut("too_many_pages", str(count), detail))

    def _with_properties(self, layout: Layout) -> Layout:
        title, author = (clean(self._property(key))[:300] or None for key in ("Title", "Author"))
        return replace(layout, title=title, author=author, created=_moment(self._property("CreationDate")))

    def _property(self, key: str) -> str:
        try:
            return str(self._document.get_metadata_value(key) or "")
        except UnicodeDecodeError:
            return ""


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:20]))
    return f"{shown} 등 {len(pages)}" if len(pages) > 20 else shown


def _read_page(page: pypdfium2.PdfPage, number: int) -> _Seen:
    frame = frame_of(page)
    textpage = page.get_textpage()
    try:
        glyphs = read_glyphs(textpage, frame)
    finally:
        textpage.close()
    if not _is_readable(glyphs):
        blank = Page(number, frame.width, frame.height, (), ())
        return _Seen(blank, bool(glyphs) or _shows_picture(page), unread_tables=False)
    grids, rest, unread = find_grids(page, frame, glyphs)
    return _Seen(Page(number, frame.width, frame.height, tuple(pieces(rest)), tuple(grids)), False, unread)


def _is_readable(glyphs: Sequence[Glyph]) -> bool:
    letters = [glyph.char for glyph in glyphs if glyph.char != " "]
    lost = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in letters)
    return len(letters) >= _READABLE and lost <= _UNREADABLE * len(letters)


def _shows_picture(page: Any) -> bool:
    """Say whether a picture, or a drawing that may be outlined letters, is on the page."""
    count = pdfium.FPDFPage_CountObjects(page)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at)) for at in range(min(count, 1_000)))
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds) or count > 500


def _moment(stamp: str) -> datetime | None:
    """Return the time of a PDF date; None without an offset or when it is no time."""
    match = _STAMP.match(stamp)
    if not match or not match[7]:
        return None
    date = "-".join((match[1], match[2] or "01", match[3] or "01"))
    clock = ":".join(match[at] or "00" for at in (4, 5, 6))
    offset = "+00:00" if match[7] == "Z" else f"{match[7]}{match[8] or '00'}:{match[9] or '00'}"
    try:
        return datetime.fromisoformat(f"{date}T{clock}{offset}")
    except ValueError:
        return None
