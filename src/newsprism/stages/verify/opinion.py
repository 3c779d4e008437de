"""A second opinion on what a model wrote: the configured model is asked whether the spans say it.

It is asked only of sentences that the rules pass, and can only refuse. What it cannot or will not answer stays as the
rules left it: an opinion is never what an edition waits for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from newsprism.errors import GenerationFailed, GenerationStopped, InvalidPrompt, NotAsked
from newsprism.formats.prompts import PromptFiles
from newsprism.protocols.services import FENCE, Completion, Generator, Message
from newsprism.text.untrusted import unsafe, visible
from newsprism.types.brief import Sentence, Usage
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault

SLOTS: Mapping[str, frozenset[str]] = {"opinion": frozenset({"fence", "pairs"})}
"""The slots of its prompt."""

SCHEMA: Mapping[str, object] = {
    "title": "verdicts",
    "type": "object",
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "number": {"type": "integer"},
                    "supported": {"type": "boolean"},
                    "why": {"type": "string"},
                },
                "required": ["number", "supported", "why"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["verdicts"],
    "additionalProperties": False,
}
_AT_ONCE = 8  # sentences of one question
_SPAN = 1_200  # characters of the spans of a sentence that are shown
_ANSWER = 1_000  # tokens
_WHY = 80  # characters
_REST = 600.0  # seconds in which a server that stopped answering is not asked again
_KEPT = 4_096  # verdicts that are remembered

Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence and where it stands."""

    where: str
    sentence: Sentence

    @property
    def key(self) -> Key:
        return self.sentence.text, tuple(c.quote for c in self.sentence.citations)


class SecondOpinion:
    """Asks `generator`; `connections` questions at once, `tokens` in all for one edition (0: any number)."""

    def __init__(
        self, generator: Generator, prompts: Path | None = None, connections: int = 8, tokens: int = 0
    ) -> None:
        self._generator = generator
        self._prompts = prompts
        self._connections = connections
        self._tokens = tokens
        self._known: dict[Key, str | None] = {}
        self._until = 0.0
        self._turn = threading.Lock()
        self._usage = Usage()

    def faults(
        self, sentences: Sequence[tuple[str, Sentence]], documents: Mapping[DocumentId, Document], language: str
    ) -> tuple[tuple[Fault, ...], Usage | None]:
        """Return a fault for each sentence that the model thinks unsupported, and what asking took (None: nothing asked).

        A sentence that was judged before with the same spans is not asked again.
        """
        cases = [_Case(where, sentence) for where, sentence in sentences]
        self._usage = Usage()
        new = list({case.key: case for case in cases if case.key not in self._known}.values())
        if new and monotonic() >= self._until:
            self._ask(new, language)
        if len(self._known) > _KEPT:
            self._known = {case.key: self._known[case.key] for case in cases if case.key in self._known}
        found = tuple(
            Fault("meaning", case.where, case.sentence.text, f"두 번째 의견: {why}")
            for case in cases
            if (why := self._known.get(case.key)) is not None
        )
        return found, self._usage if self._usage != Usage() else None

    def _ask(self, cases: Sequence[_Case], language: str) -> None:
        prompts = PromptFiles("newsprism.stages.verify", SLOTS, self._prompts, language)
        batches = [cases[begin : begin + _AT_ONCE] for begin in range(0, len(cases), _AT_ONCE)]
        try:
            questions = [prompts.render("opinion", {"fence": FENCE, "pairs": _pairs(batch)}) for batch in batches]
        except InvalidPrompt as fault:
            self._usage = Usage(note=f"두 번째 의견을 묻지 못했습니다. {fault}")
            return
        with ThreadPoolExecutor(max_workers=self._connections) as pool:
            for batch, answer in zip(batches, pool.map(self._answered, questions), strict=True):
                self._known.update(_verdicts(batch, answer))

    def _answered(self, question: str) -> object:
        """Return the JSON of an answer; None where there is none, which is noted."""
        spent = self._usage.tokens_in + self._usage.tokens_out
        if monotonic() < self._until or (self._tokens and spent >= self._tokens):
            return None
        try:
            made = self._generator.complete([Message("user", question)], SCHEMA, _ANSWER)
        except NotAsked:
            return None
        except GenerationFailed as fault:
            with self._turn:
                self._until = monotonic() + _REST if isinstance(fault, GenerationStopped) else self._until
                self._usage = _noted(self._usage, f"두 번째 의견을 얻지 못한 문장이 있습니다. {fault}")
            return None
        with self._turn:
            self._usage = _added(self._usage, made)
        return made.value


def _noted(usage: Usage, note: str) -> Usage:
    return Usage(usage.calls, usage.tokens_in, usage.tokens_out, usage.seconds, usage.note or note)


def _added(usage: Usage, made: Completion) -> Usage:
    return usage.plus(Usage(1, made.tokens_in, made.tokens_out, made.seconds))


def _pairs(cases: Sequence[_Case]) -> str:
    """Return the numbered sentences, each with its spans below it, as a person sees them."""
    shown = []
    for number, case in enumerate(cases, start=1):
        spans = " / ".join(dict.fromkeys(visible(c.quote) for c in case.sentence.citations))
        shown.append(f"[{number}] {visible(case.sentence.text)}\n근거: {spans[:_SPAN]}")
    return "\n\n".join(shown)


def _verdicts(cases: Sequence[_Case], answer: object) -> Iterator[tuple[Key, str | None]]:
    """Yield why a sentence is unsupported, or None, for each number that was answered."""
    listed = answer.get("verdicts") if isinstance(answer, dict) else answer
    for item in listed[: 2 * _AT_ONCE] if isinstance(listed, list) else ():
        number, supported = (item.get("number"), item.get("supported")) if isinstance(item, dict) else (None, None)
        if type(number) is not int or not 1 <= number <= len(cases) or type(supported) is not bool:
            continue
        yield cases[number - 1].key, None if supported else _why(item.get("why"))


def _why(told: object) -> str:
    """Return the reason as far as it may be printed."""
    why = visible(told)[:_WHY] if isinstance(told, str) else ""
    return why if why and unsafe(why) is None else "근거가 뒷받침하지 않음"
