"""What stands in quotation marks."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“([^“”]{1,400})”|\"([^\"]{1,400})\"|‘([^‘’]{1,400})’")


def quotations(text: str) -> tuple[str, ...]:
    """Return the quoted words of `text` in order."""
    return tuple(next(filter(None, m.groups())) for m in _QUOTED.finditer(text))
