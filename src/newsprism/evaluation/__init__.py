"""Measures each stage against what people judged, beside simple peers, in one run.

::

    labels ─ formats.labels ─▶ labels ┐
    items ── the ordinary pipeline ─▶ result ┴─▶ measures, intervals   measures.py  bootstrap.py
                                      peers ───▶ the same measures     similarity.py  baselines.py

One module a stage, each with the same verb `evaluate`; `sampling.py` and `labelling.py` are for making labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from newsprism.errors import UsageError

if TYPE_CHECKING:
    from newsprism.assemble import NewsPrism
    from newsprism.evaluation.result import Evaluation, Stage

STAGES: tuple[Stage, ...] = ("extract", "dedupe", "cluster", "rank", "summarize", "verify")
ON_ITEMS: frozenset[Stage] = frozenset({"dedupe", "cluster", "rank"})
"""Stages whose labels are about articles that are given beside them."""


def evaluate(
    engine: NewsPrism, stage: Stage, data: Path, items: Sequence[Path] = (), *, errors: bool = False
) -> Evaluation:
    """Measure `stage` on the labels of `data`, and its peers; `errors` adds examples of what went wrong.

    Raises UsageError when articles are needed and `items` is empty, and InputError naming file and line for labels that
    cannot be used.
    """
    if stage in ON_ITEMS and not items:
        raise UsageError(
            f"{stage} 평가에는 라벨을 단 기사가 있어야 합니다", subject="--from", advice="기사 파일이나 폴더를 주세요."
        )
    found: Evaluation = import_module(f"newsprism.evaluation.{stage}").evaluate(engine, data, items, errors)
    return found
