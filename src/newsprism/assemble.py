"""The only module that knows both contracts and implementations: it wires them into one object, the public API.

Implementations are imported where they are first needed: a list of readers should not wait for parsers and matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsprism import plugins
from newsprism.config import Settings, cache_folder, embeddings_key, invalid, load
from newsprism.pipeline.silence import Silence
from newsprism.pipeline.soundness import sound
from newsprism.protocols.services import Progress, ReaderStore
from newsprism.stores.files.readers import shipped

if TYPE_CHECKING:
    from newsprism.diagnose import Check
    from newsprism.generation import Quote
    from newsprism.pipeline.batch import Batch, Reading
    from newsprism.pipeline.brief import BriefMaking, Edition
    from newsprism.pipeline.digest import DigestMaking
    from newsprism.pipeline.supply import DocumentSupply
    from newsprism.protocols.services import Appraiser, Embedder, Engine, Generator
    from newsprism.protocols.stages import (
        Clusterer,
        Collection,
        Collector,
        Extractor,
        Indexer,
        ItemTranslator,
        Renderer,
        Verifier,
        Writer,
    )
    from newsprism.text.ko.tokens import Analyzer
    from newsprism.types.brief import Brief, Cadence, DigestItem, Pick
    from newsprism.types.document import Document, MediaType
    from newsprism.types.story import Story
    from newsprism.types.verdict import VerificationReport

_ORDER = {"bigkinds": 1, "parquet": 1, "mailbox": 1, "feed": 2, "sitemap": 2, "page": 3, "files": 4}
"""Where a collector is asked among the others; `files` accepts every file and folder, so it comes last."""


@dataclass(frozen=True)
class NewsPrism:
    """The engine: read, group into stories, brief, verify, render. Parts that need a model load it on first use.

    `home` is the folder of the workspace whose prompts, prices and kept answers of models are used, if there is one.
    """

    settings: Settings
    progress: Progress
    home: Path | None = None

    @cached_property
    def readers(self) -> ReaderStore:
        """Reader types: the shipped ones and those of the user's folders."""
        return shipped(*self.settings.reader_folders)

    def read(self, paths: Sequence[Path]) -> Reading:
        """Return clean documents from files and folders, with what was left out and why."""
        return self.batch.read(paths)

    def stories(self, documents: Sequence[Document]) -> tuple[Story, ...]:
        """Return the stories of `documents`, by first report; raises InputError for documents that are not sound."""
        return self.batch.stories(sound(documents))

    def brief(
        self,
        documents: Sequence[Document],
        reader_id: str,
        cadence: Cadence,
        issue: date | None = None,
        days: int | None = None,
    ) -> Edition:
        """Return the verified edition for a reader type (an id, or the path of a TOML file).

        `days` is how long the period of a digest is. Further editions from the same tuple of documents, as `read`
        gives it, share its stories.
        """
        making = self.maker(cadence, days)
        return making.make(self._supply(documents), self.readers.get(reader_id), cadence, issue)

    def preview(
        self,
        documents: Sequence[Document],
        reader_id: str,
        cadence: Cadence,
        issue: date | None = None,
        days: int | None = None,
    ) -> Quote:
        """Return what a model would be asked for an edition; nothing is asked. Raises as `brief` does."""
        reader, supply = self.readers.get(reader_id), self._supply(documents)
        return self.previewed(lambda making: making.make(supply, reader, cadence, issue), cadence, days)

    def _supply(self, documents: Sequence[Document]) -> DocumentSupply:
        """Return what editions from `documents` are made of: the last one again for the very tuple that it holds."""
        from newsprism.pipeline.supply import DocumentSupply

        if not isinstance(documents, tuple):
            return DocumentSupply(sound(documents), self.batch)
        held = self._supplies.get("last")
        if held is None or held.documents is not documents:
            held = self._supplies["last"] = DocumentSupply(sound(documents), self.batch)
        return held

    @cached_property
    def _supplies(self) -> dict[str, DocumentSupply]:
        return {}

    def previewed(
        self,
        make: Callable[[BriefMaking | DigestMaking], object],
        cadence: Cadence = "weekly",
        days: int | None = None,
    ) -> Quote:
        """Return what a model would be asked while `make` makes an edition; raises GenerationStopped without a model, InvalidPrompt."""
        from newsprism.generation import previewing, quote

        preview = previewing(self.generator, self.home)
        make(self.maker(cadence, days, preview))
        return quote(self.settings, self.home, preview)

    def maker(
        self, cadence: Cadence, days: int | None = None, model: Generator | None = None
    ) -> BriefMaking | DigestMaking:
        """Return the pipeline that makes editions of this cadence, with a writer that asks `model` if it asks one."""
        if cadence != "digest":
            return self._making(model) if model else self.making
        making = self._digesting(model) if model else self.digesting
        return replace(making, days=days) if days else making

    def verify(self, brief: Brief, documents: Iterable[Document]) -> VerificationReport:
        """Run every check on a saved edition."""
        from newsprism.stages.verify import Options
        from newsprism.stages.verify.stage import EditionVerifier

        return EditionVerifier(Options(meaning=self.settings.meaning != "none", verbatim=0)).verify(brief, documents)

    def render(self, brief: Brief, form: str) -> str:
        """Return the edition printed as `form` (one of `formats`)."""
        return _renderer(form).render(brief)

    def explain(self, pick: Pick | DigestItem) -> str:
        """Return why a pick or an item was chosen, in one sentence."""
        from newsprism.stages.rank.explain import sentence

        return sentence(pick.reasons)

    def formats(self) -> tuple[str, ...]:
        """Return the names of the installed renderers."""
        return plugins.names("newsprism.renderers")

    def format_of(self, suffix: str) -> str | None:
        """Return the name of the renderer that makes files with this suffix (``.html``), or None."""
        names = self.formats()
        if suffix.removeprefix(".") in names:
            return suffix.removeprefix(".")
        return next((name for name in names if _renderer(name).suffix == suffix), None)

    def prepare(self) -> None:
        """Begin to load the analyser in another process: one edition, made in a process just started, waits less."""
        self.analyzer.load_ahead()

    def diagnose(self) -> tuple[Check, ...]:
        """Return what works here, what is degraded, and what to do about it."""
        from newsprism.diagnose import checks

        return checks(lambda: self.embedder, self.settings, self.home, lambda: self.appraiser)

    @cached_property
    def analyzer(self) -> Analyzer:
        """The Korean analyser; its model is loaded at the first text."""
        from newsprism.text.ko.tokens import Analyzer

        return Analyzer()

    @cached_property
    def indexer(self) -> Indexer:
        """Says what documents are found and compared by."""
        from newsprism.stages.index.stage import MorphemeIndexer

        return MorphemeIndexer(self.analyzer)

    @cached_property
    def embedder(self) -> Embedder | None:
        """Says how near texts are in meaning, None without one; vectors are remembered in the user's cache."""
        return _embedder(self.settings)

    @cached_property
    def appraiser(self) -> Appraiser | None:
        """Reads reports and says what they are worth to the shipped reader types; None where words alone decide."""
        from newsprism.stages.embed.appraise import appraiser

        folder, how = cache_folder(), self.settings.appraiser
        where = folder / "e5", folder / "vectors", self.settings.workers
        return None if how == "none" else appraiser(*where, needed=how == "e5")

    @cached_property
    def generator(self) -> Generator:
        """The generative model; it is not asked before a writer asks it."""
        from newsprism.generation import generator

        return generator(self.settings, self.home)

    @cached_property
    def clusterer(self) -> Clusterer:
        """Turns documents into stories."""
        from newsprism.stages.cluster.stage import OnePassClusterer

        return OnePassClusterer()

    @cached_property
    def batch(self) -> Batch:
        """The pipeline over files."""
        from newsprism.pipeline.batch import Batch
        from newsprism.stages.dedupe.near import NearDeduplicator

        extractor = extractor_of(local_engine(self.settings))
        return Batch(_collect, extractor, self.indexer, NearDeduplicator(), self.clusterer, self.progress)

    @cached_property
    def making(self) -> BriefMaking:
        """The pipeline from stories to an edition."""
        return self._making(None)

    def _making(self, model: Generator | None) -> BriefMaking:
        """Return the pipeline with a writer that asks `model` (default: that of the settings), if it asks one at all."""
        from newsprism.pipeline.brief import BriefMaking
        from newsprism.stages.compose.stage import EditionComposer
        from newsprism.stages.rank.stage import InterestRanker
        from newsprism.stages.rank.stage import Options as Ranking
        from newsprism.stages.write.stage import Options

        options = Options(summariser=self.settings.summariser)
        factory = plugins.factory("newsprism.writers", self.settings.writer)
        if getattr(factory, "generative", False):
            from newsprism.generation import writing

            options = writing(self.settings, self.home, model or self.generator)
        writer: Writer = factory(self.analyzer, options)
        return BriefMaking(
            InterestRanker(Ranking(translates=writer.generative), self.appraiser),
            writer,
            EditionComposer(),
            self._verifier(model),
            self.progress,
            self.settings.closing_hour,
            self.settings.zone,
        )

    @cached_property
    def digesting(self) -> DigestMaking:
        """The pipeline from the reports of a period to a digest."""
        return self._digesting(None)

    def _digesting(self, model: Generator | None) -> DigestMaking:
        """Return the pipeline, with a translator that asks `model` (default: that of the settings) where a model writes."""
        from newsprism.pipeline.digest import DigestMaking
        from newsprism.pipeline.filling import Editing
        from newsprism.stages.compose.digest import CoverComposer
        from newsprism.stages.digest import sections
        from newsprism.stages.digest.reports import reports_of
        from newsprism.stages.digest.stage import OutlineItemWriter
        from newsprism.stages.rank.stage import InterestRanker

        others = (sections.INDUSTRY, sections.POLICY)
        return DigestMaking(
            InterestRanker(),
            Editing(reports_of, sections.FOCUS, others, sections.section_of, sections.was_focus),
            OutlineItemWriter(self.analyzer),
            CoverComposer(),
            self._verifier(model),
            self.progress,
            self.settings.closing_hour,
            self.settings.zone,
            translator=self._translator(model),
        )

    def _verifier(self, model: Generator | None) -> Verifier:
        """Return the checks, with what the settings say of the meaning of written sentences."""
        from newsprism.stages.verify import Options
        from newsprism.stages.verify.stage import EditionVerifier

        settings, opinion = self.settings, None
        if settings.meaning == "model":
            from newsprism.generation import second_opinion

            opinion = second_opinion(settings, self.home, model or self.generator)
        options = Options(meaning=settings.meaning != "none", verbatim=settings.verbatim)
        return EditionVerifier(options, self.embedder if settings.meaning == "vectors" else None, opinion)

    def _translator(self, model: Generator | None) -> ItemTranslator | None:
        if not getattr(plugins.factory("newsprism.writers", self.settings.writer), "generative", False):
            return None
        from newsprism.generation import translating
        from newsprism.stages.digest.summary import summary_of
        from newsprism.stages.write.generated.items import ReportTranslator

        return ReportTranslator(translating(self.settings, self.home, model or self.generator), summary_of)


def collectors() -> dict[str, Collector]:
    """Return the installed collectors by name, strangers' first: ours would leave them nothing."""
    names = sorted(plugins.names("newsprism.collectors"), key=lambda name: (_ORDER.get(name, 0), name))
    return {name: plugins.factory("newsprism.collectors", name)() for name in names}


def _collect(paths: Sequence[Path]) -> Collection:
    from newsprism.stages.collect.files import collect_paths

    return collect_paths(list(collectors().values()), paths)


def local_engine(settings: Settings) -> Engine:
    """Return the engine that spreads work over the processes of the settings."""
    from newsprism.engines.local import LocalEngine

    return LocalEngine(settings.workers)


def extractor_of(engine: Engine | None = None) -> Extractor:
    """Return the extractor of every kind of entry; `engine` spreads those whose cost is in each entry."""
    from newsprism.pipeline.spread import SpreadExtractor
    from newsprism.stages.extract.digest import DigestExtractor
    from newsprism.stages.extract.items import ItemExtractor
    from newsprism.stages.extract.mail import MailExtractor
    from newsprism.stages.extract.paged.extractor import DocxExtractor, HwpExtractor, HwpxExtractor, PdfExtractor
    from newsprism.stages.extract.pages import PageExtractor
    from newsprism.stages.extract.plain import PlainExtractor
    from newsprism.stages.extract.records import RecordExtractor
    from newsprism.stages.extract.route import RoutingExtractor

    pages: Extractor = PageExtractor()
    plain = PlainExtractor(DigestExtractor())
    costly: dict[MediaType, Extractor] = {
        "text/html": pages,
        "application/pdf": PdfExtractor(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DocxExtractor(),
        "application/x-hwp": HwpExtractor(),
        "application/hwp+zip": HwpxExtractor(),
    }
    return RoutingExtractor(
        {
            **{kind: SpreadExtractor(one, engine) if engine else one for kind, one in costly.items()},
            "text/plain": plain,
            "message/rfc822": MailExtractor(pages, plain),
            "application/x-feed-item+json": ItemExtractor(),
            "application/x-document+json": RecordExtractor(),
        }
    )


def _embedder(settings: Settings) -> Embedder | None:
    if settings.embedder == "none":
        return None
    from newsprism.stages.embed.cache import CachedEmbedder
    from newsprism.stages.embed.e5 import e5
    from newsprism.stages.embed.endpoint import EndpointEmbedder

    folder = cache_folder()
    if settings.embedder == "e5":
        found: Embedder = e5(folder / "e5", settings.workers)
    else:
        found = EndpointEmbedder(settings.embeddings_url, settings.embeddings_model, embeddings_key())
    return CachedEmbedder(found, folder / "vectors")


def _renderer(name: str) -> Renderer:
    renderer: Renderer = plugins.factory("newsprism.renderers", name)()
    return renderer


def build(settings: Settings | None = None, progress: Progress | None = None, home: Path | None = None) -> NewsPrism:
    """Return an engine with the settings of the environment (or `settings`), and `home` as in `NewsPrism`.

    Raises InvalidSetting for a writer that is not installed, naming those that are.
    """
    settings = settings or load()
    check_writer(settings.writer)
    return NewsPrism(settings, progress or Silence(), home)


def check_writer(name: str, subject: str | None = None) -> None:
    """Raise InvalidSetting for a writer that is not installed; `subject` says where the name came from."""
    installed = plugins.names("newsprism.writers")
    if name not in installed:
        raise invalid("writer", f"{', '.join(installed)} 가운데 하나여야 합니다: {name!r}", subject)
