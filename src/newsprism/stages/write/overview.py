"""What spans several stories of a weekly: its analysis, and how a sentence is judged that stands between those of other stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, Order, names_its_firm
from newsprism.stages.write.fields import advertises, promotes
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.objective import Score, Slot, eventful
from newsprism.stages.write.sentence.abroad import nameless_abroad
from newsprism.types.brief import Paragraph
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import TopicId
from newsprism.types.story import StoryId

ANALYSIS = Slot(150, 205, 3, 4)
_STORIES = 6
_AFFAIRS = 3


def analysis(desk: Desk) -> tuple[Paragraph, ...]:
    """Return two paragraphs: the first picks with what else their field saw, then the other picks with theirs."""
    first = _leading_topic(desk.selected)
    own = [s for s in desk.selected if first is not None and first in s.topics[:1]]
    picks = desk.one_per_affair(desk.selected)
    spare = [s for s in desk.one_per_affair(desk.everything) if s not in picks and not promotes(s)]
    near = [s for s in spare if first is not None and first in s.topics[:1]]
    leading = desk.one_per_affair([*own, *near])
    # A paragraph of one affair would only repeat it: the next picks stand beside it.
    leading += [s for s in picks if s not in leading][: max(0, _AFFAIRS - len(leading))]
    rest = [s for s in [*picks, *spare] if s not in leading[:_STORIES]]
    paragraphs = []
    for stories in (_told_twice(desk, leading)[:_STORIES], _told_twice(desk, rest)[:_STORIES]):
        chosen = _across(desk, stories, ANALYSIS, 1 if len(stories) >= _AFFAIRS else 2)
        if chosen:
            paragraphs.append(Paragraph(printed(chosen, desk.taken.refused)))
    return tuple(paragraphs)


def _told_twice(desk: Desk, stories: Sequence[RankedStory]) -> list[RankedStory]:
    """Return the stories without picks of a single report, if enough are left: its opening is all that those have."""
    picks = {s.story.id for s in desk.selected}
    kept = [s for s in stories if s.story.id not in picks or len(s.leads) > 1]
    return kept if len(kept) >= _AFFAIRS else list(stories)


_EVE = timedelta(days=3)
"""So long before its window may have happened what an analysis tells: the reports of the window's first day tell of it."""


def _across(desk: Desk, stories: Sequence[RankedStory], slot: Slot, per_story: int) -> tuple[Candidate, ...]:
    """Choose sentences over several stories, at most `per_story` each, in the order of the stories."""
    place = {s.story.id: i for i, s in enumerate(stories)}
    room, score, order = replace(slot, per_story=per_story), telling(place, _FLAT), by_story(place)
    usable = [c for c in standing(desk, place) if not (nameless_abroad(c.text) or advertises(c.text))]
    begin = desk.window.start - _EVE
    usable = [c for c in usable if max(_days_of(c), default=desk.window.end) >= begin and not _of_before(c, begin)]
    chosen = desk.choose(happened(usable), room, score, order=order, whole=True)
    if chosen:
        return chosen
    loose = [c for c in desk.candidates(place) if not (c.leans or c.praise or _general(c) or _of_before(c, begin))]
    return desk.choose(usable, room, score, order=order, whole=True) or desk.choose(loose, room, score, order=order)


def _of_before(candidate: Candidate, begin: date) -> bool:
    """Say whether a sentence dates all it tells before `begin`, and is not what was published now: last year's figure."""
    return not candidate.newsy and bool(candidate.days) and all(last < begin for _, last in candidate.days)


def _days_of(candidate: Candidate) -> list[date]:
    """Return the single days that a sentence names."""
    return [first for first, last in candidate.days if first == last]


def standing(desk: Desk, stories: Iterable[StoryId]) -> list[Candidate]:
    """Return the sentences of stories that say something particular and are clear between those of others."""
    return [c for c in desk.across(stories) if not (c.mood or _general(c)) and names_its_firm(c)]


def happened(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what happened: it opens a block, so that what was felt or said of it has something to follow."""
    return [c for c in candidates if not c.reaction and (c.tense == "past" or c.days or "decision" in c.kinds)]


def _general(candidate: Candidate) -> bool:
    """Say whether a sentence tells what is always so: nobody's deed, no figure and no day."""
    return (
        candidate.tense == "plain"
        and not (candidate.facts or candidate.named or candidate.has_date)
        and candidate.kinds.isdisjoint({"decision", "deadline", "demand"})
    )


_EVENT = 0.15
"""What counts for a sentence that tells what was done and not what is."""
_REACTION = 0.3


_VAGUE = 1.2
"""What it costs to be empty or unclear in the eyes of an editor."""
_FLAT, DEEP = 0.15, 0.35
"""What a place far down in the report costs: in an analysis, and under a heading that is not of the report."""


def telling(place: dict[StoryId, int], deep: float) -> Score:
    """Score a sentence for an overview: it tells the news of its story, shortly, and better stories first."""

    def score(candidate: Candidate) -> float:
        rank = place.get(candidate.story_id, len(place))
        # No headline stands above: what one would tell is no repetition, and a detail says little by itself.
        value = eventful(candidate) + 0.5 * candidate.told + 0.25 / (1 + rank) - deep * min(4, candidate.rank) / 4
        value -= _VAGUE * (candidate.worth.empty + candidate.worth.unclear)
        value += _EVENT * (candidate.tense == "past") - _REACTION * candidate.reaction
        return max(0.02, value - 0.006 * max(0, len(candidate.text) - 60))

    return score


def by_story(place: dict[StoryId, int]) -> Order:
    """Return the order of the stories, and within one that of its reports and their sentences."""
    return lambda c: (place.get(c.story_id, len(place)), not c.lead, c.document.id, c.rank)


def _leading_topic(selected: Sequence[RankedStory]) -> TopicId | None:
    return next((s.topics[0] for s in selected if s.topics), None)
