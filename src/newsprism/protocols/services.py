"""What stages and the pipeline ask of their surroundings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from newsprism.types.reader import ReaderType

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs one stage over many partitions."""

    def map(self, work: Callable[[T], R], items: Sequence[T], label: str = "") -> list[R]:
        """Return ``work(item)`` for every item in order; `work` is picklable. `label` names the progress bar."""
        ...


class Progress(Protocol):
    """Told by the pipeline how far it is; the interface decides how to show it."""

    def stage(self, label: str, total: int | None = None) -> None:
        """Begin a stage of `total` steps (None: unknown)."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more are done."""
        ...


class ReaderStore(Protocol):
    """Where reader types live."""

    def list(self) -> tuple[ReaderType, ...]:
        """Return all reader types, shipped ones first, in their editorial order."""
        ...

    def get(self, reader_id: str) -> ReaderType:
        """Return the reader type; raises UnknownReader naming those that exist."""
        ...
