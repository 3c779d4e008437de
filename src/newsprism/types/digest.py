"""A digest: sections of items in 개조식, each of lines and tables with their own proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsprism.types.document import DocumentId, LineRole
from newsprism.types.sentence import Reason, Sentence
from newsprism.types.story import StoryId


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of an item in 개조식: `level` 1 (●), 2 (-) or 3, and the `mark` that is printed before it.

    Definitions and supplements belong to the line above them, whatever its level.
    """

    level: int
    role: LineRole
    mark: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class DigestTable:
    """A table of an item: `rows[0]` is the header; a cell holds the statements in it, each with its own proof."""

    title: Sentence | None
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...]


DigestBlock = DigestLine | DigestTable
ItemKind = Literal["report", "news"]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item of a digest, on a page of its own.

    `documents` are what it rests on, the one that gave the title first; `issued` is as exact as that one says
    (``2025-01-23``, ``2025-01``) or None. `summary` is its line in the table, of one statement or two. `body` is empty
    where the item is only listed, because it is in a language that the reader's edition is not in. `references` are the
    texts of its source line; `omitted` counts lines and tables of the source that were left out for length.
    """

    number: int
    kind: ItemKind
    title: Sentence
    story_id: StoryId
    documents: tuple[DocumentId, ...]
    language: str
    issuing_body: str | None
    country: str | None
    issued: str | None
    summary: tuple[Sentence, ...]
    body: tuple[DigestBlock, ...]
    references: tuple[str, ...]
    omitted: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A section of a digest: 이슈포커스, 산업·기술 동향, 정책 동향."""

    name: str
    items: tuple[DigestItem, ...]
