"""What became of a story beside its members: which was parted from which, and what a person decided for good."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsprism.stores.sqlite.coding import listed
from newsprism.stores.sqlite.revisions import Writing
from newsprism.types.story import StoryId

_DECISIONS = """
    WITH RECURSIVE heirs(origin, id, next) AS (
        SELECT id, id, merged_into FROM stories
        WHERE id IN (SELECT story_id FROM decisions UNION SELECT other_id FROM decisions)
        UNION SELECT h.origin, s.id, s.merged_into FROM heirs h JOIN stories s ON s.id = h.next)
    SELECT d.story_id, d.other_id, d.apart, a.id, b.id
    FROM decisions d
    JOIN heirs a ON a.origin = d.story_id AND a.next IS NULL
    JOIN heirs b ON b.origin = d.other_id AND b.next IS NULL"""
_PARTS = """
    WITH RECURSIVE heirs(origin, id) AS (
        SELECT value, value FROM json_each(?)
        UNION SELECT h.origin, p.part_id FROM heirs h JOIN partings p ON p.story_id = h.id)
    SELECT origin, id FROM heirs WHERE id <> origin"""
_HAD = """
    SELECT DISTINCT p.value
    FROM json_each(?) p JOIN story_documents m ON m.story_id = p.value
    WHERE m.document_id IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided, of the stories that stand now: those that stay apart, and those that stay whole."""

    apart: Mapping[str, frozenset[StoryId]]
    bound: frozenset[str]


def decided(connection: sqlite3.Connection) -> Decided:
    """Return the decisions; those of a story that was absorbed hold for the one that absorbed it."""
    apart: defaultdict[str, set[StoryId]] = defaultdict(set)
    bound = set()
    for _, _, parted, one, other in connection.execute(_DECISIONS):
        if parted and one != other:
            apart[one].add(StoryId(other))
            apart[other].add(StoryId(one))
        elif not parted and one == other:
            bound.add(one)
    return Decided({name: frozenset(others) for name, others in apart.items()}, frozenset(bound))


def parts_of(connection: sqlite3.Connection, stories: Iterable[str]) -> Mapping[str, list[str]]:
    """Return what was parted from each of `stories`, and from these parts."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for origin, part in connection.execute(_PARTS, (listed(sorted(set(stories))),)):
        found[origin].append(part)
    return found


def holding_some(connection: sqlite3.Connection, stories: Sequence[str], documents: Iterable[str]) -> list[str]:
    """Return those of `stories` that ever had one of the documents."""
    return [name for (name,) in connection.execute(_HAD, (listed(stories), listed(sorted(documents))))]


def note_parting(writing: Writing, story: str, parts: Sequence[str], new: Sequence[str], by_hand: bool) -> None:
    """Note that `parts` were taken out of a story, those `new` opened by it.

    What stayed apart from the story stays apart from its new parts; a person's parting ends what they joined before.
    """
    run = writing.connection.execute
    for part in new:
        run(
            "INSERT OR IGNORE INTO partings(story_id, part_id, revision) VALUES(?, ?, ?)",
            (story, part, writing.revision),
        )
    if new:
        for other in decided(writing.connection).apart.get(story, frozenset()):
            _decide(writing, [(part, other) for part in new if part != other], apart=True)
    if by_hand:
        _forget(writing, {story, *parts})
        _decide(writing, [(story, part) for part in parts], apart=True)


def note_merging(writing: Writing, story: str, absorbed: Sequence[str]) -> None:
    """Note that a person joined stories; to be called once they are one. That they were apart is over."""
    _forget(writing, {story})
    _decide(writing, [(story, name) for name in absorbed], apart=False)


def _forget(writing: Writing, heirs: set[str]) -> None:
    """Take back what was decided between stories of which only `heirs` stand."""
    for story, other, _, one, two in writing.connection.execute(_DECISIONS).fetchall():
        if one in heirs and two in heirs:
            writing.connection.execute("DELETE FROM decisions WHERE story_id = ? AND other_id = ?", (story, other))


def _decide(writing: Writing, pairs: Iterable[tuple[str, str]], apart: bool) -> None:
    writing.connection.executemany(
        "INSERT OR REPLACE INTO decisions(story_id, other_id, apart, revision) VALUES(?, ?, ?, ?)",
        [(*sorted(pair), int(apart), writing.revision) for pair in pairs],
    )
