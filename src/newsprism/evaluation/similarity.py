"""How alike texts are, in the plain ways that other systems use: what the peers are made of.

None of it is used by the stages themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash
from scipy.sparse import csr_array

from newsprism.text.ko.normalise import folded
from newsprism.types.document import Document

Terms = Sequence[str]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Links = tuple[Ints, Ints, Floats]
"""Pairs of rows, the smaller first, and how alike they are."""

_READ = 1_000
"""Characters of a text that are compared."""
_ROWS = 500


def opening(document: Document) -> str:
    """Return headline and opening, folded."""
    return folded(f"{document.title}\n{document.text[:_READ]}")


def grams(text: str, size: int) -> list[str]:
    """Return the runs of `size` characters of a text without its blanks; of a shorter text the text."""
    squeezed = "".join(text.split())
    return [squeezed[i : i + size] for i in range(max(1, len(squeezed) - size + 1))]


def word_grams(text: str, sizes: Sequence[int] = (2, 3, 4)) -> list[str]:
    """Return the runs of characters inside words, a blank on each edge of a word."""
    found = []
    for word in text.split():
        padded = f" {word} "
        for size in sizes:
            found += [padded[i : i + size] for i in range(max(1, len(padded) - size + 1))]
    return found


def tfidf(texts: Sequence[Terms], others: Iterable[Terms] = ()) -> csr_array:
    """Return one row of unit length for each of `texts`, shape (texts, terms); `others` only count for rarity.

    Weights are (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), as of scikit-learn with sublinear tf (G. Salton and
    C. Buckley, 1988).
    """
    counted = [Counter(terms) for terms in texts]
    frequency: Counter[str] = Counter()
    total = len(counted)
    for counts in counted:
        frequency.update(counts.keys())
    for terms in others:
        total += 1
        frequency.update(term for term in set(terms) if term in frequency)
    vocabulary = {term: number for number, term in enumerate(frequency)}
    rarity = 1 + np.log((1 + total) / (1 + np.fromiter(frequency.values(), np.float64, len(frequency))))
    return _rows(counted, vocabulary, rarity)


def _rows(counted: Sequence[Counter[str]], vocabulary: dict[str, int], rarity: Floats) -> csr_array:
    starts = np.cumsum([0, *(len(counts) for counts in counted)])
    columns = np.fromiter((vocabulary[t] for c in counted for t in c), np.int64, int(starts[-1]))
    counts = np.fromiter((n for c in counted for n in c.values()), np.float64, int(starts[-1]))
    values = (1 + np.log(counts)) * rarity[columns]
    norms = np.sqrt(np.add.reduceat(np.append(values**2, 0.0), starts[:-1])) if len(counted) else np.empty(0)
    lengths = np.diff(starts)
    norms = np.where(lengths > 0, norms, 1.0)
    scaled = values / np.repeat(norms, lengths)
    return csr_array((scaled, columns, starts), shape=(len(counted), max(1, len(vocabulary))))


def cosines(rows: csr_array, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> Floats:
    """Return the cosine of each pair of rows."""
    found = [
        np.asarray(rows[left[i : i + _ROWS]].multiply(rows[right[i : i + _ROWS]]).sum(axis=1)).ravel()
        for i in range(0, len(left), _ROWS)
    ]
    return np.concatenate(found) if found else np.empty(0)


def close_rows(rows: csr_array, least: float) -> Links:
    """Return the pairs of rows whose cosine is at least `least`."""
    turned = rows.T.tocsr()
    parts = []
    for begin in range(0, rows.shape[0], _ROWS):
        products = (rows[begin : begin + _ROWS] @ turned).tocoo()
        left, right = products.row.astype(np.int64) + begin, products.col.astype(np.int64)
        near = (products.data >= least) & (left < right)
        parts.append((left[near], right[near], np.asarray(products.data[near], np.float64)))
    return _joined(parts)


def _joined(parts: Sequence[Links]) -> Links:
    left, right, likeness = (np.concatenate(column) for column in zip(*parts, strict=True))
    return left, right, likeness


class MinHashes:
    """Sketches of texts (A. Broder, 1997) by rensa: the share of equal places estimates the Jaccard likeness."""

    def __init__(self, texts: Sequence[Terms], permutations: int = 128, seed: int = 1) -> None:
        sketches = RMinHash.digests_from_token_sets([list(dict.fromkeys(t)) for t in texts], permutations, seed)
        self.sketches = np.asarray(sketches, np.uint32).reshape(len(texts), permutations)

    def likeness(self, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> Floats:
        """Return the likeness of each pair of texts."""
        return np.asarray((self.sketches[left] == self.sketches[right]).mean(axis=1), np.float64)

    def close(self, least: float) -> Links:
        """Return the pairs of texts that are at least so alike."""
        parts: list[Links] = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
        for row in range(len(self.sketches) - 1):
            alike = (self.sketches[row + 1 :] == self.sketches[row]).mean(axis=1)
            near = np.flatnonzero(alike >= least)
            parts.append((np.full(len(near), row), near + row + 1, np.asarray(alike[near], np.float64)))
        return _joined(parts)
