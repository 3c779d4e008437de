"""What an edition draws, counted in the stories that it was made from: no sentence, and nothing about the world.

A weekly has all charts, a daily at most one timeline. A chart of fewer than three points is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsprism.protocols.stages import Press
from newsprism.stages.compose.days import days_of
from newsprism.stages.compose.shift import keyword_shift
from newsprism.stages.compose.timeline import timeline
from newsprism.types.brief import Brief, Charts, KeywordShift, Pick, TopicCounts, TopicsByDay, Window
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.reader import TopicId
from newsprism.types.story import Story

FEWEST = 3
"""Topics, days or keywords from which there is something to see."""
MOST_TOPICS = 8
BACK = timedelta(days=7)
"""How far before its window a daily follows a story."""


def charts(brief: Brief, ranking: Ranking, shift: KeywordShift | None) -> Charts:
    """Return the charts of `brief`, which was composed of `ranking`; those that would show too little are missing."""
    stories = tuple(_stories(ranking))
    if brief.cadence == "weekly":
        found = (timeline(pick.story_id, stories, brief.window) for pick in _told(brief))
        return Charts(
            topics_by_day(ranking, brief.window),
            shift,
            tuple(line for line in found if line),
        )
    course = Window(brief.window.start - BACK, brief.window.end)
    found = (timeline(pick.story_id, stories, course) for pick in _told(brief))
    return Charts(timelines=tuple(line for line in found if line)[:1])


def _told(brief: Brief) -> tuple[Pick, ...]:
    """Return the picks whose reports are in the language of the edition: a timeline prints their headlines."""
    return tuple(pick for pick in brief.picks if pick.headline is None)


def shift_of(ranking: Ranking, press: Press) -> KeywordShift | None:
    """Return what changed in the headlines since the week before, for a weekly whose press knows of that week."""
    if (press.window.end - press.window.start).days + 1 < FEWEST:
        return None
    reader = ranking.reader
    return keyword_shift(reader.interests, tuple(_stories(ranking)), press.earlier, press.window, reader.language)


def of_picks(brief: Brief) -> Charts:
    """Return the charts of `brief` without the timelines of stories that are no picks any more."""
    picked = {pick.story_id for pick in brief.picks}
    return replace(brief.charts, timelines=tuple(t for t in brief.charts.timelines if t.story_id in picked))


def topics_by_day(ranking: Ranking, window: Window) -> TopicsByDay | None:
    """Count, for each day, the stories with a report on it under the strongest of the reader's topics.

    None when fewer than `FEWEST` topics have so many, or on fewer days.
    """
    counts: dict[TopicId, Counter[date]] = {}
    for ranked in _of_the_field(ranking):
        inside = {day for day in days_of(ranked.story) if window.start <= day <= window.end}
        if inside:
            counts.setdefault(ranked.topics[0], Counter()).update(inside)
    names = {topic.id: topic.name for topic, _ in ranking.reader.interests.topics}
    order = sorted(counts, key=lambda topic: (-counts[topic].total(), names.get(topic, topic)))
    shown = [topic for topic in order if counts[topic].total() >= FEWEST][:MOST_TOPICS]
    if len(shown) < FEWEST or len({day for topic in shown for day in counts[topic]}) < FEWEST:
        return None
    days, left = _days(window), order[len(shown) :]
    return TopicsByDay(
        days,
        tuple(TopicCounts(names.get(t, str(t)), tuple(counts[t][day] for day in days)) for t in shown),
        tuple(sum(counts[t][day] for t in left) for day in days),
        len(left),
    )


def _of_the_field(ranking: Ranking) -> Iterator[RankedStory]:
    found = (*ranking.selected, *(dropped.item for dropped in ranking.not_selected))
    return (ranked for ranked in found if ranked.topics)


def _days(window: Window) -> tuple[date, ...]:
    return tuple(window.start + timedelta(days=n) for n in range((window.end - window.start).days + 1))


def _stories(ranking: Ranking) -> Iterator[Story]:
    found: Sequence[Story] = [ranked.story for ranked in ranking.selected]
    yield from found
    yield from (dropped.item.story for dropped in ranking.not_selected)
    yield from (dropped.item for dropped in ranking.filtered)
