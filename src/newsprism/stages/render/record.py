"""JSON: the contract, word for word."""

from __future__ import annotations

from newsprism.formats.briefs import dumps
from newsprism.types.brief import Brief


class JsonRenderer:
    """Prints an edition as its JSON record."""

    suffix = ".json"

    def render(self, brief: Brief) -> str:
        """Return the record, which ends with a newline."""
        return dumps(brief)
