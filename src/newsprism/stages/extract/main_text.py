"""The main text of a page: several ways to it, and the rule that chooses between them.

The ways, in order: trafilatura on a tree from which what is never an article's text was taken out; the page's own
JSON-LD body; the JSON from which the page draws its body; readability. The first stands unless it is missing, is mostly
no sentences, or another way has clearly more of them while telling of the same thing (`choose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from lxml.html import tostring as html_tostring
from readability import Document as Readability

from newsprism.stages.extract.embedded import embedded_bodies
from newsprism.stages.extract.metadata import PageMetadata
from newsprism.text.hidden import hides
from newsprism.text.ko.normalise import clean, folded, strip_markup

MIN_PROSE: Final = 40
_CLEARLY_MORE: Final = 1.4
_NEVER: Final = (
    "iframe",
    "object",
    "embed",
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "figure",
    "figcaption",
    "aside",
    "dialog",
    "video",
    "audio",
)
_EMBEDS: Final = re.compile(
    r"(?:^|[\s_-])(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|embed-?social|bluesky-embed)", re.IGNORECASE
)
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:newsletter|related|recommend(?:ed|ation|ations)?|read-?more|more-?on|promo|subscri(?:be|ption)"
    r"|paywall|share|social|comments?|disqus|adver(?:t|tisement)?|sponsor(?:ed)?|ads?"
    r"|sr-only|visually-?hidden|screen-?reader(?:-text)?|pull-?quote|copyright|breadcrumbs?|pagination|tag-?list"
    r"|tags|author-?bio|author-?box|link_news|relation|vod_?area|reporter_?area|ad_?area|hidden-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ROLES: Final = frozenset({"navigation", "complementary", "contentinfo", "dialog", "search", "banner", "alert"})
_BLOCK_LIST: Final = """
    p li h1 h2 h3 h4 h5 h6 div section article blockquote td dd dt ul ol table main header pre
"""
_BLOCKS: Final = frozenset(_BLOCK_LIST.split())
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "head", "svg"})
_ENDING: Final = re.compile(r"[.!?。．！？…⋯]['\"”’」』)\]»›]{0,3}\s*$|[가-힣]다\s*$")
_MAX_READABILITY: Final = 1_500_000
_BULK: Final = 0.4  # share of the text of a page
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# References to characters below the space, surrogates and the last two of the plane, in decimal or hexadecimal.
_REFERENCE: Final = re.compile(
    r"&#(?:x0{0,20}(?:[0-9a-f]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])(?![0-9a-f])"
    r"|0{0,20}(?:[12]?[0-9]|3[01]|5[5-7][0-9]{3}|6553[45])(?![0-9]))",
    re.IGNORECASE,
)
_MAX_DEPTH: Final = 300
_MAX_ARTICLES: Final = 60
_DECK_WORDS: Final = 5
_MAX_HEADING: Final = 300
"""A longer heading, or one with paragraphs, is an unclosed one that has swallowed the article."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text found in one way."""

    way: str
    text: str


def _remove(node: HtmlElement) -> None:
    """Take `node` out of its tree but keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        previous = node.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _length(node: HtmlElement) -> int:
    return len("".join(node.itertext()).strip())


def _is_links_only(node: HtmlElement) -> bool:
    """Say whether a paragraph or list entry is hardly more than a link: a reference to another page, no sentence."""
    anchors = list(node.iter("a"))
    if not anchors:
        return False
    whole = _length(node)
    linked = sum(_length(a) for a in anchors)
    return 0 < whole <= 300 and linked >= 0.75 * whole


def pruned(tree: HtmlElement, title: str) -> HtmlElement:
    """Return a copy of `tree` without menus, forms, pictures, embeds, references to other pages and the title."""
    copy = deepcopy(tree)
    body = copy.find("body")
    root = body if body is not None else copy
    for node in list(root.iter("script", "style", "noscript", "template", "svg")):
        _remove(node)
    whole = _length(root) or 1
    wanted = folded(title)
    for node in list(root.iter(*_NEVER)):
        if _length(node) < 0.5 * whole:
            _remove(node)
    for node in list(root.iter("blockquote", "div", "section")):
        if _EMBEDS.search(node.get("class") or "") or (node.get("role") or "").lower() in _ROLES:
            _remove(node)
    _remove_furniture(root, whole)
    for node in list(root.iter("h1", "h2", "h3")):
        text = " ".join("".join(node.itertext()).split())
        swallowed = len(text) > _MAX_HEADING or next(node.iter("p"), None) is not None
        if not swallowed and (node.tag == "h1" or (wanted and folded(text) == wanted)):
            _remove(node)
    for node in list(root.iter("p", "li", "h3", "h4", "a")):
        if _is_links_only(node) if node.tag != "a" else _is_teaser(node, whole):
            _remove(node)
    return copy


def _remove_furniture(root: HtmlElement, whole: int) -> None:
    """Take out small parts that their class or id calls furniture; a large one may be a badly named article."""
    for node in list(root.iter("div", "section", "ul", "ol", "p", "span", "aside")):
        named = f"{node.get('class') or ''} {node.get('id') or ''}"
        if (
            len(named) > 1
            and _FURNITURE.search(named[:300])
            and _length(node) < 0.15 * whole
            and not _is_article_like(node)
        ):
            _remove(node)


def _is_article_like(node: HtmlElement) -> bool:
    """Say whether a part holds so much unlinked running text that it may be the article itself."""
    linked = sum(_length(a) for a in node.iter("a"))
    return prose_length("\n".join(str(p.text_content()).strip() for p in node.iter("p"))) >= 500 > 2 * linked


def _is_teaser(anchor: HtmlElement, whole: int) -> bool:
    """Say whether a link holds a whole paragraph or a block: the beginning of another article."""
    length = _length(anchor)
    return length < 0.3 * whole and (
        length > 150 or any(child.tag in _BLOCKS for child in anchor.iter() if child is not anchor)
    )


def own_article(tree: HtmlElement, title: str) -> HtmlElement:
    """Return the one ``<article>`` that holds the page's title when a page has several with real text, else `tree`."""
    wanted = folded(title)
    articles = [a for a in list(tree.iter("article"))[:_MAX_ARTICLES] if prose_length(str(a.text_content())) >= 200]
    articles = [a for a in articles if not any(b is not a and a in b.iterancestors() for b in articles)]
    if len(articles) < 2 or not wanted:
        return tree
    for article in articles:
        names = (" ".join(str(h.text_content()).split()) for h in article.iter("h1", "h2", "h3"))
        if any(folded(name) == wanted for name in names):
            return _alone(tree, article, articles)
    return tree


def _alone(tree: HtmlElement, wanted: HtmlElement, articles: Sequence[HtmlElement]) -> HtmlElement:
    """Return a copy of `tree` without the other articles."""
    index = [
        i for i, node in enumerate(tree.iter("article")) if any(node is a for a in articles) and node is not wanted
    ]
    copy = deepcopy(tree)
    nodes = list(copy.iter("article"))
    for i in index:
        _remove(nodes[i])
    return copy


def lines_of(tree: HtmlElement) -> list[str]:
    """Return the visible text of a page in reading order, one line a block; scripts and styles left out."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walk:
        tag = node.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in _UNREAD:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS or tag == "br":
                pieces.append("\n")
            text = node.text
            if text and not text.isspace():
                pieces.append(text.replace("\n", " "))
        else:
            if tag in _BLOCKS:
                pieces.append("\n")
            tail = node.tail
            if tail:
                pieces.append(tail.replace("\n", " "))
    return [line for line in clean("".join(pieces)[:600_000]).split("\n") if line]


def is_sentence(line: str) -> bool:
    """Say whether `line`, in any language, is running text: long enough and closed like a sentence, or very long."""
    return (len(line) >= 25 and bool(_ENDING.search(line))) or len(line) >= 160


def prose_length(text: str) -> int:
    """Return how many characters of `text` stand in lines of running text."""
    return sum(len(line) for raw in text.split("\n") if is_sentence(line := raw.strip()))


def _by_trafilatura(tree: HtmlElement) -> str:
    try:
        text = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=False, deduplicate=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return ""
    return text or ""


def _by_readability(tree: HtmlElement) -> str:
    try:
        markup = html_tostring(tree, encoding="unicode")[:_MAX_READABILITY]
        return strip_markup(Readability(markup).summary(html_partial=True))
    except Exception:  # readability raises whatever its parser raises; a failed second opinion is no opinion
        return ""


def _overlap(text: str, metadata: PageMetadata) -> float:
    """Return the share of the title's and description's words that `text` holds."""
    words = _words(f"{metadata.title or ''} {metadata.description}")
    found = folded(text)
    return sum(word in found for word in words) / len(words) if words else 1.0


def _sound(text: str) -> bool:
    """Say whether a text is mostly sentences."""
    prose = prose_length(text)
    return prose >= MIN_PROSE and prose >= 0.4 * len(text)


def _others(tree: HtmlElement, cut: HtmlElement, metadata: PageMetadata, weak: bool) -> Iterator[Candidate]:
    if metadata.body:
        yield Candidate("json_ld", metadata.body)
    if weak:
        for body in embedded_bodies(tree, metadata.title or ""):
            yield Candidate("embedded_json", body.text)
        yield Candidate("readability", _by_readability(cut))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", folded(text)))


def _agreed(text: str, said: str) -> str:
    """Return `text` without the sentences that the page's own body `said` lacks, when that body is about as full.

    Lines that are no sentences stay, and those before the first common one: that body often lacks headings and the
    deck.
    """
    if not said or prose_length(said) < 0.75 * prose_length(text):
        return text
    known = _words(said)
    kept = []
    begun = False
    for line in text.split("\n"):
        words = _words(line)
        agreed = len(words & known) >= 0.8 * len(words)
        begun = begun or (agreed and is_sentence(line))
        if agreed or not begun or not is_sentence(line):
            kept.append(line)
    return "\n".join(kept)


def _deck(text: str, lines: Sequence[str], said: set[str]) -> str:
    """Return the line with the words `said` that is shown right above the first line of `text` and not part of it."""
    first = folded(text.split("\n", 1)[0])[:60]
    place = next((i for i, line in enumerate(lines) if first and folded(line).startswith(first)), 0)
    return next((line for line in lines[max(0, place - 10) : place] if _is_deck(line, text, said)), "")


def _is_deck(line: str, text: str, said: set[str]) -> bool:
    """Say whether `line` is mostly the words of the description and does not stand at the beginning of `text`."""
    if len(line) < 40:
        return False
    words = _words(line)
    return (
        len(words) >= _DECK_WORDS and len(words & said) >= 0.7 * len(words) and folded(line) not in folded(text[:4000])
    )


def choose(tree: HtmlElement, lines: Sequence[str], metadata: PageMetadata) -> Candidate | None:
    """Return the main text of the page with these `lines`, or None when no way finds `MIN_PROSE` characters of running text.

    trafilatura's text stands when at least two fifths of it are sentences, unless another text has `_CLEARLY_MORE`
    times as many characters in sentences and holds at least as much of the title and description (less a tenth).
    """
    title = metadata.title or ""
    cut = pruned(own_article(tree, title), title)
    best = Candidate("trafilatura", _by_trafilatura(cut))
    weak = not _sound(best.text) or prose_length(best.text) < 300
    for other in _others(tree, cut, metadata, weak):
        more = prose_length(other.text) >= _CLEARLY_MORE * prose_length(best.text)
        fits = _overlap(other.text, metadata) >= _overlap(best.text, metadata) - 0.1
        if _sound(other.text) and ((more and fits) or not _sound(best.text)):
            best = other
    if prose_length(best.text) < MIN_PROSE:
        return None
    text = _agreed(best.text, metadata.body)
    # Reading a page's lines is dear, and few pages show their description: it must stand in the uncut page, too.
    said = _words(metadata.description)
    shown = any(_is_deck(line, text, said) for line in lines)
    deck = _deck(text, lines_of(cut), said) if shown else ""
    return Candidate(best.way, f"{deck}\n{text}" if deck else text)


def parse(markup: str) -> HtmlElement | None:
    """Return the tree of a page, or None when nothing can be made of it.

    A page nested deeper than `_MAX_DEPTH` (thousands of unclosed elements) is flattened to its lines: every later step
    looks into elements again and again, which is quadratic in the depth.
    """
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_UNPRINTABLE.sub("", markup).encode("utf-8", "replace"), parser=parser)
        if _REFERENCE.search(markup):
            _drop_unprintable(tree)
        _drop_hidden(tree)
        return _flattened(tree) if _deeper(tree, _MAX_DEPTH) else tree
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _drop_hidden(tree: HtmlElement) -> None:
    """Take out what its own attributes hide from readers, but not the bulk of a page, which a script will show."""
    # Asked of libxml2, which passes over the many elements that can hide nothing without making objects of them.
    found = [node for node in tree.xpath("//*[@hidden or @style]") if hides(node.attrib, not len(node))]
    whole = len(tree.text_content()) if found else 0
    for node in found:
        if node.getparent() is not None and node.tag != "body" and len(node.text_content()) <= _BULK * whole:
            node.drop_tree()


def _drop_unprintable(tree: HtmlElement) -> None:
    """Take out what references like ``&#1;`` put into the tree: lxml reads such characters but refuses to write them."""
    for node in tree.iter():
        if node.text and _UNPRINTABLE.search(node.text):
            node.text = _UNPRINTABLE.sub("", node.text)
        if node.tail and _UNPRINTABLE.search(node.tail):
            node.tail = _UNPRINTABLE.sub("", node.tail)


def _deeper(node: HtmlElement, levels: int) -> bool:
    """Say whether elements stand in `node` more than `levels` deep, `node` itself counted."""
    # Asked of libxml2 as a path of so many steps: a walk of ours makes an object of every element, twenty times slower.
    return bool(node.xpath("self::*" + "/*" * levels))


def _flattened(tree: HtmlElement) -> HtmlElement:
    flat: HtmlElement = document_fromstring("<html><head></head><body></body></html>")
    head = tree.find("head")
    if head is not None and not _deeper(head, 9):
        flat.replace(flat[0], deepcopy(head))
    for line in lines_of(tree):
        paragraph = etree.SubElement(flat[1], "p")
        paragraph.text = line
    return flat
