"""Where the measured texts come from: a folder named by NEWSPRISM_DATA, or the sample week of the package."""

from __future__ import annotations

import gzip
import json
import os
from importlib.resources import files
from pathlib import Path

from bench.figures import Skipped

WEEK = "ko-business-week/items.jsonl.gz"
PAGES = "article-pages/html"
ARTICLES = "ko-wikinews/articles.jsonl"


def measuring(name: str) -> Path:
    """Return a file or folder of the measuring data; raises Skipped when it is not there."""
    folder = os.environ.get("NEWSPRISM_DATA", "")
    if not folder:
        raise Skipped(f"NEWSPRISM_DATA names no folder with {name}")
    path = Path(folder) / name
    if not path.exists():
        raise Skipped(f"{path} does not exist")
    return path


def week_or_sample() -> Path:
    """Return the measuring week, or else the week that comes with the package."""
    try:
        return measuring(WEEK)
    except Skipped:
        return Path(str(files("newsprism.data").joinpath("sample"))) / "week.jsonl"


def first_items(path: Path, count: int, target: Path) -> int:
    """Write the `count` earliest items (by the time that their feeds give) to `target`; return how many there were."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = sorted(file, key=lambda line: str(json.loads(line).get("published") or "9"))[:count]
    target.write_text("".join(lines), encoding="utf-8")
    return len(lines)
