"""A workspace: one folder with settings, sources, the user's reader types and the databases."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from newsprism.errors import InvalidSource, NewsPrismError, NoWorkspace, UnknownSource, UsageError, system_reason
from newsprism.formats.sources import append_source, change_source, drop_source, read_sources, source_id
from newsprism.types.source import Source, SourceId

SETTINGS = "newsprism.toml"
SOURCES = "sources.toml"
_SOURCES_HEAD = """# 소스의 목록. 직접 고쳐도 되고, newsprism add 와 newsprism sources 로 고쳐도 됩니다.
#
# [[source]]
# place = "https://example.com/rss.xml"   # 주소나 경로
# name = "나루일보"                        # 인쇄할 매체 이름(없으면 피드의 이름)
# full = true                             # 항목 뒤의 기사 페이지도 읽기
# paused = true                           # 쉬기
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places in a workspace's folder."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.folder / SETTINGS

    @property
    def readers(self) -> Path:
        """The folder of the user's own reader types."""
        return self.folder / "readers"

    @property
    def prompts(self) -> Path:
        """The folder of the newsroom's own prompts."""
        return self.folder / "prompts"

    @property
    def prices(self) -> Path:
        """What tokens of models cost, written by the user."""
        return self.folder / "prices.toml"

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return self.folder / "cache"

    @property
    def content(self) -> Path:
        """The database of entries, documents and stories."""
        return self.folder / "newsprism.db"

    @property
    def visits(self) -> Path:
        """The database of visits to sources."""
        return self.folder / "visits.db"

    @property
    def ledger(self) -> Path:
        """The list of editions that the schedule has made."""
        return self.folder / "issued.jsonl"

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of sources.toml; raises InvalidSource naming the place in the file."""
        return read_sources(self._text(), str(self._file))

    def source(self, source_id: str) -> Source:
        """Return one source by its id or place; raises UnknownSource."""
        return _one(self.sources(), source_id)

    def add(self, sources: Sequence[Source]) -> tuple[tuple[Source, ...], tuple[InvalidSource, ...]]:
        """Write sources at the end of the file; return them, and what is wrong with those that were left out.

        A source without an id gets one. One whose place or id is there already is left out.
        """
        with self._locked():
            there, added, faults = list(self.sources()), [], []
            places, ids = {s.place: s.id for s in there}, {s.id for s in there}
            for given in sources:
                source = given if given.id else replace(given, id=source_id(given.place, ids))
                fault = self._fault(source, places, ids)
                if fault:
                    faults.append(fault)
                    continue
                places[source.place] = source.id
                ids.add(source.id)
                added.append(source)
            if added:
                self._write(self._changed(lambda text: append_source(text, *added)))
            return tuple(added), tuple(faults)

    def remove(self, source_id: str) -> Source:
        """Take a source out of the file and return it; what was read from it stays."""
        with self._locked():
            source = self.source(source_id)
            self._write(self._changed(lambda text: drop_source(text, source.id)))
            return source

    def pause(self, source_id: str, paused: bool) -> Source:
        """Let a source rest, or be read again; return it as it is then."""
        with self._locked():
            source = self.source(source_id)
            if source.paused != paused:
                self._write(self._changed(lambda text: change_source(text, source.id, paused=paused)))
            return replace(source, paused=paused)

    def holds(self, path: Path) -> bool:
        """Say whether `path` is this workspace, a folder around it, or what it keeps for itself.

        Read as a source, it would bring back its own editions as news.
        """
        own = (
            self.settings,
            self._file,
            self.ledger,
            self.content,
            self.visits,
            self.readers,
            self.prompts,
            self.cache,
        )
        return path == self.folder or path in self.folder.parents or path in own

    def _fault(self, source: Source, places: Mapping[str, SourceId], ids: Collection[SourceId]) -> InvalidSource | None:
        other = places.get(source.place) or (source.id if source.id in ids else None)
        if other:
            return InvalidSource("이미 있는 소스입니다", subject=source.place, advice=f"id: {other}")
        try:
            append_source("", source)
        except InvalidSource as problem:
            # A line that was not written cannot be looked up: the error is to name the source, not the file.
            return InvalidSource(problem.what, subject=source.place, advice=problem.advice)
        return None

    def _changed(self, change: Callable[[str], str]) -> str:
        try:
            return change(self._text())
        except InvalidSource as problem:
            raise InvalidSource(problem.what, subject=str(self._file), advice=problem.advice) from problem

    @property
    def _file(self) -> Path:
        return self.folder / SOURCES

    def _text(self) -> str:
        try:
            return self._file.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as problem:
            told = system_reason(problem) if isinstance(problem, OSError) else "UTF-8이 아닙니다"
            raise InvalidSource(f"읽을 수 없습니다({told})", subject=str(self._file)) from problem

    def _write(self, text: str) -> None:
        replace_file(self._file, text)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time change the file: two at once would lose what one of them wrote."""
        try:
            folder = os.open(self.folder, os.O_RDONLY)
        except OSError as problem:
            raise NewsPrismError(
                f"열 수 없습니다({system_reason(problem)})",
                subject=str(self.folder),
                advice="폴더와 권한을 확인하세요.",
            ) from problem
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def find(start: Path | None = None, environment: str | None = None) -> Workspace:
    """Return the workspace named by `environment`, else the nearest one at or above `start` (default: here).

    Raises NoWorkspace.
    """
    if environment:
        folder = Path(environment)
        if not (folder / SETTINGS).is_file():
            raise NoWorkspace(
                "작업 공간이 아닙니다", subject=environment, advice=f"newsprism init {environment} 을 먼저."
            )
        return Workspace(folder.resolve())
    here = _here(start)
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return Workspace(folder)
    raise NoWorkspace(
        "작업 공간이 없습니다", subject=str(here), advice="newsprism init 으로 만들거나 --from 으로 파일을 주세요."
    )


def create(folder: Path, settings: str) -> Workspace:
    """Make a workspace in `folder` (made if missing) with the text of its settings; raises UsageError if one is there."""
    workspace = Workspace(folder.resolve())
    if workspace.settings.exists():
        raise UsageError("이미 작업 공간입니다", subject=str(folder), advice="newsprism add 로 소스를 더하세요.")
    try:
        workspace.readers.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise NewsPrismError(
            f"만들 수 없습니다({system_reason(problem)})", subject=str(folder), advice="다른 폴더를 고르세요."
        ) from problem
    replace_file(workspace.folder / SOURCES, _SOURCES_HEAD, keep=True)
    replace_file(workspace.settings, settings)
    return workspace


def _one(sources: tuple[Source, ...], source_id: str) -> Source:
    for source in sources:
        if SourceId(source_id) == source.id or source_id == source.place:
            return source
    there = ", ".join(s.id for s in sources[:8]) + (" …" if len(sources) > 8 else "")
    raise UnknownSource("그런 소스가 없습니다", subject=source_id, advice=f"있는 것: {there or '없음'}.")


def _here(start: Path | None) -> Path:
    try:
        return (start or Path.cwd()).resolve()
    except FileNotFoundError:  # the folder in which the shell stands was deleted
        raise NoWorkspace(
            "지금 있는 폴더가 지워졌습니다",
            subject=os.environ.get("PWD", "."),
            advice="cd 로 다른 폴더에 가서 실행하세요.",
        ) from None


def replace_file(path: Path, text: str, keep: bool = False) -> None:
    """Write a file at once, so that a reader never sees half of it, in a folder made if missing.

    `keep` leaves a file that is there. A link stays a link, and a file keeps its rights. Raises NewsPrismError.
    """
    if keep and path.exists():
        return
    name: str | None = None
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        rights = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, rights)
        os.replace(name, target)
    except OSError as problem:
        if name is not None:
            Path(name).unlink(missing_ok=True)
        raise NewsPrismError(
            f"쓸 수 없습니다({system_reason(problem)})", subject=str(path), advice="자리와 쓰기 권한을 확인하세요."
        ) from problem
