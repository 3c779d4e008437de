"""Stories out of documents: coarse threads first, events inside them second, copies carried along."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from newsprism.protocols.stages import Deduplication
from newsprism.stages.cluster.features import MorphemeSource, Weights, matrix
from newsprism.stages.cluster.neighbours import Reach, neighbours
from newsprism.stages.cluster.onepass import Join, Row, assign, empty_row
from newsprism.text.ko.gazetteer import gazetteer
from newsprism.text.ko.genre import genre
from newsprism.text.ko.headlines import agreement
from newsprism.text.ko.titles import recurring
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story, StoryId

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """`event` joins documents to one story; `thread`, looser, ties the stories of one affair together.

    The values of `event` were chosen on 360 labelled pairs of one week (docs/decisions/0006-story-joins.md).
    """

    weights: Weights = field(default_factory=Weights)
    reach: Reach = field(default_factory=Reach)
    event: Join = field(default_factory=lambda: Join(threshold=0.30, best=0.4, members=16, decay=0.0025))
    thread: Join = field(default_factory=lambda: Join(threshold=0.24))


class OnePassClusterer:
    """Clusters documents of one window; `analyser` gives their morphemes."""

    def __init__(self, analyser: MorphemeSource, options: Options | None = None) -> None:
        self.analyser = analyser
        self.options = options or Options()

    def cluster(self, deduplication: Deduplication) -> tuple[Story, ...]:
        """Return stories ordered by first report; every document is in exactly one.

        Copies do not vote: the canonical text of a duplicate group is clustered and its copies follow it.
        Undated documents stay alone, since nothing says which event they belong to.
        """
        carried = _copies(deduplication)
        leaders = sorted(
            (d for d in deduplication.documents if d.id not in carried.followers),
            key=lambda d: (d.published_at or _LAST, d.id),
        )
        dated = [d for d in leaders if d.published_at is not None]
        rows = self._rows(dated)
        threads = assign(rows, self.options.thread)
        events = assign(rows, self.options.event, within=threads)
        stories = _stories(dated, events, threads, carried)
        stories += [_story([d, *carried.of(d)], carried.followers, None) for d in leaders if d.published_at is None]
        return tuple(sorted(stories, key=lambda s: (s.first_seen or _LAST, s.id)))

    def _rows(self, documents: Sequence[Document]) -> list[Row]:
        if not documents:
            return []
        hours = np.array([d.published_at.timestamp() / 3600 for d in documents if d.published_at], dtype=np.float64)
        vectors = matrix(documents, self.analyser, self.options.weights)
        near = neighbours(vectors, hours, self.options.reach)
        return [
            empty_row(float(hours[i])) if _alone(d) else Row(float(hours[i]), index, cosine, _companies(d.title))
            for i, (d, (index, cosine)) in enumerate(zip(documents, near, strict=True))
        ]


@dataclass(frozen=True, slots=True)
class _Copies:
    by_leader: dict[DocumentId, list[Document]]
    followers: frozenset[DocumentId]

    def of(self, leader: Document) -> list[Document]:
        return self.by_leader.get(leader.id, [])


def _copies(deduplication: Deduplication) -> _Copies:
    documents = {d.id: d for d in deduplication.documents}
    by_leader = {g.canonical: [documents[c] for c in g.copies] for g in deduplication.groups}
    return _Copies(by_leader, frozenset(c for g in deduplication.groups for c in g.copies))


def _alone(document: Document) -> bool:
    """Notices repeat daily and columns comment on an event: neither is a report of it."""
    return genre(document.title) in ("notice", "opinion")


def _companies(title: str) -> frozenset[str]:
    return frozenset(m.entity.canonical for m in gazetteer().mentions(title) if m.entity.kind == "company")


def _stories(
    documents: Sequence[Document], events: Sequence[int], threads: Sequence[int], copies: _Copies
) -> list[Story]:
    members: dict[int, list[Document]] = defaultdict(list)
    thread_of: dict[int, int] = {}
    first: dict[int, Document] = {}
    for document, event, thread in zip(documents, events, threads, strict=True):
        members[event] += [document, *copies.of(document)]
        thread_of[event] = thread
        first.setdefault(thread, document)
    sizes: dict[int, int] = defaultdict(int)
    for event in members:
        sizes[thread_of[event]] += 1
    return [
        _story(group, copies.followers, _id("t", first[thread_of[event]]) if sizes[thread_of[event]] > 1 else None)
        for event, group in members.items()
    ]


def _story(documents: Sequence[Document], followers: frozenset[DocumentId], thread: str | None) -> Story:
    ordered = sorted(documents, key=lambda d: (d.published_at or _LAST, d.id))
    leader = _representative(documents)
    dated = [d.published_at for d in ordered if d.published_at]
    return Story(
        id=StoryId(_id("s", ordered[0])),
        version=1,
        title=leader.title,
        documents=tuple(ordered),
        first_seen=dated[0] if dated else None,
        updated_at=dated[-1] if dated else None,
        copies=frozenset(d.id for d in documents if d.id in followers),
        recurring=recurring(ordered[0].title) is not None,
        thread_id=thread,
    )


def _representative(documents: Sequence[Document]) -> Document:
    """Return the document whose headline stands for the story: a news report that says what most of the others say."""
    agreed = agreement([d.title for d in documents])
    ranked = zip(documents, agreed, strict=True)
    best = max(
        ranked,
        key=lambda item: (genre(item[0].title) == "news", item[1] + min(len(item[0].text), 400) / 800, item[0].id),
    )
    return best[0]


def _id(prefix: str, document: Document) -> str:
    return prefix + hashlib.sha256(document.id.encode()).hexdigest()[:16]
