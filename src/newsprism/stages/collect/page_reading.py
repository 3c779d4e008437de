"""A page as an entry: what it is by its content, and whether its publisher lets machines read it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime

from newsprism.protocols.services import Response
from newsprism.stages.collect import sniff
from newsprism.stages.collect.archives import BrokenContainer
from newsprism.types.document import Entry, MediaType

ROBOT = b"newsprism"
"""Our name in a page's directives for robots."""

_HEAD = 256 * 1024
_PLACES = re.compile(rb"<!--|<body[\s>]|<meta\s[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"""(?<![\w\-])(name|content)\s{0,9}=\s{0,9}(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'>]{1,500}))""", re.I
)
_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "application/octet-stream"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not kept: the reason of a drop, and its detail."""

    reason: str
    detail: str


def page_entry(response: Response, url: str, publisher: str | None, now: datetime) -> Entry | Refusal:
    """Return the entry of what `url` answered, or why there is none.

    Reasons: `noai` and `noindex` where the header or the page says so, `empty_page`, `unsupported_format`, and what is
    wrong with a broken container.
    """
    if not response.content.strip():
        return Refusal("empty_page", "빈 페이지다")
    media_type = media_type_of(response)
    if isinstance(media_type, Refusal):
        return media_type
    barred = _barred(response, media_type == "text/html")
    if barred:
        return Refusal(barred, f"발행처가 기계가 읽지 말라고 밝혔다({barred})")
    return Entry(url, media_type, response.content, url, publisher, now, response.charset)


def directives(content: bytes) -> frozenset[str]:
    """Return what ``<meta name=robots>`` (or one with our name) in the head of a page says, in lower case."""
    found: set[str] = set()
    head, at = content[:_HEAD], 0
    while place := _PLACES.search(head, at):
        at = place.end()
        if place[0] == b"<!--":
            end = head.find(b"-->", at)
            # To browsers, too, a comment without an end is all the rest of the page.
            at = end + 3 if end >= 0 else len(head)
        elif place[0][:5].lower() == b"<body":
            break
        else:
            found |= _told(place[0])
    return frozenset(found)


def _told(tag: bytes) -> set[str]:
    attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
    if attributes.get(b"name", b"").strip().lower() not in (b"robots", ROBOT):
        return set()
    return {part.strip() for part in attributes.get(b"content", b"").decode("latin-1").lower().split(",")}


def _barred(response: Response, page: bool) -> str | None:
    told = response.robots | (directives(response.content) if page else frozenset())
    if "noai" in told:
        return "noai"
    return "noindex" if told & {"noindex", "none"} else None


def media_type_of(response: Response) -> MediaType | Refusal:
    """Return what an answer holds, by its content first and what its server says second."""
    suffix = ".pdf" if response.media_type == "application/pdf" else ""
    kind, told = sniff.kind_of(suffix, response.content[: sniff.HEAD].lstrip())
    if kind == "pdf":
        return "application/pdf"
    if kind in ("zip", "ole"):
        return _container(response.content)
    if kind == "html" or (kind == "text" and response.media_type in _PAGES):
        return "text/html"
    if kind == "text" and response.media_type.startswith("text/"):
        return "text/plain"
    return Refusal("unsupported_format", f"읽지 못하는 종류다: {told or response.media_type or kind}")


def _container(content: bytes) -> MediaType | Refusal:
    try:
        media_type, told = sniff.container_type(io.BytesIO(content))
    except BrokenContainer as problem:
        return Refusal(problem.reason, problem.detail)
    return media_type or Refusal("unsupported_format", f"읽지 못하는 종류다: {told}")
