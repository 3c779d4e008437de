"""The content of an answer, unpacked step by step: neither a long answer nor a bomb fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import brotli

from newsprism.net.faults import bomb, broken, too_large

ACCEPTED = "gzip, deflate, br"
_STEP = 256 * 1024  # bytes that are unpacked at once
_SLICE = 4 * 1024  # bytes that are given to a decoder at once
_FLOOR = 1024 * 1024  # bytes up to which anything may unpack
_LAYERS = 3  # encodings on top of one another
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come, in bytes, and how many times its size it may unpack to.

    `cut`: what is above the limit is left away instead of being a fault.
    """

    limit: int
    ratio: int
    cut: bool = False


class Unpacking:
    """The content of one answer; `subject` names it in errors."""

    def __init__(self, limits: Limits, subject: str) -> None:
        self._limits = limits
        self._subject = subject
        self._came = 0

    def content(self, chunks: Iterable[bytes], encoding: str) -> bytes:
        """Return what `chunks` hold under the Content-Encoding `encoding`.

        Raises ResponseTooLarge as soon as it is too much, FetchFailed for a broken or unknown encoding.
        """
        names = [name.strip().lower() for name in encoding.split(",")]
        layers = [name for name in reversed(names) if name not in ("", "identity")]
        unknown = next((name for name in layers if name not in _DECODERS), None)
        if unknown or len(layers) > _LAYERS:
            raise broken(f"모르는 압축 방식입니다({(unknown or encoding)[:40]!r})", self._subject)
        stream = self._counted(_sliced(chunks) if layers else chunks)
        try:
            for name in layers:
                stream = self._measured(_DECODERS[name](stream))
            return b"".join(self._whole(stream))
        except (zlib.error, brotli.error, EOFError) as problem:
            raise broken(f"압축({layers[0]})이 깨져 있습니다", self._subject) from problem

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._came += len(chunk)
            if self._came > self._limits.limit and not self._limits.cut:
                raise too_large(self._subject, self._limits.limit)
            yield chunk

    def _measured(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Watch one layer: under a second layer a huge first one may hide."""
        total = 0
        for piece in pieces:
            total += len(piece)
            if total > max(_FLOOR, self._came * self._limits.ratio):
                raise bomb(self._subject, self._limits.ratio)
            if total > self._limits.limit + _STEP:
                raise too_large(self._subject, self._limits.limit)
            yield piece

    def _whole(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        left = self._limits.limit
        for piece in pieces:
            if len(piece) > left:
                if not self._limits.cut:
                    raise too_large(self._subject, self._limits.limit)
                yield piece[:left]
                return
            left -= len(piece)
            yield piece


def _sliced(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut chunks small: a bomb is known by what came so far, not by what came along with it."""
    for chunk in chunks:
        for start in range(0, len(chunk), _SLICE):
            yield chunk[start : start + _SLICE]


def _inflated(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    """Unpack zlib, gzip or raw deflate; a gzip stream may have several members, and padding after the last."""
    engine = zlib.decompressobj(window)
    begun = False
    for chunk in chunks:
        data = chunk
        while data:
            if engine.eof:
                if window != _GZIP or data[:1] != b"\x1f":
                    return
                engine = zlib.decompressobj(window)
            begun = True
            piece = engine.decompress(data, _STEP)
            data = engine.unconsumed_tail or engine.unused_data
            if piece:
                yield piece
    while begun and not engine.eof:
        # Of input that is used up a few kilobytes of output may be outstanding.
        piece = engine.decompress(b"", _STEP)
        if not piece:
            raise EOFError
        yield piece


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _inflated(chunks, _GZIP)


def _deflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack what calls itself deflate: zlib by the standard, raw from servers that read it literally."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        if len(head) >= 2:
            break
    standard = len(head) >= 2 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _inflated(chain([head] if head else [], source), _ZLIB if standard else _RAW)


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    begun = False
    for chunk in chunks:
        if engine.is_finished():
            return
        begun = begun or bool(chunk)
        piece = engine.process(chunk, output_buffer_limit=_STEP)
        while piece:
            yield piece
            piece = engine.process(b"", output_buffer_limit=_STEP)
    if begun and not engine.is_finished():
        raise EOFError


_DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _unbrotlied,
}
