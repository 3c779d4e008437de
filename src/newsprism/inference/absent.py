"""A model that cannot be asked, for the reason that it names when somebody tries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsprism.errors import GenerationStopped
from newsprism.protocols.services import Completion, Message, Schema


class AbsentGenerator:
    """Stands for the model of settings that cannot be used: an edition is then written by rules, and says why."""

    def __init__(self, model: str, fault: GenerationStopped) -> None:
        self._model = model
        self._fault = fault

    @property
    def model(self) -> str:
        """The name of the model that was meant."""
        return self._model

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Raise the reason."""
        raise self._fault

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Raise the reason."""
        raise self._fault
