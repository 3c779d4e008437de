"""The prompts of the blocks that a model writes, and the slots of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsprism.formats.prompts import PromptFiles

_LENGTHS = ("count", "least", "most", "fence", "sentences")
SLOTS: Mapping[str, frozenset[str]] = {
    name: frozenset(slots)
    for name, slots in {
        "system": ("fence", "style"),
        "style": (),
        "again": ("count", "refused"),
        "title": ("reader", *_LENGTHS),
        "headline": _LENGTHS,
        "subtitles": _LENGTHS,
        "issue": ("reader", *_LENGTHS),
        "summary": _LENGTHS,
        "context": _LENGTHS,
        "insight": ("reader", "decides", "question", *_LENGTHS),
        "analysis": ("heading", "reader", *_LENGTHS),
        "trend": ("topic", "reader", *_LENGTHS),
        "term": ("term", *_LENGTHS),
        "outline": ("fence", "style"),
        "item": ("body", *_LENGTHS),
        "strategy": ("name", "question", "reader", *_LENGTHS),
    }.items()
}
"""The slots that a prompt may have."""


class Prompts(PromptFiles):
    """The prompts of one language; files under ``folder/<language>`` go before those of the package."""

    def __init__(self, folder: Path | None, language: str) -> None:
        super().__init__("newsprism.stages.write", SLOTS, folder, language)
