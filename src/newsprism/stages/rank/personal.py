"""What one reader's history does to a ranking: what is refused, what has news since it was sent, and what is liked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import numpy as np

from newsprism.stages.rank.blocks import Blocks
from newsprism.stages.rank.board import Floats
from newsprism.stages.rank.cards import Card, Deal
from newsprism.stages.rank.evidence import SEOUL, Evidence, gather
from newsprism.stages.rank.profile import Field, Profile
from newsprism.stages.rank.sent import SentBefore
from newsprism.stages.rank.signals import Again
from newsprism.stages.rank.taste import Taste
from newsprism.stages.rank.traits import traits
from newsprism.text.language import language
from newsprism.types.brief import Window
from newsprism.types.history import History, Sent
from newsprism.types.ranking import Signal
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story

SWAY = 0.35
"""What a taste adds to the relevance of a story at most, or takes from it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A story that was sent and goes on: the last edition that printed it, and what its new reports tell."""

    sent: Sent
    evidence: Evidence

    @property
    def again(self) -> Again:
        """What is said of it."""
        return Again(self.sent.issue)


class Personal:
    """A history made ready for one ranking; an empty one changes nothing and costs nothing."""

    def __init__(self, reader: ReaderType, history: History | None, stories: Sequence[Story], window: Window) -> None:
        past = history or History()
        end = datetime.combine(window.end + timedelta(days=1), time(), SEOUL)
        self.reader = reader
        self._sent = SentBefore(past.sent, stories=stories if past.sent else ())
        self._any_sent = bool(past.sent)
        self._blocks = Blocks.of(past.feedback, reader.blocked, stories if past.feedback else ())
        self._any_blocks = bool(past.feedback) or any((reader.blocked.companies, reader.blocked.outlets))
        self.taste = Taste.of(past.feedback, max([end, *(f.at for f in past.feedback)])) if past.feedback else None

    def refuses(self, story: Story) -> str | None:
        """Return why the reader said that they do not want it, or None."""
        return self._blocks.refuses(story) if self._any_blocks else None

    def gone_on(self, card: Card) -> Gone | str | None:
        """Return how a story that was sent goes on, why it is not sent again, or None for one that was not sent."""
        sent = self._sent.last(card.story) if self._any_sent else None
        if sent is None:
            return None
        news = self._sent.news(card.story, sent)
        fresh = {d.id for d in news.documents} if news else set()
        inside = tuple(d for d in card.glance.inside if d.id in fresh)
        evidence = gather(replace(card.glance, inside=inside)) if inside else None
        return Gone(sent, evidence) if evidence and evidence.leads else "already_sent"

    def swayed(self, deal: Deal, profile: Profile, field: Field) -> Floats:
        """Return the relevance of each story with what the reader's taste adds to it or takes from it."""
        if self.taste is None:
            return field.value
        liked = np.array([self.taste.value(self.traits(card, profile, field, i)) for i, card in enumerate(deal.cards)])
        swayed: Floats = np.clip(field.value + SWAY * liked, 0.0, 1.0)
        return swayed

    def traits(self, card: Card, profile: Profile, field: Field, place: int) -> frozenset[str]:
        """Return the traits of the story at `place`."""
        topics = [t.id for t in profile.topics(field, place)]
        return traits(topics, card.companies, card.words, card.genres)

    def uncertainty(self, card: Card, profile: Profile, field: Field, place: int) -> float:
        """Return how little is known of the reader's taste for it: 0 for a reader of whom nothing is learned at all."""
        return self.taste.uncertainty(self.traits(card, profile, field, place)) if self.taste else 0.0

    def signals(self, card: Card, profile: Profile, field: Field, place: int) -> tuple[Signal, ...]:
        """Return the signal of the taste, if there is something to say.

        Its weight is 0, because it is in the relevance.
        """
        if self.taste is None:
            return ()
        told = self.traits(card, profile, field, place)
        names: dict[str, str] = {topic.id: topic.name for topic, _ in self.reader.interests.topics}
        # What was learned is said in Korean alone.
        reasons = self.taste.reasons(told, names=names) if language(self.reader.language).analysed else ()
        value = (self.taste.value(told) + 1.0) / 2.0
        return (Signal("taste", value, 0.0, ", ".join(reasons)),) if reasons else ()
