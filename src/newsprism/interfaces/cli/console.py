"""What the commands share: progress and faults on stderr, results on stdout or in a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from newsprism import (
    WORKSPACE_VARIABLE,
    NewsPrismError,
    build,
    find_workspace,
    load,
    open_newsroom,
    workspace_settings,
)
from newsprism.errors import NoWorkspace, system_reason
from newsprism.interfaces.cli.drops import MERGED, NOTES, PIECES

if TYPE_CHECKING:
    from newsprism import Dropped, NewsPrism, Newsroom, Settings

err = Console(stderr=True, highlight=False, soft_wrap=True)
EMPTY = "작업 공간에 읽은 기사가 아직 없습니다. newsprism add 로 소스를 더하고 newsprism refresh 로 읽으세요."
_SHOWN = 20
_PATIENCE = 1.0  # seconds; a bar that only flashes up tells nothing


class Bars:
    """Progress on stderr, one line a stage, once the work has taken a second; silent where stderr is no terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=err,
            transient=True,
        )
        self._task: TaskID | None = None
        self._total: int | None = None
        self._done = 0
        self._lock = Lock()
        self._shown = self._ended = False
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Bars:
        if err.is_terminal:
            self._timer.start()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._timer.cancel()
        with self._lock:
            self._ended = True
            # Stopping what never started prints an empty line.
            if self._shown:
                self._progress.stop()

    def _show(self) -> None:
        with self._lock:
            if not self._ended:
                self._shown = True
                self._progress.start()

    def stage(self, label: str, total: int | None = None) -> None:
        """Begin a stage; the one before it is done."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._total, self._done = total, 0
        # Without a total the bar pulses: a stage that does not count its steps must not stand at nought of many.
        self._task = self._progress.add_task(label, total=None, count=f"{total:,}건" if total else "")

    def advance(self, steps: int = 1) -> None:
        """Move the bar of a stage that has a total."""
        self._done += steps
        if self._task is not None and self._total and self._done:
            count = f"{self._done:,}/{self._total:,}"
            self._progress.update(self._task, total=self._total, completed=self._done, count=count)


def engine(bars: Bars, **changes: Any) -> NewsPrism:
    """Return the engine with the settings of the workspace if there is one, the environment, and this command."""
    return build(_settings(changes), bars, _home())


def newsroom(bars: Bars | None, **changes: Any) -> Newsroom:
    """Return the workspace at work with the same settings; raises NoWorkspace."""
    return open_newsroom(progress=bars, settings=_settings(changes, required=True))


def _home() -> Path | None:
    """Return the folder of the workspace, if there is one."""
    try:
        return find_workspace().folder
    except NoWorkspace:
        return None


def _settings(changes: dict[str, Any], required: bool = False) -> Settings:
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        workspace = find_workspace()
    except NoWorkspace:
        # A workspace that was named is never passed over in silence.
        if required or os.environ.get(WORKSPACE_VARIABLE):
            raise
        return replace(load(), **given)
    return replace(workspace_settings(workspace), **given)


def put(text: str, output: Path | None) -> None:
    """Write a result to stdout, or to a file at once: a reader never sees half of it."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    name: str | None = None
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)
        os.replace(name, output)
    except OSError as problem:
        if name is not None:
            Path(name).unlink(missing_ok=True)
        raise NewsPrismError(
            f"쓸 수 없습니다({system_reason(problem)})", subject=str(output), advice="다른 경로를 -o 로 주세요."
        ) from problem


def report(dropped: Iterable[Dropped[str]], verbose: bool) -> None:
    """Tell on stderr what was left out and what to look at.

    Inputs that are lost come one by one, the others counted: inputs merged into one document, documents to look at,
    text that was cut away. `verbose` shows each.
    """
    lost: list[Dropped[str]] = []
    counted: dict[str, list[Dropped[str]]] = {"merged": [], "notes": [], "pieces": []}
    for drop in dropped:
        counted.get(_KINDS.get(drop.reason, "lost"), lost).append(drop)
    _tell_lost(lost, verbose)
    merged, notes, pieces = counted.values()
    for label, several in (("하나로 합침", merged), ("확인할 것", notes)):
        for drop in several if verbose else ():
            _say(f"{label} {_line(drop)}")
    for drop in pieces if verbose else ():
        _say(f"덜어냄 {drop.where}: {drop.reason}: {drop.item[:80]!r}")
    if merged:
        _say(f"하나로 합침: {_counts(merged)}")
    for reason, count in Counter(drop.reason for drop in notes).most_common():
        example = next(drop for drop in notes if drop.reason == reason)
        _say(f"확인할 것: {reason} {count}건 ({'예: ' * (count > 1)}{example.where}: {example.detail})")
    if pieces:
        _say(f"덜어낸 글: {_counts(pieces)}")


_KINDS = {
    reason: kind for kind, reasons in (("merged", MERGED), ("notes", NOTES), ("pieces", PIECES)) for reason in reasons
}


def _tell_lost(lost: list[Dropped[str]], verbose: bool) -> None:
    for drop in lost if verbose else lost[:_SHOWN]:
        _say(f"건너뜀 {_line(drop)}")
    if len(lost) > _SHOWN and not verbose:
        _say(f"건너뜀 외 {len(lost) - _SHOWN}건: {_counts(lost[_SHOWN:])} (모두 보려면 --verbose)")


def _say(text: str) -> None:
    err.print(" ".join(text.splitlines()), markup=False)


def _line(drop: Dropped[str]) -> str:
    return f"{drop.where}: {drop.reason}" + (f" ({drop.detail})" if drop.detail else "")


def _counts(drops: Iterable[Dropped[str]]) -> str:
    counted = Counter(drop.reason for drop in drops)
    return ", ".join(f"{reason} {count}건" for reason, count in counted.most_common())
