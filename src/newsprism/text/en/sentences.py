"""Sentence boundaries of English news text, by rule and in linear time.

A line is a paragraph and is never joined with the next. A stop ends a sentence unless it belongs to an abbreviation, an
initial or a number, or stands inside a quotation that is closed within the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsprism.text.ko.sentences import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…]{1,20}[\"”’')\]]{0,4}(?=\s|$)")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.&'’-]{0,20}$")
_NEXT = re.compile(r"\s{1,8}[\"“‘'(\[]{0,3}([A-Za-z0-9$€£¥₩]\w{0,20})")
_QUOTE_REACH = 600
_CUT = re.compile(r"(?:\.\.+|…)[\"”’')\]]{0,4}$")
_ENDS = re.compile(r"[.!?][\"”’')\]]{0,4}$")
_BULLET = re.compile(r"^[-*•●▪]\s{1,4}(?=\S)")

_TITLES = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col capt sgt rev hon pres st mt messrs supt det adm maj cmdr".split()
)
"""What stands before a name: never the end of a sentence."""
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_OTHERS = frozenset("no nos vs vol fig eq art sec approx est ca cf viz al p pp ed eds dept div ft sq tel ext".split())
_MAY_END = frozenset("inc corp co ltd plc llc jr sr etc bros u.s u.k u.n e.u a.m p.m d.c ph.d u.s.a e.g i.e".split())
_STARTERS = frozenset(
    """the a an it he she they we this that these those in on at by for from with but and as after before while when if
    its his her their there here no not one two three officials analysts shares exports imports mr mrs ms""".split()
)


def split(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order.

    >>> [t[s.start:s.end] for t in ["Mr. Lee left at 3 p.m. Sales rose 1.5%."] for s in split(t)]
    ['Mr. Lee left at 3 p.m.', 'Sales rose 1.5%.']
    """
    return tuple(span for line in _LINE.finditer(text) for span in _sentences(text, line.start(), line.end()))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    quoted = _quotations(text, start, end)
    begin = start
    for stop in _STOP.finditer(text, start, end):
        # A quotation may end together with its sentence.
        inside = any(left < stop.start() < right and stop.end() < right for left, right in quoted)
        if not inside and _is_end(text, stop.start(), stop.end(), end):
            yield from _span(text, begin, stop.end())
            begin = stop.end()
    yield from _span(text, begin, end)


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    first, last = start + left, start + len(piece.rstrip())
    if first >= last:
        return
    bullet = _BULLET.match(text[first:last])
    first += bullet.end() if bullet else 0
    said = text[first:last]
    complete = bool(_ENDS.search(said[-8:])) and not _CUT.search(said[-24:]) and not said[0].islower()
    yield Span(first, last, complete)


def _is_end(text: str, start: int, end: int, limit: int) -> bool:
    following = _NEXT.match(text, end, limit)
    if text[start] != "." or text[start : start + 2] in ("..", ".…"):
        return following is None or not following[1][0].islower()
    if following is not None and following[1][0].islower():
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 22), start)
    if before is None or following is None:
        return True
    word = before[0].rsplit("-", 1)[-1].casefold()
    if word in _TITLES or word in _OTHERS:
        return False
    if word in _MONTHS:
        return not following[1][0].isdigit() and following[1].casefold() in _STARTERS
    if word in _MAY_END:
        return following[1].casefold() in _STARTERS or (word in ("a.m", "p.m", "etc") and following[1][0].isupper())
    # An initial: J. Doe, the U.S. Senate.
    return not (len(word) == 1 and before[0].isupper()) and not re.fullmatch(r"(?:[a-z]\.){1,4}[a-z]", word)


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the closed quotations of a paragraph; one that opens anew before it is closed is none."""
    found: list[tuple[int, int]] = []
    opened = -1
    for index in (m.start() for m in re.finditer(r"[\"“”]", text[start:end])):
        place = start + index
        mark = text[place]
        opens = mark == "“" or (mark == '"' and opened < 0)
        if opens:
            opened = place
        elif opened >= 0:
            if place - opened <= _QUOTE_REACH:
                found.append((opened, place + 1))
            opened = -1
    return found


_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]{2,24}(?:[ /][A-Z][A-Z.’'-]{1,20}){0,2})(?:,\s[A-Z][A-Za-z. ]{2,24})?"
    r"(?:,\s(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2})?\s?(?:\([^()]{2,40}\)\s?)?(?:--|[—–-])\s{1,2}(?=[A-Z\"“])"
)


def dateline(sentence: str) -> int:
    """Return how many characters before a first sentence say where, when and for whom it was written.

    >>> dateline("SEOUL, Feb. 2 (Sample Wire) — Exports fell.")
    30
    """
    found = _DATELINE.match(sentence)
    return found.end() if found else 0
