"""robots.txt (RFC 9309): may we read this, and how often. Known once an origin, for a while."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from protego import Protego

from newsprism.errors import AddressRefused, FetchFailed, NoConnection, RobotsForbid, ServerRefused, TooManyRedirects
from newsprism.net.address import Address
from newsprism.net.headers import ROBOT

LARGEST = 500 * 1024  # bytes that are read (RFC 9309, 2.5); the rest is left away
_REMEMBERED = 2_048  # origins
_LINE = re.compile(r"\s*([A-Za-z][A-Za-z _-]{0,30}?)\s*:\s*([^#]{0,2000})")
_AGENT = re.compile(r"user[ _-]?agents?\Z")
_RULES = {"allow": "Allow", "disallow": "Disallow", "dissallow": "Disallow", "crawl-delay": "Crawl-delay"}
_TOKEN = re.compile(r"[a-z_-]+")
_EARLIER_FAILURE = "robots.txt 를 얻지 못해 읽지 않습니다"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin allows, until a moment of the monotonic clock. `parsed` is None when all is forbidden, for `why`."""

    parsed: Protego | None
    why: str
    until: float


class _Origin:
    """One origin; the lock lets one thread ask while the others wait for what it learns."""

    __slots__ = ("lock", "rules")

    def __init__(self) -> None:
        self.lock = Lock()
        self.rules: Rules | None = None


class Robots:
    """Asks the robots.txt of origins, from any number of threads.

    `load` returns the content of an address, at most LARGEST bytes of it, or raises a FetchFailed about the subject
    that it is given, followed by more when redirects have led elsewhere.
    """

    def __init__(self, load: Callable[[str, str], bytes], ttl: float, retry: float) -> None:
        self._load = load
        self._ttl = ttl
        self._retry = retry
        self._origins: dict[str, _Origin] = {}
        self._lock = Lock()

    def check(self, address: Address, subject: str) -> float:
        """Return the seconds between requests that the origin wishes, 0.0 when it names none.

        Raises RobotsForbid about `subject`, and the fault itself where not even a connection was to be had.
        """
        rules = self._rules(address, subject)
        if rules.parsed is None:
            raise RobotsForbid(rules.why, subject=subject, advice="나중에 다시 시도하세요.")
        if not rules.parsed.can_fetch(address.text, ROBOT):
            what = "robots.txt 가 이 주소를 읽지 말라고 합니다"
            raise RobotsForbid(what, subject=subject, advice="소스에서 빼거나 사이트에 허락을 구하세요.")
        return rules.parsed.crawl_delay(ROBOT) or 0.0

    def _rules(self, address: Address, subject: str) -> Rules:
        with self._lock:
            origin = self._origins.pop(address.origin, None) or _Origin()
            self._origins[address.origin] = origin
            if len(self._origins) > _REMEMBERED:
                self._origins.pop(next(iter(self._origins)))
        with origin.lock:
            if origin.rules is None or origin.rules.until < monotonic():
                origin.rules = self._asked(address, subject)
            return origin.rules

    def _asked(self, address: Address, subject: str) -> Rules:
        try:
            content = self._load(f"{address.origin}/robots.txt", subject)
        except ServerRefused as fault:
            if fault.status < 500:
                return self._lasting("")
            return self._failed(f"서버 오류 {fault.status}")
        except TooManyRedirects:
            return self._lasting("")  # RFC 9309, 2.3.1.2: as if there were none
        except FetchFailed as fault:
            if isinstance(fault, NoConnection | AddressRefused) and fault.subject == subject:
                raise  # it would be the same for the page; another subject is a redirect of robots.txt
            return self._failed(fault.what)
        if len(content) >= LARGEST:
            content = content[: content.rfind(b"\n") + 1]  # half a rule would say something else
        return self._lasting(content.decode("utf-8-sig", "replace"))

    def _lasting(self, text: str) -> Rules:
        return Rules(Protego.parse("\n".join(relevant(text))), "", monotonic() + self._ttl)

    def _failed(self, why: str) -> Rules:
        return Rules(None, f"{_EARLIER_FAILURE}({why})", monotonic() + self._retry)


def relevant(text: str) -> Iterator[str]:
    """Give the lines of the groups that are for us or for all robots, in one spelling.

    Only they reach the parser: it keeps a rule once for each robot of the group, and a file can name thousands.
    """
    naming = meant = False
    for line in text.splitlines():
        found = _LINE.match(line)
        field, value = (found[1].lower(), found[2].strip()) if found else ("", "")
        if _AGENT.match(field):
            meant = meant and naming  # the first name after rules begins a group
            naming = True
            robot = _robot(value.lower())
            if robot:
                meant = True
                yield f"User-agent: {robot}"
        elif field in _RULES:
            naming = False
            if meant:
                yield f"{_RULES[field]}: {value}"


def _robot(value: str) -> str | None:
    """Return our name or ``*`` where a group says that it is for us, whatever version it adds; None for others."""
    if value == "*":
        return value
    token = _TOKEN.match(value)
    return ROBOT if token and token[0] == ROBOT else None
