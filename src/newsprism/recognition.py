"""What a place is that somebody wants to read: an address, a file, a folder, or a list of such places."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsprism.errors import InvalidSource, UnreadableFile, system_reason
from newsprism.protocols.services import Fetcher
from newsprism.protocols.stages import Collector, Visit
from newsprism.types.source import Source, SourceId

if TYPE_CHECKING:
    from newsprism.formats.opml import OpmlOutline

FOLDER = "folder"
"""The kind of a folder, whose files are read by the collectors of files."""
WEB_KINDS = frozenset({"feed", "sitemap", "page"})
"""Kinds whose places are addresses."""
_FILES = "files"
_PASSING = frozenset({"empty_file", "empty_row", "still_changing"})
_READABLE = "글, 웹 페이지, 문서, 표, 메일 파일이나 피드의 주소를 주세요."


@dataclass(frozen=True, slots=True)
class Recognition:
    """Finds out what places are, with the collectors by name and the way to the web, which is opened when needed."""

    collectors: Mapping[str, Collector]
    web: Callable[[], Fetcher]
    now: Callable[[], datetime]

    def collector(self, kind: str) -> Collector:
        """Return the collector of this name; raises InvalidSource naming those that exist."""
        if kind not in self.collectors:
            there = ", ".join(sorted(self.collectors))
            raise InvalidSource(f"그런 종류의 소스는 없습니다: {kind!r}", subject="kind", advice=f"있는 것: {there}.")
        return self.collectors[kind]

    def sources(self, place: str, kind: str | None = None) -> Sequence[Source]:
        """Return the sources that `place` is, without ids; `kind` says what it is.

        Raises InvalidSource for what is no source, and FetchFailed for an address that gives nothing.
        """
        path = local_path(place)
        local = bool(place) and os.path.exists(path)
        if kind is not None:
            self.collector(kind)
            return [_source(kind, str(path) if local and kind not in WEB_KINDS else place)]
        return self._of_path(path) if local else self._of_address(place)

    def _of_path(self, path: Path) -> Sequence[Source]:
        if path.is_dir():
            return [_source(FOLDER, str(path))]
        if path.suffix.lower() == ".opml":
            return [self._outlined(outline) for outline in _opml(path)]
        kinds = (name for name, c in self.collectors.items() if name not in WEB_KINDS and c.accepts(str(path)))
        source = _source(next(kinds, _FILES), str(path))
        self._try(source)
        return [source]

    def _of_address(self, place: str) -> Sequence[Source]:
        from newsprism.stages.collect.discovery import discover

        return [_source(c.kind, c.place, c.name) for c in discover(place, self.web()).sources]

    def _outlined(self, outline: OpmlOutline) -> Source:
        # Lists of other programs have words of their own for what is a feed after all.
        return _source(outline.kind if outline.kind in self.collectors else "feed", outline.xml_url, outline.title)

    def _try(self, source: Source) -> None:
        """Raise InvalidSource for a file in which nothing can be read; an empty one may fill later."""
        from newsprism.stages.collect.files import NoWeb
        from newsprism.stages.collect.folder import nothing_known

        found = self.collector(source.kind).collect(Visit(source, NoWeb(), nothing_known, self.now()))
        for drop in found.dropped if not found.entries and not found.retracted else ():
            if drop.reason not in _PASSING:
                raise InvalidSource(
                    f"읽을 것이 없습니다: {drop.detail or drop.reason}", subject=source.place, advice=_READABLE
                )


def local_path(place: str) -> Path:
    """Return the path that `place` is if it is one; never raises, as any address may be given."""
    return Path(os.path.realpath(os.path.expanduser(place)))


def _opml(path: Path) -> tuple[OpmlOutline, ...]:
    from newsprism.formats.opml import read_opml

    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            f"읽을 수 없습니다({system_reason(problem)})", subject=str(path), advice="파일과 권한을 확인하세요."
        ) from problem
    found = read_opml(content, str(path))
    if not found:
        raise InvalidSource("소스가 하나도 없는 목록입니다", subject=str(path), advice="xmlUrl 이 있는 OPML을 주세요.")
    return found


def _source(kind: str, place: str, name: str | None = None) -> Source:
    return Source(SourceId(""), kind, place, name)
