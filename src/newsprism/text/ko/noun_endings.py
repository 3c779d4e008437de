"""A statement in 다-체 as a line of 개조식, which ends in a noun: ``…을 발표했다.`` becomes ``…을 발표``.

The end is rewritten from the morphemes and only where the form is certain; what was done keeps its past
(``늘었다`` → ``늘었음``), because a digest tells plans and deeds side by side. Any other end stays as it is.

================  =======================  ==========================================
end               becomes                  where
================  =======================  ==========================================
발표했다          발표                     a noun of two syllables or more with 하다
늘었다, 됐다      늘었음, 됐음             any other past
전망된다          전망                     nouns of expecting and judging
투자한다, 된다    투자함, 됨               any other noun with 하다 or 되다
예정이다          예정                     nouns that stand for a whole statement
최대 규모의 일이다  … 일임                 any other noun
필요하다          필요                     a few nouns that are lines by themselves
있다, 오른다      있음, 오름, 만듦         regular stems; of the irregular ones 가깝다 (가까움) and 짓다 (지음)
================  =======================  ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsprism.text.ko.tokens import Morpheme

_FINALS = 28
_BASE = 0xAC00
_L, _M, _LM, _B, _S = 8, 16, 10, 17, 19
"""Places of ㄹ, ㅁ, ㄻ, ㅂ and ㅅ among the final consonants."""
_SURFACES = {"하": "하한해", "되": "되된돼"}

_PLAIN_END = re.compile(r"다\.?$")
_LOOSE_PERIOD = re.compile(r"(?<=[가-힣)’'”\"])(?<![다요죠까오라자])\.$")
_PRESENT = frozenset({"다", "ᆫ다", "는다"})
_PAST = frozenset({"었", "았", "였", "겠"})
# These with 하다 are no word that can end a line: 이야기했다, 생각했다 say what somebody did, the nouns do not.
_NATIVE = frozenset({"이야기", "생각", "노래", "소리", "가지", "구실", "시늉"})
_JUDGING = frozenset(
    {"전망", "예상", "예측", "관측", "추정", "추산", "분석", "평가", "기대", "우려", "해석", "풀이", "진단"}
)
_STATEMENTS = _JUDGING | frozenset(
    """예정 계획 방침 구상 목표 상황 실정 수준 규모 입장 설명 지적 주장 판단 취지 추세 처음 중 때문 전략 의견 조건 처지 흐름 기준 셈
    최대 최초 최고 최저 대상 과제 핵심 관건 필수 불가피 가능 필요 의무""".split()
)
_ALONE = frozenset("필요 중요 가능 불가능 불가피 시급 유력 절실 충분 부족 필수적".split())


def is_plain(text: str) -> bool:
    """Say whether the text ends as a statement in 다-체 may: only then `noun_ended` needs its morphemes."""
    return _PLAIN_END.search(text) is not None


def without_period(text: str) -> str:
    """Return a line that ends in a noun without its period; a whole statement keeps it."""
    return _LOOSE_PERIOD.sub("", text)


def noun_ended(text: str, morphemes: Sequence[Morpheme]) -> str:
    """Return `text` with a noun at its end, or as it is where no rule is certain.

    `morphemes` are those of `text`.
    """
    body = text.removesuffix(".")
    core = [m for m in morphemes if m.end <= len(body) and m.tag != "SF"]
    if len(core) < 3 or not _ends(core[-1], body):
        return text
    if core[-2].tag == "EP":
        return _past(text, body, core)
    return _present(core, body) or text


def _ends(last: Morpheme, body: str) -> bool:
    return last.form in _PRESENT and last.tag in ("EF", "EC") and last.end == len(body) and body.endswith("다")


def _past(text: str, body: str, core: Sequence[Morpheme]) -> str:
    if core[-2].form not in _PAST:
        return text
    if (
        core[-2].form != "겠"
        and len(core) > 3
        and core[-3].tag == "XSV"
        and core[-3].form == "하"
        and _is_action(core[-4])
    ):
        return body[: core[-4].end]
    return f"{body[:-1]}음"


def _is_action(noun: Morpheme) -> bool:
    return noun.tag == "NNG" and len(noun.form) > 1 and noun.form not in _NATIVE


def _present(core: Sequence[Morpheme], body: str) -> str | None:
    stem, before = core[-2], core[-3]
    if stem.tag == "VCP":
        return _being(before, body)
    if stem.tag in ("XSV", "XSA") and before.end <= stem.start:
        # A noun with 이다 may be read as a verb that is not printed: 증류다.
        if body[stem.start] not in _SURFACES.get(stem.form, ""):
            return None
        known = _ALONE if stem.tag == "XSA" else _JUDGING
        return (
            body[: before.end] if before.form in known else f"{body[: stem.start]}{'함' if stem.form == '하' else '됨'}"
        )
    if not stem.tag.startswith(("VV", "VA", "VX", "VCN")) or before.end > stem.start:
        return None
    nominal = _nominal(stem)
    return f"{body[: stem.start]}{nominal}" if nominal else None


def _being(before: Morpheme, body: str) -> str | None:
    """Return what stands before 이다, alone where it says enough."""
    if before.tag.startswith("J") or before.form in _STATEMENTS:
        return body[: before.end]
    if before.tag.startswith(("N", "XSN", "XR", "S")):
        return f"{body[: before.end]}임"
    return None


def _nominal(stem: Morpheme) -> str | None:
    """Return the stem with ㅁ or 음: 오르 → 오름, 만들 → 만듦, 받 → 받음; None for an irregular one that changes."""
    code = ord(stem.form[-1]) - _BASE
    if not 0 <= code < 11_172:
        return None
    final = code % _FINALS
    if final == 0:
        return stem.form[:-1] + chr(_BASE + code + _M)
    if stem.tag.endswith("-I"):
        bare = stem.form[:-1] + chr(_BASE + code - final)
        return f"{bare}움" if final == _B else f"{bare}음" if final == _S else None
    return stem.form[:-1] + chr(_BASE + code - _L + _LM) if final == _L else f"{stem.form}음"
