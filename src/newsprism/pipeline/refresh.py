"""From sources to stories, the same for every reader.

::

    paths ─ collect ─▶ entries ─ extract ─▶ documents ─ deduplicate ─▶ groups ─ cluster ─▶ stories

Each stage takes values and returns values; what a stage leaves out is kept with its reason and counted in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsprism.protocols.services import Progress
from newsprism.protocols.stages import Clusterer, Deduplicator, Extraction, Extractor, PathCollector
from newsprism.types.document import Document
from newsprism.types.dropped import Dropped
from newsprism.types.story import Story


@dataclass(frozen=True, slots=True)
class Reading:
    """Clean documents out of paths, how many entries were seen, and everything that was left out."""

    entries: int
    documents: tuple[Document, ...]
    dropped: tuple[Dropped[str], ...]

    def dropped_by_reason(self) -> dict[str, int]:
        """Return how often each reason took something out, most frequent first."""
        return dict(Counter(d.reason for d in self.dropped).most_common())


@dataclass(frozen=True, slots=True)
class Refresh:
    """The first pipeline with its stages."""

    collect: PathCollector
    extractor: Extractor
    deduplicator: Deduplicator
    clusterer: Clusterer
    progress: Progress

    def read(self, paths: Sequence[Path]) -> Reading:
        """Return the documents at `paths`; raises PathNotFound and EmptyInput."""
        self.progress.stage("읽기")
        collection = self.collect(paths)
        self.progress.stage("본문 추출", len(collection.entries))
        extraction: Extraction = self.extractor.extract(collection.entries)
        return Reading(len(collection.entries), extraction.documents, (*collection.dropped, *extraction.dropped))

    def stories(self, documents: Sequence[Document]) -> tuple[Story, ...]:
        """Return the stories of `documents`."""
        self.progress.stage("중복 찾기", len(documents))
        groups = self.deduplicator.deduplicate(documents)
        self.progress.stage("사안 묶기", len(documents))
        return self.clusterer.cluster(groups)
