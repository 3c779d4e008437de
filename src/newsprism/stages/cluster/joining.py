"""Clusters out of links: of all that could be joined, what belongs together most surely is joined first.

Agglomerative clustering with a learned linkage: whether two clusters are one is decided by the surest link between
them, by the mean over all pairs of their members (a pair without a link counts as `floor`), by their sizes and by the
time between them. A chain of near neighbours so does not grow for ever, and no order of the input matters.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from newsprism.stages.cluster.links import Links
from newsprism.stages.cluster.vectors import Floats


@dataclass(frozen=True, slots=True)
class Linkage:
    """When two clusters are one: log-odds of at least `threshold`.

    `nearest` weighs the surest link, `mean` that of all pairs, `smaller` and `larger` the logarithms of the sizes,
    `days` the time between the end of one and the begin of the other; clusters more than `silence` hours apart stay so.
    Two clusters that stood before are one when a document agrees with each of them by `merge` or more.
    """

    bias: float
    nearest: float
    mean: float
    smaller: float
    larger: float
    days: float
    threshold: float = 0.0
    floor: float = -4.0
    silence: float = 96.0
    merge: float = math.inf


@dataclass(frozen=True, slots=True)
class Start:
    """The cluster of each row before anything is joined; those below `fixed` stand and are never joined to each other."""

    clusters: Sequence[int]
    fixed: int = 0


@dataclass(frozen=True, slots=True)
class Assigned:
    """The cluster of each row, and pairs of standing clusters that turned out to be one, the surer pair first.

    Standing clusters keep their number; others are numbered after them, in order of their first row.
    """

    clusters: list[int]
    ties: list[tuple[int, int]] = field(default_factory=list)


def joined(links: Links, hours: Floats, start: Start, linkage: Linkage) -> Assigned:
    """Join the clusters of `start` by the `links` between rows; `hours` are the times of the rows, ascending."""
    return Joining(links, hours, start, linkage).run()


class Joining:
    """One run; clusters are known by the numbers that they had at the start."""

    def __init__(self, links: Links, hours: Floats, start: Start, linkage: Linkage) -> None:
        self.linkage, self._start = linkage, start
        self._root: dict[int, int] = {}
        self._size: dict[int, int] = defaultdict(int)
        self._first: dict[int, float] = {}
        self._last: dict[int, float] = {}
        for cluster, hour in zip(start.clusters, hours.tolist(), strict=True):
            self._size[cluster] += 1
            self._first.setdefault(cluster, hour)
            self._last[cluster] = hour
        self._weight = {cluster: math.log(size) for cluster, size in self._size.items()}
        # By cluster and neighbour: the sum of what its links are above the floor, and the surest of them.
        self._near: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
        above = np.maximum(links.odds - linkage.floor, 0.0)
        for left, right, total, odds in zip(
            links.left.tolist(), links.right.tolist(), above.tolist(), links.odds.tolist(), strict=True
        ):
            self._link(start.clusters[left], start.clusters[right], total, odds)

    def run(self) -> Assigned:
        """Join what belongs together, and say what became of each row."""
        ties = self._ties()
        waiting = [(-score, a, b, self._size[a], self._size[b]) for a, b, score in self._pairs()]
        heapq.heapify(waiting)
        while waiting:
            _, a, b, size_a, size_b = heapq.heappop(waiting)
            # A cluster that has grown since was judged anew when it grew.
            if self._size.get(a) == size_a and self._size.get(b) == size_b:
                kept = self.join(a, b)
                for other, score in self._candidates(kept):
                    low, high = min(kept, other), max(kept, other)
                    heapq.heappush(waiting, (-score, low, high, self._size[low], self._size[high]))
        return Assigned(self._numbered(), ties)

    def join(self, a: int, b: int) -> int:
        """Make one cluster of two; return its number, which is the lower one."""
        kept, gone = min(a, b), max(a, b)
        self._root[gone] = kept
        self._size[kept] += self._size.pop(gone)
        self._weight[kept] = math.log(self._size[kept])
        del self._weight[gone]
        self._first[kept] = min(self._first[kept], self._first.pop(gone))
        self._last[kept] = max(self._last[kept], self._last.pop(gone))
        for other, (total, surest) in self._near.pop(gone, {}).items():
            del self._near[other][gone]
            if other != kept:
                self._link(kept, other, total, surest)
        return kept

    def evidence(self, a: int, b: int) -> tuple[float, float, float, float, float]:
        """Return what a linkage weighs, in the order of its coefficients."""
        total, surest = self._near[a][b]
        mean = total / (self._size[a] * self._size[b]) + self.linkage.floor
        ours, theirs = self._weight[a], self._weight[b]
        return surest, mean, min(ours, theirs), max(ours, theirs), self._hours(a, b) / 24

    def _link(self, a: int, b: int, total: float, surest: float) -> None:
        if a == b:
            return
        before = self._near[a].get(b)
        now = (total, surest) if before is None else (before[0] + total, max(before[1], surest))
        self._near[a][b] = self._near[b][a] = now

    def _hours(self, a: int, b: int) -> float:
        return max(0.0, self._first[a] - self._last[b], self._first[b] - self._last[a])

    def _score(self, a: int, b: int) -> float:
        k = self.linkage
        surest, mean, smaller, larger, days = self.evidence(a, b)
        return k.bias + k.nearest * surest + k.mean * mean + k.smaller * smaller + k.larger * larger + k.days * days

    def _pairs(self) -> Iterator[tuple[int, int, float]]:
        for a in sorted(self._near):
            for b, score in self._candidates(a):
                if a < b:
                    yield a, b, score

    def _candidates(self, a: int) -> Iterator[tuple[int, float]]:
        """Yield the clusters that `a` may be joined with, and the score of each."""
        k, fixed, ours = self.linkage, self._start.fixed, self._weight[a]
        # Most are out of the question whatever the mean and the times are: no mean is above its surest link.
        steepest, growth = k.nearest + max(k.mean, 0.0), max(k.smaller, 0.0) + max(k.larger, 0.0)
        best = k.bias + max(k.days, 0.0) * k.silence / 24 + min(k.mean, 0.0) * k.floor + 1e-9
        for b, (_, surest) in self._near[a].items():
            if best + steepest * surest + growth * max(ours, self._weight[b]) < k.threshold:
                continue
            if (a >= fixed or b >= fixed) and self._hours(a, b) <= k.silence:
                score = self._score(a, b)
                if score >= k.threshold:
                    yield b, score

    def _ties(self) -> list[tuple[int, int]]:
        """Return the pairs of standing clusters with which one document agrees."""
        found: dict[tuple[int, int], float] = {}
        for a in sorted(self._near):
            if a < self._start.fixed or self._size[a] > 1:
                continue
            agreed = sorted((b, s) for b, s in self._candidates(a) if b < self._start.fixed and s >= self.linkage.merge)
            for i, (b, score) in enumerate(agreed):
                for c, other in agreed[i + 1 :]:
                    found[b, c] = max(found.get((b, c), -math.inf), min(score, other))
        return sorted(found, key=lambda pair: (-found[pair], pair))

    def _numbered(self) -> list[int]:
        numbers: dict[int, int] = {}
        found = []
        for cluster in self._start.clusters:
            root = self._top(cluster)
            found.append(
                root if root < self._start.fixed else numbers.setdefault(root, self._start.fixed + len(numbers))
            )
        return found

    def _top(self, cluster: int) -> int:
        while cluster in self._root:
            cluster = self._root[cluster]
        return cluster
