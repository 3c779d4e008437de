"""Trying what is not known yet, within bounds: one story an edition at most, and it is said.

Thompson sampling (W. R. Thompson, 1933; O. Chapelle and L. Li, 2011) tries a choice as often as it may be the best one.
Here only one story of an edition is tried, by a bonus that cannot exceed a budget: so at most one pick moves by it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from newsprism.types.story import StoryId


@dataclass(frozen=True, slots=True)
class Trial:
    """The one story that is tried, and what is added to its score."""

    story_id: StoryId
    bonus: float


def explore(uncertainties: Mapping[StoryId, float], budget: float, reader: str, issue: date) -> Trial | None:
    """Return which of these stories to try, or None without any.

    Give it the stories within `budget` of the last pick, with the uncertainty of the reader's taste (0–1): what is
    far behind would be tried in vain. Each draws a bonus between 0 and `budget`, the larger the less is known of it;
    only the largest counts. The draw depends on reader, issue and story alone: an edition that is made again tries the
    same, also when other stories have left the ranking.
    """
    drawn = {
        story: budget * min(1.0, max(0.0, unsure) * abs(random.Random(f"{reader}\n{issue}\n{story}").gauss(0.0, 1.0)))
        for story, unsure in uncertainties.items()
    }
    best = max(drawn, key=lambda story: (drawn[story], story), default=None)
    return Trial(best, drawn[best]) if best is not None and drawn[best] > 0.0 else None
