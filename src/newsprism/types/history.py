"""What a reader has had and what they said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from newsprism.types.brief import Cadence
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import StoryId

Attitude = Literal[
    "more",  # more like this
    "less",  # less like this
    "block",  # nothing more of this affair
    "mute",  # not again until something new happens
    "opened",  # followed the link
    "read",  # stayed with it; `seconds` says how long
]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of a story, or did with it, at a moment.

    `traits` are the named traits that the story showed then (``topic:trade``, ``company:현대자동차``, ``word:환율``): what
    is learned is learned of them. `documents` are those the story had, so that a muted one can be seen to have grown.
    `seconds` is the reading time of ``read``.
    """

    story_id: StoryId
    thread_id: str | None
    attitude: Attitude
    at: datetime
    title: str
    traits: frozenset[str] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A story as an edition printed it. Reports up to `closed` were known to it; `made_at` is when it was made.

    `documents` are those the story had then.
    """

    story_id: StoryId
    thread_id: str | None
    title: str
    cadence: Cadence
    issue: date
    closed: datetime
    made_at: datetime
    documents: frozenset[DocumentId] = frozenset()

    def knew(self, document: Document) -> bool:
        """Say whether the edition could tell of the report: it was out, and it was in the story (where that is known)."""
        if document.published_at is not None and document.published_at >= self.closed:
            return False
        return document.id in self.documents or not self.documents


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a reader when an edition is made for them, oldest first."""

    feedback: tuple[Feedback, ...] = ()
    sent: tuple[Sent, ...] = ()
