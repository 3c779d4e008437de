"""The only module that knows both contracts and implementations: it wires them into one object, the public API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from newsprism import plugins
from newsprism.config import Settings, load
from newsprism.diagnose import Check, checks
from newsprism.engines.local import LocalEngine
from newsprism.pipeline.brief import BriefMaking, Edition
from newsprism.pipeline.refresh import Reading, Refresh
from newsprism.pipeline.spread import SpreadExtractor
from newsprism.protocols.services import Progress, ReaderStore
from newsprism.protocols.stages import Collection, Renderer, Writer
from newsprism.stages.cluster.stage import OnePassClusterer
from newsprism.stages.collect.files import collect_paths
from newsprism.stages.compose.stage import EditionComposer
from newsprism.stages.dedupe.near import NearDeduplicator
from newsprism.stages.extract.digest import DigestExtractor
from newsprism.stages.extract.items import ItemExtractor
from newsprism.stages.extract.pages import PageExtractor
from newsprism.stages.extract.plain import PlainExtractor
from newsprism.stages.extract.records import RecordExtractor
from newsprism.stages.extract.route import RoutingExtractor
from newsprism.stages.rank.stage import InterestRanker
from newsprism.stages.verify.stage import EditionVerifier
from newsprism.stages.write.stage import Options as WriterOptions
from newsprism.stores.files.readers import shipped
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.brief import Brief, Cadence
from newsprism.types.document import Document
from newsprism.types.story import Story
from newsprism.types.verdict import VerificationReport


class Silence:
    """Progress that nobody watches."""

    def stage(self, label: str, total: int | None = None) -> None:
        """Take note of nothing."""

    def advance(self, steps: int = 1) -> None:
        """Take note of nothing."""


@dataclass(frozen=True)
class NewsPrism:
    """The engine: read, group into stories, brief, verify, render. Parts that need a model load it on first use."""

    settings: Settings
    progress: Progress

    @cached_property
    def readers(self) -> ReaderStore:
        """Reader types: the shipped ones and those of the user's folders."""
        return shipped(*self.settings.reader_folders)

    def read(self, paths: Sequence[Path]) -> Reading:
        """Return clean documents from files and folders, with what was left out and why."""
        return self._refresh.read(paths)

    def stories(self, documents: Sequence[Document]) -> tuple[Story, ...]:
        """Return the stories of `documents`, by first report."""
        return self._refresh.stories(documents)

    def brief(
        self, documents: Sequence[Document], reader_id: str, cadence: Cadence, issue: date | None = None
    ) -> Edition:
        """Return the verified edition for a reader type (an id, or the path of a TOML file)."""
        return self._making.make(documents, self.readers.get(reader_id), cadence, issue)

    def verify(self, brief: Brief, documents: Iterable[Document]) -> VerificationReport:
        """Run every check on a saved edition."""
        return EditionVerifier().verify(brief, documents)

    def render(self, brief: Brief, form: str) -> str:
        """Return the edition printed as `form` (one of `formats`)."""
        renderer: Renderer = plugins.factory("newsprism.renderers", form)()
        return renderer.render(brief)

    def formats(self) -> tuple[str, ...]:
        """Return the names of the installed renderers."""
        return plugins.names("newsprism.renderers")

    def diagnose(self) -> tuple[Check, ...]:
        """Return what works here, what is degraded, and what to do about it."""
        return checks()

    @cached_property
    def _analyzer(self) -> Analyzer:
        return Analyzer()

    @cached_property
    def _refresh(self) -> Refresh:
        engine = LocalEngine(self.settings.workers)
        extractor = RoutingExtractor(
            {
                "text/html": SpreadExtractor(PageExtractor(), engine),
                "text/plain": PlainExtractor(DigestExtractor()),
                "application/x-feed-item+json": ItemExtractor(),
                "application/x-document+json": RecordExtractor(),
            }
        )
        return Refresh(_collect, extractor, NearDeduplicator(), OnePassClusterer(self._analyzer), self.progress)

    @cached_property
    def _making(self) -> BriefMaking:
        writer: Writer = plugins.factory("newsprism.writers", "extractive")(
            self._analyzer, WriterOptions(summariser=self.settings.summariser)
        )
        return BriefMaking(
            self._refresh,
            InterestRanker(),
            writer,
            EditionComposer(),
            EditionVerifier(),
            self.progress,
            self.settings.closing_hour,
        )


def _collect(paths: Sequence[Path]) -> Collection:
    collectors = [plugins.factory("newsprism.collectors", name)() for name in plugins.names("newsprism.collectors")]
    return collect_paths(collectors, paths)


def build(settings: Settings | None = None, progress: Progress | None = None) -> NewsPrism:
    """Return an engine with the settings of the environment (or `settings`)."""
    return NewsPrism(settings or load(), progress or Silence())
