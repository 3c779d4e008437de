"""Threads among the stories at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from newsprism.types.story import Story


def settled(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories with no thread where a thread holds a single one of them: it ties nothing together."""
    sizes = Counter(s.thread_id for s in stories if s.thread_id)
    return tuple(replace(s, thread_id=None) if s.thread_id and sizes[s.thread_id] < 2 else s for s in stories)
