"""One pass over time: each document joins the cluster that it agrees with best, or opens one.

Single-pass clustering as in topic detection and tracking (J. Allan et al., "Topic detection and tracking pilot
study", 1998), with average agreement beside the best one so that a chain of near neighbours does not grow for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsprism.stages.cluster.neighbours import Floats, Ints


@dataclass(frozen=True, slots=True)
class Join:
    """When a document joins: `threshold` on the agreement, which loses `decay` an hour since the cluster's last news.

    `best` is the share of the nearest member in the agreement, the rest is the mean over at most `members` of them;
    a member too far to be a neighbour counts as `floor`. `silence` in hours closes a cluster.
    """

    threshold: float
    best: float = 0.5
    floor: float = 0.08
    members: int = 12
    decay: float = 0.0015
    silence: float = 96.0


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


CONFLICT = 0.12
"""What is taken off when the headlines name companies and share none: the same words, another firm's results."""


def assign(rows: Sequence[Row], join: Join, within: Sequence[int] | None = None) -> list[int]:
    """Return the cluster number of each row, numbered in order of first report.

    `within` are coarser clusters: a row then only joins rows of its own coarse cluster.
    """
    cluster: list[int] = []
    members: list[list[int]] = []
    for i, row in enumerate(rows):
        best = -1 if row.alone else _best_cluster(i, rows, cluster, members, join, within)
        if best < 0:
            best = len(members)
            members.append([])
        members[best].append(i)
        cluster.append(best)
    return cluster


def _best_cluster(
    i: int, rows: Sequence[Row], cluster: list[int], members: list[list[int]], join: Join, within: Sequence[int] | None
) -> int:
    row = rows[i]
    near: dict[int, list[float]] = defaultdict(list)
    for other, cosine in zip(row.near.tolist(), row.cosine.tolist(), strict=True):
        if not rows[other].alone and (within is None or within[other] == within[i]):
            near[cluster[other]].append(cosine)
    best, score = -1, join.threshold
    for candidate, cosines in near.items():
        gap = row.hour - rows[members[candidate][-1]].hour
        if gap > join.silence:
            continue
        agreement = _agreement(cosines, len(members[candidate]), join) - join.decay * gap
        if row.companies and _conflict(row.companies, [rows[m].companies for m in members[candidate][-join.members :]]):
            agreement -= CONFLICT
        if agreement >= score:
            best, score = candidate, agreement
    return best


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
