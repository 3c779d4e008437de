"""Sends every entry to the extractor of its media type, and keeps what the others found when one fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from newsprism.errors import MissingResource
from newsprism.protocols.stages import Extraction, Extractor
from newsprism.text.injected import injected
from newsprism.types.document import Document, DocumentId, Entry, MediaType
from newsprism.types.dropped import Dropped

TOGETHER: frozenset[MediaType] = frozenset({"application/x-feed-item+json"})
"""Media types whose extractor weighs all entries against each other (clocks of publishers, shared addresses)."""


class RoutingExtractor:
    """An extractor of everything for which it was given one.

    Reasons of drops, besides those of the extractors: `unknown_type`, `extractor_failed` (with the name of the
    exception; only the entry at fault is lost) `same_document` (two inputs hold a document of one id), and `order_in_title`
    (the headline is written for a machine, or so that nobody sees it).
    """

    def __init__(self, extractors: Mapping[MediaType, Extractor]) -> None:
        self._extractors = dict(extractors)

    def extract(self, entries: Sequence[Entry]) -> Extraction:
        """Return the documents in the order of the entries they came from, each id once.

        Media types in TOGETHER are extracted in one call; their documents stand where the first of them was read.
        """
        dropped: list[Dropped[str]] = []
        documents: list[Document] = []
        for run in _runs(entries):
            extraction = self._extract_run(run)
            documents.extend(extraction.documents)
            dropped.extend(extraction.dropped)
        unsound = {id(document) for document in documents if injected(document.title) is not None}
        dropped.extend(_unsound(document) for document in documents if id(document) in unsound)
        unique, repeated = one_of_each_id(document for document in documents if id(document) not in unsound)
        return Extraction(unique, (*dropped, *repeated))

    def _extract_run(self, run: Sequence[Entry]) -> Extraction:
        extractor = self._extractors.get(run[0].media_type)
        if extractor is None:
            detail = f"읽을 추출기가 없는 종류: {run[0].media_type}"
            return Extraction((), tuple(_drop(entry, "unknown_type", detail) for entry in run))
        return _survive(extractor, run)


def _unsound(document: Document) -> Dropped[str]:
    detail = f"제목이 독자가 아니라 기계에 하는 말이다: {document.title[:80]}"
    return Dropped(document.id, "extract", "order_in_title", document.url or document.id, detail)


def one_of_each_id(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Dropped[str], ...]]:
    """Keep the fullest document of each id at the place of the first; the others are drops `same_document`."""
    kept: dict[DocumentId, Document] = {}
    dropped: list[Dropped[str]] = []
    for document in documents:
        first = kept.setdefault(document.id, document)
        if first is document:
            continue
        if _fullness(document) > _fullness(first):
            kept[document.id], document = document, first
        detail = f"같은 문서가 더 온전하게 있다: {document.title}"
        dropped.append(Dropped(document.id, "extract", "same_document", document.url or document.id, detail))
    return tuple(kept.values()), tuple(dropped)


def _fullness(document: Document) -> tuple[int, int]:
    told = (document.published_at, document.publisher, document.url, document.authors, document.report)
    return len(document.text), sum(bool(value) for value in told)


def _runs(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Neighbours of one media type, and all entries of each type in TOGETHER, in the order of their first entries."""
    runs: list[list[Entry]] = []
    gathered: dict[MediaType, list[Entry]] = {}
    for media_type, neighbours in groupby(entries, key=lambda entry: entry.media_type):
        if media_type in gathered:
            gathered[media_type].extend(neighbours)
            continue
        runs.append(list(neighbours))
        if media_type in TOGETHER:
            gathered[media_type] = runs[-1]
    return runs


def _survive(extractor: Extractor, run: Sequence[Entry]) -> Extraction:
    """Halve a run that fails until the entry at fault stands alone, so that the rest keeps its neighbours."""
    try:
        return extractor.extract(run)
    except MissingResource:
        # A damaged installation fails for every entry and must be said, not counted.
        raise
    except Exception as error:
        if len(run) == 1:
            return Extraction((), (_drop(run[0], "extractor_failed", type(error).__name__),))
    middle = len(run) // 2
    left, right = _survive(extractor, run[:middle]), _survive(extractor, run[middle:])
    return Extraction(left.documents + right.documents, left.dropped + right.dropped)


def _drop(entry: Entry, reason: str, detail: str) -> Dropped[str]:
    return Dropped(entry.origin, "extract", reason, entry.origin, detail)
