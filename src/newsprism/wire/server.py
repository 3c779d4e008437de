"""A server that the user named in a setting: its address, the key of the environment, and asking once more.

It may be anywhere, this machine included. What is told of a failure names the address without anything secret, and
never what the server said: servers repeat the key and the question in their errors.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TypeVar
from urllib.parse import urlsplit

from newsprism.errors import NewsPrismError
from newsprism.version import __version__

T = TypeVar("T")

FLEETING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses that may be over the next time."""
LATER = "한도를 늘리거나 나중에 다시 실행하세요."
"""What to do about 429."""


@dataclass(frozen=True, slots=True)
class Persistence:
    """How often is tried, and how long is waited between two tries, in seconds.

    `longest_wait` is the most that a server may ask for; the pauses grow from `backoff` twofold, with some chance.
    """

    tries: int = 3
    longest_wait: float = 30.0
    backoff: float = 0.5

    def again(self, setback: Setback, tried: int) -> None:
        """Sleep before the next try; raises the fault of `setback` when there is none, or none that is worth it."""
        if tried >= self.tries or (setback.after or 0) > self.longest_wait:
            raise setback.fault from setback
        chance = random.uniform(0.5, 1.0) * self.backoff * 2.0 ** (tried - 1)
        time.sleep(chance if setback.after is None else setback.after + chance / 4)

    def until_done(self, attempt: Callable[[], T]) -> T:
        """Return what `attempt` returns, tried again after each Setback that is worth it; raises its fault else."""
        for tried in count(1):
            try:
                return attempt()
            except Setback as setback:
                self.again(setback, tried)
        raise AssertionError("the last try returns or raises")


class Setback(Exception):
    """A failure that may be over the next time; `after` are the seconds that the server asked to wait."""

    def __init__(self, fault: NewsPrismError, after: float | None = None) -> None:
        self.fault = fault
        self.after = after
        super().__init__(fault, after)


def answered(status: int) -> str:
    """Return what to say of a status that is no answer."""
    return f"서버가 {status}(으)로 답했습니다"


def check_key(variable: str) -> str:
    """Return what to do about a key that is wrong."""
    return f"환경 변수 {variable} 를 확인하세요."


def headers(key: str, fault: Callable[[str], NewsPrismError]) -> dict[str, str]:
    """Return what every request carries: who asks, and `key` as a bearer token where there is one.

    Raises `fault` of a text for a key that cannot be sent.
    """
    told = {"User-Agent": f"newsprism/{__version__}"}
    if not key:
        return told
    if not (key.isascii() and key.isprintable()) or " " in key:
        # Told here: the HTTP library would repeat the key in its error.
        raise fault("열쇠에 보낼 수 없는 글자가 있습니다")
    return {**told, "Authorization": f"Bearer {key}"}


def address(url: str, path: str, fault: type[NewsPrismError], setting: str) -> str:
    """Return the address of the interface at `path` of a server (``/chat/completions``), without user and query.

    `url` may end in the path or before it; without any it is that of ``/v1``. Raises `fault` about `setting` for what
    is no address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise fault(
            "http(s) 주소가 아니거나 주소 안에 사용자 이름이 있습니다",
            subject=setting,
            advice="http://localhost:11434/v1 처럼 쓰세요.",
        )
    shown = f"[{host}]" if ":" in host else host
    there = parts.path.rstrip("/") or "/v1"
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{there.removesuffix(path)}{path}"
