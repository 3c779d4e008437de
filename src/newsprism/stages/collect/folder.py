"""Collecting from a folder: every file below it by the first collector that reads such a file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsprism.errors import InputError, MissingResource, PathNotFound, system_reason
from newsprism.protocols.stages import Collection, Collector, Visit
from newsprism.stages.collect.harvest import Harvest
from newsprism.stages.collect.visits import looks_new, visit_file
from newsprism.types.dropped import Dropped
from newsprism.types.source import Mark, SourceId

MAX_CONTENT = 256_000_000
"""Bytes of content after which a visit to a folder opens no further file; the next visit takes up the rest."""

_UNFINISHED = (".part", ".crdownload", ".partial")


class FolderCollector:
    """Reads a folder recursively, in sorted order; hidden files and the lock files of office programs are left out.

    Only files that are new or have changed since the last visit are opened (see `visits.visit_file`), those without a
    mark first, and none after MAX_CONTENT bytes of content: one drop `files_later` counts those left for the next
    visit. A source without an id is not visited again, and is read as a whole. A file that was deleted is no
    retraction. Reasons of drops, besides those of `collectors`: `unreadable_file`, `unsupported_format` (also for
    pipes and devices), `still_changing` (read at the next visit) and `collector_failed` (with the name of the
    exception; only the file at fault is lost).
    """

    def __init__(self, collectors: Sequence[Collector]) -> None:
        self._collectors = tuple(collectors)

    def accepts(self, place: str) -> bool:
        """Say whether `place` is a folder."""
        return os.path.isdir(place)

    def collect(self, visit: Visit) -> Collection:
        """Return what is new below the folder; raises PathNotFound when it is gone."""
        folder = Path(visit.source.place)
        if not os.path.isdir(folder):
            raise PathNotFound("그런 폴더가 없습니다", subject=str(folder), advice="폴더를 옮겼다면 출처를 고치세요.")
        found = Harvest()
        # A large file that changes every day must not keep those waiting that were never read.
        paths = sorted(_walk(folder, found), key=lambda path: visit.known(str(path)) is not None)
        size = later = 0
        for path in paths:
            if visit.source.id and size >= MAX_CONTENT:
                later += looks_new(visit, str(path))
                continue
            member = self._member(path, visit)
            size += sum(len(entry.content) for entry in member.entries)
            found.extend(member)
        if later:
            told = f"파일 {later}개는 다음에 읽는다(한 번에 {MAX_CONTENT // 1_000_000}MB 남짓까지)"
            found.drop("files_later", str(folder), told)
        whole = found.collection(str(folder))
        return replace(whole, unchanged=not (whole.entries or whole.dropped or whole.marks or whole.retracted))

    def _member(self, path: Path, visit: Visit) -> Collection:
        place = str(path)
        if path.name.lower().endswith(_UNFINISHED):
            detail = "아직 내려받는 중인 파일이다"
            return Collection((), (Dropped(place, "collect", "still_changing", place, detail),))
        member = replace(visit, source=replace(visit.source, place=place))
        # The folder remembers its files itself, so that a collector that keeps no marks is not asked twice either.
        alone = replace(member, source=replace(member.source, id=SourceId("")), known=nothing_known)
        return visit_file(member, lambda: read_with(self._collectors, alone))


def nothing_known(place: str) -> Mark | None:
    """Answer for a place that is visited for the first time, or only once."""
    return None


def read_with(collectors: Sequence[Collector], visit: Visit) -> Collection:
    """Return what the first collector that accepts the place gives; where it fails, that is a drop.

    Raises MissingResource: a damaged installation fails everywhere and must be said, not counted.
    """
    place = visit.source.place
    try:
        for collector in collectors:
            if collector.accepts(place):
                return collector.collect(visit)
    except MissingResource:
        raise
    except InputError as error:
        return Collection((), (Dropped(place, "collect", "unreadable_file", place, error.what),))
    except Exception as error:  # a stranger's collector may raise anything, and the other files are not at fault
        return Collection((), (Dropped(place, "collect", "collector_failed", place, type(error).__name__),))
    return Collection((), (Dropped(place, "collect", "unsupported_format", place, "이런 것을 읽는 수집기가 없다"),))


def _walk(folder: Path, found: Harvest) -> Iterator[Path]:
    """Depth first and sorted; a folder reached twice (a loop of links) is entered once."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not os.path.isdir(path):
                yield path
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            members = sorted(member for member in path.iterdir() if not member.name.startswith((".", "~$")))
        except OSError as error:
            found.drop("unreadable_file", str(path), f"열 수 없다: {system_reason(error)}")
            continue
        waiting.extend(reversed(members))
