"""What a later report has overtaken: a plan that was carried out, an expectation that came true or did not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsprism.stages.write.material import Candidate

_PRESENT = re.compile("[" + "".join(chr(code) for code in range(0xAC00 + 4, 0xD7A4, 28)) + r"]다\.$")
"""출하한다, 연다: in an announcement the present tells what is to come."""
_SAME_DEED = 0.3
"""Share of the shorter sentence's words that a plan and the report of the deed have in common."""
_SAME_MATTER = 0.5
"""The same where the deed is called by another word."""


def overtaken(groups: Iterable[Sequence[Candidate]]) -> frozenset[tuple[str, int]]:
    """Return the sources of sentences that announce or expect what a later report of their group tells as done.

    A group holds the candidates of a story and of those of its thread.
    """
    return frozenset(source for group in groups for source in _overtaken(group))


def _overtaken(group: Sequence[Candidate]) -> Iterable[tuple[str, int]]:
    done = [(c, moment) for c in group if c.tense == "past" and (moment := c.document.published_at) is not None]
    for candidate in group:
        if candidate.tense == "past" or (candidate.tense == "plain" and not _PRESENT.search(candidate.text)):
            continue
        moment = candidate.document.published_at
        if moment is not None and any(_does(deed, candidate) for deed, later in done if _after(later, moment, deed)):
            yield candidate.source


def _after(later: datetime, moment: datetime, deed: Candidate) -> bool:
    if later <= moment:
        return False
    return deed.event is None or deed.event >= moment.date()


def _does(deed: Candidate, plan: Candidate) -> bool:
    smaller = min(len(deed.words), len(plan.words))
    if smaller < 3:
        return False
    shared = len(deed.words & plan.words) / smaller
    named = bool(plan.deed) and (deed.deed == plan.deed or plan.deed in deed.words)
    return shared >= (_SAME_DEED if named else _SAME_MATTER)
