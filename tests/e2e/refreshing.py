"""A refresh in a process of its own that cannot reach anything but loopback, and tells what it used."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from newsprism import open_newsroom, refresh_to_json

_STRANGE: list[str] = []
_HERE = ("127.0.0.1", "::1", "localhost")


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if event != "socket.connect" or not isinstance(given[1], tuple) or given[1][0] in _HERE:
        return
    _STRANGE.append(str(given[1]))
    raise ConnectionRefusedError("only loopback in tests")


def _own_peak() -> float:
    """Return the most memory of this process in MB; what getrusage says counts the process it was forked from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def main(folder: Path) -> None:
    sys.addaudithook(_watch)
    with open_newsroom(folder) as desk:
        report = desk.refresh()
    used = _own_peak() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = {"report": refresh_to_json(report), "megabytes": used, "strange": _STRANGE}
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
