"""Whether a story that stands would be told as several now: its members alone, joined again from nothing.

A report is joined by what was known when it came. With what came since, the same decision may leave two events where
one story stands. They are parted only where that is sure (hysteresis): clusters still apart although they were joined
by a threshold lower by a margin, each with reports enough to be told as a story of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from newsprism.protocols.stages import Features
from newsprism.stages.cluster import timeline
from newsprism.stages.cluster.columns import Told
from newsprism.stages.cluster.facts import facts, is_full, is_list, is_stub
from newsprism.stages.cluster.homes import Homes
from newsprism.stages.cluster.joining import Start, joined
from newsprism.stages.cluster.joins import Join
from newsprism.stages.cluster.links import Links, Rowed, links
from newsprism.stages.cluster.neighbours import Bools, Ints, Reach, neighbours
from newsprism.stages.cluster.vectors import Floats, Rows, rows
from newsprism.text.headlines import genre
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story

_READ = 4_000
"""Characters of a copy that say whose it is."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What a part must have to be a story of its own: `reports` by `outlets`, its log-odds `margin` below joining.

    The margin was chosen by reading all splits of a real week, refreshed in four ways (docs/decisions/0015-splits.md).
    Stories of more than `most` reports, or that go on for longer than the reach, are left as they are.
    """

    margin: float = 0.85
    reports: int = 3
    outlets: int = 2
    most: int = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """The decisions by which stories are joined, and the caution with which they are parted."""

    event: Join
    thread: Join
    reach: Reach
    caution: Caution


@dataclass(frozen=True, slots=True)
class Compared:
    """The voters of a run in order of time, and what they are compared by. Some rows join no event, some no thread."""

    voters: Sequence[Document]
    weighed: Rows
    rowed: Rowed
    event_alone: Bools
    thread_alone: Bools

    @classmethod
    def of(cls, voters: Sequence[Document], features: Mapping[DocumentId, Features]) -> Compared:
        """Look at the voters: notices and columns stand alone."""
        # Both of one title at a time: the second asks again for what the first has just read.
        kinds = [(is_list(d.title), genre(d.title) == "opinion") for d in voters]
        notices, opinions = (np.array([kind[i] for kind in kinds], np.bool_) for i in (0, 1))
        stubs, full = (np.array([test(d) for d in voters], np.bool_) for test in (is_stub, is_full))
        rowed = Rowed(_hours(voters), stubs, full, Told.of(len(voters), lambda row: facts(voters[row])))
        return cls(voters, rows([features.get(d.id, {}) for d in voters]), rowed, notices | opinions, notices)

    def only(self, chosen: Ints) -> Compared:
        """Return what is known of the rows `chosen` alone; columns that none of them has are left out."""
        unit = sp.csr_matrix(self.weighed.unit[chosen])
        used = np.unique(unit.indices)
        whole = self.rowed
        return Compared(
            [self.voters[row] for row in chosen.tolist()],
            Rows(sp.csr_matrix(unit[:, used]), sp.csr_matrix(self.weighed.rarity[chosen][:, used])),
            Rowed(whole.hours[chosen], whole.stubs[chosen], whole.full[chosen], whole.told.only(chosen)),
            self.event_alone[chosen],
            self.thread_alone[chosen],
        )


@dataclass(frozen=True, slots=True)
class Left:
    """A part that leaves the standing story of this place, and the thread that it belongs to."""

    place: int
    thread: str


def leaving(
    stories: Sequence[Story], homes: Homes, compared: Compared, places: dict[DocumentId, int], rule: Rule
) -> dict[int, Left]:
    """Give documents that leave their standing story another number in `places`; return these numbers.

    Looked at are stories that are whole at hand, that grew by this run, and that no person has bound.
    """
    free = max([len(stories) - 1, *places.values()]) + 1
    found: dict[int, Left] = {}
    for place, chosen in _grown(stories, homes, compared, places, rule):
        own = compared.only(np.array(chosen, np.int64))
        told, threads = parts(own, rule)
        if not threads:
            continue
        voted = {d.id: number for d, number in zip(own.voters, told, strict=True)}
        rest = [homes.documents[i] for i, number in places.items() if number == place and i not in voted]
        put = voted | _followed(rest, own, voted, homes)
        # The first report may be a copy: whoever has it keeps the id.
        keeps = put[min(stories[place].documents, key=timeline.by_time).id]
        number_of = {part: free + i for i, part in enumerate(p for p in range(len(threads)) if p != keeps)}
        places.update((identity, number_of[part]) for identity, part in put.items() if part != keeps)
        for part, number in number_of.items():
            begun = own.voters[told.index(threads.index(threads[part]))]
            same = threads[part] == threads[keeps]
            found[number] = Left(place, timeline.thread_of(stories[place]) if same else timeline.thread_name(begun))
        free += len(number_of)
    return found


def parts(own: Compared, rule: Rule) -> tuple[list[int], list[int]]:
    """Return the part of each voter of one story, numbered from the one that has the first, and the thread of each part.

    There are no threads where it stays whole. What is too little for a story goes with the part that it is surest of.
    """
    near = list(neighbours(own.weighed, own.rowed.hours, rule.reach))
    event, thread = rule.event, rule.thread
    of_event, of_thread = links(
        near, own.rowed, [(event.likeness, own.event_alone), (thread.likeness, own.thread_alone)]
    )
    lenient = replace(event.linkage, threshold=event.linkage.threshold - rule.caution.margin)
    hours = own.rowed.hours
    clusters = joined(of_event, hours, Start(range(len(hours))), lenient).clusters
    found = _told(clusters, of_event, own.voters, rule.caution)
    if not any(found) or _of_one_company(found, own):
        return [0] * len(found), []
    affairs = joined(of_thread, hours, Start(found), thread.linkage).clusters
    return found, [affairs[found.index(part)] for part in range(max(found) + 1)]


def _grown(
    stories: Sequence[Story], homes: Homes, compared: Compared, places: Mapping[DocumentId, int], rule: Rule
) -> Iterator[tuple[int, list[int]]]:
    """Yield the place of each story that may be parted, with the rows of its voters."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    tied = {homes.ties.root(i) for i in range(len(stories)) if homes.ties.root(i) != i}
    hours, caution = compared.rowed.hours, rule.caution
    for row, document in enumerate(compared.voters):
        if (place := places[document.id]) < len(stories):
            rows_of[place].append(row)
    for place, chosen in rows_of.items():
        story = stories[place]
        if story.bound or place in tied or homes.ties.root(place) != place or not _is_whole(story):
            continue
        if (
            not 2 * caution.reports <= len(chosen) <= caution.most
            or hours[chosen[-1]] - hours[chosen[0]] > rule.reach.hours
        ):
            continue
        if any(compared.voters[row].id in homes.new for row in chosen):
            yield place, chosen


def _is_whole(story: Story) -> bool:
    """Say whether all documents are at hand: otherwise nobody knows what those that are not would be joined with."""
    moments = [d.published_at for d in story.documents if d.published_at]
    return bool(moments) and story.first_seen == min(moments) and story.updated_at == max(moments)


def _followed(
    rest: Sequence[Document], own: Compared, voted: Mapping[DocumentId, int], homes: Homes
) -> dict[DocumentId, int]:
    """Return the part of documents that had no vote: copies go with their original, known or by their words."""
    words = {d.id: _words(d) for d in own.voters} if rest else {}

    def likest(document: Document) -> int:
        said = _words(document)
        best = max(own.voters, key=lambda d: (len(said & words[d.id]) / max(1, len(said | words[d.id])), d.id))
        return voted[best.id]

    known = {d.id: voted.get(homes.original.get(d.id, d.id), -1) for d in rest}
    return {d.id: likest(d) if known[d.id] < 0 else known[d.id] for d in rest}


def _told(clusters: Sequence[int], found: Links, voters: Sequence[Document], caution: Caution) -> list[int]:
    """Return the part of each row: clusters that can be told alone, the rest put to them."""
    members: dict[int, list[int]] = defaultdict(list)
    for row, cluster in enumerate(clusters):
        members[cluster].append(row)
    enough = [
        c
        for c, rows in members.items()
        if len(rows) >= caution.reports and len({p for row in rows if (p := voters[row].publisher)}) >= caution.outlets
    ]
    if len(enough) < 2:
        return [0] * len(clusters)
    surest = _surest(clusters, found, frozenset(enough))
    home = {c: c if c in enough else surest.get(c, enough[0]) for c in members}
    number: dict[int, int] = {}
    return [number.setdefault(home[cluster], len(number)) for cluster in clusters]


def _of_one_company(found: Sequence[int], own: Compared) -> bool:
    """Say whether two parts have a company that most of their headlines name: reports of one firm's news differ much."""
    sizes = Counter(found)
    named = Counter((part, c) for row, part in enumerate(found) for c in own.rowed.told.facts(row).companies)
    main = Counter(company for (part, company), count in named.items() if 2 * count > sizes[part])
    return any(count > 1 for count in main.values())


def _surest(clusters: Sequence[int], found: Links, enough: frozenset[int]) -> dict[int, int]:
    """Return, for clusters with a link to one of those that are `enough`, the one of the surest link."""
    best: dict[int, tuple[float, int]] = {}
    for left, right, odds in zip(found.left.tolist(), found.right.tolist(), found.odds.tolist(), strict=True):
        for a, b in ((clusters[left], clusters[right]), (clusters[right], clusters[left])):
            if a not in enough and b in enough:
                best[a] = max(best.get(a, (odds, -b)), (odds, -b))
    return {cluster: -b for cluster, (_, b) in best.items()}


def _words(document: Document) -> frozenset[str]:
    return frozenset(f"{document.title} {document.text[:_READ]}".split())


def _hours(voters: Sequence[Document]) -> Floats:
    return np.array([d.published_at.timestamp() / 3600 for d in voters if d.published_at], np.float64)
