"""Collecting from mail files: single messages (.eml) and mailboxes (.mbox), as newsletters are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.streams import ByteStream
from newsprism.stages.collect.visits import visit_file

MAX_MESSAGE = 30_000_000
"""Bytes of one message; mail servers pass 25 MB."""

_SUFFIXES = (".eml", ".mbox", ".mbx")
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
# Many programs do not escape "From " inside a message, so a line that opens one must also name an hour.
_OPENING = re.compile(rb"From \S.{0,300}?\b\d{1,2}:\d{2}")
_ESCAPED = re.compile(rb">+From ")


class MailboxCollector:
    """Reads mail files, also gzipped; a mailbox without a suffix is known by its first line.

    Messages are passed on as they are. Reasons of drops, besides those of files: `unsupported_format` (no mail),
    `too_large` (a message), `too_many_records`.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` has the name, or without a suffix the first line, of a mail file."""
        name = os.path.basename(place).lower().removesuffix(".gz")
        if not os.path.isfile(place):
            return False
        return name.endswith(_SUFFIXES) or (
            "." not in name and _OPENING.match(ByteStream(Path(place)).head(500)) is not None
        )

    def collect(self, visit: Visit) -> Collection:
        """Return an entry for each message; raises PathNotFound when the file is gone."""
        return visit_file(visit, lambda: _read(visit.source.place, visit.source.name))


def _read(origin: str, publisher: str | None) -> Collection:
    found = Harvest(publisher)
    head = ByteStream(Path(origin))
    start = head.head(1000)
    stream = ByteStream(Path(origin))
    if not start:
        reason, told = head.fault or ("empty_file", "빈 파일이다")
        found.drop(reason, origin, told)
    elif start.startswith(b"From "):
        _read_mailbox(stream, origin, found)
    elif _HEADER.match(start):
        _read_message(stream, origin, found)
    else:
        found.drop("unsupported_format", origin, "메일이 아니다: 머리글로 시작하지 않는다")
    if stream.fault:
        found.drop(stream.fault[0], origin, stream.fault[1])
    return found.collection(origin)


def _read_message(stream: ByteStream, origin: str, found: Harvest) -> None:
    content = stream.whole()
    if len(content) > MAX_MESSAGE:
        found.drop("too_large", origin, f"메일 한 통이 {MAX_MESSAGE // 1_000_000}MB를 넘는다")
    else:
        found.add(origin, "message/rfc822", content)


def _read_mailbox(stream: ByteStream, origin: str, found: Harvest) -> None:
    number = 0
    message = _Message()
    after_blank = True
    for _, line in stream.lines(blank=True):
        if after_blank and _OPENING.match(line):
            if number and not message.close(f"{origin}#{number}", found):
                return
            number += 1
            message = _Message()
        else:
            message.take(line)
        after_blank = not line.strip()
    if number:
        message.close(f"{origin}#{number}", found)
    elif not stream.fault:
        found.drop("unsupported_format", origin, "메일 상자가 아니다: 첫 줄에 받은 때가 없다")


class _Message:
    """The lines of a message, no more than MAX_MESSAGE bytes of them."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._size = 0

    def take(self, line: bytes) -> None:
        self._size += len(line) + 1
        if self._size <= MAX_MESSAGE:
            self._lines.append(line[1:] if _ESCAPED.match(line) else line)

    def close(self, where: str, found: Harvest) -> bool:
        """Hand the message over; return False when no more are read."""
        if found.full(where):
            return False
        if self._size > MAX_MESSAGE:
            found.drop("too_large", where, f"메일 한 통이 {MAX_MESSAGE // 1_000_000}MB를 넘는다")
        elif any(self._lines):
            found.add(where, "message/rfc822", b"\n".join(self._lines))
        return True
