"""Plain text to documents: articles saved from the web with the page around them.

A title is the line above the article's first sentence that the page repeats, else the first line left there when the
furniture is gone (so the first deck line, where a text has no title). A text that begins with a sentence gets the
beginning of that sentence. Only a stamp below or labelled above the title dates an article; the clock of a page does
not, and such an article has no date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.cleaning import authors_of, clean_body, is_korean
from newsprism.stages.extract.cleaning.blocks import is_list_head
from newsprism.stages.extract.cleaning.patterns import OUTLET, is_prose
from newsprism.stages.extract.cleaning.widgets import is_section
from newsprism.stages.extract.pages import decode, document_id
from newsprism.stages.extract.stamps import LABELLED, stamp_of
from newsprism.text.ko.normalise import clean, folded
from newsprism.types.document import Document, Entry
from newsprism.types.dropped import Dropped

_MAX_TITLE: Final = 120
_HEAD: Final = 40
_FIRST_SENTENCE: Final = re.compile(r"^.{8,100}?[다요까죠][.?!](?=\s|$|[\"”’])")
_TAG_OUTLET: Final = re.compile(
    rf"[\[(【]\s?(?:[가-힣]{{2,6}}\s?=\s?)?(?P<outlet>{OUTLET})(?:\s?\([가-힣]{{2,4}}\))?\s?(?=[=/|\])】]"
    rf"|\s[가-힣]{{2,4}})"
)
_COPYRIGHT_OUTLET: Final = re.compile(
    r"(?:ⓒ|©|\([cC]\)|저작권자)\s?(?:ⓒ|©|\([cC]\))?\s?(?P<outlet>[가-힣A-Za-z0-9· ]{2,20}?)\s?[,.\-(&]?\s?(?:무단"
    r"|All|재배포)"
)


class DigestLike(Protocol):
    """What the extractor of digests offers to this one."""

    def looks_like_digest(self, text: str) -> bool:
        """Say whether `text` is an institute's digest of several items."""
        ...

    def extract_text(self, text: str, origin: str) -> Extraction:
        """Return the items of the digest `text` that was read from `origin`."""
        ...


class PlainExtractor:
    """Turns plain texts into documents; digests are handed to `digest` when there is one."""

    def __init__(self, digest: DigestLike | None = None) -> None:
        self._digest = digest

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return the documents of `entries` in order, and drops; a text without an article is ``no_main_text``."""
        documents: list[Document] = []
        dropped: list[Dropped[str]] = []
        for entry in entries:
            result = self._one(entry)
            documents.extend(result.documents)
            dropped.extend(result.dropped)
        return Extraction(tuple(documents), tuple(dropped))

    def _one(self, entry: Entry) -> Extraction:
        if entry.media_type != "text/plain":
            return Extraction(
                (), (Dropped(entry.origin, "extract", "other_media_type", entry.origin, entry.media_type),)
            )
        text = decode(entry.content)
        if self._digest is not None and self._digest.looks_like_digest(text):
            return self._digest.extract_text(text, entry.origin)
        return _article(text, entry.origin)


def _article(text: str, origin: str) -> Extraction:
    raw = [line for line in clean(text).split("\n") if line]
    cleaned, drops = clean_body(text, where=origin)
    lines = cleaned.split("\n") if cleaned else []
    if not any(is_prose(line) or len(line) >= 60 for line in lines):
        return Extraction((), (*drops, Dropped(origin, "extract", "no_main_text", origin, "본문을 찾지 못함")))
    title, body = _title_and_body(raw, lines)
    if not body:
        return Extraction((), (*drops, Dropped(origin, "extract", "no_main_text", origin, "제목뿐인 글")))
    document = Document(
        id=document_id("\n".join(body)),
        kind="article",
        title=title,
        text="\n".join(body),
        published_at=_date(raw, title),
        publisher=_publisher(drops),
        authors=authors_of("\n".join(raw)),
        url=None,
        language="ko" if is_korean(cleaned) else "und",
        section=_section(raw),
    )
    return Extraction((document,), drops)


def _first_prose(lines: Sequence[str]) -> int:
    return next((i for i, line in enumerate(lines) if is_prose(line)), len(lines))


def _title_and_body(raw: Sequence[str], lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the title and the lines that are left for the text."""
    head = [line for line in lines[: _first_prose(lines)] if len(line) <= _MAX_TITLE]
    if not head:
        match = _FIRST_SENTENCE.match(lines[0])
        return (match.group() if match else lines[0][:_MAX_TITLE]), list(lines)
    counts = Counter(folded(line) for line in raw[: _first_prose(raw) + 2])
    title = next((line for line in head if counts[folded(line)] > 1), head[0])
    return title, [line for line in lines if folded(line) != folded(title)]


def _date_lines(raw: Sequence[str], title: str) -> tuple[list[str], list[str]]:
    """Return the head lines below the title, and all lines of head and foot that may hold a labelled stamp."""
    end = min(_first_prose(raw), _HEAD)
    place = next((i for i, line in enumerate(raw[:end]) if folded(line) == folded(title)), -1)
    below = list(raw[place + 1 : end]) if place >= 0 else []
    foot = next((i for i in range(end, len(raw)) if is_list_head(raw[i])), len(raw))
    short = [line for line in raw[end:foot] if len(line) <= 80]
    return below, [line for line in (*raw[:end], *short) if LABELLED.search(line)]


def _date(raw: Sequence[str], title: str) -> datetime | None:
    below, labelled = _date_lines(raw, title)
    return stamp_of(below) or stamp_of(labelled)


def _publisher(drops: Sequence[Dropped[str]]) -> str | None:
    """Return the outlet that a lead tag or a copyright notice names."""
    for reason, pattern in (("lead_tag", _TAG_OUTLET), ("copyright", _COPYRIGHT_OUTLET)):
        for drop in drops:
            if drop.reason == reason and (match := pattern.search(drop.item)):
                return match.group("outlet").strip()
    return None


def _section(raw: Sequence[str]) -> str | None:
    """Return the first name of the breadcrumb above the article."""
    head = raw[: min(_first_prose(raw), _HEAD)]
    line = next((line for line in head if is_section(line)), "")
    parts = [
        part
        for part in re.split(r"\s?[>›»|/]\s?|\s", line)
        if part and part not in ("홈", "Home", "HOME", "home", "뉴스홈")
    ]
    return parts[0] if parts else None
