"""Files to stories in one go, without a workspace.

::

    paths ─ collect ─▶ entries ─ extract ─▶ documents ─ index, deduplicate ─▶ groups ─ cluster ─▶ stories

Each stage takes values and returns values; what a stage leaves out is kept with its reason and counted in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsprism.errors import EmptyInput
from newsprism.pipeline.threads import settled
from newsprism.protocols.services import Progress
from newsprism.protocols.stages import Clusterer, Deduplicator, Extraction, Extractor, Indexer, PathCollector
from newsprism.types.document import Document
from newsprism.types.dropped import Dropped
from newsprism.types.story import Story

_LAST = datetime.max.replace(tzinfo=UTC)


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
class Batch:
    """The first pipeline with its stages, over files."""

    collect: PathCollector
    extractor: Extractor
    indexer: Indexer
    deduplicator: Deduplicator
    clusterer: Clusterer
    progress: Progress

    def read(self, paths: Sequence[Path]) -> Reading:
        """Return the documents at `paths`; raises PathNotFound, and EmptyInput when there is not a single one."""
        self.progress.stage("읽기")
        collection = self.collect(paths)
        self.progress.stage("본문 추출", len(collection.entries))
        extraction: Extraction = self.extractor.extract(collection.entries)
        found = Reading(len(collection.entries), extraction.documents, (*collection.dropped, *extraction.dropped))
        if not found.documents:
            raise _empty(paths, found)
        return found

    def stories(self, documents: Sequence[Document]) -> tuple[Story, ...]:
        """Return the stories of `documents`, by first report."""
        self.progress.stage("중복 찾기", len(documents))
        groups = self.deduplicator.deduplicate(documents)
        self.progress.stage("사안 묶기", len(documents))
        features = dict(zip((d.id for d in documents), self.indexer.features(documents), strict=True))
        stories = [change.story for change in self.clusterer.cluster(groups, features)]
        return settled(sorted(stories, key=lambda s: (s.first_seen or _LAST, s.id)))


def _empty(paths: Sequence[Path], found: Reading) -> EmptyInput:
    subject = ", ".join(map(str, paths[:3])) + (" …" if len(paths) > 3 else "")
    counts = ", ".join(f"{reason} {count}건" for reason, count in list(found.dropped_by_reason().items())[:4])
    first = next(iter(found.dropped), None)
    example = f": {counts}(예: {first.where}: {first.detail or first.reason})" if first else ""
    return EmptyInput(f"읽을 문서가 없습니다{example}", subject=subject, advice="다른 파일이나 폴더를 주세요.")
