"""The days that an edition covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both inclusive."""

    start: date
    end: date
