"""A process that is killed loses nothing that it acknowledged, and nothing is twice."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.stores.sqlite.check import check
from tests.making import at
from tests.stores.shelving import NARU, item

# Says on its standard output, a line at a time, what the archive has acknowledged.
WORKER = """
import json, sys
from pathlib import Path
from newsprism.stores.sqlite.archive import SqliteArchive
from newsprism.types.story import Grown
from tests.making import article, at
from tests.stores.shelving import NARU, item, opened, shelf, told

def say(*what):
    print(json.dumps(what), flush=True)

round_, archive = int(sys.argv[2]), SqliteArchive(Path(sys.argv[1]))
for turn in range(10_000):
    with archive.refreshing() as revision:
        names = [f"{round_}-{turn}-{n}" for n in range(4)]
        archive.keep(NARU, [item(name) for name in names], (), at(12))
        say("kept", names)
        while waiting := archive.waiting(3):
            read = [json.loads(w.entry.content)["url"].rpartition("/")[2] for w in waiting]
            archive.shelve(shelf(*(article(name, published=at(12)) for name in read), entries=[w.number for w in waiting]))
            say("shelved", read)
        loose = archive.documents([name for name, _ in archive.unclustered()])
        archive.record([opened("s" + loose[0].id, *loose[:-1])])
        archive.record([Grown(told("s" + loose[0].id, *loose), (loose[-1].id,))])
        say("told", [d.id for d in loose])
    say("finished", revision)
"""


def run(path: Path, number: int, delay: float) -> list[list[object]]:
    """Let a worker write for a moment, kill it, and return what it had said."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(path), str(number)], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(delay)
    worker.kill()
    said, _ = worker.communicate()
    lines = [first, *said.splitlines(keepends=True)]
    return [json.loads(line) for line in lines if line.endswith("\n")]


def prove(path: Path, kills: int, longest: float, seed: int) -> None:
    chance = random.Random(seed)
    said = [line for number in range(kills) for line in run(path, number, chance.uniform(0, longest))]
    names = {kind: [n for what, held in said if what == kind for n in held] for kind in ("kept", "shelved", "told")}
    finished = [held for what, held in said if what == "finished"]
    assert check(path) == ()
    with SqliteArchive(path, create=False) as archive:
        assert archive.keep(NARU, [item(n) for n in names["kept"]], (), at(13)).entries == 0
        assert len(archive.documents(names["shelved"])) == len(names["shelved"])
        stories = archive.stories(at(12, 0), at(13, 0), at(12, 0))
        members = [d.id for s in stories for d in s.documents]
        assert len(members) == len(set(members))
        assert set(names["told"]) <= set(members)
        assert archive.revision() >= max(finished, default=0)
        with archive.refreshing() as number:
            assert number > max(finished, default=0)
        # Every document came from a kept entry, once; what was cut off is still waiting.
        waiting = {w.entry.url for w in archive.waiting(100_000)}
        assert all(f"https://naru.example/{n}" in waiting for n in set(names["kept"]) - _documents(archive))
    with SqliteArchive(path) as archive, archive._database.read() as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT id) FROM documents").fetchone()[0] == len(
            _documents(archive)
        )


def _documents(archive: SqliteArchive) -> set[str]:
    with archive._database.read() as connection:
        return {row[0] for row in connection.execute("SELECT id FROM documents")}


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path):
    prove(tmp_path / "newsprism.db", kills=3, longest=0.4, seed=1)


@pytest.mark.proof
def test_twenty_kills_at_random_points_lose_nothing(tmp_path: Path):
    prove(tmp_path / "newsprism.db", kills=20, longest=1.5, seed=int(time.time()))
