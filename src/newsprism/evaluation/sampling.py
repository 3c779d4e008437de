"""What to show to somebody who labels: drawn by strata, so that rare and telling examples come often enough.

The strata are made by likeness of characters and by BM25, never by what the stages themselves say: labels drawn by the
system's own scores would measure it by itself. Neither the stratum nor a score is shown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np

from newsprism.errors import EmptyInput
from newsprism.evaluation.baselines import bm25
from newsprism.evaluation.rank import profile_terms
from newsprism.evaluation.similarity import opening, tfidf, word_grams
from newsprism.text.ko.titles import recurring
from newsprism.text.ko.tokens import Analyzer, content
from newsprism.types.document import Document
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story

SEED = 20_260
_SEEDS = 3_000
"""Articles whose neighbours are looked for."""
_NEIGHBOURS = 12
_APART = timedelta(days=4)
_EDGES = (0.1, 0.18, 0.28, 0.42, 0.6)
"""Cosines at which one stratum of pairs ends and the next begins."""
_ROWS = 200
_READ = 500
_COMMON = 0.2
"""Runs of characters that more than this share of the articles have tell nothing, and cost most."""
_STORIES = 1_500
_PARTS = (0.05, 0.2, 0.5)
"""Shares of the stories, best first by BM25, at which one stratum ends and the next begins."""


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """Two articles to be judged; `weight` is how many pairs of the population they stand for, 1 on average."""

    left: Document
    right: Document
    weight: float


@dataclass(frozen=True, slots=True)
class DrawnStory:
    """A story to be judged for a reader type, known by the address of one of its articles."""

    url: str
    story: Story
    reader: ReaderType


def draw_pairs(documents: Sequence[Document], count: int, seed: int = SEED) -> list[DrawnPair]:
    """Return at most `count` pairs for judging, in an order of which every beginning is a fair draw too.

    The population are the pairs of each article (of at most 3,000 drawn ones) with the twelve others nearest to it
    of another outlet that appeared within four days. Each stratum of likeness gives the same number as far as it has
    them; the weight makes up for that. Raises EmptyInput when there is no pair.
    """
    usable = [d for d in documents if d.url and not recurring(d.title)]
    rng = random.Random(seed)
    found = list(_neighbours(usable, rng, across=len({d.publisher for d in usable}) > 1))
    if not found:
        raise EmptyInput("견줄 만한 기사 쌍이 없습니다", subject="--from", advice="같은 며칠의 기사를 둘 이상 주세요.")
    strata: list[list[tuple[int, int]]] = [[] for _ in range(len(_EDGES) + 1)]
    for left, right, likeness in found:
        strata[int(np.searchsorted(_EDGES, likeness, side="right"))].append((left, right))
    drawn = _spread([rng.sample(s, len(s)) for s in strata if s], count)
    total, chosen = sum(len(s) for s in strata), sum(len(s) for s, _ in drawn)
    # Within a round the strata come in no order: it would tell which one a pair is of.
    order = [
        ((place + 0.5) / len(taken), rng.random(), pair, size * chosen / (len(taken) * total))
        for taken, size in drawn
        for place, pair in enumerate(taken)
    ]
    return [DrawnPair(*_turned(usable, pair, rng), weight) for _, _, pair, weight in sorted(order)]


def _turned(documents: Sequence[Document], pair: tuple[int, int], rng: random.Random) -> tuple[Document, Document]:
    left, right = pair if rng.random() < 0.5 else pair[::-1]
    return documents[left], documents[right]


def _spread(strata: Sequence[list[tuple[int, int]]], count: int) -> list[tuple[list[tuple[int, int]], int]]:
    """Return what is taken of each stratum, and its size: as evenly as the strata allow, the small ones first."""
    found: list[tuple[list[tuple[int, int]], int]] = []
    left = count
    for place, stratum in enumerate(sorted(strata, key=len)):
        taken = stratum[: -(-left // (len(strata) - place))]
        left -= len(taken)
        if taken:
            found.append((taken, len(stratum)))
    return found


def _neighbours(documents: Sequence[Document], rng: random.Random, across: bool) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of row numbers (smaller first, each once) with their cosine."""
    if len(documents) < 2:
        return
    rows = tfidf(_without_common([word_grams(opening(d)[:_READ], (3,)) for d in documents]))
    turned = rows.T.tocsr()
    hours = np.array([d.published_at.timestamp() if d.published_at else np.nan for d in documents])
    outlets = np.unique([d.publisher or "" for d in documents], return_inverse=True)[1]
    urls = np.unique([d.url or "" for d in documents], return_inverse=True)[1]
    seeds = np.array(sorted(rng.sample(range(len(documents)), min(_SEEDS, len(documents)))))
    told: set[tuple[int, int]] = set()
    for begin in range(0, len(seeds), _ROWS):
        block = seeds[begin : begin + _ROWS]
        likeness = (rows[block] @ turned).toarray()
        far = ~(np.abs(hours[block][:, None] - hours[None, :]) <= _APART.total_seconds())
        likeness[far | (urls[block][:, None] == urls[None, :])] = -1
        if across:
            likeness[outlets[block][:, None] == outlets[None, :]] = -1
        nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :_NEIGHBOURS]
        for place, (row, others) in enumerate(zip(block.tolist(), nearest.tolist(), strict=True)):
            for other in others:
                value = float(likeness[place, other])
                pair = (min(row, other), max(row, other))
                if value >= 0 and pair not in told:
                    told.add(pair)
                    yield *pair, value


def _without_common(texts: Sequence[list[str]]) -> list[list[str]]:
    held: dict[str, int] = {}
    for terms in texts:
        for term in set(terms):
            held[term] = held.get(term, 0) + 1
    most = max(50, _COMMON * len(texts))
    return [[t for t in terms if held[t] <= most] for terms in texts]


def draw_stories(
    stories: Sequence[Story], readers: Sequence[ReaderType], count: int, analyzer: Analyzer, seed: int = SEED
) -> list[DrawnStory]:
    """Return at most `count` stories for each reader type, the types of one story after another.

    Of at most 1,500 drawn stories four strata by BM25 for any of the types give the same number each, as far as they
    have them. Raises EmptyInput when no story has an article with an address.
    """
    rng = random.Random(seed)
    addressed = [(url, s) for s in stories if not s.recurring and (url := _url(s))]
    if not addressed:
        raise EmptyInput("주소 있는 기사가 없습니다", subject="--from", advice="url 이 있는 기사를 주세요.")
    pool = rng.sample(addressed, min(_STORIES, len(addressed)))
    terms = [content(m) for m in analyzer.analyse_all([_text(s) for _, s in pool])]
    best = np.zeros(len(pool))
    for reader in readers:
        best = np.maximum(best, _places(bm25(terms, profile_terms(reader, analyzer))))
    order = np.argsort(-best, kind="stable").tolist()
    edges = [0, *(round(share * len(order)) for share in _PARTS), len(order)]
    strata = [rng.sample(order[a:b], b - a) for a, b in pairwise(edges)]
    mixed = [stratum[i] for i in range(len(order)) for stratum in strata if i < len(stratum)]
    return [DrawnStory(pool[i][0], pool[i][1], reader) for i in mixed[:count] for reader in readers]


def _places(scores: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return for each score the share of scores below it, so that reader types can be compared."""
    values = np.asarray(scores)
    return np.searchsorted(np.sort(values), values) / max(1, len(values))


def _url(story: Story) -> str | None:
    return next((d.url for d in story.documents if d.url and d.id not in story.copies), None)


def _text(story: Story) -> str:
    return f"{story.title}\n{story.documents[0].text[:_READ]}"
