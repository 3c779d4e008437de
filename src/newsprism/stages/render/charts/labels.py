"""The words of charts, a set for each language; one without a set gets the Korean ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from newsprism.stages.render.labels import english_day
from newsprism.types.brief import Brief


@dataclass(frozen=True, slots=True)
class ChartLabels:
    """What a chart says. Numbers come as printed; `day` is a day for reading aloud, `span` two of them.

    `first` stands in the circle of the first report.
    """

    day: Callable[[date], str]
    span: Callable[[date, date], str]
    tick: Callable[[date, bool], str]
    widest: str
    weekdays: tuple[str, ...]
    topics: str
    topics_line: Callable[[str], str]
    topics_note: Callable[[str], str]
    topics_left: Callable[[str], str]
    topic: str
    total: str
    rest: str
    shift: str
    shift_line: Callable[[str, str], str]
    shift_note: Callable[[str], str]
    rises: str
    falls: str
    rising: str
    falling: str
    way: str
    scale: str
    shift_head: Callable[[str], tuple[str, ...]]
    stories: Callable[[str], str]
    course: str
    course_title: Callable[[str, str, str], str]
    course_head: tuple[str, ...]
    course_day: Callable[[date, str], str]
    course_line: Callable[[str, str], str]
    course_note: str
    reports: Callable[[str], str]
    outlets: Callable[[str], str]
    first_report: str
    turn: str
    first: str
    legend: tuple[str, str]


def words(brief: Brief) -> ChartLabels:
    """Return the labels in the language of an edition."""
    return _BY_TAG.get(brief.language, KOREAN)


def _day(day: date) -> str:
    return f"{day.month}월 {day.day}일"


def _span(first: date, last: date) -> str:
    end = f"{last.day}일" if (first.year, first.month) == (last.year, last.month) else _day(last)
    return f"{_day(first)}~{end}" if first != last else _day(first)


KOREAN = ChartLabels(
    day=_day,
    span=_span,
    tick=lambda day, fresh: f"{day.month}/{day.day}" if fresh else f"{day.day}일",
    widest="31일",
    weekdays=tuple("월화수목금토일"),
    topics="분야별로 보도된 사안",
    topics_line=lambda span: f"분야별로 보도된 사안({span}, 날마다 센 합): ",
    topics_note=lambda span: f"{span}, 그날 보도가 나온 사안의 수. 숫자는 가장 많은 날의 것이다.",
    topics_left=lambda n: f" 사안이 더 적은 {n}개 분야는 뺐다.",
    topic="분야",
    total="합계",
    rest="그 밖의 분야",
    shift="앞선 주보다 늘고 준 키워드",
    shift_line=lambda before, parts: f"앞선 주보다 늘고 준 키워드(사안 1,000건당, {before}에 견줌): {parts}",
    shift_note=lambda before: f"제목에 키워드가 든 사안, 1,000건당. 빈 원은 앞선 이레({before}), 찬 원은 이번 주.",
    rises="▲ 늘어난 키워드",
    falls="▼ 줄어든 키워드",
    rising="늘어남",
    falling="줄어듦",
    way="앞선 주→이번 주",
    scale="사안 1,000건당",
    shift_head=lambda before: ("키워드", f"앞선 이레({before})", "이번 주", "앞선 이레 1,000건당", "이번 주 1,000건당"),
    stories=lambda n: f"{n}건",
    course="보도 흐름",
    course_title=lambda span, reports, outlets: f"보도 흐름: {span}, 보도 {reports}건, 매체 {outlets}곳",
    course_head=("날짜", "보도", "매체", ""),
    course_day=lambda day, n: f"{day.day}일 {n}건",
    course_line=lambda days, outlets: f"{days}(매체 {outlets}곳)",
    course_note="넓은 기둥은 보도, 좁은 기둥은 매체의 수. 동그라미는 첫 보도와, 앞선 제목들에 없던 일이 제목에 나온 날이다.",
    reports=lambda n: f"{n}건",
    outlets=lambda n: f"{n}곳",
    first_report="첫 보도",
    turn="새 전개",
    first="첫",
    legend=("보도(건)", "매체(곳)"),
)


def _english_span(first: date, last: date) -> str:
    if first == last:
        return english_day(first)
    same = (first.year, first.month) == (last.year, last.month)
    return f"{english_day(first)}–{last.day if same else english_day(last)}"


def _counted(number: str, noun: str) -> str:
    return f"{number} {noun}" if number == "1" else f"{number} {noun}s"


ENGLISH = ChartLabels(
    day=english_day,
    span=_english_span,
    tick=lambda day, fresh: f"{day.month}/{day.day}" if fresh else str(day.day),
    widest="12/31",
    weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    topics="Stories reported, by topic",
    topics_line=lambda span: f"Stories reported, by topic ({span}, counted on each day): ",
    topics_note=lambda span: f"{span}: stories with a report on that day. The number is that of the busiest day.",
    topics_left=lambda n: f" {n} topics with fewer stories are left out.",
    topic="Topic",
    total="Total",
    rest="Other topics",
    shift="Keywords that rose and fell",
    shift_line=lambda before, parts: f"Keywords that rose and fell (per 1,000 stories, against {before}): {parts}",
    shift_note=lambda before: (
        f"Stories with the keyword in a headline, per 1,000. Hollow: the week before ({before}); filled: this week."
    ),
    rises="▲ More often",
    falls="▼ Less often",
    rising="more often",
    falling="less often",
    way="before→this week",
    scale="Per 1,000 stories",
    shift_head=lambda before: (
        "Keyword",
        f"Week before ({before})",
        "This week",
        "Week before, per 1,000",
        "This week, per 1,000",
    ),
    stories=lambda n: n,
    course="Coverage",
    course_title=lambda span, reports, outlets: (
        f"Coverage: {span}, {_counted(reports, 'report')}, {_counted(outlets, 'outlet')}"
    ),
    course_head=("Day", "Reports", "Outlets", ""),
    course_day=lambda day, n: f"{english_day(day)} ({n})",
    course_line=lambda days, outlets: f"reports by day {days}; {_counted(outlets, 'outlet')}",
    course_note="Wide columns are reports, narrow ones outlets. Circles: the first report, and days on which a headline told something new.",
    reports=lambda n: n,
    outlets=lambda n: n,
    first_report="first report",
    turn="new development",
    first="1st",
    legend=("reports", "outlets"),
)
_BY_TAG = {"en": ENGLISH}
