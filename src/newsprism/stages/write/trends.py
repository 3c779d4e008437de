"""The trends of a weekly: developments of a reader's fields that two stories, or one over two days, stand behind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, clear_terms
from newsprism.stages.write.fields import hires, of_field, presentable, promotes, recruits
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.material import day_of
from newsprism.stages.write.news import nucleus, retells
from newsprism.stages.write.objective import Score, Slot, fit
from newsprism.stages.write.overview import DEEP, by_story, happened, standing, telling
from newsprism.stages.write.sentence.abroad import of_abroad
from newsprism.types.brief import Trend
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Topic, TopicId

TREND = Slot(112, 152, 2, 3)
_LEAST = 72
"""Characters of a trend of which the reports tell little."""
_SINGLE = Slot(30, 130, 1, 1)
_RELATED = 12
_NEWS = 0.2
"""Share of the headline's words in a sentence that tells the news."""
_OF_NEWS = 0.3
"""Share of the headline's words from which a sentence deep in a report tells its news."""
_CLEAR = 0.5
"""Weight from which a word of a topic shows that a sentence is about it."""
_FOLLOWED = 0.4
"""Weight from which a reader follows a field so far that a story beside it will do."""
_FIELDS = 3
"""Strongest topics of a story that it may be told under."""
_DEEPEST = 5
"""Last place in its report of what is told beside the news."""
_NEAR = 4
"""Fields that concern the reader most: what is told of them in any form goes before what another one has in full."""
_JOBS = frozenset({"채용", "고용", "취업"})
_ALIKE = 0.4
"""Share of words from which a sentence beside the news says it once more."""
_ANCHORS = 16
_REPORTED = 0.1


@dataclass(frozen=True, slots=True)
class _Step:
    """How trends are looked for.

    `tied`: only in sentences of one affair, or that share what few others name; `fresh`: only in stories that the picks do
    not tell; `strict`: only what happened; `headed`: only under headlines that name the topic; `alone`: the news of one
    story will do, beside which others of the theme stand. `top` is the last place in its report of a sentence that is not
    its news: what stands deeper leans on what stands above it.
    """

    tied: bool = False
    fresh: bool = False
    strict: bool = True
    headed: bool = True
    alone: bool = False
    top: int = 2

    @property
    def news(self) -> int:
        """The last place in its report of the news of a story."""
        return 2 if self.alone else 1


_ROUNDS: tuple[tuple[_Step, ...], ...] = (
    # A field that concerns the reader more is told in whatever of these forms it has, before the next field.
    (
        _Step(fresh=True),
        _Step(tied=True, fresh=True, top=5),
        _Step(),
        _Step(tied=True, fresh=True, strict=False, top=5),
    ),
    (_Step(tied=True, top=5),),
    (_Step(top=5),),
    (_Step(strict=False, top=5),),
    (_Step(alone=True),),
    (_Step(headed=False, top=3),),
    (_Step(strict=False, headed=False, top=3),),
    (_Step(headed=False, alone=True),),
)


def trends(desk: Desk, count: int = 3) -> tuple[Trend, ...]:
    """Return developments that at least two stories, or one story over two days, stand behind.

    What the picks do not tell goes first: the news of two stories of a field, else that of one with what else is told of
    its affair. Behind it comes more of what they tell, and last what was said. The heading is the topic's own.
    """
    found: dict[TopicId, Trend] = {}
    told: set[int | None] = set()
    picked = {desk.affairs.get(s.story.id) for s in desk.selected}
    themes = _themes(desk)
    for turn, steps in enumerate(_ROUNDS):
        near = themes if turn else themes[:_NEAR]
        for (topic, related), step in product(near, steps):
            if len(found) == count:
                break
            stories = _of_theme(desk, topic, related, headed=step.headed)
            known = told | desk.headlined | picked if step.fresh else told
            stories = [s for s in stories if desk.affairs.get(s.story.id) not in known]
            if topic.id in found or (len(stories) < 2 and not (stories and _days(stories[0]) >= 2)):
                continue
            chosen = _told_of(desk, stories[:_RELATED], topic, step)
            if _backed(chosen) or ((step.alone or step.tied) and chosen):
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


def _of_theme(desk: Desk, topic: Topic, related: Sequence[RankedStory], *, headed: bool) -> list[RankedStory]:
    """Return the stories, one for each affair, nobody's praise of itself; where `headed`, with headlines of the topic.

    Of a topic of home none is of another country.
    """
    told = [s for s in desk.one_per_affair(related) if not (promotes(s) or desk.abroad(s))]
    if topic.home:
        told = [s for s in told if not of_abroad(desk.material[s.story.id].lead)]
    return [s for s in told if desk.headed(s, topic)] if headed else told


def _told_of(desk: Desk, stories: Sequence[RankedStory], topic: Topic, step: _Step) -> tuple[Candidate, ...]:
    """Choose sentences over several stories that speak of a topic and say what no other block said; take none of them."""
    place = {s.story.id: i for i, s in enumerate(stories)}
    score, about = telling(place, DEEP), _speaks_of(desk, topic)
    # Near the top of a report one knows who acts; below, and where nothing stands beside it, a sentence has to say it.
    usable = [c for c in standing(desk, place) if about(c)]
    usable = [c for c in usable if c.named or c.has_date or (c.rank <= 1 and not step.alone)]
    told = [c for c in (happened(usable) if step.strict else usable) if c.rank <= step.top or c.told >= _OF_NEWS]
    if step.tied:
        return _tied(desk, told, stories, score)
    if step.fresh or step.alone:
        told = [c for c in told if c.rank <= step.news and c.told >= _NEWS and not c.quoted]
    per_story = 1 if step.fresh or (step.strict and len(stories) > 2) else 2
    slot = _SINGLE if step.alone else replace(TREND, per_story=per_story)
    # A third sentence is for a field of which two tell little.
    for room in (replace(slot, count=min(2, slot.count)), replace(slot, least=min(_LEAST, slot.least))):
        chosen = fit(told, room, desk.taken, score)
        if _fills(chosen, room):
            return tuple(sorted(chosen, key=by_story(place)))
    return ()


def _fills(chosen: Sequence[Candidate], room: Slot) -> bool:
    return len(chosen) >= room.fewest and sum(len(c.text) + 1 for c in chosen) >= room.least


def _tied(desk: Desk, told: Sequence[Candidate], stories: Sequence[RankedStory], score: Score) -> tuple[Candidate, ...]:
    """Return the news of a story with what else is told of its affair; a story that more outlets report goes before another."""
    news = [c for c in told if c.told >= _NEWS and c.rank <= 1 and not c.quoted and desk.taken.free(c)]
    anchors = sorted(news, key=lambda c: (-score(c), c.document.id, c.start))[:_ANCHORS]
    every = [c for c in standing(desk, [s.story.id for s in stories]) if c.rank <= _DEEPEST and not c.quoted]
    every = [c for c in every if presentable(c, desk.window)]
    outlets = {s.story.id: len(s.story.outlets) for s in stories}

    def worth(group: Sequence[Candidate]) -> float:
        return sum(map(score, group)) / len(group) + _REPORTED * math.log(max(1, outlets[group[0].story_id]))

    for room in (replace(TREND, count=2), replace(TREND, least=_LEAST)):
        groups = [g for anchor in anchors for g in _around(desk, anchor, every, room, score)]
        if groups:
            return max(groups, key=worth)
    return ()


def _around(
    desk: Desk, anchor: Candidate, every: Sequence[Candidate], room: Slot, score: Score
) -> Iterator[tuple[Candidate, ...]]:
    """Yield `anchor` and sentences of its affair each of which adds to it."""
    beside = [c for c in every if c.source != anchor.source and _goes_on(desk, anchor, c)]
    chosen = fit([anchor, *beside], room, desk.taken, lambda c: score(c) + (c is anchor))
    if anchor in chosen and _fills(chosen, room):
        yield (anchor, *(c for c in chosen if c is not anchor))


def _goes_on(desk: Desk, anchor: Candidate, candidate: Candidate) -> bool:
    """Say whether a sentence tells more of the same affair than its news."""
    if desk.affairs.get(anchor.story_id) != desk.affairs.get(candidate.story_id) or desk.repeats(candidate):
        return False
    shared = len(candidate.words & anchor.words)
    if candidate.deed in anchor.words or shared >= _ALIKE * min(len(candidate.words), len(anchor.words)):
        return False
    one = desk.material[anchor.story_id]
    return not (candidate.newsy or desk.retells_a_pick(candidate) or retells(candidate, nucleus(one), one.lead.title))


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
        if hires(candidate.text) and _JOBS.isdisjoint(topic.terms):
            return False
        again = not desk.adds(candidate) or desk.retells_a_pick(candidate)
        return not again and presentable(candidate, desk.window)

    return speaks


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


def _days(story: RankedStory) -> int:
    return len({day for d in story.story.documents if (day := day_of(d))})
