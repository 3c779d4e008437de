"""The rule-based writer: nothing in it makes up a word; it chooses, shortens and counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsprism.protocols.services import Generator
from newsprism.protocols.stages import Assignment, Draft, DraftPick
from newsprism.stages.write.blocks import draft
from newsprism.stages.write.context import context
from newsprism.stages.write.desk import Desk, affairs_of, matters
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.lenses import insight, strategy
from newsprism.stages.write.material import Candidate, Material, MorphemeSource, day_of
from newsprism.stages.write.objective import Slot, Summariser, Taken, informative, summarise
from newsprism.stages.write.overview import analysis, issues, related, trends
from newsprism.stages.write.plain import read
from newsprism.stages.write.since import Since, opening, since
from newsprism.stages.write.staleness import overtaken
from newsprism.stages.write.terms import terms
from newsprism.stages.write.words import headline, keywords, phrase_of, titles_of
from newsprism.text.ko.genre import genre
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.language import language
from newsprism.types.brief import Citation, Issue, Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.dropped import Dropped
from newsprism.types.history import Sent
from newsprism.types.ranking import RankedStory
from newsprism.types.story import Story, StoryId

CORE = Slot(200, 282, 3, 4)
REFERENCE = Slot(85, 172, 2, 2)
CORE_PICKS = 4
_SIBLINGS = 8


@dataclass(frozen=True, slots=True)
class Options:
    """`summariser` chooses daily summaries; `background` is how many other stories may back the overviews.

    The rest is for writers that ask a model: `generator` is the model, `prompts` a folder with prompts of the newsroom,
    `verbatim` the most characters of Korean in a row that may be one article's (0: any), `connections` the questions at
    once, `run_tokens` the tokens that one edition may take (0: any).
    """

    summariser: Summariser = "objective"
    background: int = 30
    generator: Generator | None = None
    prompts: Path | None = None
    verbatim: int = 50
    connections: int = 8
    run_tokens: int = 0


class ExtractiveWriter:
    """Writes an edition from sentences of its sources; `analyser` gives morphemes."""

    name = "extractive"
    generative = False

    def __init__(self, analyser: MorphemeSource, options: Options | None = None) -> None:
        self.analyser = analyser
        self.options = options or Options()
        self._material: dict[tuple[int, tuple[DocumentId, ...], date, Sent | None], Material] = {}
        self._titles: dict[str, tuple[Morpheme, ...]] = {}

    def write(self, assignment: Assignment) -> Draft:
        """Return all texts of the edition; called again with more `rejected` texts it takes the next best ones."""
        return self.fill(self.desk(assignment))

    def fill(self, desk: Desk) -> Draft:
        """Return all texts of the edition whose material lies on `desk`."""
        if not language(desk.reader.language).analysed:
            return draft(desk)
        assignment = desk.assignment
        titles = self._morphemes(titles_of([s.story for s in desk.everything]))
        daily = assignment.cadence == "daily"
        # What is scarce is written first: the picks' own texts, then what may draw on every story.
        overview = () if daily else analysis(desk)
        picks = tuple(self._pick(desk, pick, place, daily) for place, pick in enumerate(desk.selected))
        main = issues(desk, titles) if daily else ()
        found, glossary = ((), ()) if daily else terms(desk)
        # Few sentences name what is due: the points take them before the trends, which have many to choose from.
        points = () if daily else strategy(desk)
        return Draft(
            cadence=assignment.cadence,
            headline=headline(desk),
            subtitles=_subtitles(desk, main),
            analysis=overview,
            issues=main,
            trends=() if daily else trends(desk, titles),
            picks=picks,
            terms=found,
            strategy=points,
            keywords=keywords(desk, titles),
            glossary=glossary,
        )

    def desk(self, assignment: Assignment) -> Desk:
        """Return the material of an edition, read once and kept."""
        ranking = assignment.ranking
        background = _background(ranking.not_selected, ranking.selected, self.options.background)
        siblings = _siblings(assignment.background, ranking.selected)
        news = _news(assignment, siblings)
        # Reading sentences is what an edition costs; a daily quotes few stories besides its picks.
        quoted = related(background, ranking.selected) if assignment.cadence == "daily" else background
        stories: list[tuple[Story, Sequence[Document]]] = [
            (s.story, news[s.story.id].printable if s.story.id in news else _documents(s))
            for s in (*ranking.selected, *quoted)
        ]
        had = dict(news)
        for pick, group in siblings.items():
            stories += [(s, s.documents) for s in group]
            had |= {s.id: news[pick] for s in group if pick in news}
        material = self._read(stories, assignment.window.end, had)
        affairs = affairs_of((*ranking.selected, *background))
        groups = [
            [i for one in matter for i in (one.story.id, *(o.id for o in siblings.get(one.story.id, ())))]
            for matter in matters((*ranking.selected, *quoted), affairs)
        ]
        return Desk(
            assignment=assignment,
            reader=ranking.reader,
            selected=tuple(s for s in ranking.selected if s.leads),
            background=tuple(background),
            siblings=siblings,
            material=material,
            affairs=affairs,
            taken=Taken(assignment.rejected),
            summariser=self.options.summariser,
            since=news,
            stale=overtaken([list(_analysed(material, ids)) for ids in groups]),
        )

    def _read(
        self, stories: Sequence[tuple[Story, Sequence[Document]]], last: date, had: Mapping[StoryId, Since]
    ) -> dict[StoryId, Material]:
        """Read what was not read before; the material holds its story, so that its identity stays its own."""
        wanted = {
            (id(s), tuple(d.id for d in documents), last, had[s.id].sent if s.id in had else None): (s, documents)
            for s, documents in stories
            if documents
        }
        missing = {key: work for key, work in wanted.items() if key not in self._material}
        known = {story: since.known for story, since in had.items()}
        self._material.update(zip(missing, read(list(missing.values()), self.analyser, last, known), strict=True))
        return {self._material[key].story.id: self._material[key] for key in reversed(wanted)}

    def _morphemes(self, titles: Sequence[str]) -> dict[str, tuple[Morpheme, ...]]:
        missing = [t for t in titles if t not in self._titles]
        self._titles.update(zip(missing, self.analyser.analyse_all(missing), strict=True))
        return self._titles

    def _pick(self, desk: Desk, pick: RankedStory, place: int, daily: bool) -> DraftPick:
        lead = desk.material[pick.story.id].lead
        summary: tuple[Sentence, ...] = ()
        if daily:
            summary = _summary(desk, pick.story.id, CORE if place < CORE_PICKS else REFERENCE)
        return DraftPick(
            story_id=pick.story.id,
            title=lead.title,
            published=day_of(lead) or desk.window.end,
            summary=summary,
            context=() if daily else context(desk, pick, lead),
            insight=() if daily else insight(desk, pick, lead),
        )


def _summary(desk: Desk, story: StoryId, slot: Slot) -> tuple[Sentence, ...]:
    """Return the summary of a pick; of one that the reader had before, what is new comes first and may stand alone."""
    since = desk.since.get(story)
    first = opening(since, desk.window.end, {*desk.taken.texts, *map(folded, desk.taken.refused)}) if since else None
    if first:
        desk.taken.texts.add(folded(first.text))
        slot = _left(slot, len(first.text), 1)
    about = desk.material[story].about
    chosen = summarise([c for c in desk.candidates([story]) if about(c)], slot, desk.taken, desk.summariser)
    desk.taken.take(chosen)
    if since:
        slot = _left(slot, sum(len(c.text) + 1 for c in chosen) - 1, len(chosen))
        if slot.least > 0 and slot.count > 0:
            chosen += desk.choose(desk.candidates([story], told=True), slot, informative)
    return (*((first,) if first else ()), *printed(chosen))


def _left(slot: Slot, length: int, count: int) -> Slot:
    """Return the room that is left behind `count` sentences of together `length` characters."""
    return Slot(slot.least - length - 1, slot.most - length - 1, max(0, slot.fewest - count), slot.count - count)


def _news(assignment: Assignment, siblings: Mapping[StoryId, Sequence[Story]]) -> dict[StoryId, Since]:
    """Return what is new of the picks that the reader had before."""
    found = {
        pick.story.id: since(pick, assignment.known[pick.story.id], siblings.get(pick.story.id, ()))
        for pick in assignment.ranking.selected
        if pick.story.id in assignment.known
    }
    return {story: news for story, news in found.items() if news}


def _documents(ranked: RankedStory) -> list[Document]:
    """Return the printable reports, best first, then the rest of the story for evidence."""
    by_id = {d.id: d for d in ranked.story.documents}
    return [by_id[i] for i in ranked.leads if i in by_id]


def _reports(ranked: RankedStory) -> bool:
    """Say whether a story is news and no announcement of the one it is about."""
    leads = _documents(ranked)
    return bool(leads) and genre(leads[0].title) == "news"


def _background(
    dropped: Sequence[Dropped[RankedStory]], selected: Sequence[RankedStory], count: int
) -> list[RankedStory]:
    """Return runners-up that are other affairs than the picks."""
    threads = {s.story.thread_id for s in selected if s.story.thread_id}
    kept = [
        d.item
        for d in dropped
        if d.reason != "same_affair" and _reports(d.item) and d.item.story.thread_id not in threads
    ]
    return kept[:count]


def _siblings(stories: Sequence[Story], selected: Sequence[RankedStory]) -> dict[StoryId, tuple[Story, ...]]:
    """Return, for each pick, the most reported other stories of its thread."""
    ranked = sorted(stories, key=lambda s: (-len(s.outlets), -len(s.documents), s.id))
    return {
        pick.story.id: tuple(s for s in ranked if s.thread_id == pick.story.thread_id and s.id != pick.story.id)[
            :_SIBLINGS
        ]
        for pick in selected
        if pick.story.thread_id
    }


def _analysed(material: Mapping[StoryId, Material], stories: Sequence[StoryId]) -> Iterator[Candidate]:
    """Yield the candidates of which plans and deeds are told apart: what has overtaken others is known in no other language."""
    for story in stories:
        if story in material:
            yield from (c for c in material[story].candidates if language(c.document.language).analysed)


def _subtitles(desk: Desk, main: Sequence[Issue]) -> tuple[Sentence, ...]:
    """Return three short headline parts, one for each issue, or none when one of them has no part that fits."""
    found = []
    for issue in main:
        best = next((phrase_of(desk, i, 13, 30) for i in issue.story_ids), None)
        if best is None:
            return ()
        part, source = best
        start = source.title.index(part)
        found.append(Sentence(part, "extracted", (Citation(source.id, "title", start, start + len(part), part),)))
    return tuple(found) if len(found) == 3 else ()
