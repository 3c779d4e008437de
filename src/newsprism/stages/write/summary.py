"""The summary of a pick: its news first, whatever stands above it, then what adds to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsprism.protocols.stages import DraftPick
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.objective import Score, Slot, beyond_its_day, clashes, informative, summarise, telling
from newsprism.stages.write.objective import opening as headline_score
from newsprism.stages.write.since import opening
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import Quantity, quantities, rounded, same
from newsprism.types.brief import Sentence
from newsprism.types.story import StoryId

CORE = Slot(200, 282, 3, 4)
REFERENCE = Slot(85, 172, 2, 2)
CORE_PICKS = 4
_FIGURE = 0.35
"""What a figure of the headline is worth beside what else a sentence tells."""
_THIN = 0.8
"""Share of its least length from which a summary has enough."""
_BARE = 0.6
"""Share of its least length below which a summary repeats what the issue above it told, rather than say next to nothing."""


def room(place: int) -> Slot:
    """Return the room of the pick at `place`, from 0."""
    return CORE if place < CORE_PICKS else REFERENCE


def heads(desk: Desk) -> dict[StoryId, Candidate]:
    """Return the sentence with which the summary of each pick opens, so that no other block takes it."""
    if desk.summariser != "objective":
        return {}
    stories = [pick.story.id for pick in desk.selected]
    found = {i: telling(_about(desk, i), CORE, desk.taken, _figured(desk, i, headline_score)) for i in stories}
    return {story: first[0] for story, first in found.items() if first}


def summary(desk: Desk, story: StoryId, slot: Slot, head: Candidate | None = None) -> tuple[Sentence, ...]:
    """Return the summary of a pick; of one that the reader had before, what is new comes first and may stand alone.

    `head` opens it, although an issue above may have told the same in another report's words.
    """
    since = desk.since.get(story)
    first = opening(since, desk.window.end, {*desk.taken.texts, *map(folded, desk.taken.refused)}) if since else None
    if first:
        desk.taken.texts.add(folded(first.text))
        slot = _left(slot, len(first.text), 1)
    chosen = _chosen(desk, story, slot, head if head is not None and len(head.text) <= slot.most else None)
    desk.take(chosen)
    chosen += _further(desk, story, slot, chosen)
    if since:
        slot = _left(slot, _length(chosen) - 1, len(chosen))
        if slot.least > 0 and slot.count > 0:
            chosen += desk.choose(desk.candidates([story], told=True), slot, informative)
    return (*((first,) if first else ()), *printed(chosen, desk.taken.refused))


def thin(picks: Sequence[DraftPick]) -> frozenset[StoryId]:
    """Return the picks whose summaries are shorter than they should be."""
    lengths = [sum(len(s.text) + 1 for s in pick.summary) for pick in picks]
    return frozenset(
        p.story_id for n, (p, said) in enumerate(zip(picks, lengths, strict=True)) if said < _THIN * room(n).least
    )


def given_back(pick: DraftPick, place: int, kept: Candidate | None, *, head: bool = False) -> DraftPick:
    """Return a pick with the sentence that was kept for an issue which was not made then: behind its summary where there is room.

    The `head` of the summary goes back to its place, and what is too much behind it goes.
    """
    if kept is None:
        return pick
    slot, told = room(place), [kept.sentence(), *pick.summary] if head else [*pick.summary, kept.sentence()]
    while head and len(told) > 1 and not _fits(told, slot):
        told.pop()
    return replace(pick, summary=tuple(told)) if _fits(told, slot) else pick


def _fits(told: Sequence[Sentence], slot: Slot) -> bool:
    return len(told) <= slot.count and sum(len(s.text) + 1 for s in told) - 1 <= slot.most


def _about(desk: Desk, story: StoryId) -> list[Candidate]:
    about = desk.material[story].about
    return [c for c in desk.candidates([story]) if about(c)]


def _chosen(desk: Desk, story: StoryId, slot: Slot, head: Candidate | None) -> tuple[Candidate, ...]:
    whole = _about(desk, story)
    if head is not None:
        desk.take([head])
    # What adds nothing to the issue above it, or to its own opening, is left out where enough else is told.
    adding = [c for c in whole if not desk.repeats(c, headline=False)]
    # What the headline counts stands below it.
    wanted = quantities(desk.material[story].lead.title)
    told = head is not None and _gives(head, wanted)
    score = informative if told else _figured(desk, story, informative)
    for candidates in (adding, whole):
        chosen = summarise(candidates, slot, desk.taken, desk.summariser, head, score)
        if _length(chosen) >= _BARE * slot.least:
            break
    return chosen


def _figured(desk: Desk, story: StoryId, score: Score) -> Score:
    """Return `score` with more for a sentence that gives a figure of the headline."""
    wanted = quantities(desk.material[story].lead.title)
    return (lambda c: score(c) + _FIGURE * _gives(c, wanted)) if wanted else score


def _gives(candidate: Candidate, wanted: Sequence[Quantity]) -> bool:
    """Say whether a sentence gives one of the figures, which a headline may round."""
    given = quantities(candidate.text)
    return any(q.unit == w.unit and (same(q, w) or rounded(q.value, w.value)) for q in given for w in wanted)


def _further(desk: Desk, story: StoryId, slot: Slot, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return more for a summary that says too little: of the thread, then what gives a figure or day of its own."""
    if not chosen or desk.summariser != "objective":
        return ()
    own = [c for c in desk.own(story) if not c.vague]
    adding = [c for c in own if not (c.leans or c.worth.dull or clashes(c, chosen) or desk.repeats(c, headline=False))]
    found = _filling(desk, adding, slot, chosen)
    told = (*chosen, *found)
    facts = {fact for c in told for fact in c.facts}
    return (*found, *_filling(desk, [c for c in own if beyond_its_day(c) - facts], slot, told))


def _filling(
    desk: Desk, candidates: Sequence[Candidate], slot: Slot, told: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    left = _left(slot, _length(told) - 1, len(told))
    return desk.choose(candidates, left, informative) if left.least > 0 and left.count > 0 else ()


def _length(told: Sequence[Candidate]) -> int:
    return sum(len(c.text) + 1 for c in told)


def _left(slot: Slot, length: int, count: int) -> Slot:
    """Return the room that is left behind `count` sentences of together `length` characters."""
    return Slot(slot.least - length - 1, slot.most - length - 1, max(0, slot.fewest - count), slot.count - count)
