"""An item in the length of one page: whole lower lines are left out, never part of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsprism.stages.digest.outline import Unit
from newsprism.text.ko.cues import kinds
from newsprism.text.ko.headlines import content_words
from newsprism.text.ko.normalise import folded
from newsprism.text.ko.numbers import quantities
from newsprism.types.brief import DigestTable

LEAST, MOST = 950, 1_900
"""Characters of the body of an item. What is shorter by itself is printed as it is."""
_MANY = 4
_BIG_TABLE = 1_200
_TELLING = 0.5


def fitted(units: Sequence[Unit], title: str) -> tuple[list[Unit], int]:
    """Return the units that fit, in order, and how many were left out.

    The deepest go first, then big tables, then whole upper lines with all below them; of one depth that goes first
    which tells least (figures, decisions, forecasts, words of the title). The first line stays.
    """
    total = sum(unit.size for unit in units)
    if total <= MOST:
        return _without_empty_headings(list(units)), 0
    words = content_words(title)
    kept = dict(enumerate(units))
    below = _below(units)
    order = sorted(range(1, len(units)), key=lambda at: (_turn(units[at]), _worth(units[at], words), -at))
    for least in (LEAST, 0):
        for at in order:
            if total <= MOST:
                break
            gone = [at, *below.get(at, ())]
            size = sum(kept[one].size for one in gone if one in kept)
            if at in kept and total - size >= least:
                total -= size
                for one in gone:
                    kept.pop(one, None)
    left = _without_empty_headings([kept[at] for at in sorted(kept)])
    return left, len(units) - len(left)


def _turn(unit: Unit) -> int:
    """Return when a unit's turn to go comes; the later, the more it is needed."""
    if isinstance(unit.blocks[0], DigestTable):
        return 3 if unit.size > _BIG_TABLE else 5
    return {3: 0, 2: 1}.get(unit.level, 4)


def _worth(unit: Unit, words: frozenset[str]) -> float:
    if unit.head is None:
        return -float(unit.size)
    text = unit.head.sentence.text
    low = folded(text)
    return (
        min(_MANY, len(quantities(text)))
        + _TELLING * len(kinds(text))
        + sum(word in low for word in words) / max(1, len(words))
    )


def _below(units: Sequence[Unit]) -> dict[int, list[int]]:
    """Return what hangs on each upper line: all down to the next line of its level, headings and tables excepted."""
    found: dict[int, list[int]] = {}
    open_lines: list[int] = []
    for at, unit in enumerate(units):
        if unit.level < 1:
            continue
        while open_lines and units[open_lines[-1]].level >= unit.level:
            open_lines.pop()
        for above in open_lines:
            found.setdefault(above, []).append(at)
        if not unit.heading:
            open_lines.append(at)
        else:
            open_lines.clear()
    return found


def _without_empty_headings(units: list[Unit]) -> list[Unit]:
    return list(_filled(units))


def _filled(units: Sequence[Unit]) -> Iterator[Unit]:
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) else None
        if not unit.heading or (following is not None and not following.heading):
            yield unit
