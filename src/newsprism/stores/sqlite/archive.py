"""All of a workspace's content in one file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from newsprism.protocols.stores import Revision
from newsprism.stores.sqlite.changes import StoryWriting
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.documents import DocumentTable
from newsprism.stores.sqlite.editions import EditionTable
from newsprism.stores.sqlite.entries import EntryTable
from newsprism.stores.sqlite.figures import Figures
from newsprism.stores.sqlite.history import HistoryTable
from newsprism.stores.sqlite.revisions import Revisions
from newsprism.stores.sqlite.schema import ARCHIVE
from newsprism.stores.sqlite.search import Search
from newsprism.stores.sqlite.stories import StoryReading


class SqliteArchive(EntryTable, DocumentTable, Search, StoryReading, StoryWriting, EditionTable, HistoryTable, Figures):
    """The protocol Archive; may be used by all threads of a process, and by several processes.

    Opening it writes nothing unless the file is new or of an earlier version.
    """

    def __init__(self, path: Path, create: bool = True) -> None:
        """Open the file, or make it unless `create` is False.

        Raises StoreTooNew, StoreDamaged (not ours, broken, or missing), or another StoreFault.
        """
        self._database = Database(path, ARCHIVE, create)
        self._revisions = Revisions(self._database)

    def refreshing(self) -> AbstractContextManager[Revision]:
        """Hold the workspace for one refresh; raises StoreBusy when another process does.

        The number given is that of the revision under which anything written is kept; if nothing is, it is given again.
        """
        return self._revisions.hold()

    def close(self) -> None:
        """Close the file; nothing can be read after that."""
        self._database.close()

    def __enter__(self) -> SqliteArchive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
