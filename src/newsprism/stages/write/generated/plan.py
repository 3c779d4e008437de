"""Which blocks a model is asked for, and with which source sentences.

The rule-based draft is the plan: it has decided what is printed, under which heading, from which stories. Every block
keeps the sentences that the rules chose for it and gets more of the same stories, no sentence twice in an edition, so
that blocks written at the same time do not repeat one another. The summary of a story does not depend on the reader, so
that its answer serves all readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsprism.protocols.stages import Draft, DraftPick
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, answering, lens_for
from newsprism.stages.write.generated.sources import Source, of_candidate, of_sentences, of_title, usable
from newsprism.stages.write.issues import ISSUE
from newsprism.stages.write.lenses import INSIGHT, STRATEGY
from newsprism.stages.write.objective import Score, Slot, informative, wide
from newsprism.stages.write.overview import ANALYSIS
from newsprism.stages.write.summary import CORE, CORE_PICKS, REFERENCE
from newsprism.stages.write.trends import TREND
from newsprism.text.language import language
from newsprism.text.untrusted import orders, unsafe, visible
from newsprism.types.brief import Issue, Paragraph, Sentence, StrategyPoint, Term, Trend
from newsprism.types.document import Document, DocumentId
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens
from newsprism.types.story import StoryId

Key = tuple[str, str]
"""A kind of block and what tells it from others of its kind; the kind is the name of its prompt."""

CONTEXT_ROOM = 102
TERM = Slot(70, 128, 1, 3)
TITLE = Slot(25, 45, 1, 1)
SUBTITLES = Slot(13, 30, 3, 3)
HEADLINE = Slot(14, 36, 1, 1)
_MOST = 12
_FEWEST = 2
_SHARED = 8
_TITLED = 3
_NEW = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One question: the room for its sentences, the slots of its prompt, the sentences it may rest on.

    `fragment` is a headline or part of one and no sentence.
    """

    key: Key
    slot: Slot
    slots: Mapping[str, str]
    sources: tuple[Source, ...]
    fragment: bool = False

    @property
    def prompt(self) -> str:
        """The name of the prompt."""
        return self.key[0]

    def of(self, sources: Iterable[Source]) -> Block:
        """Return the same question over fewer sources, with its share of the room."""
        kept = tuple(sources)
        share = max(1, round(self.slot.count * len(kept) / max(1, len(self.sources))))
        return replace(self, sources=kept, slot=replace(self.slot, count=share, least=0))


@dataclass(slots=True)
class _Dealer:
    """Hands out source sentences; those of the rule-based blocks are their own from the start."""

    desk: Desk
    documents: dict[DocumentId, tuple[StoryId, Document]]
    dealt: set[tuple[DocumentId, str, int]] = field(default_factory=set)

    def seeds(self, sentences: Iterable[Sentence]) -> list[Source]:
        return of_sentences(sentences, self.documents)

    def more(
        self, stories: Iterable[StoryId], score: Score, count: int, wanted: Callable[[Candidate], bool] | None = None
    ) -> list[Source]:
        """Return the best sentences of the stories that nobody has yet."""
        found: list[Source] = []
        for candidate in ranked(self.desk, stories, score):
            source = of_candidate(candidate)
            if len(found) < count and source.place not in self.dealt and (wanted is None or wanted(candidate)):
                found.append(source)
                self.dealt.add(source.place)
        return found


def plan(desk: Desk, draft: Draft) -> tuple[Block, ...]:
    """Return the blocks of an edition for which there are sources enough to write from."""
    dealer = _Dealer(desk, _documents(desk, draft))
    dealer.dealt = {s.place for s in dealer.seeds(_all(draft))}
    blocks = _weekly(dealer, draft) if draft.cadence == "weekly" else _daily(dealer, draft)
    breadth = language(desk.reader.language).breadth
    every = (*_titles(dealer, draft), *blocks, _title(dealer, draft))
    return tuple(replace(b, slot=wide(b.slot, breadth)) for b in every if len(b.sources) >= _FEWEST)


def _titles(dealer: _Dealer, draft: Draft) -> Iterator[Block]:
    """Ask for the headlines of picks whose own are in another language."""
    pack = language(dealer.desk.reader.language)
    for pick in draft.picks:
        lead = dealer.desk.material[pick.story_id].lead
        if language(lead.language) is not pack:
            best = [of_candidate(c) for c in ranked(dealer.desk, [pick.story_id], informative)[:_TITLED]]
            yield Block(
                ("headline", pick.story_id), HEADLINE, {}, usable([of_title(pick.story_id, lead), *best], _MOST), True
            )


def ranked(desk: Desk, stories: Iterable[StoryId], score: Score) -> list[Candidate]:
    """Return the source sentences of the stories, best first: one candidate stands for all forms of a sentence."""
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in desk.candidates(stories):
        known = best.get(candidate.source)
        if known is None or len(candidate.text) > len(known.text):
            best[candidate.source] = candidate
    return sorted(best.values(), key=lambda c: (-score(c), c.document.id, c.start))


def _daily(dealer: _Dealer, draft: Draft) -> Iterator[Block]:
    for place, pick in enumerate(draft.picks):
        yield _summary(dealer, pick, CORE if place < CORE_PICKS else REFERENCE)
    for issue in draft.issues:
        more = dealer.more(issue.story_ids, informative, _NEW)
        headline = _headlines(dealer, issue.story_ids[:1])
        sources = usable([*headline, *dealer.seeds(issue.sentences), *more], _MOST)
        yield Block(("issue", issue.label), ISSUE, _reader(dealer.desk), sources)
    titles = _headlines(dealer, [i for issue in draft.issues for i in issue.story_ids[:1]])
    if draft.issues:
        seeds = [s for issue in draft.issues for s in dealer.seeds(issue.sentences[:1])]
        yield Block(("subtitles", ""), SUBTITLES, {}, usable([*titles, *seeds], _MOST), fragment=True)


def _weekly(dealer: _Dealer, draft: Draft) -> Iterator[Block]:
    desk = dealer.desk
    picks = {s.story.id: s for s in desk.selected}
    for pick in draft.picks:
        yield _context(dealer, pick)
    for pick in draft.picks:
        yield _insight(dealer, pick, picks[pick.story_id])
    lenses = {f"{lens.strategy} {desk.reader.headings.strategy_suffix}".strip(): lens for lens in desk.reader.lenses}
    for point in draft.strategy:
        yield _strategy(dealer, point.name, point.sentences, lenses.get(point.name))
    for trend in draft.trends:
        seeds, more = dealer.seeds(trend.sentences), dealer.more(trend.story_ids, informative, _NEW)
        slots = {**_reader(desk), "topic": trend.title}
        yield Block(("trend", trend.title), TREND, slots, usable([*seeds, *more], _MOST))
    for place, paragraph in enumerate(draft.analysis):
        seeds = dealer.seeds(paragraph.sentences)
        more = dealer.more(dict.fromkeys(s.story_id for s in seeds), informative, _NEW)
        slots = {**_reader(desk), "heading": desk.reader.headings.analysis}
        yield Block(("analysis", str(place)), ANALYSIS, slots, usable(_by_story([*seeds, *more]), _MOST))
    for term in draft.terms:
        name = visible(term.term)
        if unsafe(name) or orders(name):
            continue
        seeds = dealer.seeds(term.sentences)
        more = dealer.more(picks, informative, 2, lambda c, word=term.term: word in c.text)  # type: ignore[misc]
        yield Block(("term", term.term), TERM, {"term": name}, usable([*seeds, *more], _MOST))


def _summary(dealer: _Dealer, pick: DraftPick, slot: Slot) -> Block:
    """Ask for a summary, from the headline and what tells most of the story, whoever reads it."""
    told = _composed(pick.summary)
    best = [of_candidate(c) for c in ranked(dealer.desk, [pick.story_id], informative)[:_SHARED]]
    seeds = dealer.seeds(pick.summary)
    sources = usable([*_headlines(dealer, [pick.story_id]), *seeds, *best], _MOST)
    return Block(("summary", pick.story_id), _room(slot, told), {}, sources)


def _context(dealer: _Dealer, pick: DraftPick) -> Block:
    """Ask for what came before and after the report that is printed."""
    desk = dealer.desk
    stories = [pick.story_id, *(s.id for s in desk.siblings.get(pick.story_id, ()))]

    def score(candidate: Candidate) -> float:
        other = candidate.day is not None and candidate.day != pick.published
        return informative(candidate) + 0.8 * other + 0.35 * candidate.has_date

    best = [s for s in map(of_candidate, ranked(desk, stories, score)) if s.place not in dealer.dealt][:_SHARED]
    told = _composed(pick.context)
    slot = _room(Slot(60, CONTEXT_ROOM, 2, 2), told)
    sources = usable([*_headlines(dealer, [pick.story_id]), *dealer.seeds(pick.context), *best], _MOST)
    return Block(("context", pick.story_id), slot, {}, sources)


def _insight(dealer: _Dealer, pick: DraftPick, ranked_story: RankedStory) -> Block:
    desk = dealer.desk
    lead = desk.material[pick.story_id].lead
    lens = lens_for(desk.reader, ranked_story.topics, f"{lead.title} {lead.text[:600]}")
    stories = [pick.story_id, *(s.id for s in desk.siblings.get(pick.story_id, ()))]
    more = dealer.more(stories, answering(lens, desk.window), _NEW)
    sources = usable([*_headlines(dealer, [pick.story_id]), *dealer.seeds(pick.insight), *more], _MOST)
    question = lens.question if lens else desk.reader.decides
    slots = {**_reader(desk), "decides": desk.reader.decides, "question": question}
    return Block(("insight", pick.story_id), INSIGHT, slots, sources)


def _strategy(dealer: _Dealer, name: str, sentences: Sequence[Sentence], lens: Lens | None) -> Block:
    seeds = dealer.seeds(sentences)
    stories = dict.fromkeys(s.story_id for s in seeds)
    more = dealer.more(stories, answering(lens, dealer.desk.window), _NEW)
    asked = (f.value for s in sentences if s.origin == "composed" for f in s.figures if f.name == "lens")
    question = next(asked, lens.question if lens else name)
    slots = {**_reader(dealer.desk), "name": name, "question": question}
    return Block(("strategy", name), STRATEGY, slots, usable(_by_story([*seeds, *more]), _MOST))


def _title(dealer: _Dealer, draft: Draft) -> Block:
    stories = [pick.story_id for pick in draft.picks[:CORE_PICKS]]
    first = [
        of_candidate(c) for story in stories for c in ranked(dealer.desk, [story], lambda c: c.told + 0.1 * c.lead)[:1]
    ]
    sources = usable([*_headlines(dealer, stories), *first], _MOST)
    return Block(("title", ""), TITLE, _reader(dealer.desk), sources, fragment=True)


def _room(slot: Slot, told: Sequence[Sentence]) -> Slot:
    """Return the room that composed sentences leave."""
    if not told:
        return slot
    length = sum(len(s.text) + 1 for s in told)
    count = max(1, slot.count - len(told))
    return replace(slot, least=max(0, slot.least - length), most=max(20, slot.most - length), fewest=1, count=count)


def _composed(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the composed sentence that opens a block, if there is one."""
    return [s for s in sentences[:1] if s.origin == "composed"]


def _headlines(dealer: _Dealer, stories: Iterable[StoryId]) -> list[Source]:
    material = dealer.desk.material
    return [of_title(story, material[story].lead) for story in stories if story in material]


def _by_story(sources: Sequence[Source]) -> list[Source]:
    order = list(dict.fromkeys(s.story_id for s in sources))
    return sorted(sources, key=lambda s: order.index(s.story_id))


def _reader(desk: Desk) -> dict[str, str]:
    return {"reader": desk.reader.name}


def _all(draft: Draft) -> Iterator[Sentence]:
    blocks: tuple[Paragraph | Issue | Trend | Term | StrategyPoint, ...] = (
        *draft.analysis,
        *draft.issues,
        *draft.trends,
        *draft.terms,
        *draft.strategy,
    )
    for block in blocks:
        yield from block.sentences
    for pick in draft.picks:
        yield from (*pick.summary, *pick.context, *pick.insight)


def _documents(desk: Desk, draft: Draft) -> dict[DocumentId, tuple[StoryId, Document]]:
    known = {d.id: (m.story.id, d) for m in desk.material.values() for d in m.story.documents}
    return known | {d.id: (StoryId(d.id), d) for d in draft.glossary}
