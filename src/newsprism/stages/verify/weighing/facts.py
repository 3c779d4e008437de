"""What speaks against a written sentence, as named facts with a strength from 0 to 1; `judgement` weighs them together.

No one of them refuses a sentence by itself: a word that is denied may be denied in other words elsewhere, a speaker who is
not named may be known. What is exact (values, names, quotations) is not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsprism.stages.verify.exact.binding import binding_findings
from newsprism.stages.verify.reading import Reading
from newsprism.stages.verify.weighing.additions import inserted_words, slot_findings, swap_findings
from newsprism.stages.verify.weighing.alignment import both_ways, pairs
from newsprism.stages.verify.weighing.attribution import actor_findings, attribution_facts
from newsprism.stages.verify.weighing.claims import hedged_topic, modality_facts, polarity_facts
from newsprism.stages.verify.weighing.compared import wrong_side
from newsprism.stages.verify.weighing.conflicts import distributed, modality, polarity
from newsprism.stages.verify.weighing.copula import denied_noun
from newsprism.stages.verify.weighing.greater import other_order
from newsprism.stages.verify.weighing.holders import attribution, omitted
from newsprism.stages.verify.weighing.laststep import final
from newsprism.stages.verify.weighing.meaning import LEXICAL, lexical, new_reason, probability, unsupported_words
from newsprism.stages.verify.weighing.stance import other_stance
from newsprism.stages.verify.weighing.ways import turned
from newsprism.types.verdict import FaultKind

if TYPE_CHECKING:
    from newsprism.protocols.services import Embedder

_ALREADY, _BEFORE = re.compile(r"이미|벌써"), re.compile(r"이미|벌써|앞서")
_CERTAIN = re.compile(r"반드시|(?<!불)확실|(?<!불)분명|단정|단언|틀림없|확신|예외 없이")
_HELD = 0.55
"""Share of its words that a sentence must have of its spans, in whatever form."""
_DOUBTFUL, _CLEAR = 0.05, 0.4
_SURE = re.compile(r"반드시|(?<!불)확실|(?<!불)분명|단정|단언|틀림없|확신|의무|예외")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that speaks against a sentence: its `name` among the weights, the fault that it would be, how it is told."""

    name: str
    strength: float
    kind: FaultKind
    detail: str


_MODALITY = {"beyond": "인용문보다 단정하거나 앞서 나감", "behind": "인용문에서는 정해졌거나 이미 일어난 일"}
NAMES = (
    "beyond", "beyond_near", "beyond_far", "behind", "behind_near", "behind_far", "contrary", "speaker_omitted", "other_party", "already", "certain",
    "opposite", "denied", "denied_thing", "denied_alike", "opposite_too", "prefixed",
    "surer", "done_already", "only_considered", "to_come", "settled", "lost_hedge", "lost_condition",
    "speaker_unheard", "speaker_elsewhere", "told_by_another", "other_actor",
    "misplaced", "other_slot", "inserted", "new_reason", "bare", "unsupported",
)  # fmt: skip
"""Every fact, in the order of the weights."""


def facts(
    claim: Reading, spans: Sequence[Reading], embedder: Embedder | None = None, meaning: bool = True
) -> Iterator[Fact]:
    """Yield the facts against a written sentence, with `meaning` also its words that no span holds.

    Raises what the embedder raises.
    """
    for kind, detail in (*binding_findings(claim, spans), *swap_findings(claim, spans)):
        yield Fact("misplaced", 1.0, kind, detail)
    yield from _of_propositions(claim, spans)
    yield from _of_markers(claim, spans)
    for name, detail in polarity_facts(claim, spans):
        if name == "undone":
            continue  # refuses as many true sentences as false ones
        yield Fact("opposite_too" if name == "opposite" and both_ways(spans) else name, 1.0, "polarity", detail)
    for name, detail in modality_facts(claim, spans):
        yield Fact(name, 1.0, "modality", detail)
    for name, detail in attribution_facts(claim, spans):
        if name == "speaker_lost":
            continue  # refuses more true sentences than false ones
        yield Fact(name, 1.0, "attribution", detail)
    for kind, detail in actor_findings(claim, spans):
        yield Fact("other_actor", 1.0, kind, detail)
    for kind, detail in slot_findings(claim, spans):
        yield Fact("other_slot", 1.0, kind, detail)
    if way := turned(claim, spans) or wrong_side(claim, spans) or other_order(claim, spans):
        yield Fact("contrary", 1.0, "polarity", f"인용문에서는 반대 방향: {way}")
    if meaning:
        yield from _of_support(claim, spans, embedder)


def _of_propositions(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    rows = pairs(claim, spans)
    hedged = hedged_topic(claim)
    for name, margin in modality(rows).items():
        if margin and not (hedged and name.startswith("beyond")):
            yield Fact(name, _clear(margin), "modality", _MODALITY[name.partition("_")[0]])
    contrary = max(polarity(claim, rows), distributed(claim, rows))
    if contrary:
        yield Fact("contrary", _clear(contrary), "polarity", "인용문과 긍정·부정이나 방향이 다름")
    if party := other_stance(claim, spans):
        yield Fact("contrary", 1.0, "polarity", f"인용문에서는 반대의 태도: {party}")
    if step := final(claim, spans):
        yield Fact("settled", 1.0, "modality", f"인용문보다 단정함: {step}")
    if noun := denied_noun(claim, spans):
        yield Fact("contrary", 1.0, "polarity", f"인용문과 긍정·부정이 다름: {noun}")
    other, named = attribution(claim, rows, spans)
    if other:
        yield Fact("other_party", _clear(other), "attribution", f"인용문에서는 다른 이의 말이나 일: {named}")
    lost, speaker = omitted(claim, rows)
    if lost > _CLEAR:
        yield Fact("speaker_omitted", 1.0, "attribution", f"말한 이가 빠짐: {speaker}")


def _clear(margin: float) -> float:
    """Return the strength of a conflict that fits by `margin` better than what says the same: half of it is clear."""
    return min(1.0, max(0.0, margin - _DOUBTFUL) / (_CLEAR - _DOUBTFUL))


def _of_markers(claim: Reading, spans: Sequence[Reading]) -> Iterator[Fact]:
    """Yield words of completion and certainty that no span has any of."""
    done = _ALREADY.search(claim.text)
    if done and not any(_BEFORE.search(span.text) for span in spans):
        yield Fact("already", 1.0, "modality", f"인용문에 없는 말: {done.group()}")
    sure = _CERTAIN.search(claim.text)
    if sure and not any(_SURE.search(span.text) for span in spans):
        yield Fact("certain", 1.0, "modality", f"인용문보다 단정함: {sure.group()}")


def _of_support(claim: Reading, spans: Sequence[Reading], embedder: Embedder | None) -> Iterator[Fact]:
    inserted = inserted_words(claim, spans)
    if inserted:
        yield Fact("inserted", 1.0, "addition", f"인용문에 없는 말: {inserted}")
    reason = new_reason(claim, spans)
    if reason:
        yield Fact("new_reason", 1.0, "addition", f"인용문에 없는 까닭이나 사정: {reason}")
    values = lexical(claim, spans)
    told = dict(zip(LEXICAL, values, strict=True))
    kind, detail = unsupported_words(claim, spans)
    if told["held"] < _HELD or told["longest_run"] >= 1:
        yield Fact("bare", 1.0, kind, detail)
    likely, _ = probability(claim, spans, embedder, values)
    yield Fact("unsupported", (1 - likely) ** 2, kind, detail)
