"""What something is said to be and not to be: ``사실이 아니다``, ``이번이 처음이다``, ``대상에 든다``, ``필요가 없다``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.words.lexicon import LIGHT

_AROUND = 6  # words before the noun of which one must be the same
_BELONGING = frozenset("포함 해당 들어가 속하 들".split())
_NEEDED = "필요"


def denied_noun(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return what something is in the sentence and is not in the spans, or the other way round; empty for nothing."""
    for word, sign, before in _nouns(claim):
        held = [
            other for span in spans for noun, other, around in _nouns(span) if noun.key == word.key and before & around
        ]
        if held and sign not in held:
            return word.eojeol
    return ""


@lru_cache(maxsize=4096)
def _nouns(reading: Reading) -> tuple[tuple[Word, bool, frozenset[str]], ...]:
    """Return the nouns that say what something is, whether it is so, and the keys of the words before."""
    return tuple(_found(reading))


def _found(reading: Reading) -> Iterator[tuple[Word, bool, frozenset[str]]]:
    for place, word in enumerate(reading.words):
        sign = _sign(reading, word) if word.tag in ("NNG", "XR") else None
        if sign is not None:
            around = reading.order[max(0, place - _AROUND) : place]
            yield word, sign, frozenset(key for key in around if key not in LIGHT)


def _sign(reading: Reading, word: Word) -> bool | None:
    """Return whether the noun is said to be so; None for a noun that is no predicate, or is only asked about."""
    behind = [
        m for m in reading.morphemes[word.index + 1 : word.index + 7] if m.start >= word.end and m.tag[:2] != "SS"
    ]
    if not behind or reading.text[word.start : word.end] != word.key:
        return None
    if word.key == _NEEDED:
        return not word.negated if word.predicate or any(m.form == "없" for m in behind[:2]) else None
    if behind[0].tag in ("VCP", "JKQ"):
        return not word.negated
    if len(behind) < 3 or behind[0].form not in ("이", "가", "은", "는", "도", "에"):
        return None
    if behind[1].tag == "VCN":
        return None if behind[2].form in ("ᆫ지", "냐는", "냐", "ᆫ가") else False
    if behind[0].form != "에" or behind[1].form not in _BELONGING:
        return None
    following = next((w for w in reading.words if w.index > word.index), None)
    return None if following is None else not following.negated
