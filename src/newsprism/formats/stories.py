"""Stories as `newsprism stories --format json` prints them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from newsprism.types.document import Document
from newsprism.types.story import Story


def stories_to_json(stories: Iterable[Story]) -> list[dict[str, object]]:
    """Return one JSON object a story, in the given order."""
    return [story_to_json(story) for story in stories]


def story_to_json(story: Story) -> dict[str, object]:
    """Return the contract's keys, then two of ours: `recurring`, and `copies` (ids in the order of the documents)."""
    return {
        "id": story.id,
        "title": story.title,
        "first_seen": _iso(story.first_seen),
        "updated_at": _iso(story.updated_at),
        "outlets": list(story.outlets),
        "thread_id": story.thread_id,
        "documents": [_document_line(document) for document in story.documents],
        "recurring": story.recurring,
        "copies": [document.id for document in story.documents if document.id in story.copies],
    }


def _document_line(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published_at": _iso(document.published_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
