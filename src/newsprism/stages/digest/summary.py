"""The line that stands for an item in the table of a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsprism.text.ko.cues import kinds
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import quantities
from newsprism.types.brief import DigestBlock, DigestLine, Sentence

LEAST, MOST = 71, 175
"""Characters of a summary line."""
SEPARATOR = ", "
_FOOTNOTE = re.compile(r"(?<=[^\s*])\*{1,3}(?=[^\w*]|[가-힣]|$)")
_PART = re.compile(r"^(?:\([^()]{1,30}\)|[▲①-⑳])")
_LEANING = re.compile(r"^(?:이에|이는|이를|이와|이로|그|다만|또한|특히|아울러|한편|반면|정부는|해당|동)[\s,]")
_ABOUT_ITSELF = re.compile(
    r"(?:점검|정리|개괄|소개|요약 제공|제시|발간|분류|공식 발표|보고서를 발표|영향을 분석)(?:\([^()]{1,12}\))?$"
)
_EARLY = 0.12
_TOGETHER = 0.2


def summary_of(body: Sequence[DigestBlock], title: str) -> tuple[Sentence, ...]:
    """Return the statement of the body that says most of the item in 71–175 characters, or two that stand together.

    Footnote marks go. Without any of that length it is the one nearest to it: a statement is never cut.
    """
    lines = [_bare(b.sentence) for b in body if isinstance(b, DigestLine) and b.role in ("bullet", "sub", "text")]
    if not lines:
        return ()
    words = content_words(title)
    fitting = [(_worth(told, place, words), -place, told) for place, told in _candidates(lines)]
    if fitting:
        return max(fitting, key=lambda one: one[:2])[2]
    return (min(lines, key=lambda line: max(LEAST - len(line.text), len(line.text) - MOST)),)


def _candidates(lines: Sequence[Sentence]) -> Iterator[tuple[int, tuple[Sentence, ...]]]:
    for place, line in enumerate(lines):
        if LEAST <= len(line.text) <= MOST:
            yield place, (line,)
    for place, (first, second) in enumerate(pairwise(lines)):
        together = len(first.text) + len(SEPARATOR) + len(second.text)
        if len(first.text) < LEAST <= together <= MOST and not (
            _PART.match(second.text) or _LEANING.match(second.text)
        ):
            yield place, (first, second)


def _bare(sentence: Sentence) -> Sentence:
    return replace(sentence, text=_FOOTNOTE.sub("", sentence.text))


def _worth(told: tuple[Sentence, ...], place: int, words: frozenset[str]) -> float:
    text = SEPARATOR.join(one.text for one in told)
    low, found = folded(text), kinds(text)
    value = sum(word in low for word in words) / max(1, len(words))
    value += (
        0.2 * min(2, len(quantities(text))) + 0.3 * ("forecast" in found) + 0.2 * bool(found & {"decision", "demand"})
    )
    value -= 0.9 * sum(bool(_ABOUT_ITSELF.search(one.text)) for one in told) / len(told)
    value -= 0.9 * bool(_PART.match(text)) + 0.4 * bool(_LEANING.match(text)) + _TOGETHER * (len(told) > 1)
    return value - _EARLY * min(place, 12)
