"""A story's course: a wide column for the reports of a day, a narrow one in it for their outlets, marks above."""

from __future__ import annotations

from newsprism.stages.render.charts.drawing import SIZE, WIDTH, Drawing, width
from newsprism.stages.render.charts.labels import KOREAN, ChartLabels
from newsprism.stages.render.charts.wording import MOST_DAYS, Words, number
from newsprism.types.brief import DayOfReports, Timeline

_LEGEND = 20
_MARKS = 26
_COLUMN = 86
_FOOT = _LEGEND + _MARKS + SIZE + 6 + _COLUMN
_HEIGHT = _FOOT + SIZE + 8
_RADIUS = 10


def draw_timeline(line: Timeline, number_of_pick: int, words: Words, said: ChartLabels = KOREAN) -> str:
    """Return the drawing; its name is that of the pick with this number."""
    days = line.days[:MOST_DAYS]
    drawing = Drawing(f"chart-course-{number_of_pick}", _HEIGHT, words.title, words.line)
    _legend(drawing, said)
    slot = WIDTH / max(1, len(days))
    most = max(1, *(each.reports for each in days)) if days else 1
    marks = {turn.day: str(n) for n, turn in enumerate(line.turns[:9], start=1)}
    if days:
        marks[days[0].day] = said.first
    every = 1 + int((width(said.widest) + 2) / slot)
    for n, each in enumerate(days):
        middle = slot * (n + 0.5)
        _column(drawing, each, middle, slot, most)
        _mark(drawing, marks.get(each.day, ""), middle, said.first)
        if n % every == 0:
            before = days[n - every].day if n else None
            label = said.tick(each.day, before is None or before.month != each.day.month)
            drawing.text(max(middle, width(label) / 2), _FOOT + SIZE + 4, label, "soft", "middle")
    drawing.line(0, _FOOT, WIDTH, _FOOT, "axis")
    return drawing.svg()


def _legend(drawing: Drawing, said: ChartLabels) -> None:
    drawing.box(0.5, 3.5, 15, 11, "reports")
    drawing.text(21, 14, said.legend[0], "soft")
    left = 21 + width(said.legend[0]) + 16
    drawing.box(left, 3.5, 8, 11, "strong")
    drawing.text(left + 14, 14, said.legend[1], "soft")


def _column(drawing: Drawing, day: DayOfReports, middle: float, slot: float, most: int) -> None:
    wide = min(40.0, slot * 0.7)
    high, inner = (_COLUMN * min(1.0, max(0, count) / most) for count in (day.reports, min(day.outlets, day.reports)))
    drawing.box(middle - wide / 2, _FOOT - high, wide, high, "reports")
    drawing.box(middle - wide / 5, _FOOT - inner, wide * 0.4, inner, "strong")
    text = number(day.reports)
    if day.reports > 0 and width(text) <= slot:
        drawing.text(middle, _FOOT - high - 5, text, "bold", "middle")


def _mark(drawing: Drawing, mark: str, middle: float, first: str) -> None:
    if mark:
        middle = min(max(middle, _RADIUS + 1), WIDTH - _RADIUS - 1)
        high = _LEGEND + _RADIUS + 2
        drawing.dot(middle, high, _RADIUS, "first" if mark == first else "turn")
        drawing.text(middle, high + SIZE * 0.36, mark, "in-first" if mark == first else "in-turn", "middle")
