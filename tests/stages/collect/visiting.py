"""Visits to files as the pipeline makes them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.files import NoWeb
from newsprism.types.source import Mark, Source, SourceId

NOW = datetime(2026, 2, 9, 12, tzinfo=UTC)


def visit(place: Path | str, name: str | None = None, known: dict[str, Mark] | None = None) -> Visit:
    """A visit to a source that is visited again; `known` are the marks of the last one."""
    source = Source(SourceId("s1"), "files", str(place), name)
    return Visit(source, NoWeb(), (known or {}).get, NOW)


def remembered(*collections: Collection) -> dict[str, Mark]:
    """The marks of earlier visits, newest last, by place."""
    return {mark.place: mark for collection in collections for mark in collection.marks}
