"""The desk of one edition: the material of its stories, what is already said, and how to ask for more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsprism.protocols.stages import Assignment
from newsprism.stages.write.material import Candidate, Material
from newsprism.stages.write.objective import Score, Slot, Summariser, Taken, fit, reading_order
from newsprism.text.ko.dates import dates
from newsprism.types.brief import Window
from newsprism.types.ranking import RankedStory
from newsprism.types.reader import Lens, ReaderType, TopicId
from newsprism.types.story import Story, StoryId

Order = Callable[[Candidate], tuple[bool | int | str, ...]]


@dataclass(slots=True)
class Desk:
    """Everything the blocks of one edition are written from.

    `selected` are the picks, best first; `background` other stories worth a sentence, best first, with their topics.
    """

    assignment: Assignment
    reader: ReaderType
    selected: tuple[RankedStory, ...]
    background: tuple[RankedStory, ...]
    siblings: dict[StoryId, tuple[Story, ...]]
    material: dict[StoryId, Material]
    taken: Taken
    summariser: Summariser

    @property
    def window(self) -> Window:
        """The days of the edition."""
        return self.assignment.window

    @property
    def everything(self) -> tuple[RankedStory, ...]:
        """Picks and background, best first."""
        return (*self.selected, *self.background)

    def candidates(self, stories: Iterable[StoryId]) -> list[Candidate]:
        """Return the candidates of `stories`, in their order."""
        return [c for s in stories if s in self.material for c in self.material[s].candidates]

    def choose(
        self,
        candidates: Sequence[Candidate],
        slot: Slot,
        score: Score,
        *,
        order: Order = reading_order,
    ) -> tuple[Candidate, ...]:
        """Fill a slot and remember what it says."""
        chosen = fit(candidates, slot, self.taken, score)
        self.taken.take(chosen)
        return tuple(sorted(chosen, key=order))

    def day(self, number: int, month: int) -> str:
        """Print a day of the window: the month only where the window has two."""
        return f"{number}일" if self.window.start.month == self.window.end.month else f"{month}월 {number}일"


def lens_for(reader: ReaderType, topics: Sequence[TopicId], text: str) -> Lens | None:
    """Return the reader's lens for the strongest topic that has one, else the lens whose cues the text holds most."""
    by_topic = {lens.topic: lens for lens in reader.lenses}
    for topic in topics:
        if topic in by_topic:
            return by_topic[topic]
    counted = [(sum(cue in text for cue in lens.cues), lens) for lens in reader.lenses]
    best = max(counted, key=lambda item: item[0], default=None)
    return best[1] if best and best[0] else None


def answering(lens: Lens | None, window: Window) -> Score:
    """Return a score for how far a sentence answers the question of a lens: its kind, its cues, a date still to come."""

    def score(candidate: Candidate) -> float:
        value = 0.25 * min(1.0, candidate.centrality) + 0.2 * candidate.agreed - 0.15 * candidate.quoted
        if lens is not None:
            for place, kind in enumerate(lens.answers):
                if kind in candidate.kinds:
                    value += max(0.15, 0.5 - 0.1 * place)
            value += 0.22 * min(3, sum(cue in candidate.text for cue in lens.cues))
        if any(d.first and d.first > window.end for d in dates(candidate.text, candidate.day)):
            value += 0.3
        return max(0.02, value)

    return score
