"""Index terms and features of documents, out of one analysis of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from newsprism.protocols.stages import Indexed
from newsprism.stages.index.features import Weights, features
from newsprism.text.ko.index_terms import LONGEST, index_fields
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.words import is_foreign, words
from newsprism.types.document import Document

_LONGEST_TITLE = 1_000  # characters


class MorphemeSource(Protocol):
    """What indexing needs of an analyser."""

    def analyse_all(self, texts: Iterable[str]) -> Iterable[tuple[Morpheme, ...]]:
        """Yield the morphemes of each text, in order."""
        ...


class MorphemeIndexer:
    """Indexes documents by the morphemes that `analyser` finds."""

    def __init__(self, analyser: MorphemeSource, weights: Weights | None = None) -> None:
        self.analyser = analyser
        self.weights = weights or Weights()

    def index(self, documents: Sequence[Document]) -> tuple[Indexed, ...]:
        """Return one Indexed for each document, in order; only the first 20,000 characters of a text are read."""
        texts = [_text(document) for document in documents]
        analysed = iter(self.analyser.analyse_all(text for text in texts if not is_foreign(text)))
        return tuple(
            self._indexed(document, tuple(words(text)) if is_foreign(text) else next(analysed))
            for document, text in zip(documents, texts, strict=True)
        )

    def _indexed(self, document: Document, morphemes: Sequence[Morpheme]) -> Indexed:
        title_length = len(_title(document))
        of_title, of_text = index_fields(_text(document), morphemes, title_length)
        return Indexed(document.id, of_title, of_text, features(morphemes, title_length, self.weights))


def _title(document: Document) -> str:
    return document.title[:_LONGEST_TITLE]


def _text(document: Document) -> str:
    return f"{_title(document)}\n{document.text[:LONGEST]}"
