"""The parts of a message, read without trusting it: bounded headers, a bounded number of parts, no exceptions.

The parser of the standard library works by the old policy (`compat32`) here: the newer ones take minutes for one
hostile header, since they parse its grammar by recursive descent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from newsprism.errors import UnreadableFile
from newsprism.formats.encoding import decode
from newsprism.text.ko.normalise import clean

MAX_HEADER: Final = 4_000
"""Characters of a header that are looked at."""
MAX_PARTS: Final = 200
MAX_LINES: Final = 600_000
"""Lines of a message: 30 MB of an attachment have 400,000."""
MAX_BOUNDARIES: Final = 5_000
MAX_TEXT: Final = 4_000_000
"""Bytes of a text part that are read."""

_SEOUL: Final = ZoneInfo("Asia/Seoul")
_EARLIEST: Final = 1990
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of a part and the charset that its head names."""

    content: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: sender's name (None where it has only an address), subject, time in Asia/Seoul, longest texts.

    `attachments` are the names (or types) of its other documents; pictures are none.
    """

    sender: str | None
    subject: str
    sent: datetime | None
    html: Part | None
    plain: Part | None
    attachments: tuple[str, ...]


class _Bounded(Compat32):
    """Cuts each header as it is read."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse([line[:MAX_HEADER] for line in sourcelines[:100]])
        return name, value[:MAX_HEADER]


def read_letter(content: bytes) -> Letter | str:
    """Return the message, or the reason why not: `too_many_parts`, `unreadable_mail`."""
    if content.count(b"\n--") > MAX_BOUNDARIES or content.count(b"\n") > MAX_LINES:
        return "too_many_parts"
    try:
        message = message_from_bytes(content.lstrip(), policy=_Bounded())
        return _letter(message)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return "unreadable_mail"


def _letter(message: Message) -> Letter:
    html: list[Part] = []
    plain: list[Part] = []
    attachments: list[str] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or part.get_content_maintype() == "application":
            attachments.append(_told(part.get_filename() or kind)[:120])
        elif kind in ("text/html", "text/plain"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                (html if kind == "text/html" else plain).append(Part(payload[:MAX_TEXT], part.get_content_charset()))
    return Letter(
        sender=_sender(_header(message, "from")),
        subject=_told(_header(message, "subject")),
        sent=_sent(_header(message, "date")),
        html=max(html, key=_length, default=None),
        plain=max(plain, key=_length, default=None),
        attachments=tuple(attachments),
    )


def _leaves(message: Message) -> Iterator[Message]:
    for part in islice(message.walk(), MAX_PARTS):
        if not part.is_multipart():
            yield part


def _length(part: Part) -> int:
    return len(part.content)


def _header(message: Message, name: str) -> str:
    # Not by index: that wraps a header with bytes outside ASCII, which old mailers sent, beyond recognition.
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _told(raw: str) -> str:
    """Return a header as text on one line: encoded words and bytes of old mailers decoded."""
    try:
        pieces = decode_header(_unfolded(raw))
    except (MessageError, ValueError, IndexError):
        pieces = [(raw, None)]
    text = "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)
    return _BLANKS.sub(" ", clean(_unfolded(text))).strip()


def _unfolded(raw: str) -> str:
    """Return a raw header with its bytes outside ASCII (surrogates, as the parser leaves them) read as text."""
    if raw.isascii():
        return raw
    return _decoded(raw.encode("utf-8", "surrogateescape"), None)


def _decoded(piece: bytes, charset: str | None) -> str:
    try:
        return decode(piece, "", charset).text
    except UnreadableFile:
        return piece.decode("utf-8", "replace")


def _sender(raw: str) -> str | None:
    try:
        name, _ = parseaddr(_unfolded(raw))
    except (RecursionError, ValueError, IndexError):
        return None
    told = _told(name).strip("\"' ")
    return told if told and "@" not in told else None


def _sent(raw: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(raw[:200])
        # "-0000" is UTC of an unknown zone.
        seoul = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_SEOUL)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return seoul if _EARLIEST <= seoul.year < 9999 else None
