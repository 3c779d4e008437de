"""주간 맥락: when a story was first reported, by how many outlets, and what came before or after the pick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsprism.stages.write.desk import Desk
from newsprism.stages.write.material import SEOUL, Candidate, day_of
from newsprism.stages.write.objective import Slot, informative
from newsprism.stages.write.since import Since, edition_day
from newsprism.text.ko.josa import attach
from newsprism.text.ko.normalise import folded
from newsprism.types.brief import Citation, Figure, Sentence
from newsprism.types.document import Document
from newsprism.types.ranking import RankedStory

_ROOM = 102
_HEADLINE = 44


@dataclass(frozen=True, slots=True)
class _Course:
    """The reports of a story and of its thread inside the window, in order of time."""

    documents: tuple[Document, ...]
    outlets: int

    @property
    def first(self) -> Document:
        return self.documents[0]

    @property
    def last(self) -> Document:
        return self.documents[-1]


def context(desk: Desk, pick: RankedStory, lead: Document) -> tuple[Sentence, ...]:
    """Return one composed sentence on the course of the story and one from the reports before or after the pick."""
    course = _course(desk, pick)
    opening = _opening(desk, course, desk.since.get(pick.story.id))
    room = _ROOM - len(opening.text) - 1
    before_or_after = _development(desk, pick, lead, course, room)
    return (opening, before_or_after) if before_or_after else (opening,)


def _course(desk: Desk, pick: RankedStory) -> _Course:
    stories = (pick.story, *desk.siblings.get(pick.story.id, ()))
    inside = [
        d for s in stories for d in s.documents if (day := day_of(d)) and desk.window.start <= day <= desk.window.end
    ]
    ordered = sorted(inside, key=lambda d: (d.published_at.isoformat() if d.published_at else "", d.id))
    return _Course(tuple(ordered), len({d.publisher for d in ordered if d.publisher}))


def _opening(desk: Desk, course: _Course, since: Since | None) -> Sentence:
    """Say when the reports came: since the edition before, all at once, from a beginning to a peak, or day after day."""
    first, last = _day(course.first), _day(course.last)
    per_day = _outlets_by_day(course)
    peak = max(per_day, key=lambda day: (per_day[day], day))
    start, end, top = (desk.day(d.day, d.month) for d in (first, last, peak))
    figures = {
        "first_report": first.isoformat(),
        "last_report": last.isoformat(),
        "most_on": peak.isoformat(),
        "outlets": str(course.outlets),
        "outlets_on_that_day": str(per_day[peak]),
        "days": str((last - first).days + 1),
    }
    if since:
        figures["last_edition"] = since.sent.issue.isoformat()
    wordings = _wordings(course, per_day, first, last, peak, start, end, top)
    for text in (*(_going_on(course, since, desk, end) if since else ()), *wordings):
        if folded(text) not in desk.taken.texts and text not in desk.taken.refused:
            break
    desk.taken.texts.add(folded(text))
    cited = list(dict.fromkeys([course.first.id, course.last.id]))
    by_id = {d.id: d for d in course.documents}
    used = tuple(Figure(name, value) for name, value in figures.items())
    return Sentence(text, "composed", tuple(_title(by_id[i]) for i in cited), used)


def _going_on(course: _Course, since: Since, desk: Desk, end: str) -> Iterator[str]:
    """Yield wordings that say from which edition the story goes on; the window begins behind it."""
    if _day(course.first) < since.sent.closed.astimezone(SEOUL).date():
        return
    day = edition_day(since.sent, desk.window.end)
    yield f"{day} 브리핑 뒤 {end}까지 매체 {course.outlets}곳이 새로 보도했다."
    yield f"{day} 브리핑에 이어 {end}까지 매체 {course.outlets}곳이 다뤘다."


def _outlets_by_day(course: _Course) -> dict[date, int]:
    found: dict[date, set[str]] = defaultdict(set)
    for document in course.documents:
        found[_day(document)].add(document.publisher or document.id)
    return {day: len(names) for day, names in found.items()}


def _wordings(
    course: _Course, per_day: dict[date, int], first: date, last: date, peak: date, start: str, end: str, top: str
) -> Iterator[str]:
    """Yield true wordings for the course, the most telling first."""
    outlets = course.outlets
    if outlets == 1:
        name = course.first.publisher or "한 매체"
        yield (
            f"{start} {attach(name, '이/가')} 보도했다."
            if first == last
            else f"{attach(name, '이/가')} {start}부터 {end}까지 보도했다."
        )
    if first == last:
        yield f"{start} 하루에 매체 {outlets}곳이 보도했다."
        yield f"매체 {outlets}곳이 {start} 함께 다뤘다."
        yield f"{start} 매체 {outlets}곳에서 보도가 나왔다."
        return
    if peak == first and per_day[peak] >= 3:
        yield f"{start} 매체 {per_day[peak]}곳이 한꺼번에 보도했고 {end}까지 후속 보도가 이어졌다."
    if first < peak and per_day[peak] >= 3:
        until = "" if peak == last else f" {end}까지 이어졌다"
        yield f"{start} 첫 보도 뒤 {top} 매체 {per_day[peak]}곳으로 늘었{'고' + until if until else '다'}."
    if len(per_day) == (last - first).days + 1 >= 4:
        yield f"{start}부터 {end}까지 날마다 보도가 나왔고 매체 {outlets}곳이 다뤘다."
    yield f"{start} 첫 보도가 나온 뒤 {end}까지 매체 {outlets}곳이 다뤘다."
    yield f"{start}부터 {end}까지 매체 {outlets}곳이 이어서 보도했다."


def _development(desk: Desk, pick: RankedStory, lead: Document, course: _Course, room: int) -> Sentence | None:
    """Return what followed the pick, else what came before it, else the story's own next best short sentence."""
    stories = [pick.story.id, *(s.id for s in desk.siblings.get(pick.story.id, ()))]
    candidates = desk.candidates(stories)
    shown = _day(lead)
    groups: tuple[Sequence[Candidate], ...] = (
        [c for c in candidates if c.day and c.day > shown],
        [c for c in candidates if c.day and c.day < shown],
    )
    for group in groups:
        chosen = desk.choose(group, Slot(20, room, 1, 1), _dated)
        if chosen:
            return chosen[0].sentence()
    headline = _headline(desk, lead, course, room)
    if headline:
        return headline
    rest = desk.choose(candidates, Slot(20, room, 1, 1), _dated)
    return rest[0].sentence() if rest else None


def _dated(candidate: Candidate) -> float:
    return informative(candidate) + 0.35 * candidate.has_date - 0.003 * len(candidate.text)


def _headline(desk: Desk, lead: Document, course: _Course, room: int) -> Sentence | None:
    """Name the last report of a later day by its own headline, when no sentence of it can be printed."""
    later = [
        d
        for d in course.documents
        if _day(d) > _day(lead)
        and d.title != lead.title
        and len(d.title) <= _HEADLINE
        and not set("‘’“”\"'") & set(d.title)
    ]
    if not later:
        return None
    day = _day(later[-1])
    text = f"{desk.day(day.day, day.month)}에는 ‘{later[-1].title}’ 보도가 이어졌다."
    figures = (Figure("last_report", day.isoformat()),)
    return Sentence(text, "composed", (_title(later[-1]),), figures) if len(text) <= room else None


def _day(document: Document) -> date:
    return day_of(document) or date.min


def _title(document: Document) -> Citation:
    return Citation(document.id, "title", 0, len(document.title), document.title)
