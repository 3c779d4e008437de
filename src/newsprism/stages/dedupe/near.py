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
import numpy.typing as npt
from rensa import RMinHash

from newsprism.protocols.stages import Deduplication
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.titles import comparable, recurring
from newsprism.types.document import Document
from newsprism.types.story import DuplicateGroup

_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """`shingle` and `opening` in characters; `similarity` is the containment from which two texts are one.

    `nearest` is among how many others of the same band a text is compared, on either side.
    """

    shingle: int = 5
    opening: int = 120
    compared: int = 1200
    minimum: int = 45
    permutations: int = 64
    bands: int = 32
    nearest: int = 16
    similarity: float = 0.75
    seed: int = 7


class NearDeduplicator:
    """Groups documents that carry the same text; recurring notices are only duplicates when equal to the letter."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()

    def deduplicate(self, documents: Sequence[Document], standing: Sequence[Document] = ()) -> Deduplication:
        """Return `documents` unchanged, and the groups of two or more that repeat one another or one of `standing`.

        A group that holds a new document is told whole, standing members included, so that it is the same as if all
        had come at once; groups of standing documents alone are not told. A standing document whose id comes again
        among `documents` gives way to it. The work grows with the new documents and the groups that they touch;
        of the other standing texts only the openings are read.
        """
        fresh = {d.id for d in documents}
        pool = [*documents, *(d for d in standing if d.id not in fresh)]
        texts = _Texts(pool, self.options)
        parents = list(range(len(pool)))
        for left, right in _exact_pairs(pool, texts):
            _union(parents, left, right)
        for left, right in self._near_pairs(pool, texts, parents, len(documents)):
            _union(parents, left, right)
        return Deduplication(tuple(documents), _groups(pool, parents, len(documents)))

    def _near_pairs(
        self, pool: Sequence[Document], texts: _Texts, parents: list[int], fresh: int
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs to be joined; those that `parents`, kept up to date by the caller, joins already are skipped.

        The first `fresh` rows are looked up, then the standing ones that came into their groups, and so on.
        """
        rows = [i for i, d in enumerate(pool) if texts.at_least(i, self.options.minimum) and not recurring(d.title)]
        candidates = _Candidates([texts.opening(i) for i in rows], self.options)
        compared = _Comparison(texts, self.options)
        touched = {_root(parents, i) for i in range(fresh)}
        wave = [p for p, row in enumerate(rows) if _root(parents, row) in touched]
        while wave:
            reached: set[int] = set()
            for position, other in candidates.of(wave):
                left, right = rows[position], rows[other]
                if _root(parents, left) != _root(parents, right) and compared.same(left, right):
                    yield left, right
                if _root(parents, left) == _root(parents, right):
                    reached.add(other)
            wave = sorted(reached - candidates.asked)


class _Candidates:
    """Pairs of openings that may be of one text, each told once.

    Two openings are a pair when a band of their sketches is equal and at most `Options.nearest` others of that band
    stand between them: a feed whose items all open with the same phrase must not be compared each with each.
    """

    def __init__(self, openings: Sequence[str], options: Options) -> None:
        self._neighbours: list[list[int]] = [[] for _ in openings]
        self.asked: set[int] = set()
        if len(openings) < 2:
            return
        shingles = [_shingles(opening, options.shingle) for opening in openings]
        sketches = RMinHash.digests_from_token_sets(shingles, options.permutations, options.seed)
        for left, right in _pairs(np.asarray(sketches, np.uint64), options).tolist():
            self._neighbours[left].append(right)
            self._neighbours[right].append(left)

    def of(self, positions: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield each of `positions` with the other ones that it may be alike, without those asked about before."""
        for position in positions:
            self.asked.add(position)
            yield from ((position, other) for other in self._neighbours[position] if other not in self.asked)


def _pairs(sketches: npt.NDArray[np.uint64], options: Options) -> npt.NDArray[np.int64]:
    """Return the pairs of rows (smaller first, each once) that are near one another in a band; shape (pairs, 2)."""
    rows, width = len(sketches), options.permutations // options.bands
    codes = [np.empty(0, np.int64)]
    for band in range(options.bands):
        keys = np.zeros(rows, np.uint64)
        for column in range(band * width, (band + 1) * width):
            keys = (keys ^ sketches[:, column]) * _FACTOR
        order = np.argsort(keys, kind="stable")  # rows of one key stay in the order in which they came
        sorted_keys = keys[order]
        for step in range(1, min(options.nearest, rows - 1) + 1):
            same = np.flatnonzero(sorted_keys[step:] == sorted_keys[:-step])
            if not len(same):
                break
            codes.append(order[same].astype(np.int64) * rows + order[same + step])
    found = np.unique(np.concatenate(codes))
    return np.stack((found // rows, found % rows), axis=1)


class _Texts:
    """Texts as they are compared, folded and without blanks; of most standing ones only the opening is ever needed."""

    def __init__(self, documents: Sequence[Document], options: Options) -> None:
        self._documents = documents
        self._options = options
        self._openings = [self._opening(d.text) for d in documents]
        self._full: dict[int, str] = {}

    def opening(self, row: int) -> str:
        """Return the first characters, by which candidates are found."""
        return self._openings[row]

    def full(self, row: int) -> str:
        """Return all that is compared."""
        if row not in self._full:
            self._full[row] = _plain(self._documents[row].text)[: self._options.compared]
        return self._full[row]

    def at_least(self, row: int, length: int) -> bool:
        """Say whether the text is not shorter than `length`."""
        opening = self._openings[row]
        return len(opening) >= length or (len(opening) == self._options.opening and len(self.full(row)) >= length)

    def _opening(self, text: str) -> str:
        # Folding may change the last characters of a piece that is cut in the middle, hence the allowance.
        size = self._options.opening
        piece = _plain(text[: 4 * size])
        whole = len(text) <= 4 * size or len(piece) > 2 * size
        return (piece if whole else _plain(text))[:size]


def _plain(text: str) -> str:
    return "".join(folded(text).split())


class _Comparison:
    """Containment of whole texts, shingle by shingle; most candidates are refused on a coarse picture of both."""

    def __init__(self, texts: _Texts, options: Options) -> None:
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
            self._full[row] = frozenset(_shingles(self._texts.full(row), self._options.shingle))
        return self._full[row]

    def _picture(self, row: int) -> tuple[int, int, int]:
        """Return the set of hashed shingles as bits, how many bits are set, and the most shingles there can be."""
        if row not in self._coarse:
            text = self._texts.full(row)
            bits = _hashed_bits(text, self._options.shingle)
            self._coarse[row] = (bits, bits.bit_count(), max(1, len(text) - self._options.shingle + 1))
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


def _exact_pairs(documents: Sequence[Document], texts: _Texts) -> Iterator[tuple[int, int]]:
    """Pairs with the same text; bodiless documents are the same when their headlines are, unless a notice recurs."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, document in enumerate(documents):
        if opening := texts.opening(row):
            alike["text", opening].append(row)
        elif not recurring(document.title) and (title := comparable(document.title)):
            alike["title", title].append(row)
    for (kind, _), rows in alike.items():
        if len(rows) < 2:
            continue
        first: dict[str, int] = {}
        for row in rows:
            same = first.setdefault(texts.full(row) if kind == "text" else "", row)
            if same != row:
                yield same, row


def _root(parents: list[int], row: int) -> int:
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


def _union(parents: list[int], left: int, right: int) -> None:
    a, b = _root(parents, left), _root(parents, right)
    parents[max(a, b)] = min(a, b)


def _groups(documents: Sequence[Document], parents: list[int], fresh: int) -> tuple[DuplicateGroup, ...]:
    members: dict[int, list[Document]] = defaultdict(list)
    for row, document in enumerate(documents):
        root = _root(parents, row)
        if root < fresh:  # a root is the first row of its group, and new documents come first
            members[root].append(document)
    groups = []
    for group in members.values():
        canonical = _canonical(group)
        if copies := tuple(dict.fromkeys(d.id for d in group if d.id != canonical.id)):
            groups.append(DuplicateGroup(canonical.id, copies))
    return tuple(groups)


def _canonical(group: Sequence[Document]) -> Document:
    """Return the fullest text; among texts of about the same length (within a tenth) the earliest."""
    longest = max(len(d.text) for d in group)
    full = [d for d in group if len(d.text) >= 0.9 * longest]
    return min(full, key=lambda d: (d.published_at or _LATEST, d.id))
