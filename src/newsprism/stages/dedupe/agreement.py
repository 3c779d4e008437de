"""Whether two texts are one: how much of the smaller lies in the larger, and whether their numbers agree.

Containment is that of sets of shingles: A. Broder, "On the resemblance and containment of documents", 1997. Notices
made from one template share most of their shingles as well, but not their numbers, so each number that the text with
fewer of them does not share takes from it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsprism.stages.dedupe.fingerprints import Hashes, distinct, run_hashes
from newsprism.stages.dedupe.letters import Letters, Places, is_digit, worked

_SHINGLE_BITS = 1 << 12
_NUMBER_BITS = 1 << 10
_SMOOTHING = 2.0  # numbers: one that differs among one or two says little
_PIECE = 1 << 14  # pairs compared at a time

Bits = npt.NDArray[np.uint64]
Shares = npt.NDArray[np.float64]


class Agreement:
    """Compares `texts` pair by pair: first pictures of their shingles as bits; where these cannot tell, the shingles.

    Of each text the first `most` letters are compared.
    `similarity` is the containment from which two texts are one, `numbers` what is taken from it when no number agrees.
    """

    def __init__(self, texts: Sequence[str], most: int, shingle: int, similarity: float, numbers: float) -> None:
        self._texts = texts
        self._most = most
        self._shingle = shingle
        self._similarity = similarity
        self._numbers = numbers
        self._pictured = np.full(len(texts), -1, np.int64)
        self._shingle_bits = _Shelf(_SHINGLE_BITS)
        self._number_bits = _Shelf(_NUMBER_BITS)

    def surplus(self, pairs: Places) -> tuple[Shares, Shares]:
        """Return by how much each pair of texts, shape (pairs, 2), agrees more than is asked, and its Jaccard similarity.

        Pairs below 0 are two texts.
        """
        self._picture(distinct(pairs.ravel()))
        pieces = [self._surplus(pairs[i : i + _PIECE]) for i in range(0, len(pairs), _PIECE)]
        surplus, jaccard = zip(*pieces, strict=True) if pieces else ((), ())
        return np.concatenate([np.empty(0), *surplus]), np.concatenate([np.empty(0), *jaccard])

    def _surplus(self, pairs: Places) -> tuple[Shares, Shares]:
        left, right = self._pictured[pairs[:, 0]], self._pictured[pairs[:, 1]]
        asked = self._similarity + self._numbers * self._disagreement(left, right)
        found, jaccard, doubt = _likeness(self._shingle_bits[left], self._shingle_bits[right])
        for place in np.flatnonzero(np.abs(found - asked) < doubt).tolist():
            found[place] = self.containment(*pairs[place].tolist())
        return found - asked, jaccard

    def containment(self, left: int, right: int) -> float:
        """Return the share of the shingles of the smaller text that are in the larger one, counted."""
        ours, theirs = self._shingles(left), self._shingles(right)
        shared = len(np.intersect1d(ours, theirs, assume_unique=True))
        return shared / max(1, min(len(ours), len(theirs)))

    def _shingles(self, row: int) -> Hashes:
        (hashes,) = worked(lambda letters: run_hashes(letters.codes, self._shingle), [self._texts[row]], self._most)
        return distinct(hashes[: max(0, len(hashes) - self._shingle + 1)])

    def _disagreement(self, left: Places, right: Places) -> Shares:
        """Return the share of the numbers of the text with fewer of them that the other has not; 0 without numbers."""
        ours, theirs = self._number_bits[left], self._number_bits[right]
        fewer = np.minimum(_count(ours), _count(theirs))
        missing: Shares = (fewer - _count(ours & theirs)) / (fewer + _SMOOTHING)
        return missing

    def _picture(self, rows: Places) -> None:
        missing = rows[self._pictured[rows] < 0]
        if not len(missing):
            return
        self._pictured[missing] = self._shingle_bits.rows + np.arange(len(missing))
        texts = [self._texts[row] for row in missing.tolist()]
        drawn = worked(
            lambda letters: (_shingle_bits(letters, self._shingle), _number_bits(letters)), texts, self._most
        )
        self._shingle_bits.add([shingles for shingles, _ in drawn])
        self._number_bits.add([numbers for _, numbers in drawn])


class _Shelf:
    """Rows of bits that grow by doubling, so that adding a few at a time costs no more than adding all at once."""

    def __init__(self, size: int) -> None:
        self.rows = 0
        self._bits = np.empty((0, size // 64), np.uint64)

    def add(self, pieces: Sequence[Bits]) -> None:
        """Put rows at the end."""
        more = sum(map(len, pieces))
        if self.rows + more > len(self._bits):
            grown = np.empty((max(self.rows + more, 2 * self.rows), self._bits.shape[1]), np.uint64)
            grown[: self.rows] = self._bits[: self.rows]
            self._bits = grown
        for piece in pieces:
            self._bits[self.rows : self.rows + len(piece)] = piece
            self.rows += len(piece)

    def __getitem__(self, places: Places) -> Bits:
        found: Bits = self._bits[places]
        return found


def _likeness(ours: Bits, theirs: Bits) -> tuple[Shares, Shares, Shares]:
    """Estimate containment and Jaccard similarity of pairs of sets from their pictures, and how far they may be off.

    Linear counting: K. Whang and others, "A linear-time probabilistic counting algorithm", ACM TODS 15, 1990.
    """
    first, second = _count(ours), _count(theirs)
    either = first + second - _count(ours & theirs)
    smaller = np.maximum(1.0, np.minimum(_members(first), _members(second)))
    union = np.maximum(1.0, _members(either))
    shared = _members(first) + _members(second) - union
    return shared / smaller, shared / union, 0.01 + 2.5 * np.sqrt(either / _SHINGLE_BITS / smaller)


def _members(bits: Shares) -> Shares:
    return -_SHINGLE_BITS * np.log1p(-np.minimum(bits, _SHINGLE_BITS - 1) / _SHINGLE_BITS)


def _count(bits: Bits) -> Shares:
    counted: Shares = np.bitwise_count(bits).sum(axis=1, dtype=np.int64).astype(np.float64)
    return counted


def _shingle_bits(letters: Letters, size: int) -> Bits:
    lengths = letters.lengths
    rows = np.repeat(np.arange(len(lengths)), lengths)
    whole = np.arange(len(rows)) <= np.repeat(letters.starts[1:] - size, lengths)
    hashes = run_hashes(letters.codes, size)[whole]
    return _bits(len(lengths), rows[whole], hashes, _SHINGLE_BITS)


def _number_bits(letters: Letters) -> Bits:
    """Return the numbers of each text with the letter after them, so that 3월 and 3% are two."""
    digits = is_digit(letters.codes) | (letters.codes == ord("."))
    begins = digits.copy()
    begins[1:] &= ~digits[:-1]
    borders = letters.starts[:-1][letters.lengths > 0]
    begins[borders] = digits[borders]
    places = np.flatnonzero(digits)
    first = np.flatnonzero(begins)
    if not len(first):
        return np.zeros((len(letters.lengths), _NUMBER_BITS // 64), np.uint64)
    number = np.cumsum(begins[places]) - 1
    values = (letters.codes[places].astype(np.uint64) << np.uint64(32)) + (places - first[number]).astype(np.uint64)
    hashes = np.add.reduceat(run_hashes(values, 1), np.searchsorted(places, first))
    rows = np.searchsorted(letters.starts, first, "right") - 1
    after = np.append(places[np.searchsorted(places, first[1:]) - 1], places[-1]) + 1
    units = np.zeros(len(first), np.uint64)
    inside = after < letters.starts[rows + 1]
    units[inside] = letters.codes[after[inside]]
    return _bits(len(letters.lengths), rows, run_hashes(hashes + units, 1), _NUMBER_BITS)


def _bits(texts: int, rows: Places, hashes: Hashes, size: int) -> Bits:
    flags = np.zeros((texts, size), np.uint8)
    flags[rows, hashes >> np.uint64(64 - (size - 1).bit_length())] = 1
    return np.packbits(flags, axis=1).view(np.uint64)
