"""Stories against labelled pairs, beside likeness of characters, likeness of nouns, and equal headlines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from newsprism.assemble import NewsPrism
from newsprism.evaluation.bootstrap import SEED
from newsprism.evaluation.digests import digest, digest_all
from newsprism.evaluation.measures import share
from newsprism.evaluation.pairs import (
    Bools,
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
from newsprism.evaluation.similarity import Terms, close_rows, cosines, opening, tfidf, word_grams
from newsprism.formats.labels import read_pairs
from newsprism.types.document import Document
from newsprism.types.story import Story

SAME, RELATED = 2, 1
_NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "XR"})


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path], errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the pairs of `data` on the stories of `items`; articles of one story are the same.

    Raises InputError for labels or items that cannot be used.
    """
    begin = perf_counter()
    pairs = read_pairs(data)
    documents = engine.read(items).documents
    judged = resolve(pairs, documents, SAME, data)
    of_url = _story_of(engine.stories(documents))
    of_row = [of_url[d.url or ""] for d in judged.documents]
    groups = np.unique([s.id for s in of_row], return_inverse=True)[1].astype(np.int64)
    same = groups[judged.left] == groups[judged.right]
    ours = judge(judged, same, groups, seed)
    engine.progress.stage("비교 기준")
    return Evaluation(
        "cluster",
        digest(data),
        len(judged.pairs),
        Judgement(
            {**ours.measures, "related_accuracy": _related(judged, of_row)},
            ours.intervals,
            {"b3_unjudged_joins": unjudged_joins(judged, groups)},
        ),
        _baselines(engine, judged, documents, seed),
        perf_counter() - begin,
        digest_all(items),
        judged.unknown,
        {"by_label": label_counts(judged), "documents": len(judged.documents)},
        _errors(judged, same) if errors else {},
    )


def _story_of(stories: Sequence[Story]) -> dict[str, Story]:
    found: dict[str, Story] = {}
    for story in stories:
        for document in story.documents:
            if document.url:
                found.setdefault(document.url, story)
    return found


def _related(judged: Judged, of_row: Sequence[Story]) -> float | None:
    """Return the weighted share of related pairs that are two stories of one thread; None when there are none."""
    hit = total = 0.0
    for pair, left, right in zip(judged.pairs, judged.left, judged.right, strict=True):
        if pair.label == RELATED:
            one, other = of_row[left], of_row[right]
            total += pair.weight
            hit += pair.weight * (one.id != other.id and one.thread_id is not None and one.thread_id == other.thread_id)
    return share(hit, total) if total else None


def _errors(judged: Judged, same: Bools) -> dict[str, list[dict[str, object]]]:
    related = np.array([p.label == RELATED for p in judged.pairs])
    return {
        "missed": examples(judged, ~same & judged.true),
        "joined_related": examples(judged, same & related),
        "joined_different": examples(judged, same & ~judged.true & ~related),
    }


def _baselines(engine: NewsPrism, judged: Judged, documents: Sequence[Document], seed: int) -> dict[str, Judgement]:
    rest = others(documents, judged, seed)
    texts = [*judged.documents, *rest]
    count = len(judged.documents)
    characters = [word_grams(opening(d)) for d in texts]
    nouns = _nouns(engine, texts)
    found = {}
    for name, terms in (("char_tfidf", characters), ("noun_tfidf", nouns)):
        found[name] = _alike(judged, terms[:count], terms[count:], seed)
    return {**found, "same_title": by_title(judged, seed)}


def _alike(judged: Judged, terms: Sequence[Terms], rest: Sequence[Terms], seed: int) -> Judgement:
    rows = tfidf(terms, rest)
    alike = cosines(rows, judged.left, judged.right)
    return by_likeness(judged, alike, lambda least: close_rows(rows, least), seed=seed)


def _nouns(engine: NewsPrism, documents: Sequence[Document]) -> list[list[str]]:
    analysed = engine.analyzer.analyse_all([opening(d) for d in documents])
    return [[m.form for m in morphemes if m.tag in _NOUNS] for morphemes in analysed]
