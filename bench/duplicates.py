"""Near-duplicates among real texts and edited copies of them: ours beside datasketch."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench.figures import Figure, Skipped
from bench.inputs import WEEK, measuring
from newsprism import Document, build
from newsprism.stages.dedupe.near import NearDeduplicator, Options
from newsprism.types.document import DocumentId

_SEED = 11
_COPIES = 3
_LEAST = 150  # characters: a shorter text may be cut below what is compared at all


def duplicates(count: int) -> Iterator[Figure]:
    """Measure `count` texts, three of four an edited copy; says too how many copies were found."""
    documents = edited(_texts(), count)
    begin = time.perf_counter()
    found = NearDeduplicator().deduplicate(documents)
    seconds = time.perf_counter() - begin
    root = {d: group.canonical for group in found.groups for d in (group.canonical, *group.copies)}
    yield Figure("dedupe", f"newsprism, {count:,} texts", count / seconds, "texts/s")
    yield Figure("dedupe", "copies found by newsprism", _recall(documents, root), "")
    yield from _peer(documents, count / seconds)


def edited(originals: Sequence[Document], count: int) -> list[Document]:
    """Return `count` documents: originals, each with three copies (cut, some words changed, a tag before it).

    Where there are fewer than a quarter of `count` originals, they are taken again with their words in another order.
    Ids are ``NUMBER.COPY``: documents of one number carry one text.
    """
    rng = random.Random(_SEED)
    made: list[Document] = []
    number = 0
    while len(made) < count:
        base = originals[number % len(originals)]
        words = base.text.split()
        if number >= len(originals):
            rng.shuffle(words)
        for copy in range(_COPIES + 1):
            text = " ".join(_edit(words, copy, rng))
            made.append(replace(base, id=DocumentId(f"{number}.{copy}"), text=text, title=f"{base.title} {number}"))
        number += 1
    return made[:count]


def _edit(words: list[str], copy: int, rng: random.Random) -> list[str]:
    if copy == 1:
        return words[: len(words) * 4 // 5]
    if copy == 2:
        return [w if rng.random() > 0.03 else rng.choice(words) for w in words]
    if copy == 3:
        return ["[종합]", "(서울)", *words]
    return words


def _recall(documents: Sequence[Document], root: dict[DocumentId, DocumentId]) -> float:
    """Return the share of copies that stand in one group with their original."""
    copies = [d.id for d in documents if not d.id.endswith(".0")]
    together = sum(root.get(i, i) == root.get(first := DocumentId(i.split(".")[0] + ".0"), first) for i in copies)
    return together / len(copies)


def _texts() -> list[Document]:
    reading = build().read([measuring(WEEK)])
    return [d for d in reading.documents if d.language == "ko" and len(d.text) >= _LEAST]


def _peer(documents: Sequence[Document], ours: float) -> Iterator[Figure]:
    """The same shingles of the same openings through MinHash and banding of datasketch."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        raise Skipped("datasketch is not installed (pip install 'newsprism[bench]')") from None
    opt = Options()
    begin = time.perf_counter()
    index = MinHashLSH(params=(opt.bands, opt.permutations // opt.bands), num_perm=opt.permutations)
    for document in documents:
        text = "".join(document.text.split())[: opt.opening]
        sketch = MinHash(num_perm=opt.permutations, seed=opt.seed)
        sketch.update_batch([text[i : i + opt.shingle].encode() for i in range(max(1, len(text) - opt.shingle + 1))])
        index.query(sketch)
        index.insert(document.id, sketch)
    theirs = len(documents) / (time.perf_counter() - begin)
    yield Figure("dedupe", "datasketch, candidates only", theirs, "texts/s")
    yield Figure("dedupe", "ours as a multiple of datasketch", ours / theirs, "")
