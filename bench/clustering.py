"""Stories out of items: time per item while the window grows, beside scikit-learn on the same features."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure, Skipped
from bench.inputs import WEEK, first_items, measuring
from newsprism import Document, build
from newsprism.protocols.stages import Deduplication, Features
from newsprism.stages.cluster.stage import OnePassClusterer
from newsprism.text.ko.frequencies import frequencies
from newsprism.types.document import DocumentId

SIZES = (10_000, 50_000)
FULL_SIZES = (10_000, 50_000, 100_000, 200_000)
_BASE = 5_000
_READ = 700  # characters of a text that are kept: more are not read when stories are made
_WORD = re.compile(r"[가-힣]{2,}")
_FIRST, _LETTERS = ord("가"), 11_172
_PEER = 5_000
_WARMING = 500
_BUDGET = 1.5  # milliseconds an item, so that a refresh is not held up
_FLAT = 1.6  # times the smallest window's time per item


def clustering(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Measure windows of `sizes` items within one stretch of time; says how flat the time per item stays."""
    documents, features = _items()
    # What is loaded once must not make the smallest window look slow, and the largest flat.
    OnePassClusterer().cluster(Deduplication(tuple(documents[:_WARMING]), ()), features)
    spent: dict[int, float] = {}
    for size in sizes:
        window, known = worlds(documents, features, size)
        begin = time.process_time()
        OnePassClusterer().cluster(Deduplication(window, ()), known)
        spent[size] = (time.process_time() - begin) / len(window) * 1000
        yield Figure("cluster", f"newsprism, {size:,} items in the window", spent[size], "ms/item", _BUDGET)
    yield Figure("cluster", "time per item, largest by smallest window", spent[sizes[-1]] / spent[sizes[0]], "", _FLAT)
    yield from _peer(documents, features)


def worlds(
    documents: Sequence[Document], features: Mapping[DocumentId, Features], count: int
) -> tuple[tuple[Document, ...], dict[DocumentId, Features]]:
    """Return `count` documents of the same days: the given ones over and over, each time of another world.

    Worlds share the common words and nothing else, so that a window ten times as full holds ten times as many events.
    """
    common = frequencies()
    found: list[Document] = []
    known: dict[DocumentId, Features] = {}
    for number in range(-(-count // len(documents))):
        names: dict[str, str] = {}
        for document in documents[: count - len(found)]:
            name = DocumentId(f"{document.id}.{number}")
            known[name] = {
                (f if f in common else names.setdefault(f, f"{f}~{number}")): weight
                for f, weight in features[document.id].items()
            }
            title, text = (_elsewhere(t, number, common) for t in (document.title, document.text[:_READ]))
            found.append(replace(document, id=name, title=title, text=text))
    return tuple(found), known


def _elsewhere(text: str, number: int, common: Mapping[str, float]) -> str:
    """Return `text` with the words of another world: other letters for all that are not common."""

    def other(word: re.Match[str]) -> str:
        if word[0] in common or word[0][:2] in common:
            return word[0]
        return "".join(chr(_FIRST + (ord(letter) - _FIRST + 31 * number) % _LETTERS) for letter in word[0])

    return _WORD.sub(other, text) if number else text


def _items() -> tuple[list[Document], dict[DocumentId, Features]]:
    newsprism = build()
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.jsonl"
        first_items(measuring(WEEK), _BASE + 500, part)
        documents = [d for d in newsprism.read([part]).documents if d.published_at][:_BASE]
    return documents, {one.document_id: one.features for one in newsprism.indexer.index(documents)}


def _peer(documents: Sequence[Document], features: Mapping[DocumentId, Features]) -> Iterator[Figure]:
    """TF-IDF and agglomerative clustering of scikit-learn; it compares all with all, so only on a small window."""
    try:
        from sklearn.cluster import AgglomerativeClustering
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import TfidfTransformer
    except ImportError:
        raise Skipped("scikit-learn is not installed (make bench installs it)") from None
    part = documents[:_PEER]
    rows = [dict(features[d.id]) for d in part]
    begin = time.process_time()
    vectors = TfidfTransformer(sublinear_tf=True).fit_transform(DictVectorizer().fit_transform(rows))
    distances = 1.0 - (vectors @ vectors.T).toarray()
    AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=0.65).fit(distances)
    theirs = (time.process_time() - begin) / len(part) * 1000
    yield Figure("cluster", f"scikit-learn TF-IDF, agglomerative, {len(part):,} items", theirs, "ms/item")
    begin = time.process_time()
    OnePassClusterer().cluster(Deduplication(tuple(part), ()), features)
    ours = (time.process_time() - begin) / len(part) * 1000
    yield Figure("cluster", f"newsprism, the same {len(part):,} items", ours, "ms/item")
