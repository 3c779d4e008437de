"""Analysing together what the checks of many sentences will read."""

from __future__ import annotations

from collections.abc import Iterable

from newsprism.stages.verify.reading import prepare
from newsprism.types.brief import Sentence


def read_ahead(sentences: Iterable[Sentence], *, copied: bool = False) -> None:
    """Analyse in one go the sentences and their spans; of sentences that quote a span to the letter only `copied` ones.

    Those are not compared with anything, but the checks of an edition read them.

    The analyser needs about half the time for many texts that it needs for each of them by itself, and takes two threads.
    The checks find the same with or without it.
    """
    prepare(text for sentence in sentences for text in _texts(sentence, copied))


def _texts(sentence: Sentence, copied: bool) -> Iterable[str]:
    quotes = [citation.quote for citation in sentence.citations]
    if sentence.origin == "extracted" and any(quote.strip() == sentence.text.strip() for quote in quotes):
        return (sentence.text,) if copied else ()
    return (sentence.text,) if sentence.origin == "composed" else (sentence.text, *quotes)
