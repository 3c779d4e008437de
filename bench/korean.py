"""The Korean text layer alone: morphemes and sentences."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.figures import Figure
from bench.inputs import week_or_sample
from newsprism import build
from newsprism.text.ko.sentences import split
from newsprism.text.ko.tokens import Analyzer

_TEXTS = 3_000


def korean() -> Iterator[Figure]:
    """Measure the analyser on openings of articles as grouping reads them, and the splitter on whole texts."""
    documents = [d for d in build().read([week_or_sample()]).documents if d.language == "ko"]
    step = max(1, len(documents) // _TEXTS)
    openings = [f"{d.title}\n{d.text[:260]}" for d in documents[::step]]
    analyser = Analyzer()
    begin = time.perf_counter()
    analyser.analyse("가늠")
    yield Figure("korean", "loading the analyser", time.perf_counter() - begin, "s")
    begin = time.perf_counter()
    tokens = sum(len(morphemes) for morphemes in analyser.analyse_all(openings))
    yield Figure("korean", "analyser", tokens / (time.perf_counter() - begin), "tokens/s")
    size = sum(len(d.text.encode()) for d in documents) / 1e6
    begin = time.perf_counter()
    for document in documents:
        split(document.text)
    yield Figure("korean", "sentence splitter", size / (time.perf_counter() - begin), "MB/s")
