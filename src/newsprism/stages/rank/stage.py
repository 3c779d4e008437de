"""The ranking: filter, score, diversify; nothing that came in is lost from the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsprism.stages.rank.evidence import Course, Evidence, Glance, courses, gather, glance
from newsprism.stages.rank.profile import Profile, Relevance
from newsprism.stages.rank.signals import Weights, signals
from newsprism.text.ko.headlines import overlap
from newsprism.types.brief import Window
from newsprism.types.dropped import Dropped
from newsprism.types.ranking import RankedStory, Ranking, Signal
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story

_SAME_MATTER = 0.1
"""Share of headline words from which a later story of a thread goes on with an earlier one."""
_SETTLED = 0.5
"""Share of headline words from which two headlines are taken for the same affair."""


@dataclass(frozen=True, slots=True)
class Options:
    """`least` is the relevance below which a story is not for this reader at all.

    `per_company` caps picks naming one company; `diversity` is the weight of likeness in maximal marginal relevance;
    `later` is the share of the score from which a later story of a thread is taken for an earlier one;
    `pool` is how many of the best are diversified; `kept` how many runners-up keep their signals.
    """

    weights: Weights = field(default_factory=Weights)
    least: float = 0.18
    per_company: int = 2
    per_topic: int = 4
    diversity: float = 0.28
    later: float = 0.85
    pool: int = 120
    kept: int = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    evidence: Evidence
    ranked: RankedStory


class InterestRanker:
    """Ranks stories by named signals against the interests of a reader type."""

    def __init__(self, options: Options | None = None, sent: frozenset[str] = frozenset()) -> None:
        self.options = options or Options()
        self.sent = sent
        self._judged: tuple[ReaderType, Window, dict[int, tuple[Story, _Candidate | str]]] | None = None

    def rank(self, stories: Sequence[Story], reader: ReaderType, window: Window, count: int) -> Ranking:
        """Return at most `count` stories; the others with what kept them out."""
        profile = Profile(reader)
        # An edition is ranked again when a story has to go; what was judged of the others stays true.
        if self._judged is None or self._judged[0] is not reader or self._judged[1] != window:
            self._judged = (reader, window, {})
        known = self._judged[2]
        course = courses(stories, window)
        filtered: list[Dropped[Story]] = []
        candidates: list[_Candidate] = []
        for story in stories:
            held = known.get(id(story))
            if held is None or held[0] is not story:
                held = (story, self._judge(story, profile, window, course.get(story.thread_id or "")))
                known[id(story)] = held
            judged = held[1]
            if isinstance(judged, str):
                filtered.append(Dropped(story, "rank", judged, story.id, story.title))
            else:
                candidates.append(judged)
        candidates.sort(key=lambda c: (-c.ranked.score, c.ranked.story.id))
        selected, left = self._diversify(candidates, count)
        return Ranking(reader, tuple(c.ranked for c in selected), tuple(left), tuple(filtered))

    def _judge(self, story: Story, profile: Profile, window: Window, course: Course | None) -> _Candidate | str:
        """Return the scored story, or why it is none for this reader; dear tests come after cheap ones."""
        seen = glance(story, window, course)
        reason = _refusal_at_a_glance(seen, profile)
        if reason is not None:
            return reason
        found = profile.relevance(seen.titles, seen.lead_text)
        if found.value < self.options.least:
            return "not_relevant"
        evidence = gather(seen)
        reason = _refusal(evidence)
        if reason is not None:
            return reason
        values = signals(evidence, found, window, self.options.weights, self.sent)
        score = sum(s.value * s.weight for s in values) * _genre_factor(evidence)
        return _Candidate(evidence, _ranked(evidence, score, values, found))

    def _diversify(
        self, candidates: Sequence[_Candidate], count: int
    ) -> tuple[list[_Candidate], list[Dropped[RankedStory]]]:
        """Maximal marginal relevance (J. Carbonell and J. Goldstein, 1998) under the caps of an edition."""
        pool, rest = list(candidates[: self.options.pool]), candidates[self.options.pool :]
        chosen: list[_Candidate] = []
        refused: dict[str, str] = {}
        while pool and len(chosen) < count:
            best = max(pool, key=lambda c: (self._marginal(c, chosen), c.ranked.story.id))
            best = self._latest(best, pool)
            pool.remove(best)
            reason = self._over_cap(best, chosen)
            if reason:
                refused[best.ranked.story.id] = reason
            else:
                chosen.append(best)
        chosen_ids = {c.ranked.story.id for c in chosen}
        left = [
            Dropped(
                c.ranked, "rank", refused.get(c.ranked.story.id, "lower_score"), c.ranked.story.id, c.ranked.story.title
            )
            for c in [*candidates[: self.options.pool], *rest]
            if c.ranked.story.id not in chosen_ids
        ]
        chosen.sort(key=lambda c: (-c.ranked.score, c.ranked.story.id))
        return chosen, left

    def _latest(self, best: _Candidate, pool: Sequence[_Candidate]) -> _Candidate:
        """Return the latest story of the thread that is nearly as good: a strike that was settled is no threat any more."""
        thread = best.evidence.story.thread_id
        later = [
            c
            for c in pool
            if thread is not None
            and c.evidence.story.thread_id == thread
            and c.evidence.days[-1] > best.evidence.days[-1]
            and c.ranked.score >= self.options.later * best.ranked.score
            and overlap(c.evidence.words, best.evidence.words) >= _SAME_MATTER
        ]
        return max(later, key=lambda c: (c.evidence.days[-1], c.ranked.score, c.ranked.story.id), default=best)

    def _marginal(self, candidate: _Candidate, chosen: Sequence[_Candidate]) -> float:
        likeness = max((_likeness(candidate, other) for other in chosen), default=0.0)
        return candidate.ranked.score - self.options.diversity * likeness

    def _over_cap(self, candidate: _Candidate, chosen: Sequence[_Candidate]) -> str | None:
        if any(_same_affair(candidate, other) for other in chosen):
            return "same_affair"
        companies = Counter(name for c in chosen for name in c.ranked.companies)
        if any(companies[name] >= self.options.per_company for name in candidate.ranked.companies):
            return "company_cap"
        topics = Counter(c.ranked.topics[0] for c in chosen if c.ranked.topics)
        if candidate.ranked.topics and topics[candidate.ranked.topics[0]] >= self.options.per_topic:
            return "topic_cap"
        return None


def _ranked(evidence: Evidence, score: float, values: tuple[Signal, ...], found: Relevance) -> RankedStory:
    leads = tuple(d.id for d in evidence.leads)
    return RankedStory(evidence.story, leads, score, values, found.topic_ids, evidence.companies)


def _refusal_at_a_glance(seen: Glance, profile: Profile) -> str | None:
    """Return why a story cannot be a pick, as far as its headlines tell, or None."""
    if not seen.days:
        return "outside_window" if any(d.published_at for d in seen.story.documents) else "undated"
    if seen.story.recurring or seen.genres <= {"notice"}:
        return "recurring_notice"
    if seen.inside[0].language != "ko":
        return "other_language"
    if profile.refuses(seen.titles):
        return "never_for_reader"
    return None


def _refusal(evidence: Evidence) -> str | None:
    """Return why a story that concerns the reader still cannot be printed, or None."""
    if evidence.leads:
        return None
    return "no_body" if evidence.genres & {"news", "stub"} else "no_report"


def _genre_factor(evidence: Evidence) -> float:
    """Self-praise, columns and market tables stay possible, far behind news."""
    if "news" in evidence.genres or "stub" in evidence.genres:
        return 0.75 if "promotion" in evidence.genres else 1.0
    return 0.5


def _likeness(left: _Candidate, right: _Candidate) -> float:
    words = overlap(left.evidence.words, right.evidence.words)
    topics = left.ranked.topics[:1] == right.ranked.topics[:1] and bool(left.ranked.topics)
    companies = bool(set(left.ranked.companies) & set(right.ranked.companies))
    return min(1.0, words + 0.35 * topics + 0.3 * companies)


def _same_affair(left: _Candidate, right: _Candidate) -> bool:
    """One affair gives one pick: stories of one thread, or headlines that mostly say the same words."""
    thread = left.evidence.story.thread_id
    if thread is not None and thread == right.evidence.story.thread_id:
        return True
    return overlap(left.evidence.words, right.evidence.words) >= _SETTLED
