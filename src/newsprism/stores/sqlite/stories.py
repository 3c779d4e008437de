"""Stories read back: as they stand, or as they stood after any revision."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from newsprism.protocols.stages import Features
from newsprism.protocols.stores import Revision, WindowCounts
from newsprism.stores.sqlite.coding import DOCUMENT_COLUMNS, WIDTH, document, listed, plain, when
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.decisions import decided
from newsprism.stores.sqlite.moments import ticks
from newsprism.stores.sqlite.weights import unpacked
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Story, StoryId

_NOW = 2**62  # the revision after all others: what stands has no end
_LAST = datetime.max.replace(tzinfo=UTC)

_HOLDS = "{0}.since <= :at AND ({0}.until IS NULL OR {0}.until > :at)"
_DOCUMENT_HOLDS = _HOLDS.format("d")
_MEMBER_HOLDS = _HOLDS.format("m")
_WITH_NEWS = f"""
    SELECT DISTINCT m.story_id
    FROM documents d CROSS JOIN story_documents m ON m.document_id = d.id AND {_MEMBER_HOLDS}
    WHERE d.published_at >= :start AND d.published_at < :end AND d.news AND {_DOCUMENT_HOLDS}"""
_VERSIONS = """
    SELECT v.story_id, v.version, v.title, v.recurring, v.thread
    FROM json_each(:stories) i CROSS JOIN story_versions v ON v.story_id = i.value
     AND v.since = (SELECT max(since) FROM story_versions WHERE story_id = i.value AND since <= :at)"""
_SISTERS = """
    SELECT DISTINCT v.story_id
    FROM json_each(:threads) i CROSS JOIN story_versions v ON v.thread = i.value AND v.since <= :at"""
_MEMBERS = f"""
    SELECT {DOCUMENT_COLUMNS}, m.story_id, m.copy
    FROM json_each(:stories) i
    CROSS JOIN story_documents m ON m.story_id = i.value AND {_MEMBER_HOLDS}
    CROSS JOIN documents d ON d.id = m.document_id AND d.news AND {_DOCUMENT_HOLDS}
     AND d.published_at >= :since AND d.published_at < :end"""
_UNDATED = f"""
    SELECT {DOCUMENT_COLUMNS}, m.story_id, m.copy, d.first_seen >= :start AND d.first_seen < :end
    FROM documents d CROSS JOIN story_documents m ON m.document_id = d.id AND {_MEMBER_HOLDS}
    WHERE d.kind = 'report_item' AND d.published_at IS NULL AND d.news AND {_DOCUMENT_HOLDS}"""

_SPANS = f"""
    SELECT m.story_id, min(d.published_at), max(d.published_at)
    FROM json_each(:stories) i
    CROSS JOIN story_documents m ON m.story_id = i.value AND {_MEMBER_HOLDS}
    CROSS JOIN documents d ON d.id = m.document_id AND d.news AND {_DOCUMENT_HOLDS}
    GROUP BY m.story_id"""
_HEIR = """
    WITH RECURSIVE heirs(id, next) AS (
        SELECT id, merged_into FROM stories WHERE id = :story
        UNION SELECT s.id, s.merged_into FROM heirs h JOIN stories s ON s.id = h.next)
    SELECT id FROM heirs WHERE next IS NULL"""
_EVER = (-(2**62), 2**62)

_AN_END = """
    SELECT * FROM (SELECT published_at, published_offset FROM documents
                   WHERE published_at IS NOT NULL AND until IS NULL AND news ORDER BY published_at {} LIMIT 1)"""


@dataclass(frozen=True, slots=True)
class _Version:
    version: int
    title: str
    recurring: bool
    thread: str | None


class StoryReading:
    """The protocol StoryStore without its writing."""

    _database: Database

    def unclustered(self) -> tuple[tuple[DocumentId, datetime | None], ...]:
        """Return news that are in no story yet with their times, by time, undated ones last."""
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT d.id, d.published_at, d.published_offset
                   FROM loose l CROSS JOIN documents d ON d.id = l.id AND d.until IS NULL AND d.news
                   ORDER BY d.published_at IS NULL, d.published_at, d.id"""
            )
            return tuple((name, when(at, east)) for name, at, east in rows)

    def features(self, ids: Iterable[DocumentId]) -> Mapping[DocumentId, Features]:
        """Return what the documents are compared by, of those that are known."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT f.id, f.packing, f.weights FROM json_each(?) i CROSS JOIN features f ON f.id = i.value",
                (listed(list(ids)),),
            )
            return {name: unpacked(packing, blob) for name, packing, blob in rows}

    def standing(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories with a document published in ``[start, end)``, each with the documents of that time.

        Every story names its thread, also when it is alone in it: a new sister has to find it. Its times are those of
        all its documents, so that one can see whether they are all at hand.
        """
        with self._database.read() as connection:
            bounds = {"at": _NOW, "start": ticks(start), "end": ticks(end), "since": ticks(start)}
            loaded = _stories(connection, bounds, _versions(connection, bounds))
            spans, people = _spans(connection, bounds, loaded), decided(connection)
        return tuple(
            replace(
                _spanning(story, *spans[story.id]),
                apart=people.apart.get(story.id, frozenset()),
                bound=story.id in people.bound,
            )
            for story in loaded
        )

    def stories(
        self, start: datetime, end: datetime, since: datetime, revision: Revision | None = None
    ) -> tuple[Story, ...]:
        """Return the stories with news published in ``[start, end)``, and their sisters of the same thread.

        Each holds its documents from ``[since, end)``, as of `revision` (None: as it stands); by first report.
        A thread with one story only is none.
        """
        bounds = {
            "at": _NOW if revision is None else revision,
            "start": ticks(start),
            "end": ticks(end),
            "since": ticks(since),
        }
        with self._database.read() as connection:
            versions = _versions(connection, bounds)
            versions.update(_sisters(connection, bounds, versions))
            loaded = _stories(connection, bounds, versions)
        sizes = Counter(story.thread_id for story in loaded)
        return tuple(s if sizes[s.thread_id] > 1 else replace(s, thread_id=None) for s in loaded)

    def undated(self, start: datetime, end: datetime, revision: Revision | None = None) -> tuple[Story, ...]:
        """Return the stories of reports without a day, each with these only.

        One that says nothing of its date counts when it was first seen in ``[start, end)``.
        """
        bounds = {"at": _NOW if revision is None else revision, "start": ticks(start), "end": ticks(end)}
        members: defaultdict[str, list[Document]] = defaultdict(list)
        copies: defaultdict[str, set[DocumentId]] = defaultdict(set)
        with self._database.read() as connection:
            for row in connection.execute(_UNDATED, bounds):
                (story, copy, near), member = row[WIDTH:], document(row[:WIDTH])
                if near or (member.report is not None and member.report.issued):
                    members[story].append(member)
                    copies[story] |= {member.id} if copy else set()
            versions = _as_of(connection, list(members), bounds)
        return tuple(_story(name, versions[name], members[name], copies[name]) for name in sorted(versions))

    def story(self, story_id: StoryId) -> Story | None:
        """Return the story as it stands with all its documents; one that was absorbed is the one that absorbed it.

        None for an unknown id, and for a story without a document that stands.
        """
        bounds = {"at": _NOW, "start": _EVER[0], "end": _EVER[1], "since": _EVER[0]}
        with self._database.read() as connection:
            row = connection.execute(_HEIR, {"story": plain(story_id)}).fetchone()
            found = _stories(connection, bounds, _as_of(connection, [row[0]], bounds)) if row else ()
        return found[0] if found else None

    def counts(self, start: datetime, end: datetime, revision: Revision | None = None) -> WindowCounts:
        """Count the news published in ``[start, end)`` and their publishers."""
        bounds = {"at": _NOW if revision is None else revision, "start": ticks(start), "end": ticks(end)}
        with self._database.read() as connection:
            counted = connection.execute(
                f"""SELECT count(*), count(DISTINCT d.publisher) FROM documents d
                    WHERE d.published_at >= :start AND d.published_at < :end AND d.news AND {_DOCUMENT_HOLDS}""",
                bounds,
            ).fetchone()
        return WindowCounts(*counted)

    def latest(self, limit: int) -> tuple[datetime, ...]:
        """Return the moments of publication of the newest documents that are news, newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT published_at, published_offset FROM documents
                   WHERE published_at IS NOT NULL AND until IS NULL AND news ORDER BY published_at DESC LIMIT ?""",
                (max(limit, 0),),
            )
            return tuple(moment for row in rows if (moment := when(*row)))

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest document that is news were published."""
        with self._database.read() as connection:
            found = connection.execute(f"{_AN_END.format('ASC')} UNION ALL {_AN_END.format('DESC')}").fetchall()
        oldest, newest = (when(*row) for row in found) if found else (None, None)
        return (oldest, newest) if oldest and newest else None


def _versions(connection: sqlite3.Connection, bounds: dict[str, Any]) -> dict[str, _Version]:
    """Return the stories with news in the window, as they were."""
    return _as_of(connection, [row[0] for row in connection.execute(_WITH_NEWS, bounds)], bounds)


def _as_of(connection: sqlite3.Connection, names: Sequence[str], bounds: dict[str, Any]) -> dict[str, _Version]:
    rows = connection.execute(_VERSIONS, {**bounds, "stories": listed(names)})
    return {name: _Version(version, title, bool(recurring), thread) for name, version, title, recurring, thread in rows}


def _sisters(
    connection: sqlite3.Connection, bounds: dict[str, Any], versions: dict[str, _Version]
) -> dict[str, _Version]:
    """Return the other stories of the same threads."""
    threads = {v.thread for v in versions.values() if v.thread is not None}
    rows = connection.execute(_SISTERS, {**bounds, "threads": listed(sorted(threads))})
    candidates = _as_of(connection, [row[0] for row in rows if row[0] not in versions], bounds)
    return {name: version for name, version in candidates.items() if version.thread in threads}


def _spans(
    connection: sqlite3.Connection, bounds: dict[str, Any], stories: Sequence[Story]
) -> dict[str, tuple[int, int]]:
    rows = connection.execute(_SPANS, {**bounds, "stories": listed([s.id for s in stories])})
    return {name: (first, last) for name, first, last in rows}


def _spanning(story: Story, first: int, last: int) -> Story:
    """Return the story with these times where it goes on beyond the documents at hand."""
    begun, ended = story.first_seen, story.updated_at
    if begun is None or first < ticks(begun):
        begun = when(first, 0)
    if ended is None or last > ticks(ended):
        ended = when(last, 0)
    return replace(story, first_seen=begun, updated_at=ended)


def _stories(
    connection: sqlite3.Connection, bounds: dict[str, Any], versions: dict[str, _Version]
) -> tuple[Story, ...]:
    members: defaultdict[str, list[Document]] = defaultdict(list)
    copies: defaultdict[str, set[DocumentId]] = defaultdict(set)
    for row in connection.execute(_MEMBERS, {**bounds, "stories": listed(list(versions))}):
        story, copy = row[WIDTH:]
        member = document(row[:WIDTH])
        members[story].append(member)
        if copy:
            copies[story].add(member.id)
    loaded = (_story(name, versions[name], found, copies[name]) for name, found in members.items())
    return tuple(sorted(loaded, key=lambda s: (s.first_seen or _LAST, s.id)))


def _story(name: str, version: _Version, documents: list[Document], copies: set[DocumentId]) -> Story:
    documents.sort(key=lambda d: (d.published_at or _LAST, d.id))
    return Story(
        id=StoryId(name),
        version=version.version,
        title=version.title,
        documents=tuple(documents),
        first_seen=documents[0].published_at,
        updated_at=documents[-1].published_at,
        copies=frozenset(copies),
        recurring=version.recurring,
        thread_id=version.thread,
    )
