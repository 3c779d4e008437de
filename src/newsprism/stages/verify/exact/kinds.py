"""What kind of thing is meant: a noun put in the place of another one before the same two words (``비만 치료제 후보물질``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.surroundings import bare
from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.words.thesaurus import alike

_EDGES = "\"'“”‘’「」『』<>《》()[]{}.,!?…·:;~-–— "
_COPULA = re.compile(r"(?<=[가-힣]{2})(?:이다|이며|이고|이라고|이었다|였다|입니다)$")
_ONLY_MODIFY = frozenset(
    "신규 기존 추가 전체 일부 해당 관련 주요 자기 나라 최근 현재 향후 당시 각종 여러 모든 대부분 이번 다음 새".split()
)
_NOUN = re.compile(r"[가-힣]{2,6}")
_PRINTED = re.compile(r"\S+")


def kind_findings(claim: Reading, spans: Sequence[Reading]) -> Iterator[str]:
    """Yield a noun that no span has, standing where the spans have another one of which the sentence says nothing."""
    pairs = [_before_pairs(span) for span in spans]
    for pair, said in _before_pairs(claim).items():
        held = [noun for nouns in pairs for noun in nouns.get(pair, ())]
        if not held:
            continue
        for noun in said:
            if not noun or noun in _ONLY_MODIFY or any(noun in span.squeezed for span in spans):
                continue
            if all(other and other not in claim.squeezed and not _same(noun, other) for other in held):
                yield noun


def _same(noun: str, other: str) -> bool:
    return noun in other or other in noun or other in alike(noun)


@lru_cache(maxsize=4096)
def _before_pairs(text: Reading) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return for each two words behind one another the bare nouns that stand before them ("" for anything else)."""
    nouns = {m.start: m.end for m in text.morphemes if m.tag == "NNG"}
    words = [(m.start(), *_bare(m.group())) for m in _PRINTED.finditer(text.text)]
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for (start, first, _, _), (_, _, second, _), (_, _, _, third) in zip(words, words[1:], words[2:], strict=False):
        if second and third:
            whole = first if nouns.get(start) == start + len(first) else ""
            found[second, third] = (*found.get((second, third), ()), whole)
    return found


@lru_cache(maxsize=1 << 15)
def _bare(printed: str) -> tuple[str, str, str]:
    """Return a printed word as a noun that something else is told of, as the first and as the second word behind it; empty for none."""
    word = printed.strip(_EDGES)
    second, third = bare(word), bare(_COPULA.sub("", word))
    noun = word if _NOUN.fullmatch(word) and word not in _ONLY_MODIFY else ""
    return noun, second if _NOUN.match(second) else "", third if _NOUN.match(third) else ""
