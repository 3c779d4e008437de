"""Whether the facts against a written sentence suffice to refuse it: a logistic regression with one weight for each fact.

No weight is below zero, so that another fact can only speak against a sentence. ``tools/fit_judgement.py`` fits them on our
labelled claims, parted by source and by writer, and writes ``data/judgement.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.weighing.facts import NAMES, Fact
from newsprism.text.shipped import shipped, unreadable

_FILE = "judgement.json"
_TELLING = 0.4  # share of the strongest reason that another one needs to be told beside it


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each name of a fact; a sentence whose weighed facts reach `limit` is refused."""

    by_name: Mapping[str, float]
    limit: float


@cache
def weights() -> Weights:
    """Return the shipped weights; raises MissingResource when they cannot be read."""
    try:
        record = json.loads(shipped("newsprism.stages.verify", _FILE))
        by_name = {name: float(record["weights"][name]) for name in NAMES}
        return Weights(by_name, float(record["limit"]))
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable(_FILE) from error


def strongest(facts: Iterable[Fact]) -> Mapping[str, Fact]:
    """Return the strongest fact of each name."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.name not in found or fact.strength > found[fact.name].strength:
            found[fact.name] = fact
    return found


def judged(facts: Iterable[Fact]) -> Iterator[Finding]:
    """Yield what a sentence is refused for, the heaviest reason first; nothing when the facts do not suffice.

    Facts are asked for only until they do: none of them speaks for a sentence.
    """
    chosen = weights()
    heaviest: dict[str, tuple[float, Fact]] = {}
    for fact in facts:
        weight = chosen.by_name[fact.name] * fact.strength
        if weight > heaviest.get(fact.name, (0.0, fact))[0]:
            heaviest[fact.name] = (weight, fact)
            if sum(weight for weight, _ in heaviest.values()) >= chosen.limit:
                break
    else:
        return
    weighed = sorted(heaviest.values(), key=lambda one: -one[0])
    for weight, fact in weighed:
        if weight >= _TELLING * weighed[0][0]:
            yield fact.kind, fact.detail
