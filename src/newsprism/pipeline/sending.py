"""What a reader was sent: what of it counts for an edition, and what an edition adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from newsprism.types.brief import Brief, Cadence
from newsprism.types.history import History, Sent
from newsprism.types.ranking import RankedStory


def before(history: History, cadence: Cadence, issue: date) -> History:
    """Return the history that an issue goes on from: of what was sent, its own cadence and the issues before it.

    So an issue comes out the same again when later ones have been made.
    """
    return replace(history, sent=tuple(s for s in history.sent if s.cadence == cadence and s.issue < issue))


def printed(brief: Brief, selected: Sequence[RankedStory], closed: datetime, made_at: datetime) -> tuple[Sent, ...]:
    """Return what an edition printed: its picks or items, with the reports that their stories had when it closed."""
    stories = {ranked.story.id: ranked.story for ranked in selected}
    told = [(p.story_id, p.title) for p in brief.picks] + [(i.story_id, i.title.text) for i in brief.items]
    return tuple(
        Sent(
            story_id,
            story.thread_id,
            title,
            brief.cadence,
            brief.issue_date,
            closed,
            made_at,
            frozenset(d.id for d in story.documents),
        )
        for story_id, title in told
        if (story := stories.get(story_id))
    )
