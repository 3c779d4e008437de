"""Which proposition of its spans a proposition of the sentence tells of.

Two speak of the same as far as they share words, each weighed by how few sentences of the spans have it: then a predicate
that is not found is no evidence of anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.reading.levels import OPERATORS, WHETHER
from newsprism.stages.verify.reading.propositions import Proposition, propositions
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.words.axes import DOWN, GRANTING, REFUSING, SIDES, UP
from newsprism.stages.verify.words.lexicon import ANTONYMS, LIGHT
from newsprism.stages.verify.words.thesaurus import alike

_NEW, _PRINTED, _HEAD = 0.25, 0.7, 0.7
"""What a word counts that no span has, or only as a part of another word; how firmly a predicate is spoken of."""
_SAME, _NAMED = 0.9, 0.7
_MOST_OWN, _MOST_OTHERS = 24, 160  # propositions of a sentence and of its spans that are compared
_EARNED = frozenset("수익 수익률 이익 매출 성과 실적 득점 점수 개가 소득 영업이익 순이익 승 기록".split())
"""What is earned, not raised, by the verb 올리."""
_CARRYING = frozenset(
    """
    잇 이어가 이어지 보이 기록 나타내 받 지속 유지 계속 접어들 돌아서 들어서 그리 내주
    """.split()
)
_NOWHERE: Mapping[int, int] = {}
_OCCURRING = frozenset(
    """
    나 나오 나타나 발생 생기 일어나 있 없 벌어지
    """.split()
)


class Pair(NamedTuple):
    """A proposition of the sentence beside one of `span`, the one at `place` among those of all spans.

    `fit` is how much they speak of the same, from 0 to 1; `relation` 1 for the same predicate, -1 for its opposite, else 0;
    `named` says that the span's speaks of the predicate of the sentence, or of its object.
    """

    own: Proposition
    other: Proposition
    span: Reading
    fit: float
    relation: int
    named: bool
    place: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word that is looked for: how rare the words for it are, and how firmly which propositions of the spans speak of it.

    `printed` says that it is known only as a part of another word.
    """

    rarity: float
    firm: tuple[tuple[int, float], ...]
    printed: bool


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a proposition speaks of: the words that the spans have, each with its weight, what all of its words weigh, and its predicate.

    `rare` is how rare the predicate is; 0 for one that says nothing by itself.
    """

    words: tuple[tuple[float, _Wanted], ...]
    whole: float
    key: str
    rare: float


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What spans hold: how rare each key is, all that they print, their propositions, and which of these speak of a key, how firmly.

    Two are the same only as objects.
    """

    rarity: Mapping[str, float]
    keys: frozenset[str]
    squeezed: str
    told: tuple[tuple[Reading, Proposition], ...]
    spoken: Mapping[str, Sequence[tuple[int, float]]]


def pairs(claim: Reading, spans: Sequence[Reading]) -> list[list[Pair]]:
    """Return for each proposition of the sentence its pairs, best fit first; none without a pair."""
    held = _held(tuple(spans))
    places = _likely(claim, held)
    found = []
    for own in propositions(claim)[:_MOST_OWN] if places else ():
        row = _row(own, _sought(own, held), held, places)
        row.sort(key=_by_fit)
        found.append(row)
    return found


def _by_fit(pair: Pair) -> float:
    return -pair.fit


def _likely(claim: Reading, held: _Held) -> Sequence[int]:
    """Return the places of the propositions of the spans, of many those that share most words with the sentence."""
    if len(held.told) <= _MOST_OTHERS:
        return range(len(held.told))
    shared = [len(claim.keys & other.about.keys()) for _, other in held.told]
    return sorted(range(len(held.told)), key=lambda place: -shared[place])[:_MOST_OTHERS]


@lru_cache(maxsize=2048)
def _held(spans: tuple[Reading, ...]) -> _Held:
    """Return what the spans hold; a key is as rare as 1 through the number of sentences that have it."""
    counts: Counter[str] = Counter()
    for span in spans:
        for first, last in ranges(span):
            counts.update({word.key for word in span.words[span.word_at(first) : span.word_at(last)]})
    rarity = {key: 1 / count for key, count in counts.items()}
    # No key has a line break in it, so that none reaches from one span into the next.
    squeezed = "\n".join(span.squeezed for span in spans)
    told = tuple([(span, other) for span in spans for other in propositions(span)])
    spoken: dict[str, list[tuple[int, float]]] = {}
    for place, (_, other) in enumerate(told):
        for key, firm in {**other.about, other.word.key: _HEAD}.items():
            spoken.setdefault(key, []).append((place, firm))
    return _Held(rarity, frozenset(rarity), squeezed, told, spoken)


def _sought(own: Proposition, held: _Held, apart: frozenset[str] = frozenset()) -> _Sought:
    """Return what a proposition speaks of but for the words of `apart`."""
    words: list[tuple[float, _Wanted]] = []
    whole = 0.0
    for key, weight in own.about.items():
        if key not in apart:
            wanted = _wanted(key, held)
            whole += weight * (wanted.rarity or _NEW)
            if wanted.firm:
                words.append((weight, wanted))
    key, rare = own.word.key, 0.0
    if key not in LIGHT and key not in OPERATORS:
        wanted = _wanted(key, held)
        rare = (0.0 if wanted.printed else wanted.rarity) or _NEW
    return _Sought(tuple(words), whole + rare, key, rare)


@lru_cache(maxsize=1 << 15)
def _wanted(key: str, held: _Held) -> _Wanted:
    """Look for a word, for words for the same, and for it as a part of another word."""
    others = held.keys & alike(key)
    if key in held.keys:
        others |= {key}
    printed = len(key) > 1 and key in held.squeezed
    rarity = max([held.rarity[other] for other in others]) if others else _PRINTED * printed
    return _Wanted(rarity, _firmness(key if printed else "", others, held) if rarity else (), not others)


def _firmness(printed: str, others: Iterable[str], held: _Held) -> tuple[tuple[int, float], ...]:
    """Return which propositions speak of one of the words, or of a word of which `printed` is a part, and how firmly."""
    found: dict[int, float] = {}
    for other in others:
        for place, firm in held.spoken.get(other, ()):
            if firm > found.get(place, 0.0):
                found[place] = firm
    if printed:
        for place, (_, told) in enumerate(held.told):
            if printed in told.surface and found.get(place, 0.0) < 1:
                found[place] = 1.0
    return tuple(found.items())


def _shared(sought: _Sought, held: _Held) -> list[float]:
    """Return what each proposition of the spans has of the words."""
    shared = [0.0] * len(held.told)
    for weight, wanted in sought.words:
        for place, firm in wanted.firm:
            shared[place] += (firm if firm < weight else weight) * wanted.rarity
    return shared


def _row(own: Proposition, sought: _Sought, held: _Held, places: Iterable[int]) -> list[Pair]:
    verb, thing = own.word.key, own.thing
    shared = _shared(sought, held)
    found = []
    for place in places:
        span, other = held.told[place]
        relation = _relation(verb, thing, other.word.key, other.thing)
        named = other.about.get(verb, 0.0) >= 1.0 or (thing != "" and other.about.get(thing, 0.0) >= 1.0)
        found.append(Pair(own, other, span, _fit(shared[place], other, relation, sought), relation, named, place))
    return found


def _fit(shared: float, other: Proposition, relation: int, sought: _Sought) -> float:
    if sought.rare:
        firm = _SAME if relation else min(1.0, other.about.get(sought.key, 0.0)) * _NAMED
        shared += firm * sought.rare
    return shared / sought.whole if sought.whole else 0.0


def refitted(row: Sequence[Pair], apart: frozenset[str], spans: Sequence[Reading]) -> list[float]:
    """Return how much the pairs of one proposition speak of the same without the words of `apart`."""
    own = row[0].own
    if apart.isdisjoint(own.about):
        return [pair.fit for pair in row]
    held = _held(tuple(spans))
    sought = _sought(own, held, apart)
    shared = _shared(sought, held)
    return [_fit(shared[pair.place], pair.other, pair.relation, sought) for pair in row]


@lru_cache(maxsize=1 << 15)
def _relation(one: str, thing: str, two: str, other_thing: str) -> int:
    """Relate two verbs, each with what it acts on."""
    if one == two and (thing == other_thing or WHETHER in (thing, other_thing)):
        return 1
    if (one in GRANTING and two in REFUSING) or (one in REFUSING and two in GRANTING):
        return -1  # whatever was asked for
    if (thing in OPERATORS) != (other_thing in OPERATORS):
        return 0  # how likely it is goes up, not the thing
    if one in _OCCURRING and two in _OCCURRING and not same(thing, other_thing):
        return 0  # "불이 났다", "피해는 없었다"
    if two in ANTONYMS.get(one, ()):
        return -1
    if (one == "올리" and thing in _EARNED) != (two == "올리" and other_thing in _EARNED):
        return 0  # "수익을 올렸다"
    if same(one, two) or same(thing, two) or same(other_thing, one):
        return 1
    ways, others = _directions(one, thing), _directions(two, other_thing)
    if turn := ways.get(0, 0) * others.get(0, 0):
        return turn
    return -any(sign * others.get(axis, 0) < 0 for axis, sign in ways.items())


def one_deed(own: Proposition, other: Proposition) -> bool:
    """Say whether both tell of one deed: the same verb, or a verb and the noun for it (``늘리``, ``확대를 요구``)."""
    one, two = own.word.key, other.word.key
    return same(one, two) or same(own.thing, two) or same(other.thing, one)


def same(one: str, other: str) -> bool:
    """Say whether two keys are one word, or words for the same; an empty one is none."""
    return one != "" and (one == other or (one not in LIGHT and other in alike(one)))


@lru_cache(maxsize=4096)
def _directions(verb: str, thing: str) -> Mapping[int, int]:
    """Return on which side of which axis a verb stands, or the noun that a light verb carries (``증가세를 이어가``)."""
    own = SIDES.get(verb, _NOWHERE)
    return {**SIDES.get(thing, _NOWHERE), **own} if verb in LIGHT or verb in _CARRYING else own


def both_ways(spans: Iterable[Reading]) -> bool:
    """Say whether the spans tell of rising and of falling: then a word of either is no evidence by itself."""
    keys = frozenset().union(*(span.keys for span in spans))
    return not keys.isdisjoint(UP) and not keys.isdisjoint(DOWN)
