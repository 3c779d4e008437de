"""The printed order of an edition: headings, lines and reference numbers, shared by every printed format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from newsprism.stages.render.charts.labels import words
from newsprism.stages.render.charts.wording import of_shift, of_timeline, of_topics
from newsprism.stages.render.labels import KOREAN, Labels, labels
from newsprism.types.brief import Brief, Pick, Sentence, SourceRef

Kind = Literal["heading", "subheading", "paragraph", "item", "note", "list", "chart"]


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence with the numbers of its sources."""

    text: str
    references: tuple[int, ...]
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block: `label` stands before the runs ("- 주간 맥락:"), `anchor` names it for links."""

    kind: Kind
    label: str = ""
    runs: tuple[Run, ...] = ()
    anchor: str = ""


class Layout:
    """Lays out one edition; `numbers` gives the printed number of each source."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.labels = labels(brief)
        self.numbers = {source.document_id: n for n, source in enumerate(brief.sources, start=1)}

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks between the editor's note and the sources."""
        body = self._weekly() if self.brief.cadence == "weekly" else self._daily()
        yield from body
        if self.brief.disclaimer:
            yield Block("note", self.brief.disclaimer)

    def runs(self, sentences: Sequence[Sentence]) -> tuple[Run, ...]:
        """Return printable runs: each sentence with its source numbers, each number once."""
        return tuple(
            Run(
                s.text,
                tuple(dict.fromkeys(self.numbers[c.document_id] for c in s.citations if c.document_id in self.numbers)),
                s,
            )
            for s in sentences
        )

    def own_sources(self) -> tuple[tuple[int, SourceRef], ...]:
        """Return the articles of the picks, numbered."""
        own = {p.sources[0].document_id for p in self.brief.picks if p.sources}
        return tuple((n, s) for n, s in enumerate(self.brief.sources, start=1) if s.document_id in own)

    def evidence(self) -> tuple[tuple[int, SourceRef], ...]:
        """Return the further articles that sentences cite, numbered."""
        own = {n for n, _ in self.own_sources()}
        return tuple((n, s) for n, s in enumerate(self.brief.sources, start=1) if n not in own)

    def cited(self) -> frozenset[int]:
        """Return the numbers that stand behind sentences: headlines that only a chart names are not among them."""
        brief = self.brief
        above = (
            *brief.subtitles,
            *((brief.headline,) if brief.headline else ()),
            *(p.headline for p in brief.picks if p.headline),
        )
        runs = (*self.runs(above), *(run for block in self.blocks() for run in block.runs))
        return frozenset(number for run in runs for number in run.references)

    def _weekly(self) -> Iterator[Block]:
        brief, said = self.brief, self.labels
        if brief.analysis:
            yield Block("heading", said.analysis(brief))
            yield from (Block("paragraph", "", self.runs(p.sentences)) for p in brief.analysis)
        if brief.trends or brief.charts.topics_by_day or brief.charts.keyword_shift:
            yield Block("heading", said.trends)
        yield from self._charts()
        for trend in brief.trends:
            yield Block("subheading", f"■ {trend.title}")
            yield Block("paragraph", "", self.runs(trend.sentences))
        yield from self._picks(*said.picks(brief))
        yield from self._named(said.terms, [(_term(t.term, t.original), t.sentences) for t in brief.terms])
        yield from self._named(said.strategy(brief), [(s.name, s.sentences) for s in brief.strategy])
        yield from self._keywords(said.keywords(True))

    def _daily(self) -> Iterator[Block]:
        brief, said = self.brief, self.labels
        if brief.issues:
            yield Block("heading", said.issues)
        yield from (Block("paragraph", f"■ {i.label}:", self.runs(i.sentences)) for i in brief.issues)
        yield from self._picks(*said.picks(brief))
        yield from self._keywords(said.keywords(False))

    def _charts(self) -> Iterator[Block]:
        charts = self.brief.charts
        if charts.topics_by_day:
            yield Block("chart", of_topics(charts.topics_by_day, words(self.brief)).line, anchor="chart-topics")
        if charts.keyword_shift:
            yield Block("chart", of_shift(charts.keyword_shift, words(self.brief)).line, anchor="chart-shift")

    def _picks(self, core: str, reference: str) -> Iterator[Block]:
        for heading, role in ((core, "core"), (reference, "reference")):
            picks = [p for p in self.brief.picks if p.role == role]
            if picks:
                yield Block("heading", heading)
            for pick in picks:
                yield from self._pick(pick)

    def _pick(self, pick: Pick) -> Iterator[Block]:
        weekly, said = self.brief.cadence == "weekly", self.labels
        yield Block("subheading", said.pick(pick, weekly), anchor=f"pick-{pick.number}")
        parts = (
            (said.summary, pick.summary),
            (said.context, pick.context),
            (said.insight(self.brief.reader.insight_label), pick.insight),
        )
        yield from (Block("item", label, self.runs(sentences)) for label, sentences in parts if sentences)
        line = self.brief.charts.timeline(pick.story_id)
        if line:
            yield Block(
                "chart",
                f"{said.course} {of_timeline(line, words(self.brief)).line}",
                anchor=f"chart-course-{pick.number}",
            )
        if not weekly and pick.sources:
            yield Block("item", said.credit(pick, said.no_publisher))

    def _named(self, heading: str, entries: Sequence[tuple[str, tuple[Sentence, ...]]]) -> Iterator[Block]:
        if entries:
            yield Block("heading", heading)
        for number, (name, sentences) in enumerate(entries, start=1):
            yield Block("paragraph", self.labels.entry(number, name), self.runs(sentences))

    def _keywords(self, heading: str) -> Iterator[Block]:
        if self.brief.keywords:
            yield Block("heading", heading)
            yield Block("list", ", ".join(self.brief.keywords))


def source_line(source: SourceRef, said: Labels = KOREAN) -> str:
    """Return a source as printed in the list: publisher, headline, date, pages, address."""
    published = source.published.isoformat() if source.published else said.no_date
    parts = [source.publisher or said.no_publisher, source.title, published]
    if source.pages:
        parts.append(f"p. {', '.join(map(str, source.pages))}")
    return ", ".join([*parts, source.url] if source.url else parts)


def _term(term: str, original: str | None) -> str:
    return f"{term}({original})" if original and original != term else term
