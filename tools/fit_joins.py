"""Fit what makes two documents one story, and write it into the package.

::

    python tools/fit_joins.py frequencies --items DATA/ko-business-week/items.jsonl.gz
    python tools/fit_joins.py joins labels/ko-business-week/pairs.{dev,first,near}.jsonl --items DATA/ko-business-week/items.jsonl.gz --only event

`frequencies` counts how common words are; do it first, since the joins are fitted on what it gives. `joins` fits two
logistic models by Newton's method on labelled pairs ({"url1", "url2", "label": 2|1|0, "relation"?, …}): one of pairs of
documents, and one of pairs of clusters as they meet when the first is at work. How good the result is, `newsprism
evaluate cluster` tells, on labels that were not given here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta, timezone
from pathlib import Path

import numpy as np
import numpy.typing as npt

import newsprism.stages.cluster as cluster
import newsprism.text.ko as korean
from newsprism import build
from newsprism.protocols.stages import Features
from newsprism.stages.cluster.columns import Told
from newsprism.stages.cluster.comparing import COMPARED, comparison
from newsprism.stages.cluster.facts import facts, is_full, is_list, is_stub
from newsprism.stages.cluster.homes import Homes
from newsprism.stages.cluster.joining import Joining, Linkage, Start
from newsprism.stages.cluster.joins import Join, joins
from newsprism.stages.cluster.links import Likeness, Links, Rowed, links, measures
from newsprism.stages.cluster.neighbours import Near, Reach, neighbours
from newsprism.stages.cluster.vectors import rows
from newsprism.stages.dedupe.near import NearDeduplicator
from newsprism.text.ko.genre import genre
from newsprism.types.document import Document, DocumentId

Floats = npt.NDArray[np.float64]
Pair = tuple[int, int]

MEASURES = {
    "event": ("cosine", "rarity", "days", "same_cycle", "one_stub", "two_stubs", "two_full", "crowd", *COMPARED),
    "thread": (
        "cosine",
        "rarity",
        "days",
        "one_stub",
        "two_stubs",
        "shared_company",
        "another_company",
        "another_place",
        "another_subject",
        "one_priced",
    ),
}
GUARDS = {
    "another_company": -0.5,
    "another_subject": -7.0,
    "another_session": -4.0,
    "another_agent": -4.0,
    "missed_agent": -2.0,
    "another_firm": -2.5,
}
"""What two firms, two who act or two days of one market count at least, however few labelled pairs show it:
another firm's results are not the same story. Of 95 labelled pairs with another subject 2 were, of 49 with another
agent none, of 92 with another firm 2."""
AT_LEAST = {"same_session": 4.0}
"""Of 85 labelled pairs on one session of a market, one day's weather or its roads 72 are the same, and most of the others
are its opening and its close, judged by a reader who kept these apart."""
AFFAIR_GUARDS = {"one_priced": -2.0}
"""A share price on the news is of its affair; of what the day's market did else it tells nothing."""
THRESHOLDS = {"event": 0.4, "thread": -1.0}
UNFITTED = ("border", "apart")
"""How pairs were drawn that only measure: all lie so close to the border that fitted on them a join takes in too much."""
LEAST = {"event": -3.0, "thread": -1.0}
"""Log-odds below which two documents have no link. An affair asks for little, so weaker links are not worth keeping."""
ASKED = {"event": -6.5, "thread": -2.0}
"""Log-odds of words and times below which the facts are not asked for: of the pairs that end above -1 three in a
thousand begin below it, and half of all pairs do."""
MERGE = 2.0
ROUNDS = 3
BOTTOM = -2.0
"""How far below even odds clusters are joined while it is watched which ones meet."""
RIDGE = 4.0
NOTE = "fitted on {} pairs of {}; of thread, mean, larger, threshold and one_priced are set by hand against chains"

LEAST_COUNT = 30
LEAST_SHARE = 0.25
"""A word of the table stands on every day at least so often, as a share of how often it stands in the whole week."""


@dataclass(frozen=True)
class Material:
    """Documents that vote, by time, and what is known of them."""

    documents: Sequence[Document]
    rowed: Rowed
    near: Sequence[Near]
    place: Mapping[str, int]


@dataclass(frozen=True)
class Labelled:
    """A pair of rows, its label (2 same, 1 related, 0 different) and, where it was asked for, its relation."""

    rows: Pair
    label: int
    relation: str


def material(documents: Sequence[Document], features: Mapping[DocumentId, Features]) -> Material:
    """Return what the models are fitted on; copies stand for their original."""
    homes = Homes.of(NearDeduplicator().deduplicate(documents), ())
    voters = homes.voters()
    hours = np.array([d.published_at.timestamp() / 3600 for d in voters if d.published_at], np.float64)
    found = [facts(d) for d in voters]
    stubs, full = (np.array([test(d) for d in voters], np.bool_) for test in (is_stub, is_full))
    rowed = Rowed(hours, stubs, full, Told.of(len(found), found.__getitem__))
    near = list(neighbours(rows([features.get(d.id, {}) for d in voters]), hours, Reach()))
    row = {d.id: i for i, d in enumerate(voters)}
    row |= {c.id: row[o] for o, copies in homes.following.items() if o in row for c in copies}
    return Material(voters, rowed, near, {d.url: row[d.id] for d in documents if d.url and d.id in row})


def labelled(paths: Iterable[Path], place: Mapping[str, int]) -> list[Labelled]:
    """Return the labelled pairs for fitting of which both documents are at hand and are not one text."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            a, b = place.get(pair["url1"]), place.get(pair["url2"])
            if a is not None and b is not None and a != b and pair.get("drawn") not in UNFITTED:
                found.append(Labelled((max(a, b), min(a, b)), pair["label"], pair.get("relation", "")))
    return found


def logistic(x: Floats, y: Floats, ridge: float = RIDGE) -> tuple[float, list[float]]:
    """Return bias and coefficients of a ridge logistic regression, fitted on columns brought to one scale."""
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(x)), (x - mean) / scale])
    penalty = np.diag([1e-6, *[ridge] * x.shape[1]])
    beta = np.zeros(design.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-design @ beta))
        slope = design.T @ (chance - y) + penalty @ beta
        step = np.linalg.solve((design.T * (chance * (1 - chance))) @ design + penalty, slope)
        beta -= step
        if np.abs(step).max() < 1e-9:
            break
    found = beta[1:] / scale
    return float(beta[0] - found @ mean), [round(float(value), 4) for value in found]


def likeness(
    material: Material, pairs: Sequence[tuple[Pair, bool]], kind: str, guards: Mapping[str, float]
) -> Likeness:
    """Fit the log-odds of pairs of documents on those that are neighbours."""
    wanted, names = dict(pairs), MEASURES[kind]
    x: list[Floats] = []
    y: list[float] = []
    for near in material.near:
        measured = measures(near, material.rowed)
        met = zip(near.left.tolist(), near.right.tolist(), strict=True)
        asked = np.array([i for i, pair in enumerate(met) if pair in wanted], np.int64)
        left, right = near.left[asked], near.right[asked]
        agreed = dict(zip(COMPARED, comparison(left, right, material.rowed.told).T, strict=True))
        x.append(np.column_stack([agreed[n] if n in agreed else measured[n][asked] for n in names]))
        y += [float(wanted[pair]) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    bias, found = logistic(np.concatenate(x), np.array(y))
    guarded = {
        name: max(min(value, guards.get(name, value)), AT_LEAST.get(name, value))
        for name, value in zip(names, found, strict=True)
    }
    return Likeness(round(bias, 4), guarded, LEAST[kind], ASKED[kind])


class Watching(Joining):
    """Takes down how the clusters of some pairs stood when these met."""

    whole = True

    def __init__(self, pairs: Sequence[Pair], found: Links, hours: Floats, start: Start, linkage: Linkage) -> None:
        super().__init__(found, hours, start, linkage)
        self.met: dict[int, tuple[float, ...]] = {}
        self._watched: dict[int, set[int]] = defaultdict(set)
        self._of = [(start.clusters[a], start.clusters[b]) for a, b in pairs]
        for number, pair in enumerate(self._of):
            for cluster_ in pair:
                self._watched[cluster_].add(number)

    def join(self, a: int, b: int) -> int:
        """Make one cluster of two, and take down what stood between them."""
        for number in self._watched[a] & self._watched[b]:
            self.met.setdefault(number, self.evidence(a, b))
        both = self._watched.pop(a) | self._watched.pop(b)
        kept = super().join(a, b)
        self._watched[kept] = both
        return kept

    def last(self) -> dict[int, tuple[float, ...]]:
        """Return how they stood when they met, or at the end for those that never did but have links."""
        for number, (a, b) in enumerate(self._of):
            a, b = self._top(a), self._top(b)
            if a != b and b in self._near.get(a, {}):
                self.met.setdefault(number, self.evidence(a, b))
        return self.met


def linkage(found: Links, hours: Floats, start: Start, pairs: Sequence[tuple[Pair, bool]], threshold: float) -> Linkage:
    """Fit when two clusters are one, on clusters as they meet while the linkage of the round before is at work."""
    model = Linkage(0.0, 0.4, 0.6, 0.0, 0.0, 0.0)
    for _ in range(ROUNDS):
        watch = Watching([p for p, _ in pairs], found, hours, start, replace(model, threshold=BOTTOM))
        watch.run()
        met = watch.last()
        bias, c = logistic(np.array([met[i] for i in met]), np.array([float(pairs[i][1]) for i in met]), 2.0)
        model = Linkage(round(bias, 4), *c)
    return replace(model, threshold=threshold, merge=threshold + MERGE)


def fit(material: Material, pairs: Sequence[Labelled]) -> dict[str, Join]:
    """Return the joins: ``event`` of the same story, ``thread`` of the same affair (told by pairs with a relation)."""
    notices = np.array([is_list(d.title) for d in material.documents], np.bool_)
    columns = notices | np.array([genre(d.title) == "opinion" for d in material.documents], np.bool_)
    same = [(p.rows, p.label == 2) for p in pairs]
    affair = [(p.rows, p.relation in ("same", "development")) for p in pairs if p.relation]
    of_event = likeness(material, same, "event", GUARDS)
    of_thread = likeness(material, affair, "thread", AFFAIR_GUARDS)
    events, threads = links(material.near, material.rowed, [(of_event, columns), (of_thread, notices)])
    hours = material.rowed.hours
    alone = Start(range(len(hours)))
    event = linkage(events, hours, alone, same, THRESHOLDS["event"])
    stories = Start(Joining(events, hours, alone, event).run().clusters)
    apart = [(p, y) for p, y in affair if stories.clusters[p[0]] != stories.clusters[p[1]]]
    # Pairs do not show a chain: fitted on them alone, a thread draws the more in the larger it is, up to whole topics.
    thread = replace(linkage(threads, hours, stories, apart, THRESHOLDS["thread"]), mean=0.15, larger=0.0)
    return {"event": Join(of_event, event), "thread": Join(of_thread, thread)}


def common(documents: Sequence[Document], features: Mapping[DocumentId, Features]) -> tuple[int, dict[str, int]]:
    """Return the number of dated Korean items, and in how many of ten thousand a common feature stands."""
    seoul = timezone(timedelta(hours=9))
    by_day: dict[object, Counter[str]] = defaultdict(Counter)
    items: Counter[object] = Counter()
    for document in documents:
        if document.published_at and document.language == "ko":
            day = document.published_at.astimezone(seoul).date()
            items[day] += 1
            by_day[day].update(features[document.id].keys())
    total = sum(by_day.values(), Counter[str]())
    count = sum(items.values())
    kept = {
        name: round(1e4 * seen / count)
        for name, seen in total.items()
        if seen >= LEAST_COUNT
        and not name.startswith("#")
        and all(by_day[d][name] / items[d] >= LEAST_SHARE * seen / count for d in items)
    }
    return count, dict(sorted(kept.items()))


def write_joins(found: Mapping[str, Join], note: str) -> None:
    """Write the joins where the package reads them."""
    node = {"note": note, "joins": {name: asdict(join) for name, join in found.items()}}
    target = Path(cluster.__path__[0]) / "joins.json"
    target.write_text(json.dumps(node, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_frequencies(count: int, shares: Mapping[str, int]) -> None:
    """Write the table where the package reads it."""
    lines = [f"feature\tof ten thousand items ({count} counted)", *(f"{n}\t{c}" for n, c in shares.items())]
    (Path(korean.__path__[0]) / "data" / "frequencies.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("frequencies", "joins"))
    parser.add_argument("labels", nargs="*", type=Path)
    parser.add_argument("--items", type=Path, required=True)
    parser.add_argument("--only", choices=tuple(MEASURES), help="leave the other join as it is")
    given = parser.parse_args()
    newsprism = build()
    documents = newsprism.read([given.items]).documents
    features = {one.document_id: one.features for one in newsprism.indexer.index(documents)}
    if given.what == "frequencies":
        write_frequencies(*common(documents, features))
        return 0
    ready = material(documents, features)
    pairs = labelled(given.labels, ready.place)
    found = fit(ready, pairs)
    kept = {name: found[name] if given.only in (None, name) else join for name, join in joins().items()}
    write_joins(kept, NOTE.format(len(pairs), ", ".join(p.name for p in given.labels)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
