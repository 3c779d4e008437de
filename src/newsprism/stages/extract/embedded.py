"""Data that a page carries in scripts: JSON-LD, and the JSON from which a page draws its body in the browser."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml.html import HtmlElement

from newsprism.text.ko.normalise import folded, strip_markup

MAX_SCRIPT: Final = 3_000_000
_MAX_NODES: Final = 60_000
_MAX_SCRIPTS: Final = 60
_ARTICLE_TYPES: Final = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_BODY_KEY_LIST: Final = """
    articlebody body bodytext bodyhtml body_html content contents contenthtml content_html text html articlecontent
    article_content newscontent news_content articletext description_full cont maintext fulltext
"""
_BODY_KEYS: Final = frozenset(_BODY_KEY_LIST.split())
_TITLE_KEYS: Final = ("headline", "title", "headlines", "subject", "articleTitle", "newsTitle", "name")
_LIST_KEYS: Final = frozenset(
    [
        "content_elements",
        "contentelements",
        "paragraphs",
        "blocks",
        "elements",
        "children",
        "components",
        "sections",
        "items",
    ]
)
_ASSIGNMENT: Final = re.compile(
    r"(?:^|[;\s{])(?:window\.|var\s|let\s|const\s|self\.)?[A-Za-z_$][\w$.\[\]\"']{1,60}\s{0,4}=\s{0,4}(?=[{\[])"
)
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|//\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|<!\[CDATA\[)|(?:-->|//\s?\]\]>|/\*\s?\]\]>\s?\*/"
    r"|\]\]>)\s*;?\s*$"
)
Json = Any


@dataclass(frozen=True, slots=True)
class EmbeddedBody:
    """A body found in a script, as text, with the title that stands beside it (empty when none does)."""

    text: str
    title: str


def _loads(raw: str) -> Json:
    """Return the JSON value in `raw`, or None; scripts are hostile input."""
    text = _WRAPPING.sub("", raw[:MAX_SCRIPT]).strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _scripts(tree: HtmlElement, kind: str) -> list[str]:
    found = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().strip().startswith(kind) and script.text:
            found.append(script.text)
    return found[:_MAX_SCRIPTS]


def objects(value: Json) -> Iterator[Mapping[str, Json]]:
    """Yield every JSON object inside `value`, outer ones first; stops after a fixed number of nodes."""
    queue: deque[Json] = deque([value])
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.popleft()
        if isinstance(node, dict):
            yield node
            queue.extend(v for v in node.values() if isinstance(v, (dict, list)))
        elif isinstance(node, list):
            queue.extend(v for v in node if isinstance(v, (dict, list)))


def is_article(item: Mapping[str, Json]) -> bool:
    """Say whether a JSON-LD object describes an article."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def linked_data(tree: HtmlElement) -> tuple[Mapping[str, Json], ...]:
    """Return all JSON-LD objects of the page in document order; broken scripts are passed over."""
    return tuple(item for raw in _scripts(tree, "application/ld+json") for item in objects(_loads(raw)))


def text_of(value: Json) -> str:
    """Return a JSON string as clean text; lists are joined by newlines; anything else is empty."""
    if isinstance(value, str):
        return strip_markup(value)
    if isinstance(value, list):
        return "\n".join(strip_markup(v) for v in value[:400] if isinstance(v, str))
    return ""


def _states(tree: HtmlElement) -> Iterator[Json]:
    """Yield the JSON values of scripts that hold a page's state, as data or as an assignment to a variable."""
    for script in list(tree.iter("script"))[: _MAX_SCRIPTS * 4]:
        raw = script.text or ""
        kind = (script.get("type") or "").lower()
        if len(raw) < 200 or "ld+json" in kind:
            continue
        if "json" in kind or raw.lstrip()[:1] in "{[":
            yield _loads(raw)
        else:
            yield from _assigned(raw[:MAX_SCRIPT])


def _assigned(raw: str) -> Iterator[Json]:
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for _ in range(40):
        match = _ASSIGNMENT.search(raw, end)
        if match is None:
            return
        try:
            value, end = decoder.raw_decode(raw, match.end())
            yield value
        except (ValueError, RecursionError):
            end = match.end()


def _title_beside(item: Mapping[str, Json]) -> str:
    for key in _TITLE_KEYS:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("basic") or value.get("main")
        if isinstance(value, str) and value.strip():
            return strip_markup(value)
    return ""


def _pieces(item: Mapping[str, Json]) -> str:
    """Return the text of a list of paragraphs (``content_elements: [{type: text, content: …}]``)."""
    for key, value in item.items():
        if key.lower() in _LIST_KEYS and isinstance(value, list) and len(value) > 1:
            texts = [_own_text(part) for part in value[:600]]
            if joined := "\n".join(text for text in texts if text):
                return joined
    return ""


def _own_text(part: Json) -> str:
    if isinstance(part, str):
        return strip_markup(part)
    if isinstance(part, dict):
        found = (part[key] for key in part if key.lower() in _BODY_KEYS and isinstance(part[key], str))
        return strip_markup(next(found, ""))
    return ""


def _longest_body(item: Mapping[str, Json]) -> str:
    texts = [v for k, v in item.items() if k.lower() in _BODY_KEYS and isinstance(v, str) and len(v) >= 80]
    own = strip_markup(max(texts, key=len)) if texts else ""
    pieces = _pieces(item)
    return own if len(own) >= len(pieces) else pieces


def embedded_bodies(tree: HtmlElement, title: str) -> tuple[EmbeddedBody, ...]:
    """Return the bodies found in the page's state, best first: those beside the page's own title, then the longest."""
    wanted = folded(title)
    found: list[EmbeddedBody] = []
    for state in _states(tree):
        for item in objects(state):
            text = _longest_body(item)
            if len(text) >= 80:
                found.append(EmbeddedBody(text, _title_beside(item)))
    found.sort(key=lambda body: (bool(wanted) and folded(body.title) == wanted, len(body.text)), reverse=True)
    return tuple(found[:8])
