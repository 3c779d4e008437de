"""The main issues of a daily: each opens with what happened, and goes on with what its pick does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk, clear_terms
from newsprism.stages.write.fields import of_field, presentable, promotes
from newsprism.stages.write.figures import new_figures
from newsprism.stages.write.fusion import printed
from newsprism.stages.write.naming.headlines import Headlines
from newsprism.stages.write.naming.labels import label_of
from newsprism.stages.write.objective import Slot, Taken, announcing, clashes, fit, informative, reading_order
from newsprism.stages.write.objective import opening as headline_score
from newsprism.stages.write.sentence.abroad import tells_of_abroad
from newsprism.stages.write.sentence.hollow import bare, defines
from newsprism.text.ko.headlines import leading_words
from newsprism.text.ko.normalise import folded
from newsprism.types.brief import Issue
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Manner, TopicId
from newsprism.types.story import StoryId

ISSUE = Slot(100, 176, 2, 3)
_ISSUES, _FEWEST = 3, 2
"""Issues of a daily, and of one whose stories tell little."""
_LEAST = 74
"""Characters of an issue that the reports tell no more of."""
_SENTENCE = Slot(28, 132, 1, 1)
_SINGLE = 40
"""Characters from which one sentence will do for the issue of a day that else has fewer than three."""
_WHOM = 2
"""Words with which a headline begins, one of which says of whom a sentence speaks."""
_NEWS = 0.34
"""Share of the headline's words in a sentence that can open a summary in place of the one that tells most."""
_PLAINLY = 0.5
"""The same for a sentence that other reports do not open with."""
_ENOUGH = 5
"""Sentences that a story has when its issue may take one before the summary is written."""
_SAID = re.compile(
    r"[”\"]\S{0,8} ?\S{0,12}(?:말했|강조했|지적했|설명했|덧붙였|전했|주장했)다\.$|^(?:연합뉴스|뉴시스|뉴스1)(?:은|는) .*보도했다\.$"
)
_TOLD = 0.2
"""Share of the headline's words in a sentence that tells its news."""
_BEFORE = re.compile(r"(?:^|\s)이미\s")
"""What stands already is no news."""
_ALWAYS = re.compile(r"매년|해마다|매달|매월|정기적으로|줄곧")
_SPOKEN: frozenset[Manner] = frozenset({"statement", "quarrel", "lawmaker", "event"})
"""Manners of news that an issue of other stories is not made of."""
_MET = re.compile(
    r"(?:회의|간담회|협의회|포럼|세미나|출범식|설명회|행사)[’'”\"]?[을를] (?:\S+ ){0,2}(?:개최|열었|갖)|나섰다\.$|업무계획"
)
"""A meeting, a start or a year's plan: who met says nothing of what came of it."""
_BESIDE = 5
"""Other stories of a topic that an issue may draw on."""
_BEHIND = 3
"""Sentences further that one may stand which leans on what is told."""
_CLEAR = 0.5
"""Weight from which a word of a topic shows that a sentence is about it."""
_NEAR = 20
"""Runners-up beyond this place are too far from the reader to stand in an issue of the day."""


def openings(
    desk: Desk, heads: Mapping[StoryId, Candidate]
) -> tuple[dict[StoryId, Candidate], dict[StoryId, Candidate]]:
    """Take, for picks of different topics, the sentence that opens their issue; before the summaries are written.

    Return these and the heads with which the summaries open. An issue has no headline above it: its opening says of whom
    or what it speaks. A sentence beside the pick's head in `heads` is best; else the head itself, if the summary,
    which has its headline above it, can open with another one.
    """
    found: dict[StoryId, Candidate] = {}
    left = dict(heads)
    for pick in _spread(desk.selected) if desk.summariser == "objective" else ():
        story = pick.story.id
        head = left.get(story)
        opening = _opening(desk, story, head)
        if head is not None and story not in desk.since:
            # What is new of a story that the reader had stands with what says so.
            if opening is None and (happened(head) or _stated(head)) and (other := _second(desk, story, head)):
                opening, left[story] = head, other
            elif opening is not None and _covers(opening, head):
                left[story] = _second(desk, story, opening) or head
        if opening is not None:
            desk.take([opening])
            found[story] = opening
        if len(found) == _ISSUES:
            break
    return found, left


def issues(
    desk: Desk, morphemes: Headlines, opened: Mapping[StoryId, Candidate], thin: Collection[StoryId] = ()
) -> tuple[Issue, ...]:
    """Return the issues that `opened` begins, each with further sentences of its reports and those of its thread.

    Nothing more is taken from the stories `thin`, whose summaries need what there is. When a story has said all, other
    stories of the topic stand beside it and the topic names the issue.
    """
    found: list[Issue] = []
    picks = [p for p in _spread(desk.selected) if p.story.id in opened]
    picks += [p for p in _spread(desk.selected) if p.story.id not in opened]
    # A day on which every story is thin is told by what there is.
    for pick, sparing in [*((p, True) for p in picks), *((p, False) for p in picks if p.story.id in thin)]:
        if len(found) >= (_ISSUES if sparing else _FEWEST):
            continue
        own = () if sparing and pick.story.id in thin else desk.own(pick.story.id)
        issue = _issue(desk, pick, morphemes, opened.get(pick.story.id), own)
        if issue is not None and all(issue.label != other.label for other in found):
            found.append(issue)
    # What the picks have no sentence to spare for is told by other news of their topics.
    for strict in (True, False):
        others = _of_others(desk, morphemes, found, strict=strict)
        while len(found) < (_ISSUES if strict else 1) and (issue := next(others, None)) is not None:
            found.append(issue)
    told = {story for issue in found for story in issue.story_ids}
    for pick in picks:
        opening = opened.get(pick.story.id)
        if len(found) < _ISSUES and opening is not None and opening.facts and pick.story.id not in told:
            alone = _alone(desk, pick, morphemes, opening)
            found += [alone] if alone and all(alone.label != other.label for other in found) else []
    return tuple(found)


def _alone(desk: Desk, pick: RankedStory, morphemes: Headlines, opening: Candidate) -> Issue | None:
    """Return an issue of one sentence with a figure or a day, of a pick whose summary tells all else."""
    if len(opening.text) < _SINGLE:
        return None
    label = label_of(desk, pick.story.id, morphemes, [opening.text]) or _name(desk, pick, (opening,))
    return _made(desk, label, (opening,), (pick.story.id,)) if label else None


def related(background: Sequence[RankedStory], picks: Sequence[RankedStory]) -> list[RankedStory]:
    """Return the best stories of the background that share the first topic of a pick: all that a daily may quote."""
    topics = {pick.topics[0] for pick in picks if pick.topics}
    return [s for s in background[:_NEAR] if s.topics and s.topics[0] in topics]


def _opening(desk: Desk, story: StoryId, head: Candidate | None) -> Candidate | None:
    if len(_firm(desk, story)) < _ENOUGH:
        return None
    clear = _says_of_whom(desk, story, head)
    events = [c for c in desk.own(story) if happened(c) and clear(c) and (head is None or not _retold(c, head))]
    return next(iter(fit(events, _SENTENCE, desk.taken, announcing)), None)


def _firm(desk: Desk, story: StoryId) -> set[tuple[str, int]]:
    """Return the sources of the sentences of a story that stand by themselves and are not printed yet."""
    about = desk.material[story].about
    return {c.source for c in desk.candidates([story]) if about(c) and not c.leans and desk.taken.free(c)}


def _says_of_whom(desk: Desk, story: StoryId, head: Candidate | None) -> Callable[[Candidate], bool]:
    """Return whether a sentence holds one of the words with which the headline, or the summary's head, begins."""
    words = {*leading_words(desk.material[story].lead.title, _WHOM), *leading_words(head.text if head else "", _WHOM)}
    return lambda candidate: any(word in folded(candidate.text) for word in words)


def _second(desk: Desk, story: StoryId, head: Candidate) -> Candidate | None:
    """Return another sentence that tells the headline, for a summary whose issue has told `head`."""
    about = desk.material[story].about
    free = Taken(desk.taken.refused)
    telling = [c for c in desk.candidates([story]) if about(c) and not _retold(c, head) and _tells_news(desk, c)]
    return next(iter(fit(telling, _SENTENCE, free, headline_score)), None)


def _tells_news(desk: Desk, candidate: Candidate) -> bool:
    """Say whether a sentence tells what its headline announces: as other reports do, at length, or with a figure of these days."""
    soft = candidate.leans or candidate.mood or candidate.praise or candidate.reaction
    if soft or defines(candidate.text) or _ALWAYS.search(candidate.text):
        return False
    past = candidate.tense == "past" or any(last < desk.window.start for _, last in candidate.days)
    figured = bool(candidate.figures) and not past
    return candidate.told >= (_NEWS if candidate.newsy or figured else _PLAINLY)


def _retold(candidate: Candidate, head: Candidate) -> bool:
    """Say whether a sentence tells what another one tells, without a figure of its own."""
    if candidate.source == head.source:
        return True
    same = clashes(candidate, (head,)) or _covers(head, candidate)
    return same and not new_figures(candidate.figures, head.figures)


def _covers(told: Candidate, other: Candidate) -> bool:
    """Say whether nothing is left to tell of another sentence once one is told."""
    said = Taken()
    said.take([told])
    return not said.free(other)


def happened(candidate: Candidate) -> bool:
    """Say whether a sentence tells an event of its headline by itself, and not what was felt, promised or praised."""
    if candidate.leans or candidate.mood or candidate.vague or candidate.reaction or _SAID.search(candidate.text):
        return False
    if (
        bare(candidate.text)
        or defines(candidate.text)
        or candidate.praise
        or candidate.passing
        or candidate.told < _TOLD
        or not (candidate.newsy or candidate.rank < 2)
    ):
        return False
    return candidate.tense == "past" or "decision" in candidate.kinds or bool(candidate.figures and candidate.newsy)


def _stated(candidate: Candidate) -> bool:
    """Say whether a sentence gives a figure or day of its headline by itself: what a day without an event is told by."""
    soft = candidate.leans or candidate.mood or candidate.vague or candidate.reaction or candidate.praise
    if soft or candidate.passing or candidate.told < _TOLD or defines(candidate.text):
        return False
    return bool(candidate.figures or candidate.has_date)


def _length(told: Sequence[Candidate]) -> int:
    return sum(len(c.text) + 1 for c in told)


def _issue(
    desk: Desk, pick: RankedStory, morphemes: Headlines, opening: Candidate | None, own: Sequence[Candidate]
) -> Issue | None:
    story = pick.story.id
    if opening is None:
        # What the summary left: told in another report's words, or the next thing that happened.
        left = [c for c in own if happened(c)] or [c for c in own if _stated(c)]
        opening = next(iter(fit(left, _SENTENCE, desk.taken, headline_score)), None)
    first = () if opening is None else (opening,)
    more = _more(desk, [c for c in own if not clashes(c, first)], first) if first else ()
    told = (*first, *more)
    if len(told) > 1 and _length(told) >= _LEAST:
        name = label_of(desk, story, morphemes, [c.text for c in told]) or _name(desk, pick, told)
        return _made(desk, name, told, (story,)) if name else None
    return _with_topic(desk, pick, told, morphemes)


def _more(desk: Desk, candidates: Sequence[Candidate], first: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return what goes on from the opening, in reading order."""
    left = ISSUE.most - _length(first)
    least = max(20, ISSUE.least - _length(first))
    room = Slot(least, left, 1, ISSUE.count - len(first))
    soft = (c for c in candidates if not (c.praise or c.passing or c.mood or defines(c.text)))
    fresh = [c for c in soft if (not c.leans or _follows(c, first)) and not _tells_again(c, first)]
    return tuple(sorted(fit(fresh, room, desk.taken, _standing), key=reading_order))


def _follows(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Say whether a sentence stands in its report near behind one that is told: what it leans on is there."""
    return any(
        c.document.id == candidate.document.id and 0 < candidate.rank - c.rank <= _BEHIND and not c.leans for c in told
    )


def _tells_again(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Say whether a sentence tells the news of a story that another sentence has told: two outlets round one sum otherwise."""
    return candidate.newsy and any(c.newsy and c.story_id == candidate.story_id for c in told)


def _standing(candidate: Candidate) -> float:
    """Score for a block that is read before its story is."""
    return max(0.02, informative(candidate) - 0.35 * candidate.leans - 0.2 * candidate.reaction)


def _with_topic(desk: Desk, pick: RankedStory, first: tuple[Candidate, ...], morphemes: Headlines) -> Issue | None:
    """Return the opening with what other stories of the topic tell, or alone when it says enough."""
    topic = next((t for t, _ in desk.reader.interests.topics if t.id in pick.topics[:1]), None)
    near = [s for s in related(desk.background, [pick]) if topic and desk.headed(s, topic) and not desk.abroad(s)]
    stories = [s.story.id for s in desk.one_per_affair([pick, *near])[1 : 1 + _BESIDE]]
    events = [c for c in desk.across(stories) if happened(c) and not (c.quoted or clashes(c, first))]
    events = [c for c in events if presentable(c, desk.window)]
    if topic is not None and topic.own:
        # A headline that names the field does not make each sentence below it one of the field.
        events = [c for c in events if of_field(topic, c)]
    room = Slot(20, ISSUE.most - _length(first), 1, min(2, ISSUE.count - len(first)), 1)
    beside = fit(events, room, desk.taken, headline_score) if room.count else ()
    told = (*first, *beside)
    if _length(told) < _LEAST:
        return None
    ids = tuple(dict.fromkeys([pick.story.id, *(c.story_id for c in beside)]))
    own = label_of(desk, pick.story.id, morphemes, [c.text for c in told]) if first and not beside else None
    label = own or _name(desk, pick, told)
    return _made(desk, label, told, ids) if label else None


def _made(desk: Desk, label: str, told: Sequence[Candidate], stories: tuple[StoryId, ...]) -> Issue:
    """Return an issue and remember what it says; what was looked at for one that is not made stays free."""
    desk.take(told)
    return Issue(label, printed(told, desk.taken.refused), stories)


def _of_others(desk: Desk, morphemes: Headlines, found: Sequence[Issue], *, strict: bool) -> Iterator[Issue]:
    """Yield issues that other news of the picks' topics makes by itself.

    Where `strict`, under headlines that name the topic, and none of meetings or plans; else of whatever there is.
    """
    topics = {topic.id: topic for topic, _ in desk.reader.interests.topics}
    picked = {
        i for pick in desk.selected for i in (pick.story.id, *(s.id for s in desk.siblings.get(pick.story.id, ())))
    }
    for other in desk.one_per_affair([*desk.selected, *related(desk.background, desk.selected)]):
        said = picked | {i for issue in found for i in issue.story_ids}
        if other.story.id in said or desk.abroad(other) or promotes(other, _SPOKEN):
            continue
        near = desk.across([other.story.id])
        done = [c for c in near if happened(c) and not c.quoted]
        if strict:
            near = [c for c in near if presentable(c, desk.window) and (c.facts or c.tense != "ahead")]
            near = [c for c in near if not _MET.search(c.text)]
            done = [c for c in done if c in near]
            done = done if desk.headed(other, topics[other.topics[0]]) else []
        first = fit(done, _SENTENCE, desk.taken, announcing)
        more = _more(desk, [c for c in near if not clashes(c, first)], first) if first else ()
        if _length((*first, *more)) >= (_LEAST if strict else _SENTENCE.least):
            ids = [p.story.id for p in desk.selected if p.topics[:1] == other.topics[:1]][:1]
            told = (*first, *more)
            label = label_of(desk, other.story.id, morphemes, [c.text for c in told]) or _name(desk, other, told)
            if label and all(label != issue.label for issue in found):
                yield _made(desk, label, told, (*ids, other.story.id))


def _spread(selected: Sequence[RankedStory]) -> list[RankedStory]:
    """Order picks so that each new topic comes before a second pick of a topic already there."""
    seen: set[TopicId] = set()
    first: list[RankedStory] = []
    rest: list[RankedStory] = []
    for pick in selected:
        topic = pick.topics[0] if pick.topics else None
        (rest if topic in seen else first).append(pick)
        if topic is not None:
            seen.add(topic)
    return [*first, *rest]


def _name(desk: Desk, ranked: RankedStory, told: Sequence[Candidate]) -> str | None:
    """Return the name of a story's topic as a label, None where no sentence holds a clear word of the topic."""
    topic = next((t for t, _ in desk.reader.interests.topics if t.id in ranked.topics[:1]), None)
    if topic is None:
        return None
    words = clear_terms(topic, _CLEAR)
    home = [c for c in told if not (topic.home and tells_of_abroad(c.text, c.document))]
    return topic.name if any(topic.tells(c.text) or any(w in c.text for w in words) for c in home) else None
