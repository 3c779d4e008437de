"""A news site on loopback that behaves as told, well or badly, and keeps a log of what it was asked."""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
XML = "application/rss+xml; charset=utf-8"
MEGABYTE = 1024 * 1024

Connection = BaseHTTPRequestHandler
Behaviour = Callable[[Connection], None]
"""Answers one request in any way it likes."""


@dataclass(frozen=True)
class Page:
    """What stands at a path. Without `validators` the server cannot say 304."""

    body: bytes
    type: str = HTML
    status: int = 200
    validators: bool = True
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True)
class Seen:
    """One request and how it was answered: `status` 0 where a behaviour took it over."""

    path: str
    status: int
    conditional: bool


@dataclass
class Site:
    """`pages` may be changed while the server runs; `pause` is the time that each answer takes, in seconds."""

    root: str
    pages: dict[str, Page | Behaviour] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    pause: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return self.root.removeprefix("http://")

    def put(self, path: str, body: bytes | str, told: str = HTML, **more: object) -> str:
        """Let `path` hold `body`; returns its address."""
        raw = body if isinstance(body, bytes) else body.encode("utf-8")
        self.pages[path] = Page(raw, told, **more)  # type: ignore[arg-type]
        return self.root + path

    def behave(self, path: str, behaviour: Behaviour) -> str:
        """Let `behaviour` answer for `path`; returns its address."""
        self.pages[path] = behaviour
        return self.root + path

    def forget(self) -> None:
        """Begin the log anew."""
        self.seen.clear()

    def asked(self, path: str) -> list[Seen]:
        """The requests for `path`."""
        return [one for one in self.seen if one.path == path]

    def bodies(self) -> list[str]:
        """The paths that were answered with a body of 200, robots.txt apart."""
        return [one.path for one in self.seen if one.status == 200 and one.path != "/robots.txt"]


class _Reporter(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        page = self.site.pages.get(self.path, Page(b"", status=404))
        if self.site.pause and self.path != "/robots.txt":
            time.sleep(self.site.pause)
        try:
            if isinstance(page, Page):
                self._answer(page)
            else:
                self.site.seen.append(Seen(self.path, 0, self._conditional()))
                self.close_connection = True
                page(self)
        except OSError:
            self.close_connection = True  # the client has seen enough

    def _conditional(self) -> bool:
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers

    def _answer(self, page: Page) -> None:
        known = page.validators and page.status == 200 and self.headers.get("If-None-Match") == page.etag
        status = 304 if known else page.status
        self.site.seen.append(Seen(self.path, status, self._conditional()))
        self.send_response(status)
        if page.validators and page.status == 200:
            self.send_header("ETag", page.etag)
        for name, value in page.headers:
            self.send_header(name, value)
        if not known:
            self.send_header("Content-Type", page.type)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if not known:
            self.wfile.write(page.body)

    def log_message(self, *given: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, *given: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Site]:
    """Run a site on a free port of loopback."""

    reporter = type("Reporter", (_Reporter,), {})
    server = _Server(("127.0.0.1", 0), reporter)
    site = reporter.site = Site(f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def redirect(to: str, status: int = 302) -> Page:
    """Send whoever asks to another address."""
    return Page(b"", status=status, headers=(("Location", to),))


def drip(site: Site) -> Behaviour:
    """Send a feed a byte at a time, without end."""

    def answer(connection: Connection) -> None:
        _begin(connection, XML)
        while not site.ended.wait(0.1):
            connection.wfile.write(b" ")
            connection.wfile.flush()

    return answer


def flood(megabytes: int) -> Behaviour:
    """Send a body that never said how long it is."""

    def answer(connection: Connection) -> None:
        _begin(connection, XML)
        for _ in range(megabytes):
            connection.wfile.write(b"<!-- filler -->\n" * (MEGABYTE // 16))

    return answer


def gzip_bomb(megabytes: int) -> Page:
    """A small body that unpacks to a large one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + packer.flush()
    return Page(body, XML, headers=(("Content-Encoding", "gzip"),))


def xml_bomb() -> bytes:
    """Ten entities, each ten times the one before."""
    nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    told = "<item><title>&e9;</title><link>https://naru.example/bomb</link></item>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "가나다라">{nested}]><rss version="2.0"><channel><title>폭탄</title>{told}</channel></rss>'.encode()


def busy(page: Page, times: int, retry_after: int) -> Behaviour:
    """Answer 429 with Retry-After so many times, then the page."""
    left = [times]

    def answer(connection: Connection) -> None:
        status = 429 if left[0] > 0 else 200
        left[0] -= 1
        connection.send_response(status)
        if status == 429:
            connection.send_header("Retry-After", str(retry_after))
        connection.send_header("Content-Type", page.type)
        connection.send_header("Content-Length", str(len(page.body) if status == 200 else 0))
        connection.end_headers()
        if status == 200:
            connection.wfile.write(page.body)

    return answer


def hang_up(connection: Connection) -> None:
    """Close in the middle of a body."""
    connection.send_response(200)
    connection.send_header("Content-Type", XML)
    connection.send_header("Content-Length", "100000")
    connection.end_headers()
    connection.wfile.write(b"<rss><channel>")


def _begin(connection: Connection, told: str) -> None:
    connection.send_response(200)
    connection.send_header("Content-Type", told)
    connection.send_header("Connection", "close")
    connection.end_headers()
