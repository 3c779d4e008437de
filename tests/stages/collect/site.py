"""A site on loopback: addresses, what they answer, and what was asked."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from newsprism.net.web import Options, Web
from newsprism.protocols.stages import Visit
from newsprism.types.source import Mark, Source, SourceId

NOW = datetime(2026, 2, 12, 3, 0, tzinfo=UTC)


@dataclass
class Answer:
    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """`pages` maps paths to answers; `asked` lists the paths asked for, `sent` those answered with a body."""

    def __init__(self, port: int) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.sent: list[str] = []
        self.root = f"http://127.0.0.1:{port}"

    def put(self, path: str, body: bytes | str, told: str = "text/html; charset=utf-8", status=200, **headers) -> str:
        raw = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(raw, told, status, named)
        return self.root + path

    def forget(self) -> None:
        self.asked.clear()
        self.sent.clear()


@contextmanager
def running():
    """Yield a site, and the way to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answer = site.pages.get(self.path, Answer(b"nothing here", status=404))
            if self.path != "/robots.txt":
                site.asked.append(self.path)
            etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
            if answer.status == 200 and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            if self.path != "/robots.txt":
                site.sent.append(self.path)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
            if "ETag" not in answer.headers:
                self.send_header("ETag", etag)
            for name, value in answer.headers.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    options = Options(allowed_hosts=frozenset({"127.0.0.1"}), delay=0.0, tries=1, total=5.0)
    try:
        with Web(options) as web:
            yield site, web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Desk:
    """Visits a source again and again, keeping its marks as a store would."""

    def __init__(self, collector, web, place, *, kind="feed", name=None, full=False, now=NOW) -> None:
        self.collector = collector
        self.web = web
        self.source = Source(SourceId("s"), kind, place, name, full)
        self.marks: dict[str, Mark] = {}
        self.now = now

    def visit(self):
        visit = Visit(self.source, self.web, self.marks.get, self.now)
        found = self.collector.collect(visit)
        self.marks.update({mark.place: mark for mark in found.marks})
        return found


def reasons(collection):
    return [drop.reason for drop in collection.dropped]
