"""Main text of pages: ours beside plain trafilatura.

``python -m bench.pages FOLDER`` is the peer: every page of the folder through trafilatura in one process.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure
from bench.inputs import PAGES, measuring
from bench.process import newsprism, python, run

_ROUNDS = 2


def pages() -> Iterator[Figure]:
    """Measure cold commands in turns (best of two each), and both extractors warm in this process on one core."""
    folder = measuring(PAGES)
    contents = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    ours, alone, peer = [], [], []
    for _ in range(_ROUNDS):
        ours.append(run(newsprism("extract", folder)).seconds)
        alone.append(run(newsprism("extract", folder), {"NEWSPRISM_WORKERS": "1"}).seconds)
        peer.append(run(python("bench.pages", folder)).seconds)
    count = len(contents)
    yield Figure("pages", f"newsprism extract, {count} pages, cold", count / min(ours), "pages/s")
    yield Figure("pages", "the same with one process", count / min(alone), "pages/s")
    yield Figure("pages", "trafilatura, cold, one process", count / min(peer), "pages/s")
    yield Figure("pages", "ours as a share of trafilatura, cold", min(peer) / min(ours), "")
    mine, theirs = _warm(contents)
    yield Figure("pages", "newsprism, warm, one process", count / mine, "pages/s")
    yield Figure("pages", "trafilatura, warm, one process", count / theirs, "pages/s")
    yield Figure("pages", "ours as a share of trafilatura, warm", theirs / mine, "")


def _warm(contents: list[bytes]) -> tuple[float, float]:
    """Return the seconds of ours and of the peer for all pages, page by page in turns, after a page for warming up."""
    from newsprism.stages.extract.pages import PageExtractor
    from newsprism.types.document import Entry

    extractor = PageExtractor()

    def ours(content: bytes) -> object:
        return extractor.extract([Entry("page.html", "text/html", content)])

    works: tuple[Callable[[bytes], object], ...] = (ours, _trafilatura)
    for work in works:
        work(contents[0])
    totals = [0.0, 0.0]
    for content in contents:
        for place, work in enumerate(works):
            begin = time.perf_counter()
            work(content)
            totals[place] += time.perf_counter() - begin
    return totals[0], totals[1]


def _trafilatura(content: bytes) -> object:
    import trafilatura

    return trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)


if __name__ == "__main__":
    for page in sorted(Path(sys.argv[1]).glob("*.html.gz")):
        _trafilatura(gzip.decompress(page.read_bytes()))
