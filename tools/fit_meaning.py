"""``python -m tools.fit_meaning --nli KLUE_NLI.jsonl``: fits stages/verify/data/meaning.json and says how good it is.

It learns from KLUE-NLI lines (entailment is supported) and labels/verify/dev.jsonl, only from claims in which the exact
checks find nothing, because only these are asked about. Measured by five-fold cross-validation over sources. Without
``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsprism.assemble import build
from newsprism.evaluation.digests import digest
from newsprism.evaluation.verify import EXACT, cited
from newsprism.formats.labels import read_claims
from newsprism.protocols.services import Embedder
from newsprism.stages.verify.evidence import gather
from newsprism.stages.verify.reading import read
from newsprism.stages.verify.sentence import check_sentence
from newsprism.stages.verify.weighing.meaning import EMBEDDED, LEXICAL, lexical, nearness
from newsprism.types.label import Claim

Floats = npt.NDArray[np.float64]

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "src/newsprism/stages/verify/data/meaning.json"
FOLDS, RIDGE, STEPS = 5, 1.0, 60
ALARMS = 0.004
"""Share of true paraphrases that the model may refuse."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print, and write when asked to; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_meaning")
    parser.add_argument("--nli", type=Path, required=True, help="lines of KLUE-NLI")
    parser.add_argument("--own", type=Path, default=HERE / "labels/verify/dev.jsonl")
    parser.add_argument("--write", action="store_true", help="write the coefficients into the package")
    given = parser.parse_args(arguments)
    nli, own = read_claims(given.nli), [c for c in read_claims(given.own) if c.origin == "generated"]
    claims = [*nli, *own]
    embedder = build().embedder
    rows = np.array([_features(claim, embedder) for claim in claims])
    true = np.array([claim.supported for claim in claims], dtype=float)
    exact = np.array(
        [any(f.kind != "addition" for f in check_sentence(*cited(claim), options=EXACT)) for claim in claims]
    )
    groups = np.array([hash_of(claim.source) for claim in claims])
    of_nli = np.arange(len(claims)) < len(nli)
    models: dict[str, object] = {}
    for name, names in (("lexical", LEXICAL), ("embedded", EMBEDDED)):
        if name == "embedded" and embedder is None:
            continue
        used = rows[:, : len(names)]
        held = _out_of_fold(used, true, exact, of_nli, groups)
        told = _report(held, true, exact, of_nli, claims)
        means, scales, weights, bias = _fit(used[~exact], true[~exact], _balance(of_nli[~exact], true[~exact]))
        models[name] = {
            "features": list(names), "means": _round(means), "scales": _round(scales), "weights": _round(weights),
            "bias": round(float(bias), 5), "threshold": told["threshold"], "measured": told,
        }  # fmt: skip
        print(name, json.dumps(told, indent=1))
    if given.write:
        record = {"trained_on": {"klue_nli": digest(given.nli), "own": digest(given.own)}, "models": models}
        TARGET.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def hash_of(text: str) -> int:
    """Return a number for a source that is the same in every process."""
    import zlib

    return zlib.crc32(text.encode())


def _features(claim: Claim, embedder: Embedder | None) -> list[float]:
    sentence, documents = cited(claim)
    evidence = gather(sentence, documents, "")
    reading = read(sentence.text, claim.source_date)
    values = list(lexical(reading, evidence.readings))
    return values + (list(nearness(reading, evidence.readings, embedder)) if embedder else [0.0, 0.0])


def _balance(of_nli: npt.NDArray[np.bool_], true: Floats) -> Floats:
    """Weigh examples so that both sources count alike, and both answers in each of them."""
    weights = np.zeros(len(true))
    for source in (True, False):
        for answer in (0.0, 1.0):
            mask = (of_nli == source) & (true == answer)
            weights[mask] = 1 / max(1, mask.sum())
    return weights * len(true) / weights.sum()


def _fit(rows: Floats, true: Floats, weights: Floats) -> tuple[Floats, Floats, Floats, float]:
    """Return means, scales, weights and bias of a ridge logistic regression, by Newton's method."""
    means, scales = rows.mean(0), rows.std(0) + 1e-6
    design = np.hstack([(rows - means) / scales, np.ones((len(rows), 1))])
    penalty = np.diag([RIDGE] * rows.shape[1] + [1e-6])
    beta = np.zeros(design.shape[1])
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-design @ beta))
        slope = design.T @ (weights * (true - guess)) - penalty @ beta
        curve = (design * (weights * guess * (1 - guess))[:, None]).T @ design + penalty
        beta += np.linalg.solve(curve, slope)
    return means, scales, beta[:-1], float(beta[-1])


def _out_of_fold(
    rows: Floats,
    true: Floats,
    exact: npt.NDArray[np.bool_],
    of_nli: npt.NDArray[np.bool_],
    groups: npt.NDArray[np.int64],
) -> Floats:
    """Return for each claim the probability by a model that did not see its source."""
    held = np.zeros(len(true))
    for fold in range(FOLDS):
        out = groups % FOLDS == fold
        learn = ~out & ~exact
        means, scales, weights, bias = _fit(rows[learn], true[learn], _balance(of_nli[learn], true[learn]))
        held[out] = 1 / (1 + np.exp(-((rows[out] - means) / scales @ weights + bias)))
    return held


def _report(
    held: Floats, true: Floats, exact: npt.NDArray[np.bool_], of_nli: npt.NDArray[np.bool_], claims: Sequence[Claim]
) -> dict[str, object]:
    asked = ~exact
    ours = asked & ~of_nli & (true == 1)
    threshold = float(np.quantile(held[ours], ALARMS))
    best = max(np.unique(held[of_nli].round(3)), key=lambda t: _balanced(held[of_nli] >= t, true[of_nli]))
    contradicted = np.array([claim.fault != "neutral" for claim in claims])
    passes = asked & (held >= threshold)
    return {
        "threshold": round(threshold, 4),
        "nli_model_alone_best_threshold": round(_balanced(held[of_nli] >= best, true[of_nli]), 4),
        "nli_layers_and_model": round(_balanced(passes[of_nli], true[of_nli]), 4),
        "nli_layers_and_model_best_threshold": round(
            max(_balanced((asked & (held >= t))[of_nli], true[of_nli]) for t in np.unique(held[of_nli].round(2))), 4
        ),
        "nli_contradiction_against_entailment": round(
            _balanced(passes[of_nli & contradicted], true[of_nli & contradicted]), 4
        ),
        "nli_false_alarms": round(float((~passes[of_nli & (true == 1)]).mean()), 4),
        "own_paraphrases_refused": round(float((~passes[~of_nli & (true == 1)]).mean()), 4),
        "own_faults_caught": round(float((~passes[~of_nli & (true == 0)]).mean()), 4),
    }


def _balanced(passes: npt.NDArray[np.bool_], true: Floats) -> float:
    return float((passes[true == 1].mean() + (~passes[true == 0]).mean()) / 2)


def _round(values: Floats) -> list[float]:
    return [round(float(value), 5) for value in values]


if __name__ == "__main__":
    sys.exit(main())
