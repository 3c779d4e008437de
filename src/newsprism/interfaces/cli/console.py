"""What the commands share: progress and faults on stderr, results on stdout or in a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from newsprism import Dropped, NewsPrism, NewsPrismError, build, load

err = Console(stderr=True, highlight=False, soft_wrap=True)
_SHOWN = 20


class Bars:
    """Progress bars on stderr, one a stage; silent where stderr is not a terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._progress.stop()

    def stage(self, label: str, total: int | None = None) -> None:
        """Begin a stage; the one before it is done."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(label, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._progress.advance(self._task, steps)


def engine(bars: Bars, **changes: Any) -> NewsPrism:
    """Return the engine with the settings of the environment and of this command."""
    given = {name: value for name, value in changes.items() if value is not None}
    return build(replace(load(), **given), bars)


def put(text: str, output: Path | None) -> None:
    """Write a result to stdout, or to a file at once: a reader never sees half of it."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, output)
    except OSError as problem:
        raise NewsPrismError(
            f"쓸 수 없습니다({problem.strerror})", subject=str(output), advice="다른 경로를 -o 로 주세요."
        ) from problem


def report(dropped: Iterable[Dropped[str]], verbose: bool) -> None:
    """Tell on stderr what was left out: lost inputs one by one, text that was cleaned away counted by rule."""
    whole: list[Dropped[str]] = []
    parts: list[Dropped[str]] = []
    for drop in dropped:
        (whole if _is_input(drop) else parts).append(drop)
    for drop in whole if verbose else whole[:_SHOWN]:
        err.print(f"건너뜀 {drop.where}: {drop.reason}{_detail(drop)}", markup=False)
    if len(whole) > _SHOWN and not verbose:
        rest = Counter(d.reason for d in whole[_SHOWN:])
        err.print(f"건너뜀 외 {len(whole) - _SHOWN}건: {_counts(rest)} (모두 보려면 --verbose)", markup=False)
    if verbose:
        for drop in parts:
            err.print(f"덜어냄 {drop.where}: {drop.reason}: {drop.item[:80]!r}", markup=False)
    if parts:
        err.print(f"덜어낸 글: {_counts(Counter(d.reason for d in parts))}", markup=False)


def _is_input(drop: Dropped[str]) -> bool:
    """Say whether a whole input was lost (its address is what was dropped) and not a piece of its text."""
    return drop.stage == "collect" or drop.item == drop.where or drop.where.startswith(drop.item)


def _detail(drop: Dropped[str]) -> str:
    return f" ({drop.detail})" if drop.detail else ""


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.most_common())
