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
    `beside` are those of stories that it has merged with since, which were there as well when it was said: the store
    looks them up, nobody keeps them. `seconds` is the reading time of ``read``.
    """

    story_id: StoryId
    thread_id: str | None
    attitude: Attitude
    at: datetime
    title: str
    traits: frozenset[str] = frozenset()
    documents: frozenset[DocumentId] = frozenset()
    seconds: float | None = None
    beside: frozenset[DocumentId] = frozenset()


@dataclass(frozen=True, slots=True)
class Sent:
    """A story as an edition printed it. Reports up to `closed` were known to it; `made_at` is when it was made.

    `documents` are those the story had then. `parted` are stories that came out of it since, which so were sent too: the
    store looks them up, nobody keeps them.
    """

    story_id: StoryId
    thread_id: str | None
    title: str
    cadence: Cadence
    issue: date
    closed: datetime
    made_at: datetime
    documents: frozenset[DocumentId] = frozenset()
    parted: frozenset[StoryId] = frozenset()

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


@dataclass(frozen=True, slots=True)
class Holding:
    """How much is kept of a reader: what they said and what they did, stories sent to them, editions made for them."""

    said: int = 0
    done: int = 0
    sent: int = 0
    editions: int = 0

    @property
    def empty(self) -> bool:
        """True when nothing is kept."""
        return not (self.said or self.done or self.sent or self.editions)
