"""The cited spans of a sentence, as far as they stand where the sentence says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsprism.stages.verify.reading import Reading, Surface, read, surface
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault

SEOUL = ZoneInfo("Asia/Seoul")
_BRACKETS = re.compile(r"\s?\([^()]{1,80}\)")
_FOOTNOTES = re.compile(r"(?<=[^\s*])\*{1,3}(?=[^\w*]|[가-힣]|$)")


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """One cited span; `published` is its document's own day in Asia/Seoul."""

    reading: Reading
    published: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence may rest on, and the faults of its citations."""

    spans: tuple[CitedSpan, ...]
    faults: tuple[Fault, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The analysed texts of the spans."""
        return tuple(span.reading for span in self.spans)


def _readings_of(quote: str, day: date | None, shortened: bool) -> list[CitedSpan]:
    """Read a span as it stands and without what it has in brackets or as footnote marks, which a sentence may leave out."""
    if not shortened:
        return [CitedSpan(read(quote, day), day)] if quote.strip() else []
    unmarked = _FOOTNOTES.sub("", quote)
    plain = _BRACKETS.sub("", unmarked)
    return [CitedSpan(read(text, day), day) for text in dict.fromkeys((quote, unmarked, plain)) if text.strip()]


def own_day(document: Document) -> date | None:
    """Return the day of publication in Asia/Seoul."""
    return _day(document.published_at) if document.published_at else None


@lru_cache(maxsize=1024)
def _day(instant: datetime) -> date | None:
    try:
        return instant.astimezone(SEOUL).date()
    except OverflowError:
        return None


def to_the_letter(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> bool:
    """Say whether a sound citation quotes just this sentence: then there is nothing left to compare."""
    return any(
        citation.quote.strip() == sentence.text.strip() and not broken(citation, documents.get(citation.document_id))
        for citation in sentence.citations
    )


def faults_of_citations(sentence: Sentence, documents: Mapping[DocumentId, Document], where: str) -> tuple[Fault, ...]:
    """Return the faults of the citations alone."""
    problems = [broken(citation, documents.get(citation.document_id)) for citation in sentence.citations]
    found = [problem for problem in (*problems, _missing(sentence)) if problem]
    return tuple(Fault("citation", where, sentence.text, problem) for problem in found)


def gather(
    sentence: Sentence, documents: Mapping[DocumentId, Document], where: str, shortened: bool = True
) -> Evidence:
    """Look up every citation; a broken one is a fault and proves nothing.

    `shortened` reads spans also without what they have in brackets.
    """
    spans: list[CitedSpan] = []
    for citation in sentence.citations:
        document = documents.get(citation.document_id)
        if document is not None and not broken(citation, document):
            spans += _readings_of(citation.quote, own_day(document), shortened)
    return Evidence(tuple(spans), faults_of_citations(sentence, documents, where))


def surfaces(sentence: Sentence, documents_by_id: Mapping[DocumentId, Document]) -> tuple[Surface, ...]:
    """Return the cited spans without analysing them; none when a citation is broken."""
    found: list[Surface] = []
    for citation in sentence.citations:
        document = documents_by_id.get(citation.document_id)
        if document is None or broken(citation, document):
            return ()
        found.append(surface(citation.quote, own_day(document)))
    return tuple(found)


def brackets_in(sentence: Sentence) -> bool:
    """Say whether a cited span has anything that `gather` may leave out."""
    return any(_leaves_out(citation.quote) for citation in sentence.citations)


@lru_cache(maxsize=4096)
def _leaves_out(quote: str) -> bool:
    return _BRACKETS.search(quote) is not None or _FOOTNOTES.search(quote) is not None


def broken(citation: Citation, document: Document | None) -> str:
    """Say what is wrong with a citation of `document`; empty when the quote stands where it says."""
    if document is None:
        return f"인용한 문서가 없음: {citation.document_id}"
    field = document.title if citation.field == "title" else document.text
    if not 0 <= citation.start < citation.end <= len(field):
        return f"인용 범위가 문서를 벗어남: {citation.document_id} {citation.start}–{citation.end}"
    if field[citation.start : citation.end] != citation.quote:
        return f"인용문이 원문과 다름: {citation.document_id} {citation.start}–{citation.end}"
    return ""


def _missing(sentence: Sentence) -> str:
    if sentence.origin == "composed":
        return "" if sentence.citations or sentence.figures else "근거가 되는 값이나 인용이 없음"
    return "" if sentence.citations else "인용이 없음"
