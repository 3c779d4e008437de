"""What the checks find in an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsprism.types.brief import Usage

FaultKind = Literal[
    "citation",  # missing document, span outside it, quote not exact, no citation at all
    "number",
    "unit",
    "date",
    "name",
    "ticker",
    "quote",
    "polarity",
    "modality",
    "attribution",
    "addition",  # content words that no cited span holds
    "meaning",  # the spans' own words put together to say what they do not
    "generic",  # a sentence that names nobody, nothing, no number and no day
    "advice",  # to buy, to sell, how much to hold: in editions for investors
    "verbatim",  # more in one piece from one source than may be copied
    "language",  # not in the language of the edition
    "instruction",  # text that speaks to a machine, or that no reader would see
    "repeated",
    "story_twice",
    "company_cap",
    "window",
    "contradiction",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is the path of the block (``picks[2].summary[1]``); `text` the sentence or title at fault."""

    kind: FaultKind
    where: str
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """Counts over the edition, and every fault found, in printing order; `usage` is what a second opinion took, `embedder` the model whose vectors were used."""

    sentences: int
    supported: int
    composed: int
    faults: tuple[Fault, ...]
    usage: Usage | None = None
    embedder: str | None = None

    @property
    def clean(self) -> bool:
        """True when nothing was found."""
        return not self.faults
