"""Asks a model for the blocks of one edition: at once, at most twice each, within a budget and a time.

A block goes through these steps, over the rounds in which an edition is checked:

1. It is asked for. An answer that cannot be read is asked for once more.
2. Sentences that the screen or the checks refused are asked for once more, with the reasons.
3. What is refused then is not asked for again: excerpts take its place.

A question longer than the model can read is put in parts, one story after the other. When the server answers nothing
at all, or the budget is spent, nobody asks any further in this edition.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, Protocol, TypeVar

from newsprism.errors import BudgetSpent, ContextTooLong, GenerationFailed, GenerationStopped, NotAsked
from newsprism.protocols.services import FENCE, Completion, Generator, Message, Schema
from newsprism.stages.write.generated.plan import Block, Key
from newsprism.stages.write.generated.prompts import Prompts
from newsprism.stages.write.generated.screen import Refused, Rules, screened
from newsprism.stages.write.generated.sources import Source, listed
from newsprism.types.brief import Sentence, Usage

SCHEMA: Mapping[str, object] = {
    "title": "sentences",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "sources": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
_IN_A_ROW = 3
"""Questions that fail one after the other before nobody asks any more."""
_UNREADABLE = Refused("", "unreadable")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one edition may take: tokens (0: any number), questions at once, seconds, tokens of one answer."""

    tokens: int = 0
    connections: int = 8
    seconds: float = 240.0
    answer: int = 2_000


class Said(Protocol):
    """What the screen let through: a sentence, or a line with its level."""

    @property
    def text(self) -> str:
        """The words."""
        ...


S = TypeVar("S", bound=Said)


@dataclass(frozen=True, slots=True)
class Form(Generic[S]):
    """How an answer looks: `system` is the prompt that says so, `schema` its JSON, `read` what may be kept of it."""

    system: str
    schema: Schema
    read: Callable[[object, Block, Rules], tuple[S | Refused, ...] | None]


SENTENCES: Form[Sentence] = Form("system", SCHEMA, screened)
"""The form of the blocks of a daily or weekly."""


@dataclass(slots=True)
class _Talk(Generic[S]):
    """What was said about one block: the two answers as the screen left them, None where there is none."""

    block: Block
    first: tuple[S | Refused, ...] | None = None
    second: tuple[S | Refused, ...] | None = None
    said: str = ""
    asked: int = 0
    fault: str = ""


@dataclass(slots=True)
class _Tally:
    """What the questions of an edition took, and how they went."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    failed_in_a_row: int = 0
    stopped: str = ""
    turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, made: Completion) -> None:
        with self.turn:
            self.calls += 1
            self.tokens_in += made.tokens_in
            self.tokens_out += made.tokens_out
            self.seconds += made.seconds
            self.failed_in_a_row = 0

    def failed(self, fault: GenerationFailed) -> None:
        if isinstance(fault, NotAsked):
            return
        with self.turn:
            self.failed_in_a_row += 1
            if isinstance(fault, GenerationStopped) or self.failed_in_a_row >= _IN_A_ROW:
                self.stopped = self.stopped or str(fault)


class Asking(Generic[S]):
    """The questions of one edition; `ask` is called once a round, with what was refused so far."""

    def __init__(self, generator: Generator, prompts: Prompts, rules: Rules, limits: Limits, form: Form[S]) -> None:
        self._form = form
        self._generator = generator
        self._prompts = prompts
        self._rules = rules
        self._limits = limits
        self._system = Message("system", prompts.render(form.system, {"fence": FENCE, "style": _style(prompts)}))
        prompts.render("again", {"count": "1", "refused": ""})
        self._talks: dict[Key, _Talk[S]] = {}
        self._tally = _Tally()
        self._end = monotonic() + limits.seconds

    def ask(self, blocks: Sequence[Block], refused: Mapping[str, str]) -> dict[Key, tuple[S, ...]]:
        """Return what the model wrote of each block and nobody refused; `refused` maps texts to reasons.

        A block that was asked for in an earlier round keeps the sources of that round. Raises InvalidPrompt.
        """
        for block in blocks:
            self._talks.setdefault(block.key, _Talk(block))
            # Every prompt is filled once before any is sent: a hole in one ends the whole, and costs nothing.
            self._question(self._talks[block.key].block)
        talks = [self._talks[block.key] for block in blocks]
        with ThreadPoolExecutor(max_workers=self._limits.connections) as pool:
            for _ in pool.map(lambda talk: self._carry_on(talk, refused), talks):
                pass
        return {talk.block.key: _passed(talk, refused) for talk in talks}

    @property
    def stopped(self) -> str:
        """Why nobody asks any more, in a line; empty while somebody does."""
        return self._tally.stopped

    @property
    def usage(self) -> Usage:
        """What the questions took so far."""
        tally = self._tally
        return Usage(tally.calls, tally.tokens_in, tally.tokens_out, round(tally.seconds, 1))

    def faults(self) -> tuple[str, ...]:
        """Return why blocks got no answer, one line each."""
        return tuple(talk.fault for talk in self._talks.values() if talk.fault)

    def refused(self) -> tuple[Refused, ...]:
        """Return the texts that the screen refused, in the order of their blocks."""
        answers = [a for talk in self._talks.values() for a in (talk.first, talk.second) if a]
        return tuple(dict.fromkeys(one for answer in answers for one in answer if isinstance(one, Refused)))

    def _carry_on(self, talk: _Talk[S], refused: Mapping[str, str]) -> None:
        """Ask for a block, or for what is missing in it; what goes wrong is noted."""
        try:
            if talk.asked == 0:
                self._first(talk)
            bad = _bad(talk.first or (), refused)
            if talk.asked == 1 and bad:
                talk.second = self._again(talk, bad)
        except GenerationFailed as fault:
            talk.asked = 2
            talk.fault = str(fault)

    def _first(self, talk: _Talk[S]) -> None:
        talk.asked = 1
        talk.first, talk.said = self._answer(talk.block)
        if talk.first is None:
            talk.asked = 2
            talk.first = self._again(talk, [_UNREADABLE])
            if talk.first is None:
                talk.fault = "JSON으로 읽히지 않는 답이 왔습니다"

    def _answer(self, block: Block) -> tuple[tuple[S | Refused, ...] | None, str]:
        """Ask for a block; in parts when it is too long for the model."""
        try:
            made = self._complete(self._question(block))
        except ContextTooLong:
            parts = _parts(block)
            if len(parts) < 2:
                raise
            answers = [self._answer(part)[0] for part in parts]
            return tuple(one for answer in answers for one in answer or ()), ""
        return self._form.read(made.value, block, self._rules), made.text

    def _again(self, talk: _Talk[S], bad: Sequence[Refused]) -> tuple[S | Refused, ...] | None:
        talk.asked = 2
        if any(one is _UNREADABLE for one in bad):
            again = self._complete(self._question(talk.block)[:2], fresh=True)
            return self._form.read(again.value, talk.block, self._rules)
        told = "\n".join(
            f"- {one.text} ({one.code})" if ":" in one.code else f"- {one.text} ({one.reason})" for one in bad
        )
        # The refused texts were written from articles: they stay inside the fence too.
        slots = {"count": str(len(bad)), "refused": f"{FENCE}\n{told}\n{FENCE}"}
        asked = [*self._question(talk.block), Message("assistant", talk.said or "{}")]
        made = self._complete([*asked, Message("user", self._prompts.render("again", slots))])
        return self._form.read(made.value, talk.block, self._rules)

    def _question(self, block: Block) -> list[Message]:
        room = {"count": str(block.slot.count), "least": str(block.slot.least), "most": str(block.slot.most)}
        slots = {**block.slots, **room, "fence": FENCE, "sentences": listed(block.sources)}
        return [self._system, Message("user", self._prompts.render(block.prompt, slots))]

    def _complete(self, messages: Sequence[Message], fresh: bool = False) -> Completion:
        """Ask, unless nobody asks any more; `fresh` adds a nudge: the same words would bring the same answer."""
        if fresh:
            messages = [*messages, Message("user", "JSON")]
        if self.stopped:
            raise GenerationStopped(self.stopped, subject=self._generator.model)
        try:
            self._check()
            made = self._generator.complete(messages, self._form.schema, self._limits.answer)
        except ContextTooLong:
            raise
        except GenerationFailed as fault:
            self._tally.failed(fault)
            raise
        self._tally.add(made)
        return made

    def _check(self) -> None:
        spent = self._tally.tokens_in + self._tally.tokens_out
        if self._limits.tokens and spent >= self._limits.tokens:
            raise BudgetSpent(
                f"한 호에 쓸 수 있는 토큰을 다 썼습니다({spent:,} / {self._limits.tokens:,})",
                subject="chat_limits",
                advice="run_tokens 를 늘리세요.",
            )
        if monotonic() > self._end:
            raise GenerationStopped(
                f"{self._limits.seconds:g}초 안에 다 쓰지 못했습니다", subject=self._generator.model
            )


def _style(prompts: Prompts) -> str:
    return prompts.render("style", {})


def _parts(block: Block) -> list[Block]:
    """Part a block by its stories, or the sentences of one story in two."""
    stories: dict[str, list[Source]] = {}
    for source in block.sources:
        stories.setdefault(source.story_id, []).append(source)
    groups = list(stories.values())
    if len(groups) < 2:
        half = (len(block.sources) + 1) // 2
        groups = [list(block.sources[:half]), list(block.sources[half:])]
    return [block.of(group) for group in groups if group] if len(block.sources) > 1 else []


def _bad(answer: Sequence[S | Refused], refused: Mapping[str, str]) -> list[Refused]:
    """Return what of an answer the screen or the checks refused."""
    found = []
    for one in answer:
        if isinstance(one, Refused):
            found.append(one)
        elif one.text in refused:
            found.append(Refused(one.text, refused[one.text]))
    return found


def _passed(talk: _Talk[S], refused: Mapping[str, str]) -> tuple[S, ...]:
    """Return the sentences of a block, in order; those of the second answer stand where others were refused."""
    spare = [s for s in talk.second or () if not isinstance(s, Refused) and s.text not in refused]
    texts = {s.text for s in talk.first or ()}
    spare = [s for s in spare if s.text not in texts]
    passed: list[S] = []
    for one in talk.first or ():
        if not isinstance(one, Refused) and one.text not in refused:
            passed.append(one)
        elif spare:
            passed.append(spare.pop(0))
    return tuple(passed)
