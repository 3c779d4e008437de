"""A workspace: from feeds, pages and files to stories, and what an archive of a hundred thousand documents costs.

``python -m bench.workspace FOLDER`` is the archive's part in a process of its own: it fills the workspace of FOLDER and
prints the times of searches as JSON.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.feeds import feeds_of, items_of, serving
from bench.figures import Figure
from bench.inputs import PAGES, WEEK, measuring
from bench.process import Cost, newsprism, python, run
from newsprism import Newsroom, init_workspace, open_newsroom
from newsprism.protocols.stages import Indexed
from newsprism.protocols.stores import Shelf, Shelved
from newsprism.types.document import Document, DocumentId
from newsprism.types.story import Opened, Story, StoryId

ITEMS = 6_000
FEEDS = 300
ARCHIVE = 100_000
PAGE_COPIES = 8
ISSUE = date(2026, 2, 12)
_WORDS = (
    "반도체는",
    "삼성전자 실적",
    "금리 인하",
    '"상법 개정안"',
    "美 관세",
    "현대차",
    "쿠팡 개인정보",
    "설 연휴",
    "코스피",
    "부동산 대출",
)


def workspace() -> Iterator[Figure]:
    """Measure refreshing: new items, pages, and three hundred feeds in which nothing is new."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _items(Path(folder) / "items")
    with tempfile.TemporaryDirectory() as folder:
        yield from _pages(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        yield from _unchanged(Path(folder) / "feeds")


def archive() -> Iterator[Figure]:
    """Measure searching, a daily brief and the size on disk of an archive of a hundred thousand documents."""
    measuring(WEEK)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "archive"
        found = json.loads(run(python("bench.workspace", room)).output)
        yield Figure("archive", f"documents, from {found['real']:,} real ones", found["documents"], "")
        yield Figure("archive", "search, p50", found["p50"] * 1000, "ms")
        yield Figure("archive", "search, p95", found["p95"] * 1000, "ms", 100)
        searched = _best(["-w", str(room), "search", "반도체는", "수출"])
        yield Figure("archive", "search, cold command", searched.seconds, "s")
        yield Figure("archive", "daily brief, in a running process", found["warm"], "s", 3)
        brief = _best(["-w", str(room), "brief", "daily", "--reader", "ceo", "--on", ISSUE.isoformat()])
        yield Figure("archive", "daily brief, cold command", brief.seconds, "s", 3)
        yield Figure("archive", "daily brief, processor time", brief.processor, "s")
        yield Figure("archive", "peak memory of a daily brief", brief.megabytes, "MB")
        size = (room / "newsprism.db").stat().st_size / 1e6
        yield Figure("archive", "size on disk, per 100,000 documents", size * 100_000 / found["documents"], "MB")


def _best(arguments: Sequence[str]) -> Cost:
    return min((run(newsprism(*arguments)) for _ in range(3)), key=lambda cost: cost.seconds)


def _room(folder: Path, *lines: str) -> Path:
    init_workspace(folder)
    with (folder / "newsprism.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(("", *lines, "")))
    return folder


def _subscribe(room: Path, site: str, paths: Sequence[str]) -> None:
    tables = "".join(f'\n[[source]]\nkind = "feed"\nplace = "{site}{path}"\n' for path in paths)
    (room / "sources.toml").write_text(tables, encoding="utf-8")


def _items(folder: Path) -> Iterator[Figure]:
    items = items_of(measuring(WEEK), ITEMS)
    feeds = feeds_of(items, 100)
    with serving(feeds) as site:
        room = _room(folder, f'allow_hosts = ["{site.partition("//")[2]}"]')
        _subscribe(room, site, list(feeds))
        cost = run(newsprism("-w", str(room), "refresh", "--format", "json"))
    told = json.loads(cost.output)
    yield Figure(
        "refresh",
        f"feed items, stored XML to stories, {told['entries']:,}",
        told["entries"] / cost.seconds,
        "/s",
        floor=200,
    )
    yield Figure("refresh", "processor time for these", cost.processor, "s")
    yield Figure("refresh", "peak memory of all processes", cost.megabytes, "MB")


def _pages(folder: Path) -> Iterator[Figure]:
    """Refresh a folder of real pages, each several times with another address and headline."""
    pages = folder / "pages"
    pages.mkdir()
    for path in sorted(measuring(PAGES).glob("*.html.gz")):
        content = gzip.decompress(path.read_bytes())
        for copy in range(PAGE_COPIES):
            mark = f"<p>{path.stem} {copy}</p>".encode()
            (pages / f"{copy}-{path.stem}").write_bytes(content.replace(b"</body>", mark + b"</body>"))
    room = _room(folder / "room")
    run(newsprism("-w", str(room), "add", str(pages)))
    cost = run(newsprism("-w", str(room), "refresh", "--format", "json"))
    count = json.loads(cost.output)["entries"]
    yield Figure("refresh", f"pages of a folder to stories, {count:,}", count / cost.seconds, "/s", floor=40)


def _unchanged(folder: Path) -> Iterator[Figure]:
    items = items_of(measuring(WEEK), FEEDS * 5)
    feeds = {f"/{n}.xml": next(iter(feeds_of(items[n * 5 : n * 5 + 5], 5).values())) for n in range(FEEDS)}
    with serving(feeds) as site:
        room = _room(folder, f'allow_hosts = ["{site.partition("//")[2]}"]')
        _subscribe(room, site, list(feeds))
        run(newsprism("-w", str(room), "refresh"))
        cost = _best(["-w", str(room), "refresh", "--format", "json"])
    assert json.loads(cost.output)["unchanged"] == FEEDS
    yield Figure("refresh", f"{FEEDS} unchanged feeds, cold command", cost.seconds, "s", 5)


def _fill(folder: Path) -> dict[str, object]:
    """Refresh from the real week, then shelve it again and again as the weeks before, until the archive is full."""
    init_workspace(folder)
    with open_newsroom(folder) as room:
        room.add(str(measuring(WEEK)))
        real = room.refresh().new
        start, end = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 17, tzinfo=UTC)
        stories = room.archive.stories(start, end, start)
        documents = [d for s in stories for d in s.documents]
        # One analysis serves all copies: what is measured here is the archive.
        known = {i.document_id: i for i in room.engine.indexer.index(documents)}
        for back in range(1, ARCHIVE // real + 1):
            _copy(room, stories, known, timedelta(weeks=back), f"-{back}")
        times = sorted(_timed(room, words) for words in (*_WORDS, *_titles(stories)))
        room.brief("newcomer", "daily", ISSUE)
        begin = time.perf_counter()
        room.brief("ceo", "daily", ISSUE)
        warm = time.perf_counter() - begin
    return {
        "real": real,
        "documents": real + (ARCHIVE // real) * sum(len(s.documents) for s in stories),
        "p50": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "warm": warm,
    }


def _copy(
    room: Newsroom, stories: Sequence[Story], known: Mapping[DocumentId, Indexed], back: timedelta, mark: str
) -> None:
    """Shelve the stories once more, earlier and under other names, with what is known of their documents."""

    def copied(document: Document) -> Document:
        assert document.published_at
        identity = DocumentId(document.id + mark)
        url = f"{document.url}{mark}"
        return replace(
            document, id=identity, url=url, title=document.title + mark, published_at=document.published_at - back
        )

    documents = [copied(d) for s in stories for d in s.documents]
    for begin in range(0, len(documents), 1000):
        part = documents[begin : begin + 1000]
        indexed = [replace(known[DocumentId(d.id.removesuffix(mark))], document_id=d.id) for d in part]
        shelved = tuple(
            Shelved(d, room.sources()[0].id, "application/x-feed-item+json", room.now(), True, i)
            for d, i in zip(part, indexed, strict=True)
        )
        with room.archive.refreshing():
            room.archive.shelve(Shelf((), shelved, (), ()))
    by_id = {d.id: d for d in documents}
    changes = [
        Opened(
            replace(
                s,
                id=StoryId(s.id + mark),
                documents=tuple(by_id[DocumentId(d.id + mark)] for d in s.documents),
                copies=frozenset(DocumentId(c + mark) for c in s.copies),
                thread_id=f"{s.thread_id}{mark}" if s.thread_id else None,
            )
        )
        for s in stories
    ]
    with room.archive.refreshing():
        room.archive.record(changes)


def _titles(stories: Sequence[Story]) -> list[str]:
    """Two words of each of two hundred headlines: what somebody looks for who has seen the news."""
    spread = stories[:: max(1, len(stories) // 200)]
    return [
        " ".join(words[:2])
        for s in spread
        if len(words := [w for w in s.title.split() if w.isalnum() and len(w) > 1]) > 1
    ]


def _timed(room: Newsroom, words: str) -> float:
    begin = time.perf_counter()
    room.search(words)
    return time.perf_counter() - begin


if __name__ == "__main__":
    json.dump(_fill(Path(sys.argv[1])), sys.stdout)
