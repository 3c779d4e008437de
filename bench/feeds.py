"""A site on loopback that serves feeds made of measured items, with validators, for refreshing workspaces."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Item = Mapping[str, object]


def items_of(path: Path, count: int) -> list[Item]:
    """Return the first `count` items of a file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for _, line in zip(range(count), file, strict=False)]


def feeds_of(items: Sequence[Item], size: int) -> dict[str, bytes]:
    """Return RSS 2.0 documents by path, each of at most `size` items of one publisher."""
    by_publisher: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_publisher[str(item.get("publisher") or "모름")].append(item)
    feeds: dict[str, bytes] = {}
    for number, (publisher, its) in enumerate(sorted(by_publisher.items())):
        for start in range(0, len(its), size):
            feeds[f"/{number}-{start // size}.xml"] = _rss(publisher, its[start : start + size])
    return feeds


def _rss(publisher: str, items: Sequence[Item]) -> bytes:
    def tag(name: str, value: object) -> str:
        return f"<{name}>{escape(str(value or ''))}</{name}>"

    body = "".join(
        f"<item>{tag('title', i.get('title'))}{tag('link', i.get('url'))}{tag('pubDate', i.get('published'))}"
        f"{tag('description', i.get('summary'))}</item>\n"
        for i in items
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{tag("title", publisher)}\n{body}'
    return f"{text}</channel></rss>".encode("utf-8", "replace")


@contextmanager
def serving(feeds: Mapping[str, bytes]) -> Iterator[str]:
    """Serve `feeds` on loopback with ETags, and give the address of the site."""
    tags = {path: f'"{hashlib.sha256(body).hexdigest()[:16]}"' for path, body in feeds.items()}

    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = feeds.get(self.path)
            same = body is not None and self.headers.get("If-None-Match") == tags[self.path]
            sent = b"" if body is None or same else body
            self.send_response(404 if body is None else 304 if same else 200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(sent)))
            self.send_header("ETag", tags.get(self.path, ""))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
