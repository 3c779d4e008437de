"""The web behind one verb, fetch: asked politely, within limits, and never inside a private network nobody named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from newsprism.errors import TooManyRedirects
from newsprism.net import headers
from newsprism.net.address import Address, read
from newsprism.net.body import Limits
from newsprism.net.deadline import Deadline
from newsprism.net.exchange import Answer, Errand, Exchange
from newsprism.net.faults import broken, shown
from newsprism.net.guard import Guard, Resolver, system_resolver
from newsprism.net.options import Options
from newsprism.net.robots import LARGEST, Robots
from newsprism.protocols.services import Response
from newsprism.types.source import Mark

__all__ = ["Options", "Web"]

_ROBOTS_SECONDS = 10.0
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class _Journey:
    """What a fetch sets out with. `permit` returns the delay that the origin wishes, or raises; None: nobody is asked."""

    limits: Limits
    deadline: Deadline
    headers: Mapping[str, str]
    permit: Callable[[Address, str], float] | None


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where the redirects ended, after how many; `permanent`: all of them are to be remembered."""

    address: Address
    answer: Answer
    redirects: int
    permanent: bool


class Web:
    """Fetches addresses, from any number of threads at once; close it, or use it as a context.

    Redirects are followed one by one, and each is checked as if it had been asked for. One from https to http is
    followed: nothing secret is sent, and sites do it; but it is never told as `moved`, so that a source does not lose
    its https for good.
    """

    def __init__(self, options: Options | None = None, resolve: Resolver = system_resolver) -> None:
        self._options = options or Options()
        guard = Guard(self._options.allowed_hosts, resolve)
        self._exchange = Exchange(self._options, guard)
        self._robots = Robots(self._robots_text, self._options.robots_ttl, self._options.robots_retry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._exchange.close()

    def fetch(self, url: str, mark: Mark | None = None, limit: int | None = None) -> Response:
        """Return what `url` gives, asking only for what has changed since `mark`; at most `limit` bytes.

        Raises a FetchFailed that names the address, and after redirects where they led.
        """
        options = self._options
        limits = Limits(options.limit if limit is None else limit, options.ratio)
        journey = _Journey(limits, Deadline(options.total), _conditions(mark), self._robots.check)
        arrival = self._follow(url, shown(url), journey)
        return _response(url.strip(), arrival, mark)

    def _robots_text(self, url: str, subject: str) -> bytes:
        limits = Limits(LARGEST, self._options.ratio, cut=True)
        journey = _Journey(limits, Deadline(min(_ROBOTS_SECONDS, self._options.total)), {}, None)
        return self._follow(url, subject, journey).answer.content

    def _follow(self, url: str, subject: str, journey: _Journey) -> _Arrival:
        address, about = read(url, subject), subject
        seen = {address.text}
        permanent = True
        while True:
            answer = self._asked(address, about, journey)
            if answer.location is None:
                return _Arrival(address, answer, len(seen) - 1, permanent)
            ahead = address.join(answer.location)
            about = f"{subject} → {shown(ahead)}"
            there = read(ahead, about)
            self._count(there, seen, about)
            lowered = address.scheme == "https" and there.scheme == "http"
            permanent = permanent and answer.status in _PERMANENT and not lowered
            address = there

    def _asked(self, address: Address, subject: str, journey: _Journey) -> Answer:
        delay = journey.permit(address, subject) if journey.permit else 0.0
        polite = journey.permit is not None
        errand = Errand(address, subject, journey.deadline, journey.limits, journey.headers, delay, polite)
        answer = self._exchange.make(errand)
        if 300 <= answer.status < 400 and answer.location is None and not (answer.status == 304 and journey.headers):
            raise broken(f"다른 주소로 가라면서 그 주소를 밝히지 않았습니다({answer.status})", subject)
        return answer

    def _count(self, there: Address, seen: set[str], subject: str) -> None:
        most = self._options.redirects
        if there.text in seen:
            what = "리디렉션이 제자리를 맴돕니다"
        elif len(seen) > most:
            what = f"리디렉션이 {most}번을 넘습니다"
        else:
            seen.add(there.text)
            return
        raise TooManyRedirects(what, subject=subject, advice="브라우저에서 열어 마지막 주소를 소스로 쓰세요.")


def _conditions(mark: Mark | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed since `mark` (RFC 9110, 13.1)."""
    if mark is None:
        return {}
    told = {"If-None-Match": headers.validator(mark.etag), "If-Modified-Since": headers.validator(mark.modified)}
    return {name: value for name, value in told.items() if value}


def _response(asked: str, arrival: _Arrival, mark: Mark | None) -> Response:
    answer, text = arrival.answer, arrival.address.text
    unchanged = answer.status == 304
    content_type = answer.headers.get("content-type", "")
    # A server need not repeat its validators when nothing has changed.
    kept = mark if unchanged and mark else Mark(asked, "")
    return Response(
        url=text if arrival.redirects else asked,
        content=answer.content,
        media_type=headers.media_type(content_type),
        charset=headers.charset(content_type),
        etag=headers.validator(answer.headers.get("etag")) or kept.etag,
        modified=headers.validator(answer.headers.get("last-modified")) or kept.modified,
        unchanged=unchanged,
        moved=text if arrival.redirects and arrival.permanent else None,
        robots=headers.robot_directives(answer.headers.get_list("x-robots-tag")),
    )
