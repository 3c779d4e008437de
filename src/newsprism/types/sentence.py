"""A sentence of an edition with what proves it: spans of documents, or figures that the system computed itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsprism.types.document import DocumentId

Origin = Literal["extracted", "composed", "generated"]
CitedField = Literal["text", "title"]


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` is exactly ``document.<field>[start:end]``."""

    document_id: DocumentId
    field: CitedField
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that the system computed itself, e.g. ``outlets = 7``; a composed sentence names its figures."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an edition with the spans that prove it."""

    text: str
    origin: Origin
    citations: tuple[Citation, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pick was chosen: one signal, in words."""

    signal: str
    value: float
    text: str
