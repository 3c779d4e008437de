"""Texts of a window in classes of equal ones, and which classes may carry one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from newsprism.stages.dedupe.fingerprints import Hashes, neighbours, winnowed
from newsprism.stages.dedupe.letters import Letters, Places, Truths, worked
from newsprism.text.ko.titles import comparable, recurring
from newsprism.types.document import Document

_DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True)
class Options:
    """Lengths in letters; docs/decisions/0012-near-duplicates.md has the figures behind them.

    Two texts are one when `similarity` of the smaller one's shingles are in the larger one; more is asked for, by up to
    `numbers`, when their numbers differ. `compared`: of a longer text the rest is not looked at. `minimum`: a shorter
    text is a copy only to the letter. `nearest`: with how many others that have the same run a text is compared, on
    either side; `share`: of the fingerprints of the smaller text, how many have to be those of the other as well.
    """

    shingle: int = 5
    run: int = 12
    window: int = 16
    compared: int = 3_000
    minimum: int = 45
    nearest: int = 16
    share: float = 1 / 16
    similarity: float = 0.66
    numbers: float = 0.5


@dataclass(frozen=True, slots=True)
class Classes:
    """Documents in classes of equal text or, where there is no text, of equal headlines.

    `members` are rows of `pool`, of which the first `fresh` are new. `pairs`, shape (pairs, 2), are the classes that
    may carry one text.
    """

    pool: Sequence[Document]
    fresh: int
    members: Sequence[Sequence[int]]
    pairs: Places

    @classmethod
    def of(cls, pool: Sequence[Document], fresh: int, options: Options) -> Classes:
        """Read the texts of `pool`, the first `fresh` of which are new."""
        read = _read(pool, options)
        rows: dict[bytes, list[int]] = defaultdict(list)
        for row, digest in enumerate(read.digests):
            if digest:
                rows[digest].append(row)
        digests = sorted(rows)  # so that nothing hangs on the order of the documents
        return cls(pool, fresh, [rows[digest] for digest in digests], _pairs(read, digests, options))

    def text(self, number: int) -> str:
        """Return the text of a class (any of its members')."""
        return self.pool[self.members[number][0]].text

    def new(self) -> Truths:
        """Mark the classes that hold a new document."""
        return np.fromiter((rows[0] < self.fresh for rows in self.members), np.bool_, len(self.members))

    def news(self, numbers: Iterable[int]) -> Truths:
        """Mark those of the classes `numbers` that are not recurring notices throughout."""
        found = np.zeros(len(self.members), np.bool_)
        for number in numbers:
            found[number] = any(not recurring(self.pool[row].title) for row in self.members[number])
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept of texts that were read: their digests, their fingerprints in a row, and how many each has."""

    digests: Sequence[bytes]
    hashes: Hashes
    counts: Places


def _read(pool: Sequence[Document], options: Options) -> _Read:
    def read(letters: Letters) -> tuple[list[bytes], Hashes, Places]:
        return _digests(letters), *winnowed(letters, options.run, options.window, options.minimum)

    pieces = worked(read, [d.text for d in pool], options.compared)
    digests = [digest for piece, _, _ in pieces for digest in piece]
    hashes = np.concatenate([np.empty(0, np.uint64), *(piece for _, piece, _ in pieces)])
    counts = np.concatenate([np.empty(0, np.int64), *(piece for _, _, piece in pieces)])
    named = [digest or _of_headline(document.title) for digest, document in zip(digests, pool, strict=True)]
    return _Read(named, hashes, counts)


def _digests(letters: Letters) -> list[bytes]:
    """Return what is equal for equal texts, empty for an empty one."""
    codes = memoryview(letters.codes.tobytes())
    size = letters.codes.itemsize
    borders = pairwise((letters.starts * size).tolist())
    return [blake2b(codes[begin:end], digest_size=_DIGEST).digest() if end > begin else b"" for begin, end in borders]


def _of_headline(title: str) -> bytes:
    """Return what is equal for bodiless documents with one headline; empty where that says nothing."""
    plain = "" if recurring(title) else comparable(title)
    return blake2b(plain.encode(errors="replace"), digest_size=_DIGEST, key=b"headline").digest() if plain else b""


def _pairs(read: _Read, classes: Sequence[bytes], options: Options) -> Places:
    """Return pairs of classes that have a run of letters in common.

    Among too many that have it, those are paired that stand next to each other by their least hash, which is the same
    for most copies; so pairs depend on the texts only, not on their order.
    """
    numbers = {digest: number for number, digest in enumerate(classes)}
    of_rows = np.fromiter((numbers.get(digest, -1) for digest in read.digests), np.int64, len(read.digests))
    least = np.full(len(classes), np.iinfo(np.uint64).max, np.uint64)
    read_rows = np.flatnonzero(read.counts)
    begins = (np.cumsum(read.counts) - read.counts)[read_rows]
    if len(begins):
        least[of_rows[read_rows]] = np.minimum.reduceat(read.hashes, begins)
    order = np.argsort(least, kind="stable")
    ranks = np.empty(len(order) + 1, np.int64)  # the last one for documents with nothing in them
    ranks[order] = np.arange(len(order))
    owners = np.repeat(ranks[of_rows], read.counts)
    return order[neighbours(read.hashes, owners, len(order), options.nearest, options.share)]
