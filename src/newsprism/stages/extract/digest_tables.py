"""Lines of a digest, one by one: bullets and note marks, table rows cut into cells, references, headings.

A digest reaches us as text made from a PDF, a word processor or Markdown, so the same table may come as tab-separated
lines, as ``| a | b |`` or as an HTML table, with HTML lists left inside its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsprism.text.ko.normalise import clean, folded

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line.

    `number` is its line in the source, `indent` its depth in blanks, `hashes` the level of a Markdown heading (0 for
    none), `gap` says that a blank line stood before it, `cells` is empty for a line that is no table row. `text` is
    clean and without Markdown, its bullet still in front.
    """

    number: int
    indent: int
    hashes: int
    gap: bool
    text: str
    cells: Row = ()


_MAX_HASHES = 6
_ESCAPED = re.compile(r"\\([\\$*_~.#\[\](){}+!`>|<&-])")
_BOLD = re.compile(r"(?<![\w)\]”’'\"])\*\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*\*")
_STAR_NOTE = re.compile(r"^\s{0,20}(?:[-•]\s)?\*\*\s", re.MULTILINE)
_PAIR = re.compile(r"\*\*")
_TAG = re.compile(
    r"</?(?:ul|ol|li|br|p|b|i|u|em|strong|span|div|font|sup|sub|a|table|thead|tbody|tr|td|th|img|hr)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_ITEM_TAG = re.compile(r"</?(?:ul|ol|li|p|div)\b[^<>]{0,400}>|<br\b[^<>]{0,20}>", re.IGNORECASE)
_CELL_BULLET = re.compile(r"(?:^|\s)[•●○◦▪‣∙]\s*|(?:^|\s)[-–]\s+(?=\S)|\s(?=※)")
_RULE_CELL = re.compile(r"^:?-{1,200}:?$")
_LONE_MARK = re.compile(r"^(?:[-–—•●○□■◆◇▪◦ㅇ※*·]|[①-⑳]|\d{1,2}[.)])$")
_HASHES = re.compile(r"^(#{1,6})\s+(?=\S)")


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the non-blank lines of `text` in order."""
    starred = bool(_STAR_NOTE.search(text))
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(_source_lines(text)):
        if not raw.strip(" \t\u00a0\u3000\ufeff\u200b") or _is_rule(raw):
            gap = gap or "|" not in raw
            continue
        line = _line(number, raw, gap, starred, bool(lines and lines[-1].cells and not gap))
        if line is None:
            continue
        lines.append(line)
        gap = False
    return tuple(_without_lone_rows(lines))


def _source_lines(text: str) -> Iterator[str]:
    flat = re.sub(r"\r\n?|[\f\v\u2028\u2029]", "\n", text)
    return iter(_tabbed_tables(flat).split("\n"))


def _tabbed_tables(text: str) -> str:
    """Return `text` with every HTML table written as tab-separated lines."""
    pieces: list[str] = []
    at, low = 0, text.lower() if text.isascii() else re.sub(r"[A-Z]", lambda match: match[0].lower(), text)
    while (start := low.find("<table", at)) >= 0 and (end := low.find("</table>", start)) >= 0:
        inside = " ".join(row.strip() for row in text[start:end].split("\n"))
        inside = re.sub(r"</t[dh]>\s{0,50}<t[dh]\b[^<>]{0,200}>", "\t", inside, flags=re.IGNORECASE)
        inside = re.sub(r"</tr>", "\n", inside, flags=re.IGNORECASE)
        inside = re.sub(r"</?(?:table|thead|tbody|tr|td|th)\b[^<>]{0,200}>", "", inside, flags=re.IGNORECASE)
        rows = [row.strip(" ") for row in inside.split("\n") if row.strip()]
        pieces += [text[at:start], "\n", "\n".join(rows), "\n"]
        at = end + len("</table>")
    return "".join([*pieces, text[at:]])


def _is_rule(raw: str) -> bool:
    """Say whether this is a horizontal rule or the line between head and body of a Markdown table."""
    bare = raw.strip().strip("|")
    return len(bare) >= 3 and not bare.strip("-=_*: |") and not bare.strip("* ").startswith("※")


def _line(number: int, raw: str, gap: bool, starred: bool, in_table: bool) -> Line | None:
    expanded = raw.strip("\u200b\ufeff").rstrip()
    indent = len(expanded) - len(expanded.lstrip(" \t\u00a0\u3000"))
    cells = _cells(expanded, in_table)
    if cells:
        row = tuple(flat_cell(plain(cell, starred)) for cell in cells)
        return Line(number, indent, 0, gap, " | ".join(row), row) if any(row) else None
    stripped = expanded.strip()
    heading = _HASHES.match(stripped)
    if heading:
        stripped = stripped[heading.end() :].rstrip("# ")
    text = _TAG.sub(" ", plain(stripped, starred)).strip()
    text = re.sub(r" {2,}", " ", text)
    return Line(number, indent, len(heading[1]) if heading else 0, gap, text) if text else None


def _cells(raw: str, in_table: bool) -> tuple[str, ...]:
    bare = raw.strip(" ")
    if bare.startswith("|") and bare.endswith("|") and bare.count("|") >= 3:
        return tuple(re.split(r"(?<!\\)\|", bare[1:-1]))
    if "\t" not in bare or (not in_table and "\t" not in bare.strip("\t")):
        return ()
    cells = tuple(bare.split("\t"))
    # A word processor sets a tab after a bullet; that is no column.
    return () if _LONE_MARK.match(cells[0].strip()) and not in_table else cells


def _without_lone_rows(lines: list[Line]) -> Iterator[Line]:
    """Yield `lines` with single rows as plain text: a tab that set off a page number or a label makes no table."""
    for at, line in enumerate(lines):
        before = at > 0 and bool(lines[at - 1].cells) and not line.gap
        after = at + 1 < len(lines) and bool(lines[at + 1].cells) and not lines[at + 1].gap
        if line.cells and not before and not after:
            yield replace(line, text=" ".join(cell for cell in line.cells if cell), cells=())
        else:
            yield line


def plain(text: str, starred: bool = False) -> str:
    """Return `text` clean and without Markdown.

    `starred` says that the document has notes of two stars; then a ``**`` behind a word marks its term and stays.
    """
    unmarked = _BOLD.sub(r"\1", _ESCAPED.sub(r"\1", text))
    tidy = clean(unmarked)
    if "**" not in tidy:
        return tidy
    return _PAIR.sub(lambda match: "**" if starred and _marks_term(tidy, match) else "", tidy).strip()


def _marks_term(text: str, pair: re.Match[str]) -> bool:
    head = text[: pair.start()].strip(" -•")
    return not head or not text[pair.start() - 1].isspace()


def flat_cell(cell: str) -> str:
    """Return the text of a table cell, the items of a list inside it joined by ``; ``."""
    listed = bool(_ITEM_TAG.search(cell)) or cell.lstrip()[:1] in "•●○◦▪‣"
    text = _TAG.sub(" ", _ITEM_TAG.sub("\n", cell))
    if listed:
        text = _CELL_BULLET.sub("\n", text)
    items = (" ".join(item.split()) for item in text.split("\n"))
    return "; ".join(item for item in items if item)


def table_rows(lines: tuple[Line, ...]) -> tuple[Row, ...]:
    """Return the rows of a table; short rows are filled up to the width of the first with empty cells."""
    width = len(lines[0].cells)
    return tuple(line.cells + ("",) * (width - len(line.cells)) for line in lines)


SQUARES = "□■◆◇▣▢◈❏❑☐◼◾▶▷►"
_CIRCLES = "●○◯❍◎ㅇ⦁⚫⚪◉"
DOTS = "•▪◦▫‣▸▹∙"
_DASHES = "-–—―−‐"
_SMALL = "·ㆍ・"
_KEPT = "▲△▼▽⇒→☞➡➔"

_MARK = re.compile(
    rf"(?P<square>[{SQUARES}])\s*|(?P<circle>[{_CIRCLES}])\s*|(?P<latin>[oO])\s+(?=[가-힣(‘“'\"「'])|(?P<dot>[{DOTS}])\s*"
    rf"|(?P<dash>[{_DASHES}])(?:\s+|(?=[가-힣A-Za-z(‘“'「①-⑳▲※*]))|(?P<small>[{_SMALL}])\s*"
    rf"|(?=(?P<kept>[{_KEPT}①-⑳❶-❿]))|(?=(?P<number>\d{{1,2}}[.)]\s|\(\d{{1,2}}\)\s|[가-하][.)]\s))"
)
BULLETS = ("circle", "latin", "dot", "dash", "small")
_NOTE = re.compile(r"(?P<mark>[*＊]{1,3}|†|※)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before the words of a line: the kind of bullet, the note mark, and the words themselves."""

    kind: str
    note: str
    words: str


def read_mark(text: str) -> Mark:
    """Return the bullet and note mark in front of `text`; `kind` is empty for a line without a bullet."""
    bullet = _MARK.match(text)
    kind = bullet.lastgroup or "" if bullet else ""
    rest = text[bullet.end() :] if bullet else text
    note = _NOTE.match(rest)
    if note:
        return Mark(kind, note["mark"], rest[note.end() :].strip())
    return Mark(kind, "", rest.strip())


def is_bullet(line: Line) -> bool:
    """Say whether `line` is a bullet, a note or a supplement (a numbered line counts as a heading)."""
    mark = read_mark(line.text)
    return not line.cells and not line.hashes and (bool(mark.note) or mark.kind in BULLETS)


_KIND = r"(?:참고\s?(?:자료|문헌)?|출처|자료\s?출처|자료원?|원문(?:\s?링크)?|References?|Sources?)"
_REFERENCE = re.compile(
    rf"[-•*※▶○□■\s]{{0,4}}(?:(?P<open>[(\[<【「])\s?)?{_KIND}\s?(?:(?P<close>[)\]>】」])\s?[:：]?|[:：])\s?(?P<rest>.*)$",
    re.IGNORECASE,
)
_REFERENCE_HEADING = re.compile(
    r"[■□▶\[<【(]?\s?(?:참고\s?(?:자료|문헌)|출처|References?|Sources?)\s?[\])】>]?$", re.IGNORECASE
)
FULL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?[.년/-]\s?(1[0-2]|0?[1-9])(?:\s?[.월/-]\s?(3[01]|[12]\d|0?[1-9]))?(?!\d)"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S")
_WRAPPED, _LISTED = 6, 50  # lines over which a bracket of references, and a list of them, may run


def read_reference(line: Line) -> str | None:
    """Return what a line of references says, "" for a heading over them; None for any other line."""
    if line.cells:
        return None
    if _REFERENCE_HEADING.fullmatch(line.text):
        return ""
    match = _REFERENCE.match(line.text)
    if not match:
        return None
    rest: str = match["rest"]
    if match["open"] and not match["close"]:
        return rest
    dated = _is_listed(rest) or bool(re.search(r"(?:19|20)\d\d", rest))
    return rest if rest and (dated or not re.search(r"[다요음함][.]?$", rest)) and len(rest) < 2_000 else None


def split_references(text: str) -> tuple[str, ...]:
    """Split at ``;`` where a new reference begins: a piece without its own date belongs to the next one that has."""
    pieces = [piece.strip() for piece in re.split(r"[;；]", text)]
    closed = [_is_listed(piece) for piece in pieces]
    references: list[str] = []
    waiting: list[str] = []
    for piece, ends in zip(pieces, closed, strict=True):
        if references and not waiting and ADDRESS.match(piece):
            references[-1] = f"{references[-1]}; {piece}"
            continue
        waiting.append(piece)
        if ends or not any(closed):
            references.append("; ".join(waiting))
            waiting = []
    return tuple(each for each in (*references, "; ".join(waiting)) if each)


def _is_listed(text: str) -> bool:
    return bool(FULL_DATE.search(text) or ADDRESS.search(text))


def whole_reference(lines: Sequence[Line], at: int, stop: int, said: str) -> tuple[str, int]:
    """Return the references that begin on line `at`, and the last line they take."""
    text, last = said, at
    opened = lines[at].text.lstrip("-•*※ ")[:1] in "([<【「"
    if said == "":
        while last + 1 < min(stop, at + _LISTED) and _is_listed(lines[last + 1].text):
            last += 1
        return "; ".join(read_mark(line.text).words for line in lines[at + 1 : last + 1]), last
    stop = min(stop, at + _WRAPPED)
    while opened and text.count("(") >= text.count(")") and last + 1 < stop and not lines[last + 1].gap:
        last += 1
        text = f"{text} {lines[last].text}"
    closing = text.rstrip(" .")
    if opened and closing[-1:] in ")]>】」" and closing.count(")") != closing.count("("):
        text = closing[:-1]
    return text.strip(), last


MAX_HEADING = 45  # characters of a section name or a running head
PAGE_NUMBER = re.compile(
    r"[-–—\s|]{0,4}(?:p\.?\s?|페이지\s?)?\d{1,3}(?:\s?/\s?\d{1,3}|\s?쪽)?[-–—\s|]{0,4}$", re.IGNORECASE
)
ISSUE = re.compile(
    r"(?:20\d\d\s?(?:년|[-–.])\s?)?(?:제\s?)?\d{1,4}(?:[-–]\d{1,3})?\s?호|\d{1,2}월\s?호|\bvol\.?\s?\d|\bno\.?\s?\d",
    re.IGNORECASE,
)
ISSUE_ONLY = re.compile(rf"[\[(<]?\s?(?:{ISSUE.pattern})[^가-힣]{{0,20}}$", re.IGNORECASE)
IMPRINT = re.compile(
    r"[-•*※■□▶\s]{0,4}(?:발행|문의|담당|편집|연락처|전화|홈페이지|이메일|E-?mail|Tel|Copyright|ⓒ|©|www\.)",
    re.IGNORECASE,
)
LEADER = re.compile(r"[.·…‥](?:\s?[.·…‥]){1,200}\s?\d{1,3}$")
CONTENTS = re.compile(rf"(?:목\s?차|차\s?례|contents|요\s?약)$|{LEADER.pattern}", re.IGNORECASE)
SECTION_WORD = re.compile(
    r"동향|포커스|이슈|정책|산업|기술|시장|뉴스|브리프|분석|해외|국내|특집|통계|경제|제도|전망|연구"
)
ROMAN = re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧ]|[IVX]{1,4}|\d{1,2})[.)]?\s+(?=\S)|[ⅠⅡⅢⅣⅤⅥⅦⅧ][.)]?\s?")
_AROUND = "[]<>【】〈〉《》「」■□◆◇▶● "


def folded_key(text: str) -> str:
    """Return `text` for comparing headings, which are spaced and dotted differently on cover and page."""
    return re.sub(r"[\W_]", "", folded(text))


def is_heading(line: Line) -> bool:
    """Say whether `line` could be a section name or running head: short, unmarked, no statement."""
    mark = read_mark(line.text)
    if line.cells or mark.note or mark.kind in BULLETS or read_reference(line) is not None:
        return False
    return len(line.text) <= MAX_HEADING and not re.search(r"(?:다|요|임|음)\.?$|[.,;]$", line.text)


def nearly_same(one: str, two: str) -> bool:
    """Say whether two headings are the same but for a scanning slip; a digit that differs is no slip."""
    if one == two:
        return True
    if len(one) != len(two):
        return False
    slips = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(slips) * 10 <= len(one) and not any(a.isdigit() or b.isdigit() for a, b in slips)


def bare_heading(text: str) -> str:
    """Return a section name without number and brackets."""
    return ROMAN.sub("", text.strip(_AROUND), count=1).strip(_AROUND)


_MONTH, _DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<y>(?:19|20)\d\d|['’‘]\d\d|\d\d(?=\s?\.\s?\d{1,2}\s?\.\s?\d))"
_MONTH_DAY = rf"{_MONTH}(?:\s?[./-]\s?{_DAY}|\s?[월月](?:\s?{_DAY.replace('<d>', '<d2>')}\s?[일日])?|(?<=\d))"
_REST = r"\.?(?:\s?[~∼-]\s?[\d.월일]{1,8})?(?:\s?\([월화수목금토일]\))?"
_DATE = re.compile(rf"(?:{_YEAR}\s?[.년/-]\s?)?{_MONTH_DAY}{_REST}")
_ONLY_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)\s?년?\.?")


@dataclass(frozen=True, slots=True)
class Issued:
    """A date as exactly as it was printed; None for what was not."""

    year: int | None
    month: int | None
    day: int | None


def read_date(text: str) -> Issued | None:
    """Return the date that `text` is (``2.7``, ``'25.2.7``, ``2025-02``, ``1월``, ``1月``, ``2025``), else None."""
    text = text.strip()
    alone = _ONLY_YEAR.fullmatch(text)
    if alone:
        return Issued(int(alone["y"]), None, None)
    match = _DATE.fullmatch(text)
    if not match:
        return None
    printed, day = match["y"], match["d"] or match["d2"]
    if not printed and not day and not re.search("[월月]", text):
        return None
    year = int(printed.strip("'’‘")) if printed else None
    return Issued(year + 2000 if year is not None and year < 100 else year, int(match["m"]), int(day) if day else None)


def resolved(issued: Issued, references: Sequence[str], issue_year: int | None, months: Sequence[int]) -> Issued:
    """Return `issued` with the year that its references or the issue of the digest give.

    The reference of the same day decides, then that of the same month, then the issue; a digest of January and February
    that quotes a December means the last one.
    """
    printed = [match for each in references for match in FULL_DATE.findall(each)]
    dates = [(int(year), int(month), int(day) if day else None) for year, month, day in printed]
    if issued.month is None:
        same = next((found for found in dates if issued.year in (None, found[0])), None)
        return Issued(*same) if same else issued
    if issued.year is not None:
        return issued
    for wanted in ((issued.month, issued.day), (issued.month,)):
        for found in dates:
            if found[1 : 1 + len(wanted)] == wanted:
                return replace(issued, year=found[0])
    turned = issued.month >= 11 and any(month <= 2 for month in months)
    return replace(issued, year=issue_year - turned) if issue_year else issued


def calendar_day(issued: Issued) -> date | None:
    """Return the day, None when it is not wholly known or not in the calendar."""
    if issued.year is None or issued.month is None or issued.day is None:
        return None
    try:
        return date(issued.year, issued.month, issued.day)
    except ValueError:  # 2.30: the month is still what the source says
        return None


def printed_date(issued: Issued) -> str | None:
    """Return ``YYYY-MM-DD`` or ``YYYY-MM``, None without year or month."""
    day = calendar_day(issued)
    if day:
        return day.isoformat()
    return f"{issued.year:04d}-{issued.month:02d}" if issued.year and issued.month else None
