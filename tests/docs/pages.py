"""The documentation as the tests read it: pages, links, tables, code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md")))

_BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?P<picture>!?)\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def read(name: str) -> str:
    """Return a page by its path below the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, info: str) -> list[str]:
    """Return the contents of the code blocks whose info string is `info`."""
    return [match["code"] for match in _BLOCK.finditer(text) if match["info"].strip() == info]


def consoles(text: str) -> Iterator[tuple[str, int]]:
    """Yield the command lines of ``console`` blocks with the exit code that the block names (``exit=1``, else 0)."""
    for match in _BLOCK.finditer(text):
        kind, _, rest = match["info"].partition(" ")
        if kind == "console":
            code = int(rest.removeprefix("exit=")) if rest else 0
            yield from ((line[2:], code) for line in match["code"].splitlines() if line.startswith("$ "))


def files(text: str) -> dict[str, str]:
    """Return the code blocks that stand below their file's name (a line with nothing but `` `path` ``)."""
    found = re.finditer(r"^`([\w./-]+\.\w+)`\n\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return {match[1]: match[2] for match in found}


def links(text: str) -> Iterator[tuple[bool, str]]:
    """Yield whether a link is a picture, and its target, outside code."""
    prose = re.sub(r"`[^`\n]+`", "", _BLOCK.sub("", text))
    for match in _LINK.finditer(prose):
        yield bool(match["picture"]), match["target"]


def rows(text: str, columns: int) -> list[list[str]]:
    """Return the body rows of the tables that have `columns` columns."""
    lines = [line for line in _BLOCK.sub("", text).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {index - 1 for index, row in enumerate(cells) if set("".join(row)) == {"-"}}
    return [
        row
        for index, row in enumerate(cells)
        if len(row) == columns and index not in heads and set("".join(row)) != {"-"}
    ]


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings, as the usual hosts make them."""
    titles = re.findall(r"^#+ (.+)$", _BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def sections(text: str) -> dict[str, str]:
    """Return the text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
