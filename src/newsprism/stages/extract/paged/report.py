"""One report, release or letter as one document: cover, contents and series taken off, the rest its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsprism.stages.extract import digest_tables as form
from newsprism.stages.extract.digest_outline import Body, is_caption, read_body
from newsprism.stages.extract.digest_tables import Line, folded_key
from newsprism.stages.extract.paged import marks
from newsprism.stages.extract.paged.layout import Block, Layout
from newsprism.stages.extract.paged.lines import lines_of
from newsprism.types.document import Definition

_LONG = 40  # characters from which a plain line is text and not part of a cover
_MAX_TITLE = 200
_TAIL = 4  # lines at the end among which a signature is looked for
_DEFINING = re.compile(
    r"[●\-·※*■\s]{0,4}(?P<term>[가-힣A-Za-z0-9][가-힣A-Za-z0-9·\s]{0,28}?)\s?\((?P<original>[A-Za-z][A-Za-z0-9 .,&/'’-]{1,80})\)"
    r"\s?[:：]\s?(?P<told>[^\s\n][^\n]{9,})"
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|hwpx?|pdf|pptx?|xlsx?|indd|txt)\b|^(?:untitled|제목\s?없음|무제|microsoft word)|^[\W\d_]+$", re.I
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is a document. `cut` are the blocks that are in no text, as (reason, text)."""

    title: str
    issuer: str
    stamp: marks.Stamp | None
    collection: str | None
    references: tuple[str, ...]
    body: Body
    cut: tuple[tuple[str, str], ...]


def read_report(layout: Layout, places: Sequence[int]) -> Report:
    """Return the report that the blocks at `places` of `layout` make."""
    return _Reading(layout, places).report()


class _Reading:
    def __init__(self, layout: Layout, places: Sequence[int]) -> None:
        self._layout = layout
        self._blocks = layout.blocks
        self._cut: list[tuple[int, str]] = []
        self._places = self._without_contents(list(places))
        self._front = self._find_front()

    def report(self) -> Report:
        front = [text for place in self._front for text in _texts(self._blocks[place])]
        title_at = self._title_place()
        issuer = self._issuer([self._blocks[place].text for place in self._front])
        self._cut_front(title_at, issuer)
        gone = {place for place, _ in self._cut} | ({title_at} if title_at is not None else set())
        kept = [place for place in self._places if place not in gone]
        kept = self._without_foot(kept, issuer) or ([title_at] if title_at is not None else [])
        lines, references = without_references(lines_of(self._blocks, kept))
        body = _with_definitions(read_body(lines))
        title = self._blocks[title_at].text if title_at is not None else self._other_title(body)
        return Report(
            _bare_title(title),
            issuer,
            self._stamp(front),
            next((text for text in (*front, *self._heads()) if marks.is_series(text)), None),
            references,
            body,
            tuple((reason, _told(self._blocks[place])) for place, reason in sorted(self._cut)),
        )

    def _without_contents(self, places: list[int]) -> list[int]:
        """Take out the table of contents: its heading, and what follows it and leads to pages or names headings."""
        start = next((at for at, place in enumerate(places) if marks.heads_contents(self._blocks[place].text)), None)
        if start is None:
            return places
        keys = [folded_key(self._blocks[place].text) for place in places[start + 1 :]]
        end = start + 1
        while end < len(places) and self._is_entry(places[end], keys[end - start :]):
            end += 1
        self._cut += [(place, "contents") for place in places[start:end]]
        return places[:start] + places[end:]

    def _is_entry(self, place: int, later: Sequence[str]) -> bool:
        block = self._blocks[place]
        if block.kind == "table":
            return all(cell.strip().isdigit() or len(cell) < _LONG for row in block.rows for cell in row)
        if marks.is_contents_line(block.text):
            return True
        return len(block.text) < 2 * _LONG and folded_key(block.text) in later

    def _find_front(self) -> list[int]:
        """Return the places of the blocks before the text begins."""
        front: list[int] = []
        for place in self._places:
            if self._is_text(self._blocks[place], bool(front)):
                break
            front.append(place)
        return front

    def _is_text(self, block: Block, below: bool) -> bool:
        if block.kind == "table":
            return not _is_release_head(block)
        if block.kind == "heading":
            return below and form.ROMAN.match(block.text) is not None
        if block.kind in ("item", "footnote"):
            return True
        return len(block.text) >= _LONG or is_caption(block.text)

    def _heads(self) -> Iterator[str]:
        for head in self._layout.heads:
            yield from (part.strip() for part in re.split(r"[|｜]", head))

    def _title_place(self) -> int | None:
        """Return the place of the highest heading of the front, or of its first line that can be a title."""
        able = [place for place in self._front if self._may_be_title(self._blocks[place])]
        headings = [place for place in able if self._blocks[place].kind == "heading"]
        if headings:
            return min(headings, key=lambda place: (self._blocks[place].level, place))
        first = next((place for place in self._places if self._blocks[place].kind == "heading"), None)
        if not able and first is not None and first == self._places[0]:
            return first
        return able[0] if able else None

    def _may_be_title(self, block: Block) -> bool:
        text = block.text
        if block.kind == "table" or not 2 <= len(text) <= _MAX_TITLE or sum(map(str.isalpha, text)) < 2:
            return False
        other = marks.is_label(text) or marks.is_series(text) or marks.is_date_line(text) or marks.issuer_in(text)
        return not other and not marks.names_release_field(text)

    def _other_title(self, body: Body) -> str:
        """Return a title for a report that prints none: the file's own, or how the text begins."""
        told = self._layout.title or ""
        if told and not _FILE_NAME.search(told):
            return told
        first = body.text.split("\n", 1)[0]
        sentence = re.match(r".{8,120}?[다요][.](?=\s|$)", first)
        return sentence[0] if sentence else first[:120]

    def _issuer(self, front: Sequence[str]) -> str:
        tail = [self._blocks[place].text for place in self._places[-_TAIL:]]
        signed = (found for text in reversed(tail) if (found := marks.issuer_in(text, signed=True)))
        author = self._layout.author or ""
        told = marks.first_issuer(front) or marks.first_issuer(self._heads()) or next(signed, None)
        return told or marks.issuer_in(author) or ""

    def _stamp(self, front: Sequence[str]) -> marks.Stamp | None:
        """Return the date on the front, labelled ones first, else one that stands alone at the end."""
        above = zip(["", *front], front, strict=False)
        labelled = [text for label, text in above if marks.names_release_field(f"{label} {text}")]
        alone = [text for text in front if marks.is_date_line(text)]
        other = [text for text in front if not marks.is_series(text) and len(text) < _LONG]
        tail = [text for place in self._places[-_TAIL:] if marks.is_date_line(text := self._blocks[place].text)]
        told = (*labelled, *alone, *other, *reversed(tail))
        return next((stamp for text in told if (stamp := marks.stamp_in(text))), None)

    def _cut_front(self, title: int | None, issuer: str) -> None:
        """Take the front off: all of it when it is a page of its own, else what only says whose it is and when."""
        rest = next((place for place in self._places if place not in self._front), None)
        alone = rest is not None and self._blocks[rest].opens_page and len(self._front) > 1
        for place in self._front:
            block = self._blocks[place]
            named = block.kind != "table" and bool(issuer) and marks.issuer_in(block.text) == issuer
            plain = marks.is_label(block.text) or marks.is_date_line(block.text) or marks.is_series(block.text)
            if place != title and (alone or named or plain or block.kind == "table"):
                self._cut.append((place, "cover"))

    def _without_foot(self, places: list[int], issuer: str) -> list[int]:
        """Take off the issuing body where it stands alone below a page that was the only one to have it as a foot."""
        if len(places) > 1 and issuer and self._blocks[places[-1]].text == issuer:
            self._cut.append((places[-1], "page_furniture"))
            return places[:-1]
        return places


def without_references(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Return the lines that are text, and the references that stood among them, each once."""
    kept: list[Line] = []
    references: list[str] = []
    taken = -1
    for at, line in enumerate(lines):
        if at <= taken:
            continue
        said = form.read_reference(line)
        if said is None:
            kept.append(line)
            continue
        text, taken = form.whole_reference(lines, at, len(lines), said)
        references += form.split_references(text)
    return kept, tuple(dict.fromkeys(references))


def _with_definitions(body: Body) -> Body:
    """Return `body` with the lines that define their own term, ``용어(English): …``, among its definitions."""
    known = {each.start for each in body.definitions}
    found = []
    for line in body.outline:
        match = _DEFINING.match(body.text, line.start, line.end)
        if match and match.start("told") not in known:
            term, original = match["term"].strip(), match["original"].strip()
            found.append(Definition(term, original, match.start("told"), line.end))
    return replace(body, definitions=tuple(sorted((*body.definitions, *found), key=lambda each: each.start)))


def _texts(block: Block) -> Iterator[str]:
    if block.kind == "table":
        yield from (cell for row in block.rows for cell in row if cell)
    else:
        yield block.text


def _told(block: Block) -> str:
    return "\n".join(" | ".join(row) for row in block.rows) if block.kind == "table" else block.text


def _is_release_head(block: Block) -> bool:
    """Say whether a table is the head of a release: whose it is, when it may be printed, whom to call."""
    cells = [cell for row in block.rows for cell in row]
    return any(map(marks.names_release_field, cells)) and any(map(marks.stamp_in, cells))


def _bare_title(text: str) -> str:
    return " ".join(text.split())[:_MAX_TITLE] if text else text
