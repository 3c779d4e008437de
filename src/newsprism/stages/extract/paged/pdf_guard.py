"""What a PDF would cost to read, found out before it is read: pdfium cannot be interrupted.

Two bombs are known: a stream that unpacks to gigabytes, and forms that draw forms that draw forms, ten times each.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

_STREAM = re.compile(rb"stream\r?\n")
_FORM = re.compile(rb"/Subtype\s{0,5}/Form\b")
_DRAWS = re.compile(rb"/[^\s/<>\[\]()]{1,120}\s{1,9}Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,120})\s{1,9}Do\b")
_CHUNK = 1 << 20
_HEAD = 2_000  # bytes before a stream in which its dictionary is looked for
_MOST = 2_000  # forms that are followed one by one; a file with more of them is refused
_DEEPEST = 30


def unpacks_beyond(content: bytes, limit: int) -> bool:
    """Say whether the packed streams of a file, unpacked, are together larger than `limit` bytes."""
    left = limit
    for _, packed in _streams(content):
        left -= sum(map(len, _unpacked(packed, left)))
        if left <= 0:
            return True
    return False


def draws_beyond(content: bytes, limit: int) -> bool:
    """Say whether the forms of a file, each drawing others, would be drawn more than `limit` times for one page."""
    product = 1
    for head, packed in _streams(content):
        if _FORM.search(head):
            inside = b"".join(_unpacked(packed, _CHUNK)) or bytes(packed[:_CHUNK])
            product *= max(1, len(_DRAWS.findall(inside.split(b"endstream", 1)[0])))
    # As if each form drew the next; only where that is too much is it looked at which form draws which.
    return product * 1_000 > limit and _drawings_of_file(content, limit) > limit


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield the dictionary (or what stands in its place) and the bytes of each stream."""
    view = memoryview(content)
    for match in _STREAM.finditer(content):
        if content[match.start() - 3 : match.start()] != b"end":
            head = content[max(0, match.start() - _HEAD) : match.start()]
            yield head[head.rfind(b" obj") + 1 :], view[match.end() :]


def _unpacked(packed: memoryview, limit: int) -> Iterator[bytes]:
    """Yield what a zlib stream unpacks to, piece by piece, to about `limit` bytes; nothing for another stream."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        for at in range(0, len(packed), _CHUNK):
            rest: bytes | memoryview = packed[at : at + _CHUNK]
            while rest and not unpacker.eof and size < limit:
                piece = unpacker.decompress(rest, _CHUNK)
                size += len(piece)
                yield piece
                rest = unpacker.unconsumed_tail
            if unpacker.eof or size >= limit:
                return
    except zlib.error:
        return


def _drawings_of_file(content: bytes, limit: int) -> int:
    """Return how often forms are drawn where one draws the most; beyond `limit` for a file that cannot be followed."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        ids = [number for xref in document.xrefs for number in xref.get_objids()]
        if len(ids) > 100 * _MOST:
            return limit + 1
        forms = {number: form for number in set(ids) if isinstance(form := _object(document, number), PDFStream)}
        forms = {number: form for number, form in forms.items() if str(form.get("Subtype")) == "/'Form'"}
    except Exception:  # a second parser on a hostile file may raise anything; what it cannot follow is not read
        return limit + 1
    if len(forms) > _MOST:
        return limit + 1
    counted: dict[int, int] = {}
    return max((_drawings(number, forms, counted, limit, 0) for number in forms), default=0)


def _object(document: Any, number: int) -> Any:
    try:
        return document.getobj(number)
    except Exception:  # as above: a missing object is no form
        return None


def _drawings(number: int, forms: dict[int, PDFStream], counted: dict[int, int], limit: int, depth: int) -> int:
    """Return how often forms are drawn by drawing form `number` once."""
    if number in counted:
        return counted[number]
    if depth > _DEEPEST:
        return limit + 1
    counted[number] = 1  # a form that draws itself is not drawn again
    total = 1
    named = resolve1(resolve1(forms[number].get("Resources") or {}).get("XObject") or {})
    for name in _NAMED.findall(forms[number].get_data()[:_CHUNK]):
        inner = named.get(name.decode("latin-1"))
        if isinstance(inner, PDFObjRef) and inner.objid in forms:
            total += _drawings(inner.objid, forms, counted, limit, depth + 1)
        if total > limit:
            break
    counted[number] = total
    return total
