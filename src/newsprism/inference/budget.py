"""How many tokens may be spent in a day, by every process together."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newsprism.errors import BudgetSpent, ContextTooLong, GenerationStopped, system_reason
from newsprism.inference.chat import estimated
from newsprism.protocols.services import Completion, Generator, Message, Schema


@dataclass(frozen=True, slots=True)
class Spent:
    """The tokens of one day."""

    day: date
    tokens: int


class Budget:
    """Tokens spent on the day that `today` gives, at most `most` (0: any number); counted in `file`, or in this object."""

    def __init__(self, file: Path | None, most: int, today: Callable[[], date]) -> None:
        self._file = file
        self._most = most
        self._today = today
        self._turn = threading.Lock()
        self._own = Spent(today(), 0)

    def spent(self) -> int:
        """Return the tokens spent today."""
        with self._turn, self._alone():
            return self._read().tokens

    def take(self, tokens: int) -> None:
        """Set tokens aside before a question is asked; raises BudgetSpent when the day has not as many left."""
        with self._turn, self._alone():
            spent = self._read()
            if self._most and spent.tokens + tokens > self._most:
                raise BudgetSpent(
                    f"오늘 쓸 수 있는 토큰을 다 썼습니다({spent.tokens:,} / {self._most:,})",
                    subject="chat_limits",
                    advice="day_tokens 를 늘리거나 내일 다시 만드세요.",
                )
            self._write(Spent(spent.day, spent.tokens + tokens))

    def settle(self, taken: int, used: int) -> None:
        """Say how many of the tokens set aside were used."""
        with self._turn, self._alone():
            spent = self._read()
            self._write(Spent(spent.day, max(0, spent.tokens - taken + used)))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of the file; it dies with the process."""
        if self._file is None:
            yield
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(self._file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as problem:
            raise self._unusable(problem) from problem
        try:
            fcntl.flock(opened, fcntl.LOCK_EX)
            yield
        finally:
            os.close(opened)

    def _read(self) -> Spent:
        today = self._today()
        found = self._own
        if self._file is not None:
            try:
                record = json.loads(self._file.read_text("utf-8"))
                found = Spent(date.fromisoformat(record["day"]), int(record["tokens"]))
            except (OSError, ValueError, TypeError, KeyError, RecursionError):
                # Never written or damaged: what this process knows is the best that there is.
                pass
        return found if found.day == today and found.tokens >= 0 else Spent(today, 0)

    def _write(self, spent: Spent) -> None:
        self._own = spent
        if self._file is None:
            return
        try:
            handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=f".{self._file.name}.")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"day": spent.day.isoformat(), "tokens": spent.tokens}, file)
            os.replace(name, self._file)
        except OSError as problem:
            raise self._unusable(problem) from problem

    def _unusable(self, problem: OSError) -> BudgetSpent:
        # Spending what cannot be counted would be no budget.
        what = f"쓴 토큰을 적을 수 없습니다({system_reason(problem)})"
        return BudgetSpent(what, subject=str(self._file), advice="폴더의 권한과 빈 공간을 확인하세요.")


class BudgetedGenerator:
    """Asks `generator` as long as the budget lasts: tokens are set aside first, and settled by what was used."""

    def __init__(self, generator: Generator, budget: Budget) -> None:
        self._generator = generator
        self._budget = budget

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._generator.model

    def complete(self, messages: Sequence[Message], schema: Schema | None = None, longest: int = 1_000) -> Completion:
        """Return the answer of the model; raises BudgetSpent before a question that could go beyond the budget."""
        taken = cost_at_most(messages, longest)
        self._budget.take(taken)
        # What a failed answer cost is not known: as much as it could, unless no answer was begun.
        used = taken
        try:
            made = self._generator.complete(messages, schema, longest)
            used = made.tokens_in + made.tokens_out
        except (GenerationStopped, ContextTooLong):
            used = 0
            raise
        finally:
            self._budget.settle(taken, used)
        return made

    def stream(self, messages: Sequence[Message], longest: int = 1_000) -> Iterator[str]:
        """Yield an answer; what it costs is estimated by its characters."""
        taken, came = cost_at_most(messages, longest), 0
        self._budget.take(taken)
        try:
            for piece in self._generator.stream(messages, longest):
                came += len(piece)
                yield piece
        finally:
            self._budget.settle(taken, estimated(sum(len(m.content) for m in messages) + came))


def cost_at_most(messages: Sequence[Message], longest: int) -> int:
    """Return about how many tokens a question can cost with its answer."""
    return estimated(sum(len(m.content) for m in messages)) + longest
