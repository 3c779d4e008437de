"""What was learned of the stories of a window, kept for the next reader: nothing here depends on who reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from newsprism.stages.rank.board import Floats, Look, rarity
from newsprism.stages.rank.evidence import Course, Evidence, Glance, companies_of, courses, gather, glance
from newsprism.stages.rank.signals import Known, Weights, known
from newsprism.text.headlines import Genre, content_words, genre, strip_tags
from newsprism.text.ko.automaton import Words
from newsprism.types.brief import Window
from newsprism.types.dropped import Dropped
from newsprism.types.story import Story

_OPENING = 600
"""Characters of a report's opening that an appraiser is given."""


class Card:
    """One story: seen at a glance, and read closely when somebody needs it."""

    def __init__(self, story: Story, window: Window, course: Course | None, languages: frozenset[str]) -> None:
        self.story = story
        self.glance: Glance = glance(story, window, course)
        self.look = Look(self.glance.titles, self.glance.lead_text)
        self.refusal = _refusal(self.glance, languages)
        self.known: Known = known(self.glance, window)
        self.worths: npt.NDArray[np.float64] | None = None  # what an appraiser made of it, once asked
        self._dropped: dict[str, Dropped[Story]] = {}

    @property
    def told(self) -> str:
        """The headline that the story goes by, with the opening of the report that has it: what an appraiser reads."""
        inside = self.glance.inside
        report = next((d for d in inside if d.title == self.story.title), inside[0] if inside else None)
        return f"{self.story.title}\n{report.text[:_OPENING] if report else ''}"

    def dropped(self, reason: str) -> Dropped[Story]:
        """Return the story as left out for a reason; most are, for the same one, by every reader."""
        held = self._dropped.get(reason)
        if held is None:
            held = self._dropped[reason] = Dropped(self.story, "rank", reason, self.story.id, self.story.title)
        return held

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of its headline."""
        return content_words(self._headline)

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """The companies that its headline names."""
        return companies_of(self._headline)

    @cached_property
    def genres(self) -> frozenset[Genre]:
        """The kind of text that its headline shows."""
        return frozenset({genre(self.story.title)})

    @property
    def _headline(self) -> str:
        return strip_tags(self.story.title)

    @cached_property
    def evidence(self) -> Evidence:
        """The story read closely."""
        return gather(self.glance)


def _refusal(seen: Glance, languages: frozenset[str]) -> str | None:
    """Return why a story cannot be a pick for anybody who reads `languages`, as far as its headlines tell, or None."""
    if not seen.days:
        return "outside_window" if any(d.published_at for d in seen.story.documents) else "undated"
    if seen.story.recurring or seen.genres <= {"notice"}:
        return "recurring_notice"
    if seen.inside[0].language not in languages:
        return "other_language"
    return None


@dataclass(frozen=True)
class Deal:
    """The cards of the stories that may be picks, in order, and the numbers of all of them side by side."""

    cards: tuple[Card, ...]

    def known(self, weights: Weights) -> Floats:
        """Return what the signals of a glance add to the score of each story."""
        return self._columns @ np.array(
            [weights.prominence, weights.development, weights.freshness, weights.novelty], np.float64
        )

    @cached_property
    def factor(self) -> Floats:
        """What the score of each story is multiplied with for the kind of its texts."""
        return np.array([c.known.factor for c in self.cards], np.float64)

    @cached_property
    def _columns(self) -> Floats:
        rows = [(c.known.prominence, c.known.development, c.known.freshness, c.known.novelty) for c in self.cards]
        return np.array(rows, np.float64).reshape(len(rows), 4)


class Cards:
    """The cards of the `stories` of one window for those who read `languages`.

    How rare a word is and how long an affair goes on is counted in these stories, whatever was ranked before.
    """

    def __init__(self, stories: Sequence[Story], window: Window, languages: frozenset[str]) -> None:
        self.stories = tuple(stories)  # kept alive: they are known by their identity
        course = courses(stories, window)
        cards = (Card(s, window, course.get(s.thread_id or ""), languages) for s in self.stories)
        self._by_story = {id(card.story): card for card in cards}
        self._counted = tuple(c for c in self._by_story.values() if c.refusal is None)

    def of(self, stories: Sequence[Story]) -> list[Card]:
        """Return the card of each story, in order; raises KeyError for one that is none of its own."""
        return [self._by_story[id(story)] for story in stories]

    def rarity(self, words: Words) -> Floats:
        """Return how rare each word is among its stories: scores stay when one of them has to go."""
        return rarity([c.look for c in self._counted], words)
