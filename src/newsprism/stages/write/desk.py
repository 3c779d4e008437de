"""The desk of one edition: the material of its stories, what is already said, and how to ask for more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from newsprism.protocols.stages import Assignment
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.figures import new_figures
from newsprism.stages.write.material import Material
from newsprism.stages.write.news import nucleus, retells
from newsprism.stages.write.objective import Score, Slot, Summariser, Taken, fit, reading_order
from newsprism.stages.write.sentence.hollow import bare
from newsprism.stages.write.sentence.worth import UNJUDGED
from newsprism.stages.write.sessions import tells_a_close
from newsprism.stages.write.shelf import Shelf
from newsprism.stages.write.since import Since
from newsprism.text.headlines import content_words, overlap
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import is_abroad
from newsprism.text.ko.markets import session_of
from newsprism.text.ko.titles import strip_tags
from newsprism.text.language import language
from newsprism.types.brief import Window
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, ReaderType, Topic, TopicId
from newsprism.types.story import Story, StoryId

Order = Callable[[Candidate], tuple[bool | int | str, ...]]


@dataclass(slots=True)
class Desk:
    """Everything the blocks of one edition are written from.

    `selected` are the picks, best first; `background` other stories worth a sentence, best first, with their topics.
    `since` is what is new of the picks that the reader had before. `stale` are the sources of sentences that a later
    report has overtaken; `headlined` are the affairs whose news the edition has told; `said` are the words, figures
    and days that it gives of each affair. With `foreign`, sentences in
    another language than the edition's are candidates too: for a writer that puts its own in their place.
    """

    assignment: Assignment
    reader: ReaderType
    selected: tuple[RankedStory, ...]
    background: tuple[RankedStory, ...]
    siblings: dict[StoryId, tuple[Story, ...]]
    material: Mapping[StoryId, Material]
    affairs: dict[StoryId, int]
    taken: Taken
    summariser: Summariser
    since: Mapping[StoryId, Since] = field(default_factory=dict)
    stale: Set[tuple[str, int]] = frozenset()
    foreign: bool = False
    headlined: set[int] = field(default_factory=set)
    said: dict[int, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    _news: dict[StoryId, tuple[frozenset[str], str]] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The days of the edition."""
        return self.assignment.window

    @property
    def everything(self) -> tuple[RankedStory, ...]:
        """Picks and background, best first."""
        return (*self.selected, *self.background)

    def candidates(self, stories: Iterable[StoryId], *, told: bool = False) -> list[Candidate]:
        """Return the candidates of `stories`, in their order, without what the window has overtaken.

        What the reader was told in an earlier edition is among them only if `told` is. An investor gets no advice.
        """
        stories = list(stories)
        if isinstance(self.material, Shelf):
            self.material.ask(stories)
        found = (c for s in stories if s in self.material for c in self.material[s].candidates if c.fresh or told)
        kept = (c for c in found if c.source not in self.stale and not (self._over(c) or self._passed(c)))
        kept = (c for c in kept if not c.worth.idle or c.told >= _NEWS)
        if self.assignment.cadence == "daily":
            # A story may have begun before; a daily tells what its own days say of it, as its note does.
            kept = (c for c in kept if c.day is None or c.day >= self.window.start)
        if self.assignment.cadence == "weekly":
            # Read on Sunday, "last week" is another one than the report meant; and the headline says that something is tightened.
            kept = (c for c in kept if not (_WEEK.search(c.text) or bare(c.text)))
        pack = language(self.reader.language)
        read = (c for c in kept if self.foreign or language(c.document.language) is pack)
        return [c for c in read if not (self.reader.investor and language(c.document.language).advises(c.text))]

    def own(self, story: StoryId, *, told: bool = False) -> list[Candidate]:
        """Return the candidates of a pick and of its thread that speak of what the pick speaks of."""
        stories = (story, *(s.id for s in self.siblings.get(story, ())))
        material = self.material.get(story)
        found = self.candidates(stories, told=told)
        if material is None:
            return found
        # How one day of a market ended is no part of what a month's figures tell.
        of_a_day = session_of(material.lead.title, material.lead.published_at) is not None
        found = [
            c
            for c in found
            if c.story_id == story or (same_country(material.lead, c) and (of_a_day or not tells_a_close(c.text)))
        ]
        return [c for c in found if material.about(c)]

    def further(self, story: StoryId) -> list[Candidate]:
        """Return those of `own` that say something the edition has not said of the affair."""
        return [c for c in self.own(story) if not self.repeats(c)]

    def across(self, stories: Iterable[StoryId]) -> list[Candidate]:
        """Return the candidates of `stories` that can stand between sentences of other stories: they say who, what or when."""
        found = (
            c
            for c in self.candidates(stories)
            if not (c.leans or c.praise or c.worth.loose) and (c.named or c.figures or c.has_date)
        )
        return [c for c in found if self.material[c.story_id].about(c)]

    def _over(self, candidate: Candidate) -> bool:
        """Say whether the day of what is announced has passed; what a daily reports of its own day has not."""
        if candidate.due is None or candidate.due > self.window.end:
            return False
        return self.assignment.cadence != "daily" or candidate.due != candidate.day

    def _passed(self, candidate: Candidate) -> bool:
        """Say whether a session went on when it was told: an edition comes behind its close, if anything tells of it."""
        if not candidate.passing:
            return False
        if self.assignment.cadence == "weekly":
            return True
        every = self.material[candidate.story_id].candidates
        return any(not c.passing and c.day and candidate.day and c.day >= candidate.day for c in every)

    def adds(self, candidate: Candidate) -> bool:
        """Say whether a sentence is more than the news of an affair that the edition has told: in a headline or a block."""
        return not candidate.newsy or self.affairs.get(candidate.story_id) not in self.headlined

    def retells_a_pick(self, candidate: Candidate) -> bool:
        """Say whether a sentence tells the news of a pick once more, under another heading than its own."""
        if not self._news:
            found = {p.story.id: self.material[p.story.id] for p in self.selected if p.story.id in self.material}
            self._news.update({story: (nucleus(one), one.lead.title) for story, one in found.items()})
        return candidate.story_id in self._news and retells(candidate, *self._news[candidate.story_id])

    def below_its_headline(self, candidate: Candidate) -> bool:
        """Say whether a sentence is clear under the headline of its pick: one that leans gives a figure or a day, and what it announces is still to come."""
        if not candidate.leans or candidate.hangs:
            return not candidate.hangs
        ahead = any(first > self.window.end for first, _ in candidate.days)
        return bool(candidate.facts) and (ahead or candidate.tense != "ahead")

    def repeats(self, candidate: Candidate, *, headline: bool = True) -> bool:
        """Say whether a sentence adds next to nothing to all that was said of its affair.

        Two outlets say one thing in other words, so sentence by sentence they may differ: what counts is the figures
        that nobody gave yet, the days to come, and else the words. With `headline` the headline counts as said: what
        stands under it adds to it, while a summary tells it in full.
        """
        words, facts = self.said.get(self.affairs.get(candidate.story_id, -1), _NOTHING)
        title = self.material[candidate.story_id].lead.title if headline else ""
        new = sum(word not in words and word not in title for word in candidate.words)
        if new_figures(candidate.figures, facts):
            return False
        if any(first > self.window.end and str(first) not in facts for first, _ in candidate.days):
            return new <= _NO_WORDS
        return new <= (_FACTS_SAID if candidate.figures else _WORDS_SAID) * len(candidate.words)

    def take(self, chosen: Sequence[Candidate]) -> None:
        """Remember what is printed, and of which affairs that told the news."""
        self.taken.take(chosen)
        for candidate in chosen:
            affair = self.affairs.get(candidate.story_id)
            if affair is not None:
                words, facts = self.said.get(affair, _NOTHING)
                self.said[affair] = (
                    words | candidate.words,
                    facts | candidate.figures | {str(first) for first, _ in candidate.days},
                )
        told = {self.affairs.get(c.story_id) for c in chosen if c.newsy}
        self.headlined |= {affair for affair in told if affair is not None}

    def one_per_affair(self, stories: Iterable[RankedStory]) -> list[RankedStory]:
        """Return `stories` without those that tell of an affair an earlier one tells of."""
        kept: dict[int, RankedStory] = {}
        for story in stories:
            kept.setdefault(self.affairs.get(story.story.id, -1 - len(kept)), story)
        return list(kept.values())

    def choose(
        self,
        candidates: Sequence[Candidate],
        slot: Slot,
        score: Score,
        *,
        order: Order = reading_order,
        least: float = 0.0,
        whole: bool = False,
    ) -> tuple[Candidate, ...]:
        """Fill a slot with candidates of at least `least` worth, and remember what it says.

        With `whole`, a slot that stays under its least length or count is left empty.
        """
        usable = [c for c in candidates if score(c) >= least]
        chosen = fit(usable, slot, self.taken, score)
        if whole and (len(chosen) < slot.fewest or sum(len(c.text) + 1 for c in chosen) < slot.least):
            return ()
        self.take(chosen)
        return tuple(sorted(chosen, key=order))

    def headed(self, ranked: RankedStory, topic: Topic) -> bool:
        """Say whether a headline of a story's best reports names the topic by a clear word of it."""
        leads = ranked.leads[:_HEADLINES]
        titles = [d.title for d in ranked.story.documents if d.id in leads]
        # A word that half belongs to the topic ("과징금") will do only where the topic has no clearer ones.
        words = clear_terms(topic, _CLEAREST)
        words = words if len(words) >= _ENOUGH else clear_terms(topic, _CLEAR)
        return any(word in title for word in words for title in titles)

    def abroad(self, ranked: RankedStory) -> bool:
        """Say whether a story tells of another country alone, to a reader who hardly follows any."""
        followed = (gazetteer().find(region) for region, weight in self.reader.interests.regions if weight >= _FOLLOWED)
        if any(place is not None and place.kind == "country" for place in followed):
            return False
        lead = self.material[ranked.story.id].lead
        return is_abroad(lead.title, lead.text[:_OPENING])

    def day(self, number: int, month: int) -> str:
        """Print a day of the window: the month only where the window has two."""
        return f"{number}일" if self.window.start.month == self.window.end.month else f"{month}월 {number}일"


def same_country(lead: Document, candidate: Candidate) -> bool:
    """Say whether a report of the thread stays in the country of the lead: one of home is not told by one of abroad."""
    return bool(_countries(f"{lead.title} {lead.text[:_OPENING]}")) or not _countries(
        f"{candidate.document.title} {candidate.document.text[:_OPENING]}"
    )


@lru_cache(maxsize=4096)
def _countries(text: str) -> frozenset[str]:
    """Return the other countries that a text names, or their markets."""
    found = {m.entity.canonical for m in gazetteer().mentions(text) if m.entity.kind == "country"} - {"대한민국"}
    return frozenset(found | set(_ABROAD.findall(text)))


_ABROAD = re.compile(r"뉴욕|월가|다우존스|나스닥|연준|미 노동부")


def names_its_firm(candidate: Candidate) -> bool:
    """Say whether a sentence names a firm of its headline, where that names one: away from it nobody would know whose.

    The headline's first word, which is mostly who acts, does as well for a firm that no list holds.
    """
    firms = {m.entity.canonical for m in gazetteer().mentions(candidate.document.title) if m.entity.kind == "company"}
    own = {m.entity.canonical for m in gazetteer().mentions(candidate.text) if m.entity.kind == "company"}
    first = re.match(r"[가-힣A-Za-z0-9]{2,}", strip_tags(candidate.document.title))
    return not firms or bool(firms & own) or (first is not None and first.group() in candidate.text)


def clear_terms(topic: Topic, least: float) -> tuple[str, ...]:
    """Return the terms of a topic that weigh at least so much, without companies: 삼성전자 has a share price too."""
    found = gazetteer().find
    clear = (term for term, weight in topic.terms.items() if weight >= least)
    return tuple(t for t in clear if (entity := found(t)) is None or entity.kind != "company")


def affairs_of(stories: Sequence[RankedStory]) -> dict[StoryId, int]:
    """Return the number of each story's affair.

    Stories are of one affair when they belong to one thread, when their headlines share a good part of their words, or
    when they tell of one company in one field within the edition.
    """
    number: dict[StoryId, int] = {}
    seen: list[tuple[frozenset[str], RankedStory, int]] = []
    for ranked in stories:
        story = ranked.story
        words = content_words(" ".join(d.title for d in story.documents if d.id in ranked.leads[:2]) or story.title)
        mine = next(
            (n for other, earlier, n in seen if _same_matter(ranked, earlier) or overlap(words, other) >= _SAME_AFFAIR),
            len(seen),
        )
        number[story.id] = mine
        seen.append((words, ranked, mine))
    return number


def matters(stories: Sequence[RankedStory], affairs: Mapping[StoryId, int]) -> list[list[RankedStory]]:
    """Group stories of one affair, or whose headlines open with one name: what one tells may overtake another.

    Of a strike that was announced and of the vote that ended it, the headlines may share no more than the firm.
    """
    groups: list[list[RankedStory]] = []
    by_key: dict[int | str, list[RankedStory]] = {}
    for one in stories:
        keys: tuple[int | str, ...] = (affairs[one.story.id], *_opening_name(one))
        group = next((by_key[key] for key in keys if key in by_key), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        for key in keys:
            by_key.setdefault(key, group)
    return groups


def _opening_name(ranked: RankedStory) -> tuple[str, ...]:
    found = re.match(r"[가-힣A-Za-z]{3,}(?=[\s,])", strip_tags(ranked.story.title))
    return (found.group(),) if found else ()


_WEEK = re.compile(r"(?<![가-힣])(?:지난\s?주|이번\s?주|다음\s?주|금주|내주)(?![가-힣]*(?:식|주))")
_NEWS = 0.25
"""Share of the headline's words from which a sentence may be the news, which somebody has to tell."""
_SAME_AFFAIR = 0.34
_HEADLINES = 3
"""Best reports of a story whose headlines say what it is about."""
_CLEAR = 0.5
"""Weight from which a word of a topic shows that a headline is about it."""
_CLEAREST, _ENOUGH = 0.75, 4
_OPENING = 300
"""Characters of a report that say which country it is about."""
_FOLLOWED = 0.5
"""Weight from which a reader follows a country."""
_WORTH = 0.5
"""What the worth of a sentence counts for beside how far it answers."""
_NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_NO_WORDS, _WORDS_SAID, _FACTS_SAID = 0, 0.34, 0.6
"""New words up to which a day to come that nobody gave yet repeats all the same, and shares of new words up to which a sentence repeats: one without
figures, and one whose figures were all said."""


def _same_matter(left: RankedStory, right: RankedStory) -> bool:
    if left.story.thread_id is not None and left.story.thread_id == right.story.thread_id:
        return True
    return left.topics[:1] == right.topics[:1] and bool(set(left.companies) & set(right.companies))


def lens_for(reader: ReaderType, topics: Sequence[TopicId], text: str) -> Lens | None:
    """Return the reader's lens for the strongest topic that has one, else the lens whose cues the text holds most."""
    by_topic = {lens.topic: lens for lens in reader.lenses}
    for topic in topics:
        if topic in by_topic:
            return by_topic[topic]
    counted = [(sum(cue in text for cue in lens.cues), lens) for lens in reader.lenses]
    best = max(counted, key=lambda item: item[0], default=None)
    return best[1] if best and best[0] else None


def answering(lens: Lens | None, window: Window) -> Score:
    """Return a score for how far a sentence answers the question of a lens: its kind, its cues, a date still to come."""

    def score(candidate: Candidate) -> float:
        answers = (
            max((0.5 - 0.08 * i for i, k in enumerate(lens.answers) if k in candidate.kinds), default=0.0)
            if lens
            else 0.0
        )
        cues = min(3, sum(cue in candidate.text for cue in lens.cues)) if lens else 0
        ahead = any(first > window.end for first, _ in candidate.days)
        value = 0.55 * min(1.0, candidate.centrality) + 0.15 * candidate.agreed + answers + 0.2 * cues + 0.3 * ahead
        # A reaction in quotes or a scene from the day answers nobody's question about what to do.
        value += 0.2 * candidate.named - 0.2 * candidate.quoted - 0.3 * candidate.leans - 0.25 * candidate.vague
        value -= 0.3 * candidate.mood + 0.4 * candidate.praise
        value += _WORTH * (candidate.worth.value - UNJUDGED.value)
        # What the headline says is no answer: the reader has just read it.
        value -= 0.6 * candidate.told * (not ahead)
        return max(0.02, value if answers or cues or ahead else 0.5 * value)

    return score
