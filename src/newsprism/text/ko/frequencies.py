"""How common words of business news are, so that a word is as rare on a quiet morning as in a busy week.

The table was counted over one week of Korean business news (9 to 15 February 2026, 18,142 items): features of headline
and lead that at least thirty items had, and on every day of the week about as often, so that no event of that week is in
it. ``tools/fit_joins.py frequencies`` makes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from newsprism.errors import MissingResource

_FILE = "frequencies.tsv"


@cache
def frequencies() -> Mapping[str, float]:
    """Return the share of items (0-1) that have a feature, for common features; raises MissingResource when damaged."""
    try:
        text = (resources.files("newsprism.text.ko") / "data" / _FILE).read_text(encoding="utf-8")
        return {name: int(count) / 1e4 for name, _, count in (line.partition("\t") for line in text.splitlines()[1:])}
    except (OSError, ValueError) as error:
        raise MissingResource("읽을 수 없습니다", subject=_FILE, advice="newsprism 을 다시 설치하세요.") from error
