"""Near-duplicates against labelled pairs, beside equal headlines, MinHash and TF-IDF of characters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from newsprism.assemble import NewsPrism
from newsprism.evaluation.bootstrap import SEED
from newsprism.evaluation.digests import digest, digest_all
from newsprism.evaluation.pairs import (
    Judged,
    by_likeness,
    by_title,
    examples,
    judge,
    label_counts,
    others,
    resolve,
    unjudged_joins,
)
from newsprism.evaluation.result import Evaluation, Judgement
from newsprism.evaluation.similarity import MinHashes, close_rows, cosines, grams, opening, tfidf
from newsprism.formats.labels import read_pairs
from newsprism.types.document import Document

_LABELS = frozenset({0, 1})
_GRAM = 4
_MINHASH = 0.5


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path], errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the pairs of `data` on the articles of `items`; articles of one duplicate group are the same.

    Raises InputError for labels or items that cannot be used.
    """
    begin = perf_counter()
    pairs = read_pairs(data, _LABELS)
    documents = engine.read(items).documents
    judged = resolve(pairs, documents, 1, data)
    engine.progress.stage("중복 찾기", len(documents))
    found = engine.batch.deduplicator.deduplicate(documents)
    root = {d: group.canonical for group in found.groups for d in (group.canonical, *group.copies)}
    groups = np.unique([root.get(d.id, d.id) for d in judged.documents], return_inverse=True)[1].astype(np.int64)
    same = groups[judged.left] == groups[judged.right]
    ours = judge(judged, same, groups, seed)
    engine.progress.stage("비교 기준")
    return Evaluation(
        "dedupe",
        digest(data),
        len(judged.pairs),
        Judgement(ours.measures, ours.intervals, {"b3_unjudged_joins": unjudged_joins(judged, groups)}),
        _baselines(judged, documents, seed),
        perf_counter() - begin,
        digest_all(items),
        judged.unknown,
        {"by_label": label_counts(judged), "documents": len(judged.documents)},
        {"missed": examples(judged, ~same & judged.true), "joined": examples(judged, same & ~judged.true)}
        if errors
        else {},
    )


def _baselines(judged: Judged, documents: Sequence[Document], seed: int) -> dict[str, Judgement]:
    texts = [grams(opening(d), _GRAM) for d in judged.documents]
    sketches = MinHashes([grams(opening(d), _GRAM + 1) for d in judged.documents])
    rows = tfidf(texts, (grams(opening(d), _GRAM) for d in others(documents, judged, seed)))
    alike = cosines(rows, judged.left, judged.right)
    return {
        "exact_title": by_title(judged, seed),
        "minhash_0.5": by_likeness(
            judged, sketches.likeness(judged.left, judged.right), sketches.close, _MINHASH, seed
        ),
        "char_tfidf": by_likeness(judged, alike, lambda least: close_rows(rows, least), seed=seed),
    }
