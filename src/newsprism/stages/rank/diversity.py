"""From the best stories to an edition: likeness costs, and no topic, company or affair fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsprism.stages.rank.evidence import Evidence
from newsprism.stages.rank.matter import settled
from newsprism.text.ko.headlines import overlap
from newsprism.types.ranking import RankedStory
from newsprism.types.story import StoryId

SAME_MATTER = 0.1
"""Share of headline words from which a later story of a thread goes on with an earlier one."""

SAME_TOPIC, SAME_COMPANY = 0.1, 0.3
"""What a common topic and a common company add to the likeness of two stories."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How an edition is kept various.

    `per_company` caps picks naming one company, `per_topic` those of one topic; `diversity` is the weight of likeness in
    maximal marginal relevance; `later` is the share of the score from which a later story of a thread is taken for an
    earlier one, `outcome` that from which the story of how it came out is, and `session` that from which the last session
    of a market is taken for an earlier one.
    """

    per_company: int = 2
    per_topic: int = 4
    diversity: float = 0.1
    later: float = 0.85
    outcome: float = 0.5
    session: float = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scored story with what it was judged by."""

    evidence: Evidence
    ranked: RankedStory

    @property
    def id(self) -> StoryId:
        """The id of the story."""
        return self.ranked.story.id


def diversify(candidates: Sequence[Candidate], count: int, caps: Caps) -> tuple[list[Candidate], dict[StoryId, str]]:
    """Return at most `count` of the candidates, best first, and why others that were tried are none of them.

    Maximal marginal relevance (J. Carbonell and J. Goldstein, 1998) under the caps of an edition.
    """
    sessions = [c for c in candidates if c.evidence.market is not None]
    over = {c.id for c in sessions if any(_overtakes(later, c, caps) for later in sessions)}
    pool = {c.id: c for c in candidates if c.id not in over}
    likeness = dict.fromkeys(pool, 0.0)
    chosen: list[Candidate] = []
    refused: dict[StoryId, str] = dict.fromkeys(over, "same_affair")
    while pool and len(chosen) < count:
        best = max(pool.values(), key=lambda c: (c.ranked.score - caps.diversity * likeness[c.id], c.id))
        best = _latest(best, list(pool.values()), caps)
        del pool[best.id]
        reason = _over_cap(best, chosen, caps)
        if reason:
            refused[best.id] = reason
            continue
        chosen.append(best)
        for other in pool.values():
            likeness[other.id] = max(likeness[other.id], _likeness(other, best))
    chosen.sort(key=lambda c: (-c.ranked.score, c.id))
    return chosen, refused


def _latest(best: Candidate, pool: Sequence[Candidate], caps: Caps) -> Candidate:
    """Return the latest story of the thread that is nearly as good: a strike that was settled is no threat any more."""
    later = [c for c in pool if _goes_on(c, best, caps)]
    return max(later, key=lambda c: (c.evidence.until, c.ranked.score, c.id), default=best)


def _goes_on(later: Candidate, first: Candidate, caps: Caps) -> bool:
    share = caps.outcome if _comes_out(later.evidence, first.evidence) else caps.later
    return (
        later.evidence.until > first.evidence.until
        and (_one_thread(later, first) or _one_firm(later, first))
        and later.ranked.score >= share * first.ranked.score
        and overlap(later.evidence.words, first.evidence.words) >= SAME_MATTER
    )


def _comes_out(later: Evidence, first: Evidence) -> bool:
    """Tell whether one story tells how a matter came out that the other, of the same thread, tells as open."""
    return later.concludes and not first.concludes


def _overtakes(later: Candidate, first: Candidate, caps: Caps) -> bool:
    """Tell whether both report how one market moved: of its sessions the last is the news, whether it is picked or not."""
    return (
        _one_market(later, first)
        and later.evidence.until > first.evidence.until
        and later.ranked.score >= caps.session * first.ranked.score
    )


def _over_cap(candidate: Candidate, chosen: Sequence[Candidate], caps: Caps) -> str | None:
    if any(_same_affair(candidate, other) for other in chosen):
        return "same_affair"
    companies = Counter(name for c in chosen for name in c.ranked.companies)
    if any(companies[name] >= caps.per_company for name in candidate.ranked.companies):
        return "company_cap"
    topics = Counter(c.ranked.topics[0] for c in chosen if c.ranked.topics)
    if candidate.ranked.topics and topics[candidate.ranked.topics[0]] >= caps.per_topic:
        return "topic_cap"
    return None


def _likeness(left: Candidate, right: Candidate) -> float:
    words = overlap(left.evidence.words, right.evidence.words)
    topics = left.ranked.topics[:1] == right.ranked.topics[:1] and bool(left.ranked.topics)
    companies = bool(set(left.ranked.companies) & set(right.ranked.companies))
    return min(1.0, words + SAME_TOPIC * topics + SAME_COMPANY * companies)


def _same_affair(left: Candidate, right: Candidate) -> bool:
    """One affair gives one pick: one thread, headlines of mostly the same words, one bill, or one firm in one field."""
    return (
        _one_thread(left, right)
        or _one_headline(left, right)
        or _one_firm(left, right)
        or bool(left.evidence.bills & right.evidence.bills)
    )


def _one_headline(left: Candidate, right: Candidate) -> bool:
    pairs = zip(left.evidence.names, right.evidence.names, strict=True)
    return any(settled(len(one & other), overlap(one, other)) for one, other in pairs)


def _one_firm(left: Candidate, right: Candidate) -> bool:
    """Tell whether both begin with one firm and are of one topic: its strike and its settlement.

    A listed firm may do two things in a week: of these the headlines share a word beside its name.
    """
    actor = left.evidence.actor
    if actor is None or actor != right.evidence.actor or not left.ranked.topics:
        return False
    if left.ranked.topics[:1] != right.ranked.topics[:1]:
        return False
    return actor not in left.ranked.companies or len(left.evidence.words & right.evidence.words) > 1


def _one_thread(left: Candidate, right: Candidate) -> bool:
    """Tell whether both are of one thread, or report two days of one market."""
    thread = left.evidence.story.thread_id
    return (thread is not None and thread == right.evidence.story.thread_id) or _one_market(left, right)


def _one_market(left: Candidate, right: Candidate) -> bool:
    """Tell whether both report how one market moved: of its days the last is the news."""
    return left.evidence.market is not None and left.evidence.market == right.evidence.market
