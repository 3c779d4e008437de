"""The stage: a whole edition against the documents that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsprism.stages.verify.contradictions import contradictions
from newsprism.stages.verify.edition import (
    company_cap,
    out_of_window,
    picked_twice,
    places,
    repeated,
    sentences_of,
    untrue_headlines,
)
from newsprism.stages.verify.sentence import Options, check_sentence
from newsprism.types.brief import Brief
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault, VerificationReport


class EditionVerifier:
    """Implements `protocols.Verifier` by rules: what it passes is printed, so in doubt it refuses.

    It needs nothing but the edition and the documents, whoever wrote the sentences.
    """

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()

    def verify(self, brief: Brief, documents: Iterable[Document]) -> VerificationReport:
        """Return counts and faults in printing order; `documents` must hold every cited document.

        `supported` counts sentences without a fault of their own that are not composed, `composed` all composed ones.
        """
        by_id: dict[DocumentId, Document] = {}
        for document in documents:
            by_id.setdefault(document.id, document)
        faults: list[Fault] = []
        total = supported = composed = 0
        for where, sentence in sentences_of(brief):
            found = check_sentence(sentence, by_id, where=where, options=self._options)
            faults += found
            total += 1
            composed += sentence.origin == "composed"
            supported += sentence.origin != "composed" and not found
        faults += _of_edition(brief, by_id)
        place = {where: index for index, (where, _, _) in enumerate(places(brief))}
        faults.sort(key=lambda fault: place[fault.where])
        return VerificationReport(total, supported, composed, tuple(faults))


def _of_edition(brief: Brief, documents: Mapping[DocumentId, Document]) -> Iterator[Fault]:
    yield from untrue_headlines(brief, documents)
    yield from out_of_window(brief)
    yield from picked_twice(brief)
    yield from company_cap(brief)
    yield from repeated(brief)
    yield from contradictions(brief)
