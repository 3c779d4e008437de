"""HWPX files (OWPML, KS X 6101): paragraphs, outline levels, list marks, tables with merged cells, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from newsprism.stages.extract.paged.drafts import MAX_CELLS, Draft, blocks_of, table_drafts
from newsprism.stages.extract.paged.layout import Cut, Layout, Refusal
from newsprism.stages.extract.paged.numbering import Counting, Level
from newsprism.stages.extract.paged.packages import UNREADABLE, Package, open_package
from newsprism.text.ko.normalise import clean

_DEEPEST = 12  # tables and frames within each other
_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml$")
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_FRAMES = frozenset(
    {"rect", "ellipse", "polygon", "curve", "arc", "line", "connectLine", "container", "textart", "drawText", "subList"}
)


def read_hwpx(content: bytes) -> Layout | Refusal:
    """Return the layout of a HWPX file.

    Reasons of refusal: ``broken_package``, ``too_large``, ``encrypted``, ``broken_hwpx`` and ``no_main_text``.
    """
    package = open_package(content, "HWPX")
    if isinstance(package, Refusal):
        return package
    try:
        if _is_encrypted(package):
            return Refusal("encrypted", "암호가 걸린 HWPX 문서입니다. 암호를 푼 파일을 주세요.")
        layout = _Reading(package).layout()
    except UNREADABLE as error:
        return Refusal("broken_hwpx", f"HWPX가 깨졌습니다: {type(error).__name__}")
    return layout if layout.blocks else Refusal("no_main_text", "HWPX에 글이 없습니다.")


def _is_encrypted(package: Package) -> bool:
    manifest = package.part("META-INF/manifest.xml")
    return manifest is not None and any(_name(node) == "encryption-data" for node in manifest.iter())


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _children(node: Any, name: str) -> Iterator[Any]:
    return (child for child in node if _name(child) == name)


def _child(node: Any, name: str) -> Any | None:
    return next(_children(node, name), None)


class _Shapes:
    """What the head of a document says of paragraphs and letters, by the number that the text refers to."""

    def __init__(self, head: Any | None) -> None:
        self.looks: dict[str, tuple[float, bool]] = {}
        self.headings: dict[str, tuple[str, str, int]] = {}
        self.margins: dict[str, int] = {}
        self.bullets: dict[str, str] = {}
        self.numbers: dict[str, dict[int, Level]] = {}
        self.breaks: set[str] = set()
        for node in head.iter() if head is not None else ():
            self._read(_name(node), node.get("id") or "", node)

    def _read(self, name: str, number: str, node: Any) -> None:
        if name == "charPr":
            self.looks[number] = int(node.get("height") or 0) / 100, _child(node, "bold") is not None
        elif name == "paraPr":
            heading = _child(node, "heading")
            if heading is not None:
                told = heading.get("type") or "NONE", heading.get("idRef") or "0", int(heading.get("level") or 0)
                self.headings[number] = told
            left = next((each for each in node.iter() if _name(each) == "left"), None)
            self.margins[number] = int(left.get("value") or 0) // 100 if left is not None else 0
            setting = _child(node, "breakSetting")
            if setting is not None and setting.get("pageBreakBefore") == "1":
                self.breaks.add(number)
        elif name == "bullet":
            self.bullets[number] = node.get("char") or "●"
        elif name == "numbering":
            heads = ((int(head.get("level") or 1) - 1, head) for head in _children(node, "paraHead"))
            self.numbers[number] = {
                level: Level(head.text or "", head.get("numFormat") or "DIGIT", int(head.get("start") or 1))
                for level, head in heads
            }


class _Reading:
    """One document while it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._shapes = _Shapes(package.part("Contents/header.xml"))
        self._counting = Counting()
        self._heads: dict[str, None] = {}

    def layout(self) -> Layout:
        drafts: list[Draft] = []
        for name in self._sections():
            root = self._package.part(name)
            section = list(self._paragraphs(root, 0)) if root is not None else []
            drafts += [Draft("", opens_page=True), *section]
        title, author, created = self._properties()
        cuts = tuple(Cut("page_furniture", head) for head in self._heads)
        return Layout(blocks_of(drafts), title, author, created, tuple(self._heads), cuts)

    def _sections(self) -> list[str]:
        found = [(int(match[1]), name) for name in self._package.names if (match := _SECTION.match(name))]
        return [name for _, name in sorted(found)]

    def _properties(self) -> tuple[str | None, str | None, datetime | None]:
        root = self._package.part("Contents/content.hpf")
        told: dict[str, str] = {}
        for node in root.iter() if root is not None else ():
            if _name(node) in ("title", "meta"):
                told.setdefault(node.get("name") or "title", clean(node.text or "")[:300])
        return told.get("title") or None, told.get("creator") or None, _moment(told.get("CreatedDate") or "")

    def _paragraphs(self, parent: Any, depth: int) -> Iterator[Draft]:
        for paragraph in _children(parent, "p"):
            yield from self._paragraph(paragraph, depth)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Draft]:
        """Yield a paragraph, then what is anchored in it: notes, tables, text in frames."""
        pieces: list[str] = []
        anchored: list[Draft] = []
        looks: list[tuple[int, tuple[float, bool]]] = []
        for run in _children(paragraph, "run"):
            text = "".join(piece for child in _children(run, "t") for piece in _told(child))
            pieces.append(text)
            looks.append((len(text.strip()), self._shapes.looks.get(run.get("charPrIDRef") or "", (0.0, False))))
            for child in run:
                anchored.extend(self._anchored(child, depth))
        shape = paragraph.get("paraPrIDRef") or ""
        page = paragraph.get("pageBreak") == "1" or shape in self._shapes.breaks
        yield self._draft("".join(pieces), shape, looks, page)
        yield from anchored

    def _draft(self, text: str, shape: str, looks: list[tuple[int, tuple[float, bool]]], page: bool) -> Draft:
        kind, list_id, level = self._shapes.headings.get(shape, ("NONE", "0", 0))
        margin = self._shapes.margins.get(shape, 0)
        size, bold = max(looks, default=(0, (0.0, False)))[1]
        bold = bold and all(each[1][1] for each in looks if each[0])
        if not text.strip() or kind == "NONE":
            return Draft(text, None, "", 0, 0, size, bold, page)
        if kind == "BULLET":
            return Draft(text, None, self._shapes.bullets.get(list_id, "●"), level + 1, margin, size, bold, page)
        if kind == "OUTLINE":
            return Draft(text, level + 1, "", 0, 0, size, bold, page)
        label = self._counting.label(list_id, level, self._shapes.numbers.get(list_id, {}))
        return Draft(text, None, label, level + 1, margin, size, bold, page)

    def _anchored(self, node: Any, depth: int) -> Iterator[Draft]:
        name = _name(node)
        if depth >= _DEEPEST:
            return
        if name == "tbl":
            yield from self._caption(node, depth)
            yield from table_drafts(list(self._cells(node, depth + 1)))
        elif name in ("footNote", "endNote"):
            yield Draft(" ".join(draft.text for draft in self._inside(node, depth)), note=True)
        elif name in ("header", "footer"):
            for draft in self._inside(node, depth):
                if text := " ".join(draft.text.split()):
                    self._heads.setdefault(text)
        elif name == "ctrl":
            for child in node:
                yield from self._anchored(child, depth)
        elif name in _FRAMES:
            yield from self._paragraphs(node, depth + 1)
            for child in node:
                yield from self._anchored(child, depth + 1)

    def _inside(self, node: Any, depth: int) -> Iterator[Draft]:
        for inner in _children(node, "subList"):
            yield from self._paragraphs(inner, depth + 1)

    def _caption(self, node: Any, depth: int) -> Iterator[Draft]:
        for caption in _children(node, "caption"):
            yield from self._inside(caption, depth)

    def _cells(self, table: Any, depth: int) -> Iterator[tuple[int, int, list[Draft]]]:
        cells = (cell for row in _children(table, "tr") for cell in _children(row, "tc"))
        for count, cell in enumerate(cells):
            if count >= MAX_CELLS:
                return
            place = _child(cell, "cellAddr")
            row = int(place.get("rowAddr") or 0) if place is not None else 0
            column = int(place.get("colAddr") or 0) if place is not None else count
            inner = [draft for draft in self._inside(cell, depth) if draft.text.strip() or draft.rows]
            yield row, column, inner


def _told(node: Any) -> Iterator[str]:
    """Yield the text of a ``t`` element; what tracked changes have deleted is left out."""
    deleted = False
    yield node.text or ""
    for child in node:
        name = _name(child)
        if name == "deleteBegin":
            deleted = True
        elif name == "deleteEnd":
            deleted = False
        elif not deleted:
            yield _SIGNS.get(name, "")
        if not deleted:
            yield child.tail or ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
