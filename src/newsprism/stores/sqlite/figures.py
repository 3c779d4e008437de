"""What the archive holds of each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from newsprism.protocols.stores import SourceFigures
from newsprism.stores.sqlite.coding import counts_from_json, when
from newsprism.stores.sqlite.connection import Database
from newsprism.stores.sqlite.moments import ticks
from newsprism.types.source import SourceId, Yield


class Figures:
    """The figures of the protocol Archive."""

    _database: Database

    def figures(self, since: datetime) -> Mapping[SourceId, SourceFigures]:
        """Return the figures of each source that gave anything.

        `documents` counts standing documents first seen since then, and `yields` are those of refreshes since then;
        the first and the last document are those of all time, by when they were first seen.
        """
        with self._database.read() as connection:
            documents = {
                source: (count, last, first)
                for source, count, last, first in connection.execute(
                    """SELECT source_id, sum(first_seen >= ?), max(first_seen), min(first_seen)
                       FROM documents WHERE until IS NULL GROUP BY source_id""",
                    (ticks(since),),
                )
            }
            yields: defaultdict[str, list[Yield]] = defaultdict(list)
            for source, entries, made, undated, kept, cut, dropped in connection.execute(
                """SELECT y.source_id, y.entries, y.documents, y.undated, y.kept, y.cut, y.dropped
                   FROM yields y JOIN revisions r ON r.number = y.revision
                   WHERE r.started_at >= ? ORDER BY y.revision""",
                (ticks(since),),
            ):
                reasons = tuple(counts_from_json(dropped).items())
                yields[source].append(Yield(SourceId(source), entries, made, undated, kept, cut, reasons))
            return {
                SourceId(source): _figures(documents.get(source, (0, None, None)), yields[source])
                for source in sorted(documents.keys() | yields.keys())
            }


def _figures(held: tuple[int, int | None, int | None], yields: list[Yield]) -> SourceFigures:
    count, last, first = held
    return SourceFigures(count, when(last, 0), when(first, 0), tuple(yields))
