"""Where documents belong before any two are compared: to their standing stories, and copies to their originals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsprism.protocols.stages import Deduplication
from newsprism.stages.cluster.timeline import by_time
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import DuplicateGroup, Story


class Ties:
    """Numbers below `count` that turned out to stand for one thing; the least of them stands for all.

    The pairs `apart` never do, whatever else they are tied to.
    """

    def __init__(self, count: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        self.count = count
        self._parents = list(range(count))
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def root(self, number: int) -> int:
        """Return the number that stands for `number`; other numbers stand for themselves."""
        if number >= self.count:
            return number
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def may_tie(self, left: int, right: int) -> bool:
        """Say whether nothing that is tied to the one is apart from what is tied to the other."""
        return self.root(right) not in {self.root(n) for n in self._apart.get(self.root(left), ())}

    def tie(self, left: int, right: int) -> None:
        """Let both stand for one thing, unless they are apart."""
        a, b = self.root(left), self.root(right)
        if a == b or not self.may_tie(a, b):
            return
        self._parents[max(a, b)] = min(a, b)
        if a in self._apart or b in self._apart:
            self._apart[min(a, b)] |= self._apart[max(a, b)]


@dataclass(frozen=True, slots=True)
class Homes:
    """What is settled by the standing stories and by the groups of duplicates.

    `documents` are all of them, new ones in their new text. `story` gives the place, among the standing stories, of
    each document that has one: standing documents, and new ones that repeat one of them. `following` are, by original,
    the copies of a group of which no member stands. `copies` do not vote; `original` names that of those which a group
    was told of. `ties` joins standing stories of one group.
    """

    documents: Mapping[DocumentId, Document]
    story: dict[DocumentId, int]
    following: dict[DocumentId, list[Document]]
    copies: frozenset[DocumentId]
    ties: Ties
    new: frozenset[DocumentId]
    original: Mapping[DocumentId, DocumentId]

    @classmethod
    def of(cls, deduplication: Deduplication, standing: Sequence[Story]) -> Homes:
        """Return the homes; ids in groups that are neither new nor of a standing story are left out."""
        documents = {d.id: d for d in _documents(standing)} | {d.id: d for d in deduplication.documents}
        story = {d.id: place for place, s in enumerate(standing) for d in s.documents}
        ties = Ties(len(standing), _apart(standing))
        divided = (part for g in deduplication.groups for part in _divided(g, story, ties))
        groups = [g for g in (_known(g, documents) for g in divided) if g.copies]
        grouped = {i for g in groups for i in (g.canonical, *g.copies)}
        copies = {c for s in standing for c in s.copies if c not in grouped} | {c for g in groups for c in g.copies}
        homes = cls(
            documents,
            story,
            {},
            frozenset(copies),
            ties,
            frozenset(d.id for d in deduplication.documents),
            {copy: g.canonical for g in groups for copy in g.copies},
        )
        for group in groups:
            homes._settle(group)
        return homes

    def _settle(self, group: DuplicateGroup) -> None:
        members = (group.canonical, *group.copies)
        places = sorted({self.story[i] for i in members if i in self.story})
        if not places:
            self.following[group.canonical] = [self.documents[c] for c in group.copies]
            return
        for place in places[1:]:
            self.ties.tie(places[0], place)
        for identity in members:
            self.story.setdefault(identity, places[0])

    def voters(self) -> list[Document]:
        """Return, in order of time, the dated documents by which stories are compared."""
        dated = [d for d in self.documents.values() if d.published_at]
        found = [d for d in dated if d.id not in self.copies]
        heard = {self.root(d) for d in found}
        # A story of which only copies are at hand, its original being out of reach, speaks through the fullest of them.
        mute: dict[int, Document] = {}
        for document in sorted(dated, key=lambda d: (-len(d.text), d.id)):
            if (place := self.root(document)) >= 0 and place not in heard:
                mute.setdefault(place, document)
        return sorted([*found, *mute.values()], key=by_time)

    def root(self, document: Document) -> int:
        """Return the place of the standing story in which the document is, after ties; -1 for none."""
        place = self.story.get(document.id)
        return -1 if place is None else self.ties.root(place)


def _documents(stories: Iterable[Story]) -> Iterable[Document]:
    return (document for story in stories for document in story.documents)


def _apart(standing: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Yield the places of the stories that a person parted."""
    place = {s.id: i for i, s in enumerate(standing)}
    for i, story in enumerate(standing):
        yield from ((i, place[other]) for other in story.apart if other in place and other != story.id)


def _divided(group: DuplicateGroup, story: Mapping[DocumentId, int], ties: Ties) -> Iterable[DuplicateGroup]:
    """Return the group in pieces, where it goes through stories that stay apart; each piece needs an original of its own.

    What is in no story goes with the first piece.
    """
    members = (group.canonical, *group.copies)
    pieces: list[list[int]] = []
    for place in dict.fromkeys(story[i] for i in members if i in story):
        piece = next((p for p in pieces if all(ties.may_tie(place, other) for other in p)), None)
        if piece is None:
            pieces.append([place])
        else:
            piece.append(place)
    if len(pieces) < 2:
        return [group]
    found: list[list[DocumentId]] = [[] for _ in pieces]
    for i in members:
        found[next((n for n, piece in enumerate(pieces) if story.get(i) in piece), 0)].append(i)
    return [DuplicateGroup(piece[0], tuple(piece[1:])) for piece in found]


def _known(group: DuplicateGroup, documents: Mapping[DocumentId, Document]) -> DuplicateGroup:
    """Return the group without the ids that are not among `documents`, the fullest text before the others."""
    members = [i for i in (group.canonical, *group.copies) if i in documents]
    if group.canonical not in documents and members:
        members.sort(key=lambda i: (-len(documents[i].text), i))
    return DuplicateGroup(members[0] if members else group.canonical, tuple(members[1:]))
