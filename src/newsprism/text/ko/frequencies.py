"""How common words of business news are, so that a word is as rare on a quiet morning as in a busy week.

The table was counted over one week of Korean business news (9 to 15 February 2026, 18,142 items): features of headline
and lead that at least thirty items had, and on every day of the week about as often, so that no event of that week is in
it. ``tools/fit_joins.py frequencies`` makes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsprism.text.shipped import shipped, unreadable

_FILE = "frequencies.tsv"


@cache
def frequencies() -> Mapping[str, float]:
    """Return the share of items (0-1) that have a feature, for common features; raises MissingResource when damaged."""
    lines = shipped("newsprism.text.ko", _FILE).splitlines()[1:]
    try:
        return {name: int(count) / 1e4 for name, _, count in (line.partition("\t") for line in lines)}
    except ValueError as error:
        raise unreadable(_FILE) from error
