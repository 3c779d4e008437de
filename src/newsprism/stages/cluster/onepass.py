"""One pass over time: each document joins the cluster that it agrees with best, or opens one.

Single-pass clustering as in topic detection and tracking (J. Allan et al., "Topic detection and tracking pilot
study", 1998), with average agreement beside the best one so that a chain of near neighbours does not grow for ever.
"""

from __future__ import annotations

import math
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from newsprism.stages.cluster.neighbours import Floats, Ints


@dataclass(frozen=True, slots=True)
class Join:
    """When a document joins: `threshold` on the agreement, which loses `decay` an hour since the cluster's last news.

    `best` is the share of the nearest member in the agreement, the rest is the mean over at most `members` of them;
    a member too far to be a neighbour counts as `floor`. `silence` in hours closes a cluster. Two clusters that stood
    before are one when a document agrees with each of them by `merge` or more.
    """

    threshold: float
    best: float = 0.5
    floor: float = 0.08
    members: int = 12
    decay: float = 0.0015
    silence: float = 96.0
    merge: float = math.inf


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a document besides its neighbours: hour, near neighbours with cosines, companies in its title.

    `alone` keeps a document from joining anything (recurring notices, columns).
    """

    hour: float
    near: Ints
    cosine: Floats
    companies: frozenset[str]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """Clusters that stand before the pass: the number of each row's cluster, -1 for rows still to be assigned.

    There are `count` of them, numbered from 0; some may have no row.
    """

    clusters: Sequence[int] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Assigned:
    """The cluster number of each row, and pairs of standing clusters that turned out to be one."""

    clusters: list[int]
    ties: list[tuple[int, int]] = field(default_factory=list)


CONFLICT = 0.12
"""What is taken off when the headlines name companies and share none: the same words, another firm's results."""


def assign(
    rows: Sequence[Row], join: Join, within: Sequence[object] | None = None, given: Given | None = None
) -> Assigned:
    """Assign each row to a cluster; new clusters are numbered in order of first report after those that are `given`.

    `rows` are in order of time. `within` names the coarser cluster of each row: it then only joins rows of its own one.
    """
    return _Pass(rows, join, within, given or Given()).run()


class _Pass:
    def __init__(self, rows: Sequence[Row], join: Join, within: Sequence[object] | None, given: Given) -> None:
        self._rows, self._join, self._within, self._given = rows, join, within, given
        self._cluster = list(given.clusters) or [-1] * len(rows)
        self._members: list[list[int]] = [[] for _ in range(given.count)]  # ascending, so in order of time
        for i, number in enumerate(self._cluster):
            if number >= 0:
                self._members[number].append(i)
        self._ties: list[tuple[int, int]] = []

    def run(self) -> Assigned:
        for i, number in enumerate(self._cluster):
            if number < 0:
                self._place(i)
        return Assigned(self._cluster, self._ties)

    def _place(self, i: int) -> None:
        best, score = -1, self._join.threshold
        agreements = {} if self._rows[i].alone else dict(self._agreements(i))
        for candidate, agreement in agreements.items():
            if agreement >= score:
                best, score = candidate, agreement
        if best < 0:
            best = len(self._members)
            self._members.append([])
        elif score >= self._join.merge and best < self._given.count:
            self._tie(i, best, agreements)
        insort(self._members[best], i)
        self._cluster[i] = best

    def _agreements(self, i: int) -> Iterator[tuple[int, float]]:
        """Yield the clusters that the row has neighbours in, and how far it agrees with each."""
        near: dict[int, list[float]] = defaultdict(list)
        for other, cosine in zip(self._rows[i].near.tolist(), self._rows[i].cosine.tolist(), strict=True):
            if not self._rows[other].alone and (self._within is None or self._within[other] == self._within[i]):
                near[self._cluster[other]].append(cosine)
        for candidate, cosines in near.items():
            gap = self._gap(i, candidate)
            if gap <= self._join.silence:
                agreement = _agreement(cosines, len(self._members[candidate]), self._join) - self._join.decay * gap
                yield candidate, agreement - (CONFLICT if self._conflicts(i, candidate) else 0.0)

    def _gap(self, i: int, candidate: int) -> float:
        """Return the hours between the row and the nearest end of the cluster's time, 0 within it."""
        first, last = self._members[candidate][0], self._members[candidate][-1]
        hour = self._rows[i].hour
        return max(0.0, hour - self._rows[last].hour, self._rows[first].hour - hour)

    def _conflicts(self, i: int, candidate: int) -> bool:
        mine = self._rows[i].companies
        return bool(mine) and _conflict(mine, [self._rows[m].companies for m in self._around(i, candidate)])

    def _around(self, i: int, candidate: int) -> list[int]:
        """Return members of the cluster up to the row's time, or the first ones where there are too few."""
        members, most = self._members[candidate], self._join.members
        place = bisect(members, i)
        return members[max(0, place - most) : max(place, most)]

    def _tie(self, i: int, best: int, agreements: dict[int, float]) -> None:
        for other, agreement in agreements.items():
            if other != best and other < self._given.count and agreement >= self._join.merge:
                named = [self._named(i, c) for c in (best, other)]
                if not any(self._conflicts(i, c) for c in (best, other)) and not (
                    all(named) and named[0].isdisjoint(named[1])
                ):
                    self._ties.append((best, other))

    def _named(self, i: int, candidate: int) -> frozenset[str]:
        return frozenset().union(*(self._rows[m].companies for m in self._around(i, candidate)))


def _agreement(cosines: list[float], size: int, join: Join) -> float:
    top = sorted(cosines, reverse=True)[: join.members]
    counted = max(min(size, join.members), len(top))
    mean = (sum(top) + join.floor * (counted - len(top))) / counted
    return join.best * top[0] + (1.0 - join.best) * mean


def _conflict(mine: frozenset[str], theirs: Sequence[frozenset[str]]) -> bool:
    named = [names for names in theirs if names]
    return bool(named) and all(not (mine & names) for names in named)


def empty_row(hour: float) -> Row:
    """Return a row that joins nothing."""
    return Row(hour, np.empty(0, np.int64), np.empty(0, np.float32), frozenset(), alone=True)
