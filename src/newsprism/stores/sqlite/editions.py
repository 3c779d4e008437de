"""Editions that were made and pinned to a revision."""

from __future__ import annotations

from datetime import date

from newsprism.formats.documents import well_formed
from newsprism.protocols.stores import Pinned, Revision
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import moment, offset, ticks
from newsprism.stores.sqlite.revisions import Revisions
from newsprism.types.brief import Cadence


class EditionTable:
    """The protocol EditionStore."""

    _database: Database
    _revisions: Revisions

    def revision(self) -> Revision:
        """Return the newest revision that is finished; 0 before the first. A refresh under way is none yet."""
        return self._revisions.newest()

    def pinned(self, cadence: Cadence, reader: str, issue: date) -> Pinned | None:
        """Return the edition if it was made and pinned."""
        with self._database.read() as connection:
            row = connection.execute(
                """SELECT revision, made_at, made_offset, digest FROM editions
                   WHERE cadence = ? AND reader = ? AND issue = ?""",
                (cadence, well_formed(reader), issue.isoformat()),
            ).fetchone()
        if row is None:
            return None
        revision, at, east, digest = row
        return Pinned(cadence, reader, issue, Revision(revision), moment(at, east), digest)

    def pin(self, edition: Pinned) -> bool:
        """Pin an edition; False when it is pinned already (then nothing is changed)."""
        if self.pinned(edition.cadence, edition.reader, edition.issue):
            return False
        # Not a revision: an edition is made of the content and changes nothing of it, also while a refresh is under way.
        with self._database.write() as connection:
            return bool(
                connection.execute(
                    """INSERT INTO editions(cadence, reader, issue, revision, made_at, made_offset, digest)
                       VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    (
                        edition.cadence,
                        well_formed(edition.reader),
                        edition.issue.isoformat(),
                        edition.revision,
                        ticks(edition.made_at),
                        offset(edition.made_at),
                        edition.digest,
                    ),
                ).rowcount
            )
