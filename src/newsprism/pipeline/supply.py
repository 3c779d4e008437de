"""Where an edition takes its stories from: documents at hand, or a workspace's archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from newsprism.pipeline.batch import Batch
from newsprism.protocols.stores import Archive, Revision, WindowCounts
from newsprism.types.document import Document
from newsprism.types.story import Story

_NEWEST = 2_000


class Supply(Protocol):
    """What the making of an edition asks of its sources of stories; stretches of time are ``[start, end)``."""

    def moments(self) -> Sequence[datetime]:
        """Return when dated documents were published, newest first; the newest of them are enough."""
        ...

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest document were published."""
        ...

    def counts(self, start: datetime, end: datetime) -> WindowCounts:
        """Count the documents published in the stretch, and their publishers."""
        ...

    def stories(self, since: datetime, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories with news in ``[start, end)`` with their documents from `since` on, none after `end`."""
        ...

    def earlier(self, since: datetime, start: datetime) -> tuple[Story, ...]:
        """Return the stories with news in ``[since, start)``, as far as `stories` leaves them out when it is asked for later days."""
        ...

    def undated(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories of reports without a day that `stories` leaves out.

        Of those that do not name their month either, only what was first seen in the stretch.
        """
        ...


@dataclass(frozen=True, slots=True)
class DocumentSupply:
    """Documents at hand, made into stories on demand; what a stretch gave is kept for the editions of other readers."""

    documents: Sequence[Document]
    batch: Batch
    _made: dict[tuple[datetime, datetime], tuple[Story, ...]] = field(default_factory=dict, compare=False, repr=False)

    def moments(self) -> Sequence[datetime]:
        """Return the moments of all dated documents, newest first."""
        return sorted((d.published_at for d in self.documents if d.published_at), reverse=True)

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the first and last moment of publication."""
        moments = self.moments()
        return (moments[-1], moments[0]) if moments else None

    def counts(self, start: datetime, end: datetime) -> WindowCounts:
        """Count documents and publishers."""
        inside = [d for d in self.documents if d.published_at and start <= d.published_at < end]
        return WindowCounts(len(inside), len({d.publisher for d in inside if d.publisher}))

    def stories(self, since: datetime, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Cluster what was published in ``[since, end)``; undated documents come along."""
        if (since, end) not in self._made:
            read = [d for d in self.documents if d.published_at is None or since <= d.published_at < end]
            self._made[since, end] = self.batch.stories(read)
        return self._made[since, end]

    def earlier(self, since: datetime, start: datetime) -> tuple[Story, ...]:
        """Return nothing: all documents from `since` on were clustered together."""
        return ()

    def undated(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return nothing: undated documents came along."""
        return ()


@dataclass(frozen=True, slots=True)
class ArchiveSupply:
    """A workspace's stories as of one revision; `cut` gives a story as it stood before a moment."""

    archive: Archive
    cut: Callable[[Story, datetime], Story | None]
    revision: Revision

    def moments(self) -> Sequence[datetime]:
        """Return the moments of the newest documents."""
        return self.archive.latest(_NEWEST)

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the first and last moment of publication."""
        return self.archive.span()

    def counts(self, start: datetime, end: datetime) -> WindowCounts:
        """Count documents and publishers as of the revision."""
        return self.archive.counts(start, end, self.revision)

    def stories(self, since: datetime, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories as they stood; a headline that came later is chosen anew from what was there.

        A thread of which one story only is at hand stays its thread: a reader may have had, or blocked, another one.
        """
        found = self.archive.stories(start, end, since, self.revision)
        cut = (s if _holds_its_title(s) else self.cut(s, end) for s in found)
        return tuple(s for s in cut if s is not None)

    def earlier(self, since: datetime, start: datetime) -> tuple[Story, ...]:
        """Return the stories of the days before, with their documents of those days."""
        return self.archive.stories(since, start, since, self.revision)

    def undated(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories of reports without a day."""
        return self.archive.undated(start, end, self.revision)


def _holds_its_title(story: Story) -> bool:
    return any(d.title == story.title for d in story.documents)
