"""What is known of a publisher's clock (most Korean feeds give Asia/Seoul time under the label GMT)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Basis = Literal["late", "url", "never_late", "prior"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all items of a publisher say about its clock.

    `timed` of `items` have a time of first sight, in `fetches` distinct fetches; `late` of them are impossible as UTC
    but not as Seoul time; `freshest` is the least delay of the others, read as UTC. `url_seoul` and `url_utc` addresses
    hold a time that only the one or only the other reading allows. `korean` items look Korean.
    """

    items: int = 0
    timed: int = 0
    fetches: int = 0
    late: int = 0
    freshest: timedelta | None = None
    url_seoul: int = 0
    url_utc: int = 0
    korean: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        """Return the evidence of both; fetches are taken for distinct."""
        delays = [d for d in (self.freshest, other.freshest) if d is not None]
        return Evidence(
            self.items + other.items,
            self.timed + other.timed,
            self.fetches + other.fetches,
            self.late + other.late,
            min(delays, default=None),
            self.url_seoul + other.url_seoul,
            self.url_utc + other.url_utc,
            self.korean + other.korean,
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """How to read a publisher's times: subtract `offset_applied` from what claims to be UTC or claims nothing.

    `basis` names what in the evidence decided.
    """

    offset_applied: timedelta
    basis: Basis
    evidence: Evidence = Evidence()


RIGHT = Clock(timedelta(0), "prior")
"""A clock that is read as it is written."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock of one publisher after all its items so far."""

    publisher: str
    clock: Clock
