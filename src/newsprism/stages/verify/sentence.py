"""One sentence against its cited spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsprism.errors import InvalidSetting
from newsprism.protocols.services import Embedder
from newsprism.stages.verify.composed import composed_findings
from newsprism.stages.verify.evidence import Evidence, brackets_in, faults_of_citations, gather, surfaces, to_the_letter
from newsprism.stages.verify.exact.binding import binding_findings
from newsprism.stages.verify.exact.names import name_findings
from newsprism.stages.verify.exact.surfaces import surface_findings, value_findings
from newsprism.stages.verify.exact.values import Finding
from newsprism.stages.verify.languages.plain import counted_findings, plain_findings
from newsprism.stages.verify.languages.translated import crosses, translation_findings
from newsprism.stages.verify.reading import Reading, Surface, read, squeezed, surface
from newsprism.stages.verify.reading.speech import whole_sentences
from newsprism.stages.verify.weighing.additions import addition_findings, in_order, order_findings, swap_findings
from newsprism.stages.verify.weighing.attribution import attribution_findings
from newsprism.stages.verify.weighing.claims import modality_findings, polarity_findings
from newsprism.stages.verify.weighing.facts import facts
from newsprism.stages.verify.weighing.judgement import judged
from newsprism.stages.verify.wording import (
    generic_findings,
    instruction_findings,
    planned_findings,
    verbatim_findings,
)
from newsprism.text.language import DEFAULT, Language, language
from newsprism.types.brief import Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.verdict import Fault, FaultKind

_NOT_BY_BRACKETS: frozenset[FaultKind] = frozenset(("unit", "date", "ticker"))
"""What a span does not hold, it does not hold without its brackets either."""
MAX_SENTENCE = 1_000
"""Characters; what is longer is not a sentence and is not read."""


@dataclass(frozen=True, slots=True)
class Options:
    """`new_words` is the share (0–1) of a generated sentence's content words that its spans need not hold.

    Names, numbers, dates and quotations are never among them. `meaning` lets the model of meaning judge what else a
    generated sentence says, in place of that share. `verbatim` is how many characters in a row a generated sentence may have of one document,
    blanks not counted (0: any). Raises InvalidSetting outside 0–1, or below 0.
    """

    new_words: float = 0.25
    meaning: bool = True
    verbatim: int = 60

    def __post_init__(self) -> None:
        if self.verbatim < 0:
            raise InvalidSetting(f"0 이상이어야 합니다: {self.verbatim}", subject="verify.verbatim")
        if not 0 <= self.new_words <= 1:
            raise InvalidSetting(f"0~1이어야 합니다: {self.new_words}", subject="verify.new_words")


def check_sentence(
    sentence: Sentence,
    documents_by_id: Mapping[DocumentId, Document],
    *,
    where: str = "",
    options: Options | None = None,
    embedder: Embedder | None = None,
    tag: str = DEFAULT,
) -> tuple[Fault, ...]:
    """Return every fault of one sentence; `documents_by_id` must hold the documents that it cites.

    `where` is copied into the faults (``picks[2].summary[1]``). With an `embedder` the model of meaning knows more of a
    generated sentence in which nothing else is at fault. `tag` is the language of the sentence. No content makes it
    raise; an embedder may.
    """
    if not sentence.text.strip():
        return (Fault("citation", where, sentence.text, "빈 문장"),)
    if len(sentence.text) > MAX_SENTENCE:
        return (Fault("addition", where, sentence.text[:MAX_SENTENCE], "문장이 너무 길어 확인할 수 없음"),)
    chosen = options or Options()
    faults = faults_of_citations(sentence, documents_by_id, where)
    own = language(tag)
    longest = int(chosen.verbatim * own.breadth)
    findings = list(_of_wording(sentence, documents_by_id, longest))
    if not own.analysed:
        findings += _of_facts(sentence, documents_by_id, own)
    elif sentence.origin == "composed":
        spans = gather(sentence, documents_by_id, where).spans
        findings += composed_findings(sentence, spans, documents_by_id)
    elif sentence.origin == "generated" and crosses(sentence, documents_by_id):
        findings += translation_findings(sentence, documents_by_id)
    elif sentence.origin == "generated" or not to_the_letter(sentence, documents_by_id):
        findings += _of_spans(sentence, documents_by_id, chosen, embedder)
    return (*faults, *(Fault(kind, where, sentence.text, detail) for kind, detail in dict.fromkeys(findings)))


def _of_facts(sentence: Sentence, documents: Mapping[DocumentId, Document], own: Language) -> Iterator[Finding]:
    """Compare a sentence of a language that has no morphemes."""
    if sentence.origin == "composed":
        yield from counted_findings(sentence, documents, own)
    elif sentence.origin == "generated" or not to_the_letter(sentence, documents):
        if own.foreign(sentence.text):
            yield "language", "브리핑의 언어가 아님"
        yield from plain_findings(sentence, documents, own)


def _of_spans(
    sentence: Sentence, documents: Mapping[DocumentId, Document], options: Options, embedder: Embedder | None
) -> list[Finding]:
    """Compare with the spans as they stand; what they may leave out is read only where that is not enough."""
    brackets = brackets_in(sentence)
    outside: tuple[Surface, ...] = ()
    if sentence.origin == "generated" and not brackets:
        outside = surfaces(sentence, documents)
        plain = surface_findings(surface(sentence.text, outside[0].published), outside) if outside else ()
        if plain:
            return list(plain)
    found: list[Finding] = []
    for shortened in (False, True)[: 1 + brackets]:
        evidence = gather(sentence, documents, "", shortened)
        if _stands_so(sentence, evidence):
            return []
        known = len(outside) == len(evidence.spans)
        found = list(_findings(sentence, evidence, options, embedder, known)) if evidence.spans else []
        if not found or any(kind in _NOT_BY_BRACKETS for kind, _ in found):
            break
    return found


def _stands_so(sentence: Sentence, evidence: Evidence) -> bool:
    """Say whether a span has just this among its sentences."""
    text = squeezed(sentence.text)
    return any(text in span.squeezed and text in whole_sentences(span) for span in evidence.readings)


def _of_wording(sentence: Sentence, documents: Mapping[DocumentId, Document], longest: int) -> Iterator[Finding]:
    yield from instruction_findings(sentence.text, written=sentence.origin == "generated")
    if sentence.origin == "generated":
        yield from generic_findings(sentence.text)
        yield from planned_findings(sentence.text)
        if longest:
            yield from verbatim_findings(sentence, documents, longest)


def _findings(
    sentence: Sentence, evidence: Evidence, options: Options, embedder: Embedder | None, known: bool
) -> Iterator[Finding]:
    """Find what an analysis tells; `known` says that the spans are those on which nothing else was found before."""
    claim = read(sentence.text, evidence.spans[0].published)
    exact = list(name_findings(claim, evidence.readings) if known else _of_values(claim, evidence))
    yield from exact
    if sentence.origin != "generated":
        named = {kind for kind, _ in exact}
        # A value that no span holds is out of place as well; once is enough.
        yield from (
            (kind, detail) for kind, detail in _moved(claim, evidence) if kind not in named or kind == "addition"
        )
        yield from _of_excerpt(claim, evidence.readings)
    elif not exact:
        yield from _of_written(claim, evidence, options, embedder)


def _moved(claim: Reading, evidence: Evidence) -> Iterator[Finding]:
    """Find words that no span has in this order."""
    return order_findings([(read(claim.text, span.published), span.reading) for span in evidence.spans])


def _is_moved(claim: Reading, evidence: Evidence) -> bool:
    """Say whether no span has all words in this order."""
    return not any(in_order(read(claim.text, span.published), span.reading) for span in evidence.spans)


def _of_written(claim: Reading, evidence: Evidence, options: Options, embedder: Embedder | None) -> Iterator[Finding]:
    """Compare a sentence in which no value is wrong; each layer is asked only where the one before finds nothing.

    One that says only words of a span, in their order, is an excerpt, whoever wrote it.
    """
    spans = evidence.readings
    moved = _is_moved(claim, evidence)
    found = [] if moved else [*_of_place(claim, spans), *_of_excerpt(claim, spans)]
    if not found:
        found = list(judged(facts(claim, spans, embedder, options.meaning)))
    if not found and not options.meaning:
        found = list(addition_findings(claim, spans, options.new_words))
    yield from found


def _of_values(claim: Reading, evidence: Evidence) -> Iterator[Finding]:
    yield from value_findings(claim, evidence.readings)
    yield from name_findings(claim, evidence.readings)


def _of_place(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    yield from binding_findings(claim, spans)
    yield from swap_findings(claim, spans)


def _of_excerpt(claim: Reading, spans: Sequence[Reading]) -> Iterator[Finding]:
    yield from polarity_findings(claim, spans)
    yield from modality_findings(claim, spans)
    yield from attribution_findings(claim, spans)


def check_values(sentence: Sentence, documents_by_id: Mapping[DocumentId, Document]) -> tuple[Finding, ...]:
    """Return what is found in a written sentence whose citations are sound without weighing any facts."""
    evidence = gather(sentence, documents_by_id, "")
    claim, spans = read(sentence.text, evidence.spans[0].published), evidence.readings
    excerpt = () if _is_moved(claim, evidence) else (*_of_place(claim, spans), *_of_excerpt(claim, spans))
    return (*_of_values(claim, evidence), *excerpt)
