"""The check of one sentence against one source, beside the share of its words that the source holds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from time import perf_counter
from typing import get_args
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from newsprism.assemble import NewsPrism
from newsprism.errors import UnusableLabels
from newsprism.evaluation.baselines import overlap
from newsprism.evaluation.bootstrap import SEED, interval_of_sums
from newsprism.evaluation.digests import digest
from newsprism.evaluation.measures import balanced_accuracy
from newsprism.evaluation.result import BEST, Evaluation, Judgement
from newsprism.formats.labels import read_claims
from newsprism.protocols.services import Embedder
from newsprism.stages.verify import Options, check_sentence
from newsprism.text.ko.tokens import content
from newsprism.types.brief import Citation, Origin, Sentence
from newsprism.types.document import Document, DocumentId
from newsprism.types.label import Claim
from newsprism.types.verdict import Fault, FaultKind

Bools = npt.NDArray[np.bool_]

EXACT = Options(meaning=False)
"""The checks without the model of meaning."""

_SEOUL = ZoneInfo("Asia/Seoul")
_NOON = time(12)
_EXAMPLES = 20


def evaluate(
    engine: NewsPrism, data: Path, items: Sequence[Path] = (), errors: bool = False, seed: int = SEED
) -> Evaluation:
    """Measure the claims of `data`; `items` are not used.

    A claim is checked as a sentence that somebody wrote with the source before him, unless it says that it is an excerpt
    (`origin`); with the embedder of the settings, if there is one. `exact` are the measures of the exact checks without
    the model of meaning; `as_extracted` are those of the claims taken for excerpts, whose words must stand in the order
    of the source. Raises InputError for labels that cannot be used.
    """
    begin = perf_counter()
    claims = read_claims(data)
    supported = np.array([claim.supported for claim in claims])
    if supported.all() or not supported.any():
        raise UnusableLabels(
            f"{len(claims)}문장의 라벨이 모두 한 가지입니다",
            subject=str(data),
            advice="근거가 있는 문장과 없는 문장이 모두 있어야 합니다.",
        )
    found = _check(engine, claims, None)
    refused = np.array([bool(faults) for faults in found])
    ours = _judge(claims, supported, refused, seed)
    exact = np.array([bool(faults) for faults in _check(engine, claims, None, EXACT)])
    excerpts = np.array([bool(faults) for faults in _check(engine, claims, "extracted")])
    engine.progress.stage("비교 기준")
    return Evaluation(
        "verify",
        digest(data),
        len(claims),
        Judgement(
            ours.measures,
            ours.intervals,
            {
                **ours.details,
                "caught_as_named": _as_named(claims, found),
                "alarms_by_kind": _alarms(claims, found),
                "false_alarms_by_origin": _by_origin(claims, refused),
                "exact": dict(_judge(claims, supported, exact, seed).measures),
                "as_extracted": dict(_judge(claims, supported, excerpts, seed).measures),
            },
        ),
        {"lexical_overlap": _lexical(engine, claims, supported, seed)},
        perf_counter() - begin,
        counts={
            "supported": int(supported.sum()),
            "by_fault": dict(Counter(c.fault or "unnamed" for c in claims if not c.supported)),
        },
        errors=_errors(claims, found) if errors else {},
    )


def _check(
    engine: NewsPrism, claims: Sequence[Claim], origin: Origin | None, options: Options | None = None
) -> list[tuple[Fault, ...]]:
    engine.progress.stage("검증", len(claims))
    found = []
    for claim in claims:
        found.append(check(claim, origin or claim.origin, options, engine.embedder))
        engine.progress.advance()
    return found


def check(
    claim: Claim,
    origin: Origin = "generated",
    options: Options | None = None,
    embedder: Embedder | None = None,
) -> tuple[Fault, ...]:
    """Return the faults of a claim that cites the whole of its source."""
    return check_sentence(*cited(claim, origin), options=options, embedder=embedder)


def cited(claim: Claim, origin: Origin = "generated") -> tuple[Sentence, dict[DocumentId, Document]]:
    """Return the claim as a sentence that cites the whole of its source, and that source as a document."""
    day = claim.source_date
    published = datetime.combine(day, _NOON, _SEOUL) if day else None
    source = Document(DocumentId("source"), "article", "", claim.source, published, None, (), None, "ko")
    citation = Citation(source.id, "text", 0, len(source.text), source.text)
    return Sentence(claim.text, origin, (citation,)), {source.id: source}


def _judge(claims: Sequence[Claim], supported: Bools, refused: Bools, seed: int) -> Judgement:
    kept, caught = float((~refused[supported]).mean()), float(refused[~supported].mean())
    rows = np.stack((supported & ~refused, supported, ~supported & refused, ~supported), axis=1)
    caught_by: Mapping[str, float] = {
        name: float(refused[mask].mean())
        for name in dict.fromkeys(c.fault for c in claims if not c.supported and c.fault)
        if (mask := np.array([c.fault == name for c in claims])).any()
    }
    return Judgement(
        {"balanced_accuracy": balanced_accuracy(kept, caught), "false_alarm_rate": 1 - kept, "caught": caught},
        {
            "balanced_accuracy": interval_of_sums(rows, _balanced, seed=seed),
            "false_alarm_rate": interval_of_sums(rows, lambda s: 1 - s[0] / s[1] if s[1] else math.nan, seed=seed),
        },
        {"caught_by_fault": caught_by},
    )


def _balanced(sums: npt.NDArray[np.float64]) -> float:
    """Return the balanced accuracy out of counts (kept, supported, caught, unsupported)."""
    return balanced_accuracy(sums[0] / sums[1], sums[2] / sums[3]) if sums[1] and sums[3] else math.nan


def _as_named(claims: Sequence[Claim], found: Sequence[Sequence[Fault]]) -> dict[str, float]:
    """Return, of each kind of fault, the share that was caught under its own name."""
    hit: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for claim, faults in zip(claims, found, strict=True):
        if claim.fault and claim.fault in get_args(FaultKind):
            total[claim.fault] += 1
            hit[claim.fault] += any(fault.kind == claim.fault for fault in faults)
    return {name: hit[name] / count for name, count in total.items()}


def _alarms(claims: Sequence[Claim], found: Sequence[Sequence[Fault]]) -> dict[str, int]:
    """Return how many supported claims each check refused."""
    alarms = (
        kind
        for claim, faults in zip(claims, found, strict=True)
        if claim.supported
        for kind in {f.kind for f in faults}
    )
    return dict(Counter(alarms).most_common())


def _by_origin(claims: Sequence[Claim], refused: Bools) -> dict[str, float]:
    """Return the share of supported claims that are refused: of excerpts, and of sentences in other words."""
    return {
        origin: float(refused[mask].mean())
        for origin in ("extracted", "generated")
        if (mask := np.array([c.supported and c.origin == origin for c in claims])).any()
    }


def _lexical(engine: NewsPrism, claims: Sequence[Claim], supported: Bools, seed: int) -> Judgement:
    """Measure the peer for which a claim is supported from a share of its words on, the best share for these labels."""
    words = [
        (content(one), content(other))
        for one, other in zip(
            engine.analyzer.analyse_all([c.text for c in claims]),
            engine.analyzer.analyse_all([c.source for c in claims]),
            strict=True,
        )
    ]
    shares = np.array([overlap(claim, source) for claim, source in words])
    choices = np.unique(np.append(shares, 1.1))
    accuracy = [
        balanced_accuracy(float((shares[supported] >= c).mean()), float((shares[~supported] < c).mean()))
        for c in choices
    ]
    best = float(choices[int(np.argmax(accuracy))])
    judged = _judge(claims, supported, shares < best, seed)
    return Judgement(judged.measures, judged.intervals, {**judged.details, "threshold": best, "threshold_is": BEST})


def _errors(claims: Sequence[Claim], found: Sequence[Sequence[Fault]]) -> dict[str, list[dict[str, object]]]:
    both = list(enumerate(zip(claims, found, strict=True), 1))
    alarms: list[dict[str, object]] = [
        {"id": claim.id or number, "claim": claim.text, "found": [f"{f.kind}: {f.detail}" for f in faults]}
        for number, (claim, faults) in both
        if claim.supported and faults
    ]
    missed: list[dict[str, object]] = [
        {"id": claim.id or number, "claim": claim.text, "fault": claim.fault}
        for number, (claim, faults) in both
        if not claim.supported and not faults
    ]
    return {"false_alarm": alarms[:_EXAMPLES], "missed": missed[:_EXAMPLES]}
