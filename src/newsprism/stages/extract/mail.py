"""Mail to documents: newsletters, one document a message (or the items of a digest that a message holds as text)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lxml.html import HtmlElement
from lxml.html import tostring as html_tostring

from newsprism.errors import UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.protocols.stages import Extraction, Extractor
from newsprism.stages.extract.cleaning import authors_of, clean_body
from newsprism.stages.extract.items import document_id, language_of
from newsprism.stages.extract.mail_parts import Letter, Part, read_letter
from newsprism.stages.extract.main_text import lines_of, parse, prose_length
from newsprism.text.ko.normalise import clean
from newsprism.types.document import Document, Entry
from newsprism.types.dropped import Dropped

_ENOUGH: Final = 0.7
_HEAD_LINES, _TAIL_LINES = 6, 20
_MAX_FURNITURE: Final = 200
_MIN_TEXT: Final = 20

_HIDDEN: Final = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
    r"|max-height\s{0,3}:\s{0,3}0(?![.\d])|opacity\s{0,3}:\s{0,3}0(?:\.0+)?\s{0,3}(?:;|$|!)",
    re.IGNORECASE,
)
# Layouts set a size of nothing on the table around the columns, so only what holds no other element is hidden by it.
_TINY: Final = re.compile(r"(?:font-size|line-height)\s{0,3}:\s{0,3}[01](?:px|pt)?\s{0,3}(?:;|$|!)", re.IGNORECASE)
_PREHEADER: Final = re.compile(r"(?:^|[\s_-])(?:pre-?header|preview-?text|mcnpreviewtext)(?:$|[\s_-])", re.IGNORECASE)
_LAYOUT: Final = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th", "center"})
_FURNITURE: Final = re.compile(
    r"수신\s?거부|구독\s?(?:을\s?)?(?:취소|해지)|수신을 원(?:하지|치)|수신\s?동의|발신\s?전용|회신(?:이|은|되지)?\s?(?:불가|되지 않)"
    r"|메일이\s?(?:잘|제대로|정상적으로)?\s?(?:안\s?)?보이(?:지|시)|웹(?:\s?브라우저)?(?:에서|으로|로)\s?(?:보기|열기|보시)"
    r"|브라우저(?:에서|로)\s?(?:보기|열기|보시)|정보통신망\s?이용|광고성 정보"
    r"|unsubscribe|view (?:this )?(?:email |it )?(?:in|on) (?:your |the )?(?:browser|web)|view online"
    r"|(?:manage|update) (?:your )?(?:email )?(?:preferences|subscription)|you (?:are receiving|received) this e?-?mail",
    re.IGNORECASE,
)


class MailExtractor:
    """Turns messages into documents.

    The sender's name is the publisher (else the name of the source), the subject the title, the Date the time. The
    text is that of the HTML part, else of the plain one, without what is hidden (preheaders, tracking pixels) and the
    lines about subscribing. `pages` reads HTML, and where it finds much less than there is (newsletters are made of
    tables and short pieces) all lines are taken; `plain` reads plain text and digests. A message has no address: the
    one behind "view in browser" often belongs to the person who got the mail.

    Reasons of drops: `no_main_text`, `unreadable_mail`, `too_many_parts`, `mail_furniture` (a line), `attachment` (left
    out, named; the message stays), and those of `pages` and `plain`.
    """

    def __init__(self, pages: Extractor, plain: Extractor) -> None:
        self._pages = pages
        self._plain = plain

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return the documents of the messages in order, and what was left out."""
        documents: list[Document] = []
        dropped: list[Dropped[str]] = []
        for entry in entries:
            result = self._message(entry)
            documents.extend(result.documents)
            dropped.extend(result.dropped)
        return Extraction(tuple(documents), tuple(dropped))

    def _message(self, entry: Entry) -> Extraction:
        if entry.media_type != "message/rfc822":
            return _nothing(entry, "other_media_type", entry.media_type)
        letter = read_letter(entry.content)
        if isinstance(letter, str):
            return _nothing(entry, letter, "메일의 부분이 너무 많거나 깨져 있다")
        notes = tuple(Dropped(name, "extract", "attachment", entry.origin, name) for name in letter.attachments)
        result = self._of_html(letter, entry) if letter.html else None
        if (result is None or not result.documents) and letter.plain:
            result = self._of_plain(letter, entry)
        if result is None:
            result = _nothing(entry, "no_main_text", "글이 든 부분이 없다")
        documents = tuple(_signed(document, letter, entry) for document in result.documents)
        return Extraction(documents, (*result.dropped, *notes))

    def _of_html(self, letter: Letter, entry: Entry) -> Extraction | None:
        tree = parse(_text(letter.html, entry))
        if tree is None:
            return None
        _remove_hidden(tree)
        lines, furniture = _without_furniture(lines_of(tree), entry.origin)
        page = self._as_page(tree, entry)
        if page.documents and prose_length(page.documents[0].text) >= _ENOUGH * prose_length("\n".join(lines)):
            kept, more = _without_furniture(page.documents[0].text.split("\n"), entry.origin)
            document = replace(page.documents[0], text="\n".join(kept), url=None)
            return Extraction((document,), (*page.dropped, *more))
        result = _of_lines(lines, letter, entry)
        return Extraction(result.documents, (*furniture, *result.dropped))

    def _as_page(self, tree: HtmlElement, entry: Entry) -> Extraction:
        for node in tree.iter(*_LAYOUT):
            node.tag = "div"
        # The mark outweighs any charset that the part still declares.
        content = b"\xef\xbb\xbf" + html_tostring(tree, encoding="unicode").encode("utf-8", "replace")
        return self._pages.extract([Entry(entry.origin, "text/html", content)])

    def _of_plain(self, letter: Letter, entry: Entry) -> Extraction:
        text = _text(letter.plain, entry)
        lines, furniture = _without_furniture([line for line in clean(text).split("\n") if line], entry.origin)
        content = b"\xef\xbb\xbf" + "\n".join(lines).encode("utf-8", "replace")
        result = self._plain.extract([Entry(entry.origin, "text/plain", content)])
        if len(result.documents) < 2:
            # The subject is the title, so the reader of plain texts must not take the first line for one.
            result = _of_lines(lines, letter, entry)
        return Extraction(result.documents, (*furniture, *result.dropped))


def _text(part: Part | None, entry: Entry) -> str:
    if part is None:
        return ""
    try:
        return decode(part.content, entry.origin, part.charset).text
    except UnreadableFile:
        return part.content.decode("utf-8", "replace")


def _of_lines(lines: Sequence[str], letter: Letter, entry: Entry) -> Extraction:
    raw = "\n".join(lines)
    text, removed = clean_body(raw, letter.subject, letter.sender or entry.publisher, entry.origin)
    if len(text) < _MIN_TEXT:
        nothing = _nothing(entry, "no_main_text", "본문이 남지 않음")
        return Extraction((), (*removed, *nothing.dropped))
    document = Document(
        id=document_id(None, text),
        kind="article",
        title=letter.subject,
        text=text,
        published_at=None,
        publisher=None,
        authors=authors_of(raw),
        url=None,
        language=language_of(letter.subject, text),
    )
    return Extraction((document,), removed)


def _signed(document: Document, letter: Letter, entry: Entry) -> Document:
    """Return a document with what the head of the message says of it."""
    publisher = letter.sender or entry.publisher or document.publisher
    if document.kind == "report_item":
        return replace(document, publisher=document.publisher or publisher)
    title = letter.subject or document.title or document.text.split("\n", 1)[0][:120]
    sent = letter.sent.isoformat() if letter.sent else None
    return replace(
        document,
        # Two subscribers get one letter with different greetings.
        id=document_id(None, publisher, title, sent) if sent else document_id(None, document.text),
        title=title,
        publisher=publisher,
        published_at=letter.sent or document.published_at,
    )


def _nothing(entry: Entry, reason: str, detail: str) -> Extraction:
    return Extraction((), (Dropped(entry.origin, "extract", reason, entry.origin, detail),))


def _remove_hidden(tree: HtmlElement) -> None:
    for node in list(tree.iter()):
        if isinstance(node.tag, str) and node.tag not in ("html", "body") and _is_hidden(node):
            node.drop_tree()


def _is_hidden(node: HtmlElement) -> bool:
    style = (node.get("style") or "")[:1000]
    if node.get("hidden") is not None or _HIDDEN.search(style):
        return True
    named = f"{node.get('class') or ''} {node.get('id') or ''}"[:300]
    return bool(_PREHEADER.search(named)) or (len(node) == 0 and bool(_TINY.search(style)))


def _without_furniture(lines: Sequence[str], where: str) -> tuple[list[str], tuple[Dropped[str], ...]]:
    """Take out the lines about the mail itself at its head and foot; what follows the first of the foot goes with it."""
    tail = max(_HEAD_LINES, len(lines) - _TAIL_LINES, len(lines) // 2)
    unwanted = [len(line) <= _MAX_FURNITURE and _FURNITURE.search(line) is not None for line in lines]
    end = next((at for at in range(tail, len(lines)) if unwanted[at]), len(lines))
    taken = [at for at in range(len(lines)) if at >= end or (at < _HEAD_LINES and unwanted[at])]
    gone = set(taken)
    detail = "메일 자체에 관한 줄"
    drops = tuple(Dropped(lines[at], "extract", "mail_furniture", where, detail) for at in taken)
    return [line for at, line in enumerate(lines) if at not in gone], drops
