"""How an edition was made: the machine-readable mark, and what a generative model took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Usage:
    """What a generative model gave for an edition; an answer that was kept counts what it cost when it was made.

    `note` says, in a line for people, what was written by rules in its place and why.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    note: str = ""

    def plus(self, other: Usage | None) -> Usage:
        """Return both together, with the notes of both."""
        if other is None:
            return self
        note = " ".join(dict.fromkeys(one for one in (self.note, other.note) if one))
        seconds = round(self.seconds + other.seconds, 1)
        tokens_in, tokens_out = self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out
        return Usage(self.calls + other.calls, tokens_in, tokens_out, seconds, note)


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The machine-readable mark; `usage` only of a writer that asked a model."""

    newsprism: str
    writer: str
    model: str | None
    embedder: str | None
    usage: Usage | None = None

    def after(self, asked: Iterable[Usage | None], embedder: str | None = None) -> MadeWith:
        """Return the mark with what was asked besides the writer's questions, and the model of vectors that checked it."""
        usage = self.usage
        for one in asked:
            usage = usage.plus(one) if usage else one
        return replace(self, usage=usage, embedder=embedder or self.embedder)
