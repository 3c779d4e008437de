"""Labelled pairs of articles: what is measured of a grouping, and the peers that group by likeness.

A peer says for each two articles how alike they are; from a threshold on they are the same. Where the threshold is
called best, it is the one with the highest weighted F1 on these very labels: more than the peer could have outside.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsprism.errors import UnusableLabels
from newsprism.evaluation.bootstrap import SEED, interval_of_sums
from newsprism.evaluation.measures import Scores, b_cubed, b_cubed_of_judged, harmonic, pair_scores, share
from newsprism.evaluation.result import BEST, Judgement
from newsprism.evaluation.similarity import Links
from newsprism.text.ko.titles import comparable
from newsprism.types.document import Document
from newsprism.types.label import PairLabel

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

Close = Callable[[float], Links]

EXAMPLES = 20
_OTHERS = 3_000
"""How many articles without a label count, besides the labelled ones, for how rare a term is."""
_TRIED = 24
_SLIP = 1e-9


@dataclass(frozen=True, slots=True)
class Judged:
    """Labelled pairs whose articles are at hand.

    `left` and `right` number the `documents` of each pair; `true` says which pairs are the same, of `pairs` in order.
    `unknown` pairs have an article that was not read.
    """

    documents: tuple[Document, ...]
    pairs: tuple[PairLabel, ...]
    left: Ints
    right: Ints
    true: Bools
    weights: Floats
    unknown: int

    def gold(self) -> Ints:
        """Return the number of each document's gold group: what pairs of the same join, directly or in a chain."""
        return groups_of(len(self.documents), self.left[self.true], self.right[self.true])


def resolve(pairs: Sequence[PairLabel], documents: Iterable[Document], same: int, path: Path) -> Judged:
    """Return the pairs of articles that were read; a label of `same` or more says that they are the same.

    Raises UnusableLabels when no pair is known, or all known ones are of one class.
    """
    by_url: dict[str, Document] = {}
    for document in documents:
        if document.url:
            by_url.setdefault(document.url, document)
    known = tuple(p for p in pairs if p.url1 in by_url and p.url2 in by_url)
    if not known:
        raise UnusableLabels(
            f"라벨 {len(pairs)}쌍의 주소가 --from 의 기사에 하나도 없습니다(예: {pairs[0].url1})",
            subject=str(path),
            advice="라벨을 단 기사를 --from 으로 주세요.",
        )
    true = np.array([p.label >= same for p in known])
    if true.all() or not true.any():
        raise UnusableLabels(
            f"읽은 {len(known)}쌍의 라벨이 모두 한 가지입니다",
            subject=str(path),
            advice="같은 것과 다른 것이 모두 있어야 합니다.",
        )
    row = {url: i for i, url in enumerate(dict.fromkeys(u for p in known for u in (p.url1, p.url2)))}
    return Judged(
        tuple(by_url[url] for url in row),
        known,
        np.array([row[p.url1] for p in known]),
        np.array([row[p.url2] for p in known]),
        true,
        np.array([p.weight for p in known]),
        len(pairs) - len(known),
    )


def groups_of(count: int, left: Ints, right: Ints) -> Ints:
    """Return the number of each row's group when linked rows, directly or in a chain, are together."""
    graph = coo_array((np.ones(len(left)), (left, right)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def judge(judged: Judged, same: Bools, groups: Ints, seed: int = SEED) -> Judgement:
    """Measure a result: `same` for each pair, `groups` for each document."""
    pair = pair_scores(same.tolist(), judged.true.tolist(), judged.weights.tolist())
    weights = judged.weights
    by_pair = np.stack((weights * (same & judged.true), weights * same, weights * judged.true), axis=1)
    found, gold = dict(enumerate(groups.tolist())), dict(enumerate(judged.gold().tolist()))
    different = zip(judged.left[~judged.true].tolist(), judged.right[~judged.true].tolist(), strict=True)
    cubed = _table(b_cubed(found, gold).values())
    of_judged = _table(b_cubed_of_judged(found, gold, different).values())
    return Judgement(
        {
            "pair_f1": pair.f1,
            "pair_precision": pair.precision,
            "pair_recall": pair.recall,
            "b3_f1": _f1(cubed.sum(axis=0)),
            "b3_precision": float(cubed[:, 0].mean()),
            "b3_recall": float(cubed[:, 1].mean()),
            "b3_judged_f1": _f1(of_judged.sum(axis=0)),
        },
        {
            "pair_f1": interval_of_sums(by_pair, _pair_f1, seed=seed),
            "pair_precision": interval_of_sums(by_pair, lambda s: share(s[0], s[1]), seed=seed),
            "pair_recall": interval_of_sums(by_pair, lambda s: s[0] / s[2] if s[2] else math.nan, seed=seed),
            "b3_f1": interval_of_sums(cubed, _f1, seed=seed),
            "b3_judged_f1": interval_of_sums(of_judged, _f1, seed=seed),
        },
    )


def _pair_f1(sums: Floats) -> float:
    """Return the F1 out of weights (right, said, there); NaN where no pair is the same."""
    return harmonic(share(sums[0], sums[1]), sums[0] / sums[2]) if sums[2] else math.nan


def _table(items: Iterable[Scores]) -> Floats:
    return np.array([(one.precision, one.recall, 1.0) for one in items])


def _f1(sums: Floats) -> float:
    """Return the F1 of mean precision and mean recall out of their sums and the number of items."""
    return harmonic(sums[0] / sums[2], sums[1] / sums[2])


def best_threshold(likeness: Floats, true: Bools, weights: Floats) -> float:
    """Return the likeness from which calling pairs the same gives the highest weighted F1."""
    order = np.argsort(-likeness, kind="stable")
    sorted_likeness, hits = likeness[order], np.cumsum(weights[order] * true[order])
    f1 = 2 * hits / (np.cumsum(weights[order]) + (weights * true).sum())
    # Pairs of one likeness are called the same together, so only the last of them is a choice; 0 is no likeness.
    last = np.append(sorted_likeness[1:] < sorted_likeness[:-1], True) & (sorted_likeness > 0)
    if not last.any():
        return 1.0
    return float(sorted_likeness[np.flatnonzero(last)[np.argmax(f1[last])]])


def by_likeness(
    judged: Judged, likeness: Floats, close: Close, threshold: float | None = None, seed: int = SEED
) -> Judgement:
    """Measure a peer; `close` gives all pairs of documents from a likeness on, for its groups.

    Without `threshold` the best one is taken, and for B³ another one, the best for B³.
    """
    chosen = best_threshold(likeness, judged.true, judged.weights) if threshold is None else threshold
    # The same product, added up in another order, may differ in its last digits.
    same = likeness >= chosen - _SLIP
    tried = [chosen] if threshold is not None else [chosen, *_thresholds(likeness[judged.true])]
    links = close(min(tried) - _SLIP)
    gold: dict[int, int] = dict(enumerate(judged.gold().tolist()))
    found = {least: _linked(len(judged.documents), links, least - _SLIP) for least in dict.fromkeys(tried)}
    for_groups = max(found, key=lambda least: _b3(found[least], gold))
    measured = judge(judged, same, found[for_groups], seed)
    return Judgement(
        measured.measures,
        measured.intervals,
        {
            "threshold": chosen,
            "b3_threshold": for_groups,
            "threshold_is": BEST if threshold is None else "fixed",
        },
    )


def _thresholds(likeness: Floats) -> list[float]:
    """Return likenesses between the least and the greatest of pairs that are the same."""
    return [float(x) for x in np.quantile(likeness, np.linspace(0, 1, _TRIED)) if x > 0]


def _linked(count: int, links: Links, least: float) -> Ints:
    left, right, likeness = links
    near = likeness >= least
    return groups_of(count, left[near], right[near])


def _b3(groups: Ints, gold: Mapping[int, int]) -> float:
    items = b_cubed(dict(enumerate(groups.tolist())), gold).values()
    return harmonic(sum(one.precision for one in items), sum(one.recall for one in items))


def by_title(judged: Judged, seed: int = SEED) -> Judgement:
    """Measure the peer for which articles with equal headlines are the same."""
    first: dict[str, int] = {}
    titles = [comparable(d.title) or str(i) for i, d in enumerate(judged.documents)]
    groups = np.array([first.setdefault(title, i) for i, title in enumerate(titles)])
    return judge(judged, groups[judged.left] == groups[judged.right], groups, seed)


def others(documents: Sequence[Document], judged: Judged, seed: int = SEED) -> list[Document]:
    """Return a sample of the articles without a label, for how rare terms are."""
    labelled = {d.id for d in judged.documents}
    rest = [d for d in documents if d.id not in labelled]
    return random.Random(seed).sample(rest, min(_OTHERS, len(rest)))


def examples(judged: Judged, chosen: Bools) -> list[dict[str, object]]:
    """Return up to 20 of the chosen pairs, those that stand for most first."""
    order = sorted(np.flatnonzero(chosen).tolist(), key=lambda i: (-judged.weights[i], i))[:EXAMPLES]
    return [
        {"url1": p.url1, "url2": p.url2, "label": p.label, "weight": p.weight} for p in (judged.pairs[i] for i in order)
    ]


def unjudged_joins(judged: Judged, groups: Ints) -> int:
    """Return how many two labelled articles a result puts together that no label, nor chain of labels, speaks of.

    B³ counts each of them as wrong, although some may be right.
    """
    gold = judged.gold()
    spoken = {frozenset(pair) for pair in zip(judged.left.tolist(), judged.right.tolist(), strict=True)}
    members: dict[int, list[int]] = {}
    for row, group in enumerate(groups.tolist()):
        members.setdefault(group, []).append(row)
    return sum(
        bool(gold[a] != gold[b]) and frozenset((a, b)) not in spoken
        for rows in members.values()
        for place, a in enumerate(rows)
        for b in rows[:place]
    )


def label_counts(judged: Judged) -> Mapping[str, int]:
    """Return how many pairs have each label."""
    labels = [p.label for p in judged.pairs]
    return {str(label): labels.count(label) for label in sorted(set(labels), reverse=True)}
