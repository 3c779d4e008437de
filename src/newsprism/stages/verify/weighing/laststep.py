"""What is told as final where the spans know only the step before: a provisional ruling, a bill that waits for the plenary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.words.lexicon import LIGHT

_PROVISIONAL = re.compile(r"예비|잠정")
_FINAL = re.compile(r"최종 ?(?:판정|확정|결정|타결|합의)|확정(?:됐|되었|했|하였|된|돼)")
_FINALLY = re.compile(r"확정(?:됐|되었|했|하였|된 |돼 )|최종 ?(?:판정|결정|합의)[^.]{0,12}(?:내렸|내려졌|나왔|했|됐)")
_PASSED = re.compile(r"본회의[^.,]{0,10}(?:(?:통과|가결|의결|처리)(?:했|됐|되었|하였|된)|문턱을 넘었)")
_HAS_PASSED = re.compile(r"본회의[^.]*(?:통과|가결|의결|처리|넘)(?:시켰|했|됐|되었|하였|었|된|한 )")
_LEFT_OPEN = re.compile(r"예정|전망|여부|않|못|아직|달라|이전|앞두|전까지|계획|[을를할될]지|면 ")
"""In a sentence that does not tell it as done."""
_AROUND, _SHARED = 6, 2  # words around the provisional word, and how many of them the sentence must have


def final(claim: Reading, spans: Sequence[Reading]) -> str:
    """Return the words that tell as final what is only provisional in the spans; empty for none."""
    if _LEFT_OPEN.search(claim.text):
        return ""
    told = _FINAL.search(claim.text)
    if told and not _PROVISIONAL.search(claim.text) and any(_provisional(claim, span) for span in spans):
        return "" if any(_FINALLY.search(span.text) for span in spans) else told.group()
    passed = _PASSED.search(claim.text)
    if passed is None or not any("본회의" in span.text for span in spans):
        return ""
    return "" if any(_HAS_PASSED.search(span.text) for span in spans) else passed.group()


def _provisional(claim: Reading, span: Reading) -> bool:
    """Say whether the span calls provisional what the sentence speaks of."""
    return any(len(around & claim.keys) >= _SHARED for around in _around(span))


def _around(span: Reading) -> Iterator[frozenset[str]]:
    for found in _PROVISIONAL.finditer(span.text):
        place = next((i for i, word in enumerate(span.words) if word.end > found.start()), len(span.words))
        yield frozenset(span.order[max(0, place - _AROUND) : place + _AROUND]) - LIGHT
