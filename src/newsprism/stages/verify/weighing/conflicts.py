"""How the propositions of a sentence conflict with those of its spans: as margins from 0 to 1.

A conflict counts as far as it fits better than what says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from newsprism.stages.verify.reading import Reading, squeezed
from newsprism.stages.verify.reading.levels import OPERATORS, PLANNING, SETTLING, WANTING, WHETHER, Level
from newsprism.stages.verify.reading.propositions import Proposition
from newsprism.stages.verify.weighing.alignment import Pair, one_deed, same
from newsprism.stages.verify.weighing.holders import holder
from newsprism.stages.verify.weighing.parties import same_party
from newsprism.stages.verify.weighing.sides import other_side
from newsprism.stages.verify.words.axes import MOVING
from newsprism.stages.verify.words.lexicon import ATTITUDES, DECIDING, LIGHT
from newsprism.stages.verify.words.thesaurus import alike

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
_AS_GOOD = 0.65  # share of the best fit that one of the same predicate must reach to be the one that is told


Near = Literal["", "_near", "_far"]
"""How a conflict was found: with the same predicate, with one that names it or its object, with what only speaks of the same."""


def modality(rows: Sequence[Sequence[Pair]]) -> Mapping[str, float]:
    """Return how far the sentence goes beyond its spans, and how far it stays behind them, by the names of the facts."""
    found: dict[str, float] = {}
    for name, grades in (("beyond", _OVER), ("behind", _UNDER)):
        for row in rows:
            if _compared(row[0].own, grades):
                margin, near = _margin(row, grades)
                found[name + near] = max(margin, found.get(name + near, 0.0))
    return found


def _compared(own: Proposition, grades: _Grades) -> bool:
    """Say whether it commits itself so that it can go too far, or stay behind."""
    if not own.main or own.level is Level.UNKNOWN or own.negated or own.conditional or own.word.kind == "number":
        return False
    if own.word.key in ATTITUDES:
        return False
    wished = own.word.key in WANTING or (own.word.key in PLANNING and not own.word.predicate)
    return not (grades is _UNDER and wished)


def _margin(row: Sequence[Pair], grades: _Grades) -> tuple[float, Near]:
    own = row[0].own
    if own.word.key in OPERATORS and any(
        p.fit > _TOLD and (p.other.level is own.level or p.other.about.get(own.word.key, 0.0) >= 1.0) for p in row
    ):
        return 0.0, ""  # it is weighed there as well
    if own.word.key in OPERATORS and any(p.fit > _TOLD and own.level in _levels_named(p.other.sentence) for p in row):
        return 0.0, ""  # "전망치를 올렸다", "1.9%로 내다봤다"
    known = [p for p in row if p.other.level is not Level.UNKNOWN and not p.other.negated]
    less = own.level in (Level.PLANNED, Level.SUPPOSED) and own.word.key not in OPERATORS
    # What something is, or that it is expected, is set only against the same word.
    alike = not own.event or (grades is _UNDER and less)
    best = max(p.fit for p in row)
    known = [p for p in known if (p.relation > 0 and p.fit > _AS_GOOD * best if alike else p.other.event)]
    if own.level is not Level.DONE and not _decided(own):
        known = [p for p in known if not p.other.conditional]
    nearest, near = _nearest(own, known, best)
    graded = [(p.fit, _grade(p, grades)) for p in nearest]
    against = max((fit * grade for fit, grade in graded), default=0.0)
    agree = max((fit for fit, grade in graded if grade < _AGREES), default=0.0)
    return max(0.0, against - agree), near


@lru_cache(maxsize=4096)
def _levels_named(sentence: str) -> frozenset[Level]:
    """Return the levels whose nouns or verbs a sentence without blanks prints, in whatever word."""
    return frozenset(level for level, words in _NAMING if any(word in sentence for word in words))


_NAMING = (
    (Level.SUPPOSED, ("전망", "예상", "예측", "추정", "추산", "추계", "관측", "내다봤", "내다본")),
    (Level.PLANNED, ("계획", "방침", "목표", "예정", "구상")),
)


def _grade(pair: Pair, grades: _Grades) -> float:
    if pair.own.level is Level.DONE and pair.other.ahead and grades is _OVER:
        return 1.0
    if pair.relation > 0 and {pair.own.word.key, pair.other.word.key} & SETTLING and pair.own.level is Level.DONE:
        return 0.0
    level = pair.own.level
    if level is Level.DONE and grades is _OVER and not pair.own.event and pair.own.word.tense != "past":
        level = Level.SETTLED  # "그대로다"
    if _decided(pair.own) and pair.other.level <= Level.PLANNED:
        level = Level.DONE  # "확정했다": what was decided is over, where it was only planned
    told = pair.other.level
    decides = {pair.own.thing, pair.own.word.key} & (SETTLING | {WHETHER, "정하"})
    if pair.own.thing in SETTLING and WHETHER in (pair.other.thing, pair.other.word.key):
        return 0.0  # "증설 여부를 결정하겠다", "증설 여부에 대한 결정을 내리겠다"
    if pair.other.thing == WHETHER and not decides and pair.own.word.key != pair.other.word.key:
        told = Level.WEIGHED  # that somebody will decide whether to do it
    return grades.get((level, told), 0.0)


def _decided(own: Proposition) -> bool:
    return own.word.key in SETTLING and own.word.tense == "past"


def _nearest(own: Proposition, row: Sequence[Pair], best: float) -> tuple[Sequence[Pair], Near]:
    """Return the pairs that tell: those of the same predicate, else those that name it, else all."""
    if own.word.key in OPERATORS:
        return row, "" if any(p.relation > 0 and p.fit > _AS_GOOD * best for p in row) else "_far"
    exact = [
        p for p in row if p.fit > _TOLD and p.own.word.key == p.other.word.key and p.own.thing == p.other.thing != ""
    ]
    if exact:
        return exact, ""
    told = [p for p in row if p.relation and p.fit > max(_TOLD, _AS_GOOD * best)]
    alike = [p for p in told if one_deed(own, p.other)]
    if alike:
        return alike, ""
    named = [p for p in told if p.named] or [p for p in row if p.named and p.fit > _NAMED]
    return (named, "_near") if named else (row, "_far")


def polarity(claim: Reading, rows: Sequence[Sequence[Pair]]) -> float:
    """Return how clearly the sentence says the contrary of its spans, by the same or opposite words.

    That another one says the contrary is no contradiction.
    """
    return max((_contrary(claim, row) for row in rows), default=0.0)


def _contrary(claim: Reading, row: Sequence[Pair]) -> float:
    scored = [(pair, _contrast(pair)) for pair in row if pair.other.conditional == row[0].own.conditional]
    scored = _of_the_same(row[0].own, scored)
    against = max((pair.fit for pair, sign in scored if sign < 0 and not _of_another(claim, pair)), default=0.0)
    agree = max((pair.fit for pair, sign in scored if sign > 0 and not _only_supposed(pair)), default=0.0)
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


def _only_supposed(pair: Pair) -> bool:
    """Say whether the sentence tells as done what the span only expects: nothing that has happened agrees with it."""
    return pair.own.level is Level.DONE and Level.UNKNOWN < pair.other.level < Level.SETTLED


def _of_the_same(own: Proposition, scored: list[tuple[Pair, int]]) -> list[tuple[Pair, int]]:
    """Leave out that it rises likewise, where how fast it rises changes the other way: ``0.2% 올랐다``, ``오름폭이 줄었다``."""
    if own.word.key not in MOVING or own.level is Level.UNKNOWN or not _of_speed(own):
        return scored
    if not any(sign < 0 and _of_speed(pair.other) for pair, sign in scored):
        return scored
    return [(pair, sign) for pair, sign in scored if sign < 0 or _of_speed(pair.other)]


def _of_another(claim: Reading, pair: Pair) -> bool:
    """Say whether two speakers say it, each one his own, or two who act tell the two sides of one deed."""
    mine = holder(claim, pair.own.word.index, pair.own.word.start)
    theirs = holder(pair.span, pair.other.word.index, pair.other.word.start)
    one, other = mine.speaker, theirs.speaker
    if one is not None and other is not None and not same_party(one, other):
        return True
    return other_side(claim, pair.own.word, pair.span, pair.other.word)  # "A가 호텔을 팔았다", "B가 호텔을 샀다"


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
    if not pair.relation and not (own.thing and same(own.thing, other.thing)) and not (own.negated or other.negated):
        return 0
    relation, flipped = pair.relation, own.negated != other.negated
    weighed = own.level in (Level.WEIGHED, Level.PLANNED, Level.SUPPOSED) and own.word.key not in OPERATORS
    if flipped and weighed and other.word.key in OPERATORS:
        return 0  # what is denied is that it is planned, and the plan is compared by itself
    if relation < 0 and own.level is Level.DONE and Level.UNKNOWN < other.level < Level.SETTLED:
        return 0  # it was frozen so far, and a rise is looked into
    if own.negated and {own.word.key, other.word.key} <= DECIDING and other.word.tense != "past":
        return 0  # "시기는 확정되지 않았다", "시기를 정하기로 했다"
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
    if _steady(own, other) or _steady(other, own):
        return 1
    carried = same(own.thing, other.thing) or same(own.thing, other.word.key)
    if not relation or (own.word.key in LIGHT and not carried):
        return 0
    sign = -relation if flipped else relation
    return sign if sign > 0 or _of_one_matter(own, other) else 0


def _steady(one: Proposition, other: Proposition) -> bool:
    """Say whether `one` denies that it moves and `other` says that it stays: ``오르지 않고``, ``900원을 유지한다``."""
    return one.negated and one.word.key in MOVING and other.word.key in _STAYING and not other.negated


_STAYING = frozenset("유지 동결 그대로 보합 묶 남 머무르".split())
_MEASURED = ("률", "율", "폭", "세", "속도", "기울기")
"""How words end for how fast something rises or falls: that is another thing than what rises."""


def _of_one_matter(own: Proposition, other: Proposition) -> bool:
    """Say whether both tell of one thing: the subject or object of the one stands in the sentence of the other."""
    if _of_speed(own) != _of_speed(other):
        return not own.printed
    return not own.matter or own.matter in MOVING or _speaks_of(other, own.matter, own.printed)


def _of_speed(one: Proposition) -> bool:
    """Say whether it tells how fast something rises, not that it does: ``상승 폭이 줄었다``, not ``증가세를 이어갔다``."""
    return one.printed.endswith(_MEASURED) and (not one.printed.endswith("세") or one.word.key in MOVING)


def _speaks_of(one: Proposition, matter: str, printed: str) -> bool:
    if matter in one.about or same(matter, one.word.key) or squeezed(printed) in one.sentence:
        return True
    return any(other in one.about for other in alike(matter))


def _undone_by(one: Proposition, other: Proposition) -> bool:
    """Say whether `one` undoes what `other` does."""
    return (
        one.word.key in _UNDOING
        and one.thing != ""
        and (same(one.thing, other.word.key) or same(one.thing, other.thing))
    )
