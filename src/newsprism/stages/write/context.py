"""주간 맥락: what happened first or why, the turn, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk
from newsprism.stages.write.material import SEOUL, day_of
from newsprism.stages.write.naming.words import phrase
from newsprism.stages.write.news import differs, nucleus, retells
from newsprism.stages.write.objective import Slot, clashes
from newsprism.stages.write.passages import passage
from newsprism.stages.write.reported import Course, day_in, figures_of, one_figure, title_of
from newsprism.stages.write.since import Since, edition_day
from newsprism.stages.write.steps import LEAST, ROOM, came_before, dated_worth, turns
from newsprism.text.ko.genre import genre
from newsprism.text.ko.headlines import content_words, overlap
from newsprism.text.ko.josa import attach
from newsprism.text.ko.normalise import folded
from newsprism.types.brief import Citation, Figure, Sentence
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory

_HEADLINE = 44
_ABOUT = 2
"""Words of the story's own headlines in a later headline that goes on from them; a round-up of the morning has fewer."""
_PART = 30
_FACT = 28
_RETOLD = 0.5
"""Share of the headline's words from which a later sentence tells the same once more."""
_SAME_HEADLINE = 0.5
_SAME_MATTER = 0.2
_BEFORE = 0.4
"""What a sentence that tells what was done before the news counts more: it is what the block is for."""
_UNITS = "원명건개%"
# A number grown together with a noun ("3파전") is divided otherwise in every surrounding, and could not be checked.
_COMPOUND = re.compile(
    r"\d(?!명|건|개|곳|원|년|월|일|억|조|만|천|주|차|호|배|위|대|세|시|인|가구|세대|달러|포인트|거래일|분기|사|社)[가-힣]{2}"
)


def context(desk: Desk, pick: RankedStory, lead: Document, taken: tuple[Candidate, ...] = ()) -> tuple[Sentence, ...]:
    """Return what happened first and what it came to: steps in order of time, else the headlines of its reports by day.

    A story without two dated deeds and without steps in its thread is told by a cause or what came before and by its
    turn; one without these by what else the reports tell, by its news in full, and at last by the headlines of its first
    day, its turn and its last day; of one that says no more there is nothing. One that the reader had before begins with
    what came since. `taken` are the steps that `steps` took.
    """
    course = _course(desk, pick)
    since = desk.since.get(pick.story.id)
    if since is None:
        steps = taken or turns(desk, pick, lead)
        if steps:
            return tuple(c.sentence() for c in steps)
    beside = () if since else _beside(desk, pick, lead)
    if len(beside) > 1:
        return tuple(c.sentence() for c in beside)
    if beside:
        return _with_voice(desk, pick, beside)
    if since is None:
        # How often it was reported stands under the pick as its chart, and its headlines stand in the list of sources.
        told = _plainly(desk, pick, lead, course)
        headlines = None if told else _by_headlines(desk, course, lead)
        return (headlines,) if headlines else told
    opening = _going_on(desk, course, since)
    before_or_after = _development(desk, pick, lead, course, ROOM - len(opening.text) - 1, headlines=True)
    return (opening, before_or_after) if before_or_after else (opening,)


def _plainly(desk: Desk, pick: RankedStory, lead: Document, course: Course) -> tuple[Sentence, ...]:
    """Return the news in full where no other block has told it, else one sentence more, else nothing."""
    stated = _stated(desk, pick)
    if stated:
        return tuple(c.sentence() for c in stated)
    more = _development(desk, pick, lead, course, ROOM, headlines=False)
    return (more,) if more else ()


def _beside(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Candidate, ...]:
    """Return two sentences that tell something else than the news, or stand together in a report, else one."""
    news, shown = nucleus(desk.material[pick.story.id]), day_in(lead)
    clear = [
        c
        for c in desk.further(pick.story.id)
        if not (c.vague or c.mood or c.praise or c.quoted)
        and (came_before(c, shown) or not (c.newsy or retells(c, news, lead.title)))
    ]
    clear = [c for c in clear if desk.below_its_headline(c) and not c.worth.dull]
    more = [c for c in clear if not c.leans]
    near = [c for c in desk.own(pick.story.id) if not (c.newsy or retells(c, news, lead.title))]

    def score(candidate: Candidate) -> float:
        return dated_worth(candidate) + _BEFORE * came_before(candidate, shown)

    return (
        desk.choose(more, Slot(LEAST, ROOM, 2, 2), score, whole=True)
        or passage(desk, near, Slot(LEAST, ROOM, 2, 2), score)
        # Under the pick's own headline one knows whose rate or round it is.
        or desk.choose(clear, Slot(LEAST, ROOM, 2, 2), score, whole=True)
        or desk.choose(more, Slot(_FACT, ROOM, 1, 1), score, whole=True)
        or desk.choose(clear, Slot(_FACT, ROOM, 1, 1), score, whole=True)
    )


def _stated(desk: Desk, pick: RankedStory) -> tuple[Candidate, ...]:
    """Return what the reports say of the news beyond the headline, where no other block has told it."""
    lead = desk.material[pick.story.id].lead.title
    soft = [c for c in desk.candidates([pick.story.id]) if not (c.leans or c.vague or c.mood or c.praise or c.quoted)]
    told = [c for c in soft if desk.adds(c) and not (desk.repeats(c) or differs(c))]
    more = [c for c in told if (c.event or any(f.rstrip(_UNITS) not in lead for f in c.figures))]
    return desk.choose(more, Slot(_FACT, ROOM, 1, 1), dated_worth, whole=True)


def _with_voice(desk: Desk, pick: RankedStory, told: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return the sentences; behind a single one, where there is room, what somebody says of the news.

    How often it was reported stands under the pick as its chart: it fills no room here.
    """
    sentences = tuple(c.sentence() for c in told)
    left = ROOM - sum(len(s.text) + 1 for s in sentences)
    if len(sentences) > 1 or left < _FACT:
        return sentences
    voices = [c for c in desk.further(pick.story.id) if _says(c) and not clashes(c, told)]
    return (*sentences, *(c.sentence() for c in desk.choose(voices, Slot(_FACT, left, 1, 1), dated_worth, whole=True)))


def _says(candidate: Candidate) -> bool:
    """Say whether a sentence tells what somebody, by name, says of the news."""
    spoken = candidate.quoted or candidate.reaction
    return spoken and candidate.named and not (candidate.leans or candidate.vague or candidate.mood or candidate.praise)


def _by_headlines(desk: Desk, course: Course, lead: Document) -> Sentence | None:
    """Tell the course by parts of headlines: of the first day, of the day that differs most, of the last day."""
    days = sorted({day_in(d) for d in course.documents})
    if len(days) < 2:
        return None
    choice = [(day, found) for day in days if (found := _headlines_of(course, lead, day))]
    if len(choice) < 2:
        return None
    first, latest = (choice[0][0], choice[0][1][0]), choice[-1]
    last = next(((latest[0], part) for part in latest[1] if not _same(part, first[1])), None)
    if last is None:
        return None
    told = [first, *_turn([(day, found[0]) for day, found in choice[1:-1]], first, last), last]
    for steps in (told, [told[0], told[-1]]):
        for sentence in _in_order(desk, course, steps):
            said = folded(sentence.text) in desk.taken.texts or sentence.text in desk.taken.refused
            if len(sentence.text) <= ROOM and not said:
                desk.taken.texts.add(folded(sentence.text))
                return sentence
    return None


_Part = tuple[date, tuple[str, Document]]


def _turn(parts: Sequence[_Part], first: _Part, last: _Part) -> list[_Part]:
    """Return the part that says neither what the first nor what the last one says, if there is one."""
    return [p for p in parts if not _same(p[1], first[1]) and not _same(p[1], last[1])][:1]


def _same(one: tuple[str, Document], other: tuple[str, Document]) -> bool:
    """Say whether two parts of headlines tell one thing."""
    same = one_figure(one[0], other[0])
    return same or overlap(content_words(one[0]), content_words(other[0])) >= _SAME_HEADLINE


def _headlines_of(course: Course, lead: Document, day: date) -> list[tuple[str, Document]]:
    """Return parts of a day's headlines, what says most first, of reports about the same as the lead."""
    reports = [d for d in course.documents if day_in(d) == day]
    found: list[tuple[float, str, Document]] = []
    for document in reports:
        near = overlap(content_words(lead.title), content_words(document.title))
        if near < _SAME_MATTER and document.id not in course.own:
            continue
        part = phrase(document.title, 8, _PART, [d.title for d in reports])
        if part is None or part not in document.title or _quotable(part) is None or _COMPOUND.search(part):
            continue
        shared = overlap(course.core, content_words(part))
        if shared:
            found.append((near + shared + 0.02 * len(part), part, document))
    return [(part, document) for _, part, document in sorted(found, key=lambda f: (-f[0], f[1]))]


def _quotable(part: str) -> str | None:
    """Return the part in quotation marks that it does not hold itself, None when it holds both kinds.

    A part that is one quotation keeps no second pair of marks.
    """
    inner = part[1:-1]
    if part[0] in '“"' and part[-1] in '”"' and not set('‘’“”"') & set(inner):
        return f"‘{inner}’"
    if not set("‘’") & set(part):
        return f"‘{part}’"
    return None if set('“”"') & set(part) else f"“{part}”"


def _in_order(desk: Desk, course: Course, steps: Sequence[_Part]) -> Iterator[Sentence]:
    """Yield wordings of the steps, in another order for each pick: one frame six times over rings."""
    days = [f"{desk.day(day.day, day.month)} {_quotable(part)}" for day, (part, _) in steps]
    later, last = ", ".join(days[1:]), steps[-1][1][0]
    who = f"매체 {course.outlets}곳" if course.outlets > 1 else course.first.publisher or "한 매체"
    to = attach(last, "으로/로")[len(last) :]
    if _alone(course):
        frames = (
            f"{attach(who, '이/가')} {', '.join(days)} 순으로 전했다.",
            f"{who} 보도는 {days[0]}에서 {later}{to} 이어졌다.",
            f"{days[0]} 보도가 나온 뒤 {later}까지 {attach(who, '이/가')} 다뤘다.",
        )
    else:
        frames = (
            f"{', '.join(days)} 순으로 보도됐다.",
            f"관련 보도는 {days[0]}에서 {later}{to} 이어졌다.",
            f"{days[0]} 보도가 나온 뒤 {later} 보도가 이어졌다.",
        )
    cited = tuple(_part(document, part) for _, (part, document) in steps)
    turn = len(desk.taken.texts) % len(frames)
    for text in (*frames[turn:], *frames[:turn]):
        yield Sentence(text, "composed", cited, figures_of(course))


def _alone(course: Course) -> bool:
    """Say whether no report of another story of the thread is in the course."""
    return all(d.id in course.own for d in course.documents)


def _part(document: Document, part: str) -> Citation:
    start = document.title.index(part)
    return Citation(document.id, "title", start, start + len(part), part)


def _course(desk: Desk, pick: RankedStory) -> Course:
    """Return the reports of the pick and of its thread within the window."""
    stories = (pick.story, *desk.siblings.get(pick.story.id, ()))
    inside = [
        d for s in stories for d in s.documents if (day := day_of(d)) and desk.window.start <= day <= desk.window.end
    ]
    ordered = sorted(inside, key=lambda d: (d.published_at.isoformat() if d.published_at else "", d.id))
    own = frozenset(d.id for d in pick.story.documents)
    counted = Counter(w for d in ordered if d.id in own for w in content_words(d.title))
    core = frozenset(w for w, n in counted.items() if n > 1) or frozenset(counted)
    return Course(tuple(ordered), len({d.publisher for d in ordered if d.publisher}), own, core)


def _going_on(desk: Desk, course: Course, since: Since) -> Sentence:
    """Say from which edition of the reader's the story goes on, and how many outlets have reported since."""
    day, last = edition_day(since.sent, desk.window.end), day_in(course.last)
    end, who = desk.day(last.day, last.month), f"매체 {course.outlets}곳"
    wordings = (f"{day} 브리핑 뒤 {end}까지 {who}이 새로 보도했다.", f"{day} 브리핑에 이어 {end}까지 {who}이 다뤘다.")
    if day_in(course.first) < since.sent.closed.astimezone(SEOUL).date():
        # Reports of before the edition are in the course too: how many are new is not said.
        wordings = (
            f"{day} 브리핑에 나온 뒤 {end}까지 보도가 이어졌다.",
            f"{day} 브리핑 뒤에도 {end}까지 보도가 나왔다.",
        )
    free = (t for t in wordings if folded(t) not in desk.taken.texts and t not in desk.taken.refused)
    text = next(free, wordings[-1])
    desk.taken.texts.add(folded(text))
    by_id = {course.first.id: course.first, course.last.id: course.last}
    figures = (*figures_of(course), Figure("last_edition", since.sent.issue.isoformat()))
    return Sentence(text, "composed", tuple(map(title_of, by_id.values())), figures)


def _development(
    desk: Desk, pick: RankedStory, lead: Document, course: Course, room: int, *, headlines: bool
) -> Sentence | None:
    """Return what followed the pick, else what came before it, else the story's own next best short sentence."""
    candidates = [
        c for c in desk.further(pick.story.id) if not (c.leans or c.praise or c.mood or c.vague or differs(c))
    ]
    shown = day_in(lead)
    groups: tuple[Sequence[Candidate], ...] = (
        [c for c in candidates if c.day and c.day > shown and c.told < _RETOLD],
        [c for c in candidates if c.day and c.day < shown],
        [c for c in candidates if (c.event and c.event < shown) or "cause" in c.kinds],
    )
    for group in groups:
        chosen = desk.choose(group, Slot(20, room, 1, 1), dated_worth)
        if chosen:
            return chosen[0].sentence()
    headline = _headline(desk, lead, course, room) if headlines else None
    if headline:
        return headline
    good = [c for c in candidates if not c.worth.dull]
    rest = desk.choose(good, Slot(20, room, 1, 1), dated_worth) or desk.choose(
        candidates, Slot(20, room, 1, 1), dated_worth
    )
    return rest[0].sentence() if rest else None


def _headline(desk: Desk, lead: Document, course: Course, room: int) -> Sentence | None:
    """Name the last report of a later day by its own headline, when no sentence of it can be printed."""
    later = [
        d
        for d in course.documents
        if day_in(d) > day_in(lead)
        and d.title != lead.title
        and not one_figure(d.title, lead.title)
        and genre(d.title) == "news"
        and len(d.title) <= _HEADLINE
        and len(course.core & content_words(d.title)) >= _ABOUT
        and not set("‘’“”\"'") & set(d.title)
    ]
    if not later:
        return None
    day = day_in(later[-1])
    text = f"{desk.day(day.day, day.month)}에는 ‘{later[-1].title}’ 보도가 이어졌다."
    figures = (Figure("last_report", day.isoformat()),)
    return Sentence(text, "composed", (title_of(later[-1]),), figures) if len(text) <= room else None
