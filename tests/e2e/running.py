"""Running the command line as a user does: another process, bytes in and out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-m", "newsprism.interfaces.cli.main"]
SAMPLE = Path(str(resources.files("newsprism") / "data" / "sample"))
SENTENCE_LISTS = ("summary", "context", "insight")


def environment(**changes: str) -> dict[str, str]:
    """The environment without settings of ours, so that a developer's own do not decide a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSPRISM_")}
    return {**kept, "PYTHONIOENCODING": "utf-8", **changes}


def newsprism(*arguments: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *(str(a) for a in arguments)],
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def record(name: str, title: str, text: str | None, published: str | None, **more: object) -> str:
    """One document as a JSON line."""
    given = {"id": name, "kind": "article", "title": title, "published_at": published, "publisher": "나루일보",
             "url": f"https://naru.example/{name}", "language": "ko", **more}  # fmt: skip
    return json.dumps(given if text is None else {**given, "text": text}, ensure_ascii=False)


def sentences(brief: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every sentence of an edition's JSON with its place, subtitles first."""
    for i, one in enumerate(brief["subtitles"]):
        yield f"subtitles[{i}]", one
    for block in ("analysis", "issues", "trends", "terms", "strategy"):
        for i, entry in enumerate(brief[block]):
            for j, one in enumerate(entry["sentences"]):
                yield f"{block}[{i}].sentences[{j}]", one
    for i, pick in enumerate(brief["picks"]):
        for name in SENTENCE_LISTS:
            for j, one in enumerate(pick[name]):
                yield f"picks[{i}].{name}[{j}]", one
