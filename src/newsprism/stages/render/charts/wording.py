"""The words of charts: captions, what was counted, one line for plain text, and tables of all numbers."""

from __future__ import annotations

from dataclasses import dataclass

from newsprism.stages.render.charts.labels import KOREAN, ChartLabels
from newsprism.types.brief import KeywordCounts, KeywordShift, Timeline, TopicCounts, TopicsByDay

MOST_ROWS = 12
MOST_DAYS = 31
LARGEST = 9_999_999
"""An edition may come from anywhere: a chart prints no more rows, days and digits than these."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says without its drawing; `rows[0]` of the table is its header."""

    title: str
    note: str
    line: str
    rows: tuple[Row, ...]


def of_topics(chart: TopicsByDay, said: ChartLabels = KOREAN) -> Words:
    """Return the words of stories per topic and day."""
    days, topics = chart.days[:MOST_DAYS], chart.topics[:MOST_ROWS]
    span = said.span(days[0], days[-1]) if days else ""
    left = said.topics_left(number(chart.topics_left)) if chart.topics_left > 0 else ""
    line = said.topics_line(span) + ", ".join(f"{t.name} {_total(t)}" for t in topics)
    rows = [(said.topic, *map(said.day, days), said.total)]
    rows += [(t.name, *map(number, t.stories[: len(days)]), _total(t)) for t in topics]
    if chart.topics_left > 0:
        rows.append((said.rest, *map(number, chart.rest[: len(days)]), number(sum(chart.rest))))
    return Words(said.topics, said.topics_note(span) + left, line, tuple(rows))


def of_shift(chart: KeywordShift, said: ChartLabels = KOREAN) -> Words:
    """Return the words of what rose and fell in the headlines."""
    before = said.span(chart.before.start, chart.before.end)
    rises = [k for k in chart.keywords[:MOST_ROWS] if rose(chart, k)]
    falls = [k for k in chart.keywords[:MOST_ROWS] if not rose(chart, k)]
    parts = [
        f"{name} {', '.join(f'{k.keyword} {change(chart, k)}' for k in found)}"
        for name, found in ((said.rising, rises), (said.falling, falls))
        if found
    ]
    rows = [said.shift_head(before)]
    for k in chart.keywords[:MOST_ROWS]:
        first, last = shares(chart, k)
        counts = (said.stories(number(k.before)), said.stories(number(k.now)))
        rows.append((k.keyword, *counts, per_mille(first), per_mille(last)))
    return Words(said.shift, said.shift_note(before), said.shift_line(before, " · ".join(parts)), tuple(rows))


def of_timeline(line: Timeline, said: ChartLabels = KOREAN) -> Words:
    """Return the words of a story's course."""
    days = line.days[:MOST_DAYS]
    reports = number(sum(d.reports for d in days))
    title = (
        said.course_title(said.span(days[0].day, days[-1].day), reports, number(line.outlets)) if days else said.course
    )
    turns = {turn.day for turn in line.turns}
    rows = [said.course_head]
    for n, each in enumerate(days):
        mark = said.first_report if n == 0 else said.turn if each.day in turns else ""
        rows.append((said.day(each.day), said.reports(number(each.reports)), said.outlets(number(each.outlets)), mark))
    course = ", ".join(said.course_day(d.day, number(d.reports)) for d in days if d.reports)
    return Words(title, said.course_note, said.course_line(course, number(line.outlets)), tuple(rows))


def shares(chart: KeywordShift, word: KeywordCounts) -> tuple[float, float]:
    """Return how many of 1,000 stories held the keyword before and now."""
    return _share(word.before, chart.stories_before), _share(word.now, chart.stories_now)


def _share(count: int, whole: int) -> float:
    whole = max(1, whole)
    return 1_000 * (min(max(0, count), whole) / whole)


def rose(chart: KeywordShift, word: KeywordCounts) -> bool:
    """Say whether the share of a keyword is greater than it was."""
    first, last = shares(chart, word)
    return last > first


def change(chart: KeywordShift, word: KeywordCounts) -> str:
    """Return both shares as printed: 0.7→5.0."""
    first, last = shares(chart, word)
    return f"{per_mille(first)}→{per_mille(last)}"


def per_mille(share: float) -> str:
    """Return a share with a decimal where that tells more."""
    return f"{share:.0f}" if share >= 100 else f"{share:.1f}"


def number(value: int) -> str:
    """Return a count as printed."""
    return f"{max(0, min(value, LARGEST)):,}"


def _total(topic: TopicCounts) -> str:
    return number(sum(topic.stories[:MOST_DAYS]))
