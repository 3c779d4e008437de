"""Labels of numbered paragraphs (``1.``, ``가.``, ``①``), counted as word processors count them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"[\^%]([1-9])")
_MOST = 3_999


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        made += sign * (number // value)
        number %= value
    return made


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else f"({number})"


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Names in DOCX (lower case here) and HWPX, and the codes of HWP 5.
_FORMS: dict[str, Callable[[int], str]] = {
    "circled_digit": _circled, "decimalenclosedcircle": _circled, "1": _circled,
    "roman_capital": lambda n: _roman(n).upper(), "upperroman": lambda n: _roman(n).upper(), "2": lambda n: _roman(n).upper(),
    "roman_small": _roman, "lowerroman": _roman, "3": _roman,
    "latin_capital": _of(_LATIN.upper()), "upperletter": _of(_LATIN.upper()), "4": _of(_LATIN.upper()),
    "latin_small": _of(_LATIN), "lowerletter": _of(_LATIN), "5": _of(_LATIN),
    "hangul_syllable": _of(_SYLLABLES), "ganada": _of(_SYLLABLES), "8": _of(_SYLLABLES),
    "hangul_jamo": _of(_JAMO), "chosung": _of(_JAMO), "10": _of(_JAMO),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is labelled.

    `template` has ``^1`` or ``%1`` for the number of level 1, `form` names how numbers are written, `start` is the first
    of them, and `margin` by how many points the level is set in.
    """

    template: str
    form: str
    start: int = 1
    margin: int = 0


class Counting:
    """Counts the paragraphs of all lists of one document."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def label(self, name: str, depth: int, levels: Mapping[int, Level]) -> str:
        """Return the label of the next paragraph of list `name` at `depth` (from 0)."""
        depth = min(max(depth, 0), 9)
        counts = self._counts.setdefault(name, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[depth] += 1
        for above in range(depth):
            counts[above] = max(counts[above], 1)
        template = levels[depth].template if depth in levels else "^1."
        return _PLACE.sub(lambda match: self._sign(counts, int(match[1]) - 1, levels), template).strip()

    def _sign(self, counts: list[int], depth: int, levels: Mapping[int, Level]) -> str:
        if depth >= len(counts):
            return ""
        number = min(max(counts[depth], 1), _MOST)
        form = levels[depth].form.lower() if depth in levels else ""
        return _FORMS.get(form, str)(number)
