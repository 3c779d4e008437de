"""What an edition would cost, found by making it with a model that is not asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsprism.errors import NotAsked
from newsprism.inference.cache import CachedGenerator
from newsprism.inference.chat import estimated
from newsprism.protocols.services import Completion, Message, Schema

_USUAL = 300
"""Tokens of an answer: a block of an edition with the marks around it."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Questions that would be asked, those that were answered before, and about how many tokens the former take."""

    calls: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class PreviewGenerator:
    """Gives the answers that `cache` has, and counts the questions that it has none for."""

    def __init__(self, cache: CachedGenerator) -> None:
        self._cache = cache
        self._turn = threading.Lock()
        self.forecast = Forecast()

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._cache.model

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Return a kept answer; raises NotAsked for every other question, and counts it."""
        known = self._cache.known(messages, schema, longest)
        with self._turn:
            so_far = self.forecast
            if known is not None:
                self.forecast = Forecast(so_far.calls, so_far.kept + 1, so_far.tokens_in, so_far.tokens_out)
                return known
            asked = estimated(sum(len(m.content) for m in messages))
            self.forecast = Forecast(
                so_far.calls + 1, so_far.kept, so_far.tokens_in + asked, so_far.tokens_out + min(longest, _USUAL)
            )
        raise NotAsked("미리 셈하느라 묻지 않았습니다", subject=self.model)

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Raise NotAsked: nothing is asked."""
        raise NotAsked("미리 셈하느라 묻지 않았습니다", subject=self.model)
