"""Exact and near-duplicates of a window, found in batches.

    documents ─ fold ─▶ classes of equal text ─ fingerprint ─▶ pairs ─ compare ─▶ joined pairs ─ settle ─▶ groups

Feeds cut the same press release at different lengths, so the decision is by containment, not by Jaccard. What is found
does not depend on the order of the documents, nor on which of them stood before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsprism.protocols.stages import Deduplication
from newsprism.stages.dedupe.agreement import Agreement, Shares
from newsprism.stages.dedupe.classes import Classes, Options
from newsprism.stages.dedupe.fingerprints import changes, distinct
from newsprism.stages.dedupe.letters import Places, Truths
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import DuplicateGroup

_LATEST = datetime.max.replace(tzinfo=UTC)
_ROUNDS = 32  # groups that one chain of texts may fall into; what is left of a longer one is nobody's copy
_ALIKE = 0.1  # of two texts that a short one lies in as fully, the shorter is more likely the one it was cut from
_WHOLE = 0.6  # Jaccard similarity from which a copy has nearly all of the text
_INSIDE = 0.9  # nearness from which a text lies in another but for what a feed adds at its end
_EXACT = 1e-9

__all__ = ["NearDeduplicator", "Options"]


class NearDeduplicator:
    """Groups documents that carry the same text; recurring notices only when all that one says is in the other."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()

    def deduplicate(self, documents: Sequence[Document], standing: Sequence[Document] = ()) -> Deduplication:
        """Return `documents` unchanged, and the groups of two or more that repeat one another or one of `standing`.

        A group that holds a new document is told whole, standing members included, so that it is the same as if all
        had come at once; groups of standing documents alone are not told. A standing document whose id comes again
        among `documents` gives way to it. Fingerprints are taken of all texts, but compared are only the new documents
        and the groups that they touch.
        """
        fresh = {d.id for d in documents}
        pool = [*documents, *(d for d in standing if d.id not in fresh)]
        found = _Search(Classes.of(pool, len(documents), self.options), self.options)
        return Deduplication(tuple(documents), tuple(found.groups()))


class _Search:
    """Joins the classes of a window into groups, beginning at those that hold a new document."""

    def __init__(self, classes: Classes, options: Options) -> None:
        self._classes = classes
        self._similarity = options.similarity
        texts = [classes.text(number) for number in range(len(classes.members))]
        self._agreement = Agreement(texts, options.compared, options.shingle, options.similarity, options.numbers)

    def groups(self) -> Iterator[DuplicateGroup]:
        """Yield the groups with a new document, in the order of their first one."""
        found = [self._rows(group) for group in self._settled(*self._joined())]
        for rows in sorted(rows for rows in found if rows[0] < self._classes.fresh):
            if group := _group([self._classes.pool[row] for row in rows]):
                yield group

    def _joined(self) -> tuple[Places, Shares, Shares]:
        """Return the pairs of classes that carry one text, as far as new documents reach, with what `_nearness` says."""
        pairs = self._classes.pairs
        nearness, jaccard = np.full(len(pairs), -1.0), np.zeros(len(pairs))
        links = _Links(pairs, len(self._classes.members))
        frontier = np.flatnonzero(self._classes.new())
        while len(asked := links.untold(frontier)):
            nearness[asked], jaccard[asked] = self._nearness(pairs[asked])
            frontier = distinct(pairs[asked[nearness[asked] >= 0]].ravel())
        joined = nearness >= 0
        return pairs[joined], nearness[joined], jaccard[joined]

    def _settled(self, pairs: Places, nearness: Shares, jaccard: Shares) -> Iterator[Sequence[int]]:
        """Yield groups of classes that carry the text of the canonical document, or lie in another copy of it.

        A short text may lie in two long ones that are not alike: then each of these has its group, and the short one
        goes where it agrees best.
        """
        settled = _Settled(len(self._classes.members))
        for _ in range(_ROUNDS):
            chains = list(_chains(pairs, settled.owner < 0))
            if not chains:
                break
            spokes = np.array([spoke for chain in chains for spoke in self._spokes(chain)], np.int64)
            settled.take(spokes, *self._nearness(spokes))
            settled.take(pairs, nearness, jaccard)
            settled.take(pairs[:, ::-1], nearness, jaccard)
            settled.follow(pairs, nearness)
        yield from settled.groups()

    def _nearness(self, pairs: Places) -> tuple[Shares, Shares]:
        """Return how near the texts of each pair are to one another (below 0: two texts), and their Jaccard similarity.

        Of a recurring notice all that the smaller text says has to stand in the larger one.
        """
        surplus, jaccard = self._agreement.surplus(pairs)
        close = np.flatnonzero((surplus >= 0) & (surplus < 1 - self._similarity - _EXACT))
        news = self._classes.news(distinct(pairs[close].ravel()).tolist())
        surplus[close[~news[pairs[close]].all(axis=1)]] = -1.0
        return np.where(surplus < 0, -1.0, self._similarity + surplus + _ALIKE * jaccard), jaccard

    def _spokes(self, chain: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the class of the canonical document of some classes with each of them, itself first."""
        owners = [(number, row) for number in chain for row in self._classes.members[number]]
        head = owners[_canonical([self._classes.pool[row] for _, row in owners])][0]
        yield head, head
        yield from ((head, number) for number in chain if number != head)

    def _rows(self, group: Iterable[int]) -> list[int]:
        return sorted(row for number in group for row in self._classes.members[number])


class _Links:
    """The pairs that each class is in, told once."""

    def __init__(self, pairs: Places, classes: int) -> None:
        ends = pairs.T.ravel()
        self._pairs = np.argsort(ends, kind="stable") % max(1, len(pairs))
        self._starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(ends, minlength=classes))))
        self._told = np.zeros(len(pairs), np.bool_)

    def untold(self, classes: Places) -> Places:
        """Return the pairs of `classes` that were not asked for before, in ascending order."""
        begins, lengths = self._starts[classes], self._starts[classes + 1] - self._starts[classes]
        offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found = self._pairs[np.repeat(begins, lengths) + offsets]
        found = distinct(found[~self._told[found]])
        self._told[found] = True
        return found


class _Settled:
    """To which class each class belongs (-1: to none yet), how near to it, and whether it has nearly all of its text."""

    def __init__(self, classes: int) -> None:
        self.owner = np.full(classes, -1, np.int64)
        self._nearness = np.zeros(classes)
        self._whole = np.zeros(classes, np.bool_)

    def take(self, spokes: Places, nearness: Shares, jaccard: Shares) -> None:
        """Give each second class of `spokes` to the first, if that is a group's head and nearer than its own head.

        A class that is paired with itself becomes a head.
        """
        head, member = spokes.T
        self.owner[head[head == member]] = head[head == member]
        self._give(member, np.where(self.owner[head] == head, head, -1), nearness, jaccard >= _WHOLE)

    def follow(self, pairs: Places, nearness: Shares) -> None:
        """Give each class that lies in one with nearly all of its head's text to that head, if that one is nearer."""
        pairs, nearness = np.concatenate((pairs, pairs[:, ::-1])), np.tile(nearness, 2)
        inner, outer = pairs[nearness >= _INSIDE].T
        heads = np.where(self._whole[outer], self.owner[outer], -1)
        self._give(inner, heads, nearness[nearness >= _INSIDE], np.zeros(len(inner), np.bool_))

    def _give(self, member: Places, head: Places, nearness: Shares, whole: Truths) -> None:
        better = (head >= 0) & (nearness > self._nearness[member]) & (self.owner[member] != member)
        places = np.flatnonzero(better)
        places = places[np.lexsort((head[places], -nearness[places], member[places]))]
        best = places[changes(member[places])]
        self.owner[member[best]] = head[best]
        self._nearness[member[best]] = nearness[best]
        self._whole[member[best]] = whole[best]

    def groups(self) -> Iterator[list[int]]:
        """Yield the classes of each owner; a class without one is alone."""
        numbers = np.arange(len(self.owner))
        yield from _parted(numbers, np.where(self.owner < 0, numbers, self.owner))


def _chains(pairs: Places, open_: Truths) -> Iterator[list[int]]:
    """Yield the open numbers among those of `pairs` that hang together by pairs of open ones, each in one chain."""
    linked = distinct(pairs.ravel())
    linked = linked[open_[linked]]
    held = pairs[open_[pairs].all(axis=1)]
    links = coo_array((np.ones(len(held), np.int8), (held[:, 0], held[:, 1])), shape=(len(open_), len(open_)))
    labels = connected_components(links, directed=False)[1]
    yield from _parted(linked, labels[linked].astype(np.int64))


def _parted(numbers: Places, labels: Places) -> Iterator[list[int]]:
    """Yield `numbers`, which ascend, label by label."""
    order = np.argsort(labels, kind="stable")
    borders = np.flatnonzero(np.diff(labels[order])) + 1
    yield from (part.tolist() for part in np.split(numbers[order], borders) if len(part))


def _group(documents: Sequence[Document]) -> DuplicateGroup | None:
    canonical = documents[_canonical(documents)].id
    copies = dict.fromkeys(d.id for d in sorted(documents, key=_age) if d.id != canonical)
    return DuplicateGroup(canonical, tuple(copies)) if copies else None


def _canonical(documents: Sequence[Document]) -> int:
    """Return the place of the fullest text; among texts of about the same length (within a tenth) the earliest."""
    longest = max(len(d.text) for d in documents)
    return min((i for i, d in enumerate(documents) if len(d.text) >= 0.9 * longest), key=lambda i: _age(documents[i]))


def _age(document: Document) -> tuple[datetime, DocumentId]:
    return document.published_at or _LATEST, document.id
