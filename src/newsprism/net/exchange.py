"""One request and its answer: in turn, in time, within limits, and once more where that may help."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx

from newsprism.errors import FetchFailed
from newsprism.formats.waiting import retry_after
from newsprism.net import faults
from newsprism.net.address import Address
from newsprism.net.body import ACCEPTED, Limits, Unpacking
from newsprism.net.deadline import Deadline
from newsprism.net.guard import Guard
from newsprism.net.options import Options
from newsprism.net.politeness import Politeness
from newsprism.net.transport import Attempt, Wire, attempting
from newsprism.version import __version__

_MOVED = frozenset({301, 302, 303, 307, 308})
_FLEETING = frozenset({429, 500, 502, 503, 504})
_OVERHEAD = 256 * 1024  # bytes of headers and of the marks between chunks, which a quarter of the limit is added to
_REST = 64 * 1024  # bytes of an unread body that are read so that the connection can be used again
_REST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Errand:
    """One request to be made. `subject` names it in errors; `delay` is the wish of robots.txt, in seconds.

    `polite`: it waits for the delay between requests to its host, and the next one waits after it.
    """

    address: Address
    subject: str
    deadline: Deadline
    limits: Limits
    headers: Mapping[str, str]
    delay: float = 0.0
    polite: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer below 400 with its unpacked content; that of a redirect is not read."""

    status: int
    headers: httpx.Headers
    content: bytes

    @property
    def location(self) -> bytes | None:
        """Where a redirect points to; None when this is none."""
        if self.status not in _MOVED:
            return None
        return next((value for name, value in self.headers.raw if name.lower() == b"location"), None)


@dataclass(frozen=True, slots=True)
class Setback:
    """A failure that may be over the next time; `after` are the seconds that the server asked to wait."""

    fault: FetchFailed
    after: float | None = None


class Exchange:
    """Makes requests, from any number of threads."""

    def __init__(self, options: Options, guard: Guard) -> None:
        self._options = options
        self._guard = guard
        self._politeness = Politeness(options.concurrency, options.per_host)
        self._client = httpx.Client(
            # Twice the requests at once: a connection that is kept for one host does not keep another waiting.
            transport=Wire(guard, 2 * options.concurrency, options.authorities),
            timeout=httpx.Timeout(options.read, connect=options.connect),
            headers={
                "User-Agent": user_agent(options.contact),
                "Accept": "*/*",
                "Accept-Language": "ko, en;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            trust_env=False,
            follow_redirects=False,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def make(self, errand: Errand) -> Answer:
        """Return the answer to `errand`; raises a FetchFailed about its subject, ServerRefused from 400 on."""
        address = errand.address
        self._guard.check(address.host, address.port, errand.subject)
        tried = 0
        while True:
            tried += 1
            outcome = self._tried(errand)
            if isinstance(outcome, Answer):
                return outcome
            pause = self._pause(outcome, tried)
            if pause is None or pause >= errand.deadline.left():
                raise outcome.fault
            if outcome.after:
                self._politeness.hold(self._line(address), pause)
            time.sleep(pause)

    def _pause(self, setback: Setback, tried: int) -> float | None:
        """Return the seconds before the next try: as asked, else random up to a doubling bound; None: not again."""
        if tried >= self._options.tries:
            return None
        if setback.after is None:
            return random.uniform(0, self._options.backoff * 2 ** (tried - 1))
        return setback.after if setback.after <= self._options.longest_retry_after else None

    def _tried(self, errand: Errand) -> Answer | Setback:
        with self._turn(errand):
            attempt = Attempt(errand.subject, errand.deadline, _allowance(errand.limits.limit))
            try:
                with attempting(attempt):
                    return self._sent(errand, attempt)
            except FetchFailed:
                raise
            except faults.FOREIGN as problem:
                fault = faults.translated(problem, self._scene(errand, attempt))
                if not faults.lost(problem, attempt.hung_up):
                    raise fault from problem
                fault.__cause__ = problem
                return Setback(fault)

    def _scene(self, errand: Errand, attempt: Attempt) -> faults.Scene:
        step = self._options.read if attempt.connected else self._options.connect
        seconds = step if errand.deadline.left() else errand.deadline.seconds
        return faults.Scene(errand.subject, seconds, attempt.connected, attempt.hung_up)

    @contextmanager
    def _turn(self, errand: Errand) -> Iterator[None]:
        """Wait for a turn; the deadline does not run meanwhile, and no request begins after it."""
        options = self._options
        delay = 0.0 if self._own(errand.address) else options.delay
        delay = max(delay, min(errand.delay, options.longest_crawl_delay))
        pace = delay if errand.polite else None
        with self._politeness.turn(self._line(errand.address), pace, options.patience, errand.subject) as waited:
            errand.deadline.extend(waited)
            if not errand.deadline.left():
                raise faults.out_of_time(errand.subject, errand.deadline.seconds)
            yield

    def _own(self, address: Address) -> bool:
        return self._guard.allows(address.host, address.port)

    def _line(self, address: Address) -> str:
        """Return what requests are lined up by: a public host is one machine on all ports, one's own often several."""
        return f"{address.host}:{address.port}" if self._own(address) else address.host

    def _sent(self, errand: Errand, attempt: Attempt) -> Answer | Setback:
        request = self._client.build_request("GET", errand.address.text, headers=errand.headers)
        response = self._client.send(request, stream=True)
        try:
            if response.status_code < 300:
                return Answer(response.status_code, response.headers, _content(response, errand))
            _finish(response, attempt)
        finally:
            response.close()
        if response.status_code < 400:
            return Answer(response.status_code, response.headers, b"")
        after = retry_after(response.headers.get("retry-after"))
        fault = faults.refused(response.status_code, errand.subject, after)
        if response.status_code in _FLEETING:
            return Setback(fault, after)
        raise fault


def user_agent(contact: str) -> str:
    """Return what we call ourselves; of `contact` what may stand in a header."""
    clean = "".join(c for c in contact if "!" <= c <= "~" and c not in "()\\")[:200]
    return f"NewsPrism/{__version__} (+{clean})" if clean else f"NewsPrism/{__version__}"


def _allowance(limit: int) -> int:
    return limit + limit // 4 + _OVERHEAD


def _content(response: httpx.Response, errand: Errand) -> bytes:
    declared = response.headers.get("content-length", "")
    size = int(declared) if declared.isascii() and declared.isdigit() else 0
    if size > errand.limits.limit and not errand.limits.cut:
        raise faults.too_large(errand.subject, errand.limits.limit, size)
    unpacking = Unpacking(errand.limits, errand.subject)
    return unpacking.content(response.iter_raw(), response.headers.get("content-encoding", ""))


def _finish(response: httpx.Response, attempt: Attempt) -> None:
    """Read a short rest, so that the connection can be used again; what it is does not matter any more."""
    whole, hung_up = attempt.deadline, attempt.hung_up
    attempt.deadline = Deadline(min(_REST_SECONDS, whole.left()))
    with suppress(FetchFailed, *faults.FOREIGN):
        came = 0
        for chunk in response.iter_raw():
            came += len(chunk)
            if came > _REST:
                break
    attempt.deadline, attempt.hung_up = whole, hung_up
