"""Reading a file, plain or gzipped, without trusting its size."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from newsprism.errors import system_reason

MAX_FILE = 1 << 30
"""Bytes read of one file, after decompression."""
MAX_RECORD = 200_000_000
"""Bytes of one record: a line of JSON lines, or a whole file of another kind."""

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_GZIP_FORMAT = 31
# DEFLATE reaches 1032:1 on constant bytes; news text stays below 10:1, JSON lines of one template below 50:1.
_BOMB_FROM = 64 << 20
_BOMB_RATIO = 200


class ByteStream:
    """The decompressed bytes of one file; `fault` (reason and detail of a drop) says why it ended early, if it did.

    A broken or hostile file ends the stream instead of raising, so that what came before is kept.
    """

    def __init__(self, path: Path) -> None:
        self.fault: tuple[str, str] | None = None
        self._path = path

    def chunks(self) -> Iterator[bytes]:
        """Yield chunks of at most 1 MiB until the end, a limit or a fault."""
        try:
            with self._path.open("rb") as raw:
                yield from self._bounded(raw)
        except zlib.error:
            self.fault = ("broken_archive", "압축이 깨져 있어 그 앞까지만 읽었다")
        except OSError as error:
            self.fault = ("unreadable_file", f"파일을 열 수 없다: {system_reason(error)}")

    def head(self, size: int) -> bytes:
        """Return the first bytes after leading blanks, or nothing."""
        return next((start[:size] for chunk in self.chunks() if (start := chunk.lstrip())), b"")

    def whole(self) -> bytes:
        """Return everything, or what came before a fault; more than MAX_RECORD bytes are a fault."""
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > MAX_RECORD:
                self.fault = ("too_large", f"한 건이 {MAX_RECORD // 1_000_000}MB를 넘는다")
                break
            parts.append(chunk)
        return b"".join(parts)

    def lines(self, blank: bool = False) -> Iterator[tuple[int, bytes]]:
        """Yield (line number from 1, line without its end); blank lines only where `blank` asks for them."""
        number = 1
        parts: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            first, *others = chunk.split(b"\n")
            parts.append(first)
            size += len(first)
            if size > MAX_RECORD:
                self.fault = ("too_large", f"{number}번째 줄이 {MAX_RECORD // 1_000_000}MB를 넘어 거기서 그쳤다")
                return
            if not others:
                continue
            for line in (b"".join(parts), *others[:-1]):
                if blank or (line and not line.isspace()):
                    yield number, line
                number += 1
            parts = [others[-1]]
            size = len(others[-1])
        rest = b"".join(parts)
        if rest and not rest.isspace():
            yield number, rest

    def _bounded(self, raw: IO[bytes]) -> Iterator[bytes]:
        zipped = raw.read(2) == _GZIP
        raw.seek(0)
        ceiling = MAX_FILE
        if zipped:
            ceiling = min(MAX_FILE, max(_BOMB_FROM, _BOMB_RATIO * os.fstat(raw.fileno()).st_size))
        size = 0
        for chunk in self._inflated(raw) if zipped else iter(lambda: raw.read(_CHUNK), b""):
            size += len(chunk)
            if size > ceiling:
                self.fault = ("too_large", f"크기가 {ceiling >> 20}MiB를 넘어 거기서 그쳤다")
                return
            yield chunk

    def _inflated(self, raw: IO[bytes]) -> Iterator[bytes]:
        # Not gzip.open: of a file cut short it loses what its buffer holds.
        engine = zlib.decompressobj(_GZIP_FORMAT)
        pending = b""
        while pending := pending or raw.read(_CHUNK):
            if chunk := engine.decompress(pending, _CHUNK):
                yield chunk
            pending = engine.unconsumed_tail
            if engine.eof:
                pending = engine.unused_data.lstrip(b"\0") or raw.read(_CHUNK).lstrip(b"\0")
                if not pending.startswith(_GZIP):
                    return
                engine = zlib.decompressobj(_GZIP_FORMAT)
        # The last call may have stopped at its limit with all input taken.
        while chunk := engine.decompress(b"", _CHUNK):
            yield chunk
        if engine.eof:
            return
        self.fault = ("broken_archive", "압축 파일이 중간에 끊겨 있어 그 앞까지만 읽었다")
