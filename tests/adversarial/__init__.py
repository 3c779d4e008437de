"""Documents that try to be obeyed: what they plant must never be printed. All of it is invented.

`documents()` are used by the tests of every writer; `written` puts them where the collectors find them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_FILE = Path(__file__).with_name("documents.jsonl")


@dataclass(frozen=True)
class Hostile:
    """One document. `kind`: a feed ``item``, a ``page`` of HTML, or a plain ``text`` file.

    `planted` must not be printed; `true` are sentences of the article that may.
    """

    name: str
    kind: str
    title: str
    text: str
    published: datetime
    planted: tuple[str, ...]
    true: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"https://naru.example/{self.name}"


def documents() -> tuple[Hostile, ...]:
    """Return every hostile document."""
    return tuple(_one(json.loads(line)) for line in _FILE.read_text(encoding="utf-8").splitlines())


def _one(record: dict[str, object]) -> Hostile:
    return Hostile(
        str(record["name"]),
        str(record["kind"]),
        str(record["title"]),
        str(record["text"]),
        datetime.fromisoformat(str(record["published"])),
        tuple(record["planted"]),
        tuple(record["true"]),
    )


def written(folder: Path) -> list[Path]:
    """Write all of them under `folder` as a reader would meet them, and return the paths to read."""
    items = [
        {
            "url": d.url,
            "title": d.title,
            "summary": d.text,
            "published": d.published.isoformat(),
            "publisher": ("나루일보", "가람신문", "벼리경제")[index % 3],
        }
        for index, d in enumerate(documents())
        if d.kind == "item"
    ]
    feed = folder / "items.jsonl"
    feed.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    pages = folder / "pages"
    pages.mkdir()
    for d in documents():
        if d.kind != "item":
            suffix = "html" if d.kind == "page" else "txt"
            (pages / f"{d.name}.{suffix}").write_text(d.text, encoding="utf-8")
    return [feed, pages]
