"""What an evaluation says, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsprism.evaluation.bootstrap import Interval

Stage = Literal["extract", "dedupe", "cluster", "rank", "summarize", "verify"]

Measures = Mapping[str, float | None]
"""Measure by name; None where there is nothing to measure it by."""

BEST = "best for these labels"
"""How a peer got its threshold: more than it could have outside."""

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """The measures of one way to do it, with 95 % intervals of the main ones and details by kind."""

    measures: Measures
    intervals: Mapping[str, Interval | None] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One stage measured on one set of labels, with its peers in the same run.

    `n` counts labels that were measured, `unknown` those of articles that were not read. Digests are SHA-256.
    `errors` lists examples by kind.
    """

    stage: Stage
    data_digest: str
    n: int
    ours: Judgement
    baselines: Mapping[str, Judgement]
    seconds: float
    items_digest: str | None = None
    unknown: int = 0
    counts: Mapping[str, object] = field(default_factory=dict)
    errors: Mapping[str, Sequence[object]] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return the keys of the command line's contract, and those of ours after them."""
        record: dict[str, object] = {"stage": self.stage, "data_digest": self.data_digest}
        if self.items_digest:
            record["items_digest"] = self.items_digest
        record |= {"n": self.n, "unknown": self.unknown, **self.counts}
        record |= _record(self.ours)
        record["baselines"] = {name: _record(judged) for name, judged in self.baselines.items()}
        if self.errors:
            record["errors"] = {kind: list(examples) for kind, examples in self.errors.items()}
        record["seconds"] = round(self.seconds, 2)
        return record


def _record(judged: Judgement) -> dict[str, object]:
    intervals = {name: list(_rounded(list(pair))) if pair else None for name, pair in judged.intervals.items()}
    details = {name: _tidy(value) for name, value in judged.details.items()}
    measures = {name: _tidy(value) for name, value in judged.measures.items()}
    return {**measures, **({"intervals": intervals} if intervals else {}), **details}


def _rounded(values: Sequence[float]) -> Sequence[float]:
    return [round(value, _DIGITS) for value in values]


def _tidy(value: object) -> object:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {key: _tidy(inner) for key, inner in value.items()}
    return value
