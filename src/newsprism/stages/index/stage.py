"""Index terms and features of documents, out of one analysis of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from newsprism.protocols.stages import Indexed
from newsprism.stages.index.features import Weights, features
from newsprism.text.ko.index_terms import LONGEST
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.language import has_pack, language
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
            self._foreign(document, text) if is_foreign(text) else self._indexed(document, text, next(analysed))
            for document, text in zip(documents, texts, strict=True)
        )

    def _foreign(self, document: Document, text: str) -> Indexed:
        """Index a text without Hangul by the pack of its language; without one, by the runs of its letters."""
        if has_pack(document.language):
            return self._indexed(document, text, language(document.language).tokens(text))
        return self._indexed(document, text, tuple(words(text)))

    def _indexed(self, document: Document, text: str, morphemes: Sequence[Morpheme]) -> Indexed:
        title_length = len(_title(document))
        pack = language(document.language)
        of_title, of_text = pack.index_fields(text, morphemes, title_length)
        # Who wrote it where is no likeness of two reports.
        begin, end = title_length + 1, title_length + 1 + pack.dateline(document.text)
        if end > begin:
            morphemes = [m for m in morphemes if not begin <= m.start < end]
        return Indexed(document.id, of_title, of_text, features(morphemes, title_length, self.weights))


def _title(document: Document) -> str:
    return document.title[:_LONGEST_TITLE]


def _text(document: Document) -> str:
    return f"{_title(document)}\n{document.text[:LONGEST]}"
