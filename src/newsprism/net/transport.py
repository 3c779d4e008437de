"""The way from httpx to the socket: addresses that were checked, and time and bytes that are counted.

The name of a host is looked up once, here, and the connection is made to an address of that very answer, so that a
name server cannot answer the check with one address and the connection with another. TLS still verifies the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import httpcore
import httpx

from newsprism.net.deadline import Deadline
from newsprism.net.faults import too_large
from newsprism.net.guard import Guard
from newsprism.wire.connections import Connection, Pool, response

_QUICK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux only; it does not last, so it is set at each read
_PLACES = 4  # addresses of one host that are tried


class Attempt:
    """One request under way: what it may still cost, and how far its connection came.

    `connected`: it was sent on a connection that stood. `hung_up`: the server closed that. `allowance` is in bytes, headers included.
    """

    __slots__ = ("allowance", "connected", "deadline", "hung_up", "subject")

    def __init__(self, subject: str, deadline: Deadline, allowance: int) -> None:
        self.subject = subject
        self.deadline = deadline
        self.allowance = allowance
        self.connected = False
        self.hung_up = False

    def seconds(self, asked: float | None) -> float:
        """Return how long one step may take that was given `asked` seconds; a time-out when nothing is left."""
        left = self.deadline.left()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if asked is None else min(asked, left)

    def received(self, data: bytes) -> bytes:
        """Count what came; ResponseTooLarge when it is more than was allowed."""
        self.hung_up = not data
        self.allowance -= len(data)
        if self.allowance < 0:
            raise too_large(self.subject)
        return data


_current: ContextVar[Attempt] = ContextVar("attempt")


@contextmanager
def attempting(attempt: Attempt) -> Iterator[Attempt]:
    """Let the connections used in this thread count for `attempt`: the client itself has no total time limit."""
    token = _current.set(attempt)
    try:
        yield attempt
    finally:
        _current.reset(token)


class Wire(Pool):
    """Sends requests over connections that the guard lets through. Cookies do not come past it."""

    def __init__(self, guard: Guard, connections: int, authorities: Path | None = None) -> None:
        super().__init__(_Backend(guard), connections, _trusting(authorities))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises what httpcore raises, AddressRefused, ServerUnreachable or ResponseTooLarge."""
        answer = self.sent(request)
        return response(answer, [(name, value) for name, value in answer.headers if name.lower() != b"set-cookie"])


class _Backend(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        attempt = _current.get()
        budget = Deadline(attempt.seconds(timeout))
        places = self._guard.places(host, port, attempt.subject, budget.left())[:_PLACES]
        for left in range(len(places), 1, -1):
            # A dead address, such as IPv6 behind a router without it, may not use up the time of the next.
            share = attempt.seconds(budget.left() / left)
            try:
                return self._connect(places[-left], port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(places[-1], port, attempt.seconds(budget.left()))

    def _connect(self, place: str, port: int, seconds: float) -> httpcore.NetworkStream:
        if seconds <= 0:
            raise httpcore.ConnectTimeout("deadline")
        return _Stream(self._sockets.connect_tcp(place, port, timeout=seconds))


class _Stream(Connection):
    """A connection whose every step counts for the attempt that uses it."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        super().__init__(inner)
        self._socket: socket.socket = inner.get_extra_info("socket")

    def seconds(self, asked: float | None) -> float:
        return _current.get().seconds(asked)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        attempt = _current.get()
        attempt.connected = True
        if _QUICK is not None:
            # A server that writes head and body apart waits for our acknowledgement, which the system holds for 40 ms.
            self._socket.setsockopt(socket.IPPROTO_TCP, _QUICK, 1)
        return attempt.received(super().read(max_bytes, timeout))


def _trusting(authorities: Path | None) -> ssl.SSLContext:
    if authorities is None:
        return _public()
    context = httpx.create_ssl_context(trust_env=False)
    context.load_verify_locations(cafile=authorities)
    return context


@cache
def _public() -> ssl.SSLContext:
    """Return the context of the public authorities, whose certificates take longer to read than a fetch."""
    return httpx.create_ssl_context(trust_env=False)
