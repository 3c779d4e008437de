"""The blocks of an edition in a language whose words no analyser takes apart: the same choices, its pack's words.

Sentences are taken whole; labels are names of topics, keywords are phrases of headlines, and what is composed is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from newsprism.protocols.stages import Draft, DraftPick
from newsprism.stages.write.calling import called
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, answering, lens_for
from newsprism.stages.write.issues import ISSUE
from newsprism.stages.write.lenses import INSIGHT, STRATEGY
from newsprism.stages.write.material import day_of
from newsprism.stages.write.objective import Score, Slot, clashes, fit, informative, summarise, wide
from newsprism.stages.write.objective import opening as opening_score
from newsprism.stages.write.overview import ANALYSIS
from newsprism.stages.write.terms import as_document
from newsprism.stages.write.titling import headline, holds, keywords, subtitles
from newsprism.stages.write.trends import TREND
from newsprism.text.ko.normalise import folded
from newsprism.text.language import Language, language
from newsprism.text.wording import Reports
from newsprism.types.brief import Citation, Figure, Issue, Paragraph, Sentence, StrategyPoint, Term, Trend
from newsprism.types.document import Document, DocumentId
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, Topic, TopicId
from newsprism.types.story import StoryId

SUMMARY = (Slot(160, 282, 2, 4), Slot(85, 172, 1, 2))
"""Room of a core and of a reference pick, in characters of Korean."""
CORE_PICKS = 4
_DEVELOPMENT = Slot(20, 88, 1, 1)
_ISSUE = replace(ISSUE, least=0, fewest=1, count=2)
_STORIES = 6
_CLEAR = 0.5
_RICH = 4
"""Sentences of a story from which its first may stand in an analysis or an issue."""


def draft(desk: Desk) -> Draft:
    """Return all texts of the edition whose material lies on `desk`."""
    daily = desk.assignment.cadence == "daily"
    # An edition opens with the news of picks that have more to say. Where reports are a sentence or two the pick keeps its
    # news, and the overviews tell what the picks left and other stories.
    overview = () if daily else tuple(_analysis(desk))
    main = tuple(_issues(desk)) if daily else ()
    picks = tuple(_pick(desk, pick, place, daily) for place, pick in enumerate(desk.selected))
    points = () if daily else tuple(_points(desk))
    trends = () if daily else tuple(_trends(desk))
    found = () if daily else tuple(_terms(desk))
    return Draft(
        cadence=desk.assignment.cadence,
        headline=headline(desk),
        subtitles=subtitles(desk, main),
        analysis=overview,
        issues=main,
        trends=trends,
        picks=picks,
        terms=tuple(term for term, _ in found),
        strategy=points,
        keywords=keywords(desk),
        glossary=tuple(document for _, document in found),
    )


def _pack(desk: Desk) -> Language:
    return language(desk.reader.language)


def _chosen(
    desk: Desk, candidates: Sequence[Candidate], slot: Slot, score: Score, *, whole: bool = False, least: float = 0.0
) -> tuple[Sentence, ...]:
    room = wide(slot, _pack(desk).breadth)
    return tuple(c.sentence() for c in desk.choose(candidates, room, score, whole=whole, least=least))


# ---------------------------------------------------------------- picks


def _pick(desk: Desk, pick: RankedStory, place: int, daily: bool) -> DraftPick:
    lead = desk.material[pick.story.id].lead
    return DraftPick(
        story_id=pick.story.id,
        title=lead.title,
        published=day_of(lead) or desk.window.end,
        summary=_summary(desk, pick, SUMMARY[place >= CORE_PICKS]) if daily else (),
        context=() if daily else tuple(_context(desk, pick, lead)),
        insight=() if daily else _insight(desk, pick, lead),
    )


def _summary(desk: Desk, pick: RankedStory, slot: Slot) -> tuple[Sentence, ...]:
    opening = tuple(_since(desk, pick))
    about = desk.material[pick.story.id].about
    room = wide(slot, _pack(desk).breadth)
    fresh = [c for c in desk.candidates([pick.story.id]) if about(c)]
    chosen = _told(desk, fresh, room)
    if not chosen and opening:
        chosen = _told(desk, desk.candidates([pick.story.id], told=True), room)
    return (*opening, *(c.sentence() for c in chosen))


def _told(desk: Desk, candidates: Sequence[Candidate], room: Slot) -> tuple[Candidate, ...]:
    """Choose a summary: first a sentence near the top of a report that tells the headline, then what adds to it."""
    if desk.summariser != "objective":
        chosen = summarise(candidates, room, desk.taken, desk.summariser)
        desk.taken.take(chosen)
        return chosen
    first = fit([c for c in candidates if c.rank <= 1], Slot(20, room.most, 1, 1), desk.taken, opening_score)
    length = sum(len(c.text) + 1 for c in first)
    left = Slot(max(0, room.least - length), room.most - length, max(0, room.fewest - 1), room.count - len(first))
    rest = [c for c in candidates if not clashes(c, first)]
    chosen = (*first, *fit(rest, left, desk.taken, informative)) if left.most > 0 and left.count > 0 else first
    desk.taken.take(chosen)
    return chosen


def _since(desk: Desk, pick: RankedStory) -> Iterator[Sentence]:
    """Yield the sentence that says from which edition a pick goes on, for one that the reader had."""
    since = desk.since.get(pick.story.id)
    days = [day for d in since.reports if (day := day_of(d))] if since else []
    if since is None or not days:
        return
    outlets = list(dict.fromkeys(d.publisher for d in since.reports if d.publisher))
    reports = Reports(len(outlets), outlets[0] if outlets else None, min(days), max(days))
    figures = (
        Figure("last_edition", since.sent.issue.isoformat()),
        Figure("outlets", str(len(outlets))),
        Figure("reports", str(len(since.reports))),
    )
    wordings = _pack(desk).words.since(since.sent.issue, reports, len(since.reports))
    yield from _first_free(desk, wordings, (since.reports[0],), figures)


def _context(desk: Desk, pick: RankedStory, lead: Document) -> Iterator[Sentence]:
    """Yield what came after the report that is printed, else before it; how it was reported only where there is neither.

    Of a story that the reader had before, how many outlets have reported since comes first.
    """
    opening = tuple(_since(desk, pick))
    yield from opening
    shown, own = day_of(lead) or date.min, desk.own(pick.story.id)
    clear = [c for c in own if not c.leans]
    groups = (
        [c for c in clear if c.day and c.day > shown and (c.rank == 0 or c.told < _CLEAR)],
        [c for c in clear if c.day and c.day < shown],
        [c for c in clear if c.event and c.event < shown],
        clear,
        own,
    )
    for group in groups:
        found = _chosen(desk, group, _DEVELOPMENT, _dated)
        if found:
            yield from found
            return
    if not opening:
        yield from _reported(desk, pick)


def _dated(candidate: Candidate) -> float:
    # A report opens with what is new in it.
    dated = 0.35 * candidate.has_date + 0.2 * ("cause" in candidate.kinds) + 0.4 * (candidate.rank == 0)
    return max(0.02, informative(candidate) + dated - 0.3 * candidate.told)


def _reported(desk: Desk, pick: RankedStory) -> Iterator[Sentence]:
    stories = (pick.story, *desk.siblings.get(pick.story.id, ()))
    inside = [
        (day, d)
        for story in stories
        for d in story.documents
        if (day := day_of(d)) and desk.window.start <= day <= desk.window.end
    ]
    inside.sort(key=lambda pair: (pair[1].published_at, pair[1].id))
    if not inside:
        return
    (first, opening), (last, closing) = inside[0], inside[-1]
    outlets = len({d.publisher for _, d in inside if d.publisher})
    figures = (
        Figure("first_report", first.isoformat()),
        Figure("last_report", last.isoformat()),
        Figure("outlets", str(outlets)),
    )
    publisher = opening.publisher if opening.publisher and not _pack(desk).foreign(opening.publisher) else None
    wordings = list(_pack(desk).words.reported(Reports(outlets, publisher, first, last)))
    # One frame six times over rings.
    turn = len(desk.taken.texts) % len(wordings)
    yield from _first_free(desk, (*wordings[turn:], *wordings[:turn]), (opening, closing), figures)


def _first_free(
    desk: Desk, wordings: Iterable[str], cited: Sequence[Document], figures: tuple[Figure, ...]
) -> Iterator[Sentence]:
    said = {*desk.taken.texts, *map(folded, desk.taken.refused)}
    every = list(wordings)
    text = next((text for text in every if folded(text) not in said), every[0] if every else "")
    if text and text not in desk.taken.refused:
        desk.taken.texts.add(folded(text))
        yield Sentence(text, "composed", tuple(_title(d) for d in dict.fromkeys(cited)), figures)


def _title(document: Document) -> Citation:
    return Citation(document.id, "title", 0, len(document.title), document.title)


def _insight(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Sentence, ...]:
    lens = lens_for(desk.reader, pick.topics, f"{lead.title} {lead.text[:600]}")
    score, own = answering(lens, desk.window), desk.own(pick.story.id)
    firm = [c for c in own if not c.leans and not c.vague]
    every = [c for c in desk.candidates([pick.story.id]) if not c.vague]
    return (
        _chosen(desk, firm, INSIGHT, score, whole=True)
        or _chosen(desk, own, INSIGHT, score)
        or _chosen(desk, every, INSIGHT, score)
    )


# ---------------------------------------------------------------- overviews


def _across(
    desk: Desk, stories: Sequence[RankedStory], slot: Slot, per_story: int, words: Sequence[str] = ()
) -> tuple[Candidate, ...]:
    """Choose sentences over several stories: openings of reports, which name who, where and when, before others."""
    place = {s.story.id: i for i, s in enumerate(stories)}

    def score(candidate: Candidate) -> float:
        rank = place.get(candidate.story_id, len(place))
        value = informative(candidate) + 0.5 * candidate.told + 0.25 / (1 + rank)
        return max(0.02, value + 0.6 * (candidate.rank == 0) - 0.3 * candidate.quoted)

    alone = [c for c in desk.across(place) if not c.vague and (c.rank == 0 or (c.named and c.has_date))]
    fitting = [c for c in alone if not words or holds(c.text, words)]
    room = replace(wide(slot, _pack(desk).breadth), per_story=per_story)
    return desk.choose(fitting, room, score, order=lambda c: (place[c.story_id], not c.lead, c.document.id, c.rank))


def _analysis(desk: Desk) -> Iterator[Paragraph]:
    """Yield two paragraphs: what the first picks are about, and the others; where they have said all, other stories."""
    picks = desk.one_per_affair(desk.selected)
    beyond = (s for s in desk.one_per_affair(desk.everything) if s not in desk.selected and _of_its_field(desk, s))
    others = list(islice(beyond, _STORIES))
    half, spare = (len(picks) + 1) // 2, (len(others) + 1) // 2
    for stories, beside in ((picks[:half], others[:spare]), (picks[half:], others[spare:])):
        chosen = _across(desk, _rich(desk, stories), ANALYSIS, 1 if len(stories) >= 3 else 2)
        if not chosen:
            chosen = _across(desk, beside, ANALYSIS, 1)
        if chosen:
            yield Paragraph(tuple(c.sentence() for c in chosen))


def _rich(desk: Desk, stories: Sequence[RankedStory]) -> list[RankedStory]:
    """Return the stories that have a sentence to give away."""
    return [s for s in stories if len({c.source for c in desk.candidates([s.story.id])}) >= _RICH]


def _of_its_field(desk: Desk, story: RankedStory) -> bool:
    """Say whether the headline of a story beside the picks holds a clear word of its field."""
    title = desk.material[story.story.id].lead.title if story.story.id in desk.material else ""
    return any(holds(title, _words_of(desk, topic)) for topic in story.topics[:1])


def _trends(desk: Desk, count: int = 3) -> Iterator[Trend]:
    """Yield developments that two stories, or one over two days, stand behind, by topic."""
    topics = {topic.id: topic for topic, _ in desk.reader.interests.topics}
    groups: dict[TopicId, list[RankedStory]] = {}
    for story in desk.everything:
        for topic in story.topics[:2]:
            groups.setdefault(topic, []).append(story)
    picked = {s.story.id for s in desk.selected}
    order = sorted(groups, key=lambda t: -sum(2 if s.story.id in picked else 1 for s in groups[t][:4]))
    made = 0
    for name in order:
        if made == count:
            return
        stories, words = groups[name][:_STORIES], _clear(topics[name])
        chosen = _across(desk, stories, TREND, 1 if len(stories) >= 3 else 2, words)
        if len(chosen) >= 2 and (len({c.story_id for c in chosen}) > 1 or len({c.day for c in chosen}) > 1):
            made += 1
            ids = tuple(dict.fromkeys(c.story_id for c in chosen))
            yield Trend(topics[name].trend, tuple(c.sentence() for c in chosen), ids)


def _clear(topic: Topic) -> tuple[str, ...]:
    return tuple(term for term, weight in topic.terms.items() if weight >= _CLEAR)


def _issues(desk: Desk, count: int = 3) -> Iterator[Issue]:
    """Yield the main issues of a day, each another topic, in the order of the picks that they are built around."""
    names = {topic.id: topic.name for topic, _ in desk.reader.interests.topics}
    made: dict[str, Issue] = {}
    # Another outlet's opening tells an issue without taking the first sentence from the pick's summary.
    for beside in (True, False):
        for pick in _rich(desk, desk.selected):
            name = names.get(pick.topics[0], "") if pick.topics else ""
            if not name or name in made or len(made) == count:
                continue
            lead = desk.material[pick.story.id].lead.id
            standing = [c for c in _standing(desk, pick.story.id) if not beside or c.document.id != lead]
            chosen = _chosen(desk, standing, _ISSUE, _opening)
            if chosen:
                made[name] = Issue(name[:1].upper() + name[1:], chosen, (pick.story.id,))
    order = {pick.story.id: place for place, pick in enumerate(desk.selected)}
    yield from sorted(made.values(), key=lambda issue: order[issue.story_ids[0]])


def _standing(desk: Desk, story: StoryId) -> list[Candidate]:
    """Return sentences that need nothing beside them: openings of reports, and what names who and when."""
    return [c for c in desk.own(story) if not c.leans and not c.vague and (c.rank == 0 or (c.named and c.has_date))]


def _opening(candidate: Candidate) -> float:
    return max(0.02, informative(candidate) + 0.5 * (candidate.rank == 0))


def _points(desk: Desk, count: int = 3) -> Iterator[StrategyPoint]:
    """Yield points for the lenses of the picks' topics: what the sources tell of the question, and the question."""
    made = 0
    for lens in _lenses(desk):
        if made == count:
            return
        words = _words_of(desk, lens.topic)
        picks = [s.story.id for s in desk.selected if lens.topic in s.topics[:1]]
        others = [s.story.id for s in desk.background if lens.topic in s.topics[:1]]
        score = answering(lens, desk.window)
        known = [c for story in picks for c in _standing(desk, story)] or desk.across(others)
        fitting = [c for c in known if c.named and not c.leans and not c.vague and holds(c.text, words)]
        ahead = [c for c in fitting if c.tense == "ahead" or any(first > desk.window.end for first, _ in c.days)]
        asking = [c for c in ahead if called(lens, c.text)], [c for c in fitting if called(lens, c.text)]
        chosen: tuple[Sentence, ...] = ()
        for group in (*asking, ahead, fitting):
            chosen = chosen or _chosen(desk, group, STRATEGY, score)
        if chosen:
            made += 1
            suffix = desk.reader.headings.strategy_suffix
            yield StrategyPoint(f"{lens.strategy} {suffix}".strip(), (*chosen, *_question(desk, lens, chosen)))


def _question(desk: Desk, lens: Lens, told: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the question that follows from what is told; of a lens with a single question that."""
    found = (ask.question for s in told if (ask := called(lens, s.text)) is not None)
    question = next(found, None if lens.asks else lens.question)
    if question is not None:
        asked = _pack(desk).words.question(question)
        yield Sentence(asked, "composed", (), (Figure("lens", question),))


def _lenses(desk: Desk) -> list[Lens]:
    by_topic = {lens.topic: lens for lens in desk.reader.lenses}
    order = dict.fromkeys(t for s in desk.everything for t in s.topics[:1] if t in by_topic)
    order |= dict.fromkeys(t for s in desk.selected for t in s.topics if t in by_topic)
    return [by_topic[t] for t in order]


def _words_of(desk: Desk, topic: TopicId) -> tuple[str, ...]:
    return next((_clear(t) for t, _ in desk.reader.interests.topics if t.id == topic), ())


# ---------------------------------------------------------------- terms


def _terms(desk: Desk, count: int = 3) -> Iterator[tuple[Term, Document]]:
    """Yield the terms of the glossary that the picks use, those of headlines first, with the entry as a document."""
    pack = _pack(desk)
    found: dict[str, float] = {}
    for place, pick in enumerate(desk.selected):
        lead = desk.material[pick.story.id].lead
        for entry in pack.explained():
            names = (entry.term, *entry.aliases)
            value = 1.0 * holds(lead.title, names) or 0.6 * holds(lead.text[:2_000], names)
            if value:
                found[entry.term] = max(found.get(entry.term, 0.0), value + 0.1 / (1 + place) + 0.004 * len(entry.term))
    entries = {entry.term: entry for entry in pack.explained()}
    made = 0
    for name in sorted(found, key=lambda n: (-found[n], n)):
        document = replace(as_document(entries[name]), publisher=pack.words.glossary, language=desk.reader.language)
        sentences = tuple(_cited(document, span.start, span.end) for span in pack.split(document.text))
        free = not any(s.text in desk.taken.refused or folded(s.text) in desk.taken.texts for s in sentences)
        if free and made < count:
            made += 1
            yield Term(name[:1].upper() + name[1:], None, sentences), document


def _cited(document: Document, start: int, end: int) -> Sentence:
    quote = document.text[start:end]
    return Sentence(quote, "extracted", (Citation(DocumentId(document.id), "text", start, end, quote),))
