"""Two sentences as their report has them one behind the other: the second may lean on the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from newsprism.stages.write.candidate import Candidate
from newsprism.stages.write.desk import Desk
from newsprism.stages.write.objective import Score, Slot, clashes

_NEAR = 2
"""Sentences further that one which stands by itself may be; one that leans follows at once."""


def passage(desk: Desk, candidates: Sequence[Candidate], slot: Slot, score: Score) -> tuple[Candidate, ...]:
    """Take the best two sentences of one report that stand together, none where no two fit the slot.

    The first is clear by itself. The second says what the edition has not said yet, and may lean on the first where
    it follows at once: there its article means it so.
    """
    usable = [c for c in candidates if not (c.vague or c.mood or c.praise or c.passing) and desk.taken.free(c)]
    new = {c.source for c in usable if not desk.repeats(c)}
    by_report: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in usable:
        by_report[candidate.document.id].append(candidate)
    pairs = [
        (left, right)
        for report in by_report.values()
        for left in report
        for right in report
        if _together(left, right) and right.source in new and _fits(left, right, slot)
    ]
    best = max(pairs, key=lambda pair: (sum(map(score, pair)), pair[0].document.id, -pair[0].start), default=())
    desk.take(best)
    return best


def _together(left: Candidate, right: Candidate) -> bool:
    steps = right.rank - left.rank
    return not left.leans and 1 <= steps <= (1 if right.leans else _NEAR) and not clashes(right, (left,))


def _fits(left: Candidate, right: Candidate, slot: Slot) -> bool:
    return slot.least <= len(left.text) + 1 + len(right.text) <= slot.most
