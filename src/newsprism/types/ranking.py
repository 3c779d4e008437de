"""What was chosen for a reader, what was not, and why."""

from __future__ import annotations

from dataclasses import dataclass

from newsprism.types.document import DocumentId
from newsprism.types.dropped import Dropped
from newsprism.types.history import Sent
from newsprism.types.reader import ReaderType, TopicId
from newsprism.types.story import Story


@dataclass(frozen=True, slots=True)
class Signal:
    """One named number (0–1) behind a score, its weight, and a clause that says it to a reader."""

    name: str
    value: float
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story with its score (the weighted sum of its signals, before diversification).

    `leads` are the reports of the window that may be printed as the pick, best first. `sent` is the last edition that
    printed the story, where the reader had it before and there is news of it.
    """

    story: Story
    leads: tuple[DocumentId, ...]
    score: float
    signals: tuple[Signal, ...]
    topics: tuple[TopicId, ...]
    companies: tuple[str, ...]
    sent: Sent | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result for one reader: nothing is lost between `selected`, `not_selected` and `filtered`.

    `selected` is in the order of the edition; `not_selected` best first, `reason` says what kept it out. `model` is what
    read the reports besides, if anything did; `note` says what failed of it.
    """

    reader: ReaderType
    selected: tuple[RankedStory, ...]
    not_selected: tuple[Dropped[RankedStory], ...]
    filtered: tuple[Dropped[Story], ...]
    model: str | None = None
    note: str = ""
