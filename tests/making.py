"""Invented documents, stories and readers from which the tests of stages and pipelines are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from newsprism.types.brief import Citation, Sentence, Window
from newsprism.types.document import Document, DocumentId
from newsprism.types.reader import (
    Headings,
    Interests,
    Lens,
    ReaderType,
    ReaderTypeId,
    Topic,
    TopicId,
)
from newsprism.types.story import Story, StoryId

KST = timezone(timedelta(hours=9))
WEEK = Window(date(2026, 3, 9), date(2026, 3, 14))
SUNDAY = date(2026, 3, 15)


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of March 2026 in Seoul."""
    return datetime(2026, 3, day, hour, minute, tzinfo=KST)


def article(
    name: str,
    title: str = "나루시, 새 산업단지 조성",
    text: str = "나루시는 12일 새 산업단지를 조성한다고 밝혔다. 면적은 30만 제곱미터다. 첫 기업은 내년에 들어온다.",
    *,
    published: datetime | None = None,
    undated: bool = False,
    publisher: str | None = "나루일보",
    url: str | None = None,
    language: str = "ko",
    license_: str | None = None,
) -> Document:
    return Document(
        DocumentId(name),
        "article",
        title,
        text,
        None if undated else published or at(12),
        publisher,
        (),
        url or f"https://naru.example/{name}",
        language,
        license=license_,
    )


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def story(name: str, *documents: Document, thread: str | None = None, recurring: bool = False) -> Story:
    moments = sorted(d.published_at for d in documents if d.published_at)
    first, last = (moments[0], moments[-1]) if moments else (None, None)
    return Story(
        StoryId(name), 1, documents[0].title, tuple(documents), first, last, frozenset(), recurring, thread_id=thread
    )


def cited(source: Document, quote: str, text: str | None = None) -> Sentence:
    """A sentence that says `quote`, cited to the character."""
    start = source.text.index(quote)
    return Sentence(text or quote, "extracted", (Citation(source.id, "text", start, start + len(quote), quote),))


PORTS = Topic(TopicId("ports"), "항만", {"부두": 1.0, "항만": 0.8, "하역": 0.5}, ("항만 축제",), "항만 시설의 확충")
SCHOOLS = Topic(TopicId("schools"), "교육", {"대학": 1.0, "강좌": 0.8}, (), "대학과 강좌의 변화")


def reader(
    *,
    topics: Sequence[tuple[Topic, float]] = ((PORTS, 1.0), (SCHOOLS, 0.5)),
    never: Sequence[str] = ("분양권",),
    companies: Sequence[tuple[str, float]] = (("삼성전자", 0.8),),
    terms: Sequence[tuple[str, float]] = (),
    investor: bool = False,
    name: str = "skipper",
) -> ReaderType:
    return ReaderType(
        ReaderTypeId(name),
        "항만 운영자",
        "운영자",
        investor,
        "어느 부두를 언제 쓸지 정한다.",
        Headings("항만 분석", "운영자 인사이트", "주간 점검 포인트" if investor else "주간 전략 포인트", "전략"),
        Interests(tuple(topics), tuple(terms), tuple(companies), ()),
        tuple(never),
        (Lens(TopicId("ports"), "어느 부두가 언제 열리는가", ("deadline", "amount"), ("선석",), "부두 배정"),),
    )
