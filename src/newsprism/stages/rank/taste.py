"""What a reader likes, learned on line from what they said and did: a Bayesian logistic regression on named traits.

Each trait has a weight with a Gaussian of its own, at first around 0: a reader of whom nothing is known has the tastes
of their type, and no others. An event (this story: more, this one: less, opened, read) is one example, weighted by how
much it says. Its posterior is taken by Laplace's method, one example at a time: O. Chapelle and L. Li, "An empirical
evaluation of Thompson sampling", NIPS 2011, algorithm 3; T. Graepel et al., "Web-scale Bayesian click-through rate
prediction", ICML 2010, do the same for a probit. Old evidence fades by the half: what was learned is discounted towards
the prior, in its precision and in its mean alike (exponential forgetting: V. Peterka, 1981).

Nothing of this is stored. A taste is made of the feedback up to a moment, and the same feedback gives the same taste.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from newsprism.text.ko.josa import attach
from newsprism.types.history import Attitude, Feedback

SAID: frozenset[Attitude] = frozenset({"more", "less", "block", "mute"})
"""What a reader says of a story; the rest is what they do with it."""

_SIDE: Mapping[Attitude, float] = {"more": 1.0, "opened": 1.0, "read": 1.0, "less": -1.0, "block": -1.0, "mute": -1.0}
_HABIT = "habit:opening"
"""A trait of whatever is opened or read: what all of it has in common is a habit, and no taste."""
_SHORT, _LONG = 20.0, 1_800.0  # seconds of reading that begin to count, and beyond which a page was left open
_STEPS = 60
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Options:
    """How much each event says, how far a weight of each kind of trait may lie from 0, and how long that holds.

    `half_life` is the time after which evidence counts half. `more` to `read` are weights of examples: 1 is as much as
    one example of a logistic regression says; `read` is that of a minute. `spread` is the prior variance by kind of
    trait: a headline has many words, and each of them says little.
    """

    half_life: timedelta = timedelta(days=60)
    more: float = 3.0
    less: float = 3.0
    block: float = 1.5
    mute: float = 0.25
    opened: float = 0.4
    read: float = 0.55
    spread: Mapping[str, float] = field(
        default_factory=lambda: {"topic": 1.0, "company": 1.0, "genre": 0.5, "word": 0.25, "habit": 1.0}
    )

    def weight(self, event: Feedback) -> float:
        """Return how much an event says; reading says it by the logarithm of its seconds."""
        if event.attitude == "read":
            seconds = event.seconds if event.seconds is not None and math.isfinite(event.seconds) else 0.0
            return self.read * math.log2(1.0 + min(max(seconds, 0.0), _LONG) / _SHORT) / 2.0
        return float(getattr(self, event.attitude))

    def variance(self, trait: str) -> float:
        """Return the prior variance of the weight of a trait."""
        return self.spread.get(trait.partition(":")[0], 0.25)


@dataclass(slots=True)
class _Belief:
    """The Gaussian of one weight as of a day: precision is ``1 / prior + surplus``; `heard` counts events by attitude."""

    prior: float
    mean: float = 0.0
    surplus: float = 0.0
    day: float = 0.0
    heard: dict[Attitude, float] = field(default_factory=dict)

    @property
    def variance(self) -> float:
        return 1.0 / (1.0 / self.prior + self.surplus)

    def times(self, *attitudes: Attitude) -> float:
        """Return how often the trait was met with one of these attitudes, older times less."""
        return sum(self.heard.get(attitude, 0.0) for attitude in attitudes)

    def fade(self, day: float, half_life: float) -> None:
        """Discount the evidence to `day`, in natural parameters: precision and precision times mean."""
        share = 0.5 ** ((day - self.day) / half_life)
        moved = self.mean / self.variance * share
        self.surplus *= share
        self.mean = moved * self.variance
        self.day = day
        for attitude in self.heard:
            self.heard[attitude] *= share


@dataclass(frozen=True)
class Taste:
    """What was learned of one reader up to a moment."""

    _beliefs: Mapping[str, _Belief]
    options: Options

    @classmethod
    def of(cls, feedback: Sequence[Feedback], at: datetime, options: Options | None = None) -> Taste:
        """Return the taste that the feedback up to `at` shows, whatever the order in which it is given.

        Of what was said of one story only the last stands. Opening and reading one story count once, at their most.
        """
        chosen = options or Options()
        half_life = max(chosen.half_life / timedelta(days=1), 1e-6)
        beliefs: dict[str, _Belief] = {}
        for event, weight in _examples(feedback, at, chosen):
            day = _day(event.at)
            names = sorted(event.traits) if event.attitude in SAID else [*sorted(event.traits), _HABIT]
            held = [beliefs.setdefault(name, _Belief(chosen.variance(name), day=day)) for name in names]
            for belief in held:
                belief.fade(day, half_life)
            _learn(held, _SIDE[event.attitude], weight, event.attitude)
        for belief in beliefs.values():
            belief.fade(_day(at), half_life)
        return cls(beliefs, chosen)

    def value(self, traits: Collection[str]) -> float:
        """Return how far a story with these traits is liked: -1 to 1, 0 where nothing is known."""
        return math.tanh(math.fsum(self._beliefs[t].mean for t in traits if t in self._beliefs) / 2.0)

    def uncertainty(self, traits: Collection[str]) -> float:
        """Return how little is known of such a story: 1 for nothing at all, towards 0 with evidence on its traits."""
        before = math.fsum(self.options.variance(t) for t in traits)
        after = math.fsum(self._beliefs[t].variance if t in self._beliefs else self.options.variance(t) for t in traits)
        return after / before if before else 1.0

    def weights(self, names: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the posterior means for a list of traits, in order, 0 for those that are not known.

        The sum over the traits of a story, halved, is what `value` takes the hyperbolic tangent of: so one product
        gives the values of many stories to many readers.
        """
        means = (self._beliefs[name].mean if name in self._beliefs else 0.0 for name in names)
        return np.fromiter(means, np.float32, len(names))

    def reasons(
        self, traits: Collection[str] | None = None, most: int = 2, names: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Return what was learned from what, strongest first: Korean clauses on the traits of a story, or on all.

        `names` maps ids of topics to what a reader calls them. A word that was met once is no taste to speak of.
        """
        asked = self._beliefs if traits is None else traits
        known = [(t, self._beliefs[t]) for t in asked if t in self._beliefs and _worth_saying(t, self._beliefs[t])]
        known.sort(key=lambda pair: (-abs(pair[1].mean), pair[0]))
        clauses = (_clause(_called(t, names or {}), belief) for t, belief in known)
        return tuple(dict.fromkeys(clauses))[:most]


def _day(moment: datetime) -> float:
    return moment.timestamp() / 86_400.0


def _examples(feedback: Iterable[Feedback], at: datetime, options: Options) -> Iterator[tuple[Feedback, float]]:
    """Yield the events that count with what each of them adds, oldest first."""
    events = sorted((e for e in feedback if e.at <= at), key=lambda e: e.at)
    last = {e.story_id: place for place, e in enumerate(events) if e.attitude in SAID}
    given: dict[str, float] = {}
    for place, event in enumerate(events):
        weight = options.weight(event)
        if event.attitude not in SAID:
            before = given.get(event.story_id, 0.0)
            given[event.story_id] = max(before, weight)
            weight -= before
        elif last[event.story_id] != place:
            continue
        if weight > 0.0 and event.traits:
            yield event, weight


def _learn(held: Sequence[_Belief], side: float, weight: float, attitude: Attitude) -> None:
    """Move the beliefs to the posterior mode of one example in which all these traits are present.

    The mode lies on one line, ``mean + side * pull * variance``, so it is one equation in one unknown.
    """
    before = math.fsum(b.mean for b in held)
    spread = math.fsum(b.variance for b in held)
    margin = _mode(side * before, spread * weight)
    pull = weight * _logistic(-margin)
    evidence = weight * _logistic(margin) * _logistic(-margin)
    for belief in held:
        belief.mean += side * pull * belief.variance
        # The mean is that of the new Gaussian: only its width changes with the evidence.
        belief.surplus += evidence
        belief.heard[attitude] = belief.heard.get(attitude, 0.0) + 1.0


def _mode(before: float, spread: float) -> float:
    """Return the z with ``z = before + spread * logistic(-z)``, by Newton's method kept between bounds."""
    low, high = before, before + spread
    z = before + spread * _logistic(-before) / (1.0 + spread / 4.0)
    for _ in range(_STEPS):
        p = _logistic(-z)
        gap = z - before - spread * p
        if abs(gap) < _CLOSE:
            break
        low, high = (low, z) if gap > 0 else (z, high)
        step = z - gap / (1.0 + spread * p * (1.0 - p))
        z = step if low < step < high else (low + high) / 2.0
    return z


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


# ---------------------------------------------------------------- in words

_LEAST = 0.1  # of a mean; less moves no story
_TWICE = 1.5
_OFTEN = 2.5
_GENRES = {
    "opinion": "사설·칼럼",
    "photo": "사진",
    "promotion": "홍보성",
    "market": "시황",
    "feature": "기획",
    "notice": "알림",
}


def _worth_saying(trait: str, belief: _Belief) -> bool:
    kind = trait.partition(":")[0]
    return abs(belief.mean) >= _LEAST and kind != "habit" and (kind != "word" or sum(belief.heard.values()) >= _TWICE)


def _called(trait: str, names: Mapping[str, str]) -> str:
    kind, _, name = trait.partition(":")
    if kind == "topic":
        return names.get(name, f"‘{name}’")
    if kind == "genre":
        return _GENRES.get(name, name)
    return f"‘{name}’" if kind == "word" else name


def _clause(name: str, belief: _Belief) -> str:
    news, articles = f"{name} 소식", f"{name} 기사"
    if belief.mean > 0:
        opened = belief.times("opened", "read")
        if 2 * belief.times("more") >= opened:
            return f"{attach(news, '을/를')} 더 보겠다고 했습니다"
        return f"{attach(articles, '을/를')} {'자주 ' if opened >= _OFTEN else ''}열어 보았습니다"
    if belief.times("less") >= belief.times("block", "mute"):
        return f"{attach(news, '은/는')} 덜 보겠다고 했습니다"
    return f"{attach(news, '을/를')} {'막은' if belief.times('block') >= belief.times('mute') else '덮어 둔'} 적이 있습니다"
