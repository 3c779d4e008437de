"""Answers that are too long, too slow or too well packed."""

import gzip
import itertools
import time
import tracemalloc
import zlib
from contextlib import contextmanager

import brotli
import pytest

from newsprism.errors import FetchFailed, ResponseTooLarge, ServerUnreachable
from newsprism.net.body import Limits, Unpacking
from tests.net.serving import reply, serving, web

MB = 1024 * 1024
HEAD = b"HTTP/1.1 200 OK\r\n"


@contextmanager
def memory_below(size):
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


def zeros(gigabytes: int):
    """A gzip stream of so many gigabytes of zeros, in pieces: a flushed block of a megabyte can be repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    for _ in range(gigabytes * 16):
        yield block * 64


def test_a_gzip_bomb_is_stopped_early(clock):
    def respond(asked):
        return itertools.chain([HEAD + b"Content-Encoding: gzip\r\n\r\n"], zeros(10))

    with (
        serving(respond) as site,
        web(site) as fetcher,
        memory_below(8 * MB),
        pytest.raises(ResponseTooLarge, match="불어나는"),
    ):
        fetcher.fetch(site.url())
    assert clock() < 3


def test_a_brotli_bomb_is_stopped_early(clock):
    packer = brotli.Compressor(quality=1)
    bomb = b"".join(packer.process(bytes(MB)) for _ in range(200)) + packer.finish()
    with (
        serving(lambda asked: reply(bomb, Content_Encoding="br")) as site,
        web(site) as fetcher,
        memory_below(8 * MB),
        pytest.raises(ResponseTooLarge, match="불어나는"),
    ):
        fetcher.fetch(site.url())
    assert clock() < 3


def test_a_bomb_under_a_second_layer_is_stopped_early():
    inner = b"".join(itertools.islice(zeros(1), 8))
    with pytest.raises(ResponseTooLarge):
        Unpacking(Limits(16 * MB, 300), "x").content([gzip.compress(inner, 9)], "gzip, gzip")


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_the_limit_holds_for_what_is_unpacked(encoding):
    import os

    pack = {"identity": bytes, "gzip": gzip.compress, "br": brotli.compress}[encoding]
    exact, more = os.urandom(100_000), os.urandom(100_001)

    def respond(asked):
        return reply(pack(exact if asked.path == "/exact" else more), Content_Encoding=encoding)

    with serving(respond) as site, web(site) as fetcher:
        assert fetcher.fetch(site.url("/more")).content == more
        with pytest.raises(ResponseTooLarge, match="98KB"):
            fetcher.fetch(site.url("/more"), limit=100_000)
        if encoding == "identity":
            assert fetcher.fetch(site.url("/exact"), limit=100_000).content == exact


def test_an_endless_body_is_stopped_early(clock):
    def respond(asked):
        return itertools.chain([HEAD + b"\r\n"], itertools.repeat(b"x" * 65_536))

    with serving(respond) as site, web(site) as fetcher, memory_below(12 * MB):
        with pytest.raises(ResponseTooLarge):
            fetcher.fetch(site.url(), limit=2 * MB)
        time.sleep(0.05)
        assert site.sent < 12 * MB
    assert clock() < 3


def test_a_hundred_megabytes_that_are_announced_are_not_read():
    def respond(asked):
        return itertools.chain(
            [HEAD + b"Content-Length: %d\r\n\r\n" % (100 * MB)], itertools.repeat(b"x" * 65_536, 1600)
        )

    with serving(respond) as site, web(site) as fetcher, memory_below(4 * MB):
        with pytest.raises(ResponseTooLarge, match="100MB"):
            fetcher.fetch(site.url())
        time.sleep(0.05)
        assert site.sent < 12 * MB


def drip(pieces, pause=0.05):
    for piece in pieces:
        yield piece
        time.sleep(pause)


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + b"\r\n", *[b"x"] * 200],
        [bytes([byte]) for byte in HEAD + b"X-Slow: " + b"y" * 200],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 200],
        [HEAD + b"Content-Encoding: gzip\r\n\r\n", *[bytes([byte]) for byte in gzip.compress(bytes(range(256)) * 9)]],
        [*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 200],
        [b"HTTP/1.1 302 Found\r\nLocation: /slow\r\nContent-Length: 300\r\n\r\n", *[b"x"] * 200],
    ],
)
def test_a_server_that_drips_does_not_hold_us(pieces, clock):
    with (
        serving(lambda asked: drip(pieces)) as site,
        web(site, total=0.35, read=0.3) as fetcher,
        pytest.raises(FetchFailed) as fault,
    ):
        fetcher.fetch(site.url())
    assert clock() < 2.5
    if b"302" not in pieces[0]:
        assert isinstance(fault.value, ServerUnreachable)
        assert "시간 초과" in str(fault.value)
        assert site.url() in str(fault.value)


def test_a_server_that_says_nothing_is_left_after_the_time_for_reading(clock):
    with (
        serving(lambda asked: drip([b""], 3)) as site,
        web(site, read=0.3) as fetcher,
        pytest.raises(ServerUnreachable, match=r"시간 초과: 0\.3초"),
    ):
        fetcher.fetch(site.url())
    assert clock() < 2


def test_endless_interim_answers_and_endless_headers_are_stopped(clock):
    def respond(asked):
        if asked.path == "/interim":
            return itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000)
        return itertools.chain([HEAD], itertools.repeat(b"X-More: y\r\n" * 2_000))

    with serving(respond) as site, web(site, total=3.0) as fetcher:
        for path in ("/interim", "/headers"):
            with pytest.raises(FetchFailed):
                fetcher.fetch(site.url(path), limit=100_000)
    assert clock() < 5


TEXT = "나루일보 기사 본문. ".encode() * 2_000


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("GZip", gzip.compress(TEXT[:700]) + gzip.compress(TEXT[700:])),
        ("gzip", gzip.compress(TEXT) + bytes(512)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compressobj(9, zlib.DEFLATED, -15).compress(b"") + zlib.compress(TEXT, wbits=-15)),
        ("br", brotli.compress(TEXT)),
        ("identity", TEXT),
        ("", TEXT),
        ("gzip, br", brotli.compress(gzip.compress(TEXT))),
        ("deflate, identity", zlib.compress(TEXT)),
    ],
)
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_every_packing_that_we_accept_is_unpacked_however_it_is_cut(encoding, packed, piece):
    pieces = [packed[at : at + piece] for at in range(0, len(packed), piece)]
    assert Unpacking(Limits(MB, 1000), "x").content(pieces, encoding) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", ""])
def test_nothing_is_unpacked_to_nothing(encoding):
    assert Unpacking(Limits(MB, 300), "x").content([], encoding) == b""
    assert Unpacking(Limits(MB, 300), "x").content([b""], encoding) == b""


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT)[:-200]),
        ("gzip", b"<html>not packed</html>"),
        ("gzip", gzip.compress(TEXT)[:-8] + b"\0" * 8),
        ("gzip", b"\x1f"),
        ("deflate", b"x"),
        ("deflate", b"<html>"),
        ("br", brotli.compress(TEXT)[:-20]),
        ("br", b"<html>not packed</html>"),
        ("zstd", b"x"),
        ("gzip, gzip, gzip, gzip", b"x"),
    ],
)
def test_broken_packing_is_told(encoding, packed):
    with (
        serving(lambda asked: reply(packed, Content_Encoding=encoding)) as site,
        web(site) as fetcher,
        pytest.raises(FetchFailed, match="압축") as fault,
    ):
        fetcher.fetch(site.url())
    assert fault.value.reason == "fetch_failed"


def test_what_is_above_the_limit_can_be_cut():
    assert Unpacking(Limits(1_000, 300, cut=True), "x").content([TEXT, TEXT], "") == TEXT[:1_000]
    assert Unpacking(Limits(1_000, 300, cut=True), "x").content([gzip.compress(TEXT)], "gzip") == TEXT[:1_000]


def test_a_body_shorter_than_announced_is_not_taken_for_the_whole():
    def respond(asked):
        return [HEAD + b"Content-Length: 100\r\n\r\nhalf"]

    with serving(respond) as site, web(site) as fetcher:
        with pytest.raises(ServerUnreachable, match="끊겼습니다"):
            fetcher.fetch(site.url())
        assert site.paths() == ["/"] * 3
