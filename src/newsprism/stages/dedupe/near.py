"""Exact and near-duplicates: candidates by MinHash banding, each pair then compared shingle by shingle.

MinHash: A. Broder, "On the resemblance and containment of documents", 1997. Feeds cut the same press release at
different lengths, so candidates come from the openings of the texts and the decision from containment, not Jaccard.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rensa import RMinHash, RMinHashLSH

from newsprism.protocols.stages import Deduplication
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import comparable, recurring
from newsprism.types.document import Document
from newsprism.types.story import DuplicateGroup

_BLANK = re.compile(r"\s+")
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
        texts = [_BLANK.sub("", folded(d.text))[: self.options.compared] for d in documents]
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
        full: dict[int, frozenset[str]] = {}
        for position, found in enumerate(index.query_all(sketches)):
            for other in found:
                if other <= position:
                    continue
                left, right = rows[position], rows[other]
                if _root(parents, left) != _root(parents, right) and self._same(texts, left, right, full):
                    yield left, right

    def _same(self, texts: Sequence[str], left: int, right: int, full: dict[int, frozenset[str]]) -> bool:
        for row in (left, right):
            if row not in full:
                full[row] = frozenset(_shingles(texts[row], self.options.shingle))
        ours, theirs = full[left], full[right]
        return len(ours & theirs) >= self.options.similarity * min(len(ours), len(theirs))


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
