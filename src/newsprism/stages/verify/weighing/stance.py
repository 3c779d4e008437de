"""Who is for a thing and who is against it: a party that welcomes it in the sentence may not oppose it in the spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.weighing.holders import holder
from newsprism.stages.verify.weighing.parties import Party, same_party

_FOR = frozenset(
    "찬성 환영 반기 지지 동의 찬동 옹호 두둔 반색 손뼉 안도 호평 공감 만족 흡족 기뻐 긍정 칭찬 반갑".split()
)
_AGAINST = frozenset(
    """
    반대 반발 규탄 성토 항의 결사반대 반기들 맞서 비판 비난 난색 실망 유감 불만 혹평 부정 분통 아쉬워 안타까워 실망감 아쉽 안타깝 못마땅
    아쉬움 불쾌감 반감 거부감
    """.split()
)
_STANCES = _FOR | _AGAINST


@lru_cache(maxsize=4096)
def _stances(reading: Reading) -> tuple[tuple[Party, bool, bool], ...]:
    """Return each party that takes a stance, whether it is for the thing, and whether it says so (``찬성한다``, not ``찬성 9표``)."""
    return tuple(_found(reading)) if not _STANCES.isdisjoint(reading.keys) else ()


def _found(reading: Reading) -> Iterator[tuple[Party, bool, bool]]:
    for word in reading.words:
        if word.key in _STANCES:
            held = holder(reading, word.index, word.start)
            who = (held.speaker,) if held.speaker else held.actors[-1:]
            for party in who:
                yield party, (word.key in _FOR) != word.negated, word.predicate


def other_stance(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return who is for a thing in the sentence and only against one in the spans, or the other way round; empty for nobody."""
    for party, favours, says in _stances(claim):
        if not says or not party.core:
            continue
        held = [sign for span in spans for other, sign, _ in _stances(span) if other.core and same_party(party, other)]
        if held and favours not in held:
            return party.printed
    return ""
