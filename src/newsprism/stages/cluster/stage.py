"""Stories out of documents: what tells of one event is joined first, stories of one affair are tied, copies carried along.

Stories that stand keep their id and their documents, and take new documents in as if these had always been there::

    groups, standing ─ homes ─▶ voters ─ neighbours ─ links ─▶ joined to events ─▶ joined to threads ─▶ parted ─▶ changes
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from newsprism.protocols.stages import Deduplication, Features
from newsprism.stages.cluster import timeline
from newsprism.stages.cluster.facts import facts
from newsprism.stages.cluster.homes import Homes
from newsprism.stages.cluster.joining import Assigned, Start, joined
from newsprism.stages.cluster.joins import Join, joins
from newsprism.stages.cluster.links import Links, links
from newsprism.stages.cluster.neighbours import Reach, neighbours
from newsprism.stages.cluster.parting import Caution, Compared, Left, Rule, leaving
from newsprism.stages.cluster.vectors import Floats
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Grown, Merged, Opened, Split, Story, StoryChange


@dataclass(frozen=True, slots=True)
class Options:
    """`event` joins documents to one story; `thread` ties the stories of one affair together; `caution` parts stories.

    The first two were fitted on labelled pairs (docs/decisions/0013-learned-join.md). To merge two stories that stand is stricter
    than to join, because a reader may have had both, while two stories of one thread do little harm: an edition takes one.
    """

    reach: Reach = field(default_factory=Reach)
    event: Join = field(default_factory=lambda: joins()["event"])
    thread: Join = field(default_factory=lambda: joins()["thread"])
    caution: Caution = field(default_factory=Caution)


class OnePassClusterer:
    """Clusters new documents among each other and with the stories that stand."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.reach = timedelta(hours=self.options.reach.hours)
        self._rule = Rule(self.options.event, self.options.thread, self.options.reach, self.options.caution)

    def cluster(
        self,
        deduplication: Deduplication,
        features: Mapping[DocumentId, Features],
        standing: Sequence[Story] = (),
    ) -> tuple[StoryChange, ...]:
        """Return how stories change, by first report; each new document is then in exactly one, each story told once.

        Copies do not vote: the original of a duplicate group is clustered and its copies follow it, to a standing story
        if one of them is in it. Undated documents stay alone, since nothing says which event they belong to; so do
        notices and columns. Of stories that turn out to be one, that goes on which reported first; of the parts of one
        that turns out to be several, that with the first report. A standing story may be given with the documents of
        some days only (then it is not parted). A new document with the id of a standing one is
        its new version and stays in its story. A document without features joins nothing.
        """
        stories = sorted(standing, key=timeline.by_first_report)
        homes = Homes.of(deduplication, stories)
        voters = homes.voters()
        homely = [homes.root(d) for d in voters]
        compared = Compared.of(voters, features)
        of_event, of_thread = self._links(compared, homely)
        hours = compared.rowed.hours
        events = self._events(hours, homely, len(stories), of_event)
        for left, right in events.ties:
            if _may_be_one(stories, left, right):
                homes.ties.tie(left, right)
        thread_of = self._threads(stories, compared, events, of_thread)
        places = _places(homes, voters, events.clusters)
        parted = leaving(stories, homes, compared, places, self._rule)
        changes = _changes(stories, homes, places, thread_of, parted)
        return tuple(sorted(changes, key=lambda c: timeline.by_first_report(c.story)))

    def until(self, story: Story, end: datetime) -> Story | None:
        """Return the story as it stood before `end`, its headline chosen anew; None when no document is left.

        Undated documents stay. Where the original of all that is left came later, the fullest copy stands in for it.
        """
        return timeline.until(story, end)

    def _links(self, compared: Compared, homely: Sequence[int]) -> tuple[Links, Links]:
        """Return the links by which voters are joined to events, and those by which events are joined to threads."""
        stands = np.array([place >= 0 for place in homely], np.bool_)
        rowed = compared.rowed
        near = neighbours(compared.weighed, rowed.hours, self.options.reach, stands)
        event, thread = self.options.event.likeness, self.options.thread.likeness
        of_event, of_thread = links(near, rowed, [(event, compared.event_alone), (thread, compared.thread_alone)])
        return of_event, of_thread

    def _events(self, hours: Floats, homely: Sequence[int], count: int, found: Links) -> Assigned:
        """Return the story of each voter: the place of a standing one, or a number of its own."""
        start = [place if place >= 0 else count + i for i, place in enumerate(homely)]
        return joined(found, hours, Start(start, count), self.options.event.linkage)

    def _threads(self, stories: Sequence[Story], compared: Compared, events: Assigned, found: Links) -> dict[int, str]:
        """Return the thread's name of each event: that of its standing story, or of the document that began it."""
        names = list(dict.fromkeys(timeline.thread_of(s) for s in stories))
        place = {name: i for i, name in enumerate(names)}
        standing = [place[timeline.thread_of(s)] for s in stories]
        start = [standing[e] if e < len(stories) else len(names) + e for e in events.clusters]
        linkage = self.options.thread.linkage
        threads = joined(found, compared.rowed.hours, Start(start, len(names)), linkage).clusters
        name_of = dict(enumerate(names))
        for document, thread in zip(compared.voters, threads, strict=True):
            name_of.setdefault(thread, timeline.thread_name(document))
        return {event: name_of[thread] for event, thread in zip(events.clusters, threads, strict=True)}


def _may_be_one(stories: Sequence[Story], left: int, right: int) -> bool:
    """Tell whether nothing speaks against two standing stories being one: another affair, or other firms."""
    one, other = stories[left], stories[right]
    named = [frozenset(c for d in s.documents for c in facts(d).companies) for s in (one, other)]
    return timeline.thread_of(one) == timeline.thread_of(other) and not (all(named) and named[0].isdisjoint(named[1]))


def _places(homes: Homes, voters: Sequence[Document], clusters: Sequence[int]) -> dict[DocumentId, int]:
    """Return the cluster of every document; those that nothing was compared with get one of their own."""
    found = dict(homes.story)
    for document, number in zip(voters, clusters, strict=True):
        _put(document, number, homes, found)
    free = max([homes.ties.count - 1, *clusters]) + 1
    rest = [d for d in homes.documents.values() if d.id not in found]
    for document in sorted(rest, key=lambda d: (d.id in homes.copies, d.id)):
        _put(document, free, homes, found)
        free += 1
    return found


def _put(document: Document, number: int, homes: Homes, found: dict[DocumentId, int]) -> None:
    for one in (document, *homes.following.get(document.id, ())):
        found.setdefault(one.id, number)


def _changes(
    stories: Sequence[Story],
    homes: Homes,
    places: Mapping[DocumentId, int],
    thread_of: Mapping[int, str],
    left: Mapping[int, Left],
) -> Iterator[StoryChange]:
    """Yield the changes; numbers of `left` are parts that leave a standing story."""
    taken = frozenset(s.id for s in stories)
    parts: dict[int, list[Story]] = defaultdict(list)
    for place, story in enumerate(stories):
        parts[homes.ties.root(place)].append(story)
    members: dict[int, list[Document]] = defaultdict(list)
    for identity, place in places.items():
        members[homes.ties.root(place)].append(homes.documents[identity])
    gone: dict[int, list[Story]] = defaultdict(list)
    for number, part in left.items():
        gone[part.place].append(timeline.opened(members.pop(number), homes.copies, part.thread, taken))
    for number, documents in members.items():
        if number in gone:
            yield Split(timeline.rest(parts[number][0], documents, homes.copies), tuple(gone[number]))
        elif number not in parts:
            thread = thread_of.get(number) or timeline.thread_name(documents[0])
            yield Opened(timeline.opened(documents, homes.copies, thread, taken))
        elif len(parts[number]) > 1 or any(d.id in homes.new for d in documents):
            yield _gone_on(parts[number], documents, homes)


def _gone_on(stories: Sequence[Story], documents: Sequence[Document], homes: Homes) -> Grown | Merged:
    known = {i for s in stories for i in (*s.copies, *(d.id for d in s.documents))}
    copies = homes.copies & known.union(d.id for d in documents)
    story = timeline.continued(stories, documents, copies, timeline.thread_of(stories[0]))
    if len(stories) > 1:
        return Merged(story, tuple(s.id for s in stories[1:]))
    return Grown(story, tuple(d.id for d in story.documents if d.id in homes.new and d.id not in known))
