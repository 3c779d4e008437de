"""Pages (HTML) to documents."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from newsprism.protocols.stages import Extraction
from newsprism.stages.extract.cleaning import authors_of, clean_body, is_korean
from newsprism.stages.extract.main_text import choose, is_sentence, lines_of, parse
from newsprism.stages.extract.metadata import PageMetadata, read_metadata
from newsprism.text.ko.normalise import clean, folded
from newsprism.types.document import Document, DocumentId, Entry
from newsprism.types.dropped import Dropped

MAX_BYTES: Final = 8_000_000
_CHARSET: Final = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_KOREAN_NAMES: Final = frozenset(
    {"euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "cp949", "ms949", "x-windows-949", "uhc"}
)
# Python codecs that are no charsets of pages; some of them take quadratic time.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape", "raw-unicode-escape", "undefined"}
    | {"rot13", "base64", "hex", "zlib", "bz2", "quopri", "uu", "mbcs", "oem", "utf-7"}
)
# What servers say that were told nothing; every byte is valid in it, so it would hide what the page itself declares.
_SERVER_DEFAULTS: Final = frozenset({"iso8859-1", "ascii"})
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def decode(content: bytes, charset: str | None = None) -> str:
    """Return the text of a page: by byte order mark, the server's `charset`, declared charset, UTF-8, CP949, in order.

    A page in none of them is read in its declared charset with replacement characters.
    """
    content = content[:MAX_BYTES]
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    match = _CHARSET.search(content[:8192])
    declared = _codec(match.group(1).decode("ascii") if match else "")
    sent = _codec(charset or "")
    for encoding in ("" if sent in _SERVER_DEFAULTS else sent, declared, "utf-8", "cp949"):
        if encoding and (text := _try(content, encoding)) is not None:
            return text
    return content.decode(declared or "utf-8", "replace")


def _codec(name: str) -> str:
    """Return the codec that a charset's name means, or nothing for names that say nothing or are no charset."""
    plain = name.strip().lower()
    if plain in _KOREAN_NAMES:
        return "cp949"
    try:
        known = codecs.lookup(plain).name if plain else ""
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_CHARSETS else known


def document_id(key: str) -> DocumentId:
    """Return the id of the article with address (or, lacking one, text) `key`."""
    return DocumentId("a" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16])


def _lines(text: str, title: str) -> list[str]:
    """Return the lines of a main text without list marks and without the title at its top."""
    lines = [line for raw in text.split("\n") if (line := clean(raw).removeprefix("- ").strip())]
    wanted = folded(title)
    while lines and folded(lines[0]) == wanted:
        lines.pop(0)
    return lines


def _without_tail(text: str, where: str) -> tuple[str, tuple[Dropped[str], ...]]:
    """Take the short lines behind the last sentence off a text that the Korean rules do not know."""
    lines = text.split("\n")
    last = max((i for i, line in enumerate(lines) if is_sentence(line)), default=len(lines) - 1)
    drops = (Dropped(line, "extract", "page_tail", where, "마지막 문장 뒤의 짧은 줄") for line in lines[last + 1 :])
    return "\n".join(lines[: last + 1]), tuple(drops)


class PageExtractor:
    """Turns pages into documents; a page without an article is dropped as ``no_main_text``.

    The text is chosen by `main_text.choose`, then passed through `cleaning.clean_body`, which touches Korean only.
    """

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return one document per page of an article, and drops; other media types are left to other extractors."""
        documents: list[Document] = []
        dropped: list[Dropped[str]] = []
        for entry in entries:
            if entry.media_type != "text/html":
                dropped.append(Dropped(entry.origin, "extract", "other_media_type", entry.origin, entry.media_type))
                continue
            try:
                document, drops = self._page(entry)
            except (ValueError, RecursionError, etree.LxmlError) as error:  # three parsers read hostile input here
                document, drops = None, (_no_text(entry, f"읽는 중 오류: {type(error).__name__}"),)
            dropped.extend(drops)
            if document:
                documents.append(document)
        return Extraction(tuple(documents), tuple(dropped))

    def _page(self, entry: Entry) -> tuple[Document | None, tuple[Dropped[str], ...]]:
        tree = parse(decode(entry.content, entry.charset)) if entry.content.strip() else None
        if tree is None:
            return None, (_no_text(entry, "읽을 수 있는 내용이 없음"),)
        lines = lines_of(tree)
        metadata = read_metadata(tree, lines)
        candidate = choose(tree, lines, metadata)
        if candidate is None:
            return None, (_no_text(entry, "본문을 찾지 못함"),)
        title = metadata.title or ""
        raw = "\n".join(_lines(candidate.text, title))
        text, removed = clean_body(raw, title, metadata.publisher, entry.origin)
        if not is_korean(raw):
            text, tail = _without_tail(text, entry.origin)
            removed += tail
        if not text:
            return None, (*removed, _no_text(entry, "본문이 남지 않음"))
        return _document(metadata, entry, text, raw), removed


def _no_text(entry: Entry, detail: str) -> Dropped[str]:
    return Dropped(entry.origin, "extract", "no_main_text", entry.origin, detail)


def _document(metadata: PageMetadata, entry: Entry, text: str, raw: str) -> Document:
    korean = is_korean(text)
    # The address under which a feed named the page makes it the same document as the feed's item.
    url = entry.url or metadata.canonical
    return Document(
        id=document_id(url or text),
        kind="article",
        title=metadata.title or text.split("\n", 1)[0][:120],
        text=text,
        published_at=metadata.published_at,
        publisher=entry.publisher or metadata.publisher,
        authors=metadata.authors or (authors_of(raw) if korean else ()),
        url=url,
        language="ko" if korean else metadata.language or "und",
        section=metadata.section,
    )
