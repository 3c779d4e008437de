"""The composer adds nothing about the world: only what the system counted, and the fixed labels of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from newsprism.protocols.stages import Draft, DraftPick, Press
from newsprism.stages.compose.charts import charts, of_picks, shift_of
from newsprism.types.brief import (
    Brief,
    EditionPerson,
    EditionReader,
    KeywordShift,
    MadeWith,
    Pick,
    Reason,
    RunnerUp,
    Sentence,
    SourceRef,
    Verification,
)
from newsprism.types.document import Document, DocumentId
from newsprism.types.ranking import RankedStory, Ranking
from newsprism.types.reader import ReaderType
from newsprism.version import __version__

_SEOUL = ZoneInfo("Asia/Seoul")
WANTED = 6
CORE = 4
RUNNERS_UP = 12

RULES_LABEL = "이 브리핑은 자동 알고리즘이 기사를 고르고 발췌·정리한 것입니다. 정확한 내용은 원문을 확인하세요."
MODEL_LABEL = "이 브리핑은 생성형 AI가 기사를 고르고 요약한 AI 생성물입니다. 정확한 내용은 원문을 확인하세요."
DISCLAIMER = "투자 참고 정보이며 매수·매도 권유가 아닙니다. 투자 판단과 책임은 이용자에게 있습니다."


class EditionComposer:
    """Composes an edition from a draft and the ranking it was written for."""

    def __init__(self) -> None:
        self._shift: tuple[Press, KeywordShift | None] | None = None

    def compose(self, draft: Draft, ranking: Ranking, press: Press) -> Brief:
        """Return the complete edition; a block that the draft left empty stays empty."""
        reader = ranking.reader
        by_story = {s.story.id: s for s in ranking.selected}
        picks = tuple(_pick(n, p, by_story[p.story_id]) for n, p in enumerate(draft.picks, start=1))
        weekly = draft.cadence == "weekly"
        by_model = press.generative and (draft.usage is None or draft.model is not None)
        tag = f"[AI 브리핑*주간 {reader.short} 뉴스]" if weekly else f"[AI 브리핑*{reader.name} 뉴스]"
        brief = Brief(
            cadence=draft.cadence,
            issue_date=press.issue_date,
            window=press.window,
            reader=edition_reader(reader),
            language="ko",
            title=f"{draft.headline} {tag}",
            subtitles=draft.subtitles,
            head_line=f"▲ {'주간 ' if weekly else ''}AI 브리핑 {reader.name} 맞춤 뉴스",
            editor_note=_note(reader, press, len(picks), weekly),
            ai_label=MODEL_LABEL if by_model else RULES_LABEL,
            ai_generated=by_model,
            disclaimer=DISCLAIMER if reader.investor else None,
            analysis=draft.analysis,
            issues=draft.issues,
            trends=draft.trends,
            picks=picks,
            terms=draft.terms,
            strategy=draft.strategy,
            keywords=draft.keywords,
            sources=(),
            runners_up=tuple(runner_up(d.item, d.reason) for d in ranking.not_selected[:RUNNERS_UP]),
            filtered=tuple(sorted(Counter(d.reason for d in ranking.filtered).items())),
            verification=Verification(0, 0, 0, (*press.dropped, *draft.dropped)),
            made_with=MadeWith(__version__, press.writer, draft.model, None, draft.usage),
            headline=draft.proof,
        )
        return _with_sources(
            replace(brief, charts=charts(brief, ranking, self._shifted(ranking, press))), ranking, draft.glossary
        )

    def _shifted(self, ranking: Ranking, press: Press) -> KeywordShift | None:
        """Read the headlines of two weeks once for all rounds of an edition."""
        if self._shift is None or self._shift[0] is not press:
            self._shift = (press, shift_of(ranking, press))
        return self._shift[1]

    def mend(self, brief: Brief, reader: ReaderType, press: Press) -> Brief:
        """Return `brief` with a note that counts its picks, with their timelines and the sources that it still uses."""
        brief = replace(brief, charts=of_picks(brief))
        used = {p.sources[0].document_id for p in brief.picks if p.sources}
        used |= {c.document_id for s in sentences_of(brief) for c in s.citations}
        used |= {c.document_id for line in brief.charts.timelines for c in line.headlines}
        sources = tuple(s for s in brief.sources if s.document_id in used)
        note = _note(reader, press, len(brief.picks), brief.cadence == "weekly")
        return replace(brief, sources=sources, editor_note=note)


def sentences_of(brief: Brief) -> Iterable[Sentence]:
    """Yield every sentence of an edition in printing order."""
    if brief.headline:
        yield brief.headline
    yield from brief.subtitles
    for paragraph in brief.analysis:
        yield from paragraph.sentences
    for issue in brief.issues:
        yield from issue.sentences
    for trend in brief.trends:
        yield from trend.sentences
    for pick in brief.picks:
        yield from (*pick.summary, *pick.context, *pick.insight)
    for term in brief.terms:
        yield from term.sentences
    for point in brief.strategy:
        yield from point.sentences


def edition_reader(reader: ReaderType) -> EditionReader:
    """Return the reader as an edition names it."""
    return EditionReader(
        str(reader.base or reader.id),
        reader.name,
        reader.short,
        reader.headings.insight,
        reader.headings.analysis,
        reader.headings.strategy,
        EditionPerson(str(reader.id), reader.person) if reader.person else None,
    )


def _note(reader: ReaderType, press: Press, picks: int, weekly: bool) -> str:
    start, end = press.window.start, press.window.end
    until = f"{end.day}일" if start.month == end.month else f"{end.month}월 {end.day}일"
    first = (
        f"이 {'주간 ' if weekly else ''}브리핑은 {start.year}년 {start.month}월 {start.day}일부터 {until}까지 매체 {press.outlets}곳이 낸 "
        f"기사 {press.documents:,}건 가운데 {reader.name} 독자를 위해 {picks}건을 골라 정리했습니다."
    )
    second = f"같은 사건을 다룬 기사는 하나로 묶어 모두 {press.stories:,}개 사안으로 보았습니다."
    if weekly:
        second = (
            f"같은 사건을 다룬 기사는 하나로 묶어 모두 {press.stories:,}개 사안으로 보았고, 주간 맥락에는 첫 보도부터 기간 안의 "
            "마지막 보도까지 흐름을 담았습니다."
        )
    third = "문장마다 근거 기사를 번호로 달았으며, 근거에서 확인되지 않은 문장은 싣지 않았습니다."
    short = f" 조건에 맞는 사안이 {picks}건뿐이어서 {WANTED}건을 채우지 않았습니다." if picks < WANTED else ""
    return f"{first} {second} {third}{short}"


def _pick(number: int, draft: DraftPick, ranked: RankedStory) -> Pick:
    by_id = {d.id: d for d in ranked.story.documents}
    leads = [by_id[i] for i in ranked.leads]
    # The writer may have put another of the reports above the pick: what is new is in that one.
    lead = next((d for d in leads if d.title == draft.title), leads[0])
    others = [d for d in ranked.story.documents if d.id != lead.id]
    return Pick(
        number=number,
        role="core" if number <= CORE else "reference",
        title=draft.title,
        published=draft.published,
        story_id=draft.story_id,
        summary=draft.summary,
        context=draft.context,
        insight=draft.insight,
        reasons=reasons_of(ranked),
        sources=tuple(source_of(d) for d in (lead, *others)),
        outlets=len(ranked.story.outlets),
    )


def reasons_of(ranked: RankedStory) -> tuple[Reason, ...]:
    """Return why a story was chosen, what counted most first."""
    ordered = sorted(ranked.signals, key=lambda s: -s.value * s.weight)
    return tuple(Reason(s.name, round(s.value, 4), s.text) for s in ordered)


def runner_up(ranked: RankedStory, reason: str) -> RunnerUp:
    """Return a story that nearly was chosen with what kept it out."""
    return RunnerUp(ranked.story.title, ranked.story.id, round(ranked.score, 4), reason, reasons_of(ranked)[:3])


def source_of(document: Document) -> SourceRef:
    """Return a document as it stands among the sources, without pages."""
    published = document.published_at.astimezone(_SEOUL).date() if document.published_at else None
    return SourceRef(document.id, document.title, document.publisher, published, document.url, document.license)


def _cited_pages(brief: Brief, known: Mapping[DocumentId, Document]) -> dict[DocumentId, tuple[int, ...]]:
    """Return the pages on which the cited spans of each paged document stand."""
    pages: dict[DocumentId, set[int]] = {}
    for citation in (c for s in sentences_of(brief) for c in s.citations if c.field == "text"):
        document = known.get(citation.document_id)
        if document is not None and document.pages:
            ends = (document.page_at(citation.start), document.page_at(max(citation.start, citation.end - 1)))
            pages.setdefault(document.id, set()).update(page for page in ends if page is not None)
    return {each: tuple(sorted(found)) for each, found in pages.items()}


def _with_sources(brief: Brief, ranking: Ranking, glossary: Sequence[Document]) -> Brief:
    """Return the brief with its sources numbered: first each pick's own article, then whatever else a sentence cites, in printing order."""
    known: dict[DocumentId, Document] = {d.id: d for d in glossary}
    for ranked in (*ranking.selected, *(d.item for d in ranking.not_selected)):
        known.update({d.id: d for d in ranked.story.documents})
    for dropped in ranking.filtered:
        known.update({d.id: d for d in dropped.item.documents})
    order = [p.sources[0].document_id for p in brief.picks]
    order += [c.document_id for s in sentences_of(brief) for c in s.citations]
    order += [c.document_id for line in brief.charts.timelines for c in line.headlines]
    pages = _cited_pages(brief, known)
    sources = tuple(replace(source_of(known[i]), pages=pages.get(i, ())) for i in dict.fromkeys(order) if i in known)
    picks = (
        replace(pick, sources=tuple(replace(s, pages=pages.get(s.document_id, ())) for s in pick.sources))
        for pick in brief.picks
    )
    return replace(brief, picks=tuple(picks), sources=sources)
