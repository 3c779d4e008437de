"""Clusters out of links: of all that could be joined, what belongs together most surely is joined first.

Agglomerative clustering with a learned linkage: whether two clusters are one is decided by the surest link between
them, by the mean over all pairs of their members (a pair without a link counts as `floor`), by their sizes and by the
time between them. A chain of near neighbours so does not grow for ever, and no order of the input matters.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TypeVar

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from newsprism.stages.cluster.links import Links
from newsprism.stages.cluster.neighbours import Bools, Ints
from newsprism.stages.cluster.vectors import Floats

Number = TypeVar("Number", float, Floats)

Pair = tuple[float, int, int, int, int]
"""Two clusters that may be joined: the score, negative; the lower number and the higher; the sizes by which they were judged."""

_SLICE = 4096  # pairs turned into objects at once


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

    def score(self, surest: Number, mean: Number, smaller: Number, larger: Number, days: Number) -> Number:
        """Return the log-odds of two clusters, or of many pairs of them at once."""
        return (
            self.bias
            + self.nearest * surest
            + self.mean * mean
            + self.smaller * smaller
            + self.larger * larger
            + self.days * days
        )

    def least(self, weight: float, heaviest: float) -> float:
        """Return the surest link below which nothing is joined with a cluster of this logarithm of its size.

        `heaviest` is that of the largest cluster. No mean is above its surest link.
        """
        steepest = self.nearest + max(self.mean, 0.0)
        if steepest <= 0:
            return -math.inf
        return (self.wanting(weight, heaviest) - min(self.mean, 0.0) * self.floor) / steepest - 1e-9

    def wanting(self, weight: float, heaviest: float) -> float:
        """Return what surest link and mean must add at least before a cluster of this weight is joined."""
        sizes = max(self.larger * weight, self.larger * heaviest) + max(0.0, self.smaller * weight)
        return self.threshold - self.bias - max(self.days, 0.0) * self.silence / 24 - sizes


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


class _Begun:
    """The clusters of the start, and the pairs of them that have links: each once, the lower number first.

    Clusters fall into groups that no link ties which is sure enough to join any two. What lies between two groups can
    decide nothing and is left out, and the pairs of a group stand side by side: each is done with before the next one,
    so that the work for a report does not grow with the others at hand.
    """

    def __init__(self, links: Links, hours: Floats, clusters: Ints, linkage: Linkage, whole: bool) -> None:
        self._linkage = linkage
        count = int(clusters.max(initial=-1)) + 1
        self.size = np.bincount(clusters, minlength=count)
        sizes, place = np.unique(self.size, return_inverse=True)
        self.weight = np.array([math.log(max(1, size)) for size in sizes.tolist()])[place]
        self.first, self.last = np.zeros(count), np.zeros(count)
        # The last of several assignments to one place holds.
        self.first[clusters[::-1]] = hours[::-1]
        self.last[clusters] = hours
        left, right = clusters[links.left], clusters[links.right]
        apart = left != right
        keys, pair = np.unique((np.minimum(left, right) * count + np.maximum(left, right))[apart], return_inverse=True)
        self._low, self._high = np.divmod(keys, max(1, count))
        self.total = np.bincount(pair, np.maximum(links.odds[apart] - linkage.floor, 0.0), len(keys))
        self.surest = np.full(len(keys), -np.inf)
        np.maximum.at(self.surest, pair, links.odds[apart])
        self._group = np.zeros(count, np.int64) if whole else self._groups(count, len(hours))
        self._order_by_group()
        self.score, self._open = self._judge()

    def _groups(self, count: int, rows: int) -> Ints:
        """Return the group of each of `count` clusters, of which none ever has more than `rows` members."""
        heaviest = math.log(max(1, rows))
        sure = self.surest >= min(self._linkage.least(weight, heaviest) for weight in (0.0, heaviest))
        ones = np.ones(np.count_nonzero(sure), np.int8)
        tied = csr_matrix((ones, (self._low[sure], self._high[sure])), shape=(count, count))
        return np.asarray(connected_components(tied, directed=False)[1], np.int64)

    def _order_by_group(self) -> None:
        group = self._group[self._low]
        within = np.flatnonzero(group == self._group[self._high])
        chosen = within[np.argsort(group[within], kind="stable")]
        self._low, self._high = self._low[chosen], self._high[chosen]
        self.total, self.surest = self.total[chosen], self.surest[chosen]

    def near(self) -> dict[int, dict[int, int]]:
        """Return, by cluster and neighbour in both directions, the number of their pair."""
        ours, theirs = np.concatenate([self._low, self._high]), np.concatenate([self._high, self._low])
        order = np.lexsort((ours, self._group[ours]))
        begins = np.flatnonzero(np.diff(ours[order], prepend=-1))
        clusters = ours[order][begins]
        pairs = order % max(1, len(self._low))
        both = zip(theirs[order].tolist(), pairs.tolist(), strict=True)
        counts = np.diff([*begins.tolist(), len(order)])
        return {c: dict(islice(both, count)) for c, count in zip(clusters.tolist(), counts.tolist(), strict=True)}

    def possible(self, fixed: int) -> Iterator[Pair]:
        """Yield the pairs that may be joined, group by group, the surest of a group first."""
        kept = np.flatnonzero(self._open & (self.score >= self._linkage.threshold) & (self._high >= fixed))
        # Of equal ones the lower numbers first: that is how they stand already.
        order = kept[np.lexsort((-self.score[kept], self._group[self._low[kept]]))]
        for begin in range(0, len(order), _SLICE):
            part = order[begin : begin + _SLICE]
            low, high = self._low[part], self._high[part]
            columns = -self.score[part], low, high, self.size[low], self.size[high]
            yield from zip(*(column.tolist() for column in columns), strict=True)

    def ties(self, fixed: int) -> list[tuple[int, int]]:
        """Return the pairs of standing clusters with which one document agrees, the surer pair first."""
        least = max(self._linkage.threshold, self._linkage.merge)
        alone = (self._low < fixed) & (self._high >= fixed) & (self.size[self._high] == 1)
        agreed: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for i in np.flatnonzero(self._open & alone & (self.score >= least)).tolist():
            agreed[int(self._high[i])].append((int(self._low[i]), float(self.score[i])))
        found: dict[tuple[int, int], float] = {}
        for standing in agreed.values():
            for (b, one), (c, other) in combinations(standing, 2):
                found[b, c] = max(found.get((b, c), -math.inf), min(one, other))
        return sorted(found, key=lambda pair: (-found[pair], pair))

    def _judge(self) -> tuple[Floats, Bools]:
        """Return the log-odds of the pairs, and whether the time between the two lets them be joined at all."""
        low, high = self._low, self._high
        hours = np.maximum(0.0, np.maximum(self.first[low] - self.last[high], self.first[high] - self.last[low]))
        mean = self.total / (self.size[low] * self.size[high]) + self._linkage.floor
        ours, theirs = self.weight[low], self.weight[high]
        smaller, larger = np.minimum(ours, theirs), np.maximum(ours, theirs)
        score = self._linkage.score(self.surest, mean, smaller, larger, hours / 24)
        return score, np.asarray(hours <= self._linkage.silence)


class Joining:
    """One run; clusters are known by the numbers that they had at the start.

    `whole`: also keep links that cannot decide anything, for who wants to know what stands between any two clusters.
    """

    whole = False

    def __init__(self, links: Links, hours: Floats, start: Start, linkage: Linkage) -> None:
        self.linkage, self._start = linkage, start
        self._root: dict[int, int] = {}
        begun = _Begun(links, hours, np.asarray(start.clusters, np.int64), linkage, self.whole)
        # By cluster; of one that was taken into another the size is zero.
        self._size: list[int] = begun.size.tolist()
        self._weight: list[float] = begun.weight.tolist()
        self._first: list[float] = begun.first.tolist()
        self._last: list[float] = begun.last.tolist()
        self._heaviest = max(self._weight, default=0.0)
        # By cluster and neighbour the number of their pair; by pair the sum of what its links are above the floor, and the
        # surest of them. Numbers in place of tuples, since the garbage collector looks at every tuple again and again.
        self._near = begun.near()
        self._total, self._surest = array("d", begun.total), array("d", begun.surest)
        self._read = linkage, start.fixed, self._size, self._weight, self._first, self._last, self._total, self._surest
        self._possible = begun.possible(start.fixed)
        self._ties = begun.ties(start.fixed)

    def run(self) -> Assigned:
        """Join what belongs together, and say what became of each row."""
        # Each queue holds pairs in order of their score: one those of the start, and one for each cluster that grew. Only
        # the first of each waits, so that the many that never come to be the surest are never looked at.
        waiting: list[tuple[Pair, Iterator[Pair]]] = []
        self._wait(self._possible, waiting)
        while waiting:
            (_, a, b, size_a, size_b), queue = heapq.heappop(waiting)
            # A cluster that has grown since was judged anew when it grew.
            if self._size[a] == size_a and self._size[b] == size_b:
                self._wait(iter(self._candidates(self.join(a, b))), waiting)
            self._wait(queue, waiting)
        return Assigned(self._numbered(), self._ties)

    def join(self, a: int, b: int) -> int:
        """Make one cluster of two; return its number, which is the lower one."""
        kept, gone = min(a, b), max(a, b)
        self._root[gone] = kept
        self._size[kept] += self._size[gone]
        self._size[gone] = 0
        self._weight[kept] = math.log(self._size[kept])
        self._heaviest = max(self._heaviest, self._weight[kept])
        self._first[kept] = min(self._first[kept], self._first[gone])
        self._last[kept] = max(self._last[kept], self._last[gone])
        near, ours, total, surest = self._near, self._near[kept], self._total, self._surest
        for other, pair in near.pop(gone).items():
            theirs = near[other]
            del theirs[gone]
            if other != kept:
                same = ours.setdefault(other, pair)
                if same == pair:
                    theirs[kept] = pair
                else:
                    total[same] += total[pair]
                    surest[same] = max(surest[same], surest[pair])
        return kept

    def evidence(self, a: int, b: int) -> tuple[float, float, float, float, float]:
        """Return what a linkage weighs, in the order of its coefficients."""
        pair = self._near[a][b]
        mean = self._total[pair] / (self._size[a] * self._size[b]) + self.linkage.floor
        ours, theirs = self._weight[a], self._weight[b]
        hours = max(0.0, self._first[a] - self._last[b], self._first[b] - self._last[a])
        return self._surest[pair], mean, min(ours, theirs), max(ours, theirs), hours / 24

    def _wait(self, queue: Iterator[Pair], waiting: list[tuple[Pair, Iterator[Pair]]]) -> None:
        """Let the first pair of `queue` that still is as it was judged wait for its turn."""
        size = self._size
        for pair in queue:
            if size[pair[1]] == pair[3] and size[pair[2]] == pair[4]:
                heapq.heappush(waiting, (pair, queue))
                return

    def _candidates(self, a: int) -> list[Pair]:
        """Return the pairs of `a` and the clusters that it may be joined with, the surest first."""
        k, fixed, size, weight, first, last, total, surest = self._read
        floor, silence, threshold, least = k.floor, k.silence, k.threshold, k.least(weight[a], self._heaviest)
        size_a, ours, first_a, last_a = size[a], weight[a], first[a], last[a]
        # The mean is highest with a cluster of one: most of what is near a large cluster need not be looked at closer.
        steep, wanting = max(k.mean, 0.0) / size_a, k.wanting(ours, self._heaviest) - k.mean * floor - 1e-9
        by_nearest, found = k.nearest, list[Pair]()
        # As `evidence` and `score` have it; written out, because most of the time of a run is spent in this loop.
        for b, pair in self._near[a].items():
            nearest = surest[pair]
            if nearest < least or by_nearest * nearest + steep * total[pair] < wanting or (a < fixed and b < fixed):
                continue
            before, after = first_a - last[b], first[b] - last_a
            hours = before if before > after else after
            if hours > silence:
                continue
            size_b, theirs = size[b], weight[b]
            smaller, larger = (ours, theirs) if ours < theirs else (theirs, ours)
            mean = total[pair] / (size_a * size_b) + floor
            score = (
                k.bias
                + by_nearest * nearest
                + k.mean * mean
                + k.smaller * smaller
                + k.larger * larger
                + k.days * (hours / 24 if hours > 0 else 0.0)
            )
            if score >= threshold:
                found.append((-score, a, b, size_a, size_b) if a < b else (-score, b, a, size_b, size_a))
        found.sort()
        return found

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
