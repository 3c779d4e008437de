"""The text of a sources file as blocks, so that one table can change while all else stays to the letter.

A comment that stands directly above a ``[[source]]`` belongs to it, as people mean it. tomlkit alone would count it to
the table before: it would go with that one, and a new key would be written below it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import tomlkit

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?:source|\"source\"|'source')[ \t]*\]\]", re.MULTILINE)
"""The head of a table, at the beginning of its line."""

Value = str | bool | None


@dataclass(frozen=True, slots=True)
class Blocks:
    """A sources file: what stands before the first table, and the text of each table with the comment above it."""

    head: str
    tables: tuple[str, ...]

    def text(self) -> str:
        """Return the whole file."""
        return self.head + "".join(self.tables)

    def added(self, values: Mapping[str, Value]) -> Blocks:
        """Return the file with one more table at the end, after a blank line."""
        table = tomlkit.table()
        _set(table, values)
        before = self.tables[-1] if self.tables else self.head
        gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        return replace(self, tables=(*self.tables, f"{gap}[[source]]\n{table.as_string()}"))

    def without(self, index: int) -> Blocks:
        """Return the file without one table and its comment; comments that a blank line parts from it stay."""
        _, tail = _core_and_tail(self.tables[index])
        apart = tail[1:] if tail.startswith("\n") else tail.partition("\n\n")[2]
        kept = apart if apart.strip() else ""
        parts, after = [self.head, *self.tables[:index]], self.tables[index + 1 :]
        if after:
            return Blocks(self.head, (*parts[1:], kept + after[0], *after[1:]))
        # Without a next table the blank line above this one would stay, one more each time.
        parts[-1] = (parts[-1].rstrip("\n") + "\n" if parts[-1].strip() else "") if not kept else parts[-1] + kept
        return Blocks(parts[0], tuple(parts[1:]))

    def changed(self, index: int, values: Mapping[str, Value]) -> Blocks:
        """Return the file with other values in one table; None takes a key out."""
        core, tail = _core_and_tail(self.tables[index])
        document = tomlkit.parse(core if core.endswith("\n") else core + "\n")
        _set(document["source"][0], values)
        table = tomlkit.dumps(document) + tail
        return replace(self, tables=(*self.tables[:index], table, *self.tables[index + 1 :]))


def blocks_of(text: str) -> Blocks | None:
    """Return the blocks of a file that TOML can read; None where its tables are not written as ``[[source]]``.

    Each block is read alone and must give what the file as a whole gives: a header within a text of several lines is
    found out that way.
    """
    text = text.replace("\r\n", "\n")
    tables = tomllib.loads(text).get("source", [])
    starts = [_with_comment(text, found.start()) for found in HEADER.finditer(text)]
    if len(starts) != len(tables):
        return None
    ends = [*starts[1:], len(text)][: len(starts)]
    blocks = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    return Blocks(text[: starts[0]] if starts else text, blocks) if _read_alone(blocks) == tables else None


def _read_alone(blocks: Sequence[str]) -> list[object] | None:
    try:
        return [table for block in blocks for table in tomllib.loads(block)["source"]]
    except (tomllib.TOMLDecodeError, KeyError):
        return None


def _with_comment(text: str, at: int) -> int:
    """Return where the comment lines directly above the line at `at` begin."""
    while at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        if not text[before:at].lstrip().startswith("#"):
            return at
        at = before
    return at


def _core_and_tail(block: str) -> tuple[str, str]:
    """Part a block after its last line that is neither blank nor comment."""
    lines = block.splitlines(keepends=True)
    count = len(lines)
    while count and (not lines[count - 1].strip() or lines[count - 1].lstrip().startswith("#")):
        count -= 1
    return "".join(lines[:count]), "".join(lines[count:])


def _set(table: tomlkit.items.Table, values: Mapping[str, Value]) -> None:
    for key, value in values.items():
        if value is not None:
            table[key] = value
        elif key in table:
            del table[key]
