"""Connections whose reads are timed by what is being waited for: httpx knows one limit for all of them.

A chat server thinks before the first word and then speaks without long pauses, so the wait for the first piece, the
silence between two and the whole answer have limits of their own.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from time import monotonic
from typing import Any, Literal

import httpcore
import httpx

Waiting = Literal["connect", "first", "silence", "total"]
_KEEP_ALIVE = 15.0  # seconds
_CONNECTIONS = 64


class Watch:
    """The time that one question may take, in seconds. `waiting` says which limit holds just now."""

    __slots__ = ("_end", "_first", "_silence", "_spoken", "waiting")

    def __init__(self, first: float, silence: float, total: float) -> None:
        self._first, self._silence = first, silence
        self._end = monotonic() + total
        self._spoken = False
        self.waiting: Waiting = "connect"

    def heard(self) -> None:
        """Note that a piece of the answer came."""
        self._spoken = True

    def left(self) -> float:
        """Return the seconds until the answer has to be whole."""
        return self._end - monotonic()

    def seconds(self) -> float:
        """Return how long the next read may take; raises a time-out when nothing is left."""
        step, name = (self._silence, "silence") if self._spoken else (self._first, "first")
        left = self.left()
        self.waiting = "total" if left < step else ("silence" if name == "silence" else "first")
        if left <= 0:
            raise httpcore.ReadTimeout("total")
        return min(step, left)


_current: ContextVar[Watch | None] = ContextVar("watch", default=None)


class Wire(httpx.BaseTransport):
    """Sends requests over connections that are timed by the ``watch`` among a request's extensions."""

    def __init__(self) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=_CONNECTIONS,
            keepalive_expiry=_KEEP_ALIVE,
            network_backend=_Backend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises what httpcore raises."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        watch: Watch = request.extensions["watch"]
        token = _current.set(watch)
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    content=request.read(),
                    extensions=request.extensions,
                )
            )
        finally:
            _current.reset(token)
        stream = answer.extensions.get("network_stream")
        if isinstance(stream, _Stream):
            # The body may be read from another thread, so that the connection itself has to know.
            stream.watch = watch
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._sockets.connect_tcp(host, port, timeout, local_address, socket_options))


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner
        self.watch: Watch | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        watch = _current.get() or self.watch
        return self._inner.read(max_bytes, watch.seconds() if watch else timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
