"""``python -m tools.fit_judgement LABELS…``: fits stages/verify/data/judgement.json and says how good it is.

It learns from the written claims in which the exact checks find nothing, because only these are asked about. Measured by
cross-validation over sources, and over the writers of `--fresh` bases: no claim is judged by weights that saw another
claim about its source, or by its writer. Claims that the word lists of the checks were once made on count less. Without
``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import re
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
from newsprism.stages.verify.reading import read
from newsprism.stages.verify.sentence import check_values
from newsprism.stages.verify.weighing.facts import NAMES, facts
from newsprism.stages.verify.weighing.judgement import strongest
from newsprism.types.label import Claim

Floats = npt.NDArray[np.float64]

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "src/newsprism/stages/verify/data/judgement.json"
UNSUPPORTED = 3.0
"""Weight of a sentence that hardly anything supports, fixed: the claims have few additions, and a model writes many."""
FOLDS, RIDGE, STEPS, RATE = 10, 1.0, 3000, 0.05
KNOWN = 0.34
"""Weight of a claim that the checks were made on, beside 1 of one that was written before they were changed."""
ADDED = 2.0
"""Weight of an added claim beside 1 of another false one, for the same reason."""
_WRITER = re.compile(r"(?P<writer>\D+?)\d+-\d+$")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print, and write when asked to; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_judgement")
    parser.add_argument("labels", type=Path, nargs="*", default=[HERE / "labels/verify/dev.jsonl"])
    parser.add_argument("--fresh", default="fresh_", help="how the ids of claims begin that count in full")
    parser.add_argument("--limit", type=float, default=0.0, help="the score from which on a sentence is refused")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args(arguments)
    claims = [c for path in given.labels for c in read_claims(path) if c.origin == "generated"]
    exact = np.array([bool(check_values(*cited(c))) for c in claims])
    rows = np.array([_strengths(c) for c in claims])
    false = np.array([not c.supported for c in claims], dtype=float)
    fresh = np.array([str(c.id).startswith(given.fresh) for c in claims])
    writers = np.array([_writer(c) if known else "" for c, known in zip(claims, fresh, strict=True)])
    sources = np.array([zlib.crc32(c.source.encode()) % FOLDS for c in claims])
    share = np.where(fresh, 1.0, KNOWN) * np.where([c.fault == "addition" for c in claims], ADDED, 1.0)
    for name, groups in (("sources", sources), ("writers", writers)):
        held = np.zeros(len(claims))
        for group in sorted(set(groups.tolist()) - {""}):
            learn, out = (groups != group) & ~exact, groups == group
            weights, bias = _fit(rows[learn], false[learn], share[learn])
            held[out] = rows[out] @ weights + bias
        for limit in sorted({given.limit, *np.arange(-1.0, 1.6, 0.25)}):
            print(f"{name} {limit:5.2f} fresh", _told(claims, (held >= limit) | exact, fresh))
            if name == "sources":
                print(f"{name} {limit:5.2f} known", _told(claims, (held >= limit) | exact, ~fresh))
        if name == "writers":
            for writer in sorted(set(writers.tolist()) - {""}):
                print(f"{writer} {given.limit:.2f}", _told(claims, (held >= given.limit) | exact, writers == writer))
    weights, bias = _fit(rows[~exact], false[~exact], share[~exact])
    limit = given.limit - bias
    # What is added is refused whatever the claims say of it.
    for name in ("bare", "inserted", "new_reason"):
        weights[NAMES.index(name)] = max(weights[NAMES.index(name)], limit)
    record = {
        "trained_on": {path.name: digest(path) for path in given.labels},
        "weights": {name: round(float(w), 3) for name, w in zip(NAMES, weights, strict=True)},
        "limit": round(float(limit), 3),
    }
    print(json.dumps(record))
    if given.write:
        TARGET.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _writer(claim: Claim) -> str:
    found = _WRITER.match(str(claim.id))
    return found["writer"] if found else ""


def _strengths(claim: Claim) -> list[float]:
    sentence, documents = cited(claim)
    spans = gather(sentence, documents, "").readings
    found = strongest(facts(read(sentence.text, claim.source_date), spans))
    return [found[name].strength if name in found else 0.0 for name in NAMES]


def _fit(rows: Floats, false: Floats, share: Floats) -> tuple[Floats, float]:
    """Return weights of at least zero, and the bias, of a ridge logistic regression.

    Projected Adam (D. Kingma and J. Ba, 2015); both classes count the same.
    """
    balance = share * np.where(false > 0, 1 / (share * false).sum(), 1 / (share * (1 - false)).sum())
    weights, bias = np.zeros(rows.shape[1]), 0.0
    mean, square = np.zeros(len(weights) + 1), np.zeros(len(weights) + 1)
    for step in range(1, STEPS + 1):
        slope = balance / 2 * (1 / (1 + np.exp(-(rows @ weights + bias))) - false)
        gradient = np.append(rows.T @ slope + RIDGE * weights / len(rows), slope.sum())
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        move = RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-10)
        weights, bias = weights - move[:-1], bias - float(move[-1])
        weights = np.maximum(0.0, weights)
        weights[NAMES.index("unsupported")] = UNSUPPORTED
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
