"""Run a command in a fresh process and see what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.05
_LIMIT = 900.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, processor seconds, the peak of resident memory of the whole process tree in MB, and stdout."""

    seconds: float
    processor: float
    megabytes: float
    output: str


class CommandFailed(Exception):
    """A measured command that did not end with 0."""


def newsprism(*arguments: str | Path) -> list[str]:
    """Return the installed command with its arguments."""
    return [str(Path(sysconfig.get_path("scripts")) / "newsprism"), *map(str, arguments)]


def python(module: str, *arguments: str | Path) -> list[str]:
    """Return the command that runs a module of ours with this interpreter."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run `command` to its end. Raises CommandFailed with the end of its stderr, also after a quarter of an hour."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, **(environment or {})})
        peak = 0.0
        # wait4 gives the peak of each process alone; what a tree holds at one moment has to be looked at while it runs.
        while not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
            peak = max(peak, sum(_resident(pid) for pid in _tree(child.pid)))
            if time.perf_counter() - begin > _LIMIT:
                child.kill()
            time.sleep(_PAUSE)
        seconds = time.perf_counter() - begin
        _, status, usage = ended
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            err.seek(0)
            raise CommandFailed(f"{' '.join(command)}: {err.read()[-600:].decode('utf-8', 'replace')}")
        out.seek(0)
        text = out.read().decode("utf-8")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / 1024), text)


def _tree(pid: int) -> list[int]:
    """Return `pid` and all its descendants that are alive."""
    found = [pid]
    for process in found:
        try:
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        except OSError:
            continue  # it has just ended
    return found


def _resident(pid: int) -> float:
    """Return the resident memory of a process in MB; 0 where there is no /proc or the process has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
