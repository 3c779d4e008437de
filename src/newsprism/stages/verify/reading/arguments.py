"""What a predicate acts on: the noun that is its object or complement, and what only brings in a reason."""

from __future__ import annotations

from newsprism.stages.verify.reading import Reading, Word
from newsprism.stages.verify.reading.levels import OPERATORS
from newsprism.stages.verify.reading.predicates import is_object
from newsprism.stages.verify.words.lexicon import LIGHT

_GIVEN_AS = frozenset("점 이유 근거 까닭 배경 예 사례 원인 명분 구실 빌미 조건 전제 단서".split())
"""``점을 들어``: the verb does the work of a particle."""
HAVING = LIGHT | frozenset(
    "세우 갖 벌이 이어가 잇 마련 거치 시작 개시 착수 돌입 재개 진행 들어가 밝히 정하 살피 두 놓 하 되 받 내 열 잡 짓 내려지 나오 나 내리 "
    "제기 제시 표하 표명 나타내 드러내 내비치 품 전하 내놓 거론 언급 비치 내걸 걸 잡히 꼽 삼 띄우 담 담기 공식화 구체화 다듬 짜 꾸리 "
    "밀어붙이 추진 들이밀 꺼내 들고나오 던지 펴 세워지 알리 발표 확인 전달 펼치 거듭 반복 되풀이".split()
)
"""Verbs behind ``계획을``, ``논의를``, ``여부를`` that leave it to the noun how far the thing has come."""


def role(reading: Reading, word: Word) -> str:
    """Return the noun as it is printed before a particle of a subject, topic or object; empty for any other word."""
    if word.kind not in ("word", "name") or word.tag[0] == "V" or word.tag == "MAG":
        return ""
    for morpheme in reading.morphemes[word.index + 1 : word.index + 6]:
        if morpheme.start >= word.end and morpheme.tag != "XSN":
            held = morpheme.tag in ("JKS", "JKO") or (morpheme.tag == "JX" and morpheme.form in ("은", "는", "도"))
            return reading.text[word.start : morpheme.start] if held else ""
    return ""


def is_thing(reading: Reading, before: Word, word: Word) -> bool:
    """Say whether the predicate acts on the noun before it: ``증설을 검토``, ``목표로 내걸``, ``증설 검토``."""
    if is_object(reading, before):
        return True
    if before.key in OPERATORS and word.key in HAVING:
        following = next(
            (m for m in reading.morphemes[before.index + 1 : before.index + 3] if m.start >= before.end), None
        )
        return following is not None and following.form in ("로", "으로")
    if word.key not in OPERATORS or before.kind != "word" or not before.tag.startswith("NN"):
        return False
    return before.end + 1 == word.start and reading.text[before.end] == " "


def gives_reason(reading: Reading, word: Word, before: Word) -> bool:
    """Say whether the verb only brings in what speaks for something: ``이유로 들었다``, ``수입 감소를 들어``."""
    if word.key not in ("들", "꼽", "내세우", "대", "달", "걸", "내걸", "붙이"):
        return False
    ending = reading.morphemes[word.index + 1 : word.index + 2]
    return before.key in _GIVEN_AS or (
        word.key == "들" and any(m.tag == "EC" and m.form in ("어", "며") for m in ending)
    )
