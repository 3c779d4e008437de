"""How a story was reported inside the window: its course by days and outlets, and true wordings for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsprism.stages.write.material import day_of
from newsprism.text.ko.josa import attach
from newsprism.text.ko.numbers import quantities
from newsprism.types.brief import Citation, Figure
from newsprism.types.document import Document, DocumentId


@dataclass(frozen=True, slots=True)
class Course:
    """The reports of a story and of its thread inside the window, in order of time.

    `own` are those of the story itself; `core` are the words of more than one of its headlines.
    """

    documents: tuple[Document, ...]
    outlets: int
    own: frozenset[DocumentId]
    core: frozenset[str]

    @property
    def first(self) -> Document:
        """The earliest report."""
        return self.documents[0]

    @property
    def last(self) -> Document:
        """The latest report."""
        return self.documents[-1]


def figures_of(course: Course) -> tuple[Figure, ...]:
    """Return what was counted of a course: all that its wordings may say."""
    per_day = outlets_by_day(course)
    first, last = day_in(course.first), day_in(course.last)
    peak = max(per_day, key=lambda day: (per_day[day], day))
    return (
        Figure("first_report", first.isoformat()),
        Figure("last_report", last.isoformat()),
        Figure("most_on", peak.isoformat()),
        Figure("outlets", str(course.outlets)),
        Figure("outlets_on_that_day", str(per_day[peak])),
        Figure("days", str((last - first).days + 1)),
    )


def outlets_by_day(course: Course) -> dict[date, int]:
    """Return how many outlets reported on each day."""
    found: dict[date, set[str]] = defaultdict(set)
    for document in course.documents:
        found[day_in(document)].add(document.publisher or document.id)
    return {day: len(names) for day, names in found.items()}


def wordings(
    course: Course, per_day: dict[date, int], first: date, last: date, peak: date, start: str, end: str, top: str
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
        yield f"{start} 매체 {outlets}곳이 보도했다."
        yield f"{start} 하루에 매체 {outlets}곳이 보도했다."
        yield f"매체 {outlets}곳이 {start} 함께 다뤘다."
        yield f"{start} 매체 {outlets}곳에서 보도가 나왔다."
        return
    yield f"{start}부터 {end}까지 매체 {outlets}곳이 보도했다."
    if peak == first and per_day[peak] >= 3:
        yield f"{start} 매체 {per_day[peak]}곳이 한꺼번에 보도했고 {end}까지 후속 보도가 이어졌다."
    if first < peak and per_day[peak] >= 3:
        until = "" if peak == last else f" {end}까지 이어졌다"
        yield f"{start} 첫 보도 뒤 {top} 매체 {per_day[peak]}곳으로 늘었{'고' + until if until else '다'}."
    if len(per_day) == (last - first).days + 1 >= 4:
        yield f"{start}부터 {end}까지 날마다 보도가 나왔고 매체 {outlets}곳이 다뤘다."
    yield f"{start} 첫 보도가 나온 뒤 {end}까지 매체 {outlets}곳이 다뤘다."
    yield f"{start}부터 {end}까지 매체 {outlets}곳이 이어서 보도했다."


def day_in(document: Document) -> date:
    """Return the day of a report in Seoul; the first of all days for one without a date."""
    return day_of(document) or date.min


def title_of(document: Document) -> Citation:
    """Return the whole headline as a citation."""
    return Citation(document.id, "title", 0, len(document.title), document.title)


def one_figure(one: str, other: str) -> bool:
    """Say whether two headlines share a figure and neither has another: then they tell one thing in other words."""
    left, right = (frozenset((q.value, q.unit) for q in quantities(title)) for title in (one, other))
    return bool(left & right) and (left <= right or right <= left)
