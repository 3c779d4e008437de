"""A real chat server on loopback that answers as a test wants."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LINE = re.compile(r"^\[(\d+)\] ([^|\n]*) \| (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    """What the server says: words in pieces with pauses before them, or a status with a body.

    `finish` None ends the stream without saying so; `hang` never ends it; `plain` answers with one JSON object.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    finish: str | None = "stop"
    pause: float = 0.0
    before: float = 0.0
    hang: bool = False
    plain: bool = False
    usage: bool = True


Respond = Callable[[dict, int], Reply]
"""Given what was asked and how many questions came before."""


@dataclass
class Server:
    """Where it is, and what it was asked."""

    url: str
    asked: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    models: tuple[str, ...] = ("naru-1",)
    turn: threading.Lock = field(default_factory=threading.Lock)


def says(value: object, **how: object) -> Reply:
    """An answer in JSON, in three pieces."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    third = max(1, len(text) // 3)
    return Reply(tuple(text[i : i + third] for i in range(0, len(text), third)), **how)  # type: ignore[arg-type]


def lines(asked: dict) -> list[tuple[int, str]]:
    """The numbered sentences that were sent."""
    user = next(m["content"] for m in asked["messages"] if m["role"] == "user")
    return [(int(n), text) for n, _, text in LINE.findall(user)]


def sentences(asked: dict, count: int = 3) -> list[dict]:
    """Sources that are whole sentences, each as an answer that rests on it."""
    return [{"text": text, "sources": [n]} for n, text in lines(asked) if text.endswith("다.")][:count]


def good(asked: dict, before: int = 0) -> Reply:
    """What a faithful model says: it repeats what it was given."""
    return says({"sentences": sentences(asked)})


def error(status: int, message: str = "", **headers: str) -> Reply:
    body = json.dumps({"error": {"message": message}}).encode()
    return Reply(status=status, body=body, headers=tuple((k.replace("_", "-"), v) for k, v in headers.items()))


class Chat(BaseHTTPRequestHandler):
    """Answers by the script of its self.server.state."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.state.paths.append(self.path)
        self.server.state.headers.append(dict(self.headers))
        self.whole(json.dumps({"object": "list", "data": [{"id": name} for name in self.server.state.models]}).encode())

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.state.turn:
            before = len(self.server.state.asked)
            self.server.state.asked.append(asked)
            self.server.state.headers.append(dict(self.headers))
            self.server.state.paths.append(self.path)
            self.server.state.at.append(time.monotonic())
            self.server.state.busy += 1
            self.server.state.busiest = max(self.server.state.busiest, self.server.state.busy)
        try:
            reply = self.server.respond(asked, before)
            listening = self.idle(reply.before)
        finally:
            # Before the answer goes out: a client that has it asks on before this thread runs again.
            with self.server.state.turn:
                self.server.state.busy -= 1
        if listening:
            self.reply(reply)

    def reply(self, reply: Reply):
        if reply.status != 200 or reply.plain:
            self.whole(reply.body or whole(reply), reply.status, reply.headers)
        else:
            self.events(reply)

    def whole(self, body, status=200, headers=()):
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json", "Content-Length": str(len(body)), **dict(headers)
        }.items():  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def events(self, reply: Reply):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in reply.pieces:
            self.event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            if not self.idle(reply.pause):
                return
        if reply.hang:
            self.idle(30)
            return
        if reply.finish is not None:
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": reply.finish}]})
            if reply.usage:
                self.event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20}})
            self.chunk(b"data: [DONE]\n\n")
        self.chunk(b"")

    def event(self, record):
        self.chunk(b"data: " + json.dumps(record).encode() + b"\n\n")

    def chunk(self, data):
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def idle(self, seconds):
        return not seconds or not self.server.ended.wait(seconds)

    def log_message(self, *arguments):
        pass


class Quiet(ThreadingHTTPServer):
    """Serves one script; a client that goes away is no error."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, respond: Respond) -> None:
        super().__init__(("127.0.0.1", 0), Chat)
        self.respond = respond
        self.ended = threading.Event()
        self.state = Server(f"http://127.0.0.1:{self.server_port}/v1")

    def handle_error(self, request, client_address):
        pass


@contextmanager
def serving(respond: Respond) -> Iterator[Server]:
    http = Quiet(respond)
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield http.state
    finally:
        http.ended.set()
        http.shutdown()
        http.server_close()
        thread.join()


def whole(reply: Reply) -> bytes:
    message = {"role": "assistant", "content": "".join(reply.pieces)}
    record: dict = {"choices": [{"index": 0, "message": message, "finish_reason": reply.finish}]}
    if reply.usage:
        record["usage"] = {"prompt_tokens": 100, "completion_tokens": 20}
    return json.dumps(record).encode()
