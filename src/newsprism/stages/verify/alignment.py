"""Which proposition of its spans a proposition of the sentence tells of.

Two speak of the same as far as they share words, each weighed by how few sentences of the spans have it: then a predicate
that is not found is no evidence of anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.levels import OPERATORS, WHETHER
from newsprism.stages.verify.lexicon import ANTONYMS, LIGHT
from newsprism.stages.verify.propositions import Proposition, propositions
from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.speech import ranges
from newsprism.stages.verify.thesaurus import alike

_NEW, _PRINTED, _HEAD = 0.25, 0.7, 0.7
"""What a word counts that no span has, or only as a part of another word; how firmly a predicate is spoken of."""
_SAME, _NAMED = 0.9, 0.7
_MOST_OWN, _MOST_OTHERS = 24, 160  # propositions of a sentence and of its spans that are compared
_UP = frozenset(
    """
    오르 상승 높아지 올라가 늘 증가 늘어나 불어나 커지 많아지 뛰 치솟 급등 반등 급증 올리 인상 높이 끌어올리 늘리 확대 넓히 키우 상향 가팔라지 거세지
    강화 증액 증원 가속 빨라지 개선 회복 성장 좋아지 나아지 호전 살아나 되살아나 강세 오름세 상승세 증가세
    폭등 폭증 증산 증설 확장 활발 활성 까다롭 까다로워지 엄격 길어지
    """.split()
)
"""Words of rising."""
_DOWN = frozenset(
    """
    내리 하락 낮아지 내려가 떨어지 줄 감소 줄어들 작아지 적어지 급락 급감 낮추 인하 끌어내리 줄이 축소 좁히 깎 하향 완화 감액 감원
    둔화 느려지 악화 침체 위축 나빠지 식 꺾이 약세 내림세 하락세 감소세 조정 미루 늦추 폭락 감산 감축 단축 삭감 후퇴
    역성장 떨어뜨리 깎이 면제 수축 느슨 짧아지 뒷걸음 뒷걸음질 뒷걸음치
    """.split()
)
"""Words of falling."""
MOVING = _UP | _DOWN
"""Words of rising and of falling."""
_EARNED = frozenset("수익 수익률 이익 매출 성과 실적 득점 점수 개가 소득 영업이익 순이익 승 기록".split())
"""What is earned, not raised, by the verb 올리."""
_ABOVE = frozenset("웃돌 넘 상회 초과 넘어서 돌파 앞서 높".split())
_BELOW = frozenset("밑돌 하회 미달 못미치 그치 밑도 뒤지 낮".split())
"""Words that set a value above or below another one; what rises may still lie below."""
_LASTING = frozenset("유지 남 계속 지속 존속 존치".split())
_ENDING = frozenset("사라지 없어지 폐지 끝나 종료 소멸 중단 해제 폐기".split())
"""Words for what goes on, and for what comes to an end."""
_GRANTING = frozenset("인용 받아들이 받아들여지 수용 승인 허용 허가 가결 통과 확정".split())
_REFUSING = frozenset("기각 각하 거부 거절 반려 불허 부결 파기 깨뜨리 깨 뒤집 뒤집히 물리치 퇴짜".split())
"""Words for a request, a bill or a judgment that is granted, and that is refused."""
_GOOD = frozenset("양호 호조 견조 탄탄 순조 우수 활발".split())
_BAD = frozenset("부진 저조 악화 침체 미흡 불량 열악 둔화".split())
"""Words for what goes well, and badly."""
_AXES = ((_UP, _DOWN), (_ABOVE, _BELOW), (_LASTING, _ENDING), (_GRANTING, _REFUSING), (_GOOD, _BAD))
_CARRYING = frozenset(
    """
    잇 이어가 이어지 보이 기록 나타내 받 지속 유지 계속 접어들 돌아서 들어서 그리 내주
    """.split()
)
_OCCURRING = frozenset(
    """
    나 나오 나타나 발생 생기 일어나 있 없 벌어지
    """.split()
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposition of the sentence beside one of `span`.

    `fit` is how much they speak of the same, from 0 to 1; `relation` 1 for the same predicate, -1 for its opposite, else 0;
    `named` says that the span's speaks of the predicate of the sentence, or of its object.
    """

    own: Proposition
    other: Proposition
    span: Reading
    fit: float
    relation: int
    named: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word to be looked for: its key, how firmly the sentence speaks of it, words for the same, and how rare they are."""

    key: str
    weight: float
    others: tuple[str, ...]
    rarity: float
    printed: bool


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a proposition speaks of: the words that the spans have, what all of its words weigh, and its predicate.

    `rare` is how rare the predicate is; 0 for one that says nothing by itself.
    """

    words: tuple[_Wanted, ...]
    whole: float
    key: str
    rare: float


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What spans hold: how rare each key is, and all that they print. Two are the same only as objects."""

    rarity: Mapping[str, float]
    squeezed: str


def pairs(claim: Reading, spans: Sequence[Reading]) -> list[list[Pair]]:
    """Return for each proposition of the sentence its pairs, best fit first; none without a pair."""
    held = _held(tuple(spans))
    others = _likely(claim, spans)
    found = []
    for own in propositions(claim)[:_MOST_OWN] if others else ():
        sought = _sought(own, held)
        row = [_pair(own, other, span, sought) for span, other in others]
        found.append(sorted(row, key=lambda pair: -pair.fit))
    return found


def _likely(claim: Reading, spans: Sequence[Reading]) -> list[tuple[Reading, Proposition]]:
    """Return the propositions of the spans, of many those that share most words with the sentence."""
    found = [(span, other) for span in spans for other in propositions(span)]
    if len(found) > _MOST_OTHERS:
        found.sort(key=lambda one: -len(claim.keys & one[1].about.keys()))
    return found[:_MOST_OTHERS]


@lru_cache(maxsize=2048)
def _held(spans: tuple[Reading, ...]) -> _Held:
    """Return what the spans hold; a key is as rare as 1 through the number of sentences that have it."""
    counts: Counter[str] = Counter()
    for span in spans:
        for first, last in ranges(span):
            counts.update({word.key for word in span.words[span.word_at(first) : span.word_at(last)]})
    # No key has a line break in it, so that none reaches from one span into the next.
    return _Held({key: 1 / count for key, count in counts.items()}, "\n".join(span.squeezed for span in spans))


def _sought(own: Proposition, held: _Held, apart: frozenset[str] = frozenset()) -> _Sought:
    """Return what a proposition speaks of but for the words of `apart`."""
    words: list[_Wanted] = []
    whole = 0.0
    for key, weight in own.about.items():
        if key not in apart:
            others, rarity, printed = _found(key, held)
            whole += weight * (rarity or _NEW)
            if rarity:
                words.append(_Wanted(key, weight, others, rarity, printed))
    key, rare = own.word.key, 0.0
    if key not in LIGHT and key not in OPERATORS:
        others, rarity, _ = _found(key, held)
        rare = (rarity if others else 0.0) or _NEW
    return _Sought(tuple(words), whole + rare, key, rare)


@lru_cache(maxsize=1 << 15)
def _found(key: str, held: _Held) -> tuple[tuple[str, ...], float, bool]:
    """Return which words for the key the spans have, how rare the rarest is, and whether they print the key, maybe in another word."""
    others = tuple([k for k in (key, *alike(key)) if k in held.rarity])
    printed = len(key) > 1 and key in held.squeezed
    return others, max((held.rarity[k] for k in others), default=_PRINTED * printed), printed


def _pair(own: Proposition, other: Proposition, span: Reading, sought: _Sought) -> Pair:
    relation, about = relation_of(own, other), other.about
    named = about.get(own.word.key, 0.0) >= 1.0 or (own.thing != "" and about.get(own.thing, 0.0) >= 1.0)
    return Pair(own, other, span, _fit(other, relation, sought), relation, named)


def _fit(other: Proposition, relation: int, sought: _Sought) -> float:
    shared = 0.0
    about, head = other.about, other.word.key
    for word in sought.words:
        held = 0.0
        for key in word.others:
            firm = _HEAD if key == head else about.get(key, 0.0)
            if firm > held:
                held = firm
        if held < 1 and word.printed and word.key in other.surface:
            held = 1.0
        shared += (held if held < word.weight else word.weight) * word.rarity
    if sought.rare:
        firm = abs(relation) * _SAME or min(1.0, about.get(sought.key, 0.0)) * _NAMED
        shared += firm * sought.rare
    return shared / sought.whole if sought.whole else 0.0


def refitted(row: Sequence[Pair], apart: frozenset[str], spans: Sequence[Reading]) -> list[float]:
    """Return how much the pairs of one proposition speak of the same without the words of `apart`."""
    own = row[0].own
    if apart.isdisjoint(own.about):
        return [pair.fit for pair in row]
    sought = _sought(own, _held(tuple(spans)), apart)
    return [_fit(pair.other, pair.relation, sought) for pair in row]


def relation_of(own: Proposition, other: Proposition) -> int:
    """Return 1 when both predicates (or what they act on) are the same, -1 when they are opposites, else 0."""
    return _relation(own.word.key, own.thing, other.word.key, other.thing)


@lru_cache(maxsize=1 << 15)
def _relation(one: str, thing: str, two: str, other_thing: str) -> int:
    """Relate two verbs, each with what it acts on."""
    if one == two and (thing == other_thing or WHETHER in (thing, other_thing)):
        return 1
    if (one in _GRANTING and two in _REFUSING) or (one in _REFUSING and two in _GRANTING):
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
    if turn := ways[0] * others[0]:
        return turn
    return -any(way * other < 0 for way, other in zip(ways, others, strict=True))


def one_deed(own: Proposition, other: Proposition) -> bool:
    """Say whether both tell of one deed: the same verb, or a verb and the noun for it (``늘리``, ``확대를 요구``)."""
    one, two = own.word.key, other.word.key
    return same(one, two) or same(own.thing, two) or same(other.thing, one)


def same(one: str, other: str) -> bool:
    """Say whether two keys are one word, or words for the same; an empty one is none."""
    return one != "" and (one == other or (one not in LIGHT and other in alike(one)))


@lru_cache(maxsize=4096)
def _directions(verb: str, thing: str) -> tuple[int, ...]:
    """Return for each axis 1 for a word of one side (rising), -1 for one of the other, also of the noun that a light verb carries (``증가세를 이어가``)."""
    carries = verb in LIGHT or verb in _CARRYING
    keys = (thing if carries and verb not in one and verb not in other else verb for one, other in _AXES)
    return tuple([(key in one) - (key in other) for key, (one, other) in zip(keys, _AXES, strict=True)])


def both_ways(spans: Iterable[Reading]) -> bool:
    """Say whether the spans tell of rising and of falling: then a word of either is no evidence by itself."""
    keys = frozenset().union(*(span.keys for span in spans))
    return not keys.isdisjoint(_UP) and not keys.isdisjoint(_DOWN)
