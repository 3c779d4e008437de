"""What spans several stories of a weekly: its analysis and its trends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, Order, clear_terms, names_its_firm
from newsprism.stages.write.fields import advertises, of_field, presentable, promotes, recruits
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.objective import Score, Slot, eventful, fit
from newsprism.stages.write.sentence.abroad import nameless_abroad, of_abroad
from newsprism.types.brief import Paragraph, Trend
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Topic, TopicId
from newsprism.types.story import StoryId

ANALYSIS = Slot(150, 205, 3, 4)
TREND = Slot(112, 152, 2, 3)
_LEAST = 72
"""Characters of a trend of which the reports tell little."""
_STORIES = 6
_AFFAIRS = 3
_NEWS = 0.2
"""Share of the headline's words in a sentence that tells the news."""
_CLEAR = 0.5
"""Weight from which a word of a topic shows that a sentence is about it."""


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


def trends(desk: Desk, count: int = 3) -> tuple[Trend, ...]:
    """Return developments that at least two stories, or one story over two days, stand behind.

    A theme goes first of which the picks do not tell everything: it is told by the news of other stories. Behind it comes
    one of which something happened, and last one of which something was said. The heading is the topic's own.
    """
    found: dict[TopicId, Trend] = {}
    told: set[int | None] = set()
    themes = _themes(desk)
    for step in _PASSES:
        for topic, related in themes:
            if len(found) == count:
                break
            stories = _of_theme(desk, topic, related, headed=step.headed)
            stories = [s for s in stories if not (step.fresh and desk.affairs.get(s.story.id) in desk.headlined)]
            stories = [s for s in stories if desk.affairs.get(s.story.id) not in told]
            if topic.id in found or (len(stories) < 2 and not (stories and _days(stories[0]) >= 2)):
                continue
            chosen = _told_of(desk, stories[:_RELATED], topic, step)
            if _backed(chosen) or (step.alone and chosen):
                desk.take(chosen)
                ids = [c.story_id for c in chosen] if _backed(chosen) else [s.story.id for s in stories[:_RELATED]]
                told |= {desk.affairs.get(c.story_id) for c in chosen}
                found[topic.id] = Trend(
                    topic.trend or topic.name, printed(chosen, desk.taken.refused), tuple(dict.fromkeys(ids))
                )
    return tuple(found.values())


def _backed(chosen: Sequence[Candidate]) -> bool:
    """Say whether two stories, or one on two days, tell the sentences."""
    return len({c.story_id for c in chosen}) > 1 or len({c.day for c in chosen}) > 1


@dataclass(frozen=True, slots=True)
class _Step:
    """How trends are looked for.

    `fresh`: only in stories that the picks do not tell; `strict`: only what happened; `headed`: only under headlines that
    name the topic; `alone`: the news of one story will do, beside which others of the theme stand. `top` is the last
    place in its report of a sentence that is not its news: what stands deeper leans on what stands above it.
    """

    fresh: bool = False
    strict: bool = True
    headed: bool = True
    alone: bool = False
    top: int = 2

    @property
    def news(self) -> int:
        """The last place in its report of the news of a story."""
        return 2 if self.alone else 1


_PASSES = (
    _Step(fresh=True),
    _Step(),
    _Step(top=5),
    _Step(strict=False, top=5),
    _Step(alone=True),
    _Step(headed=False, top=3),
    _Step(strict=False, headed=False, top=3),
    _Step(headed=False, alone=True),
)
_EVE = timedelta(days=3)
"""So long before its window may have happened what an analysis tells: the reports of the window's first day tell of it."""
_SINGLE = Slot(30, 130, 1, 1)
_RELATED = 12


def _of_theme(desk: Desk, topic: Topic, related: Sequence[RankedStory], *, headed: bool) -> list[RankedStory]:
    """Return the stories, one for each affair, nobody's praise of itself; where `headed`, with headlines of the topic.

    Of a topic of home none is of another country.
    """
    told = [s for s in desk.one_per_affair(related) if not (promotes(s) or desk.abroad(s))]
    if topic.home:
        told = [s for s in told if not of_abroad(desk.material[s.story.id].lead)]
    return [s for s in told if desk.headed(s, topic)] if headed else told


def _across(desk: Desk, stories: Sequence[RankedStory], slot: Slot, per_story: int) -> tuple[Candidate, ...]:
    """Choose sentences over several stories, at most `per_story` each, in the order of the stories."""
    place = {s.story.id: i for i, s in enumerate(stories)}
    room, score, order = replace(slot, per_story=per_story), _opening(place, _FLAT), _by_story(place)
    firm = [c for c in _firm(desk, place) if not (nameless_abroad(c.text) or advertises(c.text))]
    begin = desk.window.start - _EVE
    firm = [c for c in firm if max(_days_of(c), default=desk.window.end) >= begin and not _of_before(c, begin)]
    chosen = desk.choose(_happened(firm), room, score, order=order, whole=True)
    if chosen:
        return chosen
    loose = [c for c in desk.candidates(place) if not (c.leans or c.praise or _general(c) or _of_before(c, begin))]
    return desk.choose(firm, room, score, order=order, whole=True) or desk.choose(loose, room, score, order=order)


def _of_before(candidate: Candidate, begin: date) -> bool:
    """Say whether a sentence dates all it tells before `begin`, and is not what was published now: last year's figure."""
    return not candidate.newsy and bool(candidate.days) and all(last < begin for _, last in candidate.days)


def _days_of(candidate: Candidate) -> list[date]:
    """Return the single days that a sentence names."""
    return [first for first, last in candidate.days if first == last]


def _told_of(desk: Desk, stories: Sequence[RankedStory], topic: Topic, step: _Step) -> tuple[Candidate, ...]:
    """Choose sentences over several stories that speak of a topic and say what no other block said; take none of them."""
    per_story = 1 if step.fresh or (step.strict and len(stories) > 2) else 2
    slot = _SINGLE if step.alone else replace(TREND, per_story=per_story)
    place = {s.story.id: i for i, s in enumerate(stories)}
    score, about = _opening(place, _DEEP), _speaks_of(desk, topic)
    # Near the top of a report one knows who acts; below, and where nothing stands beside it, a sentence has to say it.
    firm = [c for c in _firm(desk, place) if about(c) and (c.named or c.has_date or (c.rank <= 1 and not step.alone))]
    told = [c for c in (_happened(firm) if step.strict else firm) if c.rank <= step.top or c.told >= _OF_NEWS]
    if step.fresh or step.alone:
        told = [c for c in told if c.rank <= step.news and c.told >= _NEWS and not c.quoted]
    # A third sentence is for a field of which two tell little.
    for room in (replace(slot, count=min(2, slot.count)), replace(slot, least=min(_LEAST, slot.least))):
        chosen = fit(told, room, desk.taken, score)
        if len(chosen) >= slot.fewest and sum(len(c.text) + 1 for c in chosen) >= room.least:
            return tuple(sorted(chosen, key=_by_story(place)))
    return ()


def _firm(desk: Desk, place: dict[StoryId, int]) -> list[Candidate]:
    return [c for c in desk.across(place) if not (c.mood or _general(c)) and names_its_firm(c)]


def _happened(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what happened: it opens a block, so that what was felt or said of it has something to follow."""
    return [c for c in candidates if not c.reaction and (c.tense == "past" or c.days or "decision" in c.kinds)]


def _general(candidate: Candidate) -> bool:
    """Say whether a sentence tells what is always so: nobody's deed, no figure and no day."""
    return (
        candidate.tense == "plain"
        and not (candidate.facts or candidate.named or candidate.has_date)
        and candidate.kinds.isdisjoint({"decision", "deadline", "demand"})
    )


def _speaks_of(desk: Desk, topic: Topic) -> Callable[[Candidate], bool]:
    """Say whether a sentence is about the topic itself, in its own words, and not news that another block told.

    A headline that names the topic does not make each sentence below it one of the topic.
    """
    words = clear_terms(topic, _CLEAR)
    lens = next((lens for lens in desk.reader.lenses if lens.topic == topic.id), None)

    def speaks(candidate: Candidate) -> bool:
        of_topic = of_field(topic, candidate) if topic.own else any(word in candidate.text for word in words)
        if not of_topic or (lens is not None and not lens.concerns(candidate.text)):
            return False
        if (candidate.quoted and "decision" not in candidate.kinds) or recruits(candidate.text):
            return False
        again = not desk.adds(candidate) or desk.retells_a_pick(candidate)
        return not again and presentable(candidate, desk.window)

    return speaks


_EVENT = 0.15
"""What counts for a sentence that tells what was done and not what is."""
_REACTION = 0.3


_VAGUE = 1.2
"""What it costs to be empty or unclear in the eyes of an editor."""
_FLAT, _DEEP = 0.15, 0.35
"""What a place far down in the report costs: in an analysis, and under a heading that is not of the report."""


def _opening(place: dict[StoryId, int], deep: float) -> Score:
    """Score a sentence for an overview: it tells the news of its story, shortly, and better stories first."""

    def score(candidate: Candidate) -> float:
        rank = place.get(candidate.story_id, len(place))
        # No headline stands above: what one would tell is no repetition, and a detail says little by itself.
        value = eventful(candidate) + 0.5 * candidate.told + 0.25 / (1 + rank) - deep * min(4, candidate.rank) / 4
        value -= _VAGUE * (candidate.worth.empty + candidate.worth.unclear)
        value += _EVENT * (candidate.tense == "past") - _REACTION * candidate.reaction
        return max(0.02, value - 0.006 * max(0, len(candidate.text) - 60))

    return score


def _by_story(place: dict[StoryId, int]) -> Order:
    return lambda c: (place.get(c.story_id, len(place)), not c.lead, c.document.id, c.rank)


def _leading_topic(selected: Sequence[RankedStory]) -> TopicId | None:
    return next((s.topics[0] for s in selected if s.topics), None)


def _themes(desk: Desk) -> list[tuple[Topic, list[RankedStory]]]:
    """Group stories by their strongest topic, best themes first; a theme with a pick goes before one without."""
    by_id = {topic.id: topic for topic, _ in desk.reader.interests.topics}
    groups: dict[TopicId, list[RankedStory]] = {}
    beside: dict[TopicId, list[RankedStory]] = {}
    followed = {topic.id for topic, weight in desk.reader.interests.topics if weight >= _FOLLOWED}
    for story in desk.everything:
        if story.topics and story.topics[0] in by_id:
            groups.setdefault(story.topics[0], []).append(story)
        # What another field leads may be of this one as well, if its headline says so.
        for topic in story.topics[1:_FIELDS]:
            if topic in followed and desk.headed(story, by_id[topic]):
                beside.setdefault(topic, []).append(story)
    picks = {s.story.id for s in desk.selected}
    ranked = sorted(
        {topic: groups.get(topic, []) for topic in (*groups, *beside)}.items(),
        key=lambda item: (
            -sum(2 if s.story.id in picks else 1 for s in item[1][:4]),
            -sum(s.score for s in item[1][:4]),
        ),
    )
    return [(by_id[topic], [*stories, *beside.get(topic, ())]) for topic, stories in ranked]


_OF_NEWS = 0.3
"""Share of the headline's words from which a sentence deep in a report tells its news."""
_FOLLOWED = 0.4
"""Weight from which a reader follows a field so far that a story beside it will do."""
_FIELDS = 3
"""Strongest topics of a story that it may be told under."""


def _days(story: RankedStory) -> int:
    return len({d.published_at.date() for d in story.story.documents if d.published_at})
