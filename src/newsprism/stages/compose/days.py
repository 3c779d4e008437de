"""The days on which a story was reported, in Seoul."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from newsprism.types.document import Document
from newsprism.types.story import Story

# Seoul has had one offset since 1988; a whole week's reports are told their day in a few milliseconds so.
_SEOUL = timezone(timedelta(hours=9))


def day_of(moment: datetime) -> date:
    """Return the day of a moment."""
    return moment.astimezone(_SEOUL).date()


def days_of(story: Story) -> frozenset[date]:
    """Return every day on which the story was reported."""
    return frozenset(day_of(document.published_at) for document in story.documents if document.published_at)


def reports(story: Story, first: date, last: date) -> Iterator[tuple[date, Document]]:
    """Yield the dated documents of a story from `first` to `last`, each with its day."""
    for document in story.documents:
        if document.published_at and first <= (day := day_of(document.published_at)) <= last:
            yield day, document
