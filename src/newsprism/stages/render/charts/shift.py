"""Keyword shift: for each keyword a hollow circle where its share was, a filled one where it is, and the way between."""

from __future__ import annotations

import math
from collections.abc import Sequence

from newsprism.stages.render.charts.drawing import SIZE, WIDTH, Drawing, fitted
from newsprism.stages.render.charts.labels import KOREAN, ChartLabels
from newsprism.stages.render.charts.wording import MOST_ROWS, Words, change, rose, shares
from newsprism.types.brief import KeywordCounts, KeywordShift

_LEFT, _RIGHT = 138, 284
_ROW = 27
_HEAD = 30
_DOT = 5
_SCALE = 24
_STEPS = 4  # of the scale, at most


def draw_shift(chart: KeywordShift, words: Words, said: ChartLabels = KOREAN) -> str:
    """Return the drawing: rises above, falls below, all on one scale."""
    shown = chart.keywords[:MOST_ROWS]
    groups = [
        (name, kind, found)
        for name, kind, found in (
            (said.rises, "rise", [k for k in shown if rose(chart, k)]),
            (said.falls, "fall", [k for k in shown if not rose(chart, k)]),
        )
        if found
    ]
    drawing = Drawing("chart-shift", _HEAD * len(groups) + _ROW * len(shown) + _SCALE, words.title, words.line)
    most = max(0.1, *(share for word in shown for share in shares(chart, word))) if shown else 0.1
    top = 0.0
    for name, kind, found in groups:
        drawing.text(0, top + _HEAD - 11, name, f"bold {kind}")
        if top == 0:
            drawing.text(WIDTH, _HEAD - 11, said.way, "soft", "end")
        drawing.line(0, top + _HEAD - 3, WIDTH, top + _HEAD - 3, "axis")
        _group(drawing, chart, found, kind, top + _HEAD, most)
        top += _HEAD + _ROW * len(found)
    _scale(drawing, top, most, said)
    return drawing.svg()


def _scale(drawing: Drawing, top: float, most: float, said: ChartLabels) -> None:
    drawing.line(_LEFT, top, _RIGHT, top, "axis")
    drawing.text(0, top + SIZE + 4, said.scale, "soft")
    step = _step(most)
    for n in range(int(most / step) + 1):
        x = _LEFT + (_RIGHT - _LEFT) * n * step / most
        drawing.line(x, top, x, top + 4, "axis")
        drawing.text(x, top + SIZE + 4, f"{n * step:g}", "soft", "middle")


def _step(most: float) -> float:
    """Return the least of 1, 2 and 5, times a power of ten, that parts `most` into few steps."""
    power = 10.0 ** math.floor(math.log10(most / _STEPS))
    return next(factor * power for factor in (1, 2, 5, 10) if most / (factor * power) <= _STEPS)


def _group(
    drawing: Drawing, chart: KeywordShift, found: Sequence[KeywordCounts], kind: str, top: float, most: float
) -> None:
    for n, word in enumerate(found):
        middle = top + _ROW * (n + 0.5)
        before, now = (_LEFT + (_RIGHT - _LEFT) * share / most for share in shares(chart, word))
        drawing.line(_LEFT, middle, _RIGHT, middle, "guide")
        toward = 1 if now >= before else -1
        if abs(now - before) > 2 * _DOT:
            drawing.line(before + toward * _DOT, middle, now, middle, f"way {kind}")
        drawing.dot(before, middle, _DOT, f"before {kind}")
        drawing.dot(now, middle, _DOT, f"now {kind}")
        drawing.text(0, middle + SIZE * 0.36, fitted(word.keyword, _LEFT - 10))
        drawing.text(WIDTH, middle + SIZE * 0.36, change(chart, word), "bold", "end")
