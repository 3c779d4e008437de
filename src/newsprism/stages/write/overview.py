"""What spans several stories of a weekly: its analysis and its trends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsprism.stages.write.desk import Desk, Order, clear_terms, names_its_firm
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.material import Candidate
from newsprism.stages.write.objective import Score, Slot, informative
from newsprism.text.headlines import genre
from newsprism.text.ko.manner import manners
from newsprism.types.brief import Paragraph, Trend
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Manner, Topic, TopicId
from newsprism.types.story import StoryId

ANALYSIS = Slot(150, 205, 3, 4)
TREND = Slot(112, 152, 2, 3)
_LEAST = 88
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
    spare = [s for s in desk.one_per_affair(desk.everything) if s not in picks and not _promotes(s)]
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
    themes = _themes(desk)
    for fresh, strict, headed in _PASSES:
        for topic, related in themes:
            if len(found) == count:
                break
            stories = _of_theme(desk, topic if headed else None, related)
            stories = [s for s in stories if not (fresh and desk.affairs.get(s.story.id) in desk.headlined)]
            if topic.id in found or (len(stories) < 2 and not (stories and _days(stories[0]) >= 2)):
                continue
            per_story = 1 if fresh or (strict and len(stories) >= 3) else 2
            chosen = _across(desk, stories[:_STORIES], TREND, per_story, topic, strict=strict, news=fresh)
            if len({c.story_id for c in chosen}) >= 2 or len({c.day for c in chosen}) >= 2:
                ids = tuple(dict.fromkeys(c.story_id for c in chosen))
                found[topic.id] = Trend(topic.trend or topic.name, printed(chosen, desk.taken.refused), ids)
    return tuple(found.values())


_PASSES = (
    (True, True, True),
    (False, True, True),
    (False, False, True),
    (False, True, False),
    (False, False, False),
)
"""Whether only stories count that the picks do not tell, whether what happened opens, whether headlines name the topic."""


def _of_theme(desk: Desk, topic: Topic | None, related: Sequence[RankedStory]) -> list[RankedStory]:
    """Return the stories, one for each affair, whose headlines speak of the topic; nobody's praise of itself."""
    told = [s for s in desk.one_per_affair(related) if not (_promotes(s) or desk.abroad(s))]
    return told if topic is None else [s for s in told if desk.headed(s, topic)]


def _promotes(ranked: RankedStory) -> bool:
    """Say whether most reports are what a firm or a body tells of itself, or of one share or product: no field's development."""
    told = [
        genre(d.title) == "promotion" or not _ALONE.isdisjoint(manners(d.title, d.text)) for d in ranked.story.documents
    ]
    return 2 * sum(told) >= len(told)


_ALONE: frozenset[Manner] = frozenset({"praise", "product", "share", "event", "digest", "gossip"})


def _across(
    desk: Desk,
    stories: Sequence[RankedStory],
    slot: Slot,
    per_story: int,
    topic: Topic | None = None,
    *,
    strict: bool = False,
    news: bool = False,
) -> tuple[Candidate, ...]:
    """Choose sentences over several stories, at most `per_story` each, in the order of the stories.

    With `topic`, they speak of it, and say what no other block said. `strict`, one that tells what happened opens;
    with `news` each is the news of its story.
    """
    place = {s.story.id: i for i, s in enumerate(stories)}
    room, score, order = replace(slot, per_story=per_story), _opening(place), _by_story(place)
    # The news of a story whose headline names the topic is of the topic, whatever its words.
    about = (desk.adds if news else _speaks_of(desk, topic)) if topic else None
    firm = [
        c
        for c in desk.across(place)
        if not (c.mood or _general(c)) and names_its_firm(c) and (about is None or about(c))
    ]
    # What happened opens the block, so that what was felt or said of it has something to follow.
    told = [c for c in firm if not c.reaction and (c.tense == "past" or c.days or "decision" in c.kinds)]
    if news:
        told = [c for c in told if c.rank <= 1 and c.told >= _NEWS and not c.quoted]
    chosen = desk.choose(told, room, score, order=order, whole=True)
    if chosen or strict:
        return chosen
    if topic is not None:
        return desk.choose(firm, replace(room, least=_LEAST), score, order=order, whole=True)
    loose = [c for c in desk.candidates(place) if not (c.leans or c.praise or _general(c))]
    return desk.choose(firm, room, score, order=order, whole=True) or desk.choose(loose, room, score, order=order)


def _general(candidate: Candidate) -> bool:
    """Say whether a sentence tells what is always so: nobody's deed, no figure and no day."""
    return (
        candidate.tense == "plain"
        and not (candidate.facts or candidate.named or candidate.has_date)
        and candidate.kinds.isdisjoint({"decision", "deadline", "demand"})
    )


def _speaks_of(desk: Desk, topic: Topic) -> Callable[[Candidate], bool]:
    """Say whether a sentence is about the topic itself, and not news that another block told."""
    words = clear_terms(topic, _CLEAR)
    return lambda c: any(word in c.text for word in words) and desk.adds(c)


_EVENT = 0.15
"""What counts for a sentence that tells what was done and not what is."""
_REACTION = 0.3


def _opening(place: dict[StoryId, int]) -> Score:
    """Score a sentence for an overview: it tells the news of its story, shortly, and better stories first."""

    def score(candidate: Candidate) -> float:
        rank = place.get(candidate.story_id, len(place))
        value = informative(candidate) + 0.5 * candidate.told + 0.25 / (1 + rank) - 0.15 * min(4, candidate.rank) / 4
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


def _days(story: RankedStory) -> int:
    return len({d.published_at.date() for d in story.story.documents if d.published_at})
