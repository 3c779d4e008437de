"""Whole commands, cold: a weekly brief of a week of feeds, and the demo."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.inputs import WEEK, measuring
from bench.process import newsprism, run


def week() -> Iterator[Figure]:
    """Measure one weekly brief of everything that thirteen outlets sent in a week."""
    items = measuring(WEEK)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "weekly.json"
        cost = run(newsprism("brief", "weekly", "--reader", "ceo", "--from", items, "--on", "2026-02-15", "-o", target))
    yield Figure("week", "weekly brief, cold", cost.seconds, "s", 90)
    yield Figure("week", "processor time", cost.processor, "s")
    yield Figure("week", "peak memory of all processes", cost.megabytes, "MB", 2048)


def demo() -> Iterator[Figure]:
    """Measure what a newcomer waits for."""
    with tempfile.TemporaryDirectory() as folder:
        cost = run(newsprism("demo", "-o", folder))
    yield Figure("demo", "two editions of the sample, cold", cost.seconds, "s", 10)
    yield Figure("demo", "peak memory of all processes", cost.megabytes, "MB")
