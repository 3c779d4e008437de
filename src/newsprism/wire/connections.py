"""From httpx to the socket: requests over a pool whose connections are our own, so that they can count and time.

httpx knows limits for one step only. What a whole exchange may take, and which addresses it may go to, is decided by
the connections: each user of this module makes its own kind.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from typing import Any, Self

import httpcore
import httpx

_KEEP_ALIVE = 15.0  # seconds; many servers close after 5 to 75, and a closed connection is noticed

Headers = list[tuple[bytes, bytes]]


class Pool(httpx.BaseTransport):
    """Sends requests over at most `most` connections that `backend` makes, TLS by `context`."""

    def __init__(self, backend: httpcore.NetworkBackend, most: int, context: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=most, keepalive_expiry=_KEEP_ALIVE, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises what httpcore and the connections raise."""
        answer = self.sent(request)
        return response(answer, answer.headers)

    def sent(self, request: httpx.Request) -> httpcore.Response:
        """Send one request and return the answer as it comes, its body still on the way."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        return self._pool.handle_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.read(),
                extensions=request.extensions,
            )
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def response(answer: httpcore.Response, headers: Headers) -> httpx.Response:
    """Return an answer with these headers for httpx; its body is read through and closed with it."""
    return httpx.Response(answer.status, headers=headers, stream=_Body(answer))


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Connection(httpcore.NetworkStream):
    """A connection that passes everything on to `inner`; a kind of it says how long a step may take."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def seconds(self, asked: float | None) -> float | None:
        """Return how long one step may take that was given `asked` seconds."""
        return asked

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what comes, at most `max_bytes`."""
        return self._inner.read(max_bytes, self.seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`."""
        self._inner.write(buffer, self.seconds(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Self:
        """Return a connection of the same kind inside TLS."""
        return type(self)(self._inner.start_tls(ssl_context, server_hostname, self.seconds(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """Return what the socket knows of itself."""
        return self._inner.get_extra_info(info)


class Direct(httpcore.NetworkBackend):
    """Connects to whatever address is asked for, by connections of one kind."""

    def __init__(self, kind: type[Connection]) -> None:
        self._kind = kind
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to `host`."""
        return self._kind(self._sockets.connect_tcp(host, port, timeout, local_address, socket_options))
