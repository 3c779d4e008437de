"""Choosing sentences for a slot: coverage of what is central, without saying anything twice, within the slot's length.

The objective rewards covering weighted words once (the submodular coverage of H. Lin and J. Bilmes, "A class of
submodular functions for document summarization", 2011) and is searched with a small beam because a slot has both a
least and a greatest length. LEAD-3 and TextRank (R. Mihalcea and P. Tarau, 2004) stay as baselines.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.figures import FEW, new_figures
from newsprism.stages.write.sentence.hollow import defines
from newsprism.stages.write.sentence.worth import REPEATS
from newsprism.text.ko.normalise import folded

Summariser = Literal["objective", "lead3", "textrank"]
Score = Callable[[Candidate], float]

_POOL = 36
_BEAM = 48
_REPEATED = 0.6
_SAME_FACTS = 0.4
"""Share of words from which a sentence whose figures and dates were all told is told already."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for sentences: characters including the blanks between them, how many sentences, and how many of one story."""

    least: int
    most: int
    fewest: int
    count: int
    per_story: int = 9


def wide(slot: Slot, breadth: float) -> Slot:
    """Return a slot that is given in characters of Korean, in those of a language of this breadth."""
    return replace(slot, least=int(slot.least * breadth), most=int(slot.most * breadth))


@dataclass(slots=True)
class Taken:
    """What the edition already says; a sentence, another form of it or nearly its words are not said again."""

    refused: frozenset[str] = frozenset()
    sources: set[tuple[str, int]] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    words: list[frozenset[str]] = field(default_factory=list)
    facts: list[frozenset[object]] = field(default_factory=list)

    def free(self, candidate: Candidate) -> bool:
        """Say whether the candidate may still be printed."""
        if self._printed(candidate):
            return False
        return not any(_repeats(candidate, words, facts) for words, facts in zip(self.words, self.facts, strict=True))

    def anew(self, candidate: Candidate) -> bool:
        """Say whether the candidate is free, or tells in words that were used what happened on a day that none of these gave."""
        if self.free(candidate):
            return True
        if candidate.event is None or self._printed(candidate):
            return False
        day = (candidate.event, candidate.event)
        told = zip(self.words, self.facts, strict=True)
        return not any(day in facts and _overlap(candidate.words, words) >= _SAME_FACTS for words, facts in told)

    def _printed(self, candidate: Candidate) -> bool:
        """Say whether the sentence, or another form of it, was printed or refused."""
        text = folded(candidate.text)
        return candidate.text in self.refused or candidate.source in self.sources or text in self.texts

    def take(self, chosen: Sequence[Candidate]) -> None:
        """Remember what is printed now."""
        for candidate in chosen:
            self.sources.add(candidate.source)
            self.texts.add(folded(candidate.text))
            self.words.append(candidate.words)
            self.facts.append(candidate.facts)


def _repeats(candidate: Candidate, words: frozenset[str], facts: frozenset[object]) -> bool:
    shared = _overlap(candidate.words, words)
    return shared >= _REPEATED or (shared >= _SAME_FACTS and bool(candidate.facts) and _told(candidate.facts, facts))


_YEAR = 365


def _year_of(fact: object, days: Sequence[tuple[date, date]]) -> bool:
    """Say whether a fact is a whole year in which one of `days` lies: "올해" adds nothing to the day."""
    if not isinstance(fact, tuple) or (fact[1] - fact[0]).days + 1 < _YEAR:
        return False
    return any(fact[0] <= first and last <= fact[1] for first, last in days)


def _told(facts: frozenset[object], known: frozenset[object]) -> bool:
    """Say whether all of `facts` are known: days, the year around one, and figures, one of which may be the other rounded."""
    days = [fact for fact in known if isinstance(fact, tuple)]
    beyond = frozenset(fact for fact in facts - known if not _year_of(fact, days))
    figures = frozenset(f for f in beyond if isinstance(f, str))
    return figures == beyond and not new_figures(figures, frozenset(f for f in known if isinstance(f, str)))


@dataclass(frozen=True, slots=True)
class _State:
    chosen: tuple[int, ...]
    length: int
    covered: frozenset[str]
    value: float


def fit(candidates: Sequence[Candidate], slot: Slot, taken: Taken, score: Score) -> tuple[Candidate, ...]:
    """Return the best set of candidates for the slot, in reading order; fewer or none when nothing fits."""
    pool = _pool([c for c in candidates if len(c.text) <= slot.most and taken.free(c)], score)
    scores = [score(c) for c in pool]
    beam = [_State((), -1, frozenset(), 0.0)]
    best: _State | None = None
    for _ in range(slot.count):
        beam = _grow(beam, pool, scores, slot)
        for state in beam:
            if best is None or _worth(state, slot) > _worth(best, slot):
                best = state
        if not beam:
            break
    if best is None:
        return ()
    chosen = sorted((pool[i] for i in best.chosen), key=reading_order)
    return tuple(chosen)


def reading_order(candidate: Candidate) -> tuple[bool, bool, bool, bool, str, str, int]:
    """Put the news first, then what a thing is, the lead report, by time of report and place; what had been before opens nothing."""
    when = candidate.document.published_at
    return (
        candidate.text.endswith("바 있다."),
        not (candidate.newsy and candidate.rank == 0 and not candidate.leans),
        not (candidate.tense == "plain" and not candidate.leans and defines(candidate.text)),
        not candidate.lead,
        when.isoformat() if when else "9",
        candidate.document.id,
        candidate.rank,
    )


def _pool(candidates: Sequence[Candidate], score: Score) -> list[Candidate]:
    ranked = sorted(candidates, key=lambda c: (-score(c), c.document.id, c.start, len(c.text)))
    kept: list[Candidate] = []
    per_source: dict[tuple[str, int], int] = {}
    for candidate in ranked:
        if per_source.get(candidate.source, 0) < 3:
            per_source[candidate.source] = per_source.get(candidate.source, 0) + 1
            kept.append(candidate)
        if len(kept) == _POOL:
            break
    return kept


def _grow(beam: Sequence[_State], pool: Sequence[Candidate], scores: Sequence[float], slot: Slot) -> list[_State]:
    grown: dict[frozenset[int], _State] = {}
    for state in beam:
        for i, candidate in enumerate(pool):
            length = state.length + 1 + len(candidate.text)
            others = [pool[j] for j in state.chosen]
            if length > slot.most or i in state.chosen or clashes(candidate, others):
                continue
            if sum(o.story_id == candidate.story_id for o in others) >= slot.per_story:
                continue
            fresh = len(candidate.words - state.covered) / max(1, len(candidate.words))
            value = state.value + scores[i] * (0.35 + 0.65 * fresh)
            key = frozenset((*state.chosen, i))
            if key not in grown or grown[key].value < value:
                grown[key] = _State((*state.chosen, i), length, state.covered | candidate.words, value)
    return sorted(grown.values(), key=lambda s: (-s.value, s.chosen))[:_BEAM]


def clashes(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Say whether a candidate tells what one of the others tells: also the news of their story with nothing added."""
    return any(
        candidate.source == o.source
        or (candidate.newsy and o.newsy and candidate.story_id == o.story_id and _adds_nothing(candidate, o))
        or _overlap(candidate.words, o.words) >= 0.5
        or _repeats(candidate, o.words, o.facts)
        or _one_source(candidate.text, o.text)
        or _one_sum(candidate, o)
        for o in others
    )


def _one_sum(candidate: Candidate, other: Candidate) -> bool:
    """Say whether a sentence gives only the sum of another, exact or rounded, beside a word of it: one fine in two reports' words."""
    beyond = new_figures(candidate.figures, other.figures)
    given = candidate.figures - beyond
    sums = any(f.endswith("원") and len(f) >= _SUM for f in given)
    return sums and all(map(FEW.fullmatch, beyond)) and bool(candidate.words & other.words)


_SUM = 10
"""Characters of a sum of a hundred million won and more: no two matters cost the same by chance."""


_SOURCE = re.compile(r"(?:\d{1,2}일 )?(?P<who>[^,“”\"]{2,60}?)(?:에|가 \S{1,10}) 따르면,? ")
_SAME_SOURCE, _STEM = 0.5, 4


def _one_source(text: str, other: str) -> bool:
    """Say whether two sentences begin by naming one source ("11일 나루청의 뱃길 동향에 따르면"): read one after the other, they stutter."""
    mine, theirs = _SOURCE.match(text), _SOURCE.match(other)
    if mine is None or theirs is None:
        return False
    words, others = ({w.strip("‘’'")[:_STEM] for w in found["who"].split()} for found in (mine, theirs))
    return len(words & others) >= _SAME_SOURCE * min(len(words), len(others))


def _adds_nothing(candidate: Candidate, other: Candidate) -> bool:
    """Say whether a sentence gives no figure or day beyond another's, rounded or not; two deeds on two days are two."""
    dated = candidate.event is not None and other.event is not None and candidate.event != other.event
    beyond = (candidate.facts if dated else beyond_its_day(candidate)) - other.facts
    figures = frozenset(f for f in beyond if isinstance(f, str))
    return figures == beyond and not new_figures(figures, other.figures)


def beyond_its_day(candidate: Candidate) -> frozenset[object]:
    """Return the facts of a sentence without the day on which it was reported or the one before: when the news broke is no more news."""
    day = candidate.day
    own = {d for d in candidate.days if d[0] == d[1] and day is not None and 0 <= (day - d[0]).days <= 1}
    return candidate.facts - own


def _worth(state: _State, slot: Slot) -> float:
    """Value of a state; too short or too few sentences cost, since a thin block is the lesser evil to a padded one."""
    short = max(0, slot.least - state.length) / max(1, slot.least)
    few = max(0, slot.fewest - len(state.chosen))
    return state.value * (1.0 - 0.8 * short) - 0.05 * few


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller >= 3 else 0.0


WORTH, _TELLING = 1.2, 0.35
"""What the worth of a sentence under its headline counts for, and what the signs of telling do beside it."""


def informative(candidate: Candidate) -> float:
    """Score for adding to the headline: what an editor would find solid there, and of that what tells most of what happened."""
    return max(0.05, _TELLING * (1.0 + eventful(candidate)) + WORTH * candidate.worth.value)


def eventful(candidate: Candidate) -> float:
    """Score for telling what happened: central, early, with who, number and date, in a length that reads well."""
    position = 1.0 / (1.0 + 0.45 * candidate.rank)
    facets = 0.3 * bool(candidate.figures) + 0.2 * candidate.has_date + 0.35 * candidate.named
    facets += 0.2 * ("decision" in candidate.kinds)
    length = -0.004 * max(0, len(candidate.text) - 85)
    quote = -0.25 * candidate.quoted - 0.15 * candidate.leans - 0.2 * candidate.vague - 0.3 * candidate.mood
    quote -= 0.4 * candidate.praise + 0.3 * candidate.passing
    return max(
        0.05,
        0.45 * min(1.0, candidate.centrality)
        + 0.35 * position
        + 0.3 * facets
        + 0.2 * candidate.agreed
        + 0.12 * candidate.lead
        + length
        + quote,
    )


def opening(candidate: Candidate) -> float:
    """Score for the first sentence of a summary: it tells what the headline announces."""
    return max(0.02, informative(candidate) + 0.9 * candidate.told - 0.5 * candidate.leans)


def announcing(candidate: Candidate) -> float:
    """Score for the first sentence of a block that no headline stands above: what a headline tells is no repetition there."""
    return opening(candidate) + REPEATS * WORTH * candidate.worth.retold


def summarise(
    candidates: Sequence[Candidate],
    slot: Slot,
    taken: Taken,
    summariser: Summariser = "objective",
    head: Candidate | None = None,
    score: Score = informative,
) -> tuple[Candidate, ...]:
    """Return a summary of one story by the objective (its news, or `head`, then what adds to it by `score`) or by a baseline."""
    if summariser == "lead3":
        return _prefix([c for c in candidates if c.lead], slot, taken)
    if summariser == "textrank":
        return _prefix(_textrank(candidates), slot, taken)
    # What leans on its report or an editor would hardly print stands only where the slot stays bare without it.
    for usable, least in (
        ([c for c in candidates if not _soft(c)], _ENOUGH * slot.least),
        ([c for c in candidates if not c.hangs], slot.least),
    ):
        found = _news_first(usable, slot, taken, head, score)
        if len(found) >= slot.fewest - 1 and sum(len(c.text) + 1 for c in found) > least:
            return found
    return _news_first(candidates, slot, taken, head, score)


def _soft(candidate: Candidate) -> bool:
    return candidate.mood or candidate.praise or candidate.leans or candidate.worth.dull


def telling(candidates: Sequence[Candidate], slot: Slot, taken: Taken, score: Score = opening) -> tuple[Candidate, ...]:
    """Return the sentence that tells the headline, nothing when the story has no sentence near the top of a report."""
    room = Slot(20, min(_LONGEST, slot.most), 1, 1)
    # What leans on a sentence that is not printed opens a summary only where nothing near the top stands alone.
    standing = [c for c in candidates if c.rank <= _TOP and not c.leans and (c.rank <= _FIRST or c.told >= _NEWS)]
    firm = [c for c in standing if not (c.mood or c.praise or defines(c.text))]
    near = [c for c in candidates if c.rank <= _FIRST]
    return fit(firm, room, taken, score) or fit(standing, room, taken, score) or fit(near, room, taken, score)


def _news_first(
    candidates: Sequence[Candidate], slot: Slot, taken: Taken, head: Candidate | None, score: Score
) -> tuple[Candidate, ...]:
    first = (head,) if head is not None else telling(candidates, slot, taken)
    if not first:
        return fit(candidates, slot, taken, score)
    length = len(first[0].text) + 1
    rest = [c for c in candidates if not clashes(c, first)]
    left = Slot(max(0, slot.least - length), slot.most - length, max(0, slot.fewest - 1), slot.count - 1)
    return (*first, *fit(rest, left, taken, score))


_LONGEST = 150
_ENOUGH = 0.75
"""Share of its least length from which a slot needs nothing soft to fill it."""
_FIRST, _TOP = 2, 6
_NEWS = 0.25
"""Share of the headline's words in a sentence further down that tells the news."""


def _prefix(candidates: Sequence[Candidate], slot: Slot, taken: Taken) -> tuple[Candidate, ...]:
    chosen: list[Candidate] = []
    length = -1
    for candidate in candidates:
        grown = length + 1 + len(candidate.text)
        if len(chosen) < slot.count and grown <= slot.most and taken.free(candidate) and not clashes(candidate, chosen):
            chosen.append(candidate)
            length = grown
    return tuple(sorted(chosen, key=reading_order))


def _textrank(candidates: Sequence[Candidate], damping: float = 0.85, rounds: int = 40) -> list[Candidate]:
    """Rank sentences by PageRank over word overlap, normalised by the logarithms of their lengths."""
    whole = list({c.source: c for c in sorted(candidates, key=lambda c: len(c.text))}.values())
    size = len(whole)
    if size < 2:
        return whole
    weights = np.zeros((size, size))
    for i in range(size):
        for j in range(i):
            bottom = math.log1p(len(whole[i].words)) + math.log1p(len(whole[j].words))
            weights[i, j] = weights[j, i] = len(whole[i].words & whole[j].words) / bottom if bottom else 0.0
    sums = weights.sum(axis=0)
    transition = weights / np.where(sums > 0, sums, 1.0)
    rank = np.full(size, 1.0 / size)
    for _ in range(rounds):
        rank = (1 - damping) / size + damping * transition @ rank
    return [whole[i] for i in np.argsort(-rank, kind="stable")]
