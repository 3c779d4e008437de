"""What is wrong with the values, codes and quotations of a sentence: all that is found without analysing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsprism.stages.verify.exact.names import quote_findings, ticker_findings
from newsprism.stages.verify.exact.values import Finding, date_findings, number_findings
from newsprism.stages.verify.reading import Surface


@lru_cache(maxsize=1024)
def surface_findings(claim: Surface, spans: tuple[Surface, ...]) -> tuple[Finding, ...]:
    """Return the `number`, `unit`, `date`, `ticker` and `quote` findings of a sentence; reading ahead asks for them too."""
    return tuple(value_findings(claim, spans))


def value_findings(claim: Surface, spans: Sequence[Surface]) -> Iterator[Finding]:
    """Yield the same one by one, also for texts that are analysed."""
    yield from number_findings(claim, spans)
    yield from date_findings(claim.text, spans)
    yield from ticker_findings(claim, spans)
    yield from quote_findings(claim, spans)
