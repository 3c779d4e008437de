"""``python -m tools.fit_judgement LABELS…``: fits stages/verify/data/judgement.json and says how good it is.

It learns from the written claims in which the exact checks find nothing, because only these are asked about. Measured by
cross-validation over sources: no claim is judged by weights that saw another claim about its source. Claims that the word
lists of the checks were once made on count less than those of `--fresh` bases. Without ``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsprism.evaluation.digests import digest
from newsprism.evaluation.verify import cited
from newsprism.formats.labels import read_claims
from newsprism.stages.verify.evidence import gather
from newsprism.stages.verify.facts import CERTAIN, NAMES, facts
from newsprism.stages.verify.judgement import strongest
from newsprism.stages.verify.reading import read
from newsprism.stages.verify.sentence import check_values
from newsprism.types.label import Claim

Floats = npt.NDArray[np.float64]

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "src/newsprism/stages/verify/data/judgement.json"
UNSUPPORTED = 1.15
"""Share of the limit that a sentence without any support weighs at least. The claims have few additions, and a model writes many."""
FOLDS, RIDGE, STEPS, RATE = 10, 2.0, 3000, 0.5
SURE = 9.0
"""Stands for a fact that suffices by itself."""
KNOWN = 0.34
"""Weight of a claim that the checks were made on, beside 1 of one that was written before they were changed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print, and write when asked to; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_judgement")
    parser.add_argument("labels", type=Path, nargs="*", default=[HERE / "labels/verify/dev.jsonl"])
    parser.add_argument("--fresh", default="fresh_", help="how the ids of claims begin that count in full")
    parser.add_argument("--limit", type=float, help="the weight of facts from which on a sentence is refused")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args(arguments)
    claims = [c for path in given.labels for c in read_claims(path) if c.origin == "generated"]
    exact = np.array([bool(check_values(*cited(c))) for c in claims])
    rows = np.array([_strengths(c) for c in claims])
    exact |= (rows >= SURE).all(axis=1)
    false = np.array([not c.supported for c in claims], dtype=float)
    fresh = np.array([str(c.id).startswith(given.fresh) for c in claims])
    groups = np.array([zlib.crc32(c.source.encode()) % FOLDS for c in claims])
    share = np.where(fresh, 1.0, KNOWN)
    held = np.zeros(len(claims))
    for fold in range(FOLDS):
        learn, out = (groups != fold) & ~exact, groups == fold
        weights, bias = _fit(rows[learn], false[learn], share[learn])
        held[out] = rows[out] @ weights + bias
    weights, bias = _fit(rows[~exact], false[~exact], share[~exact])
    for limit in sorted({given.limit or 0.0, *np.arange(-3.0, 2.1, 0.5)}):
        for name, mask in (("fresh", fresh), ("known", ~fresh)):
            print(f"{limit:5.2f} {name}", _told(claims, (held >= limit) | exact, mask))
    print({name: round(float(w), 2) for name, w in zip(NAMES, weights, strict=True)}, round(bias, 2))
    if given.write:
        limit = (given.limit or 0.0) - bias
        # What the sources do not say is worse than a true sentence lost: little support suffices by itself to refuse.
        weights[NAMES.index("unsupported")] = max(weights[NAMES.index("unsupported")], UNSUPPORTED * limit)
        record = {
            "trained_on": {path.name: digest(path) for path in given.labels},
            "weights": {name: round(float(w), 3) for name, w in zip(NAMES, weights, strict=True)},
            "limit": round(float(limit), 3),
        }
        TARGET.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _strengths(claim: Claim) -> list[float]:
    sentence, documents = cited(claim)
    evidence = gather(sentence, documents, "")
    found = strongest(facts(read(sentence.text, claim.source_date), evidence.readings))
    if CERTAIN in found:
        return [SURE] * len(NAMES)
    return [found[name].strength if name in found else 0.0 for name in NAMES]


def _fit(rows: Floats, false: Floats, share: Floats) -> tuple[Floats, float]:
    """Return weights of at least zero, and the bias, of a ridge logistic regression by projected gradient."""
    balance = share * np.where(false > 0, 1 / (share * false).sum(), 1 / (share * (1 - false)).sum())
    balance *= len(rows) / balance.sum()
    weights, bias = np.zeros(rows.shape[1]), 0.0
    for _ in range(STEPS):
        slope = balance * (1 / (1 + np.exp(-(rows @ weights + bias))) - false)
        weights = np.maximum(0.0, weights - RATE * (rows.T @ slope + RIDGE * weights) / len(rows) * 10)
        bias -= RATE * float(slope.sum()) / len(rows)
    return weights, bias


def _told(claims: Sequence[Claim], refused: npt.NDArray[np.bool_], mask: npt.NDArray[np.bool_]) -> str:
    total, hit = Counter[str](), Counter[str]()
    for claim, no, counted in zip(claims, refused, mask, strict=True):
        if counted:
            total[claim.fault or "true"] += 1
            hit[claim.fault or "true"] += bool(no)
    return " ".join(f"{kind}={hit[kind] / total[kind]:.3f}" for kind in sorted(total))


if __name__ == "__main__":
    sys.exit(main())
