"""What a benchmark says: figures with their budgets, printed as one table or as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from newsprism.evaluation.digests import digest


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; a `budget` is the most that is allowed, a `floor` the least."""

    bench: str
    measure: str
    value: float
    unit: str
    budget: float | None = None
    floor: float | None = None

    @property
    def over(self) -> bool:
        """Whether the figure breaks its bound."""
        above = self.budget is not None and self.value > self.budget
        return above or (self.floor is not None and self.value < self.floor)


class Skipped(Exception):
    """A benchmark (or its peer) that cannot run here; the text says why in one line."""


def table(figures: Sequence[Figure]) -> str:
    """Return the figures in aligned columns, numbers to the right."""
    head = ("bench", "measure", "value", "unit", "bound", "")
    rows = [head, *(_cells(f) for f in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = []
    for row in rows:
        cells = (c.rjust(w) if i in (2, 4) else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    bounds = ((mark, value) for mark, value in (("≤", figure.budget), ("≥", figure.floor)) if value is not None)
    told = " ".join(f"{mark} {shown(value)}" for mark, value in bounds)
    state = "" if not told else "missed" if figure.over else "ok"
    return (figure.bench, figure.measure, shown(figure.value), figure.unit, told, state)


def shown(value: float) -> str:
    """Return three significant digits, and whole numbers from a hundred on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def record(
    figures: Iterable[Figure], skipped: Sequence[str], files: Iterable[Path], here: Mapping[str, object]
) -> dict[str, object]:
    """Return what ``--json`` prints: the figures, what was skipped, `machine()`, and SHA-256 digests of the inputs."""
    return {
        "machine": dict(here),
        "data": {path.name: digest(path) for path in files},
        "figures": [{**asdict(f), "over": f.over} for f in figures],
        "skipped": list(skipped),
    }


def machine() -> dict[str, object]:
    """Return what a figure depends on besides the code; `load` says how many other processes want the cores now."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "system": platform.platform(),
    }
