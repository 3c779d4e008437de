"""Names of those who speak and act, and when two of them can be of one party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsprism.stages.verify.exact.names import abbreviates
from newsprism.stages.verify.reading import squeezed
from newsprism.stages.verify.words.lexicon import COMMON_BODIES, GENERAL_CLAIMS, GENERIC_TELLERS, LIGHT, PERSON_TITLES
from newsprism.text.ko.gazetteer import gazetteer

_TITLES = PERSON_TITLES | frozenset(
    "지회장 지부장 노조위원장 협회장 학회장 연구책임자 사무총장 사무국장 총무 이사진 "
    "원내대표 정책위의장 비서관 수석 상무 전무 매니저 간사 당국자 임원 심사역 책임자 최고책임자 CEO CFO COO CTO CIO CSO CMO "
    "관계자 측 대변인 담당자 담당 인사 공시 자료 보고서 집계 조사 발표 통계 분석 전망 설명 현지 관련 이번 이날 자사 양사 기준 사람 곳 것 이 중".split()
)
_NO_NAMES = frozenset("게 건 걸 것이 것은 점이 점은 게이".split())
_FIRMS = frozenset(
    "회사 사측 업체 기업 사업자 운용사 제작사 개발사 운영사 시공사 건설사 항공사 통신사 제약사 보험사 증권사 카드사 게임사 제조사 판매사 주관사 "
    "발주사 선사 조선사 해운사 유통사 배급사 정유사 완성차업체 본사 자회사 모회사 원청 플랫폼 스타트업 투자사 운용 은행 마트".split()
)
"""Words for a firm that stood before; none of them means an office, a union or an association."""
_NO_FIRMS = tuple(
    "부 처 청 시 군 구 위원회 노조 연대 협회 연합회 협의회 학회 연구회 의원 교수 위원 시민단체 법원 검찰 경찰 의회 정부 주민".split()
)
MEANT = (
    GENERIC_TELLERS
    | _FIRMS
    | frozenset(
        "재판부 법원 부처 이들 관계 회원사 양측 자신 자신들 자기 우리 저희 본인 당사자 당국 구단 학회 교수팀 박사팀 개발진 제작진 경영진 "
        "금융당국 외환당국 통화당국 교육당국 보건당국 방역당국 수사당국 세정당국 환경당국 노동당국 "
        "소속사 대학 학교 병원 센터 시 군 구".split()
    )
)
_PARTIES = (COMMON_BODIES - MEANT - GENERAL_CLAIMS) | frozenset("노조 노동조합".split())
_OTHER_BODY = tuple("의회 노조 지부 협회 연합회 협의회 병원 대학 대학교 교육청 경찰서 상의 대사관 조합 재단".split())
"""How the names end of bodies that are called after another one."""
_WITHIN = frozenset("노조 노동조합 주민 직원 조합원 주주 유족 학부모 주민대책위 소비자 투자자 환자".split())
"""Parties within or beside a body of the same name, which are not that body."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who is named: `core` are the words that name him (empty for one who stood before), `printed` the text that ends with them."""

    core: frozenset[str]
    printed: str
    before: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def same_party(one: Party, other: Party) -> bool:
    """Say whether two names can be of one party; ``회사`` can be any that stood before it."""
    if not one.core or not other.core:
        named, meant = (one, other) if one.core else (other, one)
        if named.core & _PARTIES or (
            named.core and _a_firm(meant.printed) and all(w.endswith(_NO_FIRMS) for w in named.core)
        ):
            return False
        return not named.core or not meant.before or any(_alike(a, b) for a in named.core for b in meant.before)
    if one.core & _WITHIN != other.core & _WITHIN:
        return False
    return any(_alike(a, b) for a in one.core for b in other.core)


@lru_cache(maxsize=8192)
def _a_firm(printed: str) -> bool:
    return printed.removesuffix("측").removesuffix("는").endswith(tuple(_FIRMS))


def core_of(words: Sequence[str]) -> frozenset[str]:
    """Return what names a party: not titles, nor words like 회사 that mean one named before."""
    bare = (_bare(w) for w in words if not w[0].isdigit())
    core = frozenset(w for w in bare if w and w not in _TITLES and w not in LIGHT and w not in _NO_NAMES)
    return frozenset() if all(w in MEANT for w in core) else core


def _bare(word: str) -> str:
    word = word.removesuffix("에서").removesuffix("들").removesuffix("의").replace("노동조합", "노조")
    return word.removesuffix("인") if word.removesuffix("인") in _TITLES else word


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> bool:
    a, b = squeezed(one), squeezed(other)
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return not long[len(short) :].endswith(_OTHER_BODY)
    return _stands_for(one, b) or _stands_for(other, a)


def _stands_for(name: str, text: str) -> bool:
    return any(len(n) > 1 and squeezed(n) in text for n in known_as(name)) or abbreviates(name, text)


def known_as(name: str) -> tuple[str, ...]:
    """Return the names under which the gazetteer knows a body or person; empty for one that it does not."""
    entity = gazetteer().find(name)
    return (entity.canonical, *entity.aliases) if entity and entity.kind != "term" else ()
