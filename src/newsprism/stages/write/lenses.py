"""Texts made through the reader's lens: 인사이트 for each pick, 전략 포인트 for the edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from newsprism.stages.write.calling import called
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.checks import check, clause, next_day
from newsprism.stages.write.desk import Desk, answering, clear_terms, lens_for, names_its_firm
from newsprism.stages.write.fields import of_field, presentable
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.material import day_of
from newsprism.stages.write.news import nucleus, retells
from newsprism.stages.write.objective import Score, Slot
from newsprism.text.ko.advice import advises
from newsprism.types.brief import Sentence, StrategyPoint
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, Topic, TopicId
from newsprism.types.story import StoryId

_Tie = Literal["day", "ask"] | None
"""What a fact gives: a day to come and something to check before it, something to check, or neither."""
INSIGHT = Slot(62, 94, 1, 2)
_TWO = Slot(62, 94, 2, 2)
_LOOSE = Slot(40, 118, 1, 2)
STRATEGY = Slot(48, 86, 1, 2)
_POINT = 140
"""Characters of a point with its number and name."""
_FACT = 24
"""Characters of a fact that says who did what."""
_ANSWER = 0.75
"""Worth from which a sentence counts as an answer to a lens and not only as a sentence of the story."""
_ADVICE = 1.05
"""Worth of a sentence that answers a lens by its kind and its words."""
_PASSES: tuple[tuple[float, _Tie, bool, bool], ...] = (
    (_ADVICE, "day", False, False),
    (_ANSWER, "day", False, False),
    (_ADVICE, "ask", False, False),
    (_ANSWER, "ask", False, False),
    (_ANSWER, "ask", True, False),
    # The news of a pick once more, with something to check, before a fact that calls for nothing.
    (_ANSWER, "ask", False, True),
    (_ADVICE, None, False, False),
    (_ANSWER, None, False, False),
    (_ANSWER, None, True, True),
)
"""What a point must be worth, what it is tied to, whether a cue shows that it is about its lens, whether it may tell the news
of a pick again."""
_CLEAR = 0.5
"""Weight from which a word of a topic shows that a sentence is about it."""
_STORIES = 6
_FIRST = 5
"""Lenses, in the order of what the edition tells, whose days to come go before all else."""
_SHARE_PRICE = re.compile(r"주가|종목|급락|급등|폭락|폭등|장을 마|거래를 마|내렸고|% (?:내렸|올랐)")
_DAYS_BEFORE = 2
"""Days before its report from which a deed is the way to the news."""
_MONTHS_BEFORE = re.compile(
    r"(?:지난달|지난해 (?:\d{1,2}월|말|초)|작년(?:에| \d{1,2}월)|재작년|지난 \d{2}년간) [^.]*"
    r"(?:동결|통보|적발|의결|결정|확정|지정|체결|출범|시행|도입|발표|발의|제정|개정|선고|이어)(?:했|됐|왔|해 [^.]{0,24}통보했)다\.$"
)
_NEAR = 20
"""Runners-up beyond this place are too far from the reader to advise on."""


def insight(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Sentence, ...]:
    """Return the sentences of the story and its thread that answer the reader's question best and are not its news."""
    lens = lens_for(desk.reader, pick.topics, f"{lead.title} {lead.text[:600]}")
    score = answering(lens, desk.window)
    news = nucleus(desk.material[pick.story.id])
    every = desk.own(pick.story.id)
    more = [c for c in every if not (retells(c, news, lead.title) or desk.repeats(c))]
    clear = [c for c in more if not (c.mood or c.praise or c.worth.dull or _before_it(c, desk, lead))]
    clear = [c for c in clear if desk.below_its_headline(c)]
    plain = [c for c in clear if not c.leans]
    chosen = (
        desk.choose(plain, _TWO, score, least=_ANSWER, whole=True)
        or desk.choose(plain, INSIGHT, score, least=_ANSWER, whole=True)
        # Under the pick's own headline one knows whose rate or round it is.
        or desk.choose(clear, _TWO, score, least=_ANSWER, whole=True)
        or desk.choose(plain, _TWO, score, whole=True)
        or desk.choose(plain, INSIGHT, score, whole=True)
        or desk.choose(clear, _TWO, score, whole=True)
        or desk.choose(clear, INSIGHT, score, whole=True)
        or desk.choose([c for c in more if not c.leans], INSIGHT, score, whole=True)
        # Better short or long than the news once more.
        or desk.choose(clear, _LOOSE, score, whole=True)
        or desk.choose([c for c in every if c.rank and not (c.leans or desk.repeats(c))], INSIGHT, score, whole=True)
        or desk.choose([c for c in every if not c.leans], INSIGHT, score, whole=True)
        or desk.choose([c for c in desk.candidates([pick.story.id]) if not c.leans], INSIGHT, score)
    )
    return printed(chosen, desk.taken.refused)


def _long_ago(candidate: Candidate, desk: Desk) -> bool:
    """Say whether a sentence only tells what was before the window: no answer to what the reader should do now."""
    before = candidate.event is not None and candidate.event < desk.window.start
    return before or candidate.text.endswith("바 있다.") or _MONTHS_BEFORE.search(candidate.text) is not None


def _before_it(candidate: Candidate, desk: Desk, lead: Document) -> bool:
    """Say whether a sentence tells the way to the news, a deed of days or months before: that is for the context."""
    shown = day_of(lead)
    earlier = candidate.event is not None and shown is not None and (shown - candidate.event).days >= _DAYS_BEFORE
    return earlier or _long_ago(candidate, desk)


def strategy(desk: Desk, count: int = 3) -> tuple[StrategyPoint, ...]:
    """Return points for the lenses of the picks' topics, then of the background's.

    A point is what this edition's sources tell of the lens's question, and what to check and by when.
    """
    points: list[StrategyPoint] = []
    told: set[StoryId] = set()
    # A point with a day to come is worth more than one of a nearer topic without.
    for least, tie, loosely, again in _PASSES:
        # A day is worth a question of the reader's, not any question.
        for lens in _lenses(desk)[: _FIRST if tie == "day" else None]:
            name = f"{lens.strategy} {desk.reader.headings.strategy_suffix}".strip()
            if len(points) == count or any(p.name == name for p in points):
                continue
            facts = _facts(desk, lens, least, _room(name, lens), told, tie, loosely=loosely, again=again)
            if not facts:
                continue
            told |= {c.story_id for c in facts}
            last = check(lens, facts, desk.window, desk.taken.refused, len(points))
            asked = (last,) if last and not advises(last.text) else ()
            points.append(StrategyPoint(name, (*printed(facts, desk.taken.refused), *asked)))
    return tuple(points)


def _room(name: str, lens: Lens) -> int:
    """Return the characters that a point has for facts beside its name and what it asks to check."""
    asked = max((ask.question for ask in lens.asks), key=len, default="") or clause(lens.question)
    return max(STRATEGY.most, _POINT - len(f"1. {name} : 12월 31일에 앞서 {asked} 살펴야 한다.") - 1)


def _facts(
    desk: Desk, lens: Lens, least: float, room: int, told: set[StoryId], tie: _Tie, *, loosely: bool, again: bool
) -> tuple[Candidate, ...]:
    """Return one or two facts that answer a lens, none of an affair of the stories `told`.

    With `tie`, one of them calls for a check. `loosely`, a cue of the lens will do for a clear word of its topic; `again`, the
    news of a pick may be told once more.
    """
    terms = _terms(desk, lens)
    words = (*lens.cues, *terms) if loosely or not terms else terms
    stories = _stories_of(desk, lens.topic)
    score = _acting(lens, desk)
    told_of = {desk.affairs.get(story) for story in told}
    serves = _serving(desk, lens)
    clear = [c for c in desk.across(stories) if not (c.mood or c.vague or c.praise or _long_ago(c, desk)) and serves(c)]
    if not desk.reader.investor:
        # A share price is an investor's fact.
        clear = [c for c in clear if not _SHARE_PRICE.search(c.text)]
    fresh = [
        c for c in clear if desk.affairs.get(c.story_id) not in told_of and not desk.repeats(c) and names_its_firm(c)
    ]
    known = [c for c in fresh if desk.adds(c) and (again or not desk.retells_a_pick(c))]
    about = [c for c in known if any(w in c.text for w in words)]
    if tie == "day":
        # The government that decides by a day has no name that a list would hold; a day is worth telling twice.
        own = {s.story.id for s in desk.everything if lens.topic in s.topics[:1]}
        due = [
            c
            for c in fresh
            if next_day(c, desk.window) is not None
            and _calls(lens, c)
            and any(w in c.text for w in words)
            and (c.story_id in own or sum(w in c.text for w in (*lens.cues, *terms)) > 1)
        ]
        chosen = desk.choose(due, Slot(_FACT, room, 1, 1), score, least=least, whole=True)
    elif tie == "ask":
        calling = [c for c in about if _calls(lens, c) and not c.reaction]
        chosen = desk.choose(calling, Slot(_FACT, room, 1, 1), score, least=least, whole=True)
    else:
        chosen = _firm_or_loose(desk, [c for c in about if c.named], stories, words, room, score, least, serves)
    left = room - sum(len(c.text) + 1 for c in chosen)
    if len(chosen) == 1 and left >= _FACT:
        story = chosen[0].story_id
        more = [
            c
            for c in known
            if not c.reaction
            and (c.story_id == story or (c.named and c.tense == "past"))
            and any(w in c.text for w in (*words, *(lens.cues if c.story_id == story else ())))
        ]
        chosen += desk.choose(more, Slot(_FACT, left, 1, 1), score, whole=True)
    return chosen


def _calls(lens: Lens, candidate: Candidate) -> bool:
    """Say whether a fact calls for something that the reader checks; where the lens has one question, any does."""
    return not lens.asks or called(lens, candidate.text) is not None


def _firm_or_loose(
    desk: Desk,
    named: Sequence[Candidate],
    stories: Sequence[StoryId],
    words: Sequence[str],
    room: int,
    score: Score,
    least: float,
    serves: Callable[[Candidate], bool],
) -> tuple[Candidate, ...]:
    slot = Slot(STRATEGY.least, room, 1, 2)
    loose = [
        c
        for c in desk.candidates(stories)
        if c.named and not (c.leans or c.vague or c.praise) and desk.adds(c) and any(w in c.text for w in words)
    ]
    return (
        desk.choose([c for c in named if c.figures or c.days], slot, score, least=least, whole=True)
        or desk.choose(named, slot, score, least=least, whole=True)
        or desk.choose([c for c in loose if serves(c)], slot, score, least=least)
    )


def _acting(lens: Lens, desk: Desk) -> Score:
    """Prefer facts that one can act on: they name a day to come, who, and how much, and a word of what is to be checked."""
    answers = answering(lens, desk.window)
    own = {s.story.id for s in desk.selected}

    def acting(candidate: Candidate) -> float:
        value = answers(candidate) + 0.35 * (next_day(candidate, desk.window) is not None)
        ask = called(lens, candidate.text)
        value += _ECHO * (ask is not None and ask.echoes(candidate.text)) + _OF_A_PICK * (candidate.story_id in own)
        return value + 0.1 * bool(candidate.figures) - 0.3 * candidate.reaction

    return acting


_ECHO, _OF_A_PICK = 0.2, 0.15


def _topic(desk: Desk, lens: Lens) -> Topic | None:
    return next((topic for topic, _ in desk.reader.interests.topics if topic.id == lens.topic), None)


def _serving(desk: Desk, lens: Lens) -> Callable[[Candidate], bool]:
    """Return whether a fact is of the lens's field and of this reader's side of it, and nobody's advertisement."""
    topic = _topic(desk, lens)

    def serves(candidate: Candidate) -> bool:
        of_topic = topic is None or not topic.own or of_field(topic, candidate)
        return of_topic and lens.concerns(candidate.text) and presentable(candidate, desk.window)

    return serves


def _terms(desk: Desk, lens: Lens) -> tuple[str, ...]:
    """Return the clear words of a lens's topic: a cue ("시행") may stand in any field."""
    topic = _topic(desk, lens)
    return clear_terms(topic, _CLEAR) if topic else ()


def _lenses(desk: Desk) -> list[Lens]:
    by_topic = {lens.topic: lens for lens in desk.reader.lenses}
    order: list[TopicId] = []
    for story in desk.everything:
        order += [t for t in story.topics[:1] if t in by_topic and t not in order]
    for story in desk.selected:
        order += [t for t in story.topics if t in by_topic and t not in order]
    return [by_topic[t] for t in order]


def _stories_of(desk: Desk, topic: TopicId) -> Sequence[StoryId]:
    picks = [s for s in desk.selected if topic in s.topics[:2]]
    spare = [s for s in desk.background[:_NEAR] if not desk.abroad(s)]
    near = [s for s in spare if topic in s.topics[:1]]
    near += [s for s in spare if topic in s.topics[1:2]]
    siblings = [s.id for pick in picks for s in desk.siblings.get(pick.story.id, ())]
    return [*(s.story.id for s in picks), *siblings, *(s.story.id for s in near[:_STORIES])]
