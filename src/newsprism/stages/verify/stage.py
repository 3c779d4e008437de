"""The stage: a whole edition against the documents that it cites."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from newsprism.errors import EmbeddingFailed
from newsprism.protocols.services import Embedder
from newsprism.stages.verify.ahead import read_ahead
from newsprism.stages.verify.edition.charts import untrue_charts
from newsprism.stages.verify.edition.checks import (
    company_cap,
    foreign_titles,
    out_of_window,
    picked_twice,
    places,
    repeated,
    sentences_of,
    untrue_headlines,
)
from newsprism.stages.verify.edition.contradictions import contradictions
from newsprism.stages.verify.edition.digest import untrue_items
from newsprism.stages.verify.edition.directions import opposed
from newsprism.stages.verify.opinion import SecondOpinion
from newsprism.stages.verify.sentence import Options, check_sentence
from newsprism.stages.verify.wording import advice_findings, instruction_findings
from newsprism.text.language import language
from newsprism.types.brief import Brief, Sentence, Usage
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault, VerificationReport

_Checked = dict[tuple[Sentence, str], tuple[tuple[Document | None, ...], tuple[Fault, ...]]]
"""Sentences of an edition in its language, with the documents that they cite and their faults."""


_REST = 600.0
"""Seconds for which a server of vectors that failed is left alone."""


class EditionVerifier:
    """Implements `protocols.Verifier` by rules: what it passes is printed, so in doubt it refuses.

    It needs nothing but the edition and the documents, whoever wrote the sentences; an `embedder` tells it more of those that a
    model wrote, and an `opinion` is heard on those of them in which nothing is at fault. Vectors that cannot be had leave it with
    words for ten minutes: the edition comes out, and its usage says so.
    """

    def __init__(
        self,
        options: Options | None = None,
        embedder: Embedder | None = None,
        opinion: SecondOpinion | None = None,
    ) -> None:
        self._options = options or Options()
        self._embedder = embedder
        self._resting_until = 0.0
        self._without, self._told = "", 0
        self._opinion = opinion
        self._before: _Checked = {}

    def verify(self, brief: Brief, documents: Iterable[Document]) -> VerificationReport:
        """Return counts and faults in printing order; `documents` must hold every cited document.

        `supported` counts sentences without a fault of their own that are not composed, `composed` all composed ones.
        """
        by_id: dict[DocumentId, Document] = {}
        for document in documents:
            by_id.setdefault(document.id, document)
        faults: list[Fault] = []
        read_ahead(((sentence, by_id) for _, sentence in sentences_of(brief)), copied=True)
        checked: _Checked = {}
        total = supported = composed = 0
        for where, sentence in sentences_of(brief):
            found = self._check(sentence, by_id, where, brief.language, checked)
            faults += found
            total += 1
            composed += sentence.origin == "composed"
            supported += sentence.origin != "composed" and not found
        self._before = checked
        faults += _of_edition(brief, by_id)
        heard, usage = self._heard(brief, by_id, faults)
        faults += heard
        place = {where: index for index, (where, _, _) in enumerate(places(brief))}
        faults.sort(key=lambda fault: place[fault.where])
        faults += untrue_charts(brief, by_id)
        written = any(sentence.origin == "generated" for _, sentence in sentences_of(brief))
        return VerificationReport(
            total,
            supported - len({f.where for f in heard}),
            composed,
            tuple(faults),
            self._noted(usage),
            self._embedder.name if written and self._embedder and not self._without else None,
        )

    def _check(
        self, sentence: Sentence, by_id: Mapping[DocumentId, Document], where: str, tag: str, checked: _Checked
    ) -> tuple[Fault, ...]:
        """Return the faults of a sentence, those of the edition before if it stood there; note them in `checked`.

        While an edition is made it is verified in rounds, and most of its sentences stay.
        """
        cited = tuple([by_id.get(citation.document_id) for citation in sentence.citations])
        documents, found = self._before.get((sentence, tag), ((), ()))
        same = len(documents) == len(cited) and all(map(operator.is_, documents, cited))
        if not same or (sentence, tag) not in self._before:
            found = self._compared(sentence, by_id, where, tag)
        checked[sentence, tag] = cited, found
        return tuple([replace(fault, where=where) for fault in found])

    def _compared(
        self, sentence: Sentence, by_id: Mapping[DocumentId, Document], where: str, tag: str
    ) -> tuple[Fault, ...]:
        """Check a sentence with vectors, or without where they fail."""
        if self._embedder is not None and monotonic() >= self._resting_until:
            try:
                return check_sentence(
                    sentence, by_id, where=where, options=self._options, embedder=self._embedder, tag=tag
                )
            except EmbeddingFailed as fault:
                self._resting_until = monotonic() + _REST
                self._without = f"문장 벡터를 얻지 못해 뜻을 낱말로만 견줬습니다. {fault}"
        return check_sentence(sentence, by_id, where=where, options=self._options, tag=tag)

    def _noted(self, usage: Usage | None) -> Usage | None:
        """Return what was asked with what failed of the vectors; once it is told, a later edition may try again."""
        mended = [trouble.detail for trouble in getattr(self._embedder, "troubles", ())[self._told :]]
        self._told += len(mended)
        if monotonic() >= self._resting_until:
            self._without = ""
        note = " ".join(dict.fromkeys(one for one in (self._without, *mended) if one))
        if not note:
            return usage
        return (usage or Usage()).plus(Usage(note=note))

    def _heard(
        self, brief: Brief, documents: Mapping[DocumentId, Document], faults: Sequence[Fault]
    ) -> tuple[tuple[Fault, ...], Usage | None]:
        """Return what the second opinion finds in sentences of a model that have no fault."""
        if self._opinion is None:
            return (), None
        faulty = {fault.where for fault in faults}
        written = [(w, s) for w, s in sentences_of(brief) if s.origin == "generated" and w not in faulty]
        return self._opinion.faults(written, documents, brief.language)


def _of_edition(brief: Brief, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    yield from untrue_headlines(brief, documents)
    yield from untrue_items(brief, documents)
    yield from out_of_window(brief)
    yield from picked_twice(brief)
    yield from company_cap(brief)
    yield from repeated(brief)
    yield from foreign_titles(brief)
    if language(brief.language).analysed:
        yield from contradictions(brief)
        yield from opposed(brief)
    yield from _of_wording(brief)


def _of_wording(brief: Brief) -> Iterator[Fault]:
    """Yield faults of advice, which only editions for investors may not have, and of headlines that are no headlines."""
    for where, text, sentence in places(brief):
        title = sentence is None and where.startswith("picks") and where.endswith(".title")
        if sentence is None and not title:
            continue
        findings = list(instruction_findings(text)) if title else []
        if brief.disclaimer is not None:
            findings += advice_findings(text, brief.language)
        yield from (Fault(kind, where, text, detail) for kind, detail in findings)
