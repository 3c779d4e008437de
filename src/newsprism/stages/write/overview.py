"""What spans several stories: the analysis and trends of a weekly, the main issues of a daily."""

from __future__ import annotations

from collections.abc import Sequence

from newsprism.stages.write.desk import Desk, Order
from newsprism.stages.write.material import Candidate
from newsprism.stages.write.objective import Score, Slot, informative
from newsprism.stages.write.words import label
from newsprism.text.ko.tokens import Morpheme
from newsprism.types.brief import Issue, Paragraph, Trend
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Topic, TopicId
from newsprism.types.story import StoryId

ANALYSIS = Slot(150, 205, 3, 4)
TREND = Slot(118, 158, 2, 3)
ISSUE = Slot(110, 200, 2, 3)
_STORIES = 6


def analysis(desk: Desk) -> tuple[Paragraph, ...]:
    """Return two paragraphs: the field of the first pick, then the other fields of the week."""
    first = _leading_topic(desk.selected)
    groups = (
        [s for s in desk.selected if first is None or first in s.topics[:1]],
        [s for s in desk.selected if first is not None and first not in s.topics[:1]],
    )
    spare = [s for s in desk.background if first is None or first not in s.topics]
    paragraphs = []
    for group, extra in zip(groups, ([], spare), strict=True):
        stories = [*group, *extra][:_STORIES]
        chosen = _across(desk, stories, ANALYSIS, 2 if len(stories) < 3 else 1)
        if chosen:
            paragraphs.append(Paragraph(tuple(c.sentence() for c in chosen)))
    return tuple(paragraphs)


def trends(desk: Desk, count: int = 3) -> tuple[Trend, ...]:
    """Return developments that at least two stories, or one story over two days, stand behind."""
    found: list[Trend] = []
    for topic, stories in _themes(desk):
        if len(found) == count:
            break
        if len(stories) < 2 and not (stories and _days(stories[0]) >= 2):
            continue
        chosen = _across(desk, stories[:_STORIES], TREND, 1 if len(stories) >= 3 else 2)
        if len(chosen) >= 2:
            ids = tuple(dict.fromkeys(c.story_id for c in chosen))
            found.append(Trend(topic.trend or topic.name, tuple(c.sentence() for c in chosen), ids))
    return tuple(found)


def issues(desk: Desk, morphemes: dict[str, tuple[Morpheme, ...]], count: int = 3) -> tuple[Issue, ...]:
    """Return the main issues of a day, each built around a pick of another topic, with what other stories add."""
    found: list[Issue] = []
    used: set[TopicId] = set()
    for pick in _spread(desk.selected):
        if len(found) == count:
            break
        related = [
            s for s in desk.background if pick.topics and s.topics[:1] == pick.topics[:1] and s.topics[0] not in used
        ]
        chosen = _across(desk, [pick, *related[:2]], ISSUE, 2)
        if not chosen:
            continue
        used.update(pick.topics[:1])
        ids = tuple(dict.fromkeys([pick.story.id, *(c.story_id for c in chosen)]))
        lead = desk.material[pick.story.id].lead
        found.append(Issue(label(lead.title, morphemes, _name(desk, pick)), tuple(c.sentence() for c in chosen), ids))
    return tuple(found)


def _across(desk: Desk, stories: Sequence[RankedStory], slot: Slot, per_story: int) -> tuple[Candidate, ...]:
    """Choose sentences over several stories, at most `per_story` each, in the order of the stories."""
    place = {s.story.id: i for i, s in enumerate(stories)}
    candidates = _capped(desk.candidates(place), per_story, _opening(place))
    return desk.choose(candidates, slot, _opening(place), order=_by_story(place))


def _capped(candidates: Sequence[Candidate], per_story: int, score: Score) -> list[Candidate]:
    """Keep the forms of the `per_story` best sentences of each story, so that no story fills the paragraph."""
    kept: list[Candidate] = []
    sources: dict[StoryId, list[tuple[str, int]]] = {}
    for candidate in sorted(candidates, key=lambda c: (-score(c), c.document.id, c.start, -len(c.text))):
        mine = sources.setdefault(candidate.story_id, [])
        if candidate.source in mine or len(mine) < per_story + 2:
            if candidate.source not in mine:
                mine.append(candidate.source)
            kept.append(candidate)
    return kept


def _opening(place: dict[StoryId, int]) -> Score:
    """Score a sentence for an overview: it tells the news of its story, shortly, and better stories first."""

    def score(candidate: Candidate) -> float:
        rank = place.get(candidate.story_id, len(place))
        value = informative(candidate) + 0.25 / (1 + rank) - 0.15 * min(4, candidate.rank) / 4
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
    for story in desk.everything:
        if story.topics and story.topics[0] in by_id:
            groups.setdefault(story.topics[0], []).append(story)
    picks = {s.story.id for s in desk.selected}
    ranked = sorted(
        groups.items(),
        key=lambda item: (
            -sum(2 if s.story.id in picks else 1 for s in item[1][:4]),
            -sum(s.score for s in item[1][:4]),
        ),
    )
    return [(by_id[topic], stories) for topic, stories in ranked]


def _spread(selected: Sequence[RankedStory]) -> list[RankedStory]:
    """Order picks so that each new topic comes before a second pick of a topic already there."""
    seen: set[TopicId] = set()
    first: list[RankedStory] = []
    rest: list[RankedStory] = []
    for pick in selected:
        topic = pick.topics[0] if pick.topics else None
        (rest if topic in seen else first).append(pick)
        if topic is not None:
            seen.add(topic)
    return [*first, *rest]


def _days(story: RankedStory) -> int:
    return len({d.published_at.date() for d in story.story.documents if d.published_at})


def _name(desk: Desk, pick: RankedStory) -> str:
    names = {topic.id: topic.name for topic, _ in desk.reader.interests.topics}
    return names.get(pick.topics[0], desk.reader.name) if pick.topics else desk.reader.name
