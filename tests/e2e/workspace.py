"""A workspace in a temporary folder: opened in this process with a clock that can be set, or worked on by another."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsprism import Newsroom, init_workspace, open_newsroom
from tests.e2e.press import SEOUL, Article, articles, gmt, mislabelled, retitled, rss, seoul
from tests.e2e.running import PROGRAM, environment, newsprism
from tests.e2e.site import XML, Site

ROOT = Path(__file__).parents[2]


@dataclass
class Clock:
    """A clock that stands until it is set."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def workspace(folder: Path, *sites: Site, **settings: object) -> Path:
    """Make a workspace that may talk to `sites`."""
    init_workspace(folder)
    told = {"allow_hosts": [site.host for site in sites], "workers": 1, **settings}
    lines = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
    (folder / "newsprism.toml").write_text(lines, encoding="utf-8")
    return folder


def write_sources(folder: Path, places: Iterable[str], kind: str = "feed") -> None:
    """Write sources as a person would."""
    blocks = [f'[[source]]\nid = "s{i}"\nkind = "{kind}"\nplace = "{place}"\n' for i, place in enumerate(places)]
    (folder / "sources.toml").write_text("\n".join(blocks), encoding="utf-8")


def only_feed(site: Site, folder: Path, body: bytes) -> None:
    """Let the workspace have one source, a feed."""
    write_sources(folder, [site.put("/rss.xml", body, XML)])


@contextmanager
def newsroom(folder: Path, now: datetime | Clock) -> Iterator[Newsroom]:
    """Open the workspace at a time."""
    clock = now if isinstance(now, Clock) else Clock(now)
    with replace(open_newsroom(folder), now=clock) as desk:
        yield desk


def child(folder: Path) -> dict[str, Any]:
    """Refresh in another process: the report, its peak memory in megabytes, and whom it tried to reach."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.e2e.refreshing", str(folder)],
        cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", timeout=500, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def fingerprint(folder: Path) -> str:
    """The SHA-256 of the content's database file."""
    return hashlib.sha256((folder / "newsprism.db").read_bytes()).hexdigest()


def rows(folder: Path, query: str, *given: object) -> list[tuple[Any, ...]]:
    """Ask the content's database."""
    connection = sqlite3.connect(f"file:{folder / 'newsprism.db'}?mode=ro", uri=True)
    try:
        return connection.execute(query, given).fetchall()
    finally:
        connection.close()


def standing(folder: Path) -> dict[str, str]:
    """Address and title of every document that stands; an address that stands twice fails."""
    found = rows(folder, "SELECT url, title FROM documents WHERE until IS NULL")
    addresses = [url for url, _ in found]
    assert len(addresses) == len(set(addresses)), "an address has two documents"
    return dict(found)


def homes(folder: Path) -> dict[str, str]:
    """Address and story of every document that stands in one; a document in two stories fails."""
    found = rows(
        folder,
        "SELECT d.url, m.story_id FROM documents d JOIN story_documents m ON m.document_id = d.id AND m.until IS NULL"
        " WHERE d.until IS NULL",
    )
    assert len(found) == len({url for url, _ in found}), "a document is in two stories"
    return dict(found)


def reached(story: str, steps: Sequence[tuple[str, str]]) -> set[str]:
    """A story and all in which it goes on."""
    known, waiting = {story}, [story]
    while waiting:
        here = waiting.pop()
        further = {after for before, after in steps if before == here} - known
        known |= further
        waiting += further
    return known


_LABELS = (seoul, gmt, mislabelled)


class Killing:
    """A site that goes on publishing while refreshes of it are killed, and what has to be true after each full one.

    There are `feeds` with `each` items at first; the feeds give their times in turn with an offset,
    as a right GMT and as a wrong one.
    """

    def __init__(self, site: Site, folder: Path, feeds: int, each: int, seed: int) -> None:
        self.killed = 0
        self._site, self._folder, self._chance = site, folder, random.Random(seed)
        self._feeds: dict[str, list[Article]] = {f"f{n}": [] for n in range(feeds)}
        self._lasts = 2.0
        self._homes: dict[str, str] = {}
        site.pause = 0.02
        write_sources(folder, [f"{site.root}/{name}.xml" for name in self._feeds])
        self._publish(each)

    def round(self, more: int) -> None:
        """Publish, kill the refresh somewhere, publish more, refresh, and look."""
        self._publish(more)
        self._kill()
        self._publish(more)
        run = newsprism("refresh", "--format", "json", cwd=self._folder)
        assert run.returncode == 0, run.stderr
        report = json.loads(run.stdout)
        assert report["failed"] == []
        self._lasts = report["seconds"]
        self._look()

    def _publish(self, more: int) -> None:
        now = datetime.now(SEOUL).replace(microsecond=0)
        for name, held in self._feeds.items():
            new = articles(len(held) + more, now, timedelta(minutes=3), name)[len(held) :]
            if held:
                place = self._chance.randrange(len(held))
                held[place] = retitled(held[place], f"{held[place].title} 수정{len(held)}")
            held[:0] = [replace(one, at=now - timedelta(seconds=n)) for n, one in enumerate(new)]
            self._site.put(
                f"/{name}.xml", rss(self._site.root, f"나루일보 {name}", held, _LABELS[int(name[1:]) % 3]), XML
            )

    def _kill(self) -> None:
        self._site.forget()
        process = subprocess.Popen(
            [*PROGRAM, "refresh"], cwd=self._folder, env=environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while process.poll() is None and not self._site.seen:
            time.sleep(0.01)
        try:
            process.wait(self._chance.uniform(0, self._lasts))
        except subprocess.TimeoutExpired:
            self.killed += 1
        process.kill()
        process.wait()

    def _look(self) -> None:
        published = {self._site.root + one.path: one.title for held in self._feeds.values() for one in held}
        stands = standing(self._folder)
        wrong = {url: (stands.get(url), title) for url, title in published.items() if stands.get(url) != title}
        assert wrong == {}, f"what stands, what was published: {wrong}"
        assert set(stands) == set(published)
        found = homes(self._folder)
        assert set(found) == set(published)
        # A story goes on in the one that it was merged into, and in those that were parted from it.
        went = rows(
            self._folder,
            "SELECT id, merged_into FROM stories WHERE merged_into IS NOT NULL UNION SELECT story_id, part_id FROM partings",
        )
        for url, story in self._homes.items():
            assert found[url] in reached(story, went), "an article left its story"
        self._homes = found
        self._look_at_times()
        with newsroom(self._folder, datetime.now(SEOUL)) as desk:
            assert desk.faults() == ()

    def _look_at_times(self) -> None:
        """Every document is dated by what is known of its publisher's clock now, whenever it was read."""
        clocks = dict(rows(self._folder, "SELECT publisher, seconds FROM clocks"))
        at = dict(rows(self._folder, "SELECT url, published_at FROM documents WHERE until IS NULL"))
        for name, held in self._feeds.items():
            label = _LABELS[int(name[1:]) % 3]
            ahead = (
                0.0 if label is seoul else (9 * 3600.0 if label is mislabelled else 0.0) - clocks[f"나루일보 {name}"]
            )
            for one in held:
                assert one.at is not None
                assert at[self._site.root + one.path] / 1e6 == one.at.timestamp() + ahead
