"""XML that others wrote, read without trusting it: feeds, sitemaps, lists of feeds.

No parser here ever sees a prolog: it is walked by hand, so that entity declarations (billion laughs, external files)
are refused before anything could expand them, and nothing is fetched or opened. Depth and length of text are bounded
by libxml2 itself (256 levels, 10 million characters of one text).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.entities import html5

from lxml import etree

from newsprism.errors import MalformedFeed
from newsprism.formats.documents import well_formed

_JUNK = 64 * 1024
_NAME = re.compile(r"<([A-Za-z_][\w.\-]{0,100}(?::[A-Za-z_][\w.\-]{0,100})?)(?=[\s/>])")
_QUOTED_OR_END = re.compile(r"[\"'\[>]")
_SUBSET_MARK = re.compile(r"[\"'\]]|<!--")
_ENTITY = re.compile(r"<!ENTITY|%[A-Za-z_]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = re.compile(r"</?([A-Za-z][\w\-]{0,20}):[A-Za-z]")
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "at": "http://purl.org/atompub/tombstones/1.0",
}


def from_root(text: str, where: str, roots: Collection[str]) -> str | None:
    """Return `text` from its root element on, or None when none of `roots` (local names, lower case) opens it.

    What stands before the root is left out: declaration, comments, a DOCTYPE, and up to 64 KB of messages that a
    faulty server printed. Raises MalformedFeed for a DOCTYPE that declares entities.
    """
    at = 0
    while 0 <= (at := text.find("<", at)) < _JUNK:
        if text.startswith("<!--", at):
            at = _after(text, "-->", at + 4)
        elif text.startswith("<?", at):
            at = _after(text, "?>", at + 2)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at = _after_doctype(text, at + 9, where)
        else:
            name = _local_name(text, at)
            if name in roots:
                return text[at:]
            if name == "html":
                return None
            at += 1
    return None


def strict(text: str) -> etree._Element | None:
    """Return the root of well-formed XML that begins with its root element; None for any other."""
    try:
        return etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError):
        # ValueError: lone surrogates, which `mended` takes out.
        return None


def lenient(text: str) -> etree._Element | None:
    """Return what libxml2 can make of broken XML; None when that is nothing."""
    try:
        return etree.fromstring(well_formed(text), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def mended(text: str) -> str:
    """Return `text` with the usual faults of feeds put right.

    Control characters go; a bare ``&`` is escaped and an entity of HTML becomes its character, both outside CDATA;
    prefixes of well-known namespaces that nobody declared are declared.
    """
    whole = "".join(_parts(_CONTROL.sub("", text)))
    declared = "".join(
        f' xmlns:{prefix}="{_NAMESPACES[prefix]}"'
        for prefix in sorted(set(_PREFIX.findall(whole)) & _NAMESPACES.keys())
        if f"xmlns:{prefix}=" not in whole
    )
    opening = _NAME.match(whole)
    return f"{whole[: opening.end()]}{declared}{whole[opening.end() :]}" if opening and declared else whole


def read_xml(text: str, where: str, roots: Collection[str]) -> etree._Element:
    """Return the root element, of broken XML what can be read; raises MalformedFeed when it is none of `roots`."""
    body = from_root(text, where, roots)
    if body is None:
        raise MalformedFeed(f"찾는 XML({', '.join(sorted(roots))})이 아닙니다", subject=where)
    for attempt in (strict(body), lenient(mended(body))):
        if attempt is not None:
            return attempt
    raise MalformedFeed("XML이 깨져 있어 읽을 수 없습니다", subject=where)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without namespace, in lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)


def _local_name(text: str, at: int) -> str:
    found = _NAME.match(text, at)
    return found[1].rpartition(":")[2].lower() if found else ""


def _after_doctype(text: str, at: int, where: str) -> int:
    """Return the place after a DOCTYPE whose name begins at `at`; quoted identifiers may hold any character."""
    while found := _QUOTED_OR_END.search(text, at):
        if found[0] == ">":
            return found.end()
        subset = found[0] == "["
        at = _after_subset(text, found.end(), where) if subset else _after(text, found[0], found.end())
    return len(text)


def _after_subset(text: str, start: int, where: str) -> int:
    at = start
    while found := _SUBSET_MARK.search(text, at):
        if found[0] == "]":
            at = found.end()
            break
        at = _after(text, "-->" if found[0] == "<!--" else found[0], found.end())
    else:
        at = len(text)
    if _ENTITY.search(text, start, at):
        raise MalformedFeed(
            "XML에 개체 선언(ENTITY)이 있어 읽지 않습니다",
            subject=where,
            advice="XML 폭탄일 수 있습니다. 발행처에 알리거나 출처를 빼세요.",
        )
    return at


def _parts(text: str) -> Iterator[str]:
    at = 0
    while True:
        opening = text.find("<![CDATA[", at)
        closing = text.find("]]>", opening) if opening >= 0 else -1
        if closing < 0:
            yield _REFERENCE.sub(_resolved, text[at:])
            return
        yield _REFERENCE.sub(_resolved, text[at:opening])
        yield text[opening : closing + 3]
        at = closing + 3


def _resolved(reference: re.Match[str]) -> str:
    name = reference[1]
    if name is None:
        return "&amp;"
    if name in _XML_OWN:
        return reference[0]
    if name.startswith("#"):
        return reference[0] if _is_character(name) else "&#xFFFD;"
    known = html5.get(f"{name};")
    return known if known and known not in "<&" else f"&amp;{name};"


def _is_character(number: str) -> bool:
    code = int(number[2:], 16) if number[1] in "xX" else int(number[1:])
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
