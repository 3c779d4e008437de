"""Texts made through the reader's lens: 인사이트 for each pick, 전략 포인트 for the edition."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.write.desk import Desk, answering, lens_for
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.objective import Slot
from newsprism.types.brief import Figure, Sentence, StrategyPoint
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, TopicId
from newsprism.types.story import StoryId

INSIGHT = Slot(62, 94, 1, 2)
STRATEGY = Slot(48, 86, 1, 2)
_ANSWER = 0.75
"""Worth from which a sentence counts as an answer to a lens and not only as a sentence of the story."""
_ADVICE = 1.05
"""Worth of a sentence that answers a lens by its kind and its words."""
_NEAR = 14
"""Runners-up beyond this place are too far from the reader to advise on."""


def insight(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Sentence, ...]:
    """Return the sentences of the story and its thread that answer the reader's question best."""
    lens = lens_for(desk.reader, pick.topics, f"{lead.title} {lead.text[:600]}")
    candidates, score = desk.own(pick.story.id), answering(lens, desk.window)
    chosen = (
        desk.choose(candidates, INSIGHT, score, least=_ANSWER, whole=True)
        or desk.choose(candidates, INSIGHT, score, whole=True)
        or desk.choose(desk.candidates([pick.story.id]), INSIGHT, score)
    )
    return printed(chosen)


def strategy(desk: Desk, count: int = 3) -> tuple[StrategyPoint, ...]:
    """Return points for the lenses of the picks' topics, then of the background's.

    A point is the standing question of the lens, which the newsroom wrote, and what this edition's sources answer.
    """
    points: list[StrategyPoint] = []
    for least in (_ADVICE, _ANSWER):
        for lens in _lenses(desk):
            name = f"{lens.strategy} {desk.reader.headings.strategy_suffix}".strip()
            if len(points) == count or any(p.name == name for p in points):
                continue
            words = _words(desk, lens)
            stories = _stories_of(desk, lens.topic)
            score = answering(lens, desk.window)
            known = [c for c in desk.candidates(stories) if c.named and any(w in c.text for w in words)]
            alone = [c for c in desk.across(stories) if c.named and any(w in c.text for w in words)]
            chosen = desk.choose(alone, STRATEGY, score, least=least, whole=True)
            chosen = chosen or desk.choose(known, STRATEGY, score, least=least)
            if chosen:
                points.append(StrategyPoint(name, (_question(lens), *printed(chosen))))
    return tuple(points)


def _question(lens: Lens) -> Sentence:
    """Turn "…에 얼마나 닿는가" into "…에 얼마나 닿는지 살필 때다."."""
    return Sentence(
        f"{lens.question.removesuffix('가')}지 살필 때다.", "composed", (), (Figure("lens", lens.question),)
    )


def _words(desk: Desk, lens: Lens) -> tuple[str, ...]:
    """Return what shows that a sentence speaks of the lens: its cues and the clear words of its topic."""
    terms = next((topic.terms for topic, _ in desk.reader.interests.topics if topic.id == lens.topic), {})
    return (*lens.cues, *(term for term, weight in terms.items() if weight >= 0.5))


def _lenses(desk: Desk) -> list[Lens]:
    by_topic = {lens.topic: lens for lens in desk.reader.lenses}
    order: list[TopicId] = []
    for story in desk.everything:
        order += [t for t in story.topics[:1] if t in by_topic and t not in order]
    for story in desk.selected:
        order += [t for t in story.topics if t in by_topic and t not in order]
    return [by_topic[t] for t in order]


def _stories_of(desk: Desk, topic: TopicId) -> Sequence[StoryId]:
    picks = [s for s in desk.selected if topic in s.topics[:2]]
    near = [s for s in desk.background[:_NEAR] if topic in s.topics[:1]]
    siblings = [s.id for pick in picks for s in desk.siblings.get(pick.story.id, ())]
    return [*(s.story.id for s in picks), *siblings, *(s.story.id for s in near[:4])]
