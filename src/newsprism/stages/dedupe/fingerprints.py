"""Which texts may carry the same text: those that have a rare run of letters in common.

Runs are chosen by winnowing, so that two texts with a stretch of `run + window - 1` equal letters have at least one of
them in common, wherever it stands: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local algorithms for document
fingerprinting", SIGMOD 2003. A by-line before a text, a paragraph cut or moved leave most of them as they were.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from newsprism.stages.dedupe.letters import Letters, Places, Truths

Hashes = npt.NDArray[np.uint64]
Number = TypeVar("Number", np.int64, np.uint64)

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads neighbours (D. Knuth, TAOCP vol. 3, 6.4)
_SHIFT = np.uint64(29)


def run_hashes(codes: npt.NDArray[np.unsignedinteger], size: int) -> Hashes:
    """Return the hash of the `size` letters from each place on; shape (letters,), the last ``size - 1`` are arbitrary."""
    letters = (codes.astype(np.uint64) + np.uint64(1)) * _FACTOR
    letters ^= letters >> _SHIFT
    hashed, done = letters, 1
    for bit in f"{size:b}"[1:]:  # by doubling, so that the cost is the logarithm of the length
        hashed, done = _joined(hashed, hashed, done), done * 2
        if bit == "1":
            hashed, done = _joined(hashed, letters, done), done + 1
    return _joined(hashed, hashed, len(hashed))


def _joined(left: Hashes, right: Hashes, offset: int) -> Hashes:
    """Return the hashes of runs that go on with the ones `offset` places on."""
    joined = left * _FACTOR
    joined[: max(0, len(joined) - offset)] += right[offset:]
    joined ^= joined >> _SHIFT
    return joined


def winnowed(letters: Letters, run: int, window: int, minimum: int) -> tuple[Hashes, Places]:
    """Return the least hash of each window where it changes, and how many of them each text has.

    A text of fewer than `minimum` letters has none; a window holds at most what a text of `minimum` letters has.
    """
    window = max(1, min(window, minimum - run + 1))
    starts, lengths = letters.starts[:-1], letters.lengths
    least = _window_minima(run_hashes(letters.codes, run), window)
    chosen = np.ones(len(least), np.bool_)
    chosen[1:] = least[1:] != least[:-1]
    chosen[starts[lengths > 0]] = True
    windows = np.where(lengths < max(minimum, run), 0, lengths - run - window + 2)
    kept = np.repeat(starts + windows, lengths) > np.arange(len(least))
    places = np.flatnonzero(chosen & kept)
    return least[places], np.diff(np.searchsorted(places, letters.starts))


def _window_minima(hashes: Hashes, window: int) -> Hashes:
    """Return the least of `window` hashes from each place on."""
    least, done = hashes, 1
    while done < window:
        step = min(done, window - done)
        shifted = np.minimum(least[:-step], least[step:]) if len(least) > step else least[:0]
        least = np.concatenate((shifted, least[len(shifted) :]))
        done += step
    return least


def neighbours(hashes: Hashes, ranks: Places, texts: int, nearest: int, share: float) -> Places:
    """Return pairs of ranks (below `texts`) that have enough hashes in common; shape (pairs, 2), the smaller first.

    Enough is one, and `share` of those of the rank that has fewer. A hash of more than ``nearest + 1`` ranks pairs each
    with the `nearest` ones after it only: the items of a feed with one template must not be compared each with each.
    """
    bits = np.uint64(max(1, (texts - 1).bit_length()))
    keys = np.sort(((hashes >> bits) << bits) | ranks.astype(np.uint64))
    keys = keys[changes(keys)]
    owned = np.bincount(_owners(keys, bits), minlength=texts)
    keys = _shared(keys, bits)
    found, owners = keys >> bits, _owners(keys, bits)
    codes, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    for step in range(1, nearest + 1):
        places = np.flatnonzero(found[step:] == found[:-step])
        if not len(places):
            break
        codes, counts = _added(codes, counts, np.sort(owners[places] * texts + owners[places + step]))
    pairs = np.stack((codes // max(1, texts), codes % max(1, texts)), axis=1)
    enough: Places = pairs[counts >= share * owned[pairs].min(axis=1)]
    return enough


def _owners(keys: Hashes, bits: np.uint64) -> Places:
    owners: Places = (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    return owners


def _added(codes: Places, counts: Places, more: Places) -> tuple[Places, Places]:
    """Count the codes of `more`, which ascends, in addition to `codes`, of which each stands once."""
    first = np.flatnonzero(changes(more))
    codes = np.concatenate((codes, more[first]))
    counts = np.concatenate((counts, np.diff(first, append=len(more))))
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    first = np.flatnonzero(changes(codes))
    sums: Places = np.add.reduceat(counts[order], first)
    return codes[first], sums


def distinct(values: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Return the values in ascending order, each once (numpy's own way by hashing is slower for large integers)."""
    ordered = np.sort(values)
    return ordered[changes(ordered)]


def changes(ordered: npt.NDArray[Number]) -> Truths:
    """Mark each value that is not the one before it."""
    found = np.ones(len(ordered), np.bool_)
    found[1:] = ordered[1:] != ordered[:-1]
    return found


def _shared(keys: Hashes, bits: np.uint64) -> Hashes:
    """Leave out of sorted `keys` the hashes that stand under one rank only."""
    first = changes(keys >> bits)
    last = np.ones(len(keys), np.bool_)
    last[:-1] = first[1:]
    return keys[~(first & last)]
