"""NewsPrism: personalised briefings from news and institutional reports, Korean first.

>>> from pathlib import Path
>>> from newsprism import build
>>> engine = build()                                        # doctest: +SKIP
>>> reading = engine.read([Path("articles/")])              # doctest: +SKIP
>>> edition = engine.brief(reading.documents, "ceo", "weekly")  # doctest: +SKIP
>>> print(engine.render(edition.brief, "md"))               # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsprism.version import __version__

if TYPE_CHECKING:
    from newsprism.assemble import NewsPrism, build
    from newsprism.config import Settings, load
    from newsprism.diagnose import Check
    from newsprism.errors import InputError, NewsPrismError, UsageError
    from newsprism.formats.briefs import brief_from_json, brief_to_json
    from newsprism.formats.documents import document_from_json, document_to_json
    from newsprism.formats.health import health_to_json
    from newsprism.formats.refresh import refresh_to_json
    from newsprism.formats.stories import stories_to_json
    from newsprism.generation import Quote
    from newsprism.newsroom import (
        WORKSPACE_VARIABLE,
        Newsroom,
        find_workspace,
        init_workspace,
        move_in,
        open_newsroom,
        workspace_settings,
    )
    from newsprism.pipeline.batch import Reading
    from newsprism.pipeline.brief import Edition
    from newsprism.protocols.services import Progress
    from newsprism.types.brief import Brief, Cadence
    from newsprism.types.document import Document
    from newsprism.types.dropped import Dropped
    from newsprism.types.history import Attitude, Feedback, History, Holding
    from newsprism.types.reader import ReaderType
    from newsprism.types.refresh import RefreshReport
    from newsprism.types.search import Found
    from newsprism.types.source import Source, SourceHealth
    from newsprism.types.story import Merged, Split, Story
    from newsprism.types.verdict import Fault, VerificationReport

_HOME = {
    "NewsPrism": "assemble",
    "build": "assemble",
    "Settings": "config",
    "load": "config",
    "Check": "diagnose",
    "InputError": "errors",
    "NewsPrismError": "errors",
    "UsageError": "errors",
    "brief_from_json": "formats.briefs",
    "brief_to_json": "formats.briefs",
    "document_from_json": "formats.documents",
    "document_to_json": "formats.documents",
    "health_to_json": "formats.health",
    "refresh_to_json": "formats.refresh",
    "stories_to_json": "formats.stories",
    "Quote": "generation",
    "WORKSPACE_VARIABLE": "newsroom",
    "Newsroom": "newsroom",
    "find_workspace": "newsroom",
    "init_workspace": "newsroom",
    "move_in": "newsroom",
    "open_newsroom": "newsroom",
    "workspace_settings": "newsroom",
    "Reading": "pipeline.batch",
    "Edition": "pipeline.brief",
    "Progress": "protocols.services",
    "Brief": "types.brief",
    "Cadence": "types.brief",
    "Document": "types.document",
    "Dropped": "types.dropped",
    "Attitude": "types.history",
    "Feedback": "types.history",
    "History": "types.history",
    "Holding": "types.history",
    "ReaderType": "types.reader",
    "RefreshReport": "types.refresh",
    "Found": "types.search",
    "Source": "types.source",
    "SourceHealth": "types.source",
    "Merged": "types.story",
    "Split": "types.story",
    "Story": "types.story",
    "Fault": "types.verdict",
    "VerificationReport": "types.verdict",
}

__all__ = [  # noqa: RUF022 - in the order of the imports above, grouped by module
    "__version__",
    "NewsPrism",
    "build",
    "Settings",
    "load",
    "Check",
    "InputError",
    "NewsPrismError",
    "UsageError",
    "brief_from_json",
    "brief_to_json",
    "document_from_json",
    "document_to_json",
    "health_to_json",
    "refresh_to_json",
    "stories_to_json",
    "Quote",
    "WORKSPACE_VARIABLE",
    "Newsroom",
    "find_workspace",
    "init_workspace",
    "move_in",
    "open_newsroom",
    "workspace_settings",
    "Reading",
    "Edition",
    "Progress",
    "Brief",
    "Cadence",
    "Document",
    "Dropped",
    "Attitude",
    "Feedback",
    "History",
    "Holding",
    "ReaderType",
    "RefreshReport",
    "Found",
    "Source",
    "SourceHealth",
    "Merged",
    "Split",
    "Story",
    "Fault",
    "VerificationReport",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that `newsprism --help` does not wait for models and matrices."""
    if name in _HOME:
        return getattr(import_module(f"newsprism.{_HOME[name]}"), name)
    raise AttributeError(f"module 'newsprism' has no attribute {name!r}")
