"""DOCX files: paragraphs, lists and tables in their order, footnotes behind the paragraph that names them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import docx
from docx.oxml.ns import qn

from newsprism.stages.extract.paged.drafts import MAX_CELLS, Draft, blocks_of, table_drafts
from newsprism.stages.extract.paged.layout import Cut, Layout, Refusal
from newsprism.stages.extract.paged.numbering import Counting, Level
from newsprism.stages.extract.paged.packages import UNREADABLE, Package, open_package
from newsprism.text.ko.normalise import clean

_DEEPEST = 12  # tables within tables
_HEADING = re.compile(r"(?:heading|제목|개요)\s?(\d)$", re.IGNORECASE)
_WORD = "word/document.xml"
_SKIPPED = frozenset(qn(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "tblPr"))


def read_docx(content: bytes) -> Layout | Refusal:
    """Return the layout of a DOCX file.

    Reasons of refusal: ``broken_package``, ``too_large``, ``encrypted``, ``broken_docx`` and ``no_main_text``.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return Refusal("encrypted", "암호가 걸렸거나 옛 형식인 워드 문서입니다. DOCX로 다시 저장해 주세요.")
    package = open_package(content, "DOCX")
    if isinstance(package, Refusal):
        return package
    try:
        package.part(_WORD)  # within the limits for one part, before the whole package is loaded
        layout = _Reading(docx.Document(io.BytesIO(content)), package).layout()
    except UNREADABLE as error:
        return Refusal("broken_docx", f"DOCX가 깨졌습니다: {type(error).__name__}")
    return layout if layout.blocks else Refusal("no_main_text", "DOCX에 글이 없습니다.")


class _Reading:
    """One document while it is read."""

    def __init__(self, document: Any, package: Package) -> None:
        self._document = document
        self._styles = {style.style_id: style for style in document.styles}
        self._lists = _lists(package)
        self._counting = Counting()
        self._notes = _notes(package)
        self._default = _default_size(document)

    def layout(self) -> Layout:
        drafts = list(self._drafts(self._document.element.body, 0))
        core = self._document.core_properties
        created = core.created
        heads = tuple(dict.fromkeys(self._heads()))
        return Layout(
            blocks_of(drafts),
            title=clean(core.title or "")[:300] or None,
            author=clean(core.author or "")[:300] or None,
            created=created.replace(tzinfo=UTC)
            if isinstance(created, datetime) and created.tzinfo is None
            else created,
            heads=heads,
            cuts=tuple(Cut("page_furniture", head) for head in heads),
        )

    def _heads(self) -> Iterator[str]:
        for section in self._document.sections:
            for part in (section.header, section.footer):
                for paragraph in part.paragraphs:
                    if text := paragraph.text.strip():
                        yield " ".join(text.split())

    def _drafts(self, parent: Any, depth: int) -> Iterator[Draft]:
        """Yield what stands in a body or cell, also inside content controls and insertions."""
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, depth)
            elif child.tag == qn("w:tbl") and depth < _DEEPEST:
                yield from table_drafts(list(self._cells(child, depth)))
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                yield from self._drafts(child, depth)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Draft]:
        pieces: list[str] = []
        notes: list[str] = []
        boxes: list[Any] = []
        page = _on(paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}"))
        for node in _nodes(paragraph):
            if node.tag == qn("w:t"):
                pieces.append(node.text or "")
            elif node.tag == qn("w:br") and node.get(qn("w:type")) == "page":
                page = True
            elif node.tag in (qn("w:br"), qn("w:cr")):
                pieces.append("\n")
            elif node.tag == qn("w:tab"):
                pieces.append("\t")
            elif node.tag == qn("w:noBreakHyphen"):
                pieces.append("-")
            elif node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                notes.append(self._notes.get((node.tag, node.get(qn("w:id")) or ""), ""))
            elif node.tag == qn("w:txbxContent"):
                boxes.append(node)
        text = "".join(pieces)
        yield self._draft(paragraph, text, page)
        yield from (Draft(note, note=True) for note in notes if note)
        for box in boxes[:20]:
            if depth < _DEEPEST:
                yield from self._drafts(box, depth + 1)

    def _draft(self, paragraph: Any, text: str, page: bool) -> Draft:
        outline = self._outline(paragraph)
        name, level = self._list_of(paragraph)
        label, depth, margin = "", 0, self._margin(paragraph)
        if name is not None and text.strip():
            levels = self._lists.get(name, {})
            bullet = levels[level].form == "bullet" if level in levels else False
            label = levels[level].template or "●" if bullet else self._counting.label(name, level, levels)
            depth = level + 1
            margin = margin or (levels[level].margin if level in levels else 0)
        size, bold = self._looks(paragraph)
        return Draft(text, outline, label, depth, margin, size, bold, page)

    def _style_chain(self, paragraph: Any) -> Iterator[Any]:
        style = self._styles.get(paragraph.style)
        for _ in range(10):
            if style is None:
                return
            yield style
            style = style.base_style

    def _outline(self, paragraph: Any) -> int | None:
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            level = int(own.get(qn("w:val")) or 9)
            return level + 2 if level < 9 else None
        for style in self._style_chain(paragraph):
            if style.name in ("Title", "제목"):
                return 1
            if match := _HEADING.match(style.name or ""):
                return int(match[1]) + 1
        return None

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        holders = [paragraph, *(style.element for style in self._style_chain(paragraph))]
        for holder in holders:
            number = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if number is not None:
                name, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
                value = name.get(qn("w:val")) if name is not None else None
                return (None if value in (None, "0") else value), int(
                    level.get(qn("w:val")) or 0
                ) if level is not None else 0
        return None, 0

    def _margin(self, paragraph: Any) -> int:
        """Return by how many points a paragraph or its style is set in."""
        for holder in (paragraph, *(style.element for style in self._style_chain(paragraph))):
            if left := _left(holder):
                return left
        return 0

    def _looks(self, paragraph: Any) -> tuple[float, bool]:
        """Return the font size of a paragraph and whether all of it is bold."""
        runs = [
            run for run in paragraph.iter(qn("w:r")) if any((each.text or "").strip() for each in run.iter(qn("w:t")))
        ]
        sizes = [size for run in runs if (size := _half_points(run.find(qn("w:rPr")))) is not None]
        styles = [style.element.find(qn("w:rPr")) for style in self._style_chain(paragraph)]
        styled = next((size for style in styles if (size := _half_points(style)) is not None), self._default)
        bold = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
        whole = bool(runs) and all(_on(each) for each in bold)
        return (max(sizes) if len(sizes) == len(runs) and sizes else styled), whole

    def _cells(self, table: Any, depth: int) -> Iterator[tuple[int, int, list[Draft]]]:
        count = 0
        for row, line in enumerate(_rows(table)):
            column = 0
            for cell in line.findall(qn("w:tc")):
                count += 1
                if count > MAX_CELLS:
                    return
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is None or merge.get(qn("w:val")) == "restart":
                    inner = [draft for draft in self._drafts(cell, depth + 1) if draft.text.strip() or draft.rows]
                    yield row, column, inner
                column += max(1, min(int(span.get(qn("w:val")) or 1), 1_000)) if span is not None else 1


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _rows(child)


def _nodes(paragraph: Any) -> Iterator[Any]:
    """Yield the elements of a paragraph in order, without what was deleted, fallbacks, and the insides of text boxes."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or not isinstance(node.tag, str) or node.tag.endswith("}Fallback"):
            continue
        yield node
        if node.tag != qn("w:txbxContent"):
            stack.extend(reversed(node))


def _left(holder: Any) -> int:
    """Return the left margin that an element sets for its paragraphs, in points."""
    setting = holder.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    return int(float(setting.get(qn("w:left")) or setting.get(qn("w:start")) or 0) / 20) if setting is not None else 0


def _on(element: Any) -> bool:
    return element is not None and element.get(qn("w:val")) not in ("0", "false", "none")


def _half_points(properties: Any) -> float | None:
    size = properties.find(qn("w:sz")) if properties is not None else None
    return int(size.get(qn("w:val")) or 0) / 2 if size is not None else None


def _default_size(document: Any) -> float:
    found = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    return _half_points(found) or 10.0


def _lists(package: Package) -> dict[str, dict[int, Level]]:
    """Return the levels of each list by its number."""
    root = package.part("word/numbering.xml")
    if root is None:
        return {}
    shapes: dict[str, dict[int, Level]] = {}
    for shape in root.findall(qn("w:abstractNum")):
        levels = {int(level.get(qn("w:ilvl")) or 0): _level(level) for level in shape.findall(qn("w:lvl"))}
        shapes[shape.get(qn("w:abstractNumId")) or ""] = levels
    lists: dict[str, dict[int, Level]] = {}
    for number in root.findall(qn("w:num")):
        shape = number.find(qn("w:abstractNumId"))
        lists[number.get(qn("w:numId")) or ""] = (
            shapes.get(shape.get(qn("w:val")) or "", {}) if shape is not None else {}
        )
    return lists


def _level(level: Any) -> Level:
    told = {name: level.find(qn(f"w:{name}")) for name in ("lvlText", "numFmt", "start")}
    text, form, start = (each.get(qn("w:val")) if each is not None else None for each in told.values())
    return Level(text or "", form or "decimal", int(start or 1), _left(level))


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Return the texts of foot- and endnotes by the tag of their reference and their number."""
    notes: dict[tuple[str, str], str] = {}
    for name in ("footnote", "endnote"):
        root = package.part(f"word/{name}s.xml")
        for note in root.findall(qn(f"w:{name}")) if root is not None else ():
            text = " ".join("".join(each.text or "" for each in p.iter(qn("w:t"))) for p in note.iter(qn("w:p")))
            if note.get(qn("w:type")) in (None, "normal"):
                notes[qn(f"w:{name}Reference"), note.get(qn("w:id")) or ""] = " ".join(text.split())
    return notes
