"""The stores that have to keep the contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsprism.protocols.stores import Archive
from newsprism.stores.sqlite.archive import SqliteArchive

Opening = Callable[[], Archive]
ARCHIVES = {"sqlite": lambda folder: SqliteArchive(folder / "newsprism.db")}


@pytest.fixture(params=ARCHIVES)
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Open the same archive as often as asked, each time as another process would."""
    opened_ones: list[Archive] = []

    def again() -> Archive:
        opened_ones.append(ARCHIVES[request.param](tmp_path))
        return opened_ones[-1]

    yield again
    for one in opened_ones:
        one.close()


@pytest.fixture
def archive(opening: Opening) -> Archive:
    return opening()
