"""One run of the demo for all tests of a process: it writes a weekly and a daily in every format."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.running import newsprism


@dataclass(frozen=True)
class Demo:
    """Where the editions lie, and how the run ended."""

    folder: Path
    run: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Demo:
    home = tmp_path_factory.mktemp("demo")
    run = newsprism("demo", "-o", "made/here", cwd=home)
    return Demo(home / "made" / "here", run)
