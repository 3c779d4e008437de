"""How well a sentence would stand under its headline, by the judgement of editors: a learned measure.

Four logistic models over named traits of a sentence (its morphemes, its place, what it gives, how much of the headline
it holds) say how likely an editor finds it solid, a repetition of the headline, empty, or unclear. None of the traits is
a name or a noun of a field, so that they say how a thing is told and not which. ``worth.json`` is what
``tools/fit_worth.py`` learns from the judgements in ``labels`` (docs/decisions/0018-worth-of-sentences.md).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from newsprism.errors import MissingResource

if TYPE_CHECKING:
    from newsprism.stages.write.candidate import Candidate
    from newsprism.text.ko.tokens import Morpheme

_FILE = "worth.json"
JUDGED = ("solid", "retold", "empty", "unclear")
"""What each of the models tells, in the order of its weights."""
_SPOKEN = frozenset(
    "VV VA VX VCP VCN MAG MAJ MM NNB NP NR EP EF EC ETM ETN XPN XSN XSV XSA XR JKS JKO JKB JKG JKQ JX JC IC SO SW".split()
)
"""Tags whose morphemes are traits by themselves; nouns and names are none."""
_MARKS = frozenset({"SF", "SP", "SS", "SSO", "SSC"})
_PREDICATES = frozenset({"VV", "VA", "VCP", "VCN", "XSV", "XSA"})
_PLAIN = frozenset({"NNP", "SN", "SL"})
_LOOSE = 0.45
"""Probability of being empty or unclear from which a sentence does not stand among those of other stories: every second one is."""
REPEATS = 0.5
"""What it costs to tell the headline again."""
_DULL, _IDLE = -0.2, -0.4
"""Values below which a sentence is printed only where nothing else tells enough (a third lie there, one in nine of them solid), and
only where it tells the news (one in seven, one in twenty solid)."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Probabilities that an editor finds a sentence under its headline solid, told by the headline already, empty or unclear."""

    solid: float = 0.34
    retold: float = 0.13
    empty: float = 0.11
    unclear: float = 0.11

    @property
    def dull(self) -> bool:
        """Whether an editor would rather strike the sentence out."""
        return self.value < _DULL

    @property
    def loose(self) -> bool:
        """Whether the sentence is rather empty or unclear than not: it cannot stand away from its headline."""
        return self.empty + self.unclear >= _LOOSE

    @property
    def idle(self) -> bool:
        """Whether an editor would strike the sentence out almost always, unless it is the news itself."""
        return self.value < _IDLE

    @property
    def value(self) -> float:
        """What the sentence adds to its headline: at most 0.6, below zero where an editor would strike it out."""
        return 0.6 * self.solid - self.empty - self.unclear - REPEATS * self.retold


UNJUDGED = Worth()
"""What is taken of a sentence in a language without judgements: the shares of the judgements themselves."""

Traits = Mapping[str, float]


def worth(candidate: Candidate, morphemes: Sequence[Morpheme]) -> Worth:
    """Return the worth of a sentence under the headline that its ``told`` speaks of. Raises MissingResource."""
    model = _model()
    sums = list(model.bias)
    for name, value in traits(candidate, morphemes):
        weights = model.weights.get(name)
        if weights is not None:
            for i, weight in enumerate(weights):
                sums[i] += value * weight
    return Worth(*(1.0 / (1.0 + math.exp(-s)) for s in sums))


def traits(candidate: Candidate, morphemes: Sequence[Morpheme]) -> Iterator[tuple[str, float]]:
    """Yield the traits of a sentence with their values, each name once."""
    for name in dict.fromkeys((*_wording(morphemes), *_marks(candidate))):
        yield name, 1.0
    yield "told", candidate.told
    yield "length", len(candidate.text) / 100
    yield "words", len(candidate.words) / 15
    yield "depth", math.log1p(candidate.rank) / 3
    yield "names", min(4, sum(m.tag in ("NNP", "SL") for m in morphemes)) / 4


def _wording(morphemes: Sequence[Morpheme]) -> Iterator[str]:
    tagged = [(m.form, m.tag.partition("-")[0]) for m in morphemes]
    yield from (f"{form}/{tag}" for form, tag in tagged if tag in _SPOKEN)
    body = [(tag if tag in _PLAIN else form, tag) for form, tag in tagged if tag not in _MARKS]
    forms = [form for form, _ in body]
    yield from (f"…{' '.join(forms[-count:])}" for count in (2, 3, 4))
    last = next((i for i in range(len(body) - 1, -1, -1) if body[i][1] in _PREDICATES), None)
    if last is not None:
        stem = forms[last - 1] if last and body[last][1].startswith("X") else ""
        yield f"predicate {stem}{forms[last]}"
    if body:
        yield f"first {body[0][1]}"
        yield f"{forms[0]}…"
        yield f"{' '.join(forms[:2])}…"


def _marks(candidate: Candidate) -> Iterator[str]:
    yield f"tense {candidate.tense}"
    yield from (f"kind {kind}" for kind in candidate.kinds)
    yield f"figures {min(3, len(candidate.figures))}"
    yield f"rank {_band(candidate.rank, (0, 1, 2, 5, 10))}"
    yield f"length {_band(len(candidate.text), (39, 59, 109, 149))}"
    yield f"told {_band(candidate.told, (0.0, 0.199, 0.399, 0.599))}"
    flags = {
        "dated": candidate.has_date,
        "days": candidate.days,
        "event": candidate.event,
        "due": candidate.due,
        "named": candidate.named,
        "quoted": candidate.quoted,
        "shortened": candidate.rules,
        "leans": candidate.leans,
        "hangs": candidate.hangs,
        "vague": candidate.vague,
        "mood": candidate.mood,
        "reaction": candidate.reaction,
        "praise": candidate.praise,
        "passing": candidate.passing,
    }
    yield from (name for name, given in flags.items() if given)


def _band(value: float, limits: Iterable[float]) -> int:
    """Return the number of limits that a value lies above."""
    return sum(value > limit for limit in limits)


@dataclass(frozen=True, slots=True)
class _Model:
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


@cache
def _model() -> _Model:
    try:
        text = (resources.files("newsprism.stages.write.sentence") / _FILE).read_text(encoding="utf-8")
        node = json.loads(text)
        if tuple(node["judged"]) != JUDGED:
            raise ValueError(node["judged"])
        weights = {name: tuple(map(float, row)) for name, row in node["weights"].items()}
        return _Model(tuple(map(float, node["bias"])), weights)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise MissingResource("읽을 수 없습니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.") from error
