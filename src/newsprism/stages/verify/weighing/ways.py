"""Which way a value goes: one that rises, is earned or is bought in the sentence may not fall, be lost or be sold in the spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.words.axes import LESS, MORE
from newsprism.stages.verify.words.lexicon import ANTONYMS, CONVERSES, LIGHT
from newsprism.stages.verify.words.thesaurus import alike
from newsprism.text.ko.numbers import Quantity, same

_MORE = MORE | frozenset("더 새로 추가 얻 유치 모으 들어오 몰리 가입 순증 신설 확충 증편 뽑 채용 짓".split())
_LESS = LESS | frozenset("덜 잃 빠져나가 이탈 떠나 순감 정리 닫 없애 철수 내보내 해고 감편 탈퇴".split())
"""The same of what is counted: who comes or is won, who goes or is lost."""
_ADVERBS = frozenset(("더", "덜", "새로"))
_GAIN = frozenset("이익 영업이익 순이익 흑자 수익 순매수 매수 순유입 유입".split())
_LOSS = frozenset("손실 영업손실 순손실 적자 순매도 매도 순유출 유출".split())
_EARNED = _GAIN | _LOSS
_TIME = frozenset("년 개월 월 주 일 시간 분 초 회 번 차례".split())
"""Units of what lasts: beside them stands what begins as well as what ends."""
_FAR, _WORDS = 30, 4  # characters and words behind a value in which it is told what becomes of it
_BESIDE = 2  # characters between a value and the noun before it that names it
_STARTS = re.compile(r"\s?(?:보다|에서|만에|이던|였던|이었던|이다|였다|이었다|부터|당|마다)")
"""Behind a value from which something else moves, or of which nothing else is told."""
_ITS_OWN = re.compile(r"\s?[을를]")
_LEVEL = re.compile(r"\s?[가-힣]{0,2}(?:으로|로)(?![가-힣])")
_MIRRORED = re.compile(r"환율|화 가치|채권 ?(?:값|가격|금리|수익률)|국채")
"""Where the one rises as the other falls."""


@dataclass(frozen=True, slots=True)
class _Way:
    """What becomes of a value: the `word`, with what it is compared (``전달보다``), and whether the value is where it comes to (``3%로``)."""

    word: Word
    than: str = ""
    level: bool = False


def turned(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return the word of the sentence by which a value goes the other way than wherever the spans print it; empty for none."""
    if not claim.quantities:
        return ""
    for quantity, ways in _ways(claim):
        signs = [(_sign(one, two, quantity), one) for one in ways for two in _held(quantity, spans)]
        if any(sign < 0 for sign, _ in signs) and not any(sign > 0 for sign, _ in signs):
            word = next(one.word for sign, one in signs if sign < 0)
            if word.key in _EARNED or not _MIRRORED.search(claim.text):
                return f"{quantity.text} {word.eojeol}"
    return ""


def _held(quantity: Quantity, spans: Sequence[Reading]) -> list[_Way]:
    return [way for span in spans for other, ways in _ways(span) if same(quantity, other) for way in ways]


@lru_cache(maxsize=4096)
def _ways(reading: Reading) -> tuple[tuple[Quantity, tuple[_Way, ...]], ...]:
    """Return for each value of a text the words that tell what becomes of it."""
    found = [(q, tuple(_told(reading, place))) for place, q in enumerate(reading.quantities)]
    return tuple((quantity, ways) for quantity, ways in found if ways)


def _told(reading: Reading, place: int) -> Iterator[_Way]:
    quantity = reading.quantities[place]
    first = next((i for i, w in enumerate(reading.words) if w.start >= quantity.end), len(reading.words))
    before = next((w for w in reversed(reading.words[:first]) if w.end <= quantity.start), None)
    if before is not None and before.key in _EARNED and quantity.start - before.end <= _BESIDE:
        yield _Way(before)
    if _STARTS.match(reading.text, quantity.end):
        return
    following = reading.quantities[place + 1].start if place + 1 < len(reading.quantities) else len(reading.text)
    end = min(following, quantity.end + _FAR)
    than = ""
    for word in reading.words[first : first + _WORDS]:
        if word.start >= end or ". " in reading.text[quantity.end : word.start]:
            return
        if reading.text.startswith("보다", word.end):
            than = word.key
        elif word.key in _ADVERBS:
            yield _Way(word, than)
            return
        elif word.tag == "MAG":
            continue  # "석 달 내리"
        elif word.predicate or word.key in MORE or word.key in LESS or word.key in _EARNED:
            earned = word.key == "올리" and _ITS_OWN.match(reading.text, quantity.end)
            of_next = word.key in _EARNED and following - word.end <= _BESIDE  # "매출 58억원, 영업손실 3억원"
            if not word.negated and not earned and not of_next:
                yield _Way(word, than, _LEVEL.match(reading.text, quantity.end) is not None)
            return


def _sign(one: _Way, other: _Way, quantity: Quantity) -> int:
    """Return 1 when both tell that the value goes one way, -1 for two ways, 0 when that is not known."""
    mine, theirs = one.word.key, other.word.key
    if mine == theirs or theirs in alike(mine):
        return 1
    if one.than != other.than and not (one.than and other.than in alike(one.than)):
        return 0
    if earned := _against(mine, theirs, _GAIN, _LOSS):
        return earned
    if moved := _against(mine, theirs, _MORE, _LESS):
        return moved if one.level == other.level else 0  # "2.2%로 낮아졌다", "2.2% 올랐다"
    known = one.word.predicate and other.word.predicate and mine not in LIGHT and quantity.unit not in _TIME
    return -int(known and theirs in ANTONYMS.get(mine, ()) and theirs not in CONVERSES.get(mine, ()))


def _against(one: str, other: str, more: frozenset[str], less: frozenset[str]) -> int:
    """Return 1 when two keys stand on one side, -1 when on two, else 0."""
    return ((one in more) - (one in less)) * ((other in more) - (other in less))
