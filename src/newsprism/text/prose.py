"""Whether a written sentence is prose of the language that was asked for, by the pack of that language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsprism.text.ko.advice import advises as advises_ko
from newsprism.text.ko.printable import refusal as refusal_ko

_SENTENCE_EN = re.compile(r"^[A-Z0-9“\"'‘$€£].{12,398}[.]['”\"’]?$", re.DOTALL)
_ADVICE_EN = re.compile(
    r"\b(?:should|must|ought to|recommend(?:s|ed)?|advis(?:e|es|ed)|time to|consider)\b.{0,60}"
    r"\b(?:buy|sell|invest|overweight|underweight|accumulate|take profit|reduce exposure)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """What a language is told by.

    `script` begins the Unicode names of its letters, `share` is how many of the letters of a sentence are of it at
    least. `fault` says why a sentence cannot be printed alone; `advises` whether it tells an investor what to do.
    """

    script: str
    share: float
    fault: Callable[[str], str | None]
    advises: Callable[[str], bool]


def _fault_en(text: str) -> str | None:
    return None if _SENTENCE_EN.match(text) else "style"


LANGUAGES: Mapping[str, Prose] = {
    # Names of firms and products are Latin in Korean news; half is still Korean.
    "ko": Prose("HANGUL", 0.55, refusal_ko, advises_ko),
    "en": Prose("LATIN", 0.9, _fault_en, lambda text: bool(_ADVICE_EN.search(text))),
}


def foreign(text: str, language: str) -> bool:
    """Say whether too few letters of `text` belong to the script of `language`."""
    prose = LANGUAGES[language]
    letters = [character for character in text if character.isalpha()]
    own = sum(unicodedata.name(character, "").startswith(prose.script) for character in letters)
    return own < prose.share * max(1, len(letters))
