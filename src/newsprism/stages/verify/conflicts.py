"""How the propositions of a sentence conflict with those of its spans: as margins from 0 to 1.

A conflict counts as far as it fits better than what says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsprism.stages.verify.alignment import Pair, one_deed, same
from newsprism.stages.verify.levels import OPERATORS, PLANNING, SETTLING, WANTING, WHETHER, Level
from newsprism.stages.verify.lexicon import LIGHT
from newsprism.stages.verify.propositions import Proposition
from newsprism.stages.verify.reading import Reading

_Grades = Mapping[tuple[Level, Level], float]
_OVER = {
    (Level.DONE, Level.SETTLED): 0.6, (Level.DONE, Level.PLANNED): 1.0, (Level.DONE, Level.WEIGHED): 1.0,
    (Level.DONE, Level.SUPPOSED): 0.9, (Level.SETTLED, Level.WEIGHED): 1.0, (Level.SETTLED, Level.SUPPOSED): 0.6,
    (Level.PLANNED, Level.WEIGHED): 0.5, (Level.SETTLED, Level.PLANNED): 0.15,
}  # fmt: skip
_UNDER = {
    (Level.WEIGHED, Level.DONE): 1.0, (Level.WEIGHED, Level.SETTLED): 1.0, (Level.WEIGHED, Level.PLANNED): 0.5,
    (Level.PLANNED, Level.DONE): 0.8, (Level.SUPPOSED, Level.DONE): 0.7, (Level.SETTLED, Level.DONE): 0.2,
    (Level.SUPPOSED, Level.SETTLED): 0.2,
}  # fmt: skip


_AGREES = 0.3  # a conflict of lower grade is none
_UNDOING = frozenset(
    """
    빠지 누락 부재 어려워지 힘들어지 거부 거절 마다 실패 무산 부인 포기 금지 불발 결렬 철회 취소 중단 반대 기각 부결 막 차단 배제 제외 불허 어렵 힘들 불가능 파기 해제 없
    불참 늦 늦어지 지연
    """.split()
)
"""Verbs that undo what they act on."""
_TOLD, _NAMED, _SAME_WORD, _BETTER = 0.2, 0.1, 0.4, 0.1


def modality(rows: Sequence[Sequence[Pair]]) -> tuple[float, float]:
    """Return how far the sentence goes beyond its spans, and how far it stays behind them."""
    return _worst(rows, _OVER), _worst(rows, _UNDER)


def _worst(rows: Sequence[Sequence[Pair]], grades: _Grades) -> float:
    return max((_margin(row, grades) for row in rows if _compared(row[0].own, grades)), default=0.0)


def _compared(own: Proposition, grades: _Grades) -> bool:
    """Say whether it commits itself so that it can go too far, or stay behind."""
    if not own.main or own.level is Level.UNKNOWN or own.negated or own.conditional or own.word.kind == "number":
        return False
    wished = own.word.key in WANTING or (own.word.key in PLANNING and not own.word.predicate)
    return not (grades is _UNDER and wished)


def _margin(row: Sequence[Pair], grades: _Grades) -> float:
    own = row[0].own
    if own.word.key in OPERATORS and any(
        p.fit > _TOLD and (p.other.level is own.level or p.other.about.get(own.word.key, 0.0) >= 1.0) for p in row
    ):
        return 0.0  # it is weighed there as well
    known = [p for p in row if p.other.level is not Level.UNKNOWN and not p.other.negated]
    less = own.level in (Level.PLANNED, Level.SUPPOSED) and own.word.key not in OPERATORS
    # What something is, or that it is expected, is set only against the same word.
    alike = not own.event or (grades is _UNDER and less)
    known = [p for p in known if (p.relation > 0 if alike else p.other.event)]
    if own.level is not Level.DONE:
        known = [p for p in known if not p.other.conditional]
    graded = [(p.fit, _grade(p, grades)) for p in _nearest(own, known)]
    against = max((fit * grade for fit, grade in graded), default=0.0)
    agree = max((fit for fit, grade in graded if grade < _AGREES), default=0.0)
    return max(0.0, against - agree)


def _grade(pair: Pair, grades: _Grades) -> float:
    if pair.own.level is Level.DONE and pair.other.ahead and grades is _OVER:
        return 1.0
    if pair.relation > 0 and {pair.own.word.key, pair.other.word.key} & SETTLING and pair.own.level is Level.DONE:
        return 0.0
    level = pair.own.level
    if pair.own.word.key in SETTLING and pair.own.word.tense == "past" and pair.other.level <= Level.PLANNED:
        level = Level.DONE  # "확정했다": what was decided is over, where it was only planned
    told = pair.other.level
    decides = {pair.own.thing, pair.own.word.key} & (SETTLING | {WHETHER, "정하"})
    if pair.other.thing == WHETHER and not decides and pair.own.word.key != pair.other.word.key:
        told = Level.WEIGHED  # that somebody will decide whether to do it
    return grades.get((level, told), 0.0)


def _nearest(own: Proposition, row: Sequence[Pair]) -> Sequence[Pair]:
    """Return the pairs that tell: those of the same predicate, else those that name it, else all."""
    if own.word.key in OPERATORS:
        return row
    told = [p for p in row if p.relation and p.fit > _TOLD]
    alike = [p for p in told if one_deed(own, p.other)]
    return alike or [p for p in told if p.named] or [p for p in row if p.named and p.fit > _NAMED] or row


def polarity(rows: Sequence[Sequence[Pair]]) -> float:
    """Return how clearly the sentence says the contrary of its spans, by the same or opposite words."""
    return max(map(_contrary, rows), default=0.0)


def _contrary(row: Sequence[Pair]) -> float:
    scored = [(pair, _contrast(pair)) for pair in row if pair.other.conditional == row[0].own.conditional]
    against = max((pair.fit for pair, sign in scored if sign < 0), default=0.0)
    agree = max((pair.fit for pair, sign in scored if sign > 0), default=0.0)
    agree = max(agree, max((pair.fit for pair, sign in scored if not sign and _named_there(pair)), default=0.0))
    if agree and any(_told_alike(pair) for pair in row):
        agree += _SAME_WORD
    # One that fits clearly better and is denied, or not, just so may say it in words that are not known.
    unknown = max(
        (pair.fit for pair, sign in scored if not sign and pair.own.negated == pair.other.negated), default=0.0
    )
    if unknown > against + _BETTER:
        agree = max(agree, unknown)
    return max(0.0, against - agree)


def distributed(claim: Reading, rows: Sequence[Sequence[Pair]]) -> float:
    """Return how clearly one of several things of which the sentence says the same does the contrary: ``매출과 이익이 늘었다``."""
    joined = _joined(claim)
    worst = 0.0
    for row in rows if joined else ():
        for key in joined:
            if row[0].own.about.get(key, 0.0) < 1.0:
                continue
            signs = [(_contrast(pair), pair.fit) for pair in row if pair.other.about.get(key, 0.0) >= 1.0]
            against = max((fit for sign, fit in signs if sign < 0), default=0.0)
            if not any(sign > 0 for sign, _ in signs):
                worst = max(worst, against)
    return worst


def _joined(claim: Reading) -> frozenset[str]:
    """Return the keys of the nouns that 과 or 와 joins, where the sentence says something of both."""
    found: set[str] = set()
    for index, morpheme in enumerate(claim.morphemes):
        following = claim.morphemes[index + 1] if index + 1 < len(claim.morphemes) else None
        pairs_up = morpheme.tag == "JC" and claim.morphemes[index - 1].tag in ("NNG", "NNP", "XSN")
        if pairs_up and following is not None and following.tag in ("NNG", "NNP"):
            place = claim.word_at(index)
            last = claim.word_at(min(len(claim.morphemes) - 1, index + 4))
            found.update(word.key for word in claim.words[max(0, place - 1) : last] if word.tag.startswith("N"))
    return frozenset(found)


def _named_there(pair: Pair) -> bool:
    """Say whether the span names the deed as it is (``동결 방침을 세웠다``), and undoes nothing."""
    own, other = pair.own, pair.other
    named = own.word.key not in LIGHT and other.about.get(own.word.key, 0.0) >= 1.0
    return named and own.negated == other.negated and other.word.key not in _UNDOING


def _told_alike(pair: Pair) -> bool:
    own, other = pair.own, pair.other
    return pair.fit > _TOLD and own.word.key == other.word.key and own.negated == other.negated


def _contrast(pair: Pair) -> int:
    """Return 1 when both say the same, -1 when they say the contrary, 0 when neither is known."""
    own, other = pair.own, pair.other
    relation, flipped = pair.relation, own.negated != other.negated
    if own.before != other.before:
        return 0  # "나오기 전에는", "나오지 않으면"
    undone = own.level is Level.DONE or (own.level is Level.SETTLED and own.word.key in SETTLING)
    if own.negated and undone and (other.ahead or Level.UNKNOWN < other.level < Level.SETTLED):
        return 0  # what is only planned has not happened yet
    if relation > 0 and not same(own.word.key, other.word.key):
        # One of the two verbs may undo what the other one does: "유치가 무산됐다", "유치했다".
        flipped ^= _undone_by(own, other) != _undone_by(other, own)
    elif not relation and (own.main or own.level is Level.SUPPOSED) and own.thing and same(own.thing, other.thing):
        ones, others = own.word.key in _UNDOING, other.word.key in _UNDOING
        relation = int(ones or others or own.word.key in LIGHT or other.word.key in LIGHT)
        flipped ^= ones != others
    if not relation:
        return 0
    return -relation if flipped else relation


def _undone_by(one: Proposition, other: Proposition) -> bool:
    """Say whether `one` undoes what `other` does."""
    return (
        one.word.key in _UNDOING
        and one.thing != ""
        and (same(one.thing, other.word.key) or same(one.thing, other.thing))
    )
