"""The ranking: filter, score, diversify; nothing that came in is lost from the result.

::

    stories ─ glance ─▶ cards ─ words, numbers ─▶ scores at most ─ read the best ─▶ scores ─ diversify ─▶ picks

All that does not depend on the reader is kept for the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsprism.stages.rank.appraisal import Reading
from newsprism.stages.rank.appraisal import said_of as said_of_worth
from newsprism.stages.rank.appraisal import share_of as share_of_worth
from newsprism.stages.rank.board import Board, Floats
from newsprism.stages.rank.cards import Cards, Deal
from newsprism.stages.rank.diversity import Candidate, Caps, diversify
from newsprism.stages.rank.explore import Trial, explore
from newsprism.stages.rank.manner import aside_of, said_of, share_of
from newsprism.stages.rank.personal import Personal
from newsprism.stages.rank.profile import Profile
from newsprism.stages.rank.signals import Weights, most, signals
from newsprism.text.ko.automaton import Words
from newsprism.text.language import language
from newsprism.types.brief import Window
from newsprism.types.dropped import Dropped
from newsprism.types.history import History
from newsprism.types.ranking import RankedStory, Ranking, Signal
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story, StoryId

if TYPE_CHECKING:
    from newsprism.protocols.services import Appraiser
    from newsprism.stages.rank.crowd import Pool

Floats32 = npt.NDArray[np.float32]

_Base = tuple[Window, frozenset[str], tuple[int, ...]]
"""What cards are made of: a window, the languages that are read, and the stories by identity."""
_WINDOWS = 4
"""So many sets of cards are kept: of a day and a week, of this issue and the one before."""
_PROFILES = 1_000


@dataclass(frozen=True, slots=True)
class Options:
    """`least` is the relevance below which a story is not for this reader at all.

    `pool` is how many of the best are read closely and diversified. `budget` is what a story that is tried may gain.
    `translates` says that the writer can tell stories of the reader's other languages (`ReaderType.sources`). An appraiser
    reads the `appraised` most promising stories.
    """

    weights: Weights = field(default_factory=Weights)
    least: float = 0.11
    caps: Caps = field(default_factory=Caps)
    pool: int = 120
    budget: float = 0.04
    translates: bool = False
    appraised: int = 100


@dataclass(frozen=True)
class _Table:
    """What one ranking is made from: the cards that may be picks with their words, and what is filtered at a glance."""

    deal: Deal
    board: Board
    filtered: tuple[Dropped[Story], ...]


class InterestRanker:
    """Ranks stories by named signals against the interests of a reader type.

    With an `appraiser` that knows the type, what it makes of a report is one of them; without, words alone decide.
    """

    def __init__(self, options: Options | None = None, appraiser: Appraiser | None = None) -> None:
        self.options = options or Options()
        self._reading = Reading(appraiser)
        self._cards: dict[_Base, Cards] = {}
        self._profiles: dict[int, tuple[ReaderType, Profile]] = {}
        self._words = Words(())
        self._tables: dict[tuple[_Base, tuple[int, ...]], _Table] = {}  # one at most; its cards keep its stories alive

    def expect(self, readers: Sequence[ReaderType]) -> None:
        """Make ready for all of these readers at once: otherwise each that brings new words has every story read again."""
        self._learn([self._profile(reader) for reader in readers])

    def rank(
        self,
        stories: Sequence[Story],
        reader: ReaderType,
        window: Window,
        count: int,
        history: History | None = None,
        among: Sequence[Story] | None = None,
    ) -> Ranking:
        """Return at most `count` stories; the others with what kept them out.

        Stories that cannot come near the best are not read closely: they keep the score that is known of them.
        """
        profile = self._profile(reader)
        self._learn([profile])
        personal = Personal(reader, history, stories, window)
        table = self._table(stories, window, reader, among)
        judging = _Judging(table, profile, personal, window, self.options, self._reading)
        candidates, unread, filtered = judging.judge()
        candidates, selected, refused = judging.choose(candidates, count)
        chosen = {c.id for c in selected}
        left = [c.ranked for c in candidates if c.id not in chosen] + unread
        return Ranking(
            reader,
            tuple(c.ranked for c in selected),
            tuple(Dropped(r, "rank", refused.get(r.story.id, "lower_score"), r.story.id, r.story.title) for r in left),
            tuple(filtered),
            self._reading.model if judging.worth is not None else None,
            self._reading.note(),
        )

    def pool(self, stories: Sequence[Story], reader: ReaderType, window: Window) -> Pool:
        """Return what readers of this type may be given, for `crowd.choose`: every story that may concern one of them."""
        from newsprism.stages.rank.crowd import Pool

        profile = self._profile(reader)
        self._learn([profile])
        table, personal = self._table(stories, window, reader), Personal(reader, None, stories, window)
        judging = _Judging(table, profile, personal, window, self.options, self._reading)
        return Pool(*judging.everything(), self.options.least)

    def _profile(self, reader: ReaderType) -> Profile:
        held = self._profiles.get(id(reader))
        if held is None or held[0] is not reader:
            if len(self._profiles) >= _PROFILES:
                self._profiles.clear()
            held = self._profiles[id(reader)] = (reader, Profile(reader))
        return held[1]

    def _learn(self, profiles: Sequence[Profile]) -> None:
        """Let the words looked for be those of these readers and of all before."""
        fresh = {w for profile in profiles for w in profile.words}.difference(self._words.number)
        if fresh:
            self._words = Words((*self._words.number, *fresh))
            self._tables.clear()

    def _table(
        self, stories: Sequence[Story], window: Window, reader: ReaderType, among: Sequence[Story] | None = None
    ) -> _Table:
        # An edition is ranked again when a story has to go, and the next reader's right after it.
        languages = frozenset((reader.language, *(reader.sources if self.options.translates else ())))
        base, kept = self._cards_of(stories if among is None else among, window, languages)
        key = (base, tuple(map(id, stories)))
        if key not in self._tables:
            cards = kept.of(stories)
            deal = Deal(tuple(c for c in cards if c.refusal is None))
            board = Board([c.look for c in deal.cards], self._words, kept.rarity(self._words))
            self._tables = {}
            self._tables[key] = _Table(deal, board, tuple(c.dropped(c.refusal) for c in cards if c.refusal))
        return self._tables[key]

    def _cards_of(self, stories: Sequence[Story], window: Window, languages: frozenset[str]) -> tuple[_Base, Cards]:
        key = (window, languages, tuple(map(id, stories)))
        if key not in self._cards:
            while len(self._cards) >= _WINDOWS:
                del self._cards[next(iter(self._cards))]
            self._cards[key] = Cards(stories, window, languages)
        return key, self._cards[key]


class _Judging:
    """One ranking under way."""

    def __init__(
        self,
        table: _Table,
        profile: Profile,
        personal: Personal,
        window: Window,
        options: Options,
        reading: Reading,
    ) -> None:
        self.table, self.profile, self.personal = table, profile, personal
        self.window, self.options = window, options
        found = profile.field(table.board)
        self.field = replace(found, value=personal.swayed(table.deal, profile, found))
        # Asked one by one for thousands of stories: a list answers faster than an array.
        self._never: list[bool] = self.field.refused.tolist()
        self._enough: list[bool] = (self.field.value >= options.least).tolist()
        weights = options.weights
        scale = self.field.value * table.deal.factor
        sure = weights.relevance + table.deal.known(weights)
        self.sure: Floats = scale * sure
        # A story that was sent and goes on is as new as can be.
        self.possible: Floats = scale * (sure + weights.novelty + most(self.field.deciding, weights))
        self.worth, self.share = self._read_by(reading)
        self.sure, self.possible = self.sure * self.share, self.possible * self.share

    def _read_by(self, reading: Reading) -> tuple[Floats | None, Floats]:
        """Return what a model makes of each story and the share of the score that this leaves; None and 1 without one."""
        column = reading.column(self.personal.reader)
        if column is None:
            return None, np.ones(len(self._never))
        best = np.argsort(-self.possible, kind="stable")
        places = [p for p in best.tolist() if self.possible[p] > 0.0 and not self._never[p]][: self.options.appraised]
        worth = reading.worths(self.table.deal.cards, places, column)
        return worth, np.ones(len(self._never)) if worth is None else share_of_worth(worth, self.field.asked)

    def judge(self) -> tuple[list[Candidate], list[RankedStory], list[Dropped[Story]]]:
        """Return the candidates that were read, best first, those that need not be, and what cannot be picked."""
        filtered = list(self.table.filtered)
        eligible: list[int] = []
        for place, card in enumerate(self.table.deal.cards):
            reason = self._refusal(place)
            if reason:
                filtered.append(card.dropped(reason))
            else:
                eligible.append(place)
        eligible.sort(key=lambda p: (-self.possible[p], self.table.deal.cards[p].story.id))
        read = list(self._read(eligible))
        candidates = [judged for judged in read if isinstance(judged, Candidate)]
        candidates.sort(key=lambda c: (-c.ranked.score, c.id))
        filtered.extend(judged for judged in read if isinstance(judged, Dropped))
        unread = [self._unread(p) for p in eligible[len(read) :]]
        unread.sort(key=lambda r: (-r.score, r.story.id))
        return candidates, unread, filtered

    def everything(self) -> tuple[list[Candidate], Floats32, Floats32, list[frozenset[str]]]:
        """Return all that may be picked, read closely, with relevance, score per unit of it, and traits."""
        places = [i for i in range(len(self.table.deal.cards)) if self._refusal(i) in (None, "not_relevant")]
        # Judged as if wholly relevant, a story has for its score what the score is per unit of relevance.
        read = [(i, judged) for i in places if isinstance(judged := self._closely(i, wholly=True), Candidate)]
        # Of two with the same score the one with the later id is taken, here as in the ranking for one.
        read.sort(key=lambda pair: pair[1].id, reverse=True)
        cards = self.table.deal.cards
        return (
            [c for _, c in read],
            np.array([self.field.value[i] for i, _ in read], np.float32),
            np.array([c.ranked.score for _, c in read], np.float32),
            [self.personal.traits(cards[i], self.profile, self.field, i) for i, _ in read],
        )

    def choose(
        self, candidates: list[Candidate], count: int
    ) -> tuple[list[Candidate], list[Candidate], dict[StoryId, str]]:
        """Return the candidates, those selected, and why others were not; one of them may have been tried."""
        chosen, refused = diversify(candidates[: self.options.pool], count, self.options.caps)
        trial = self._trial(candidates, chosen) if self.personal.taste and len(chosen) == count else None
        if trial is None:
            return candidates, chosen, refused
        said = language(self.personal.reader.language).words.reasons.tried
        tried = [_with_bonus(c, trial.bonus, said) if c.id == trial.story_id else c for c in candidates]
        tried.sort(key=lambda c: (-c.ranked.score, c.id))
        again, also = diversify(tried[: self.options.pool], count, self.options.caps)
        # Said only of a pick that would not be one without it.
        return (tried, again, also) if trial.story_id in {c.id for c in again} else (candidates, chosen, refused)

    def _trial(self, candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> Trial | None:
        last, picked = chosen[-1].ranked.score, {c.id for c in chosen}
        places = {card.story.id: i for i, card in enumerate(self.table.deal.cards)}
        near = [c for c in candidates if c.id not in picked and last - self.options.budget <= c.ranked.score <= last]
        unsure = {
            c.id: self.personal.uncertainty(self.table.deal.cards[i], self.profile, self.field, i)
            for c in near
            for i in (places[c.id],)
        }
        return explore(unsure, self.options.budget, self.personal.reader.id, self.window.end)

    def _refusal(self, place: int) -> str | None:
        if self._never[place]:
            return "never_for_reader"
        card = self.table.deal.cards[place]
        said = self.personal.refuses(card.story)
        if said or self._enough[place]:
            return said
        # A digest prints what is not relevant, too, and must know that it did.
        gone = self.personal.gone_on(card)
        return gone if isinstance(gone, str) else "not_relevant"

    def _read(self, eligible: Sequence[int]) -> Iterator[Candidate | Dropped[Story]]:
        """Read closely, the most promising first, until nothing left can be among the best."""
        best: list[float] = []
        for place in eligible:
            if len(best) >= self.options.pool and self.possible[place] < best[0]:
                return
            judged = self._closely(place)
            if isinstance(judged, Candidate):
                (heappush if len(best) < self.options.pool else heappushpop)(best, judged.ranked.score)
            yield judged

    def _closely(self, place: int, *, wholly: bool = False) -> Candidate | Dropped[Story]:
        card = self.table.deal.cards[place]
        gone = self.personal.gone_on(card)
        if isinstance(gone, str):
            return card.dropped(gone)
        evidence = gone.evidence if gone else card.evidence
        if not evidence.leads:
            return card.dropped("no_body" if evidence.genres & {"news", "stub"} else "no_report")
        found = self.profile.relevance(self.table.board, self.field, place)
        if wholly:
            found = replace(found, value=1.0)
        again = gone.again if gone else None
        tag = self.personal.reader.language
        values = signals(evidence, found, card.known, self.window, self.options.weights, again, tag)
        manner, share = share_of(evidence.manners, self.profile.bears)
        score = sum(s.value * s.weight for s in values) * card.known.factor * share * float(self.share[place])
        if self.worth is not None:
            values += said_of_worth(float(self.worth[place]), tag)
        values += said_of(manner, share, tag) + aside_of(self.field.near[place], self.field.own[place], tag)
        values += self.personal.signals(card, self.profile, self.field, place)
        sent = gone.sent if gone else None
        leads = tuple(d.id for d in evidence.leads)
        return Candidate(
            evidence, RankedStory(card.story, leads, score, values, found.topic_ids, evidence.companies, sent)
        )

    def _unread(self, place: int) -> RankedStory:
        return RankedStory(self.table.deal.cards[place].story, (), float(self.sure[place]), (), (), ())


def _with_bonus(candidate: Candidate, bonus: float, said: str) -> Candidate:
    tried = Signal("exploration", 1.0, bonus, said)
    ranked = candidate.ranked
    better = replace(ranked, score=ranked.score + bonus, signals=(*ranked.signals, tried))
    return replace(candidate, ranked=better)
