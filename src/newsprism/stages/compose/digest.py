"""The cover, the note and the sources of a digest: only what the system counted, and fixed labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newsprism.protocols.stages import DigestPress
from newsprism.stages.compose.stage import (
    DISCLAIMER,
    MODEL_LABEL,
    RULES_LABEL,
    RUNNERS_UP,
    edition_reader,
    reasons_of,
    runner_up,
    source_of,
)
from newsprism.types.brief import (
    Brief,
    DigestItem,
    DigestLine,
    DigestSection,
    MadeWith,
    Sentence,
    SourceRef,
    Verification,
    Window,
)
from newsprism.types.document import Document, DocumentId
from newsprism.types.ranking import Ranking
from newsprism.version import __version__

NAME = "기술·정책 동향"


class CoverComposer:
    """Implements `protocols.DigestComposer`."""

    def compose(
        self,
        sections: Sequence[DigestSection],
        ranking: Ranking,
        press: DigestPress,
        documents: Mapping[DocumentId, Document],
    ) -> Brief:
        """Return the digest with its items numbered; sections without an item are left out."""
        reader, kept = ranking.reader, tuple(_numbered(sections, ranking))
        items = [item for section in kept for item in section.items]
        written = press.generative or any(_by_model(item) for item in items)
        return Brief(
            cadence="digest",
            issue_date=press.issue_date,
            window=press.window,
            reader=edition_reader(reader),
            language="ko",
            title=f"{NAME} {issue_number(press.window)} [AI 브리핑*{reader.short} 다이제스트]",
            subtitles=(),
            head_line=f"▲ AI 브리핑 {reader.name} 맞춤 동향",
            editor_note=_note(reader.name, press, items),
            ai_label=MODEL_LABEL if written else RULES_LABEL,
            ai_generated=written,
            disclaimer=DISCLAIMER if reader.investor else None,
            analysis=(),
            issues=(),
            trends=(),
            picks=(),
            terms=(),
            strategy=(),
            keywords=(),
            sources=tuple(_sources(items, documents)),
            runners_up=tuple(runner_up(d.item, d.reason) for d in ranking.not_selected[:RUNNERS_UP]),
            filtered=tuple(sorted(Counter(d.reason for d in ranking.filtered).items())),
            verification=Verification(0, 0, 0, ()),
            made_with=MadeWith(__version__, press.writer, press.model if written else None, None, press.usage),
            sections=kept,
        )


def issue_number(window: Window) -> str:
    """Return the number of an issue: which stretch of this many days of its year it ends in (``2025-4호``)."""
    days = (window.end - window.start).days + 1
    return f"{window.end.year}-{(window.end.timetuple().tm_yday - 1) // days + 1}호"


def sentences_of_item(item: DigestItem) -> Iterator[Sentence]:
    """Yield all statements of an item in printing order, title and summary first."""
    yield item.title
    yield from item.summary
    for block in item.body:
        if isinstance(block, DigestLine):
            yield block.sentence
            continue
        if block.title:
            yield block.title
        for row in block.rows:
            for cell in row:
                yield from cell


def _numbered(sections: Sequence[DigestSection], ranking: Ranking) -> Iterator[DigestSection]:
    ranked = {r.story.id: r for r in ranking.selected}
    number = 0
    for section in sections:
        items = []
        for item in section.items:
            number += 1
            reasons = reasons_of(ranked[item.story_id]) if item.story_id in ranked else ()
            items.append(replace(item, number=number, reasons=reasons))
        if items:
            yield replace(section, items=tuple(items))


def _sources(items: Sequence[DigestItem], documents: Mapping[DocumentId, Document]) -> Iterator[SourceRef]:
    for name in dict.fromkeys(name for item in items for name in item.documents):
        document = documents.get(name)
        if document is not None:
            yield replace(source_of(document), pages=_pages(document, items))


def _pages(document: Document, items: Sequence[DigestItem]) -> tuple[int, ...]:
    """Return the pages on which the cited spans of a paged document stand."""
    if not document.pages:
        return ()
    spans = (c for item in items for s in sentences_of_item(item) for c in s.citations)
    starts = [c for c in spans if c.document_id == document.id and c.field == "text"]
    ends = (document.page_at(at) for c in starts for at in (c.start, max(c.start, c.end - 1)))
    return tuple(sorted({page for page in ends if page is not None}))


def _note(reader: str, press: DigestPress, items: Sequence[DigestItem]) -> str:
    told = Counter(item.kind for item in items)
    news = f"과 기사 {told['news']}건" if told["news"] else ""
    read = f"기관 보고서 {press.reports:,}건" + (f"과 기사 {press.articles:,}건" if press.articles else "")
    parts = [
        f"이 다이제스트는 {_days(press.window)} 나온 {read} 가운데 {reader} 독자를 위해 보고서 {told['report']}건{news}"
        f"을 골라 개조식으로 정리했습니다.",
        "문장과 표는 원문의 것을 줄 끝만 다듬어 실었으며, 근거에서 확인되지 않은 것은 싣지 않았습니다.",
    ]
    translated = sum(_by_model(item) for item in items)
    if translated:
        parts.append(f"다른 언어의 보고서 {translated}건은 생성형 AI가 한국어로 정리했습니다.")
    omitted = sum(item.omitted for item in items)
    foreign = sum(not item.body for item in items)
    undated = sum(item.issued is None for item in items)
    if omitted:
        parts.append(f"한 쪽에 맞추려고 {omitted}줄을 통째로 덜었습니다.")
    if press.repeated:
        parts.append(f"겹친 보고서 {press.repeated}건은 한 번만 실었습니다.")
    if foreign:
        parts.append(f"한국어가 아닌 보고서 {foreign}건은 제목과 출처만 실었습니다.")
    if undated:
        parts.append(f"날짜가 없는 보고서 {undated}건도 실었습니다.")
    return " ".join(parts)


def _by_model(item: DigestItem) -> bool:
    return any(sentence.origin == "generated" for sentence in sentences_of_item(item))


def _days(window: Window) -> str:
    start, end = window.start, window.end
    until = f"{end.day}일"
    if start.year != end.year:
        until = f"{end.year}년 {end.month}월 {end.day}일"
    elif start.month != end.month:
        until = f"{end.month}월 {end.day}일"
    return f"{start.year}년 {start.month}월 {start.day}일부터 {until}까지"
