"""Connections whose reads are timed by what is being waited for: httpx knows one limit for all of them.

A chat server thinks before the first word and then speaks without long pauses, so the wait for the first piece, the
silence between two and the whole answer have limits of their own.
"""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic
from typing import Literal

import httpcore
import httpx

from newsprism.wire.connections import Connection, Direct, Pool, response

Waiting = Literal["connect", "first", "silence", "total"]
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


class Wire(Pool):
    """Sends requests over connections that are timed by the ``watch`` among a request's extensions."""

    def __init__(self) -> None:
        super().__init__(Direct(_Timed), _CONNECTIONS, httpx.create_ssl_context(trust_env=False))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises what httpcore raises."""
        watch: Watch = request.extensions["watch"]
        token = _current.set(watch)
        try:
            answer = self.sent(request)
        finally:
            _current.reset(token)
        stream = answer.extensions.get("network_stream")
        if isinstance(stream, _Timed):
            # The body may be read from another thread, so that the connection itself has to know.
            stream.watch = watch
        return response(answer, answer.headers)


class _Timed(Connection):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        super().__init__(inner)
        self.watch: Watch | None = None

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        watch = _current.get() or self.watch
        return self._inner.read(max_bytes, watch.seconds() if watch else timeout)
