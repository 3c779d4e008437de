"""The rule-based writer: nothing in it makes up a word; it chooses, shortens and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsprism.protocols.services import Generator
from newsprism.protocols.stages import Assignment, Draft, DraftPick
from newsprism.stages.write.blocks import draft
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.context import context
from newsprism.stages.write.desk import Desk, affairs_of, matters
from newsprism.stages.write.issues import issues, openings, related
from newsprism.stages.write.lenses import insight, strategy
from newsprism.stages.write.material import Material, MorphemeSource, day_of
from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.keywords import keywords
from newsprism.stages.write.naming.masthead import headline, subtitles
from newsprism.stages.write.objective import Summariser, Taken
from newsprism.stages.write.overview import analysis
from newsprism.stages.write.plain import read
from newsprism.stages.write.sessions import closing_report, sessions_over
from newsprism.stages.write.shelf import Shelf
from newsprism.stages.write.since import Since, since
from newsprism.stages.write.staleness import overtaken, overtaken_elsewhere
from newsprism.stages.write.steps import steps
from newsprism.stages.write.summary import given_back, heads, room, summary, thin
from newsprism.stages.write.terms import terms
from newsprism.stages.write.trends import trends
from newsprism.text.ko.affair import of_one_matter
from newsprism.text.ko.genre import genre
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.language import language
from newsprism.types.brief import Issue, Paragraph, StrategyPoint, Trend
from newsprism.types.document import Document, DocumentId
from newsprism.types.dropped import Dropped
from newsprism.types.history import Sent
from newsprism.types.ranking import RankedStory
from newsprism.types.story import Story, StoryId

_SIBLINGS = 8
_BESIDE = 4
"""Reports that are read of a story beside the picks."""


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
        titles = Headlines(self.analyser, self._titles)
        daily = assignment.cadence == "daily"
        # What is scarce is written first: two steps that tell a course, the picks' own texts, then what may draw
        # on every story. The analysis opens the edition with the news itself.
        overview = () if daily else analysis(desk)
        dated = {} if daily else {pick.story.id: steps(desk, pick) for pick in desk.selected}
        if not daily:
            desk.headlined |= {desk.affairs[s.story.id] for s in desk.selected}
        first = heads(desk) if daily else {}
        opened, first = openings(desk, first) if daily else ({}, {})
        picks = tuple(
            self._daily(desk, pick, place, first.get(pick.story.id))
            if daily
            else self._weekly(desk, pick, dated.get(pick.story.id, ()))
            for place, pick in enumerate(desk.selected)
        )
        main = issues(desk, titles, opened, thin(picks)) if daily else ()
        told = {story for issue in main for story in issue.story_ids}
        unused = {story: opening for story, opening in opened.items() if story not in told}
        picks = tuple(
            given_back(pick, place, unused.get(pick.story_id), head=pick.story_id not in first)
            for place, pick in enumerate(picks)
        )
        # Few sentences name what is due: the points take them before the trends, which have many to choose from.
        points = () if daily else strategy(desk)
        courses = () if daily else trends(desk)
        # A term is explained that the edition prints.
        found, glossary = ((), ()) if daily else terms(desk)
        blocks: tuple[Paragraph | Issue | Trend | StrategyPoint, ...] = (*overview, *main, *courses, *points)
        printed = [s for block in blocks for s in block.sentences]
        printed += [s for p in picks for s in (*p.summary, *p.context, *p.insight)]
        title = headline(desk, printed)
        return Draft(
            cadence=assignment.cadence,
            headline=title,
            subtitles=subtitles(desk, main, title, printed),
            analysis=overview,
            issues=main,
            trends=courses,
            picks=picks,
            terms=found,
            strategy=points,
            keywords=keywords(desk, titles, printed=printed),
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
            (s.story, news[s.story.id].printable if s.story.id in news else _documents(s)) for s in ranking.selected
        ]
        # A story beside the picks gives a sentence or two: its best reports hold them.
        stories += [(s.story, _documents(s)[:_BESIDE]) for s in quoted]
        had = dict(news)
        for pick, group in siblings.items():
            stories += [(s, _ends(s.documents)) for s in group]
            had |= {s.id: news[pick] for s in group if pick in news}
        affairs = affairs_of((*ranking.selected, *background))
        affairs |= {s.id: affairs[pick] for pick, group in siblings.items() for s in group if s.id not in affairs}
        groups = [
            [i for one in matter for i in (one.story.id, *(o.id for o in siblings.get(one.story.id, ())))]
            for matter in matters((*ranking.selected, *quoted), affairs)
        ]
        shelf = self._shelf(stories, groups, assignment.window.end, had)
        # What a story of a weekly tells another may have overtaken; a daily reads what it asks for.
        wanted = ranking.selected if assignment.cadence == "daily" else (*ranking.selected, *background)
        shelf.ask(i for one in wanted for i in (one.story.id, *(o.id for o in siblings.get(one.story.id, ()))))
        return Desk(
            assignment=assignment,
            reader=ranking.reader,
            selected=tuple(s for s in ranking.selected if s.leads),
            background=tuple(background),
            siblings=siblings,
            material=shelf,
            affairs=affairs,
            taken=Taken(assignment.rejected),
            summariser=self.options.summariser,
            since=news,
            stale=shelf.stale,
        )

    def _shelf(
        self,
        stories: Sequence[tuple[Story, Sequence[Document]]],
        groups: Sequence[Sequence[StoryId]],
        last: date,
        had: Mapping[StoryId, Since],
    ) -> Shelf:
        """Return the material of the stories, to be read on demand and then kept for the next round."""
        works = {s.id: (s, documents) for s, documents in reversed(stories) if documents}
        known = {story: since.known for story, since in had.items()}

        def read_of(wanted: Sequence[StoryId]) -> dict[StoryId, Material]:
            # The material holds its story, so that its identity stays its own.
            keys = {
                i: (id(works[i][0]), tuple(d.id for d in works[i][1]), last, had[i].sent if i in had else None)
                for i in wanted
            }
            missing = [i for i in wanted if keys[i] not in self._material]
            found = read([works[i] for i in missing], self.analyser, last, known)
            self._material.update({keys[i]: one for i, one in zip(missing, found, strict=True)})
            return {i: self._material[keys[i]] for i in wanted}

        return Shelf([s.id for s, documents in stories if documents], groups, read_of, _passed, _passed_elsewhere)

    def _daily(self, desk: Desk, pick: RankedStory, place: int, head: Candidate | None) -> DraftPick:
        lead = desk.material[pick.story.id].lead
        told = summary(desk, pick.story.id, room(place), head)
        return DraftPick(pick.story.id, lead.title, day_of(lead) or desk.window.end, told, (), ())

    def _weekly(self, desk: Desk, pick: RankedStory, dated: tuple[Candidate, ...]) -> DraftPick:
        lead = desk.material[pick.story.id].lead
        # What answers the reader's question is rarer than what came before.
        answer = insight(desk, pick, lead)
        told = context(desk, pick, lead, dated)
        return DraftPick(pick.story.id, lead.title, day_of(lead) or desk.window.end, (), told, answer)


def _news(assignment: Assignment, siblings: Mapping[StoryId, Sequence[Story]]) -> dict[StoryId, Since]:
    """Return what is new of the picks that the reader had before."""
    found = {
        pick.story.id: since(pick, assignment.known[pick.story.id], siblings.get(pick.story.id, ()))
        for pick in assignment.ranking.selected
        if pick.story.id in assignment.known
    }
    return {story: news for story, news in found.items() if news}


def _documents(ranked: RankedStory) -> list[Document]:
    """Return the printable reports, best first; of a market's sessions the last full report before all."""
    by_id = {d.id: d for d in ranked.story.documents}
    found = [by_id[i] for i in ranked.leads if i in by_id]
    last = closing_report(found)
    return found if last is None else [last, *(d for d in found if d is not last)]


def _ends(documents: Sequence[Document]) -> Sequence[Document]:
    """Return the first and the last reports with a text: where a story of the thread began and where it stands."""
    told = [d for d in documents if d.text]
    half = _BESIDE // 2
    return told if len(told) <= _BESIDE else [*told[:half], *told[-half:]]


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
    """Return, for each pick, the most reported other stories of its thread that are near it.

    A thread goes far in small steps: from the jobs of one country to those of another, from one bill to the next.
    """
    ranked = sorted(stories, key=lambda s: (-len(s.outlets), -len(s.documents), s.id))
    return {
        pick.story.id: tuple(
            s
            for s in ranked
            if s.thread_id == pick.story.thread_id and s.id != pick.story.id and of_one_matter(pick.story, s)
        )[:_SIBLINGS]
        for pick in selected
        if pick.story.thread_id
    }


def _passed(materials: Sequence[Material]) -> frozenset[tuple[str, int]]:
    """Return what is overtaken among stories of one matter.

    Plans and deeds are told apart in analysed languages only.
    """
    return overtaken([_analysed(materials)]) | sessions_over(materials)


def _passed_elsewhere(materials: Sequence[Material]) -> frozenset[tuple[str, int]]:
    """Return what is overtaken by stories of whatever matter."""
    return overtaken_elsewhere(_analysed(materials))


def _analysed(materials: Sequence[Material]) -> list[Candidate]:
    return [c for m in materials for c in m.candidates if language(c.document.language).analysed]
