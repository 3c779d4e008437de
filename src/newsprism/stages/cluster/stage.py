"""Stories out of documents: coarse threads first, events inside them second, copies carried along.

Stories that stand keep their id and their documents, and take new documents in as if these had always been there::

    groups, standing ─ homes ─▶ voters ─ rows, neighbours ─ assign ─▶ threads ─ assign ─▶ events ─▶ changes
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from newsprism.protocols.stages import Deduplication, Features
from newsprism.stages.cluster import timeline
from newsprism.stages.cluster.homes import Homes
from newsprism.stages.cluster.neighbours import Reach, neighbours
from newsprism.stages.cluster.onepass import Given, Join, Row, assign, empty_row
from newsprism.stages.cluster.vectors import rows
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import genre
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Grown, Merged, Opened, Story, StoryChange


@dataclass(frozen=True, slots=True)
class Options:
    """`event` joins documents to one story; `thread`, looser, ties the stories of one affair together.

    The values of `event` were chosen on 360 labelled pairs of one week (docs/decisions/0006-story-joins.md). `merge` is
    strict because a merger cannot be undone, while two stories of one thread do little harm: an edition takes one of
    them. Of the mergers of that week, read by hand, 13 of 15 were right at 0.50, 15 of 18 at 0.45, three of four at 0.36.
    """

    reach: Reach = field(default_factory=Reach)
    event: Join = field(default_factory=lambda: Join(threshold=0.30, best=0.4, members=16, decay=0.0025, merge=0.5))
    thread: Join = field(default_factory=lambda: Join(threshold=0.24))


class OnePassClusterer:
    """Clusters new documents among each other and with the stories that stand."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.reach = timedelta(hours=self.options.reach.hours)

    def cluster(
        self,
        deduplication: Deduplication,
        features: Mapping[DocumentId, Features],
        standing: Sequence[Story] = (),
    ) -> tuple[StoryChange, ...]:
        """Return how stories change, by first report; each new document is then in exactly one, each story told once.

        Copies do not vote: the original of a duplicate group is clustered and its copies follow it, to a standing story
        if one of them is in it. Undated documents stay alone, since nothing says which event they belong to; so do
        notices and columns. Of stories that turn out to be one, that goes on which reported first. A standing story
        may be given with the documents of some days only. A new document with the id of a standing one is
        its new version and stays in its story. A document without features joins nothing.
        """
        stories = sorted(standing, key=timeline.by_first_report)
        homes = Homes.of(deduplication, stories)
        voters = homes.voters()
        given = Given([homes.root(d) for d in voters], len(stories))
        compared = self._rows(voters, features, given)
        threads = self._threads(stories, homes, voters, compared)
        events = assign(compared, self.options.event, threads, given)
        for left, right in events.ties:
            homes.ties.tie(left, right)
        thread_of = dict(zip(events.clusters, threads, strict=True))
        changes = _changes(stories, homes, _places(homes, voters, events.clusters), thread_of)
        return tuple(sorted(changes, key=lambda c: timeline.by_first_report(c.story)))

    def until(self, story: Story, end: datetime) -> Story | None:
        """Return the story as it stood before `end`, its headline chosen anew; None when no document is left.

        Undated documents stay. Where the original of all that is left came later, the fullest copy stands in for it.
        """
        return timeline.until(story, end)

    def _threads(
        self, stories: Sequence[Story], homes: Homes, voters: Sequence[Document], compared: Sequence[Row]
    ) -> list[str]:
        """Return the name of each voter's thread: that of its standing story, or of the document that began it."""
        names = dict.fromkeys(_thread(s) for s in stories)
        numbers = {name: i for i, name in enumerate(names)}
        homely = [homes.root(d) for d in voters]
        given = [numbers[_thread(stories[place])] if place >= 0 else -1 for place in homely]
        found = assign(compared, self.options.thread, given=Given(given, len(numbers))).clusters
        name_of = {i: name for name, i in numbers.items()}
        return [name_of.setdefault(t, timeline.thread_name(d)) for d, t in zip(voters, found, strict=True)]

    def _rows(self, voters: Sequence[Document], features: Mapping[DocumentId, Features], given: Given) -> list[Row]:
        if not voters:
            return []
        hours = np.array([d.published_at.timestamp() / 3600 for d in voters if d.published_at], dtype=np.float64)
        stands = np.array(given.clusters) >= 0
        near = neighbours(rows([features.get(d.id, {}) for d in voters]), hours, self.options.reach, stands)
        found = []
        for document, hour, standing in zip(voters, hours.tolist(), stands.tolist(), strict=True):
            index, cosine = _NONE if standing else next(near)
            alone = _alone(document)
            found.append(empty_row(hour) if alone else Row(hour, index, cosine, _companies(document.title)))
        return found


_NONE = (np.empty(0, np.int64), np.empty(0, np.float32))


def _alone(document: Document) -> bool:
    """Notices repeat daily and columns comment on an event: neither is a report of it."""
    return genre(document.title) in ("notice", "opinion")


def _companies(title: str) -> frozenset[str]:
    return frozenset(m.entity.canonical for m in gazetteer().mentions(title) if m.entity.kind == "company")


def _thread(story: Story) -> str:
    return story.thread_id or timeline.thread_name(story.documents[0])


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
    stories: Sequence[Story], homes: Homes, places: Mapping[DocumentId, int], thread_of: Mapping[int, str]
) -> Iterator[StoryChange]:
    taken = frozenset(s.id for s in stories)
    parts: dict[int, list[Story]] = defaultdict(list)
    for place, story in enumerate(stories):
        parts[homes.ties.root(place)].append(story)
    members: dict[int, list[Document]] = defaultdict(list)
    for identity, place in places.items():
        members[homes.ties.root(place)].append(homes.documents[identity])
    for number, documents in members.items():
        if number not in parts:
            thread = thread_of.get(number) or timeline.thread_name(documents[0])
            yield Opened(timeline.opened(documents, homes.copies, thread, taken))
        elif len(parts[number]) > 1 or any(d.id in homes.new for d in documents):
            yield _gone_on(parts[number], documents, homes)


def _gone_on(stories: Sequence[Story], documents: Sequence[Document], homes: Homes) -> Grown | Merged:
    known = {i for s in stories for i in (*s.copies, *(d.id for d in s.documents))}
    copies = homes.copies & known.union(d.id for d in documents)
    story = timeline.continued(stories, documents, copies, _thread(stories[0]))
    if len(stories) > 1:
        return Merged(story, tuple(s.id for s in stories[1:]))
    return Grown(story, tuple(d.id for d in story.documents if d.id in homes.new and d.id not in known))
