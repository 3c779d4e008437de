"""An invented edition with every chart, and the documents behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from newsprism.types.brief import (
    Charts,
    Citation,
    DayOfReports,
    KeywordCounts,
    KeywordShift,
    SourceRef,
    Timeline,
    TopicCounts,
    TopicsByDay,
    Turn,
    Window,
)
from newsprism.types.story import StoryId
from tests.making import KST, WEEK, article, at
from tests.stages.verify.editions import brief, pick

DAYS = tuple(WEEK.start + timedelta(days=n) for n in range(6))
REPORTS = (
    article("d1", "한결정밀 노조, 13일 파업 예고", published=at(9, 9)),
    article("d2", "한결정밀 노사 마주 앉았다", published=at(9, 15), publisher="다온신문"),
    article("d3", "한결정밀 노사 협상 결렬", published=at(11)),
    article("d4", "한결정밀 노사 잠정 합의", published=at(13)),
)


def headline(document):
    return Citation(document.id, "title", 0, len(document.title), document.title)


COURSE = Timeline(
    StoryId("s1"),
    tuple(DayOfReports(day, reports, min(reports, 2)) for day, reports in zip(DAYS[:5], (2, 0, 1, 0, 1), strict=True)),
    2,
    headline(REPORTS[0]),
    (Turn(date(2026, 3, 11), headline(REPORTS[2])), Turn(date(2026, 3, 13), headline(REPORTS[3]))),
)
TOPICS = TopicsByDay(
    DAYS,
    (
        TopicCounts("통상·관세", (6, 10, 8, 8, 7, 3)),
        TopicCounts("산업안전·중대재해", (1, 3, 6, 11, 5, 3)),
        TopicCounts("반도체", (3, 2, 8, 4, 4, 1)),
    ),
    (1, 0, 2, 0, 0, 1),
    4,
)
SHIFT = KeywordShift(
    Window(date(2026, 3, 2), date(2026, 3, 8)),
    2000,
    1500,
    (KeywordCounts("관세", 20, 60), KeywordCounts("희토류", 1, 9), KeywordCounts("수주", 41, 12)),
)
CHARTS = Charts(TOPICS, SHIFT, (COURSE,))
NAMES = (
    "국가첨단전략산업·공급망 안정화 기금",
    "펀드·ETF·연금상품",
    "산업안전·중대재해",
    "A" * 60,
    "가나다라마바사아자차카타파하",
    "W",
)
CROWDED = Charts(
    replace(
        TOPICS,
        topics=tuple(
            TopicCounts(NAMES[n % 6] + str(n), tuple((n * 97 + k * 31) % 999 for k in range(6))) for n in range(12)
        ),
    ),
    replace(SHIFT, keywords=tuple(KeywordCounts(NAMES[n % 6], n * 199 % 2000, n * 83 % 1500) for n in range(12))),
    (
        replace(
            COURSE,
            days=tuple(DayOfReports(date(2026, 2, 20) + timedelta(days=n), n * 37 % 140, n) for n in range(13)),
            turns=(),
        ),
    ),
)


def ref(document):
    return SourceRef(
        document.id, document.title, document.publisher, document.published_at.astimezone(KST).date(), document.url
    )


EDITION = brief(
    replace(pick(1, REPORTS[0]), sources=tuple(map(ref, REPORTS)), outlets=2),
    charts=CHARTS,
    sources=tuple(map(ref, REPORTS)),
)
