"""An extractor spread over the engine's processes, for work whose cost is in each entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsprism.protocols.services import Engine
from newsprism.protocols.stages import Extraction, Extractor
from newsprism.types.document import Entry


@dataclass(frozen=True, slots=True)
class One:
    """Work on one entry; picklable, so that it can run in another process."""

    extractor: Extractor

    def __call__(self, entry: Entry) -> Extraction:
        """Return what became of `entry`."""
        return self.extractor.extract([entry])


@dataclass(frozen=True, slots=True)
class SpreadExtractor:
    """Extracts entries one by one on `engine`, keeping their order."""

    extractor: Extractor
    engine: Engine

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return the documents and drops of all entries, as `extractor` alone would."""
        parts = self.engine.map(One(self.extractor), entries, "본문 추출")
        return Extraction(
            tuple(d for part in parts for d in part.documents), tuple(d for part in parts for d in part.dropped)
        )
