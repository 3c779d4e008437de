"""How stories changed, written down: who is a member of what, from which revision on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsprism.formats.documents import well_formed
from newsprism.stores.sqlite.coding import listed
from newsprism.stores.sqlite.decisions import note_merging, note_parting
from newsprism.stores.sqlite.revisions import Revisions, Writing
from newsprism.types.story import Grown, Merged, Split, Story, StoryChange, StoryId


class StoryWriting:
    """The writing of the protocol StoryStore."""

    _revisions: Revisions

    def record(self, changes: Sequence[StoryChange]) -> None:
        """Write how stories changed.

        A change adds members and never loses one, but to the parts of a split: its story may have been loaded with a
        part of its documents only.
        """
        if not changes:
            return
        with self._revisions.write() as writing:
            for change in changes:
                _record(writing, change)


def _record(writing: Writing, change: StoryChange) -> None:
    story = change.story
    members = {well_formed(d.id): d.id in story.copies for d in story.documents}
    if isinstance(change, Grown):
        members |= {well_formed(name): name in story.copies for name in change.added}
    _version(writing, story)
    absorbed = [name for name in change.absorbed if name != story.id] if isinstance(change, Merged) else []
    for name in absorbed:
        members = _absorbed(writing, well_formed(name), well_formed(story.id)) | members
    _place(writing, well_formed(story.id), members)
    if isinstance(change, Merged) and change.by_hand:
        note_merging(writing, well_formed(story.id), [well_formed(name) for name in absorbed])
    if isinstance(change, Split):
        _part(writing, change)


def _part(writing: Writing, change: Split) -> None:
    """Let the parts have their documents, which so leave whatever story they were in."""
    new = [well_formed(p.id) for p in change.parts if not _stands(writing, p.id)]
    for part in change.parts:
        _version(writing, replace(part, version=max(part.version, 1 + _version_of(writing, part.id))))
        _place(writing, well_formed(part.id), {well_formed(d.id): d.id in part.copies for d in part.documents})
    parts = [well_formed(p.id) for p in change.parts]
    note_parting(writing, well_formed(change.story.id), parts, new, change.by_hand)


def _stands(writing: Writing, story: StoryId) -> bool:
    query = "SELECT 1 FROM stories WHERE id = ? AND until IS NULL"
    return writing.connection.execute(query, (well_formed(story),)).fetchone() is not None


def _version_of(writing: Writing, story: StoryId) -> int:
    """Return the last version of a story, 0 for a new one; one that was absorbed may come out again under its id."""
    query = "SELECT coalesce(max(version), 0) FROM story_versions WHERE story_id = ? AND since < ?"
    return int(writing.connection.execute(query, (well_formed(story), writing.revision)).fetchone()[0])


def _version(writing: Writing, story: Story) -> None:
    run = writing.connection.execute
    run(
        """INSERT INTO stories(id, since) VALUES(?, ?)
           ON CONFLICT(id) DO UPDATE SET until = NULL, merged_into = NULL WHERE until IS NOT NULL""",
        (well_formed(story.id), writing.revision),
    )
    run(
        """INSERT INTO story_versions(story_id, since, version, title, recurring, thread)
           VALUES(:id, :since, :version, :title, :recurring, coalesce(:thread, (
               SELECT thread FROM story_versions WHERE story_id = :id ORDER BY since DESC LIMIT 1)))
           ON CONFLICT(story_id, since) DO UPDATE SET
               version = excluded.version, title = excluded.title, recurring = excluded.recurring,
               thread = excluded.thread""",
        {
            "id": well_formed(story.id),
            "since": writing.revision,
            "version": story.version,
            "title": well_formed(story.title),
            "recurring": int(story.recurring),
            "thread": story.thread_id,
        },
    )


def _absorbed(writing: Writing, name: str, survivor: str) -> dict[str, bool]:
    """End the story `name` in favour of `survivor`; return its members."""
    run = writing.connection.execute
    run(
        "UPDATE stories SET until = ?, merged_into = ? WHERE id = ?",
        (writing.revision, survivor, name),
    )
    rows = run("SELECT document_id, copy FROM story_documents WHERE story_id = ? AND until IS NULL", (name,))
    return {document: bool(copy) for document, copy in rows}


def _place(writing: Writing, story: str, members: Mapping[str, bool]) -> None:
    """Let the documents be members of the story from this revision on, and of no other."""
    run = writing.connection.execute
    names = listed(list(members))
    before = {
        document: (held_by, bool(copy), since)
        for document, held_by, copy, since in run(
            """SELECT m.document_id, m.story_id, m.copy, m.since
               FROM json_each(?) i CROSS JOIN story_documents m ON m.document_id = i.value AND m.until IS NULL""",
            (names,),
        )
    }
    for document, copy in members.items():
        held = before.get(document)
        if held is None or held[:2] != (story, copy):
            _move(writing, document, story, copy, held[2] if held else None)
    run("DELETE FROM loose WHERE id IN (SELECT value FROM json_each(?))", (names,))


def _move(writing: Writing, document: str, story: str, copy: bool, since: int | None) -> None:
    run = writing.connection.execute
    if since == writing.revision:  # nobody has seen the place that it had for a moment
        run(
            "UPDATE story_documents SET story_id = ?, copy = ? WHERE document_id = ? AND since = ?",
            (story, copy, document, since),
        )
        return
    if since is not None:
        run(
            "UPDATE story_documents SET until = ? WHERE document_id = ? AND since = ?",
            (writing.revision, document, since),
        )
    run(
        "INSERT INTO story_documents(document_id, since, story_id, copy) VALUES(?, ?, ?, ?)",
        (document, writing.revision, story, copy),
    )
