"""What an address answered, against what is remembered of it."""

from __future__ import annotations

import hashlib

from newsprism.errors import FetchFailed, ServerRefused, ServerUnreachable
from newsprism.protocols.services import Response
from newsprism.protocols.stages import Collection
from newsprism.types.source import Mark

GONE = frozenset({404, 410})
"""Answers by which a server says that there is nothing at an address."""

_BUSY = frozenset({408, 425, 429})


def mark_of(response: Response, place: str) -> Mark:
    """Return what to remember of an answer with content."""
    return response.mark(place, hashlib.sha256(response.content).hexdigest())


def nothing_new(response: Response, place: str, known: Mark | None) -> Collection | None:
    """Return an unchanged collection when the answer is what is known already, else None.

    A server that has no validators sends the same content again; then its digest decides.
    """
    if known is None:
        return None
    if response.unchanged:
        return Collection((), (), unchanged=True)
    mark = mark_of(response, place)
    if mark.digest != known.digest:
        return None
    return Collection((), (), () if mark == known else (mark,), unchanged=True)


def is_gone(problem: FetchFailed) -> bool:
    """Say whether the server answered that there is nothing."""
    return isinstance(problem, ServerRefused) and problem.status in GONE


def may_pass(problem: FetchFailed) -> bool:
    """Say whether the same request may go well next time, so that it is worth asking again."""
    if isinstance(problem, ServerRefused):
        return problem.status in _BUSY or problem.status >= 500
    return isinstance(problem, ServerUnreachable)
