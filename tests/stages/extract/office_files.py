"""The report and the digest of the PDF fixtures as DOCX, HWPX and HWP files, made by the writers of those formats."""

from __future__ import annotations

import io
import warnings
from typing import Any, Literal

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hwpx import HwpxDocument

from tests.stages.extract.make_fixtures import (
    DIGEST_ITEMS,
    DIGEST_TABLE,
    REPORT_CHAPTERS,
    REPORT_TABLE,
    REPORT_TABLE_TITLE,
)

Form = Literal["docx", "hwpx", "hwp"]
MARKS = {1: "● ", 2: "  - ", 3: "    "}
TITLE, ISSUER, DAY, SERIES = "갯벌 탄소의 측정과 관리", "한국나루연구원", "2031. 4. 9.", "현안 분석 2031-7"
REFERENCE = "(참고 : 달뫼국 환경부, 연안 흡수원 측정 지침, 2029.6.1)"


class DocxPaper:
    """Writes a DOCX file; the lines of lists are real list paragraphs when `lists` is set."""

    def __init__(self, lists: bool = False) -> None:
        self.document: Any = docx.Document()
        self.document.core_properties.author = ""
        self.lists = lists

    def heading(self, text: str, level: int) -> None:
        self.document.add_heading(text, level)

    def line(self, level: int, text: str) -> None:
        if self.lists and level < 3:
            self.document.add_paragraph(text, style="List Bullet" if level == 1 else "List Bullet 2")
        else:
            self.document.add_paragraph(MARKS[level] + text)

    def text(self, text: str) -> None:
        self.document.add_paragraph(text)

    def table(self, rows: tuple[tuple[str, ...], ...], merge: bool = False) -> None:
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        if merge:
            table.cell(1, 2).merge(table.cell(2, 2))

    def page(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def insertion(self, text: str) -> None:
        """Add a paragraph whose second half was inserted with changes tracked, and a deleted run."""
        paragraph = self.document.add_paragraph("나루항만은 ")
        for tag, kind in (("w:ins", "w:t"), ("w:del", "w:delText")):
            change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
            words.text = text if tag == "w:ins" else "지운 말"
            words.set(qn("xml:space"), "preserve")
            run.append(words)
            change.append(run)
            paragraph._p.append(change)

    def content(self) -> bytes:
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()


class HwpxPaper:
    """Writes a HWPX or HWP 5 file."""

    def __init__(self, form: Literal["hwpx", "hwp"] = "hwpx") -> None:
        self.document = HwpxDocument.new()
        self.form = form
        self._break = False

    def heading(self, text: str, level: int) -> None:
        self._add(text, style=f"개요 {level + 1}")

    def line(self, level: int, text: str) -> None:
        self._add(MARKS[level] + text)

    def text(self, text: str) -> None:
        self._add(text)

    def _add(self, text: str, style: str = "바탕글") -> Any:
        broken = {"pageBreak": "1"} if self._break else {}
        self._break = False
        return self.document.add_paragraph(text, style=style, inherit_style=False, **broken)

    def table(self, rows: tuple[tuple[str, ...], ...], merge: bool = False) -> None:
        table = self.document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if not (merge and (row, column) == (2, 2)):
                    table.set_cell_text(row, column, text)
        if merge:
            self.document.tables.merge_cells(table, "C2:C3")

    def page(self) -> None:
        self._break = True

    def footnote(self, text: str, note: str) -> None:
        self.document.notes.add_footnote(note, self._add(text))

    def furniture(self, head: str) -> None:
        self.document.page.set_header(text=head)

    def content(self) -> bytes:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self.document.to_bytes(format=self.form)


Paper = DocxPaper | HwpxPaper


def paper(form: Form) -> Paper:
    """Return a writer of `form`."""
    return DocxPaper() if form == "docx" else HwpxPaper(form)


def report(form: Form) -> bytes:
    """Return the report: a cover, three chapters, a table with a merged cell, references."""
    sheet = paper(form)
    sheet.heading(TITLE, 0)
    for text in (SERIES, DAY, ISSUER):
        sheet.text(text)
    sheet.page()
    for number, (chapter, lines) in enumerate(REPORT_CHAPTERS):
        sheet.heading(chapter, 1)
        for level, text in lines:
            sheet.line(level, text.replace("^1", "").replace("^2", ""))
        if number == 1:
            sheet.text(REPORT_TABLE_TITLE)
            sheet.table(REPORT_TABLE, merge=True)
    sheet.text(REFERENCE)
    return sheet.content()


def digest(form: Form) -> bytes:
    """Return the digest: a cover, contents, four items."""
    sheet = paper(form)
    sheet.heading("나루 해양 브리프", 0)
    sheet.text("2031-5호")
    sheet.page()
    sheet.heading("목 차", 1)
    for number, (_, title, _, _) in enumerate(DIGEST_ITEMS, start=1):
        sheet.text(f"{title} ······ {number}")
    for number, (section, title, lines, reference) in enumerate(DIGEST_ITEMS):
        sheet.page()
        if section:
            sheet.heading(section, 1)
        sheet.heading(title, 2)
        for level, text in lines:
            sheet.line(level, text)
        if number == len(DIGEST_ITEMS) - 1:
            sheet.table(DIGEST_TABLE)
        sheet.text(reference)
    return sheet.content()
