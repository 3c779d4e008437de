"""An edition of a workspace: made once, pinned once it is closed, and the same again whenever it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from newsprism.pipeline.brief import BriefMaking, Edition
from newsprism.pipeline.calendar import closing, window_of
from newsprism.pipeline.digest import DigestMaking
from newsprism.pipeline.sending import printed
from newsprism.pipeline.supply import ArchiveSupply
from newsprism.protocols.stores import Archive, Pinned, Revision
from newsprism.types.brief import Brief, Cadence
from newsprism.types.history import History
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story


@dataclass(frozen=True, slots=True)
class Issuing:
    """Makes editions of an archive; `cut` gives a story as it stood before a moment, `record` the JSON of an edition."""

    archive: Archive
    making: BriefMaking | DigestMaking
    cut: Callable[[Story, datetime], Story | None]
    record: Callable[[Brief], str]
    now: Callable[[], datetime]

    def issue(self, reader: ReaderType, cadence: Cadence, issue: date | None) -> tuple[Edition, bool]:
        """Return the edition, and whether it is the same as when it was first made.

        Once its closing has passed, an edition is pinned to the state of the archive that it was made from and to what
        its reader had and had said by then, and its picks count as sent. Raises as `BriefMaking.make` does.
        """
        revision = self.archive.revision()
        issue = issue or self.making.newest(self._supply(revision), cadence)
        pinned = self.archive.pinned(cadence, reader.id, issue)
        at = pinned.made_at if pinned else self.now()
        history = self.archive.history(reader.id, at)
        supply = self._supply(pinned.revision if pinned else revision)
        edition = self.making.make(supply, reader, cadence, issue, history)
        digest = hashlib.sha256(self.record(edition.brief).encode()).hexdigest()
        closed = closing(cadence, window_of(cadence, issue), self.making.closing_hour, self.making.zone)
        edited = Pinned(cadence, reader.id, issue, revision, at, digest)
        standing = pinned.digest == digest if pinned else closed <= at and self.archive.pin(edited)
        # Also when it was pinned before: whoever pinned it may have been killed here.
        if standing and not _told(history, cadence, issue):
            self.archive.send(reader.id, printed(edition.brief, edition.ranking.selected, closed, at))
        return edition, standing or not pinned

    def preview(self, reader: ReaderType, cadence: Cadence, issue: date | None) -> Edition:
        """Return the edition as `issue` would make it, leaving no trace of it."""
        revision = self.archive.revision()
        issue = issue or self.making.newest(self._supply(revision), cadence)
        pinned = self.archive.pinned(cadence, reader.id, issue)
        history = self.archive.history(reader.id, pinned.made_at if pinned else self.now())
        supply = self._supply(pinned.revision if pinned else revision)
        return self.making.make(supply, reader, cadence, issue, history)

    def _supply(self, revision: Revision) -> ArchiveSupply:
        return ArchiveSupply(self.archive, self.cut, revision)


def _told(history: History, cadence: Cadence, issue: date) -> bool:
    return any(sent.cadence == cadence and sent.issue == issue for sent in history.sent)
