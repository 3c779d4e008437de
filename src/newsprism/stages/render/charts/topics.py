"""Stories per topic and day: a row of columns for each topic, all on one scale."""

from __future__ import annotations

from newsprism.stages.render.charts.drawing import SIZE, WIDTH, Drawing, broken
from newsprism.stages.render.charts.labels import KOREAN, ChartLabels
from newsprism.stages.render.charts.wording import MOST_DAYS, MOST_ROWS, Words, number
from newsprism.types.brief import TopicCounts, TopicsByDay

_LEFT, _RIGHT = 128, 322
_HEAD = 46
_COLUMN = 28
_ROW = _COLUMN + SIZE + 4
_NUMBERED = 24  # units of a day from which a number fits above its column


def draw_topics(chart: TopicsByDay, words: Words, said: ChartLabels = KOREAN) -> str:
    """Return the drawing; days that do not fit are left to the table."""
    topics, days = chart.topics[:MOST_ROWS], chart.days[:MOST_DAYS]
    drawing = Drawing("chart-topics", _HEAD + _ROW * len(topics) + 4, words.title, words.line)
    slot = (_RIGHT - _LEFT) / max(1, len(days))
    drawing.text(0, _HEAD - 8, said.topic, "soft")
    drawing.text(WIDTH, _HEAD - 8, said.total, "soft", "end")
    every = 1 if slot >= _NUMBERED else 1 + int(_NUMBERED / slot)
    for n, day in enumerate(days):
        if n % every == 0:
            middle = _LEFT + slot * (n + 0.5)
            drawing.text(middle, _HEAD - 8 - SIZE - 4, str(day.day), "soft", "middle")
            drawing.text(middle, _HEAD - 8, said.weekdays[day.weekday()], "soft", "middle")
    most = max((count for topic in topics for count in topic.stories[: len(days)]), default=0)
    for n, topic in enumerate(topics):
        _row(drawing, topic, _HEAD + _ROW * (n + 1), slot, max(1, most), len(days))
    return drawing.svg()


def _row(drawing: Drawing, topic: TopicCounts, foot: float, slot: float, most: int, days: int) -> None:
    counts = [max(0, count) for count in topic.stories[:days]]
    peak = max(range(len(counts)), key=lambda n: counts[n], default=0)
    wide = min(24.0, slot * 0.68)
    for n, count in enumerate(counts):
        middle, high = _LEFT + slot * (n + 0.5), _COLUMN * min(1.0, count / most)
        drawing.box(middle - wide / 2, foot - high, wide, high, "strong" if n == peak else "soft")
        if n == peak and count and slot >= _NUMBERED:
            drawing.text(middle, foot - high - 4, number(count), "bold", "middle")
    drawing.line(0, foot, WIDTH, foot, "axis")
    for n, part in enumerate(reversed(broken(topic.name, _LEFT - 8))):
        drawing.text(0, foot - 6 - n * (SIZE + 2), part)
    drawing.text(WIDTH, foot - 6, number(sum(counts)), "bold", "end")
