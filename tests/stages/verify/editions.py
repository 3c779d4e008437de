"""Invented documents and editions of the kind that the checks meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from newsprism.types.brief import (
    Brief,
    Citation,
    EditionReader,
    Figure,
    MadeWith,
    Origin,
    Pick,
    Sentence,
    SourceRef,
    Verification,
    Window,
)
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import StoryId
from newsprism.types.verdict import Fault

KST = timezone(timedelta(hours=9))


def document(
    text: str, title: str = "나루시, 새 산업단지 조성", *, name: str = "d1", day: date | None = date(2026, 3, 12)
) -> Document:
    moment = datetime(day.year, day.month, day.day, 9, 30, tzinfo=KST) if day else None
    return Document(
        DocumentId(name), "article", title, text, moment, "나루일보", (), f"https://naru.example/{name}", "ko"
    )


def cite(source: Document, quote: str | None = None, field: str = "text") -> Citation:
    held = source.text if field == "text" else source.title
    quote = held if quote is None else quote
    start = held.index(quote)
    return Citation(source.id, field, start, start + len(quote), quote)


def sentence(text: str, source: Document, origin: Origin = "extracted", quote: str | None = None) -> Sentence:
    return Sentence(text, origin, (cite(source, quote),))


def composed(text: str, *citations: Citation, **figures: str) -> Sentence:
    return Sentence(text, "composed", citations, tuple(Figure(name, value) for name, value in figures.items()))


def pick(number: int, source: Document, *summary: Sentence, story: str | None = None, day: date | None = None) -> Pick:
    published = day or (source.published_at.date() if source.published_at else date(2026, 3, 12))
    reference = SourceRef(source.id, source.title, source.publisher, published, source.url)
    return Pick(
        number, "core", source.title, published, StoryId(story or f"s{number}"), summary, (), (), (), (reference,), 1
    )


def brief(*picks: Pick, **blocks: object) -> Brief:
    empty = Brief(
        cadence="weekly",
        issue_date=date(2026, 3, 15),
        window=Window(date(2026, 3, 9), date(2026, 3, 14)),
        reader=EditionReader("ceo", "기업 CEO", "CEO", "CEO 인사이트", "산업계 분석", "주간 전략 포인트"),
        language="ko",
        title="…",
        subtitles=(),
        head_line="…",
        editor_note="…",
        ai_label="…",
        ai_generated=False,
        disclaimer=None,
        analysis=(),
        issues=(),
        trends=(),
        picks=picks,
        terms=(),
        strategy=(),
        keywords=(),
        sources=tuple(source for p in picks for source in p.sources),
        runners_up=(),
        filtered=(),
        verification=Verification(0, 0, 0, ()),
        made_with=MadeWith("0", "test", None, None),
    )
    return replace(empty, **blocks)


def kinds(faults: tuple[Fault, ...]) -> set[str]:
    return {fault.kind for fault in faults}
