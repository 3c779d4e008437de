"""One sentence against its cited spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsprism.errors import InvalidSetting
from newsprism.stages.verify.additions import addition_findings, order_findings, slot_findings, swap_findings
from newsprism.stages.verify.claims import attribution_findings, modality_findings, polarity_findings
from newsprism.stages.verify.composed import composed_findings
from newsprism.stages.verify.evidence import Evidence, gather
from newsprism.stages.verify.names import name_findings, quote_findings, ticker_findings
from newsprism.stages.verify.reading import read
from newsprism.stages.verify.values import Finding, date_findings, number_findings
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault

MAX_SENTENCE = 1_000
"""Characters; what is longer is not a sentence and is not read."""


@dataclass(frozen=True, slots=True)
class Options:
    """`new_words` is the share (0–1) of a generated sentence's content words that its spans need not hold.

    Names, numbers, dates and quotations are never among them. Raises InvalidSetting outside 0–1.
    """

    new_words: float = 0.25

    def __post_init__(self) -> None:
        if not 0 <= self.new_words <= 1:
            raise InvalidSetting(f"0~1이어야 합니다: {self.new_words}", subject="verify.new_words")


def check_sentence(
    sentence: Sentence,
    documents_by_id: Mapping[DocumentId, Document],
    *,
    where: str = "",
    options: Options | None = None,
) -> tuple[Fault, ...]:
    """Return every fault of one sentence; `documents_by_id` must hold the documents that it cites.

    `where` is copied into the faults (``picks[2].summary[1]``). No content makes it raise.
    """
    if not sentence.text.strip():
        return (Fault("citation", where, sentence.text, "빈 문장"),)
    if len(sentence.text) > MAX_SENTENCE:
        return (Fault("addition", where, sentence.text[:MAX_SENTENCE], "문장이 너무 길어 확인할 수 없음"),)
    evidence = gather(sentence, documents_by_id, where)
    if sentence.origin == "composed":
        findings = composed_findings(sentence, evidence.spans, documents_by_id)
    elif evidence.spans:
        findings = _findings(sentence, evidence, options or Options())
    else:
        return evidence.faults
    return (*evidence.faults, *(Fault(kind, where, sentence.text, detail) for kind, detail in dict.fromkeys(findings)))


def _findings(sentence: Sentence, evidence: Evidence, options: Options) -> Iterator[Finding]:
    found = list(_of_content(sentence, evidence))
    yield from found
    named = {kind for kind, _ in found}
    for kind, detail in _of_place(sentence, evidence, options):
        # A value that no span holds is out of place as well; once is enough.
        if kind == "addition" or kind not in named:
            yield kind, detail


def _of_content(sentence: Sentence, evidence: Evidence) -> Iterator[Finding]:
    spans = evidence.readings
    claim = read(sentence.text, evidence.spans[0].published)
    yield from number_findings(claim, spans)
    yield from date_findings(sentence.text, evidence.spans)
    yield from ticker_findings(claim, spans)
    yield from name_findings(claim, spans)
    yield from quote_findings(claim, spans)
    yield from polarity_findings(claim, spans)
    yield from modality_findings(claim, spans, everywhere=sentence.origin == "extracted")
    yield from attribution_findings(claim, spans)


def _of_place(sentence: Sentence, evidence: Evidence, options: Options) -> Iterator[Finding]:
    if sentence.origin == "extracted":
        yield from order_findings([(read(sentence.text, span.published), span.reading) for span in evidence.spans])
        return
    spans = evidence.readings
    claim = read(sentence.text, evidence.spans[0].published)
    yield from slot_findings(claim, spans)
    yield from swap_findings(claim, spans)
    yield from addition_findings(claim, spans, options.new_words)
