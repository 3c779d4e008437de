"""The same stories for very many readers: one product of matrices, and six picks for each.

Readers of one type differ in their tastes, which are weights of named traits; so the tastes of thousands of readers are
the rows of one matrix, and the traits of the stories the columns of another. Each reader gets what the ranking for one
reader would give, without a history of what was sent and without trials.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from newsprism.stages.rank.diversity import SAME_COMPANY, SAME_MATTER, SAME_TOPIC, Candidate, Caps
from newsprism.stages.rank.matter import FEW, MANY, SETTLED, SETTLED_BY_MANY
from newsprism.stages.rank.personal import SWAY

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

NOBODY = -1
"""Stands for a place of an edition that stays empty."""
_SHORTLIST = 64
"""Stories that are diversified for a reader, the best by score."""
_BLOCK = 500
"""Readers whose scores are in memory at once."""


@dataclass(frozen=True)
class Pool:
    """The stories that readers of one type may be given, read closely.

    A score is `relevance`, which a taste moves, times `scale`; stories below `least` are for nobody. `traits` are the names of the
    traits of each candidate.
    """

    candidates: Sequence[Candidate]
    relevance: Floats
    scale: Floats
    traits: Sequence[frozenset[str]]
    least: float

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every trait that a candidate has, in order: what the columns of the tastes stand for."""
        return tuple(sorted({name for traits in self.traits for name in traits}))

    @cached_property
    def rows(self) -> sp.csr_matrix:
        """Which candidate has which trait, shape (candidates, names)."""
        return _incidence(self.traits, self.names)

    @cached_property
    def alike(self) -> Floats:
        """How alike each two candidates are, shape (candidates, candidates)."""
        same_topic = _equal(c.ranked.topics[0] if c.ranked.topics else None for c in self.candidates)
        companies = _incidence([frozenset(c.ranked.companies) for c in self.candidates])
        same_company = (companies @ companies.T).toarray() > 0
        found: Floats = self._words + np.float32(SAME_TOPIC) * same_topic + np.float32(SAME_COMPANY) * same_company
        return found.clip(None, 1.0)

    @cached_property
    def one_affair(self) -> Mask:
        """Which two candidates are one affair."""
        found: Mask = self._same_thread | self._one_headline | self._one_bill | self._one_firm
        return found

    @cached_property
    def later(self) -> Mask:
        """Which candidate (column) is a later story of the thread of another (row), and goes on with it."""
        found: Mask = (self._same_thread | self._one_firm) & (self._words >= SAME_MATTER) & self._after
        return found

    @cached_property
    def outcome(self) -> Mask:
        """Which candidate (column) tells how a matter came out that another (row) tells as open."""
        settles = np.array([c.evidence.concludes for c in self.candidates], bool)
        found: Mask = settles[None, :] & ~settles[:, None]
        return found

    @cached_property
    def next_sessions(self) -> Mask:
        """Which candidate (column) reports a later session of the market that another (row) reports on."""
        found: Mask = self._one_market & self._after
        return found

    @cached_property
    def _after(self) -> Mask:
        found: Mask = self.ends[None, :] > self.ends[:, None]
        return found

    @cached_property
    def ends(self) -> Places:
        """Numbers in the order in which what the candidates report on came to its end."""
        return np.array([2 * day + over for day, over in (c.evidence.until for c in self.candidates)], np.int64)

    @cached_property
    def _one_market(self) -> Mask:
        return _equal(c.evidence.market for c in self.candidates)

    @cached_property
    def kinds(self) -> tuple[Places, Places]:
        """The number of the strongest topic and of the first company of each candidate; NOBODY for none."""
        return (
            _numbers(c.ranked.topics[0] if c.ranked.topics else None for c in self.candidates),
            _numbers(c.ranked.companies[0] if c.ranked.companies else None for c in self.candidates),
        )

    @property
    def _words(self) -> Floats:
        return self._headlines[1]

    @property
    def _shared(self) -> Floats:
        return self._headlines[0]

    @cached_property
    def _headlines(self) -> tuple[Floats, Floats]:
        return _overlaps([c.evidence.words for c in self.candidates])

    @cached_property
    def _one_firm(self) -> Mask:
        same = _equal(c.evidence.actor for c in self.candidates) & _equal(
            c.ranked.topics[0] if c.ranked.topics else None for c in self.candidates
        )
        listed = np.array([c.evidence.actor in c.ranked.companies for c in self.candidates])
        found: Mask = same & (~listed[:, None] | (self._shared > 1))
        return found

    @cached_property
    def _one_headline(self) -> Mask:
        printed, known = ([c.evidence.names[i] for c in self.candidates] for i in (0, 1))
        found: Mask = _settled(*_overlaps(printed)) | _settled(*_overlaps(known))
        return found

    @cached_property
    def _one_bill(self) -> Mask:
        bills = _incidence([c.evidence.bills for c in self.candidates])
        found: Mask = (bills @ bills.T).toarray() > 0
        return found

    @cached_property
    def _same_thread(self) -> Mask:
        return self._one_market | _equal(c.evidence.story.thread_id for c in self.candidates)


def choose(pool: Pool, tastes: Floats, count: int, caps: Caps | None = None) -> Places:
    """Return the picks of many readers as places in `pool.candidates`, best first; shape (readers, count).

    `tastes` are the weights of `pool.names` for each reader, shape (readers, names), as `Taste.weights` gives them.
    Companies are capped by the first one that a headline names.
    """
    blocks = [_chosen(pool, tastes[i : i + _BLOCK], count, caps or Caps()) for i in range(0, len(tastes), _BLOCK)]
    return np.concatenate(blocks) if blocks else np.empty((0, count), np.int64)


def scores(pool: Pool, tastes: Floats) -> Floats:
    """Return the score of each candidate for each reader, shape (readers, candidates); -inf for what is not for them."""
    liked = np.tanh((pool.rows @ tastes.T).T * np.float32(0.5))
    relevance = np.clip(pool.relevance + np.float32(SWAY) * liked, 0.0, 1.0)
    found: Floats = np.where(relevance >= pool.least, relevance * pool.scale, -np.inf).astype(np.float32)
    return found


def _chosen(pool: Pool, tastes: Floats, count: int, caps: Caps) -> Places:
    all_scores = scores(pool, tastes)
    width = min(_SHORTLIST, all_scores.shape[1])
    if not width:
        return np.full((len(tastes), count), NOBODY, np.int64)
    short = np.sort(np.argpartition(-all_scores, width - 1, axis=1)[:, :width], axis=1)
    picks = _Picking(pool, short, np.take_along_axis(all_scores, short, 1), caps).run(count)
    order = np.argsort(
        -np.take_along_axis(all_scores, np.maximum(picks, 0), 1) + 1e9 * (picks == NOBODY), axis=1, kind="stable"
    )
    return np.take_along_axis(picks, order, 1)


class _Picking:
    """Maximal marginal relevance under the caps of an edition, for all readers of a block side by side."""

    def __init__(self, pool: Pool, short: Places, score: Floats, caps: Caps) -> None:
        self.pool, self.short, self.score, self.caps = pool, short, score, caps
        self.free = np.isfinite(score) & ~self._overtaken()
        self.likeness = np.zeros_like(score)
        self.readers = np.arange(len(short))
        self.topic, self.company = (numbers[short] for numbers in pool.kinds)

    def _overtaken(self) -> Mask:
        """Tell which sessions of a market a later one, worth enough to the reader, has overtaken."""
        found: Mask = np.zeros(self.score.shape, bool)
        for place in np.unique(np.flatnonzero(self.pool.next_sessions.any(axis=1))):
            here = self.short == place
            if here.any():
                after = self.pool.next_sessions[place][self.short]
                own = np.where(here, self.score, -np.inf).max(axis=1)
                over = (after & (self.score >= self.caps.session * own[:, None])).any(axis=1) & np.isfinite(own)
                found |= here & over[:, None]
        return found

    def run(self, count: int) -> Places:
        picks = np.full((len(self.short), count), NOBODY, np.int64)
        taken = np.zeros(len(self.short), np.int64)
        for _ in range(self.short.shape[1]):
            asking = (taken < count) & self.free.any(axis=1)
            if not asking.any():
                break
            best = self._best()
            fits = asking & self._fits(best, picks)
            self.free[self.readers[asking], best[asking]] = False
            picks[self.readers[fits], taken[fits]] = self.short[self.readers[fits], best[fits]]
            taken[fits] += 1
            like = self.pool.alike[self.short[self.readers, best][:, None], self.short]
            self.likeness = np.where(fits[:, None], np.maximum(self.likeness, like), self.likeness)
        return picks

    def _best(self) -> Places:
        marginal = np.where(self.free, self.score - self.caps.diversity * self.likeness, -np.inf)
        best = marginal.argmax(axis=1)
        chosen = self.short[self.readers, best]
        share = np.where(self.pool.outcome[chosen[:, None], self.short], self.caps.outcome, self.caps.later)
        worth = self.score >= share * self.score[self.readers, best][:, None]
        after = self.pool.later[chosen[:, None], self.short] & self.free & worth
        # As for one reader: the latest, and of several that end together the best.
        ends = np.where(after, self.pool.ends[self.short], -1)
        newest = after & (ends == ends.max(axis=1, keepdims=True))
        last: Places = np.where(after.any(axis=1), np.where(newest, self.score, -np.inf).argmax(axis=1), best)
        return last

    def _fits(self, best: Places, picks: Places) -> Mask:
        candidate = self.short[self.readers, best]
        there = picks != NOBODY
        held = np.maximum(picks, 0)
        affair = (self.pool.one_affair[candidate[:, None], held] & there).any(axis=1)
        topics, companies = self.pool.kinds
        topic = ((topics[held] == topics[candidate][:, None]) & there).sum(axis=1)
        company = ((companies[held] == companies[candidate][:, None]) & there).sum(axis=1)
        fits: Mask = (
            ~affair
            & ((topics[candidate] == NOBODY) | (topic < self.caps.per_topic))
            & ((companies[candidate] == NOBODY) | (company < self.caps.per_company))
        )
        return fits


def _incidence(rows: Sequence[frozenset[str]], names: Sequence[str] | None = None) -> sp.csr_matrix:
    ordered = names if names is not None else sorted({name for row in rows for name in row})
    place = {name: i for i, name in enumerate(ordered)}
    found = [sorted(place[name] for name in row) for row in rows]
    pointers = np.cumsum([0, *map(len, found)])
    indices = np.fromiter((i for row in found for i in row), np.int32, int(pointers[-1]))
    data = np.ones(len(indices), np.float32)
    return sp.csr_matrix((data, indices, pointers), shape=(len(rows), len(ordered)))


def _overlaps(sets: Sequence[frozenset[str]]) -> tuple[Floats, Floats]:
    """Return how many words each two sets share, and which share of the smaller set that is."""
    rows = _incidence(sets)
    shared: Floats = (rows @ rows.T).toarray()
    sizes = np.array([len(words) for words in sets], np.float32)
    smaller = np.maximum(np.minimum(sizes[:, None], sizes[None, :]), 1.0)
    return shared, (shared / smaller).astype(np.float32, copy=False)


def _settled(shared: Floats, share: Floats) -> Mask:
    found: Mask = ((shared >= FEW) & (share >= SETTLED)) | ((shared >= MANY) & (share >= SETTLED_BY_MANY))
    return found


def _numbers(values: Iterable[Hashable]) -> Places:
    known: dict[Hashable, int] = {}
    return np.array([NOBODY if v is None else known.setdefault(v, len(known)) for v in values], np.int64)


def _equal(values: Iterable[Hashable]) -> Mask:
    numbers = _numbers(values)
    found: Mask = (numbers[:, None] == numbers[None, :]) & (numbers != NOBODY)[:, None]
    return found
