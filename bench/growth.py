"""How the time grows with the number of items, stage by stage.

As a module of its own (``python -m bench.growth ITEMS.jsonl``) it prints the seconds of each stage as JSON, so that every
size is measured in a fresh process.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.figures import Figure
from bench.inputs import WEEK, first_items, measuring
from bench.process import python, run

SIZES = (2_000, 6_000, 18_000)
STAGES = ("read", "dedupe", "cluster", "brief")
ISSUE = date(2026, 2, 15)


def growth() -> Iterator[Figure]:
    """Measure the stages on growing parts of a week; the budget is the exponent that n log n has on the same sizes."""
    items = measuring(WEEK)
    sizes: list[int] = []
    measured: list[Mapping[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            part = Path(folder) / f"{size}.jsonl"
            sizes.append(first_items(items, size, part))
            measured.append(json.loads(run(python("bench.growth", part)).output))
    for size, seconds in zip(sizes, measured, strict=True):
        for stage in STAGES:
            yield Figure("growth", f"{stage}, {size:,} items", seconds[stage], "s")
        yield Figure("growth", f"all stages, {size:,} items", _total(seconds), "s")
    for stage in STAGES:
        yield Figure("growth", f"exponent of {stage}", exponent(sizes, [s[stage] for s in measured]), "")
    budget = exponent(sizes, [n * math.log(n) for n in sizes])
    yield Figure("growth", "exponent of all stages", exponent(sizes, [_total(s) for s in measured]), "", budget)


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the slope of log seconds over log sizes by least squares: 1 for linear time, 2 for quadratic."""
    x, y = [math.log(n) for n in sizes], [math.log(s) for s in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return slope / sum((a - mean_x) ** 2 for a in x)


def _total(seconds: Mapping[str, float]) -> float:
    return sum(seconds[stage] for stage in STAGES)


class Stopwatch:
    """Progress that adds up the seconds between the stages that the pipelines announce."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self._stage: str | None = None
        self._since = time.perf_counter()

    def stage(self, label: str, total: int | None = None) -> None:
        now = time.perf_counter()
        if self._stage is not None:
            self.seconds[self._stage] += now - self._since
        self._stage, self._since = _STAGE_OF[label], now

    def advance(self, steps: int = 1) -> None:
        """Only whole stages are timed."""


_STAGE_OF = {
    "읽기": "read",
    "본문 추출": "read",
    "중복 찾기": "dedupe",
    "사안 묶기": "cluster",
    "고르기": "brief",
    "쓰고 검증하기": "brief",
    "": "end",
}


def stages(path: Path) -> dict[str, float]:
    """Return the seconds of each stage of a weekly brief of the items at `path`, without loading the analyser's model."""
    from newsprism import build
    from newsprism.text.ko.tokens import Analyzer

    Analyzer().analyse("가늠")
    watch = Stopwatch()
    engine = build(progress=watch)
    engine.brief(engine.read([path]).documents, "ceo", "weekly", ISSUE)
    watch.stage("")
    return watch.seconds


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
