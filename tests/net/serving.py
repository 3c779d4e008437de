"""Real servers on loopback that say whatever a test wants, byte by byte if need be."""

import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from newsprism.net.web import Options, Web

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    at: float


Respond = Callable[[Asked], bytes | Iterable[bytes] | None]
"""Bytes are sent and the connection is kept; pieces are sent one by one and it is closed; None closes at once."""


@dataclass
class Site:
    """A running server: where it is, and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    busiest: int = 0
    sent: int = 0
    active: int = 0
    connections: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def name(self) -> str:
        return f"127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for besides robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


def reply(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """Return a whole answer; underscores in the names of headers stand for hyphens."""
    lines = [f"HTTP/1.1 {status} -", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if status != 304:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@contextmanager
def serving(respond: Respond, robots: bytes | None = NOT_FOUND, wrap: Callable | None = None) -> Iterator[Site]:
    """Run a server; `robots` answers /robots.txt (None: `respond` does), `wrap` makes its sockets speak TLS."""
    lock = threading.Lock()

    @contextmanager
    def counted():
        # Only until the answer is known: a client that has got it asks on before this thread runs again.
        with lock:
            site.active += 1
            site.busiest = max(site.busiest, site.active)
        try:
            yield
        finally:
            with lock:
                site.active -= 1

    class Connection(socketserver.StreamRequestHandler):
        def handle(self):
            with lock:
                site.connections += 1
            try:
                while (asked := _read(self.rfile)) is not None:
                    with lock:
                        site.asked.append(asked)
                    if not self.answer(asked):
                        return
            except OSError:
                return  # the client has seen enough

        def answer(self, asked):
            with counted():
                said = robots if robots is not None and asked.path == "/robots.txt" else respond(asked)
            if said is None:
                return False
            for piece in [said] if isinstance(said, bytes) else said:
                self.connection.sendall(piece)
                site.sent += len(piece)
            return isinstance(said, bytes)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 64

        def get_request(self):
            connection, address = super().get_request()
            return (wrap(connection) if wrap else connection), address

        def handle_error(self, request, client_address):
            pass

    server = Server(("127.0.0.1", 0), Connection)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _read(stream) -> Asked | None:
    line = stream.readline(70_000)
    if not line.strip():
        return None
    headers = {}
    while (raw := stream.readline(70_000)).strip():
        name, _, value = raw.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    return Asked(line.decode("latin-1").split(" ")[1], headers, monotonic())


def web(*sites: Site, resolve=None, **options) -> Web:
    """Return a Web that may talk to the sites, impatient unless told otherwise."""
    given = {"backoff": 0.01, "connect": 2.0, "read": 2.0, "total": 5.0, **options}
    allowed = frozenset(given.pop("allowed_hosts", ())) | {site.name for site in sites}
    settings = Options(allowed_hosts=allowed, **given)
    return Web(settings, resolve) if resolve else Web(settings)
