"""How a story was reported inside the window: its course by days and outlets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from newsprism.stages.write.material import day_of
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
