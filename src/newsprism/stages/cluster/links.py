"""How likely two documents are to tell of one thing: log-odds out of their words, their times and their facts.

A logistic model whose coefficients were fitted on labelled pairs (``tools/fit_joins.py``) and can be read: what speaks
for one story is positive. Pairs that are out of the question get no link.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsprism.stages.cluster.columns import Told
from newsprism.stages.cluster.comparing import COMPARED, comparison
from newsprism.stages.cluster.neighbours import Bools, Ints, Near
from newsprism.stages.cluster.vectors import Floats

_CLOSE = 0.2
"""The cosine from which on a neighbour counts as one of a crowd."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of rows, each pair once, and the log-odds that they belong together."""

    left: Ints
    right: Ints
    odds: Floats


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log-odds of two documents: `bias`, and a coefficient for each measure and each comparison of facts that counts.

    Log-odds below `least` are no link. Of a pair whose words and times alone give less than `asked` the facts, which
    could still speak for it, are not asked for: they are what costs time, and hardly ever turn such a pair.
    """

    bias: float
    coefficients: Mapping[str, float]
    least: float = -3.5
    asked: float = -math.inf

    def weights(self) -> Floats:
        """Return the coefficients of what is compared of facts, in the order of COMPARED."""
        return np.array([self.coefficients.get(name, 0.0) for name in COMPARED])

    def hopeful(self) -> float:
        """Return the log-odds of words and times from which on the facts are worth asking for."""
        return max(self.asked, self.least - float(np.maximum(self.weights(), 0.0).sum()))


@dataclass(frozen=True, slots=True)
class Rowed:
    """What is known of the rows: `hours`, which are `stubs`, no more than a headline, and which `full`, much more.

    What is `told` is only asked for where words and times leave the matter open.
    """

    hours: Floats
    stubs: Bools
    full: Bools
    told: Told


def links(found: Iterable[Near], rows: Rowed, models: Sequence[tuple[Likeness, Bools]]) -> list[Links]:
    """Return the links of the pairs that were `found` by each model, leaving out the rows that come with it."""
    parts: list[list[Links]] = [[] for _ in models]
    for near in found:
        measured = measures(near, rows)
        # What the facts could add at best decides whether they are worth asking for; they are asked once for all models.
        begun = [_begun(near, measured, model, alone) for model, alone in models]
        asked = np.flatnonzero(
            np.logical_or.reduce([odds > model.hopeful() for odds, (model, _) in zip(begun, models, strict=True)])
        )
        left, right = near.left[asked], near.right[asked]
        agreed = comparison(left, right, rows.told)
        for odds, (model, _), into in zip(begun, models, parts, strict=True):
            whole = odds[asked] + agreed @ model.weights()
            kept = (whole > model.least) & (odds[asked] > model.hopeful())
            into.append(Links(left[kept], right[kept], whole[kept]))
    return [_joined(into) for into in parts]


def measures(near: Near, rows: Rowed) -> dict[str, Floats]:
    """Return what can be measured of pairs without their facts, by name.

    `cosine`, `rarity`; `days` apart; `same_cycle`: no nine o'clock in Seoul between them (a day of news ends before the
    morning's session); `one_stub`, `two_stubs`: so many of the two are no more than a headline; `two_full`: both say
    much more; `crowd`: the logarithm of one and how many close neighbours the row has that was asked for. Where many are
    alike, as in an affair that runs for days, likeness says less. Only of that row they all come together, and are the
    same whether they stand already or not.
    """
    left, right = near.left, near.right
    # The rows of a block lie side by side, so only their span is counted in.
    asked = left - (left.min() if len(left) else 0)
    close = np.bincount(asked[near.cosine >= _CLOSE], minlength=int(asked.max(initial=0)) + 1)
    stubs = rows.stubs[left].astype(np.int64) + rows.stubs[right]
    return {
        "cosine": near.cosine,
        "rarity": near.rarity,
        "days": np.abs(rows.hours[left] - rows.hours[right]) / 24,
        "same_cycle": (rows.hours[left] // 24 == rows.hours[right] // 24).astype(np.float64),
        "one_stub": (stubs == 1).astype(np.float64),
        "two_stubs": (stubs == 2).astype(np.float64),
        "crowd": np.log1p(close[asked]),
        "two_full": (rows.full[left] & rows.full[right]).astype(np.float64),
    }


def _begun(near: Near, measured: Mapping[str, Floats], model: Likeness, alone: Bools) -> Floats:
    """Return the log-odds of what was measured; of rows that stay alone there are none."""
    odds = np.full(len(near.left), model.bias)
    for name, values in measured.items():
        odds += model.coefficients.get(name, 0.0) * values
    odds[alone[near.left] | alone[near.right]] = -np.inf
    return odds


def _joined(parts: Sequence[Links]) -> Links:
    if not parts:
        return Links(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Links(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("left", "right", "odds")))
