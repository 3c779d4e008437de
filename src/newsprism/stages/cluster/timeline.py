"""What a story says of its documents: their order, its headline, its id, and how it goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from newsprism.text.headlines import agreement, genre
from newsprism.text.ko.genre import explains
from newsprism.text.ko.titles import recurring
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story, StoryId

_LAST = datetime.max.replace(tzinfo=UTC)


def by_time(document: Document) -> tuple[datetime, str]:
    """Order documents by publication, undated ones last."""
    return document.published_at or _LAST, document.id


def by_first_report(story: Story) -> tuple[datetime, str]:
    """Order stories by their first report, undated ones last; the earlier of two is the one that was there first."""
    return story.first_seen or _LAST, story.id


def opened(
    documents: Iterable[Document], copies: Collection[DocumentId], thread: str, taken: Collection[StoryId]
) -> Story:
    """Return a new story; its id comes from its first document, and is none of those `taken`."""
    ordered = tuple(sorted(documents, key=by_time))
    first, last = _span(ordered)
    return Story(
        id=_identity(ordered, taken),
        version=1,
        title=_headline(ordered),
        documents=ordered,
        first_seen=first,
        updated_at=last,
        copies=frozenset(d.id for d in ordered if d.id in copies),
        recurring=_recurring(ordered),
        thread_id=thread,
    )


def continued(
    stories: Sequence[Story], documents: Iterable[Document], copies: frozenset[DocumentId], thread: str
) -> Story:
    """Return the first of `stories` with `documents`, which are those of all of them and new ones.

    The stories may know of earlier documents than those at hand, so their times count beside the documents'.
    """
    ordered = tuple(sorted(documents, key=by_time))
    first, last = _span(ordered)
    begun = [moment for moment in (first, *(s.first_seen for s in stories)) if moment]
    latest = [moment for moment in (last, *(s.updated_at for s in stories)) if moment]
    return replace(
        stories[0],
        version=max(s.version for s in stories) + 1,
        title=_headline(ordered),
        documents=ordered,
        first_seen=min(begun, default=None),
        updated_at=max(latest, default=None),
        copies=copies,
        recurring=_recurring(ordered),
        thread_id=thread,
    )


def rest(story: Story, documents: Iterable[Document], copies: Collection[DocumentId]) -> Story:
    """Return the story with `documents` only, which are what is left of it when others were parted from it."""
    left = tuple(documents)
    kept = frozenset(d.id for d in left) & frozenset(copies)
    whole = replace(story, first_seen=None, updated_at=None)
    return continued([whole], left, kept, story.thread_id or thread_name(min(left, key=by_time)))


def until(story: Story, end: datetime) -> Story | None:
    """Return the story as it stood before `end`; undated documents stay, and None is what has no document left."""
    left = tuple(d for d in story.documents if d.published_at is None or d.published_at < end)
    if not left:
        return None
    first = story.first_seen if story.first_seen and story.first_seen < end else None
    return replace(
        story,
        title=_headline(left),
        documents=left,
        first_seen=first,
        updated_at=_span(left)[1] or first,
        copies=without_original(left, story.copies),
    )


def thread_name(document: Document) -> str:
    """Return the id of the thread that `document` began."""
    return _hashed("t", document.id)


def thread_of(story: Story) -> str:
    """Return the id of the thread of a story; one that was kept without began its own."""
    return story.thread_id or thread_name(story.documents[0])


def _recurring(ordered: Sequence[Document]) -> bool:
    return all(recurring(d.title) for d in ordered)


def _span(ordered: Sequence[Document]) -> tuple[datetime | None, datetime | None]:
    dated = [d.published_at for d in ordered if d.published_at]
    return (dated[0], dated[-1]) if dated else (None, None)


def without_original(documents: Sequence[Document], copies: frozenset[DocumentId]) -> frozenset[DocumentId]:
    """Return the copies among `documents`; where the original of all came later, the fullest stands in for it."""
    left = frozenset(d.id for d in documents) & copies
    return left if len(left) < len(documents) else left - {max(documents, key=lambda d: (len(d.text), d.id)).id}


_REPORTS = frozenset({"news", "promotion"})


def _headline(documents: Sequence[Document]) -> str:
    """Return the headline that stands for the story: of a report, its subject's own too, that says what most others say."""
    if len(documents) == 1:
        return documents[0].title
    agreed = agreement([d.title for d in documents])
    told = [(_telling(d) + said, d.id, d.title) for d, said in zip(documents, agreed, strict=True)]
    told.sort(reverse=True)
    # The kind is asked from the best on: it costs more than all the rest.
    return next((title for *_, title in told if genre(title) in _REPORTS), told[0][2])


def _telling(document: Document) -> float:
    """Return how much a report tells beside what the others say: a look behind the news does not stand for it."""
    return min(len(document.text), 400) / 800 - _BEHIND * explains(document.title)


_BEHIND = 0.25


def _identity(ordered: Sequence[Document], taken: Collection[StoryId]) -> StoryId:
    """Return an id of its own: a document that was taken back and comes again finds its first id in use."""
    name, again = StoryId(_hashed("s", ordered[0].id)), 1
    while name in taken:
        again += 1
        name = StoryId(_hashed("s", f"{ordered[0].id}\n{again}"))
    return name


def _hashed(prefix: str, name: str) -> str:
    return prefix + hashlib.sha256(name.encode()).hexdigest()[:16]
