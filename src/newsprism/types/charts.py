"""What an edition draws: numbers that the system counted in what it read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsprism.types.sentence import Citation
from newsprism.types.story import StoryId
from newsprism.types.window import Window


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """On each day of a chart, how many stories of a topic had a report."""

    name: str
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TopicsByDay:
    """Stories per topic and day, the topic with most first; a story counts under its strongest topic only.

    `rest` counts the stories of the topics that are not shown, which are `topics_left` in number.
    """

    days: tuple[date, ...]
    topics: tuple[TopicCounts, ...]
    rest: tuple[int, ...]
    topics_left: int


@dataclass(frozen=True, slots=True)
class DayOfReports:
    """How many reports there were on a day, and of how many outlets."""

    day: date
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A headline of a day that tells what none told before."""

    day: date
    headline: Citation


@dataclass(frozen=True, slots=True)
class Timeline:
    """The course of a pick, its sister stories included: every day from the first report to the last, in order.

    `outlets` are counted over all days. `first` is the headline of the first report; `turns` are in order of time.
    """

    story_id: StoryId
    days: tuple[DayOfReports, ...]
    outlets: int
    first: Citation
    turns: tuple[Turn, ...]

    @property
    def headlines(self) -> tuple[Citation, ...]:
        """The headline of the first report and those of the turns."""
        return (self.first, *(turn.headline for turn in self.turns))


@dataclass(frozen=True, slots=True)
class KeywordCounts:
    """How many stories had the keyword in a headline: in the time before (`before`) and in the window (`now`)."""

    keyword: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class KeywordShift:
    """Keywords whose share of all stories changed most against the seven days before, the strongest rise first.

    `stories_before` and `stories_now` are the stories that the shares are of.
    """

    before: Window
    stories_before: int
    stories_now: int
    keywords: tuple[KeywordCounts, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    """What an edition draws: numbers that the system counted in what it read. None, or no timeline, where there is too little."""

    topics_by_day: TopicsByDay | None = None
    keyword_shift: KeywordShift | None = None
    timelines: tuple[Timeline, ...] = ()

    def timeline(self, story_id: StoryId) -> Timeline | None:
        """Return the timeline of a pick's story."""
        return next((line for line in self.timelines if line.story_id == story_id), None)
