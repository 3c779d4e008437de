"""The two sides of one deed, and verbs that only say that something is said: neither is a denial."""

from __future__ import annotations

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.speech import ranges, subjects
from newsprism.stages.verify.words.lexicon import COMING, CONVERSES, REPORT_NOUNS


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
    if not position or claim.words[position - 1].key not in REPORT_NOUNS:
        return False
    key = claim.words[position].key
    return key in COMING or key == "있"
