"""Where articles come from, and what was seen there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

SourceId = NewType("SourceId", str)
Outcome = Literal["read", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place that is read again at every refresh.

    `kind` names the collector that reads it, `place` is an address or an absolute path. `name` is the publisher to
    print where an entry names none. `full` asks for the page behind each item of a feed or sitemap. A `paused` source
    is not read.
    """

    id: SourceId
    kind: str
    place: str
    name: str | None = None
    full: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What was seen of one address or file at the last visit, to ask only for what has changed.

    `etag` and `modified` are the server's validators as it sent them; of a file `modified` is its time of change in
    nanoseconds and its size. `digest` is the SHA-256 of the content, in hex.
    """

    place: str
    digest: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Visited:
    """How one visit to a source went. `fault` is one line: what was wrong and what to do.

    `reason` is the stable code of the fault (``timeout``, ``robots``, …); `entries` counts those not seen before.
    """

    source_id: SourceId
    at: datetime
    seconds: float
    outcome: Outcome
    entries: int = 0
    reason: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """What the entries of one source became in one refresh.

    `kept` and `cut` count characters of text that stayed and that were taken out as boilerplate; `dropped` counts
    what was left out by reason.
    """

    source_id: SourceId
    entries: int
    documents: int
    undated: int
    kept: int
    cut: int
    dropped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source is doing: `state` with a reason and a suggestion for people, and the figures behind them.

    Shares are between 0 and 1, None when there is nothing to divide. `per_day` is documents a day over the days looked
    at.
    """

    source: Source
    state: Literal["ok", "new", "stale", "failing", "dead", "paused"]
    last_success: datetime | None
    last_attempt: datetime | None
    last_document: datetime | None
    failures: int
    fault: str | None
    documents: int
    per_day: float
    dropped_share: float | None
    dropped: tuple[tuple[str, int], ...]
    undated_share: float | None
    boilerplate_share: float | None
    suggestion: str
