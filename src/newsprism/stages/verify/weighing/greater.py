"""Which of two things is the more: ``A가 B보다 크다`` and ``A가 B를 앞섰다`` against ``B가 A보다 크다``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.speech import ranges
from newsprism.stages.verify.words.axes import LESS, MORE
from newsprism.stages.verify.words.lexicon import LIGHT

_WINNING = frozenset("앞서 앞지르 추월 제치 따돌리 능가 압도 웃돌 상회 넘어서 뛰어넘".split())
_LOSING = frozenset("뒤지 뒤처지 뒤떨어지 밀리 밑돌 하회".split())
_MORE = MORE | _WINNING | frozenset("빠르 비싸 길 넓 무겁 세 강하 뛰어나 낫 우수 유리 심하 많 활발 이르".split())
_LESS = LESS | _LOSING | frozenset("느리 싸 저렴 짧 좁 가볍 약하 못하 낮 적 작 불리 더디".split())
_DEEDS = _WINNING | _LOSING | frozenset(("미치",))
_TAIL = "(?:률|율|액|량|세|폭|권|들|측|값|치|수)?"
_SUBJECT = re.compile(rf"{_TAIL}(?:은|는|이|가|도)(?![가-힣])")
_BESIDE = re.compile(rf"{_TAIL}(보다|을|를|에)(?= |$)")
_ITSELF = frozenset(
    """
    전년 작년 지난해 재작년 전달 전월 전날 전일 전주 전분기 직전 동기 기간 때 달 해 분기 평소 평년 예년 이전 과거 종전
    기존 당초 애초 예상 예상치 예측 예측치 전망치 기준 기대 전망 목표 목표치 계획 최근 지금 현재 처음 이번 올해 지난달
    """.split()
)
"""With these a thing is compared with itself: another time, what was expected of it."""
_MOST, _WIDE = 40, 30  # comparisons of one text, words before one that are looked at
_HOW_FAR = frozenset("크 넘 훨씬 배 차 포인트 가까이 이상".split())
_NEAR, _FAR = 4, 5  # words behind the lesser one in which it is told what it is


class _Order(NamedTuple):
    """The words of a thing and of another one with which it is compared, whether it is more (higher, faster), and its subject."""

    one: frozenset[str]
    other: frozenset[str]
    more: bool
    head: str


def other_order(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return the word by which of two things the one is more that is less in the spans; empty for none."""
    for word, own in _orders(claim):
        turned = [_turned(own, other) for span in spans for _, other in _orders(span)]
        if -1 in turned and 1 not in turned:
            return word.eojeol
    return ""


def _turned(mine: _Order, theirs: _Order) -> int:
    """Return 1 when both order the same two things alike, -1 for the other way round, 0 for other things."""
    if not mine.other.isdisjoint(_ITSELF):
        likewise = mine.head == theirs.head and not (mine.other & theirs.other).isdisjoint(_ITSELF)
        return (1 if mine.more == theirs.more else -1) if likewise else 0
    one, other = theirs.one - theirs.other, theirs.other - theirs.one
    alike = bool(mine.one & one) and bool(mine.other & other)
    crossed = bool(mine.one & other) and bool(mine.other & one)
    return (alike - crossed) * (1 if mine.more == theirs.more else -1)


@lru_cache(maxsize=4096)
def _orders(reading: Reading) -> tuple[tuple[Word, _Order], ...]:
    """Return what a text orders, each with its deed."""
    if "보다" not in reading.text and _DEEDS.isdisjoint(reading.keys):
        return ()
    return tuple(islice(_found(reading), _MOST))


def _found(reading: Reading) -> Iterator[tuple[Word, _Order]]:
    for first, last in ranges(reading):
        words = reading.words[reading.word_at(first) : reading.word_at(last)]
        for place in range(len(words)):
            deed = _deed(reading, words, place)
            sign = _sign(deed) if deed is not None else 0
            if deed is None or not sign:
                continue
            begin = _phrase(reading, words, place)
            lesser = _keys(words[begin : place + 1])
            between = words[place + 1 : words.index(deed, place)]
            mine = between if any(_is_subject(reading, w) for w in between) else _clause(reading, words, begin)
            greater = _keys(mine)
            if lesser and greater:
                head = [w.key for w in mine if _is_subject(reading, w)][-1]
                yield deed, _Order(greater, lesser, sign > 0, head)


def _deed(reading: Reading, words: Sequence[Word], place: int) -> Word | None:
    """Return what is told of another thing beside the one at `place`; None where nothing is compared with it."""
    word = words[place]
    behind = _BESIDE.match(reading.text, word.end)
    if behind is None or word.predicate:
        return None
    if behind[1] == "보다":
        return next((w for w in words[place + 1 : place + 1 + _FAR] if w.predicate or w.key in _MORE | _LESS), None)
    near = words[place + 1 : place + 1 + _NEAR]
    for other in near:
        if other.key in _DEEDS and other.predicate:
            return other
        far = other.kind != "word" or other.start == word.end or other.key in _HOW_FAR or other.tag == "MAG"
        if not far:
            return None
    return None


def _sign(deed: Word) -> int:
    if deed.key == "미치":
        return -1 if deed.negated else 0
    return 0 if deed.negated else (deed.key in _MORE) - (deed.key in _LESS)


def _phrase(reading: Reading, words: Sequence[Word], place: int) -> int:
    """Return where the phrase of the noun at `place` begins: behind a subject, a verb or a mark."""
    begin = place
    while begin and place - begin < _WIDE and not _ends(reading, words[begin - 1], words[begin]):
        begin -= 1
    return begin


def _ends(reading: Reading, word: Word, following: Word) -> bool:
    between = reading.text[word.end : following.start]
    return word.predicate or "," in between or _is_subject(reading, word) or between.strip() in ("로", "으로", "에서")


def _clause(reading: Reading, words: Sequence[Word], end: int) -> Sequence[Word]:
    """Return the words before `end` of its clause."""
    begin = end
    while begin and end - begin < _WIDE and not (words[begin - 1].predicate and words[begin - 1].asserted):
        begin -= 1
    return words[begin:end] if any(_is_subject(reading, w) for w in words[begin:end]) else ()


def _is_subject(reading: Reading, word: Word) -> bool:
    return word.tag[0] == "N" and not word.predicate and _SUBJECT.match(reading.text, word.end) is not None


def _keys(words: Sequence[Word]) -> frozenset[str]:
    nouns = [w for w in words if w.kind in ("word", "name") and w.key not in LIGHT and w.tag[0] != "V"]
    # The analyser may take the same name to pieces in one sentence only.
    return frozenset([w.key for w in nouns] + [w.stem for w in nouns])
