"""Exact and near-duplicates: candidates by MinHash banding, each pair then compared shingle by shingle.

MinHash: A. Broder, "On the resemblance and containment of documents", 1997. Feeds cut the same press release at
different lengths, so candidates come from the openings of the texts and the decision from containment, not Jaccard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from rensa import RMinHash, RMinHashLSH

from newsprism.protocols.stages import Deduplication
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import comparable, recurring
from newsprism.types.document import Document
from newsprism.types.story import DuplicateGroup

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """`shingle` and `opening` in characters; `similarity` is the containment from which two texts are one."""

    shingle: int = 5
    opening: int = 120
    compared: int = 1200
    minimum: int = 45
    permutations: int = 64
    bands: int = 32
    similarity: float = 0.75
    seed: int = 7


class NearDeduplicator:
    """Groups documents that carry the same text; recurring notices are only duplicates when equal to the letter."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()

    def deduplicate(self, documents: Sequence[Document]) -> Deduplication:
        """Return the documents unchanged, and the groups of two or more that repeat one another."""
        texts = ["".join(folded(d.text).split())[: self.options.compared] for d in documents]
        parents = list(range(len(documents)))
        for left, right in _exact_pairs(documents, texts):
            _union(parents, left, right)
        for left, right in self._near_pairs(documents, texts, parents):
            _union(parents, left, right)
        return Deduplication(tuple(documents), _groups(documents, parents))

    def _near_pairs(
        self, documents: Sequence[Document], texts: Sequence[str], parents: list[int]
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs to be joined; those that `parents`, kept up to date by the caller, joins already are skipped."""
        opt = self.options
        rows = [i for i, text in enumerate(texts) if len(text) >= opt.minimum and not recurring(documents[i].title)]
        openings = [_shingles(texts[i][: opt.opening], opt.shingle) for i in rows]
        sketches = RMinHash.from_token_sets(openings, opt.permutations, opt.seed)
        index = RMinHashLSH(0.5, opt.permutations, opt.bands)
        index.insert_many(sketches)
        compared = _Comparison(texts, opt)
        for position, found in enumerate(index.query_all(sketches)):
            for other in found:
                if other <= position:
                    continue
                left, right = rows[position], rows[other]
                if _root(parents, left) != _root(parents, right) and compared.same(left, right):
                    yield left, right


class _Comparison:
    """Containment of whole texts, shingle by shingle; most candidates are refused on a coarse picture of both."""

    def __init__(self, texts: Sequence[str], options: Options) -> None:
        self._texts = texts
        self._options = options
        self._full: dict[int, frozenset[str]] = {}
        self._coarse: dict[int, tuple[int, int, int]] = {}

    def same(self, left: int, right: int) -> bool:
        """Say whether the smaller text lies in the larger one, as far as the options ask for."""
        if not self._possible(left, right):
            return False
        ours, theirs = self._shingles(left), self._shingles(right)
        return len(ours & theirs) >= self._options.similarity * min(len(ours), len(theirs))

    def _possible(self, left: int, right: int) -> bool:
        """Refuse what `same` would refuse: each bit that only one picture has is a shingle that only one text has."""
        bits, marked, most = self._picture(left)
        other_bits, other_marked, other_most = self._picture(right)
        both = (bits & other_bits).bit_count()
        missing = 1.0 - self._options.similarity + 1e-9  # what is exactly on the border is for `same` to decide
        return marked - both <= missing * most or other_marked - both <= missing * other_most

    def _shingles(self, row: int) -> frozenset[str]:
        if row not in self._full:
            self._full[row] = frozenset(_shingles(self._texts[row], self._options.shingle))
        return self._full[row]

    def _picture(self, row: int) -> tuple[int, int, int]:
        """Return the set of hashed shingles as bits, how many bits are set, and the most shingles there can be."""
        if row not in self._coarse:
            bits = _hashed_bits(self._texts[row], self._options.shingle)
            self._coarse[row] = (bits, bits.bit_count(), max(1, len(self._texts[row]) - self._options.shingle + 1))
        return self._coarse[row]


_BITS = 4096
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads neighbours (D. Knuth, TAOCP vol. 3, 6.4)


def _hashed_bits(text: str, size: int) -> int:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    count = len(codes) - size + 1
    if count < 1:
        return 0
    hashed = np.zeros(count, np.uint64)
    for offset in range(size):
        hashed = (hashed + codes[offset : offset + count]) * _FACTOR
    flags = np.zeros(_BITS, np.uint8)
    flags[hashed >> np.uint64(64 - 12)] = 1
    return int.from_bytes(np.packbits(flags).tobytes(), "big")


def _shingles(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(max(1, len(text) - size + 1))]


def _exact_pairs(documents: Sequence[Document], texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs with the same text; bodiless documents are the same when their headlines are, unless a notice recurs."""
    first: dict[tuple[str, str], int] = {}
    for row, document in enumerate(documents):
        if not texts[row] and recurring(document.title):
            continue
        key = ("text", texts[row]) if texts[row] else ("title", comparable(document.title))
        if not key[1]:
            continue
        if key in first:
            yield first[key], row
        else:
            first[key] = row


def _root(parents: list[int], row: int) -> int:
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


def _union(parents: list[int], left: int, right: int) -> None:
    a, b = _root(parents, left), _root(parents, right)
    parents[max(a, b)] = min(a, b)


def _groups(documents: Sequence[Document], parents: list[int]) -> tuple[DuplicateGroup, ...]:
    members: dict[int, list[Document]] = defaultdict(list)
    for row, document in enumerate(documents):
        members[_root(parents, row)].append(document)
    groups = []
    for group in members.values():
        if len(group) < 2:
            continue
        canonical = _canonical(group)
        copies = tuple(d.id for d in group if d.id != canonical.id)
        groups.append(DuplicateGroup(canonical.id, copies))
    return tuple(groups)


def _canonical(group: Sequence[Document]) -> Document:
    """Return the fullest text; among texts of about the same length (within a tenth) the earliest."""
    longest = max(len(d.text) for d in group)
    full = [d for d in group if len(d.text) >= 0.9 * longest]
    return min(full, key=lambda d: (d.published_at or _LATEST, d.id))
