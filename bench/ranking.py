"""Ranking for one reader, and for very many at once beside what the machine can do of such a product."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.figures import Figure
from bench.inputs import week_or_sample
from newsprism import build
from newsprism.config import cache_folder
from newsprism.stages.embed.appraise import appraiser
from newsprism.stages.rank import crowd
from newsprism.stages.rank.stage import InterestRanker
from newsprism.types.brief import Window
from newsprism.types.reader import ReaderType
from newsprism.types.story import Story

STORIES = 5_000
READERS = 100_000
_MEASURED = 4_000
"""Readers of the crowd that are really ranked; the others would be like them."""
_TASTES = 60
"""Traits that a reader has said something of."""


def ranking() -> Iterator[Figure]:
    """Measure rankings over STORIES stories of one week."""
    engine = build()
    found = engine.stories(engine.read([week_or_sample()]).documents)
    window, stories = _window(found), _many(found)
    types = engine.readers.list()
    ranker = InterestRanker()
    ranker.expect(types)
    begin = time.perf_counter()
    ranker.rank(stories, types[0], window, 6)
    yield Figure(
        "rank", f"first reader over {len(stories):,} stories, which are then known", time.perf_counter() - begin, "s"
    )
    first = [_best(partial(ranker.rank, stories, t, window, 6), 1) for t in types[1:]]
    yield Figure("rank", "first reader of each further type, mean", 1000 * sum(first) / len(first), "ms")
    again = [_best(partial(ranker.rank, stories, t, window, 6), 5) for t in types]
    yield Figure("rank", f"one reader over {len(stories):,} stories, slowest type", 1000 * max(again), "ms", 50)
    yield from _crowd(ranker, stories, window, engine.readers.get("ceo"))
    yield from _read(stories, window, [t for t in types if t.language == "ko"])


def _read(stories: Sequence[Story], window: Window, types: Sequence[ReaderType]) -> Iterator[Figure]:
    """Measure what an appraiser adds: the reports it reads, and the ranking once it has read them."""
    with TemporaryDirectory() as folder:
        reads = appraiser(cache_folder() / "e5", Path(folder))
        if reads is None:
            return
        reads.appraise(["모델을 먼저 불러옵니다"])
        ranker = InterestRanker(None, reads)
        ranker.expect(types)
        plain = InterestRanker()
        plain.expect(types)
        plain.rank(stories, types[0], window, 6)
        ranker.rank(stories, replace(types[0], decides="아무것도 읽히지 않습니다"), window, 6)
        alone = _best(partial(plain.rank, stories, types[0], window, 6), 1)
        first = _best(partial(ranker.rank, stories, types[0], window, 6), 1) - alone
        read = ranker.options.appraised
        yield Figure("rank", f"an appraiser reads {read} reports for the first reader", first, "s")
        yield Figure("rank", "reports that it reads a second, two threads", read / first, "texts/s")
        again = [_best(partial(ranker.rank, stories, t, window, 6), 2) for t in types]
        yield Figure("rank", "one reader whose reports it has read, slowest type", 1000 * max(again), "ms", 50)


def _crowd(ranker: InterestRanker, stories: Sequence[Story], window: Window, reader: ReaderType) -> Iterator[Figure]:
    begin = time.perf_counter()
    pool = ranker.pool(stories, reader, window)
    tastes = _tastes(len(pool.names))
    crowd.choose(pool, tastes[:10], 6)
    yield Figure("rank", "a crowd's stories read closely, once", time.perf_counter() - begin, "s")
    parts = np.array_split(tastes, max(1, len(tastes) // 500))
    picks = len(tastes) / _best(lambda: crowd.choose(pool, tastes, 6), 3)
    product = len(tastes) / _best(lambda: [pool.rows @ part.T for part in parts], 3)
    # The product reads each taste once and writes each score once: what the memory can move is its limit.
    moved = 4.0 * (len(pool.names) + len(pool.candidates))
    limit = _bandwidth() / moved
    yield Figure(
        "rank", f"crowd of {READERS:,} over {len(pool.candidates):,} stories, six picks each", picks, "readers/s"
    )
    yield Figure("rank", "the product of traits and tastes alone", product, "readers/s")
    yield Figure("rank", "limit of that product by memory bandwidth", limit, "readers/s")
    yield Figure("rank", f"so {READERS:,} readers take", READERS / picks, "s")


def _best(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def _bandwidth() -> float:
    """Return the bytes a second that this machine copies, reading and writing."""
    source = np.ones(32_000_000, np.float32)
    target = np.empty_like(source)
    return 2.0 * source.nbytes / _best(lambda: np.copyto(target, source), 5)


def _tastes(width: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rng = np.random.default_rng(7)
    found = np.zeros((_MEASURED, width), np.float32)
    for row in found:
        row[rng.integers(0, width, _TASTES)] = rng.normal(0.0, 0.5, _TASTES)
    return found


def _window(stories: Sequence[Story]) -> Window:
    last = max(s.updated_at for s in stories if s.updated_at).date()
    return Window(last - timedelta(days=6), last)


def _many(stories: Sequence[Story]) -> list[Story]:
    """Return STORIES stories, the best reported ones first; fewer where there are not so many."""
    return sorted(stories, key=lambda s: (-len(s.outlets), s.id))[:STORIES]
