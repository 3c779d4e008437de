"""What a person says of stories: that some of a story's reports tell another event, or that two stories tell one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newsprism.stages.cluster import timeline
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import DuplicateGroup, Merged, Split, Story


def along(chosen: Collection[DocumentId], groups: Iterable[DuplicateGroup]) -> frozenset[DocumentId]:
    """Return `chosen` with all that carries the same text: copies stay with their original."""
    found = set(chosen)
    for group in groups:
        members = {group.canonical, *group.copies}
        if members & found:
            found |= members
    return frozenset(found)


def parted(story: Story, leaving: Collection[DocumentId], into: Story | None = None) -> Split:
    """Take documents out of a whole story: into the standing story `into`, or else into a new one.

    Some stay and some leave. Of a new story and the old one, that with the first report keeps the id. A new story begins
    a thread of its own: who parts them says that they are not one affair's event.
    """
    kept = [d for d in story.documents if d.id not in leaving]
    gone = [d for d in story.documents if d.id in leaving]
    if into is not None:
        copies = into.copies | _copies(gone, story)
        moved = timeline.continued([into], [*into.documents, *gone], copies, timeline.thread_of(into))
        return Split(timeline.rest(story, kept, _copies(kept, story)), (moved,), by_hand=True)
    first, other = sorted((kept, gone), key=lambda part: min(map(timeline.by_time, part)))
    thread = timeline.thread_name(min(other, key=timeline.by_time))
    part = timeline.opened(other, _copies(other, story), thread, {story.id})
    return Split(timeline.rest(story, first, _copies(first, story)), (part,), by_hand=True)


def merged(stories: Sequence[Story], groups: Iterable[DuplicateGroup]) -> Merged:
    """Join whole stories; that which reported first goes on. `groups` are the copies among all of their documents."""
    ordered = sorted(stories, key=timeline.by_first_report)
    documents = [d for s in ordered for d in s.documents]
    told = list(groups)
    grouped = {i for g in told for i in (g.canonical, *g.copies)}
    copies = {c for s in ordered for c in s.copies if c not in grouped} | {c for g in told for c in g.copies}
    story = timeline.continued(ordered, documents, frozenset(copies), timeline.thread_of(ordered[0]))
    return Merged(story, tuple(s.id for s in ordered[1:]), by_hand=True)


def _copies(documents: Sequence[Document], story: Story) -> frozenset[DocumentId]:
    return timeline.without_original(documents, story.copies)
