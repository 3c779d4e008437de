"""What a cleaning rule is, what it sees and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Body:
    """The non-empty, stripped lines of a text with what is known about it."""

    lines: tuple[str, ...]
    title: str = ""
    publisher: str | None = None

    def with_lines(self, lines: Iterable[str]) -> Body:
        """Return the same body with other lines; lines that became empty are left out."""
        return replace(self, lines=tuple(stripped for line in lines if (stripped := line.strip())))


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a body, and the pieces that were taken from it, in reading order."""

    body: Body
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; `name` is the drop's reason, `reason_ko` says it to people."""

    name: str
    reason_ko: str
    apply: Callable[[Body], Cut]


def drop_lines(body: Body, unwanted: Callable[[str], bool]) -> Cut:
    """Take out every line for which `unwanted` is true."""
    removed = tuple(line for line in body.lines if unwanted(line))
    if not removed:
        return Cut(body)
    return Cut(body.with_lines(line for line in body.lines if not unwanted(line)), removed)


def edit_lines(body: Body, edit: Callable[[str], tuple[str, tuple[str, ...]]]) -> Cut:
    """Pass every line through `edit`, which returns what is left of it and the pieces it took."""
    kept: list[str] = []
    removed: list[str] = []
    for line in body.lines:
        rest, pieces = edit(line)
        kept.append(rest)
        removed.extend(pieces)
    return Cut(body.with_lines(kept), tuple(removed)) if removed else Cut(body)


def keep_indices(body: Body, unwanted: frozenset[int] | set[int]) -> Cut:
    """Take out the lines at the indices `unwanted`."""
    if not unwanted:
        return Cut(body)
    removed = tuple(line for index, line in enumerate(body.lines) if index in unwanted)
    return Cut(body.with_lines(line for index, line in enumerate(body.lines) if index not in unwanted), removed)
