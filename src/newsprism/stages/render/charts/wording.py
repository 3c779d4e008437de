"""The words of charts: captions, what was counted, one line for plain text, and tables of all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsprism.types.brief import KeywordCounts, KeywordShift, Timeline, TopicCounts, TopicsByDay

MOST_ROWS = 12
MOST_DAYS = 31
LARGEST = 9_999_999
"""An edition may come from anywhere: a chart prints no more rows, days and digits than these."""

Row = tuple[str, ...]

_TOPICS = "분야별로 보도된 사안"


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says without its drawing; `rows[0]` of the table is its header."""

    title: str
    note: str
    line: str
    rows: tuple[Row, ...]


def of_topics(chart: TopicsByDay) -> Words:
    """Return the words of stories per topic and day."""
    days, topics = chart.days[:MOST_DAYS], chart.topics[:MOST_ROWS]
    span = _span(days[0], days[-1]) if days else ""
    left = f" 사안이 더 적은 {number(chart.topics_left)}개 분야는 뺐다." if chart.topics_left > 0 else ""
    line = f"{_TOPICS}({span}, 날마다 센 합): " + ", ".join(f"{t.name} {_total(t)}" for t in topics)
    rows = [("분야", *map(spoken, days), "합계")]
    rows += [(t.name, *map(number, t.stories[: len(days)]), _total(t)) for t in topics]
    if chart.topics_left > 0:
        rows.append(("그 밖의 분야", *map(number, chart.rest[: len(days)]), number(sum(chart.rest))))
    return Words(
        _TOPICS,
        f"{span}, 그날 보도가 나온 사안의 수. 숫자는 가장 많은 날의 것이다.{left}",
        line,
        tuple(rows),
    )


def of_shift(chart: KeywordShift) -> Words:
    """Return the words of what rose and fell in the headlines."""
    title, before = "앞선 주보다 늘고 준 키워드", _span(chart.before.start, chart.before.end)
    note = f"제목에 키워드가 든 사안, 1,000건당. 빈 원은 앞선 이레({before}), 찬 원은 이번 주."
    rises = [k for k in chart.keywords[:MOST_ROWS] if rose(chart, k)]
    falls = [k for k in chart.keywords[:MOST_ROWS] if not rose(chart, k)]
    parts = [
        f"{name} {', '.join(f'{k.keyword} {change(chart, k)}' for k in found)}"
        for name, found in (("늘어남", rises), ("줄어듦", falls))
        if found
    ]
    rows = [("키워드", f"앞선 이레({before})", "이번 주", "앞선 이레 1,000건당", "이번 주 1,000건당")]
    for k in chart.keywords[:MOST_ROWS]:
        first, last = shares(chart, k)
        rows.append((k.keyword, f"{number(k.before)}건", f"{number(k.now)}건", per_mille(first), per_mille(last)))
    return Words(title, note, f"{title}(사안 1,000건당, {before}에 견줌): {' · '.join(parts)}", tuple(rows))


def of_timeline(line: Timeline) -> Words:
    """Return the words of a story's course."""
    days = line.days[:MOST_DAYS]
    title = (
        f"보도 흐름: {_span(days[0].day, days[-1].day)}, 보도 {number(sum(d.reports for d in days))}건, 매체 {number(line.outlets)}곳"
        if days
        else "보도 흐름"
    )
    turns = {turn.day for turn in line.turns}
    rows = [("날짜", "보도", "매체", "")]
    for n, each in enumerate(days):
        mark = "첫 보도" if n == 0 else "새 전개" if each.day in turns else ""
        rows.append((spoken(each.day), f"{number(each.reports)}건", f"{number(each.outlets)}곳", mark))
    course = ", ".join(f"{d.day.day}일 {number(d.reports)}건" for d in days if d.reports)
    return Words(
        title,
        "넓은 기둥은 보도, 좁은 기둥은 매체의 수. 동그라미는 첫 보도와, 앞선 제목들에 없던 일이 제목에 나온 날이다.",
        f"{course}(매체 {number(line.outlets)}곳)",
        tuple(rows),
    )


def spoken(day: date) -> str:
    """Return a day for reading aloud."""
    return f"{day.month}월 {day.day}일"


def shares(chart: KeywordShift, word: KeywordCounts) -> tuple[float, float]:
    """Return how many of 1,000 stories held the keyword before and now."""
    return _share(word.before, chart.stories_before), _share(word.now, chart.stories_now)


def _share(count: int, whole: int) -> float:
    whole = max(1, whole)
    return 1_000 * (min(max(0, count), whole) / whole)


def rose(chart: KeywordShift, word: KeywordCounts) -> bool:
    """Say whether the share of a keyword is greater than it was."""
    first, last = shares(chart, word)
    return last > first


def change(chart: KeywordShift, word: KeywordCounts) -> str:
    """Return both shares as printed: 0.7→5.0."""
    first, last = shares(chart, word)
    return f"{per_mille(first)}→{per_mille(last)}"


def per_mille(share: float) -> str:
    """Return a share with a decimal where that tells more."""
    return f"{share:.0f}" if share >= 100 else f"{share:.1f}"


def number(value: int) -> str:
    """Return a count as printed."""
    return f"{max(0, min(value, LARGEST)):,}"


def _total(topic: TopicCounts) -> str:
    return number(sum(topic.stories[:MOST_DAYS]))


def _span(first: date, last: date) -> str:
    end = f"{last.day}일" if (first.year, first.month) == (last.year, last.month) else spoken(last)
    return f"{spoken(first)}~{end}" if first != last else spoken(first)
