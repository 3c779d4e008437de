"""A real embeddings server on loopback that answers as a test wants."""

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic


@dataclass
class Server:
    """Where it is, and what it was asked: headers and bodies."""

    url: str
    asked: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


Answer = tuple[int, dict, bytes] | None
Respond = Callable[[dict, int], Answer]
"""Given what was asked and how many requests came before; None closes the connection without an answer."""


def vectors(texts, width=4):
    """A vector for each text that tells texts apart."""
    return [[float(len(text)), 1.0, float(sum(map(ord, text)) % 97), 0.5][:width] for text in texts]


def good(asked, before=0):
    rows = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors(asked["input"]))]
    return 200, {}, json.dumps({"object": "list", "data": rows}).encode()


def data(rows):
    return 200, {}, json.dumps({"data": rows}).encode()


@contextmanager
def serving(respond: Respond):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            before = len(server.asked)
            server.asked.append(asked)
            server.headers.append(dict(self.headers))
            server.at.append(monotonic())
            server.paths.append(self.path)
            answer = respond(asked, before)
            if answer is None:
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request, client_address):
            pass

    http = Quiet(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}/v1")
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
