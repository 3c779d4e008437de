"""Analysing together what the checks of many sentences will read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsprism.stages.verify.evidence import brackets_in
from newsprism.stages.verify.exact.names import quote_findings
from newsprism.stages.verify.exact.values import date_findings, number_findings
from newsprism.stages.verify.reading import prepare, surface
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
    if sentence.origin == "composed":
        return (sentence.text,)
    return quotes if _plainly_wrong(sentence, quotes) else (sentence.text, *quotes)


def _plainly_wrong(sentence: Sentence, quotes: Sequence[str]) -> bool:
    """Say whether a written sentence has a value that none of its spans has: nothing else will be asked about it."""
    if sentence.origin != "generated" or brackets_in(sentence):
        return False
    claim, spans = surface(sentence.text, None), [surface(quote, None) for quote in quotes]
    checks = (number_findings(claim, spans), date_findings(claim.text, spans), quote_findings(claim, spans))
    return any(True for findings in checks for _ in findings)
