"""What a reader makes of a file: its blocks in reading order, whatever the format was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "footnote"]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The place inside a block where page `number` begins: a character of its text, or a row of its table."""

    at: int
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block in reading order.

    `level` is 1 to 6 for a heading (1 the highest) and the depth, from 1, of a list line; 0 for what has none. `indent`
    is the depth of a typed list line in small steps, comparable within one layout only. `page` counts from 1 and is
    None where the format has no pages. `opens_page` says that a new page begins with this block. A table has `rows` (every row of the same length, a
    merged cell's text in its first place) and no text.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    indent: int = 0
    page: int | None = None
    opens_page: bool = False
    turns: tuple[Turn, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """What a reader left out or noticed: a stable reason, the text or page numbers, and words for people."""

    reason: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file as its reader understood it.

    `title`, `author` and `created` are the file's own properties; they are often wrong, and never a date of
    publication. `heads` are running heads and feet, each once, which were taken out of `blocks`.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    created: datetime | None = None
    heads: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read: a stable reason, and what is wrong and what to do about it in one Korean line."""

    reason: str
    detail: str


Reader = Callable[[bytes], Layout | Refusal]
"""Reads one format; never raises for bad content."""
