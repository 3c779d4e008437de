"""How far a figure may be off because other examples could have been drawn.

Percentile intervals of B. Efron, "Bootstrap methods: another look at the jackknife", 1979: examples are drawn again with
replacement, the same number, and the measure taken of each such draw. Seeded: the same data gives the same interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Interval = tuple[float, float]

ROUNDS = 1_000
SEED = 20_260
_LEVEL = 95.0  # per cent
_CELLS = 4_000_000  # of one table of draws


def interval_of_sums(
    rows: npt.ArrayLike,
    combine: Callable[[npt.NDArray[np.float64]], float],
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Interval | None:
    """Return the interval of a measure that is a function of column sums; None below two examples.

    `rows` has the shape (examples, columns); `combine` takes one row of sums and says NaN for a draw in which there is
    nothing to measure by.
    """
    table = np.asarray(rows, np.float64)
    if len(table) < 2:
        return None
    rng = np.random.default_rng(seed)
    at_once = max(1, _CELLS // len(table))
    values: list[float] = []
    for begin in range(0, rounds, at_once):
        count = min(at_once, rounds - begin)
        draws = rng.multinomial(len(table), np.full(len(table), 1 / len(table)), size=count)
        values += [combine(sums) for sums in draws @ table]
    return _percentiles([value for value in values if not math.isnan(value)])


def interval_of_draws(
    examples: int, measure: Callable[[npt.NDArray[np.int64]], float | None], *, rounds: int = ROUNDS, seed: int = SEED
) -> Interval | None:
    """Return the interval of any measure; it takes the numbers of drawn examples and may say None for a draw."""
    if examples < 2:
        return None
    rng = np.random.default_rng(seed)
    values = [measure(rng.integers(0, examples, examples)) for _ in range(rounds)]
    return _percentiles([value for value in values if value is not None])


def _percentiles(values: Sequence[float]) -> Interval | None:
    if not values:
        return None
    low, high = np.percentile(values, [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2])
    return float(low), float(high)
