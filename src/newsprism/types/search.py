"""What was asked of the archive, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsprism.types.document import Document


@dataclass(frozen=True, slots=True)
class Clause:
    """Index terms that must stand in this order, beside one another (a phrase), or a single one.

    `alternatives` are sequences of which one is enough (삼성전자, or its name in the index). A `negated` clause must not
    match. `prefix` lets the last term of a sequence be the beginning of a longer one.
    """

    alternatives: tuple[tuple[str, ...], ...]
    negated: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the archive: all `clauses` must hold; days are Asia/Seoul and inclusive."""

    clauses: tuple[Clause, ...]
    since: date | None = None
    until: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A document that answers a query; `score` is higher for better ones, `snippet` a piece of its text."""

    document: Document
    score: float
    snippet: str
