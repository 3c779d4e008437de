"""How a Korean digest names the source of an item: ``기관, 원제, YYYY.MM.DD.`` in the original language."""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

from newsprism.types.document import Document

_SEOUL = ZoneInfo("Asia/Seoul")
_EXACT = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
MOST = 3
"""References on one source line."""


def references_of(document: Document) -> tuple[str, ...]:
    """Return the references that the document itself names, at most three; without any, the document as a reference."""
    told = tuple(" ".join(one.split()) for one in document.references if one.strip())
    return told[:MOST] or (reference_to(document),)


def reference_to(document: Document) -> str:
    """Return the document as a reference: who published it, its title, its date as exact as it is known.

    >>> # 나루일보, 새 부두 열린다, 2026.03.12.
    """
    body = (document.report.issuing_body if document.report else "") or document.publisher or ""
    parts = [body, document.title, printed_date(document)]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def issued(document: Document) -> str | None:
    """Return when the document was issued, as exact as it says: ``2025-01-23``, ``2025-01`` or None."""
    told = document.report.issued if document.report else None
    if told and _is_date(told):
        return told
    try:
        return document.published_at.astimezone(_SEOUL).date().isoformat() if document.published_at else None
    except OverflowError:
        return None


def _is_date(told: str) -> bool:
    found = _EXACT.fullmatch(told)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2]), int(found[3] or 1)))
    except ValueError:
        return False


def printed_date(document: Document) -> str:
    """Return the date as a source line prints it: ``2025.01.23.``; empty without one."""
    told = issued(document)
    return f"{told.replace('-', '.')}." if told else ""
