"""A drop is a value: what was left out, where, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Dropped(Generic[T_co]):
    """`item` was left out by `stage` because of `reason` (a short stable code, e.g. ``no_body``).

    `where` names the file, record or document it came from; `detail` is for people.
    """

    item: T_co
    stage: str
    reason: str
    where: str
    detail: str = ""
