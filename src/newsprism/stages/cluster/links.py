"""How likely two documents are to tell of one thing: log-odds out of their words, their times and their facts.

A logistic model whose coefficients were fitted on labelled pairs (``tools/fit_joins.py``) and can be read: what speaks
for one story is positive. Pairs that are out of the question get no link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsprism.stages.cluster.facts import TESTS, Facts
from newsprism.stages.cluster.neighbours import Bools, Ints, Near
from newsprism.stages.cluster.vectors import Floats


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of rows, each pair once, and the log-odds that they belong together."""

    left: Ints
    right: Ints
    odds: Floats


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log-odds of two documents: `bias`, and a coefficient for each measure and each test of facts that counts.

    Log-odds below `least` are no link.
    """

    bias: float
    coefficients: Mapping[str, float]
    least: float = -3.5


@dataclass(frozen=True, slots=True)
class Rowed:
    """What is known of the rows: `hours`, and which are `stubs`, no more than a headline.

    `facts` gives those of one row; they are only asked for where words and times leave the matter open.
    """

    hours: Floats
    stubs: Bools
    facts: Callable[[int], Facts]


def links(found: Iterable[Near], rows: Rowed, models: Sequence[tuple[Likeness, Bools]]) -> list[Links]:
    """Return the links of the pairs that were `found` by each model, leaving out the rows that come with it."""
    parts: list[list[Links]] = [[] for _ in models]
    for near in found:
        for (model, alone), into in zip(models, parts, strict=True):
            into.append(_linked(_without(near, alone), rows, model))
    return [_joined(into) for into in parts]


def _without(near: Near, alone: Bools) -> Near:
    kept = ~(alone[near.left] | alone[near.right])
    return Near(near.left[kept], near.right[kept], near.cosine[kept], near.rarity[kept])


def measures(near: Near, rows: Rowed) -> dict[str, Floats]:
    """Return what can be measured of pairs without their facts, by name.

    `cosine`, `rarity`; `days` apart; `same_cycle`: no nine o'clock in Seoul between them (a day of news ends before the
    morning's session); `one_stub`, `two_stubs`: so many of the two are no more than a headline.
    """
    left, right = near.left, near.right
    stubs = rows.stubs[left].astype(np.int64) + rows.stubs[right]
    return {
        "cosine": near.cosine,
        "rarity": near.rarity,
        "days": np.abs(rows.hours[left] - rows.hours[right]) / 24,
        "same_cycle": (rows.hours[left] // 24 == rows.hours[right] // 24).astype(np.float64),
        "one_stub": (stubs == 1).astype(np.float64),
        "two_stubs": (stubs == 2).astype(np.float64),
    }


def _linked(near: Near, rows: Rowed, model: Likeness) -> Links:
    odds = np.full(len(near.left), model.bias)
    for name, values in measures(near, rows).items():
        odds += model.coefficients.get(name, 0.0) * values
    asked = {name: value for name, value in model.coefficients.items() if name in TESTS}
    # What the facts could add at best decides whether they are worth asking for.
    chosen = np.flatnonzero(odds + sum(max(0.0, value) for value in asked.values()) > model.least)
    left, right, odds = near.left[chosen], near.right[chosen], odds[chosen]
    odds += np.fromiter(_weighed(left, right, rows, asked), np.float64, len(chosen))
    kept = odds > model.least
    return Links(left[kept], right[kept], odds[kept])


def _weighed(left: Ints, right: Ints, rows: Rowed, asked: Mapping[str, float]) -> Iterator[float]:
    tests = [(TESTS[name], value) for name, value in asked.items()]
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        ours, theirs = rows.facts(a), rows.facts(b)
        yield sum(value for test, value in tests if test(ours, theirs))


def _joined(parts: Sequence[Links]) -> Links:
    if not parts:
        return Links(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Links(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("left", "right", "odds")))
