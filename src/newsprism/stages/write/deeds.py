"""What a sentence says is done: by which plans and the reports of their deeds are told to belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsprism.text.ko.tokens import Morpheme


def deed(morphemes: Sequence[Morpheme]) -> str:
    """Return what is done at the end of the sentence, as a noun or stem: "출하" of both "출하했다" and "출하할 계획이다"."""
    stems = [
        (i, m.form)
        for i, (m, after) in enumerate(pairwise(morphemes))
        if (m.tag in ("NNG", "XR") and after.tag == "XSV") or (m.tag.startswith("VV") and m.form not in _LIGHT_VERBS)
    ]
    place, stem = next(((i, stem) for i, stem in reversed(stems) if stem not in _SAYING), (0, ""))
    if stem not in _ASPECT:
        return stem
    # "양산에 돌입했다", "출하를 시작했다": what begins is the deed, not that it begins.
    return next((m.form for m in reversed(morphemes[max(0, place - 3) : place]) if m.tag == "NNG"), stem)


_ASPECT = frozenset("시작 돌입 착수 개시 나서 들어가 추진 진행 완료 마치 이루어지 이뤄지 본격화".split())


_LIGHT_VERBS = frozenset(
    "하 되 있 보 밝히 따르 위하 대하 나타나 알려지 전하 말하 이르 내다보 보이 알리 전해지 받".split()
)
_SAYING = frozenset(
    "전망 예상 예정 계획 관측 강조 설명 발표 언급 전 평가 분석 주장 지적 추정 집계 기대 말 보도 공시".split()
)
