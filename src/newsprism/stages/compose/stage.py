"""The composer adds nothing about the world: only what the system counted, and the fixed labels of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from newsprism.protocols.stages import Draft, DraftPick, Press
from newsprism.stages.compose.charts import charts, of_picks, shift_of
from newsprism.text.language import DEFAULT, language
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

RULES_LABEL, MODEL_LABEL, DISCLAIMER = (
    language(DEFAULT).words.rules_label,
    language(DEFAULT).words.model_label,
    language(DEFAULT).words.disclaimer,
)


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
        words = language(reader.language).words
        brief = Brief(
            cadence=draft.cadence,
            issue_date=press.issue_date,
            window=press.window,
            reader=edition_reader(reader),
            language=reader.language,
            title=words.title(draft.headline, reader, weekly),
            subtitles=draft.subtitles,
            head_line=words.head_line(reader, weekly),
            editor_note=words.note(reader, press, len(picks), WANTED, weekly),
            ai_label=words.model_label if by_model else words.rules_label,
            ai_generated=by_model,
            disclaimer=words.disclaimer if reader.investor else None,
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
        words = language(reader.language).words
        note = words.note(reader, press, len(brief.picks), WANTED, brief.cadence == "weekly")
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
        yield from (*([pick.headline] if pick.headline else []), *pick.summary, *pick.context, *pick.insight)
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


def _pick(number: int, draft: DraftPick, ranked: RankedStory) -> Pick:
    by_id = {d.id: d for d in ranked.story.documents}
    leads = [by_id[i] for i in ranked.leads]
    # The writer may have put another of the reports above the pick: what is new is in that one.
    titles = {draft.title} | {c.quote for c in (draft.proof.citations if draft.proof else ()) if c.field == "title"}
    lead = next((d for d in leads if d.title in titles), leads[0])
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
        headline=draft.proof,
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
