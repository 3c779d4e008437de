"""Peers that rank, summarise or check by words alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

_K1, _B = 1.2, 0.75
_DAMPING, _ROUNDS = 0.85, 50
_SENTENCES = 3


def bm25(texts: Sequence[Sequence[str]], query: Mapping[str, float]) -> list[float]:
    """Return the score of each text (its terms) for weighted terms.

    Okapi BM25 with k1 1.2 and b 0.75 (S. Robertson and S. Walker, 1994); rarity is counted on these texts.
    """
    counted = [Counter(terms) for terms in texts]
    lengths = [counts.total() for counts in counted]
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    holding = Counter(term for counts in counted for term in counts if term in query)
    rarity = {t: math.log1p((len(texts) - n + 0.5) / (n + 0.5)) for t, n in holding.items()}

    def score(counts: Counter[str], length: int) -> float:
        room = _K1 * (1 - _B + _B * length / mean)
        found = sorted(counts.keys() & rarity.keys())
        return sum(query[t] * rarity[t] * counts[t] * (_K1 + 1) / (counts[t] + room) for t in found)

    return [score(counts, length) for counts, length in zip(counted, lengths, strict=True)]


def lead3(sentences: Sequence[str]) -> list[str]:
    """Return the first three sentences."""
    return list(sentences[:_SENTENCES])


def textrank(sentences: Sequence[str], words: Sequence[Collection[str]]) -> list[str]:
    """Return the three sentences of the highest TextRank (R. Mihalcea and P. Tarau, 2004), in their order.

    Two sentences are linked by their shared words over the sum of the logarithms of their lengths.
    """
    sets = [frozenset(w) for w in words]
    size = len(sets)
    links = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            bottom = math.log(len(sets[i]) or 1) + math.log(len(sets[j]) or 1)
            links[i, j] = links[j, i] = len(sets[i] & sets[j]) / bottom if bottom else 0.0
    sums = links.sum(axis=0)
    steps = links / np.where(sums > 0, sums, 1.0)
    rank = np.full(size, 1 / max(1, size))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / max(1, size) + _DAMPING * steps @ rank
    return [sentences[i] for i in sorted(np.argsort(-rank, kind="stable")[:_SENTENCES].tolist())]


def overlap(claim: Collection[str], source: Collection[str]) -> float:
    """Return the share of the claim's words that stand in the source; 1 for a claim without any."""
    words = frozenset(claim)
    return len(words & frozenset(source)) / len(words) if words else 1.0
