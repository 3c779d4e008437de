"""Text as it comes from feeds, pages and reports, made into plain comparable Korean text.

Three steps of growing force: `clean` never changes what a reader sees, `strip_markup` takes HTML away, `folded` throws
away differences of typing and is only for comparing. None of them raises, and all are linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Final

from lxml import etree, html

from newsprism.text.hidden import hides

_MAX_MARKUP: Final = 2_000_000  # characters; no article is longer, and broken markup beyond it is not worth the time

# Only entities closed by a semicolon: "&copy=2" in an address must not become a copyright sign.
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_END: Final = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Control and format characters, lone surrogates: nothing of them is visible, each of them breaks matching.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANK_CLASS: Final = r"\x1f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0"
_BLANKS: Final = re.compile(rf"[{_BLANK_CLASS}\t]+")
_SPACES_NOT_TABS: Final = re.compile(rf"[{_BLANK_CLASS}]+")
_BLANKS_AROUND_NEWLINE: Final = re.compile(r" ?\n ?")
_CELL_GAP: Final = re.compile(rf"[{_BLANK_CLASS}]*\t[{_BLANK_CLASS}\t]*")

# Names of HTML elements; anything else in angle brackets is Korean typography: <저작권자>, <AP통신>, <오늘의 인사>.
_TAG: Final = re.compile(
    r"</?(?:a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blockquote|body|br|button"
    r"|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed"
    r"|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input"
    r"|ins|kbd|label|legend|li|link|main|map|mark|menu|meta|meter|nav|noframes|noscript|object|ol|optgroup|option"
    r"|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong"
    r"|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video"
    r"|wbr|[a-z]{1,12}[:-][a-z][a-z0-9-]{0,20})(?=[\s/>])",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(rf"{_TAG.pattern}|<!--|<!\[CDATA\[|<!doctype|<\?[a-z]", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"<\?[^>]{0,500}>|<!doctype[^>]{0,500}>|<!\[CDATA\[|\]\]>", re.IGNORECASE)
_BRACKET: Final = re.compile(r"<")
_ANY_TAG: Final = re.compile(rf"{_TAG.pattern}[^<>]{{0,2000}}>?", re.IGNORECASE)

_TABS: Final = re.compile(r"\t+")
_LINES_AND_TABS: Final = re.compile(r"[\n\t]+")
_LINE_MAKER: Final = re.compile(r"<(?:p|br|div|li|h[1-6])[\s/>]", re.IGNORECASE)

_DROPPED: Final = frozenset(
    {"script", "style", "iframe", "noscript", "template", "svg", "object", "embed", "video", "audio", "head", "select"}
)
_BLOCK_NAMES: Final = (
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section summary table tbody tfoot thead tr ul"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_CELLS: Final = frozenset({"td", "th"})

_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟″＂『』《》«»〝〞", '"'),
        **dict.fromkeys("‘’‚‛′＇「」〈〉‹›`´", "'"),
        **dict.fromkeys("ㆍ‧・･•∙⋅᛫", "·"),
        **dict.fromkeys("‐‑‒–—―−─━﹣－", "-"),
        **dict.fromkeys("∼〜～˜", "~"),
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＂＇－～"},
    }
)
_FOLDABLE: Final = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")
_DOTS: Final = ("…", "⋯", "‥", "..", "··")
"""One of these stands in whatever `_ELLIPSIS` matches; looking for them is much faster."""
_ELLIPSIS: Final = re.compile(r"[.…⋯‥]*(?:…|⋯|‥|\.\.)[.…⋯‥]*|·{2,}")


def clean(raw: str) -> str:
    """Return `raw` as one reads it: entities resolved, one kind of blank, one kind of line end, nothing invisible.

    Entities are resolved up to three times (feeds escape twice: `&amp;quot;`), then NFC. Tabs and exotic spaces become
    a space, runs of blanks in a line one, blanks at line ends go; newlines stay, except before and after the text.
    """
    return _tidy(raw, _BLANKS, " ")


def strip_markup(raw: str) -> str:
    """Return the text of an HTML fragment, cleaned: block elements end a line, cells of a table row are tab-joined.

    Scripts, styles, frames and media are left out. Angle brackets that are no HTML element ("<저작권자>") stay. Markup
    that was escaped once more (`&lt;p&gt;`) is taken away too. Broken markup never raises; beyond two million
    characters the rest is dropped.
    """
    text = raw[:_MAX_MARKUP]
    for _ in range(3):  # as often as `clean` resolves entities, so that no tag comes up in cleaned text
        if _MARKUP.search(text):
            text = _text_of(text)
        resolved = _ENTITY.sub(lambda match: unescape(match[0]), text)
        if resolved == text:
            break
        text = resolved
    if _MARKUP.search(text):
        text = _text_of(text)
    return _CELL_GAP.sub("\t", _tidy(text, _SPACES_NOT_TABS, " ")).strip()


def folded(text: str) -> str:
    """Return `text` for comparing: quotes, middle dots, dashes, waves, ellipses and width unified, casefolded.

    Runs of whitespace become one space. The result does not have the length of `text`: no spans.
    """
    # Few characters are folded: finding them costs a quarter of translating every character by table.
    plain = _FOLDABLE.sub(lambda match: _FOLD[ord(match[0])], text)
    if any(dots in plain for dots in _DOTS):
        plain = _ELLIPSIS.sub("…", plain)
    return " ".join(plain.split()).casefold().strip()


def _tidy(raw: str, blanks: re.Pattern[str], blank: str) -> str:
    text = raw
    for _ in range(3):
        resolved = _ENTITY.sub(lambda match: unescape(match[0]), text)
        if resolved == text:
            break
        text = resolved
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", blanks.sub(blank, text))
    return _BLANKS_AROUND_NEWLINE.sub("\n", text).strip()


def _text_of(markup: str) -> str:
    """Parse with lxml, or take the tags out by pattern where lxml gives up."""
    prepared = _DECLARATION.sub(" ", _INVISIBLE.sub("", _LINE_END.sub("\n", markup)))
    prepared = _BRACKET.sub(lambda match: "<" if _MARKUP.match(prepared, match.start()) else "&lt;", prepared)
    try:
        # huge_tree: without it the parser drops what is nested deeper than 256 elements (with it: 2,048). A parser of its own
        # per call, because one parser is not to be shared between threads.
        root = html.fragment_fromstring(prepared, create_parent="div", parser=html.HTMLParser(huge_tree=True))
        return _gather(root, keep_lines=_LINE_MAKER.search(prepared) is None)
    except (etree.LxmlError, ValueError, AssertionError):
        return _ANY_TAG.sub(" ", prepared)


def _gather(root: etree._Element, *, keep_lines: bool) -> str:
    """Walk without recursion, since nesting of hostile pages is deep; feeds without block elements keep their lines."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            pieces.append(_opening(name))
            if name in _DROPPED or (node is not root and node.keys() and hides(node.attrib, not len(node))):
                walk.skip_subtree()
            elif node.text:
                pieces.append(_flowing(node.text, keep_lines or name == "pre"))
        else:
            pieces.append("\n" if name in _BLOCKS and name != "br" else "")
            if node.tail and node is not root:
                pieces.append(_flowing(node.tail, keep_lines))
    return _join("".join(pieces))


def _opening(name: str) -> str:
    if name in _CELLS:
        return "\t"
    return "\n" if name in _BLOCKS else ""


def _flowing(text: str, keep_lines: bool) -> str:
    """Line ends inside running HTML text are only blanks."""
    return _TABS.sub(" ", text) if keep_lines else _LINES_AND_TABS.sub(" ", text)


def _join(text: str) -> str:
    """Lines without the blanks and cell marks at their ends, no empty lines in a row."""
    lines = (line.strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
