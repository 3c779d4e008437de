"""The course of a pick: reports and outlets a day, the first report, and the days on which something new was told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from newsprism.stages.compose.days import reports
from newsprism.text.headlines import genre, strip_tags
from newsprism.text.ko.affair import of_one_matter
from newsprism.text.ko.newness import Known
from newsprism.types.brief import Citation, DayOfReports, Timeline, Turn, Window
from newsprism.types.document import Document
from newsprism.types.story import Story, StoryId

FEWEST = 3
"""Days with reports from which a story has a course to show."""
MOST_TURNS = 3
SISTERS = 8
"""Other stories of its thread and its matter that count as its course: as many as 주간 맥락 is written from."""
_READ = 24  # headlines of one day
# Who asks reports no act: 고발권 보장이냐 경영권 위축이냐.
_ASKING = re.compile(r"[?？]|[냐까](?=[\s…'’\"”.]|$)")
# What somebody asks, plans or says changes no affair.
_SOFT = re.compile("요청|당부|추진|경고|촉구|방문|면담|지시|제안")

Days = dict[date, list[Document]]


def timeline(story_id: StoryId, stories: Sequence[Story], window: Window) -> Timeline | None:
    """Return the course of a story within `window`, its sisters among `stories` included; None for a short one."""
    days = _by_day(_course(story_id, stories), window)
    if len(days) < FEWEST:
        return None
    first, last = min(days), max(days)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Timeline(
        story_id,
        tuple(DayOfReports(day, len(days.get(day, ())), _outlets(days.get(day, ()))) for day in every),
        _outlets([document for found in days.values() for document in found]),
        _headline(days[first][0]),
        tuple(_turns(days)),
    )


def _course(story_id: StoryId, stories: Sequence[Story]) -> list[Story]:
    own = [story for story in stories if story.id == story_id][:1]
    thread = own[0].thread_id if own else None
    if thread is None:
        return own
    others = (story for story in stories if story.thread_id == thread and story.id != story_id)
    sisters = [story for story in others if of_one_matter(own[0], story)]
    return own + sorted(sisters, key=lambda s: (-len(s.outlets), -len(s.documents), s.id))[:SISTERS]


def _by_day(stories: Sequence[Story], window: Window) -> Days:
    """Return the reports of each day, those of a day in order of time."""
    found = [pair for story in stories for pair in reports(story, window.start, window.end)]
    days: Days = {}
    for day, document in sorted(found, key=lambda pair: (pair[1].published_at, pair[1].id)):
        days.setdefault(day, []).append(document)
    return days


def _outlets(documents: Sequence[Document]) -> int:
    return len({document.publisher for document in documents if document.publisher})


def _turns(days: Days) -> Iterator[Turn]:
    """Yield the days, at most `MOST_TURNS` and those with most reports, on which a headline tells an act that was new."""
    told: list[str] = []
    found: list[tuple[int, Turn]] = []
    for day, documents in days.items():
        headlines = [d for d in documents[:_READ] if genre(d.title) == "news"]
        turn = _telling(headlines, Known(told)) if told else None
        if turn:
            found.append((len(documents), Turn(day, _headline(turn))))
        told += [strip_tags(d.title) for d in documents[:_READ]]
    kept = sorted(found, key=lambda each: -each[0])[:MOST_TURNS]
    yield from sorted((turn for _, turn in kept), key=lambda turn: turn.day)


def _telling(documents: Sequence[Document], known: Known) -> Document | None:
    """Return the document whose headline tells an act that no headline told, the one that most headlines of the day tell."""
    told = ((d, known.look(_SOFT.sub(" ", strip_tags(d.title)))) for d in documents if not _ASKING.search(d.title))
    # Acts stand before all other facts of a headline.
    acts = {d.id: news.facts[0] for d, news in told if news and "act" in news.why}
    common = Counter(acts.values())
    return max((d for d in documents if d.id in acts), key=lambda d: common[acts[d.id]], default=None)


def _headline(document: Document) -> Citation:
    return Citation(document.id, "title", 0, len(document.title), document.title)
