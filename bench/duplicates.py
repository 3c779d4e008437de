"""Near-duplicates: how fast they are found beside MinHash of two libraries, and how many of them, kind by kind."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH

from bench.copies import COPIES, Pair, pairs
from bench.figures import Figure, Skipped
from bench.inputs import ARTICLES, WEEK, measuring
from newsprism import Document, build
from newsprism.stages.dedupe.near import NearDeduplicator
from newsprism.text.ko.titles import recurring
from newsprism.types.document import DocumentId
from newsprism.types.story import DuplicateGroup

_SEED = 11
_EACH = 400  # pairs of a kind
_PERMUTATIONS, _BANDS, _SHINGLE = 128, 32, 5
_GOAL_SPEED, _GOAL_F1 = 10_000.0, 0.97
_ITEM, _ARTICLE = (150, 520), (700, 2_000)  # characters

Scores = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


def duplicates(count: int) -> Iterator[Figure]:
    """Measure `count` texts as long as feed items and as many as long as articles, one in four a copy; then quality."""
    documents = _documents()
    for name, (least, most) in (("items", _ITEM), ("articles", _ARTICLE)):
        originals = [d for d in documents if least <= len(d.text) <= most and not recurring(d.title)]
        yield from _speed(name, edited(_distinct(originals), count))
    yield from quality(pairs([d for d in documents if d.language == "ko"], _EACH))


# ---------------------------------------------------------------- speed


def edited(originals: Sequence[Document], count: int) -> list[Document]:
    """Return `count` documents in mixed order, one in four an edited copy of another (cut, words changed, a tag).

    Where there are too few originals, they are taken again with their words in another order. Ids are ``NUMBER.COPY``:
    documents of one number carry one text.
    """
    rng = random.Random(_SEED)
    made: list[Document] = []
    copies = number = 0
    while len(made) < count:
        base = originals[number % len(originals)]
        words = base.text.split()
        if number >= len(originals):
            rng.shuffle(words)
        text = " ".join(words) if number >= len(originals) else base.text
        made.append(replace(base, id=DocumentId(f"{number}.0"), text=text, title=f"{base.title} {number}"))
        for copy in (1, 2, 3):
            if copies * 4 < len(made):
                copies += 1
                text = " ".join(_edit(words, copy, rng))
                made.append(replace(base, id=DocumentId(f"{number}.{copy}"), text=text, title=f"{number} {base.title}"))
        number += 1
    rng.shuffle(made)
    return made[:count]


def _edit(words: list[str], copy: int, rng: random.Random) -> list[str]:
    if copy == 1:
        return words[: len(words) * 4 // 5]
    if copy == 2:
        return [w if rng.random() > 0.03 else rng.choice(words) for w in words]
    return ["[종합]", "(서울)", *words]


def _speed(name: str, documents: Sequence[Document]) -> Iterator[Figure]:
    begin = time.perf_counter()
    found = NearDeduplicator().deduplicate(documents)
    ours = len(documents) / (time.perf_counter() - begin)
    precision, recall = _agreement(documents, found.groups)
    texts = f"{len(documents):,} {name}"
    floor = _GOAL_SPEED if len(documents) >= 100_000 else None
    yield Figure("dedupe", f"newsprism, {texts}", ours, "texts/s", floor=floor)
    yield Figure("dedupe", f"copies found, {texts} (recall of pairs)", recall, "")
    yield Figure("dedupe", f"of found pairs right, {texts}", precision, "")
    for peer, run in (("rensa MinHash", _rensa), ("datasketch MinHash", _datasketch)):
        begin = time.perf_counter()
        try:
            run([d.text for d in documents])
        except ImportError:
            raise Skipped(f"{peer} is not installed (make bench installs it)") from None
        theirs = len(documents) / (time.perf_counter() - begin)
        yield Figure("dedupe", f"{peer}, {texts}", theirs, "texts/s")
        yield Figure("dedupe", f"ours as a multiple of {peer}, {name}", ours / theirs, "")


def _agreement(documents: Sequence[Document], groups: Sequence[DuplicateGroup]) -> tuple[float, float]:
    """Return precision and recall of pairs, where documents of one number are one text."""
    numbers = [[i.split(".")[0] for i in (g.canonical, *g.copies)] for g in groups]
    told = sum(_pairs(len(group)) for group in numbers)
    right = sum(_pairs(many) for group in numbers for many in Counter(group).values())
    true = sum(_pairs(many) for many in Counter(d.id.split(".")[0] for d in documents).values())
    return right / max(1, told), right / max(1, true)


def _pairs(many: int) -> int:
    return many * (many - 1) // 2


def _shingles(text: str) -> list[str]:
    plain = "".join(text.split())
    return [plain[i : i + _SHINGLE] for i in range(max(1, len(plain) - _SHINGLE + 1))]


def _rensa(texts: Sequence[str]) -> int:
    """MinHash and banding of rensa wired plainly; returns how many pairs were found."""
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    sketches: list[RMinHash] = []
    found = 0
    for row, text in enumerate(texts):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(_shingles(text))
        found += sum(sketch.jaccard(sketches[other]) >= 0.5 for other in index.query(sketch))
        index.insert(row, sketch)
        sketches.append(sketch)
    return found


def _datasketch(texts: Sequence[str]) -> int:
    """The same with datasketch."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(params=(_BANDS, _PERMUTATIONS // _BANDS), num_perm=_PERMUTATIONS)
    sketches: list[MinHash] = []
    found = 0
    for row, text in enumerate(texts):
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update_batch([s.encode() for s in _shingles(text)])
        found += sum(sketch.jaccard(sketches[other]) >= 0.5 for other in index.query(sketch))
        index.insert(row, sketch)
        sketches.append(sketch)
    return found


# ---------------------------------------------------------------- quality


def quality(made: Sequence[Pair]) -> Iterator[Figure]:
    """Tell on every second text what the stage finds among all of them at once, and peers at their best threshold.

    The peers' thresholds are chosen on the other texts, on which our options were chosen too.
    """
    truth = np.array([pair.copy for pair in made])
    kept = np.array([pair.source % 2 == 1 for pair in made])
    ours = _together(made)
    yield Figure("copies", "newsprism, F1", _f1(ours[kept], truth[kept]), "", floor=_GOAL_F1)
    yield Figure("copies", "newsprism, precision", float(truth[kept & ours].mean()), "")
    yield Figure("copies", "newsprism, recall", float(ours[kept & truth].mean()), "")
    kinds = np.array([pair.kind for pair in made])
    for kind in dict.fromkeys(kinds.tolist()):
        of_kind = kept & (kinds == kind)
        label = "found" if kind in COPIES else "taken for copies"
        yield Figure("copies", f"{kind}: {label}, of {of_kind.sum()}", float(ours[of_kind].mean()), "")
    for peer, score in (("rensa MinHash", _sketched), ("char 4-gram TF-IDF", _cosines)):
        try:
            scores = score(made)
        except ImportError:
            raise Skipped("scikit-learn is not installed (make bench installs it)") from None
        yield Figure("copies", f"{peer} at .5, F1", _f1(scores[kept] >= 0.5, truth[kept]), "")
        best = max(np.arange(0.05, 1.0, 0.01), key=lambda t: _f1(scores[~kept] >= t, truth[~kept]))
        yield Figure("copies", f"{peer} at its best ({best:.2f}), F1", _f1(scores[kept] >= best, truth[kept]), "")


def _together(made: Sequence[Pair]) -> Truths:
    """Say of each pair whether it is in one group when all documents of all pairs come at once."""
    documents = {d.id: d for pair in made for d in (pair.left, pair.right)}
    groups = NearDeduplicator().deduplicate(list(documents.values())).groups
    group = {i: number for number, g in enumerate(groups) for i in (g.canonical, *g.copies)}
    return np.array([group.get(p.left.id, -1) == group.get(p.right.id, -2) for p in made])


def _f1(found: Truths, truth: Truths) -> float:
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))


def _sketched(made: Sequence[Pair]) -> Scores:
    def sketch(document: Document) -> RMinHash:
        found = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        found.update(_shingles(document.text))
        return found

    return np.array([sketch(p.left).jaccard(sketch(p.right)) for p in made])


def _cosines(made: Sequence[Pair]) -> Scores:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = list({d.id: d.text for p in made for d in (p.left, p.right)}.values())
    weights = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), sublinear_tf=True).fit(texts)
    left, right = (weights.transform(side) for side in ([p.left.text for p in made], [p.right.text for p in made]))
    return np.asarray(left.multiply(right).sum(axis=1)).ravel()


# ---------------------------------------------------------------- texts


def _documents() -> list[Document]:
    """Return the items of the measuring week and the articles beside it, those in Korean."""
    found = [d for d in build().read([measuring(WEEK)]).documents if d.language == "ko"]
    lines = measuring(ARTICLES).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        record = json.loads(line)
        found.append(
            Document(DocumentId(f"w{number}"), "article", record["title"], record["text"], None, None, (), None, "ko")
        )
    return found


def _distinct(documents: Sequence[Document]) -> list[Document]:
    """Leave out what is a copy already, by our own account, so that the copies that are made are all there are."""
    copies = {i for group in NearDeduplicator().deduplicate(documents).groups for i in group.copies}
    return [d for d in documents if d.id not in copies]
