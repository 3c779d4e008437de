"""JSON records: which kind of thing each is, without reading more of it than its keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from newsprism.errors import UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.types.document import MediaType

DOCUMENT: MediaType = "application/x-document+json"
FEED_ITEM: MediaType = "application/x-feed-item+json"

_TAKEN_BACK = ("retracted", "deleted")
_GAP = re.compile(r"[\s,]*")


def media_type_of(record: object) -> MediaType | None:
    """Return what a JSON value is by its keys, or None for what is neither a document nor a feed item.

    A document has `text` (or the date key of ours, when its body is missing), a feed item `summary` and
    `first_seen`, or `feed_urls`, or at least title and url with one of `summary` and `published`.
    """
    if not isinstance(record, dict):
        return None
    keys = record.keys()
    if "text" in keys:
        return DOCUMENT
    if "feed_urls" in keys or {"summary", "first_seen"} <= keys:
        return FEED_ITEM
    if {"title", "published_at"} <= keys:
        return DOCUMENT
    if {"title", "url"} <= keys and ("summary" in keys or "published" in keys):
        return FEED_ITEM
    return None


def retracted(record: object) -> str | None:
    """Return the address of an article that this record takes back (empty where it names none); None for any other.

    Such a record says ``"retracted": true``, or ``"status"`` ``retracted`` or ``deleted``.
    """
    if not isinstance(record, dict):
        return None
    if record.get("retracted") is not True and record.get("status") not in _TAKEN_BACK:
        return None
    url = record.get("url")
    return url.strip() if isinstance(url, str) else ""


def parse(content: bytes, where: str) -> object:
    """Return the JSON value in any encoding we read; raises ValueError for what is no JSON."""
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        pass
    except RecursionError as error:
        raise ValueError("너무 깊이 겹쳐 있다") from error
    try:
        return json.loads(decode(content, where).text)
    except (UnreadableFile, RecursionError) as error:
        raise ValueError(str(error)) from error


def elements(text: str) -> Iterator[tuple[object, str]]:
    """Yield every element of a JSON array with its exact text; raises ValueError at the first broken one."""
    decoder = json.JSONDecoder()
    at = _skip(text, 1)
    while at < len(text) and text[at] != "]":
        try:
            value, end = decoder.raw_decode(text, at)
        except RecursionError as error:
            raise ValueError("너무 깊이 겹쳐 있다") from error
        yield value, text[at:end]
        at = _skip(text, end)
    if at >= len(text):
        raise ValueError("배열이 끝나지 않는다")


def _skip(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at
