"""The two sides of one deed, and verbs that only say that something is said: neither is a denial."""

from __future__ import annotations

from newsprism.stages.verify.lexicon import CONVERSES, REPORT_NOUNS
from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.speech import ranges, subjects

_COMING = frozenset("나오 제기 이어지 나타나 들리 터지 쏟아지 잇따르 있".split())


def other_side(claim: Reading, word: Word, span: Reading, other: Word) -> bool:
    """Say whether two who act tell the two sides of one deed: ``A가 팔았다``, ``B가 샀다``."""
    if other.key not in CONVERSES.get(word.key, ()):
        return False
    one, two = _who(claim, word), _who(span, other)
    return bool(one and two) and set(one).isdisjoint(two)


def _who(reading: Reading, word: Word) -> tuple[str, ...]:
    """Return the words of the first subject of the sentence of the word."""
    for first, last in ranges(reading):
        if first <= word.index < last:
            return next((words for words, _ in subjects(reading.morphemes, first, word.index)), ())
    return ()


def brings_speech(claim: Reading, position: int) -> bool:
    """Say whether the verb only says that something was said: ``지적이 나왔다``."""
    return position > 0 and claim.words[position].key in _COMING and claim.words[position - 1].key in REPORT_NOUNS
