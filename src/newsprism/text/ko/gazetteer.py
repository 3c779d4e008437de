"""Names that Korean business news is made of: companies, institutions, people, places, countries, terms.

The names are tab-separated files in ``data/``; `gazetteer()` reads them once. `Gazetteer.mentions` finds the longest name
at each word start; a name must be followed by the end of the word, by particles, or by a suffix that goes with its kind
(``LG그룹``, ``금융위원장``, ``미국산``), so that LG is not found in LGBT nor 하이브 in 하이브리드. Names that are also
everyday words (대상, 진도, DSR) are listed as ambiguous: they count only with ㈜, a code in brackets or 그룹 beside them,
a person's only with a title after it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from newsprism.errors import MissingResource
from newsprism.text.shipped import shipped

EntityKind = Literal["company", "institution", "person", "place", "country", "term"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One named thing. `code` is the six-character code of the Korean exchange, `industry` our own group name."""

    canonical: str
    kind: EntityKind
    aliases: tuple[str, ...]
    code: str | None = None
    industry: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """``text[start:end] == mention.text`` names `entity`."""

    start: int
    end: int
    text: str
    entity: Entity


_FILES: dict[str, EntityKind] = {
    "companies.tsv": "company",
    "institutions.tsv": "institution",
    "people.tsv": "person",
    "places.tsv": "place",
    "terms.tsv": "term",
}

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD_START = re.compile(rf"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]|[{_HAN}]")
_IS_HAN = re.compile(rf"[{_HAN}]+")
_HANGUL_OR_ASCII = re.compile(r"[가-힣A-Za-z0-9]")
_CLOSING_MARKS = frozenset("\"'”’)]」』>》〉")


def _either(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_PARTICLES = _either(
    "은 는 이 가 을 를 의 에 와 과 도 만 로 으로 엔 선 에서 에게 에겐 에선 께서 께 까지 부터 보다 처럼 마저 조차 뿐 나 이나 랑"
    " 이랑 라고 이라고 라는 이라는 라며 이라며 라면 이라면 란 이란 라도 이라도 인 인데 이다 다 였다 이었다 이며 며 이고 고 이자"
    " 이지만 이던 여서 이어서 등 씩 식 들 쪽 측 임 간 내 외 말고 마다 대로 만큼 같은"
)
_SUFFIXES: dict[EntityKind, str] = {
    "company": _either(
        "그룹 주가 주식 주주 주 사 대표 회장 부회장 사장 부사장 전무 상무 창업자 창업주 최고경영자 총수 본사 본점 노조 노사 지분"
        " 제품 제 산 향 발 표 판 계열 우 공장 매장 관계자 임직원 경영진 이사회 출신 직원 연구원 본부장 센터"
    ),
    "institution": _either(
        "위원장 위원 원장 장관 차관 청장 처장 의장 부의장 총재 부총재 총리 실장 본부장 국장 과장 대변인 장 발 안 법 노조 표 본부"
        " 지부 관계자 연구위원 연구원 교수 회의 금리 보고서 조사 이사장 회장 부회장 대표 의원 이사"
    ),
    "person": _either(
        "씨 대통령 회장 부회장 사장 부사장 대표 장관 차관 의원 총리 총재 의장 위원장 원장 지사 시장 구청장 교수 행장 이사장 표 발"
        " 계 호 정부 행정부 체제"
    ),
    "place": _either(
        "시장 시민 시의회 시청 시 도지사 도민 도의회 도청 군수 군민 군청 군 구청장 구청 구민 구 산 제 발 행 향 권 지역 공항 항 역"
        " 점 지점 공장 캠퍼스 본사 일대 아파트 교육청 경찰청 지법 고법 지검 지방법원 동 남부 북부 동부 서부 국제공항 신도시"
    ),
    "country": _either(
        "산 제 계 어 발 행 향 판 군 당국 증시 기업 시장 대사관 대사 정부 의회 총리 대통령 외교부 국적 출신 중앙은행 국채 연준 법인"
        " 공장 본토 주재 현지 경제 사회"
    ),
    "term": _either(
        "주 업 업계 업종 업체 산업 시장 기업 가격 값 관련 관련주 법 법안 율 률 안 제 제도 용 형 급 화 량 액 사 사업 공장 수출 수입"
        " 수요 공급 장비 소재 부품 기술 투자 분야 지수 정책 세 세제 세율 대출 금리 보험 펀드 거래 계약 계좌 론 비용 지원 규제 위기"
        " 문제 대책 전망 상승 하락 인상 인하 발 대상 지정 완화 강화 폐지 도입"
    ),
}
_AFTER = {
    kind: re.compile(rf"(?:{suffixes}{_PARTICLES}{{0,2}}|{_PARTICLES}{{1,3}})(?![가-힣])")
    for kind, suffixes in _SUFFIXES.items()
}
_NAMED_BEFORE = re.compile(r"(?:㈜|\(주\)|주식회사)\s?$")
_NAMED_AFTER = re.compile(r"\s?(?:㈜|\(주\)|\([0-9][0-9A-Z]{5}\)|그룹)")
_TITLE_AFTER = re.compile(
    r"\s?(?:전\s)?(?:대표|위원장|의원|장관|총리|회장|사장|대통령|국가주석|외교부장|경제보좌관)(?![가-힣]{2})"
)
# Han letters that may stand beside a country's shorthand letter without making another word of it.
_HAN_BESIDE = frozenset("對訪駐反親脫在前非新產産製系發行軍")


class Gazetteer:
    """An index of entities by name. Names are compared exactly; `find` also forgives letter case."""

    def __init__(self, entities: Iterable[Entity], ambiguous: Iterable[str] = ()) -> None:
        self.entities = tuple(entities)
        self._ambiguous = frozenset(ambiguous)
        self._by_name: dict[str, Entity] = {}
        for entity in self.entities:
            for name in (entity.canonical, *entity.aliases):
                self._by_name.setdefault(name, entity)
        self._folded = {name.casefold(): entity for name, entity in reversed(self._by_name.items())}
        self._lengths = _lengths(self._by_name)

    @property
    def names(self) -> tuple[str, ...]:
        """All names that can be found in running text, without the ambiguous ones."""
        return tuple(name for name in self._by_name if name not in self._ambiguous)

    def find(self, name: str) -> Entity | None:
        """Return the entity that `name` (canonical or alias, also an ambiguous one) stands for."""
        name = name.strip()
        return self._by_name.get(name) or self._folded.get(name.casefold())

    def ticker(self, name: str) -> str | None:
        """Return the six-character exchange code of the company `name`; None when it has none or we do not know it."""
        entity = self.find(name)
        return entity.code if entity else None

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names in `text`, longest first at each word, left to right, not overlapping."""
        return tuple(self._scan(text))

    def _scan(self, text: str) -> Iterator[Mention]:
        position = 0
        for start in _WORD_START.finditer(text):
            if start.start() < position:
                continue
            mention = self._longest(text, start.start())
            if mention:
                position = mention.end
                yield mention

    def _longest(self, text: str, start: int) -> Mention | None:
        lengths = self._lengths.get(text[start : start + 2]) or self._lengths.get(text[start : start + 1])
        for length in lengths or ():
            end = start + length
            if end > len(text):
                continue
            name = text[start:end]
            entity = self._by_name.get(name)
            if entity and _stands_alone(text, start, end, entity.kind) and self._meant(text, start, end, entity.kind):
                return Mention(start, end, name, entity)
        return None

    def _meant(self, text: str, start: int, end: int, kind: EntityKind) -> bool:
        if text[start:end] not in self._ambiguous:
            return True
        if kind == "person":
            return _TITLE_AFTER.match(text, end) is not None
        before = _NAMED_BEFORE.search(text[max(0, start - 6) : start])
        return before is not None or _NAMED_AFTER.match(text, end) is not None


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Map the first two characters of names (one, for one-letter names) to the lengths to try, longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    for prefix in found:
        found[prefix] |= found.get(prefix[:1], set())
    return {prefix: tuple(sorted(lengths, reverse=True)) for prefix, lengths in found.items()}


def _stands_alone(text: str, start: int, end: int, kind: EntityKind) -> bool:
    if _IS_HAN.fullmatch(text, start, end):
        return _han_stands_alone(text, start, end)
    if text[start:end] == "이란" and text[max(0, start - 1) : start] in _CLOSING_MARKS:
        return False  # the quoting ending in ‘…’이란
    following = text[end : end + 1]
    if not _HANGUL_OR_ASCII.match(following):
        return True
    if following.isascii():
        return kind == "term" and following.isdigit() and not text[end - 1].isascii()
    return _AFTER[kind].match(text, end) is not None


def _han_stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if any(_IS_HAN.match(c) and c not in _HAN_BESIDE and c not in _COUNTRY_LETTERS for c in (before, after)):
        return False
    if end - start > 1:
        return True
    if before == "(" and after == ")":
        return False  # a day of the week, 10일(日)
    if text[start] == "中" and (not after or after in ")]'\"’”.,"):
        return False  # "in the course of", 협상 中
    return not _HANGUL_OR_ASCII.match(before)


_COUNTRY_LETTERS = frozenset("美中日韓獨佛英臺北露伊蘇印越濠加泰土")


def _rows(filename: str) -> Iterator[dict[str, str]]:
    rows = csv.DictReader(shipped("newsprism.text.ko", filename).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if "canonical" not in (rows.fieldnames or ()):
        raise MissingResource("`canonical` 열이 없습니다", subject=filename, advice="newsprism 을 다시 설치하세요.")
    yield from rows


def _parts(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(part for part in (row.get(column) or "").split("|") if part)


def _kind(row: dict[str, str], default: EntityKind) -> EntityKind:
    named = row.get("kind")
    return cast(EntityKind, named) if named in get_args(EntityKind) else default


@cache
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer, read once per process. Raises MissingResource when a data file is damaged."""
    entities: list[Entity] = []
    ambiguous: set[str] = set()
    for filename, kind in _FILES.items():
        for row in _rows(filename):
            code, industry = row.get("code") or None, row.get("industry") or None
            entities.append(Entity(row["canonical"], _kind(row, kind), _parts(row, "aliases"), code, industry))
            ambiguous.update(_parts(row, "ambiguous"))
    return Gazetteer(entities, ambiguous)
