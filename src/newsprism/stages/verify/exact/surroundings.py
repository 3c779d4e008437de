"""The words around a place of a text, read without analysing it: what a value that is reckoned speaks of."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from newsprism.stages.verify.reading import Surface
from newsprism.stages.verify.words.thesaurus import alike

_SENTENCE = re.compile(r"[.!?](?=\s|$|[\"”’'])")
_CUT = re.compile(r"[.!?](?=\s|$|[\"”’'])|[,;…](?=\s)|(?<=[가-힣])(?:고|며|지만|으나|는데|면서)(?=\s)")
_WORD = re.compile(r"(?<![\d.가-힣A-Za-z])[가-힣A-Za-z]{2,}")
_PARTICLES = re.compile(
    r"(?:에서는|에게서|이라는|이라고|에서|에게|에는|으로|까지|부터|라는|이던|보다|은|는|이|가|을|를|의|에|도|만|로|와|과|인)$"
)
_MOST_WORDS = 200  # of one part; no sentence of news has as many
_VERB = re.compile(r"(?:했|하|한|할|됐|되|된|될|시켰|시킨|시키)[가-힣]{0,4}$")
_SAYS_NOTHING = frozenset(
    "평균 올해 지난해 작년 내년 이번 지난 전년 밝혔다 것으로 것이다 했다 가운데 모두 전날 이날 기준 대비 나타났다 집계됐다 포인트 달러 유로 위안".split()
)


def around(text: Surface, position: int) -> frozenset[str]:
    """Return the words of the part of a sentence in which `position` stands, without their particles."""
    return next(words for end, words in _parts(text, whole=False) if position < end)


def in_sentence(text: Surface, position: int) -> frozenset[str]:
    """Return the words of the sentence in which `position` stands, without their particles."""
    return next(words for end, words in _parts(text, whole=True) if position < end)


def part_bounds(text: str, position: int) -> tuple[int, int]:
    """Return where the part of a sentence begins and ends in which `position` stands."""
    start, end = 0, len(text)
    for match in _CUT.finditer(text):
        if match.end() > position:
            end = match.start()
            break
        start = match.end()
    return start, end


def shared(one: frozenset[str], other: frozenset[str]) -> int:
    """Count the words of `one` that `other` has, by itself, inside a longer word, or as another word for the same."""
    return sum(any(_match(word, held) for held in other) for word in one)


@lru_cache(maxsize=1 << 15)
def bare(word: str) -> str:
    """Return a printed word without its particle, or a noun without the verb that carries it (``선정되지``)."""
    for ending in (_PARTICLES, _VERB):
        short = ending.sub("", word)
        word = short if len(short) > 1 else word
    return word


def _match(word: str, held: str) -> bool:
    return word in held or held in word or held in alike(word)


@lru_cache(maxsize=4096)
def _parts(text: Surface, whole: bool) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return where each part or sentence ends, with its words."""
    ends = [match.end() for match in (_SENTENCE if whole else _CUT).finditer(text.text)]
    start, found = 0, []
    for end in (*ends, len(text.text) + 1):
        found.append((end, _words(text.text[start:end])))
        start = end
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    found = islice(_WORD.finditer(text), _MOST_WORDS)
    return frozenset(bare(match.group()) for match in found) - _SAYS_NOTHING
