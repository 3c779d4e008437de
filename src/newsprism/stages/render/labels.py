"""The printed labels of an edition, a set for each language; one without a set gets the Korean ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from newsprism.types.brief import Brief, Pick, Verification

_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before, above and behind the texts of an edition.

    Functions take what they name. `tag` parts a title into headline and tag, the latter printed above it.
    """

    note: str
    analysis: Callable[[Brief], str]
    trends: str
    picks: Callable[[Brief], tuple[str, str]]
    terms: str
    strategy: Callable[[Brief], str]
    keywords: Callable[[bool], str]
    issues: str
    summary: str
    context: str
    insight: Callable[[str], str]
    course: str
    credit: Callable[[Pick, str], str]
    pick: Callable[[Pick, bool], str]
    entry: Callable[[int, str], str]
    own_sources: str
    evidence: str
    no_date: str
    no_publisher: str
    why: str
    counted: str
    checked: Callable[[Verification], str]
    tag: Callable[[str], tuple[str, str]]


def month_day(day: date) -> str:
    """Return a day as printed beside a Korean headline: 2.01."""
    return f"{day.month}.{day.day:02d}"


def span(brief: Brief) -> str:
    """Return the window as printed in Korean: 2026.2.9~2.14."""
    start, end = brief.window.start, brief.window.end
    year = f"{end.year}." if end.year != start.year else ""
    return f"{start.year}.{start.month}.{start.day}~{year}{month_day(end)}"


def english_day(day: date) -> str:
    """Return a day as printed in English: Feb. 1."""
    return f"{_MONTHS[day.month - 1]} {day.day}"


def english_span(brief: Brief) -> str:
    """Return the window as printed in English: Feb. 9–14, 2026."""
    start, end = brief.window.start, brief.window.end
    if start == end:
        return f"{english_day(end)}, {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{english_day(start)}–{end.day}, {end.year}"
    year = f", {start.year}" if start.year != end.year else ""
    return f"{english_day(start)}{year} – {english_day(end)}, {end.year}"


def labels(brief: Brief) -> Labels:
    """Return the labels in the language of an edition."""
    return _BY_TAG.get(brief.language, KOREAN)


def _korean_tag(title: str) -> tuple[str, str]:
    headline, _, tag = title.partition(" [AI 브리핑*")
    return headline, "AI 브리핑 · " + tag.rstrip("]") if tag else ""


def _korean_credit(pick: Pick, nobody: str) -> str:
    source = pick.sources[0]
    others = f" 외 {pick.outlets - 1}곳" if pick.outlets > 1 else ""
    address = f", {source.url}" if source.url else ""
    return f"- 출처: {source.publisher or nobody}, {month_day(pick.published)}{address}{others}"


KOREAN = Labels(
    note="편집자 주 :",
    analysis=lambda brief: f"[지난 주({span(brief)}) {brief.reader.analysis_label}]",
    trends="[지난 주 주목할 트렌드]",
    picks=lambda brief: (
        (f"[지난 주 {brief.reader.name} 핵심 뉴스]", f"[지난 주 {brief.reader.name} 참고 뉴스]")
        if brief.cadence == "weekly"
        else (f"[{brief.reader.name} 관심 뉴스]", f"[{brief.reader.name} 참고 뉴스]")
    ),
    terms="[주간 핵심 용어]",
    strategy=lambda brief: f"[{brief.reader.strategy_label}]",
    keywords=lambda weekly: "[주간 핵심 키워드]" if weekly else "[키워드 TOP 5]",
    issues="[주요 이슈 브리핑]",
    summary="- 핵심 요약:",
    context="- 주간 맥락:",
    insight=lambda name: f"- {name}:",
    course="- 보도 흐름:",
    credit=_korean_credit,
    pick=lambda pick, weekly: f"{pick.number}. {pick.title}" + (f" ({month_day(pick.published)})" if weekly else ""),
    entry=lambda number, name: f"{number}. {name} :",
    own_sources="출처",
    evidence="문장 근거 기사",
    no_date="날짜 없음",
    no_publisher="발행처 없음",
    why="고른 이유",
    counted="NewsPrism이 기사들의 날짜와 매체 수를 세어 적은 문장입니다.",
    checked=lambda v: (
        f"문장 {v.sentences}개 가운데 근거 확인 {v.supported}개, 집계 {v.composed}개, 검증에서 뺀 문장 {len(v.dropped)}개"
    ),
    tag=_korean_tag,
)


def _english_tag(title: str) -> tuple[str, str]:
    headline, _, tag = title.rpartition(" [AI Brief: ")
    return (headline, "AI Brief · " + tag.rstrip("]")) if headline else (title, "")


def _english_credit(pick: Pick, nobody: str) -> str:
    source, more = pick.sources[0], pick.outlets - 1
    others = f" (and {more} other outlet{'s' if more > 1 else ''})" if more > 0 else ""
    address = f", {source.url}" if source.url else ""
    return f"- Source: {source.publisher or nobody}, {english_day(pick.published)}{address}{others}"


ENGLISH = Labels(
    note="Editor's note:",
    analysis=lambda brief: f"[{brief.reader.analysis_label}, {english_span(brief)}]",
    trends="[Trends of last week]",
    picks=lambda brief: (
        (f"[Last week's top stories for {brief.reader.name}]", "[Also worth knowing]")
        if brief.cadence == "weekly"
        else (f"[Top stories for {brief.reader.name}]", "[Also worth knowing]")
    ),
    terms="[Key terms]",
    strategy=lambda brief: f"[{brief.reader.strategy_label}]",
    keywords=lambda weekly: "[Keywords of the week]" if weekly else "[Top keywords]",
    issues="[Main issues]",
    summary="- Summary:",
    context="- The week in context:",
    insight=lambda name: f"- {name}:",
    course="- Coverage:",
    credit=_english_credit,
    pick=lambda pick, weekly: f"{pick.number}. {pick.title}" + (f" ({english_day(pick.published)})" if weekly else ""),
    entry=lambda number, name: f"{number}. {name}:",
    own_sources="Sources",
    evidence="Further articles cited",
    no_date="no date",
    no_publisher="no publisher given",
    why="Why this was picked",
    counted="NewsPrism wrote this sentence by counting the articles, their dates and their outlets.",
    checked=lambda v: (
        f"Of {v.sentences} sentences, {v.supported} are supported by their sources and {v.composed} are counts by NewsPrism; "
        f"{len(v.dropped)} more did not pass the checks and were left out"
    ),
    tag=_english_tag,
)
_BY_TAG = {"en": ENGLISH}
