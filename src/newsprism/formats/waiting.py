"""How long a server asks to be left alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\s*(\d{1,12})\s*\Z", re.ASCII)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds to wait (RFC 9110, 10.2.3: seconds or a date), None when nothing usable is told."""
    if not value:
        return None
    seconds = _SECONDS.match(value)
    if seconds:
        return float(seconds[1])
    try:
        then = parsedate_to_datetime(value[:100])
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
