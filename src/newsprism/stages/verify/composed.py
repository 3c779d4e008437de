"""Sentences that state what the system computed: checked against the figures they name, and spans where they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from newsprism.stages.verify.evidence import CitedSpan, own_day
from newsprism.stages.verify.exact.names import name_findings, quote_findings, ticker_findings
from newsprism.stages.verify.exact.values import Finding, date_findings, number_findings
from newsprism.stages.verify.reading import Reading, read
from newsprism.stages.verify.weighing.additions import template_findings
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def composed_findings(
    sentence: Sentence, spans: Sequence[CitedSpan], documents: Mapping[DocumentId, Document]
) -> Iterator[Finding]:
    """Yield findings: every number, date, name, quotation and word outside the templates needs a figure or a span."""
    held = [*spans, *_figures(sentence), *_imprints(sentence, documents)]
    readings = [span.reading for span in held]
    claim = read(sentence.text, next((span.published for span in held if span.published), None))
    values = {_plain(m.group()) for figure in sentence.figures for m in _DIGITS.finditer(figure.value)}
    for kind, detail in number_findings(claim, readings):
        # A figure is a bare count: what it counts is said by the template.
        if not {_plain(m.group()) for m in _DIGITS.finditer(detail.partition(": ")[2].partition(" / ")[0])} <= values:
            yield kind, detail
    yield from date_findings(sentence.text, [span.reading for span in held])
    yield from ticker_findings(claim, readings)
    yield from name_findings(claim, readings)
    yield from quote_findings(claim, readings)
    yield from template_findings(claim, readings)


def _plain(digits: str) -> str:
    return digits.replace(",", "")


def _figures(sentence: Sentence) -> Iterator[CitedSpan]:
    for figure in sentence.figures:
        text, day = _spelled(figure.value)
        yield CitedSpan(read(text, day), day)


def _spelled(value: str) -> tuple[str, date | None]:
    """Return the value with ISO days written as Korean news writes them, and its first day."""
    found: date | None = None
    for match in _DAY.finditer(value):
        try:
            found = found or date(*(int(group) for group in match.groups()))
        except ValueError:
            continue
    spelled = _DAY.sub(lambda m: f"{int(m[1])}년 {int(m[2])}월 {int(m[3])}일", value)
    return spelled, found


def _imprints(sentence: Sentence, documents: Mapping[DocumentId, Document]) -> Iterator[CitedSpan]:
    """Yield when and by whom the cited documents were published: a composed sentence may say so."""
    for citation in sentence.citations:
        document = documents.get(citation.document_id)
        day = own_day(document) if document else None
        if day is not None:
            yield CitedSpan(_day_reading(day), day)
        if document and document.publisher:
            yield CitedSpan(read(document.publisher, day), day)


def _day_reading(day: date) -> Reading:
    return read(f"{day.year}년 {day.month}월 {day.day}일", day)
