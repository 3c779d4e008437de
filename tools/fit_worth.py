"""Fit how well a sentence stands under its headline, and write it into the package.

::

    python -m tools.fit_worth --items DATA/ko-business-week/items.jsonl.gz --write

It learns ``stages/write/sentence/worth.json`` from judged sentences ({"headline", "url", "start", "end", "codes"}; labels/README.md):
one ridge logistic regression for each thing that is judged, by Newton's method, every judge's code counting its share.
Measured by cross-validation over headlines, and on the kept-back part with the weights of the whole other part: the area
under the ROC curve of each model, and what the best three sentences of a story are. Without ``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from newsprism import build
from newsprism.errors import EmptyInput
from newsprism.evaluation.digests import digest
from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.material import read
from newsprism.stages.write.sentence.worth import JUDGED, Worth, traits
from newsprism.text.ko.tokens import Analyzer
from newsprism.types.document import Document
from newsprism.types.story import Story, StoryId

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

HERE = Path(__file__).resolve().parent.parent
LABELS = HERE / "labels/ko-business-week"
TARGET = HERE / "src/newsprism/stages/write/sentence/worth.json"
CODES = {"solid": "G", "retold": "R", "empty": "E", "unclear": "UO"}
"""The codes that each model counts as what it tells; P is passable, X broken (by its letters, which no trait shows)."""
RARE = 20
"""Sentences in which a trait stands at least, to be learned from."""
RIDGE, STEPS, FOLDS, BEST, STORY = 12.0, 40, 10, 3, 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the share of its judges who gave each code."""

    headline: str
    candidate: Candidate
    codes: str

    def share(self, codes: str) -> float:
        """Return the share of judges whose code is one of these."""
        return sum(code in codes for code in self.codes) / len(self.codes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure, print, and write when asked to; return 0."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_worth")
    parser.add_argument("labels", type=Path, nargs="*", default=[LABELS / "sentences.dev.jsonl"])
    parser.add_argument("--kept", type=Path, help="sentences that only measure")
    parser.add_argument("--items", type=Path, required=True, help="the items that the addresses are of")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    given = parser.parse_args(arguments)
    documents = {d.url: d for d in build().read([given.items]).documents if d.url}
    learned = _judged(given.labels, documents)
    rows, names = _rows(learned)
    goals = {name: np.array([j.share(codes) for j in learned]) for name, codes in CODES.items()}
    folds = np.array([zlib.crc32(j.headline.encode()) % FOLDS for j in learned])
    crossed = {name: _crossed(rows, goal, folds) for name, goal in goals.items()}
    print(f"{len(learned)} sentences, {len(names)} traits; cross-validated over headlines:")
    _tell(learned, crossed, goals)
    weights = np.array([_fit(rows, goals[name]) for name in JUDGED])
    if given.kept:
        kept = _judged([given.kept], documents)
        held, _ = _rows(kept, names)
        told = {name: held @ weights[i, :-1] + weights[i, -1] for i, name in enumerate(JUDGED)}
        print(f"kept back, {len(kept)} sentences:")
        _tell(kept, told, {name: np.array([j.share(codes) for j in kept]) for name, codes in CODES.items()})
    record = {
        "trained_on": {path.name: digest(path) for path in given.labels},
        "judged": JUDGED,
        "bias": [round(float(w), 3) for w in weights[:, -1]],
        "weights": {name: [round(float(w), 3) for w in weights[:, i]] for i, name in enumerate(names)},
    }
    if given.write:
        rows_told = ",\n  ".join(f"{json.dumps(k, ensure_ascii=False)}: {v}" for k, v in record.pop("weights").items())  # type: ignore[attr-defined]
        head = json.dumps(record, ensure_ascii=False, indent=1)[:-2]
        TARGET.write_text(f'{head},\n "weights": {{\n  {rows_told}\n }}\n}}\n', encoding="utf-8")
    return 0


def _judged(paths: Iterable[Path], documents: dict[str, Document]) -> list[Judged]:
    """Return the judged sentences whose items are there, as the writer reads them; tell how many it does not read so."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    there = [line for line in lines if line["headline"] in documents and line["url"] in documents]
    if not there:
        raise EmptyInput(
            "주소가 맞는 기사가 없습니다", subject=str(next(iter(paths), "")), advice="--items 를 확인하세요."
        )
    pairs = dict.fromkeys((line["headline"], line["url"]) for line in there)
    stories = [_story(documents[headline], documents[url]) for headline, url in pairs]
    forms: dict[tuple[str, str, int], Candidate] = {}
    for pair, material in zip(pairs, read(stories, Analyzer(), date.max), strict=True):
        for candidate in material.candidates:
            key = (*pair, candidate.start)
            if candidate.document.url == pair[1] and len(candidate.text) > len(forms[key].text if key in forms else ""):
                forms[key] = candidate
    found = []
    for line in there:
        candidate = forms.get((line["headline"], line["url"], line["start"]))
        if candidate is not None and candidate.end == line["end"]:
            found.append(Judged(line["headline"], candidate, line["codes"]))
    print(f"{len(lines)} judged, {len(there)} with items, {len(found)} that the writer reads", file=sys.stderr)
    return found


def _story(lead: Document, other: Document) -> tuple[Story, tuple[Document, ...]]:
    documents = (lead,) if lead is other else (lead, other)
    return Story(StoryId(lead.id), 1, lead.title, documents, lead.published_at, lead.published_at), documents


def _rows(judged: Sequence[Judged], names: Sequence[str] | None = None) -> tuple[Floats, list[str]]:
    """Return a row of traits for each sentence, and their names: of those that stand often enough, or as given."""
    read_ = Analyzer().analyse_all([j.candidate.text for j in judged])
    held = [dict(traits(j.candidate, morphemes)) for j, morphemes in zip(judged, read_, strict=True)]
    if names is None:
        count = Counter(name for one in held for name in one)
        names = sorted(name for name, often in count.items() if often >= RARE)
    place = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(held), len(names)))
    for row, one in zip(rows, held, strict=True):
        for name, value in one.items():
            if name in place:
                row[place[name]] = value
    return rows, list(names)


def _fit(rows: Floats, goal: Floats) -> Floats:
    """Return the weights and, last, the bias of a ridge logistic regression on shares, by Newton's method."""
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    weights, ridge = np.zeros(wide.shape[1]), np.full(wide.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-wide @ weights))
        slope = wide.T @ (likely - goal) + ridge * weights
        curve = (wide * (likely * (1 - likely))[:, None]).T @ wide + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-5:
            break
    return weights


def _crossed(rows: Floats, goal: Floats, folds: npt.NDArray[np.int64]) -> Floats:
    told = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights = _fit(rows[folds != fold], goal[folds != fold])
        told[folds == fold] = rows[folds == fold] @ weights[:-1] + weights[-1]
    return told


def _tell(judged: Sequence[Judged], told: dict[str, Floats], goals: dict[str, Floats]) -> None:
    for name in JUDGED:
        print(f"  {name:8} area {_area(told[name], goals[name] >= 0.5):.3f}")
    shares = zip(*(1 / (1 + np.exp(-told[name])) for name in JUDGED), strict=True)
    valued = [Worth(*map(float, one)).value for one in shares]
    print(f"  best {BEST} of a story by worth:  {_best(judged, valued)}")
    print(f"  by their place in the report: {_best(judged, [-float(j.candidate.rank) for j in judged])}")
    print(f"  by share of the headline:     {_best(judged, [j.candidate.told for j in judged])}")


def _area(scores: Floats, true: Bools) -> float:
    """Return the area under the ROC curve."""
    places = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
    ones, zeros = int(true.sum()), int((~true).sum())
    return (float(places[true].sum()) - ones * (ones - 1) / 2) / max(1, ones * zeros)


def _best(judged: Sequence[Judged], scores: Sequence[float]) -> str:
    """Tell the shares of codes among the best sentences of each story with enough of them."""
    stories: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(judged):
        stories[one.headline].append(i)
    chosen = [
        i
        for held in stories.values()
        if len(held) >= STORY
        for i in sorted(held, key=lambda i: (-scores[i], judged[i].candidate.text))[:BEST]
    ]
    shares = {code: sum(judged[i].share(code) for i in chosen) / max(1, len(chosen)) for code in "GPREUOX"}
    return " ".join(f"{code} {share:.3f}" for code, share in shares.items())


if __name__ == "__main__":
    sys.exit(main())
