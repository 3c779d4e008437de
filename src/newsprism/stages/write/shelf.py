"""The material of an edition, read when a block first asks for a story: what is never asked for is never analysed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from newsprism.stages.write.material import Material
from newsprism.types.story import StoryId

Reading = Callable[[Sequence[StoryId]], Mapping[StoryId, Material]]
"""Reads stories in one go, which is what keeps both cores busy."""
Passing = Callable[[Sequence[Material]], frozenset[tuple[str, int]]]
"""Says which sources of the stories of one matter a later report has overtaken."""


class Shelf(Mapping[StoryId, Material]):
    """Material by story. Stories of one matter are read together: what one tells may overtake another.

    `stale` grows with what was read: the sources of sentences that are overtaken, within a matter by `passing`, and by
    what any other story tells by `elsewhere`.
    """

    def __init__(
        self,
        stories: Iterable[StoryId],
        matters: Iterable[Sequence[StoryId]],
        read: Reading,
        passing: Passing,
        elsewhere: Passing = lambda materials: frozenset(),
    ) -> None:
        self._stories = tuple(dict.fromkeys(stories))
        known = frozenset(self._stories)
        self._matters: dict[StoryId, list[StoryId]] = {s: [s] for s in self._stories}
        for matter in matters:
            group = list(dict.fromkeys(s for s in matter if s in known))
            self._matters.update((s, group) for s in group)
        self._read, self._passing, self._elsewhere = read, passing, elsewhere
        self._held: dict[StoryId, Material] = {}
        self.stale: set[tuple[str, int]] = set()

    def ask(self, stories: Iterable[StoryId]) -> None:
        """Read those of the stories that are here and were not read, with the rest of their matters."""
        groups = {id(g): g for s in stories if s not in self._held and (g := self._matters.get(s)) is not None}
        missing = [s for group in groups.values() for s in group if s not in self._held]
        if missing:
            self._held.update(self._read(missing))
            for group in groups.values():
                self.stale |= self._passing([self._held[s] for s in group if s in self._held])
            self.stale |= self._elsewhere(tuple(self._held.values()))

    def __getitem__(self, story: StoryId) -> Material:
        self.ask([story])
        return self._held[story]

    def __contains__(self, story: object) -> bool:
        return story in self._matters

    def __iter__(self) -> Iterator[StoryId]:
        self.ask(self._stories)
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._stories)
