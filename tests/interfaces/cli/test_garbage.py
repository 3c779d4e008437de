"""A command searches for cycles rarely; a program that only imports us is left as it is."""

from __future__ import annotations

import subprocess
import sys


def _threshold(program: str) -> int:
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(told.stdout.splitlines()[-1])


def test_a_command_collects_rarely_and_an_import_changes_nothing() -> None:
    own = _threshold("import gc; print(gc.get_threshold()[0])")
    imported = _threshold("import gc, newsprism.interfaces.cli.main; print(gc.get_threshold()[0])")
    commanded = _threshold(
        "import gc\nfrom newsprism.interfaces.cli.main import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    print(gc.get_threshold()[0])"
    )
    assert imported == own
    assert commanded >= 100 * own
