"""Collecting one page that is read again and again: a notice board, a report behind an address."""

from __future__ import annotations

import hashlib

from newsprism.errors import FetchFailed
from newsprism.protocols.stages import Collection, Visit
from newsprism.stages.collect.addresses import is_web
from newsprism.stages.collect.answers import is_gone, mark_of, nothing_new
from newsprism.stages.collect.page_reading import Refusal, page_entry
from newsprism.types.dropped import Dropped
from newsprism.types.source import Mark

NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a page that was taken back: it is told once, and then counts as a fault of the source."""


class PageCollector:
    """Reads what stands at one address: a page, or a PDF, HWP, HWPX or DOCX file.

    Reasons of drops: `noai`, `noindex`, `empty_page`, `unsupported_format` and those of broken containers.
    """

    def accepts(self, place: str) -> bool:
        """Say whether `place` is an address of the web."""
        return is_web(place)

    def collect(self, visit: Visit) -> Collection:
        """Return the page when it has changed since the last visit; one that was there and is gone is retracted.

        Raises FetchFailed.
        """
        place = visit.source.place
        known = visit.known(place)
        try:
            response = visit.fetcher.fetch(place, known)
        except FetchFailed as problem:
            if known is None or known.digest == NOTHING or not is_gone(problem):
                raise
            return Collection((), (), (Mark(place, NOTHING),), retracted=(place,))
        same = nothing_new(response, place, known)
        if same is not None:
            return same
        entry = page_entry(response, place, visit.source.name, visit.now)
        marks = (mark_of(response, place),)
        if isinstance(entry, Refusal):
            return Collection((), (Dropped(place, "collect", entry.reason, place, entry.detail),), marks)
        return Collection((entry,), (), marks)
