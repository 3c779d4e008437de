"""Index terms and features of documents, out of one analysis of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from newsprism.protocols.stages import Features, Indexed
from newsprism.stages.index.features import Weights, features
from newsprism.text.ko.index_terms import LONGEST
from newsprism.text.ko.tokens import Morpheme
from newsprism.text.language import has_pack, language
from newsprism.text.words import is_foreign, words
from newsprism.types.document import Document

_LONGEST_TITLE = 1_000  # characters
_AFTER = 240
"""Characters read behind the lead, so that its last words are read as they are in the whole text."""


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
        return tuple(
            self._indexed(document, text, morphemes)
            for document, text, morphemes in zip(documents, texts, self._analysed(documents, texts), strict=True)
        )

    def features(self, documents: Sequence[Document]) -> tuple[Features, ...]:
        """Return what each document is compared by, in order; no more is read than that needs."""
        texts = [_text(document, self.weights.lead + _AFTER) for document in documents]
        return tuple(
            self._features(document, morphemes)
            for document, morphemes in zip(documents, self._analysed(documents, texts), strict=True)
        )

    def _analysed(self, documents: Sequence[Document], texts: Sequence[str]) -> Iterator[Sequence[Morpheme]]:
        """Yield the morphemes of each text; those without Hangul by the pack of their language, or by runs of letters."""
        analysed = iter(self.analyser.analyse_all(text for text in texts if not is_foreign(text)))
        for document, text in zip(documents, texts, strict=True):
            if not is_foreign(text):
                yield next(analysed)
            elif has_pack(document.language):
                yield language(document.language).tokens(text)
            else:
                yield tuple(words(text))

    def _indexed(self, document: Document, text: str, morphemes: Sequence[Morpheme]) -> Indexed:
        title, body = language(document.language).index_fields(text, morphemes, len(_title(document)))
        return Indexed(document.id, title, body, self._features(document, morphemes))

    def _features(self, document: Document, morphemes: Sequence[Morpheme]) -> Features:
        title_length = len(_title(document))
        # Who wrote it where is no likeness of two reports.
        begin, end = title_length + 1, title_length + 1 + language(document.language).dateline(document.text)
        if end > begin:
            morphemes = [m for m in morphemes if not begin <= m.start < end]
        return features(morphemes, title_length, self.weights)


def _title(document: Document) -> str:
    return document.title[:_LONGEST_TITLE]


def _text(document: Document, longest: int = LONGEST) -> str:
    """Return headline and text, the text up to the first blank after `longest` characters."""
    end = document.text.find(" ", longest, LONGEST)
    return f"{_title(document)}\n{document.text[: LONGEST if end < 0 else end]}"
