"""Steps of an affair in order of time: dated deeds, a cause and its turn, and what other stories of the thread tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from itertools import permutations

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk
from newsprism.stages.write.news import nucleus, retells
from newsprism.stages.write.objective import clashes, informative
from newsprism.stages.write.reported import day_in
from newsprism.text.ko.headlines import content_words, overlap
from newsprism.types.brief import Window
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory

ROOM = 104
"""Characters of the sentences that tell the course of a pick."""
LEAST = 56
"""Characters of two sentences that say more than how often something was reported."""
_STEP = 72
"""Characters of one of two sentences that share the room."""
_STEPS = 20
_LONG_STEP = 80
_TELLING = frozenset({"cause", "decision"})
_OPENING = 5
"""The first sentences of a report, which tell its news."""
_OF_ITS_WORDS, _OF_ITS_HEADLINE, _CLOSE = 0.4, 2, 0.6
"""A step has so great a share of its words from the pick's lead report and so many words of its headline; or the last share, and one word."""
_SAME_STEP = 0.9
"""Share of words from which two steps are one."""
_JUST_BEFORE = 2
"""Days before its report that the news may date itself by: what was decided on Friday is reported on Sunday."""


def steps(desk: Desk, pick: RankedStory) -> tuple[Candidate, ...]:
    """Take what tells the course of a pick by itself, before other blocks do: two dated deeds, else steps of its thread.

    Of a story that the reader was told before there are none.
    """
    if desk.since.get(pick.story.id) is not None:
        return ()
    return _deeds(desk, pick) or _affair(desk, pick, desk.material[pick.story.id].lead)


def _deeds(desk: Desk, pick: RankedStory) -> tuple[Candidate, ...]:
    """Return the pair of deeds on two days, in order of time, that tells most; the later is the latest where it can be."""
    usable = [c for c in desk.own(pick.story.id) if c.event and not c.leans and not c.quoted and desk.taken.free(c)]
    last = max((c.event for c in usable if c.event), default=None)
    if last is None or last < desk.window.start:
        return ()
    ranked = sorted(
        (c for c in usable if len(c.text) <= _STEP), key=lambda c: (-dated_worth(c), c.document.id, c.start)
    )
    best: tuple[float, tuple[Candidate, ...]] = (0.0, ())
    for left, right in permutations(ranked[:_STEPS], 2):
        if not left.event or not right.event or left.event >= right.event or right.event < desk.window.start:
            continue
        if len(left.text) + len(right.text) + 1 > ROOM or clashes(left, (right,)):
            continue
        worth = dated_worth(left) + dated_worth(right) + 0.5 * (right.event == last)
        if worth > best[0]:
            best = (worth, (left, right))
    desk.take(best[1])
    return best[1]


def _affair(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Candidate, ...]:
    """Take what other stories of the thread tell of other days: two steps in order of time, else a dated one that came after.

    A step is the news of its own story, told in its opening: what was announced, ruled or broken off before the pick or
    after it. The other one of two may be of the pick's day, or a deed of the pick's own reports that is not its news. One
    of them says on which day.
    """
    shown, title = day_in(lead), content_words(lead.title)
    topic = desk.material[pick.story.id].topic
    outlets = {s.id: len({d.publisher for d in s.documents}) for s in desk.siblings.get(pick.story.id, ())}
    beside = [c for c in desk.candidates(outlets) if _is_step(desk, c) and _of_the_pick(c, topic, title)]
    if all(_when(c) == shown for c in beside):
        return ()
    own = [
        c for c in desk.own(pick.story.id) if c.story_id == pick.story.id and c.event and _is_step(desk, c, newsy=False)
    ]

    def worth(candidate: Candidate) -> float:
        reported = math.log1p(outlets.get(candidate.story_id, 0))
        told = 0.3 * bool(candidate.event) + 0.2 * candidate.named + 0.2 * (_when(candidate) > shown)
        clear = 0.6 * (candidate.worth.solid - candidate.worth.unclear - candidate.worth.empty)
        return 0.4 + 0.25 * reported + told + clear - 0.003 * len(candidate.text)

    pairs = [
        (left, right)
        for left, right in permutations([*_best(beside, worth), *_best(own, worth)], 2)
        if _when(left) < _when(right)
        and LEAST <= len(left.text) + len(right.text) + 1 <= ROOM
        and any(c.story_id != pick.story.id and _when(c) != shown for c in (left, right))
        and (left.event or right.event)
        and not _one_step(left, right)
    ]
    after = [(c,) for c in beside if c.event and c.event > shown and len(c.text) <= ROOM]
    best = max(pairs, key=lambda pair: sum(map(worth, pair)), default=()) or max(
        after, key=lambda one: worth(one[0]), default=()
    )
    desk.take(best)
    return best


def _best(steps: Iterable[Candidate], worth: Callable[[Candidate], float]) -> list[Candidate]:
    return sorted(steps, key=lambda c: (-worth(c), c.document.id, c.start))[:_STEPS]


def _is_step(desk: Desk, candidate: Candidate, *, newsy: bool = True) -> bool:
    """Say whether a sentence tells by itself what happened: with `newsy`, among the news of its story."""
    soft = candidate.mood or candidate.vague or candidate.praise or candidate.quoted or candidate.passing
    if candidate.leans or soft or candidate.tense != "past" or candidate.worth.loose or not desk.taken.anew(candidate):
        return False
    return (candidate.newsy or bool(candidate.event)) and candidate.rank < _OPENING if newsy else not candidate.newsy


def _one_step(left: Candidate, right: Candidate) -> bool:
    """Say whether two stories tell one deed: of two steps of an affair the words are much the same, what is done is not."""
    return left.deed == right.deed or overlap(left.words, right.words) >= _SAME_STEP


def _of_the_pick(candidate: Candidate, topic: frozenset[str], title: frozenset[str]) -> bool:
    """Say whether a step belongs to what the pick tells: a thread holds side issues too."""
    named = sum(word in candidate.text for word in title)
    shared = len(candidate.words & topic) / max(1, len(candidate.words)) if topic else 1.0
    return (named >= _OF_ITS_HEADLINE and shared >= _OF_ITS_WORDS) or (named > 0 and shared >= _CLOSE)


def _when(candidate: Candidate) -> date:
    return candidate.event or candidate.day or date.min


def turns(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Candidate, ...]:
    """Return a pair that tells why or what came before, and what came of it; neither is the news of the headline."""
    news, shown = nucleus(desk.material[pick.story.id]), day_in(lead)
    usable = [c for c in desk.further(pick.story.id) if len(c.text) <= _LONG_STEP and _tells(desk, c)]
    # What a later report opens with is the turn, although its words are those of the news.
    known = {c.source for c in usable if retells(c, news, lead.title) and not (c.day and c.day > shown)}

    def worth(candidate: Candidate) -> float:
        turn = 0.5 * bool(candidate.day and candidate.day > shown) + 0.3 * bool(candidate.event)
        return dated_worth(candidate) + turn - 0.2 * candidate.reaction

    ranked = sorted(usable, key=lambda c: (-worth(c), c.document.id, c.start))[:_STEPS]
    pairs = [
        (left, right)
        for left, right in permutations(ranked, 2)
        if _in_time(left) < _in_time(right)
        and LEAST <= len(left.text) + len(right.text) + 1 <= ROOM
        and known.isdisjoint((left.source, right.source))
        and any(_moves(c, shown) for c in (left, right))
        and not clashes(left, (right,))
    ]
    best = max(pairs, key=lambda pair: sum(map(worth, pair)), default=())
    desk.take(best)
    return best


def _tells(desk: Desk, candidate: Candidate) -> bool:
    """Say whether a sentence tells what was done or why, or names the earlier day that an affair comes from."""
    soft = candidate.mood or candidate.vague or candidate.praise
    if candidate.leans or candidate.quoted or soft or not desk.taken.free(candidate):
        return False
    return candidate.tense == "past" or bool(candidate.kinds & _TELLING) or _earlier(candidate, desk.window)


def _moves(candidate: Candidate, shown: date) -> bool:
    """Say whether a sentence leads from the news to something else: a dated deed, a cause, a later report."""
    later = candidate.day is not None and candidate.day > shown
    return bool(candidate.event) or later or "cause" in candidate.kinds


def _earlier(candidate: Candidate, window: Window) -> bool:
    return any(last < window.start for _, last in candidate.days) and candidate.tense != "ahead"


def _in_time(candidate: Candidate) -> tuple[date, bool, int]:
    """Order by the day of the deed, else of the report; of one day the cause comes first."""
    return candidate.event or candidate.day or date.min, "cause" not in candidate.kinds, candidate.rank


def came_before(candidate: Candidate, shown: date) -> bool:
    """Say whether a sentence tells what was done well before the day of the news: that is not the news in other words."""
    past = candidate.tense == "past" and not candidate.leans
    return past and bool(candidate.days) and all((shown - last).days > _JUST_BEFORE for _, last in candidate.days)


def dated_worth(candidate: Candidate) -> float:
    """Return what a sentence adds to a course: what it tells, more with a day or a cause, less of what the headline tells."""
    dated = 0.35 * candidate.has_date + 0.2 * ("cause" in candidate.kinds) - 0.003 * len(candidate.text)
    return max(0.02, informative(candidate) + dated - 0.3 * candidate.told)
