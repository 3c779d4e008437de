"""Which year a month, quarter or half year is of that is printed without one."""

from __future__ import annotations

import re
from typing import Final


def year_meant(year: int, now: int, wanted: int, periods: int, aim: str | None, *, past: bool) -> int:
    """Year of the `wanted` month, quarter or half (of `periods` in a year) that a text of the period `now` means.

    It is the year itself, as newspapers print it; but December is last year's in January (4분기 in spring), January next
    year's in December, and what is told as `past` is not ahead.
    """
    if aim == "지난":
        return year if wanted < now else year - 1
    if aim:
        return year if wanted >= now else year + 1
    ahead = wanted - now
    if 4 * ahead >= 3 * periods or (ahead > 0 and past):
        return year - 1
    return year + 1 if 6 * ahead <= -5 * periods and not past else year


_PAST: Final = re.compile(
    r"[았었였했됐렸났갔왔졌쳤섰봤]다(?!고 (?:밝|말))|[았었였했됐렸났갔왔졌쳤섰]다(?=고)|[았었였했됐렸났갔왔졌쳤섰](?:고|으며|지만|는데|던)"
)
_AHEAD: Final = re.compile(
    r"(?<![았었였했됐렸났갔왔졌쳤섰])다고|[할될]\s|예정|계획|방침|목표|전망|기로|겠|(?:하|되|리|기|지|시|오|서|치|이)는\s"
    r"|(?:할|될|올|갈|볼|줄|날|질|릴|킬|들|늘|을|칠|낼|울|출|길) 것"
)


def told_as_past(match: re.Match[str]) -> bool:
    """Say whether the first verb behind a mention, in its sentence, is in the past."""
    rest = match.string[match.end() : match.end() + 80]
    stop = STOP.search(rest)
    rest = rest[: stop.start() + 1] if stop else rest
    behind, ahead = _PAST.search(rest), _AHEAD.search(rest)
    return behind is not None and (ahead is None or behind.start() < ahead.start())


STOP: Final = re.compile(r"다\.")
"""Where a sentence ends."""
