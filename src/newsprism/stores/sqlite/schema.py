"""What the two databases are made of, as numbered steps; a step that was released is never changed."""

from __future__ import annotations

from dataclasses import dataclass

Step = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of database: `application_id` tells ours from strange ones, `steps` lead to its newest form.

    `synchronous` is FULL where nothing acknowledged may be lost, NORMAL where only the last moments may.
    """

    application_id: int
    steps: tuple[Step, ...]
    synchronous: str = "FULL"


# Intervals of revisions are half open: a row holds for `since` <= revision < `until`, NULL being never. Moments are
# microseconds since 1970. Blobs come last in their rows, so that a look at the other columns does not read them. In
# tables without rowid the primary key comes first, in its order: quick_check of SQLite 3.40 misreads others.
_ARCHIVE_1: Step = (
    """CREATE TABLE revisions(
        number INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, finished INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE entries(
        number INTEGER PRIMARY KEY,
        source_id TEXT NOT NULL,
        digest BLOB NOT NULL,
        state INTEGER NOT NULL CHECK(state IN (0, 1, 2)),
        revision INTEGER NOT NULL REFERENCES revisions(number),
        media_type TEXT NOT NULL,
        origin TEXT NOT NULL,
        url TEXT,
        publisher TEXT,
        charset TEXT,
        first_seen INTEGER NOT NULL,
        first_seen_offset INTEGER NOT NULL,
        packing INTEGER NOT NULL,
        content BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX entries_digest ON entries(source_id, digest)",
    "CREATE INDEX entries_open ON entries(number) WHERE state > 0",
    "CREATE INDEX entries_url ON entries(url, source_id) WHERE url IS NOT NULL",
    """CREATE TABLE retractions(
        url TEXT NOT NULL, source_id TEXT NOT NULL, revision INTEGER NOT NULL REFERENCES revisions(number),
        at INTEGER NOT NULL,
        PRIMARY KEY(url, source_id, revision)) WITHOUT ROWID""",
    """CREATE TABLE documents(
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        since INTEGER NOT NULL REFERENCES revisions(number),
        until INTEGER REFERENCES revisions(number),
        news INTEGER NOT NULL,
        published_at INTEGER,
        published_offset INTEGER,
        first_seen INTEGER NOT NULL,
        first_seen_offset INTEGER NOT NULL,
        source_id TEXT NOT NULL,
        made_from TEXT NOT NULL,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        publisher TEXT,
        title TEXT NOT NULL,
        url TEXT,
        packing INTEGER NOT NULL,
        body BLOB NOT NULL,
        UNIQUE(id, version))""",
    "CREATE UNIQUE INDEX documents_standing ON documents(id) WHERE until IS NULL",
    "CREATE INDEX documents_time ON documents(published_at, news, until, since, id, publisher)",
    "CREATE INDEX documents_url ON documents(url) WHERE until IS NULL AND url IS NOT NULL",
    "CREATE INDEX documents_source ON documents(source_id, first_seen) WHERE until IS NULL",
    "CREATE TABLE features(id TEXT PRIMARY KEY, packing INTEGER NOT NULL, weights BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE loose(id TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE TABLE stories(
        id TEXT PRIMARY KEY,
        since INTEGER NOT NULL REFERENCES revisions(number),
        until INTEGER REFERENCES revisions(number),
        merged_into TEXT REFERENCES stories(id)) WITHOUT ROWID""",
    """CREATE TABLE story_versions(
        story_id TEXT NOT NULL REFERENCES stories(id),
        since INTEGER NOT NULL REFERENCES revisions(number),
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        recurring INTEGER NOT NULL,
        thread TEXT,
        PRIMARY KEY(story_id, since)) WITHOUT ROWID""",
    "CREATE INDEX story_versions_thread ON story_versions(thread) WHERE thread IS NOT NULL",
    """CREATE TABLE story_documents(
        document_id TEXT NOT NULL,
        since INTEGER NOT NULL REFERENCES revisions(number),
        until INTEGER REFERENCES revisions(number),
        story_id TEXT NOT NULL REFERENCES stories(id),
        copy INTEGER NOT NULL,
        PRIMARY KEY(document_id, since)) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX story_documents_standing ON story_documents(document_id) WHERE until IS NULL",
    "CREATE INDEX story_documents_story ON story_documents(story_id)",
    """CREATE TABLE clocks(
        publisher TEXT PRIMARY KEY, seconds REAL NOT NULL, basis TEXT NOT NULL, evidence TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE yields(
        revision INTEGER NOT NULL REFERENCES revisions(number), source_id TEXT NOT NULL,
        entries INTEGER NOT NULL, documents INTEGER NOT NULL, undated INTEGER NOT NULL,
        kept INTEGER NOT NULL, cut INTEGER NOT NULL, dropped TEXT NOT NULL,
        PRIMARY KEY(revision, source_id)) WITHOUT ROWID""",
    """CREATE TABLE editions(
        cadence TEXT NOT NULL, reader TEXT NOT NULL, issue TEXT NOT NULL,
        revision INTEGER NOT NULL, made_at INTEGER NOT NULL, made_offset INTEGER NOT NULL, digest TEXT NOT NULL,
        PRIMARY KEY(cadence, reader, issue)) WITHOUT ROWID""",
    # `number` is the row of the terms. Terms cannot be taken out of a contentless index without naming them all, and
    # keeping them for that would cost a third of the archive: what is not listed is not found.
    """CREATE TABLE listed(
        number INTEGER PRIMARY KEY,
        row INTEGER NOT NULL REFERENCES documents(row),
        published_at INTEGER,
        publisher TEXT,
        digest BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX listed_row ON listed(row)",
    "CREATE INDEX listed_time ON listed(published_at, number)",
    # Whoever wrote the terms has cut them already; only the blank parts them (see `terms.py`).
    """CREATE VIRTUAL TABLE terms USING fts5(
        title, text, content = '', tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{|}~'")""",
)

# An entry that is taken again waits behind what came before it did.
_ARCHIVE_2: Step = (
    "DROP INDEX entries_open",
    "CREATE INDEX entries_waiting ON entries(revision, number) WHERE state > 0",
)

# What readers had and said belongs to no revision, and outlives the stories that it is about. Its traits and documents
# are packed, since they are only read as a whole.
_ARCHIVE_3: Step = (
    """CREATE TABLE feedback(
        number INTEGER PRIMARY KEY,
        reader TEXT NOT NULL,
        at INTEGER NOT NULL,
        at_offset INTEGER NOT NULL,
        attitude TEXT NOT NULL,
        story_id TEXT NOT NULL,
        thread TEXT,
        title TEXT NOT NULL,
        seconds REAL,
        packing INTEGER NOT NULL,
        body BLOB NOT NULL)""",
    "CREATE INDEX feedback_reader ON feedback(reader, at, number)",
    """CREATE TABLE sent(
        number INTEGER PRIMARY KEY,
        reader TEXT NOT NULL,
        cadence TEXT NOT NULL,
        issue TEXT NOT NULL,
        story_id TEXT NOT NULL,
        thread TEXT,
        title TEXT NOT NULL,
        closed INTEGER NOT NULL,
        closed_offset INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        made_offset INTEGER NOT NULL,
        packing INTEGER NOT NULL,
        body BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX sent_edition ON sent(reader, cadence, issue, story_id)",
    "CREATE INDEX sent_reader ON sent(reader, made_at, number)",
)

# `partings` says which story came out of which, so that who had the one is known to have had the other. `decisions` are
# what people decided of two stories: that they are two (`apart`) or one. Only what holds now is kept.
_ARCHIVE_4: Step = (
    """CREATE TABLE partings(
        story_id TEXT NOT NULL REFERENCES stories(id), part_id TEXT NOT NULL REFERENCES stories(id),
        revision INTEGER NOT NULL REFERENCES revisions(number),
        PRIMARY KEY(story_id, part_id, revision)) WITHOUT ROWID""",
    """CREATE TABLE decisions(
        story_id TEXT NOT NULL REFERENCES stories(id), other_id TEXT NOT NULL REFERENCES stories(id),
        apart INTEGER NOT NULL, revision INTEGER NOT NULL REFERENCES revisions(number),
        PRIMARY KEY(story_id, other_id)) WITHOUT ROWID""",
)

_VISITS_1: Step = (
    """CREATE TABLE marks(
        source_id TEXT NOT NULL, place TEXT NOT NULL, digest TEXT NOT NULL, etag TEXT, modified TEXT,
        PRIMARY KEY(source_id, place)) WITHOUT ROWID""",
    """CREATE TABLE visits(
        number INTEGER PRIMARY KEY, source_id TEXT NOT NULL, at INTEGER NOT NULL, offset INTEGER NOT NULL,
        seconds REAL NOT NULL, outcome TEXT NOT NULL, entries INTEGER NOT NULL, reason TEXT, fault TEXT)""",
    "CREATE INDEX visits_source ON visits(source_id, at)",
    "CREATE INDEX visits_at ON visits(at)",
)

ARCHIVE = Schema(0x4E507241, (_ARCHIVE_1, _ARCHIVE_2, _ARCHIVE_3, _ARCHIVE_4))
# A mark or visit lost to a power cut costs one more fetch, and what was fetched then is known already.
VISITS = Schema(0x4E507256, (_VISITS_1,), "NORMAL")
