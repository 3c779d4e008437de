"""One event and everything that was written about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from newsprism.types.document import Document, DocumentId

StoryId = NewType("StoryId", str)


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Documents that carry the same text; `canonical` is the fullest early one."""

    canonical: DocumentId
    copies: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One event: its documents in order of publication (the timeline), undated ones last.

    `copies` are the documents whose text only repeats another of the same story.
    `recurring` marks notices that appear every day under one title (인사, 부고, 운세, 날씨, 시황표). What a person decided
    stands: the story is never joined again with those `apart`, and one that is `bound` is never parted by itself.
    """

    id: StoryId
    version: int
    title: str
    documents: tuple[Document, ...]
    first_seen: datetime | None
    updated_at: datetime | None
    copies: frozenset[DocumentId] = frozenset()
    recurring: bool = False
    thread_id: str | None = None
    apart: frozenset[StoryId] = frozenset()
    bound: bool = False

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct publishers in the order in which they first reported; nameless ones are left out."""
        return tuple(dict.fromkeys(d.publisher for d in self.documents if d.publisher))


@dataclass(frozen=True, slots=True)
class Opened:
    """A story that was not there before."""

    story: Story


@dataclass(frozen=True, slots=True)
class Grown:
    """A story with documents it did not have; `added` names them. `story` has the next version."""

    story: Story
    added: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Stories that turned out to be one: `absorbed` end, `story` goes on under its own id with all their documents.

    `by_hand`: a person says so, and it is not parted again by itself.
    """

    story: Story
    absorbed: tuple[StoryId, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A story that turned out to be several: `story` goes on under its own id with what is left.

    `parts` hold the documents that leave it: new stories, or others that stand with what they take in. `by_hand`: a
    person says so, and they are not joined again by themselves.
    """

    story: Story
    parts: tuple[Story, ...]
    by_hand: bool = False


StoryChange = Opened | Grown | Merged | Split
