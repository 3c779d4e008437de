"""A workspace at work: its sources, its archive and what is made of them; the second half of the public API.

`assemble` wires the stages; here they meet the parts that a workspace adds: the web, the databases, the schedule.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsprism.assemble import NewsPrism, build, check_writer, collectors, extractor_of, local_engine
from newsprism.config import Settings, load, origin, template
from newsprism.curation import Curation
from newsprism.errors import InvalidSetting, InvalidSource, NothingInWindow, StoreFault, UnknownReader, UsageError
from newsprism.formats.documents import dumps
from newsprism.pipeline.issuing import Issuing
from newsprism.protocols.services import Progress
from newsprism.readership import Readership
from newsprism.recognition import FOLDER, WEB_KINDS, Recognition, local_path
from newsprism.stores.files.ledger import Ledger
from newsprism.stores.files.workspace import Workspace, create, find, replace_file
from newsprism.types.source import Source, SourceHealth, SourceId

if TYPE_CHECKING:
    from newsprism.generation import Quote
    from newsprism.net.web import Web
    from newsprism.pipeline.brief import BriefMaking, Edition
    from newsprism.pipeline.digest import DigestMaking
    from newsprism.protocols.stores import Archive, VisitLog
    from newsprism.scheduling.clockwork import Ran
    from newsprism.stores.sqlite.manifest import Manifest
    from newsprism.types.brief import Cadence
    from newsprism.types.refresh import RefreshReport
    from newsprism.types.search import Found
    from newsprism.types.story import Story

WORKSPACE_VARIABLE = "NEWSPRISM_WORKSPACE"
"""Names the folder of the workspace; without it the nearest one at or above the current folder is used."""
_WAITING = "다음 시각을 기다리는 중"
_HEALTH = timedelta(days=60)
_DAY = timedelta(days=1)
_LEEWAY = timedelta(minutes=1)


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Newsroom(Readership, Curation):
    """A workspace with everything that works on it; use it as a context, so that its databases are closed."""

    workspace: Workspace
    engine: NewsPrism
    now: Callable[[], datetime] = now
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Newsroom:
        return self

    def __exit__(self, *exception: object) -> None:
        self._open.close()

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of the workspace; raises InvalidSource for a sources file that is not right."""
        return self.workspace.sources()

    def add(
        self, place: str, name: str | None = None, kind: str | None = None, full: bool = False
    ) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """Find out what `place` is and add it; return the new sources, and a line for each that was left out.

        Raises InvalidSource for what is no source, and FetchFailed for an address that gives nothing.
        """
        if self.workspace.holds(local_path(place)):
            raise InvalidSource(
                "작업 공간은 그 자신의 소스가 되지 못합니다", subject=place, advice="기사를 둔 폴더를 주세요."
            )
        found = (replace(s, name=name or s.name, full=full or s.full) for s in self._recognition.sources(place, kind))
        added, faults = self.workspace.add(list(found))
        return added, tuple(str(fault) for fault in faults)

    def remove(self, source: str) -> Source:
        """Take a source out; what was read from it stays. Raises UnknownSource."""
        return self.workspace.remove(source)

    def pause(self, source: str, paused: bool) -> Source:
        """Let a source rest, or be read again. Raises UnknownSource."""
        return self.workspace.pause(source, paused)

    def opml(self) -> str:
        """Return the sources as OPML."""
        from newsprism.formats.opml import write_opml

        return write_opml(self.sources())

    def refresh(self, only: Sequence[str] = ()) -> RefreshReport:
        """Read the sources (or those named in `only`), and let the stories grow by what is new.

        Raises UnknownSource, UsageError for a source of `only` that is paused, and StoreBusy when another refresh runs.
        """
        from newsprism.pipeline.refresh import Refresh
        from newsprism.stages.dedupe.near import NearDeduplicator
        from newsprism.stages.extract.items import ItemExtractor

        chosen, settings = self._chosen(only), self.engine.settings
        refresh = Refresh(
            self.archive,
            self.log,
            self._recognition.collector,
            self.web,
            ItemExtractor,
            extractor_of(),
            local_engine(settings),
            self.engine.indexer,
            NearDeduplicator(),
            self.engine.clusterer,
            self.engine.progress,
            self.now,
            settings.connections,
        )
        return refresh.run(chosen)

    def search(self, words: str, limit: int = 20) -> tuple[Found, ...]:
        """Return the best documents for a query; raises InvalidQuery."""
        from newsprism.stages.index.query import KoreanQueryReader

        return self.archive.search(KoreanQueryReader(self.engine.analyzer).read(words), limit)

    def stories(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories with news published in ``[start, end)``, with their documents of that time."""
        from newsprism.pipeline.supply import ArchiveSupply
        from newsprism.pipeline.threads import settled

        return settled(ArchiveSupply(self.archive, self._cut, self.archive.revision()).stories(start, start, end))

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the oldest and the newest document in the archive were published."""
        return self.archive.span()

    def brief(
        self, reader_id: str, cadence: Cadence, issue: date | None = None, days: int | None = None
    ) -> tuple[Edition, bool]:
        """Return the edition, and whether it is the same as when it was first made.

        Once its closing has passed, an edition is pinned to the state of the archive that it was made from, so that it
        comes out the same again whatever is read later, and its picks count as sent: the next edition brings them only
        with something new. `days` is how long the period of a digest is. Raises as `NewsPrism.brief` does.
        """
        with self._telling_of_the_workspace():
            reader = self.engine.readers.get(reader_id)
            return self._issuing(self.engine.maker(cadence, days)).issue(reader, cadence, issue)

    def preview(self, reader_id: str, cadence: Cadence, issue: date | None = None, days: int | None = None) -> Quote:
        """Return what a model would be asked for an edition; nothing is asked, pinned or sent."""
        reader = self.engine.readers.get(reader_id)
        with self._telling_of_the_workspace():
            return self.engine.previewed(lambda m: self._issuing(m).preview(reader, cadence, issue), cadence, days)

    def run(self, once: bool = False, tell: Callable[[str], None] = print) -> Ran:
        """Refresh and make the editions of the settings at their times until stopped; `once`: what is due now.

        `tell` takes one line for people: what was done, and faults, which end nothing. Raises InvalidSetting for what
        could never be made.
        """
        from newsprism.pipeline.schedule import Due, Plan
        from newsprism.scheduling.clockwork import Clockwork, Duties

        self._check_plan()
        settings, ledger = self.engine.settings, Ledger(self.workspace.ledger)
        plan = Plan(
            zone=settings.zone,
            since=ledger.since(self.now()),
            editions=settings.planned,
            daily_at=time.fromisoformat(settings.daily_at),
            weekly_at=time.fromisoformat(settings.weekly_at),
            closing_hour=settings.closing_hour,
            refresh_every=timedelta(minutes=settings.refresh_minutes),
            catch_up=timedelta(days=settings.catch_up_days),
        )

        def refresh() -> None:
            found = self.refresh()
            tell(f"새로 읽음: 소스 {found.sources}곳, 새 문서 {found.new:,}건, 실패 {len(found.failed)}곳")
            for failure in found.failed:
                tell(f"읽지 못함 {failure.source_id}: {failure.fault}")
            self.engine.progress.stage(_WAITING)

        def make(due: Due) -> None:
            file = self._issue(due.cadence, due.reader, due.issue)
            ledger.enter(due.cadence, due.reader, due.issue, self.now(), file)
            tell(f"만듦: {file}")
            self.engine.progress.stage(_WAITING)

        duties = Duties(refresh, make, ledger.made, tell)
        return Clockwork(plan, duties, refreshed=self._refreshed(), now=self.now).run(once=once)

    def health(self) -> tuple[SourceHealth, ...]:
        """Return how each source is doing."""
        from newsprism.pipeline.health import health

        at = self.now()
        since = at - _HEALTH
        # A workspace that was never refreshed has no databases, and looking at it makes none.
        figures = self.archive.figures(since) if self.workspace.content.exists() else {}
        visited = self.workspace.visits.exists()
        return tuple(
            health(s, self.log.visits(s.id, since) if visited else (), figures.get(s.id), at, window=_HEALTH)
            for s in self.sources()
        )

    def faults(self) -> tuple[str, ...]:
        """Check the databases and return what is wrong with them, a line each; nothing before the first refresh."""
        from newsprism.stores.sqlite.check import check

        content, visits = self.workspace.content, self.workspace.visits
        found = check(content) if content.exists() or visits.exists() else ()
        try:
            if visits.exists():
                self.log.visits(SourceId(""), self.now())
        except StoreFault as problem:
            return (*found, str(problem))
        return found

    def export(self, target: Path) -> str:
        """Write the whole workspace to one archive file and return a line about it."""
        from newsprism.stores.sqlite.transfer import export_workspace

        self.engine.progress.stage("담기")
        _ = self.archive  # before the first refresh nothing is in it, but it is part of a workspace
        return _told(export_workspace(self.workspace.folder, target))

    @cached_property
    def archive(self) -> Archive:
        """The content of the workspace; opened on first use."""
        from newsprism.stores.sqlite.archive import SqliteArchive

        return self._open.enter_context(SqliteArchive(self.workspace.content))

    @cached_property
    def log(self) -> VisitLog:
        """The bookkeeping of visits."""
        from newsprism.stores.sqlite.visits import SqliteVisitLog

        return self._open.enter_context(SqliteVisitLog(self.workspace.visits))

    @cached_property
    def web(self) -> Web:
        """The way to the web."""
        from newsprism.net.options import MEGABYTE, Options
        from newsprism.net.web import Web

        settings = self.engine.settings
        options = Options(
            contact=settings.contact,
            allowed_hosts=frozenset(settings.allow_hosts),
            limit=settings.fetch_megabytes * MEGABYTE,
            read=min(Options().read, settings.timeout),
            total=settings.timeout,
            delay=settings.host_delay,
            per_host=settings.host_connections,
            concurrency=settings.connections,
        )
        return self._open.enter_context(Web(options))

    @cached_property
    def _recognition(self) -> Recognition:
        from newsprism.stages.collect.folder import FolderCollector

        installed = collectors()
        folder = FolderCollector([c for name, c in installed.items() if name not in WEB_KINDS])
        return Recognition({**installed, FOLDER: folder}, lambda: self.web, self.now)

    def _issuing(self, making: BriefMaking | DigestMaking) -> Issuing:
        return Issuing(self.archive, making, self._cut, lambda brief: self.engine.render(brief, "json"), self.now)

    def _chosen(self, only: Sequence[str]) -> list[Source]:
        chosen = list(dict.fromkeys(self.workspace.source(one) for one in only))
        for source in chosen:
            if source.paused:
                advice = f"newsprism sources resume {source.id} 로 다시 읽게 하세요."
                raise UsageError("쉬는 소스입니다", subject=source.id, advice=advice)
        return chosen or list(self.sources())

    @contextmanager
    def _telling_of_the_workspace(self) -> Iterator[None]:
        """Let an error about articles that are not there say what to do in a workspace."""
        try:
            yield
        except NothingInWindow as problem:
            what, advice = problem.what, "--on 으로 다른 발행일을 고르거나 newsprism refresh 로 새로 읽으세요."
            if self.span() is None:
                what = "날짜 있는 기사가 아직 없습니다"
                advice = f"newsprism {'refresh 로 소스를 읽으' if self.sources() else 'add 로 소스를 더하'}세요."
            raise NothingInWindow(what, subject=str(self.workspace.folder), advice=advice) from problem

    def _check_plan(self) -> None:
        """Say now what would fail at seven in the morning."""
        settings, formats = self.engine.settings, self.engine.formats()

        def wrong(name: str, what: str, advice: str) -> InvalidSetting:
            return InvalidSetting(what, subject=origin(name, self.workspace.settings), advice=advice)

        for _, reader in settings.planned:
            try:
                self.engine.readers.get(reader)
            except UnknownReader as problem:
                raise wrong("editions", f"{problem.what}: {reader!r}", problem.advice) from problem
        for form in settings.formats:
            if form not in formats:
                raise wrong("formats", f"그런 출력 형식이 없습니다: {form!r}", f"있는 것: {', '.join(formats)}.")

    def _cut(self, story: Story, end: datetime) -> Story | None:
        """Return the story as it stood before `end`; without the clusterer, so that an edition waits for no matrices."""
        from newsprism.stages.cluster.timeline import until

        return until(story, end)

    def _refreshed(self) -> datetime | None:
        """Return when the last refresh of all sources began at the earliest; None if that is a day ago or more."""
        since = self.now() - _DAY
        last = [max((v.at for v in self.log.visits(s.id, since)), default=None) for s in self.sources() if not s.paused]
        known = [at for at in last if at is not None and at >= since]
        # A visit is noted when it ends; somebody who runs this every half hour means each time to refresh.
        return min(known) - _LEEWAY if known and len(known) == len(last) else None

    def _issue(self, cadence: Cadence, reader: str, issue: date) -> Path:
        """Write an edition in all set formats, with the documents that it cites, and return the path of its record."""
        settings = self.engine.settings
        folder = self.workspace.folder / settings.output
        edition, _ = self.brief(reader, cadence, issue)
        # A reader may be named by the path of a file.
        stem = f"{cadence}-{self.engine.readers.get(reader).id}-{issue.isoformat()}"
        replace_file(folder / f"{stem}.documents.jsonl", "".join(f"{dumps(d)}\n" for d in edition.cited))
        for form in dict.fromkeys((*settings.formats, "json")):
            replace_file(folder / f"{stem}.{form}", self.engine.render(edition.brief, form))
        return folder / f"{stem}.json"


def find_workspace(folder: Path | None = None) -> Workspace:
    """Return the workspace of `folder`, of the variable NEWSPRISM_WORKSPACE, or the nearest one above the current folder.

    Raises NoWorkspace.
    """
    return find(folder, None if folder else os.environ.get(WORKSPACE_VARIABLE))


def open_newsroom(
    folder: Path | None = None, progress: Progress | None = None, settings: Settings | None = None
) -> Newsroom:
    """Open a workspace (see `find_workspace`) with its own settings or `settings`.

    Raises NoWorkspace and InvalidSetting.
    """
    workspace = find_workspace(folder)
    chosen = _at_home(settings, workspace) if settings else workspace_settings(workspace)
    return Newsroom(workspace, build(chosen, progress, workspace.folder))


def workspace_settings(workspace: Workspace) -> Settings:
    """Return the settings of a workspace, with its own folder of reader types; raises InvalidSetting naming the file."""
    settings = _at_home(load(file=workspace.settings), workspace)
    check_writer(settings.writer, origin("writer", workspace.settings))
    return settings


def _at_home(settings: Settings, workspace: Workspace) -> Settings:
    """Return the settings with the workspace's folder of reader types, where there is one."""
    if not workspace.readers.is_dir() or workspace.readers in settings.reader_folders:
        return settings
    return replace(settings, readers=os.pathsep.join(map(str, (workspace.readers, *settings.reader_folders))))


def init_workspace(folder: Path) -> Path:
    """Make a workspace with default settings and return its folder; raises UsageError when one is there."""
    return create(folder, template()).folder


def move_in(archive: Path, folder: Path) -> str:
    """Unpack an exported workspace into a new or empty folder and return a line about it.

    Raises UsageError for a folder in use, UnreadableFile for what export has not written, and StoreFault.
    """
    from newsprism.stores.sqlite.transfer import import_workspace

    if folder.exists() and folder.resolve() == Path.cwd():
        # It takes the place of the folder as a whole: a shell would be left standing in one that is gone.
        raise UsageError("지금 있는 폴더에는 풀 수 없습니다", subject=str(folder), advice="새 폴더의 이름을 주세요.")
    return f"{folder.resolve()} ({_told(import_workspace(archive, folder))})"


def _told(manifest: Manifest) -> str:
    return f"파일 {len(manifest.members)}개, {manifest.size / 1e6:,.1f}MB, {manifest.made_at:%Y-%m-%d %H:%M}에 담음"
