"""Texts made through the reader's lens: 인사이트 for each pick, 전략 포인트 for the edition."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.write.desk import Desk, answering, lens_for
from newsprism.stages.write.objective import Slot
from newsprism.types.brief import Sentence, StrategyPoint
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, TopicId
from newsprism.types.story import StoryId

INSIGHT = Slot(66, 124, 1, 2)
STRATEGY = Slot(100, 128, 2, 3)


def insight(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Sentence, ...]:
    """Return the sentences of the story and its thread that answer the reader's question best."""
    lens = lens_for(desk.reader, pick.topics, f"{lead.title} {lead.text[:600]}")
    stories = [pick.story.id, *(s.id for s in desk.siblings.get(pick.story.id, ()))]
    chosen = desk.choose(desk.candidates(stories), INSIGHT, answering(lens, desk.window))
    return tuple(c.sentence() for c in chosen)


def strategy(desk: Desk, count: int = 3) -> tuple[StrategyPoint, ...]:
    """Return points for the lenses of the picks' topics, then of the background's, each backed by its own sentences."""
    points: list[StrategyPoint] = []
    for lens in _lenses(desk):
        if len(points) == count:
            break
        stories = _stories_of(desk, lens.topic)
        chosen = desk.choose(desk.candidates(stories), STRATEGY, answering(lens, desk.window))
        if len(chosen) >= 2:
            name = f"{lens.strategy} {desk.reader.headings.strategy_suffix}".strip()
            points.append(StrategyPoint(name, tuple(c.sentence() for c in chosen)))
    return tuple(points)


def _lenses(desk: Desk) -> list[Lens]:
    by_topic = {lens.topic: lens for lens in desk.reader.lenses}
    order: list[TopicId] = []
    for story in desk.everything:
        order += [t for t in story.topics[:1] if t in by_topic and t not in order]
    for story in desk.selected:
        order += [t for t in story.topics if t in by_topic and t not in order]
    return [by_topic[t] for t in order]


def _stories_of(desk: Desk, topic: TopicId) -> Sequence[StoryId]:
    return [s.story.id for s in desk.everything if topic in s.topics[:2]][:8]
