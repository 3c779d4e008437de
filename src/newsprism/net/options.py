"""What can be set of the way to the web."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask; times in seconds, sizes in bytes.

    `contact` is told to servers in the user agent. `allowed_hosts` are names (or addresses, each with ``:port`` where
    only one port is meant) that may lie inside a private network; an allowed name covers whatever it resolves to.
    `authorities` is a PEM file of certificate authorities to trust besides the public ones.

    `limit` holds for what comes over the wire and, again, for what it unpacks to; `ratio` is how many times its own
    size an answer may unpack to, once that is more than a megabyte. `total` is the time for one fetch with its
    redirects, retries and their pauses, without the time spent waiting for a turn; that is at most `patience`.

    `delay` is the time between two requests to one host, `per_host` and `concurrency` how many may be under way to one
    host and to all. A request is tried `tries` times; the pause before the next is random, up to `backoff` doubled
    each time. A server's own wish for a pause is granted up to `longest_retry_after`, and the delay that robots.txt
    wishes up to `longest_crawl_delay`. `robots_ttl` is how long a robots.txt counts as known, `robots_retry` how long
    the failure to get one does.
    """

    contact: str = ""
    allowed_hosts: frozenset[str] = frozenset()
    authorities: Path | None = None
    limit: int = 16 * MEGABYTE
    ratio: int = 300
    connect: float = 10.0
    read: float = 20.0
    total: float = 30.0
    patience: float = 600.0
    delay: float = 1.0
    per_host: int = 2
    concurrency: int = 16
    tries: int = 3
    backoff: float = 0.5
    longest_retry_after: float = 30.0
    longest_crawl_delay: float = 10.0
    redirects: int = 8
    robots_ttl: float = 12 * 3600.0
    robots_retry: float = 300.0
