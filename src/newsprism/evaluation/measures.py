"""The figures that say how good a result is; pure functions on counts, groups, orders and words.

Where a measure has several forms in use, the docstring says which one this is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and their harmonic mean, each between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean (C. J. van Rijsbergen, Information Retrieval, 1979, with beta 1)."""
        return harmonic(self.precision, self.recall)


def harmonic(left: float, right: float) -> float:
    """Return the harmonic mean; 0 when both are 0."""
    return 2 * left * right / (left + right) if left + right else 0.0


def share(part: float, whole: float) -> float:
    """Return part / whole; 0 of nothing."""
    return part / whole if whole else 0.0


def pair_scores(found: Iterable[bool], true: Iterable[bool], weights: Iterable[float]) -> Scores:
    """Return weighted precision and recall of pairs said to be the same (W. M. Rand, 1971, counts pairs so).

    A weight is how many pairs of the population a drawn pair stands for (D. Horvitz and D. Thompson, 1952).
    """
    hit = said = there = 0.0
    for one, other, weight in zip(found, true, weights, strict=True):
        hit += weight * (one and other)
        said += weight * one
        there += weight * other
    return Scores(share(hit, said), share(hit, there))


def b_cubed(found: Mapping[K, Hashable], gold: Mapping[K, Hashable]) -> dict[K, Scores]:
    """Return the precision and recall of each item of two groupings; their means are B³.

    A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector space model", 1998. An item's
    precision is the share of its found group that is in its gold group, itself included; recall the other way round.
    """
    in_found, in_gold = Counter(found.values()), Counter(gold.values())
    both = Counter((found[item], gold[item]) for item in found)
    return {
        item: Scores(
            both[found[item], gold[item]] / in_found[found[item]], both[found[item], gold[item]] / in_gold[gold[item]]
        )
        for item in found
    }


def b_cubed_of_judged(
    found: Mapping[K, Hashable], gold: Mapping[K, Hashable], different: Iterable[tuple[K, K]]
) -> dict[K, Scores]:
    """Return what `b_cubed` does, counting only items whose gold groups are known to be one, or known to differ.

    Where people judged single pairs, most of two items were never compared: B³ takes them for different. Here they count
    neither way: `different` are the pairs that were judged so, and they part the whole gold groups of both.
    """
    apart: dict[Hashable, set[Hashable]] = {}
    for left, right in different:
        apart.setdefault(gold[left], set()).add(gold[right])
        apart.setdefault(gold[right], set()).add(gold[left])
    in_gold = Counter(gold.values())
    both = Counter((found[item], gold[item]) for item in found)
    return {
        item: Scores(
            both[group, own] / (both[group, own] + sum(both[group, o] for o in apart.get(own, set()) - {own})),
            both[group, own] / in_gold[own],
        )
        for item, group in found.items()
        for own in (gold[item],)
    }


def ndcg(grades: Sequence[int], k: int) -> float | None:
    """Return nDCG@k of `grades` in the order of a ranking; None when all grades are 0.

    K. Järvelin and J. Kekäläinen, 2002, with the gain 2^grade - 1 (C. Burges et al., 2005) and the discount
    1 / log2(place + 1). The ideal order is that of the same grades.
    """
    ideal = _dcg(sorted(grades, reverse=True)[:k])
    return _dcg(grades[:k]) / ideal if ideal else None


def _dcg(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def rouge_n(summary: Sequence[str], reference: Sequence[str], size: int) -> float:
    """Return ROUGE-N as F1 over runs of `size` words (C.-Y. Lin, 2004)."""
    ours, theirs = _runs(summary, size), _runs(reference, size)
    both = (ours & theirs).total()
    return harmonic(share(both, ours.total()), share(both, theirs.total()))


def rouge_l(summary: Sequence[str], reference: Sequence[str]) -> float:
    """Return ROUGE-L as F1 over the longest common subsequence of the whole texts (C.-Y. Lin, 2004)."""
    both = longest_common(summary, reference)
    return harmonic(share(both, len(summary)), share(both, len(reference)))


def longest_common(left: Sequence[str], right: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, by bits (M. Crochemore et al., 2001)."""
    places: dict[str, int] = {}
    for place, word in enumerate(left):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(left)) - 1
    row = full
    for word in right:
        matched = row & places.get(word, 0)
        row = ((row + matched) | (row - matched)) & full
    return len(left) - row.bit_count()


def _runs(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def shingle_counts(found: str, true: str, size: int = 4) -> tuple[float, float, float]:
    """Return the shares (right, too much, missing) of runs of `size` words in a page's text.

    As the article extraction benchmark of Scrapinghub counts (Zyte, 2019): words are runs of word characters, and a
    text of fewer than `size` words is one run. Each page weighs the same.
    """
    ours, theirs = _shingles(found, size), _shingles(true, size)
    counts = ((ours & theirs).total(), (ours - theirs).total(), (theirs - ours).total())
    total = sum(counts)
    right, extra, missing = (share(count, total) for count in counts)
    return right, extra, missing


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(run for i in range(max(1, len(words) - size + 1)) if (run := tuple(words[i : i + size])))


def shingle_scores(pages: Sequence[tuple[float, float, float]]) -> Scores:
    """Return mean precision over pages with a found text and mean recall over pages with a true one."""
    precisions = [right / (right + extra) for right, extra, _ in pages if right + extra]
    recalls = [right / (right + missing) for right, _, missing in pages if right + missing]
    return Scores(share(math.fsum(precisions), len(precisions)), share(math.fsum(recalls), len(recalls)))


def balanced_accuracy(kept: float, caught: float) -> float:
    """Return the mean of the share of true claims that pass and the share of false ones that are caught."""
    return (kept + caught) / 2


def coverage(kept: Iterable[Hashable], wanted: Iterable[Hashable]) -> float | None:
    """Return the share of `wanted` that is among `kept`; None when nothing is wanted."""
    asked = set(wanted)
    return len(asked & set(kept)) / len(asked) if asked else None
