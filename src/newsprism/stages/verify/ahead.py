"""Analysing together what the checks of many sentences will read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsprism.stages.verify.evidence import brackets_in, surfaces
from newsprism.stages.verify.exact.surfaces import surface_findings
from newsprism.stages.verify.reading import prepare, surface
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId

Work = tuple[Sentence, Mapping[DocumentId, Document]]
"""A sentence, and documents among which those are that it cites."""


def read_ahead(work: Iterable[Work], *, copied: bool = False) -> None:
    """Analyse in one go the sentences and their spans; of sentences that quote a span to the letter only `copied` ones.

    Those are not compared with anything, but the checks of an edition read them.

    The analyser needs about half the time for many texts that it needs for each of them by itself, and takes two threads.
    The checks find the same with or without it.
    """
    prepare(text for sentence, documents in work for text in _texts(sentence, documents, copied))


def _texts(sentence: Sentence, documents: Mapping[DocumentId, Document], copied: bool) -> Iterable[str]:
    quotes = [citation.quote for citation in sentence.citations]
    if sentence.origin == "extracted" and any(quote.strip() == sentence.text.strip() for quote in quotes):
        return (sentence.text,) if copied else ()
    if sentence.origin == "composed":
        return (sentence.text,)
    return () if _plainly_wrong(sentence, documents) else (sentence.text, *quotes)


def _plainly_wrong(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> bool:
    """Say whether a written sentence has a value that none of its spans has: nothing else will be asked about it."""
    if sentence.origin != "generated" or brackets_in(sentence):
        return False
    outside = surfaces(sentence, documents)
    return bool(outside and surface_findings(surface(sentence.text, outside[0].published), outside))
