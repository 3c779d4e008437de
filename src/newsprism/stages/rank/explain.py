"""Why a pick was chosen, in one Korean sentence made of its signals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsprism.text.ko.clauses import joined
from newsprism.types.brief import Reason

_SPOKEN = ("relevance", "appraisal", "taste", "prominence", "development", "decision", "novelty", "exploration")
"""The order in which they are said: what it has to do with the reader before what it is by itself."""
_FIRST = ("relevance", "exploration", "taste", "appraisal", "prominence", "development", "decision")
"""Which are said when not all can be."""
_WORTH = {"appraisal": 0.3, "prominence": 0.1, "development": 0.2, "decision": 0.25}
"""From which value on there is something to say."""
_MOST = 4
_BETWEEN = re.compile(r"(?<=니다), ")


def sentence(reasons: Sequence[Reason]) -> str:
    """Return the reasons of a pick as one sentence, the telling ones only; empty without reasons."""
    told = {r.signal: r.text for r in reasons if r.text and r.value >= _WORTH.get(r.signal, 0.0)}
    # That a story began in the window goes without saying; that it has news since an edition comes first.
    order = ("novelty", *_FIRST) if "브리핑" in told.get("novelty", "") else _FIRST
    kept = [name for name in order if name in told][:_MOST]
    statements = [one for name in sorted(kept, key=_SPOKEN.index) for one in _BETWEEN.split(told[name])]
    return joined(statements) + "." if kept else ""
