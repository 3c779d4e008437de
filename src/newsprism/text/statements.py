"""What a text states, in terms that do not depend on its language: amounts, days, quotations, direction, certainty.

Units are named as in `text.ko.numbers`, whatever the language, so that $49.1 billion and 491억 달러 are one amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsprism.text.ko.dates import DateMention
from newsprism.text.ko.numbers import Quantity

Certainty = Literal[1, 2, 3]
"""1 possible or expected, 2 intended, 3 told as a fact."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, ``text[start:end]``: whether it denies, how certain it is, and what it is about.

    `moves` are its words of rising (1) and falling (-1) as (start, end, direction).
    """

    start: int
    end: int
    denied: bool
    certainty: Certainty
    moves: tuple[tuple[int, int, int], ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a span. `spoken` says that it tells what somebody says; `stems` are its content words.

    Stems of two languages have nothing in common but names and numbers.
    """

    text: str
    amounts: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    quotations: tuple[str, ...]
    clauses: tuple[Clause, ...]
    spoken: bool
    stems: frozenset[str]

    @property
    def denied(self) -> bool:
        """Whether any clause denies."""
        return any(clause.denied for clause in self.clauses)

    @property
    def certainty(self) -> Certainty:
        """How certain the least certain clause is."""
        return min((clause.certainty for clause in self.clauses), default=3)
