"""One visit to a file: whether it has changed, whether it is being written, and what to remember of it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from newsprism.errors import PathNotFound, system_reason
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.streams import MAX_FILE
from newsprism.types.dropped import Dropped
from newsprism.types.source import Mark

RETRIED = frozenset({"unreadable_file", "missing_part", "still_changing", "collector_failed"})
"""Reasons that may be gone at the next visit without a change of the file: such a file gets no mark."""

_CHUNK = 1 << 20


def visit_file(visit: Visit, read: Callable[[], Collection]) -> Collection:
    """Return what `read` gives of the file at the source's place, with the mark for the next visit.

    A file whose time of change and size are those of the known mark is not opened; one whose content is known is not
    read. Of a file that changes while it is read nothing is taken (`still_changing`). A source without an id is not
    visited again, so there is no mark for it. Raises PathNotFound where there is nothing.
    """
    place = visit.source.place
    if not os.path.lexists(place):
        raise PathNotFound("그런 파일이나 폴더가 없습니다", subject=place, advice="경로를 확인하세요.")
    try:
        before = _state(place)
    except OSError as error:
        broken = os.path.islink(place)
        return _left_out("unreadable_file", place, "끊어진 링크다" if broken else f"열 수 없다: {system_reason(error)}")
    if before is None:
        # A pipe or a device could be read for ever.
        return _left_out("unsupported_format", place, "보통 파일이 아니다")
    return _visit(visit, place, before, read) if visit.source.id else _whole(place, before, read)


def looks_new(visit: Visit, place: str) -> bool:
    """Say whether the file at `place` has another time of change or size than its mark, without opening it."""
    known = visit.known(place)
    try:
        return known is None or known.modified != _state(place)
    except OSError:
        return False


def _visit(visit: Visit, place: str, before: str, read: Callable[[], Collection]) -> Collection:
    known = visit.known(place)
    if known is not None and known.modified == before:
        return Collection((), (), unchanged=True)
    try:
        mark = Mark(place, _digest(Path(place)), modified=before)
    except OSError as error:
        return _left_out("unreadable_file", place, f"파일을 열 수 없다: {system_reason(error)}")
    if known is not None and known.digest == mark.digest:
        return Collection((), (), (mark,), unchanged=True)
    found = _whole(place, before, read)
    if any(drop.reason in RETRIED for drop in found.dropped):
        return found
    return replace(found, marks=(*found.marks, mark))


def _whole(place: str, before: str, read: Callable[[], Collection]) -> Collection:
    found = read()
    try:
        after = _state(place)
    except OSError:
        after = None
    if after != before:
        return _left_out("still_changing", place, "읽는 동안 바뀌었다: 다 쓰인 다음에 다시 읽는다")
    return found


def _state(place: str) -> str | None:
    """Return time of change and size, or None for what is no regular file."""
    status = os.stat(place)
    return f"{status.st_mtime_ns}-{status.st_size}" if stat.S_ISREG(status.st_mode) else None


def _digest(path: Path) -> str:
    engine = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while size <= MAX_FILE and (chunk := file.read(_CHUNK)):
            engine.update(chunk)
            size += len(chunk)
    return engine.hexdigest()


def _left_out(reason: str, place: str, detail: str) -> Collection:
    return Collection((), (Dropped(place, "collect", reason, place, detail),))
